"""``backtest``: rule sets on targets whose end is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.engine.backtest import backtest_cases, chosen_cases
from lianggang.engine.hindsight import Past, backtest_past
from lianggang.engine.history import History
from lianggang.load.cases import load_cases
from lianggang.load.rule_sets import engine_sets, load_rule_set
from lianggang.load.yaml_source import shown_path

from .history import all_tables, check_in_order, remarks_on
from .set_choice import side_by_side
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lianggang.model.backtest import BacktestResult
    from lianggang.model.case import CaseKind


def backtest(
    *,
    start: Path,
    kinds: frozenset[CaseKind],
    cases: Path | None = None,
    catalogue: Path | None = None,
    rules: Sequence[str] = (),
    hysteresis: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> BacktestResult:
    """How rightly and how early rule sets would have warned, on the cases of a file, else on the workspace's own past.

    kinds: which cases are taken. rules: names of built-in sets and files beside the catalogue (with ``cases`` and
    without a catalogue: in ``start``); none: the workspace's own, ``default`` for cases, and all built-in ones.
    progress: told how far the run has come.
    Raises CaseFileError where the case file has faults, and as ``assess`` and ``open_workspace``.
    """
    if cases is not None:
        beside = open_workspace(start, catalogue).folder if catalogue is not None else start
        sets = side_by_side(rules, beside, "default")
        known = load_cases(cases)
        chosen = chosen_cases(known, kinds)
        result = backtest_cases(chosen, sets, hysteresis=hysteresis, progress=progress)
        return replace(result, place=shown_path(cases), left_out=len(known) - len(chosen))
    workspace = open_workspace(start, catalogue)
    sets = side_by_side(rules, workspace.folder, workspace.catalogue.card_rules)
    tables = all_tables(workspace)
    checked = list(check_in_order(workspace.catalogue, tables))
    past = Past(workspace.catalogue, History.of(checked), max(tables), engine_sets(workspace.catalogue))
    default = load_rule_set("default", workspace.folder)
    result = backtest_past(past, default, sets, hysteresis=hysteresis, progress=progress)
    remarks = [text for one in checked for submission in one.submissions for text in remarks_on(submission)]
    return replace(result, place=shown_path(workspace.folder / "data"), remarks=tuple(dict.fromkeys(remarks)))
