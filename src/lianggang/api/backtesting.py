"""``backtest``: rule sets on targets whose end is known, and one such target laid open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.engine.backtest import backtest_cases, chosen_cases
from lianggang.engine.hindsight import Past, backtest_past
from lianggang.engine.history import History
from lianggang.engine.opened_case import open_case
from lianggang.engine.trial import as_of_years
from lianggang.load.cases import load_cases
from lianggang.load.rule_sets import engine_sets, load_rule_set
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import UsageError
from lianggang.model.quarter import Period

from .history import all_tables, check_in_order, remarks_on
from .near_names import near_matches
from .set_choice import side_by_side
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lianggang.model.backtest import BacktestResult
    from lianggang.model.case import Case, CaseKind
    from lianggang.model.opened_case import OpenedCase


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
        sets = side_by_side(rules, _beside(start, catalogue), "default")
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


def opened_case(
    *,
    start: Path,
    cases: Path,
    case: str,
    asof: int | None = None,
    catalogue: Path | None = None,
    rules: Sequence[str] = (),
    hysteresis: bool = True,
) -> OpenedCase:
    """One case of a file with every judgement of it and what each rests on.

    case: its id. asof: the year to explain; by default the last one that was judged. rules: as for ``backtest``;
    none: ``default`` alone. Raises UsageError where the file has no such case or the year is none of its plan's, and
    as ``backtest``.
    """
    sets = side_by_side(rules or ("default",), _beside(start, catalogue), "default")
    chosen = _case_of(load_cases(cases), case, shown_path(cases))
    if asof is not None:
        _check_year(chosen, asof)
    period = None if asof is None else Period.of_year(asof)
    return open_case(chosen, sets, period, hysteresis=hysteresis)._replace(place=shown_path(cases))


def _beside(start: Path, catalogue: Path | None) -> Path:
    """Where files with rules are looked for."""
    return start if catalogue is None else open_workspace(start, catalogue).folder


def _case_of(known: Sequence[Case], case: str, place: str) -> Case:
    by_id = {one.id: one for one in known}
    if case in by_id:
        return by_id[case]
    raise UsageError(f"{place} 没有案例“{case}”{near_matches(case, list(by_id))}。")


def _check_year(case: Case, asof: int) -> None:
    years = as_of_years(case.baseline_year, case.target_year)
    if asof in years:
        return
    told = f"可选 {years[0]}—{years[-1]}" if years else "这一计划太短，没有判定的年份"
    raise UsageError(f"案例 {case.id} 不在 {asof} 年判定；{told}。")
