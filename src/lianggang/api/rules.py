"""``rules``: sets of card rules listed, laid open, compared on a quarter, and tried on scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.engine.rule_reading import moved_cuts
from lianggang.engine.scenario import judge_scenario
from lianggang.load.catalogue import load_catalogue
from lianggang.load.rule_listing import all_sets, asked_set, workspace_set
from lianggang.load.rule_sets import engine_sets
from lianggang.load.scenarios import read_scenarios, scenario_files
from lianggang.load.workspace import find_catalogue
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import CatalogueError, UsageError
from lianggang.model.rule_view import ComparedRow, RulesComparison
from lianggang.model.scenario import ScenarioFileOutcome

from .history import checked_history
from .judging import judged_with_remarks
from .set_choice import side_by_side
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lianggang.model.quarter import Quarter
    from lianggang.model.rule_view import ListedSet


def rule_sets(start: Path, catalogue: Path | None = None) -> tuple[tuple[ListedSet, ...], str]:
    """The built-in sets and the workspace's own; and why the latter could not be told, where it could not.

    Raises CatalogueError only for a catalogue that was named.
    """
    try:
        return all_sets(_own_set(start, catalogue)), ""
    except CatalogueError as error:
        if catalogue is not None:
            raise
        return all_sets(None), f"未标出本工作区所用的规则：{error}"


def rule_set(choice: str | None, start: Path, catalogue: Path | None = None) -> ListedSet:
    """One set with its moved cuts; the workspace's own where none is named.

    Files are looked for beside the catalogue, then in ``start``; without a usable catalogue there alone.
    Raises UsageError where there is no such set, CatalogueError where its file has mistakes.
    """
    own, folders = None, [start]
    try:
        own = listed = _own_set(start, catalogue)
        folders = [open_workspace(start, catalogue).folder, start]
    except CatalogueError:
        if choice is None or catalogue is not None:
            raise
    if choice is not None:
        listed = asked_set(choice, folders, own)
    return listed._replace(moved=moved_cuts(listed.rules))


def _own_set(start: Path, catalogue: Path | None) -> ListedSet:
    path = catalogue or find_catalogue(start)
    return workspace_set(load_catalogue(path), path.resolve().parent, shown_path(path))


def compare_rules(
    *, start: Path, rules: Sequence[str] = (), catalogue: Path | None = None, period: Quarter | None = None
) -> RulesComparison:
    """A quarter of the workspace judged by several sets; the latest in ``data/`` where no period is given.

    rules: names of built-in sets, and files; of one alone: beside the workspace's own; none: as in ``backtest``.
    Raises as ``assess``, and UsageError where a set does not exist.
    """
    workspace = open_workspace(start, catalogue)
    own = workspace.rule_set(None)
    sets = side_by_side(rules, workspace.folder, own)
    if len(sets) == 1:
        ((name, only),) = sets.items()
        if only == own:
            raise UsageError(f"本工作区所用的就是 {name}，没有可比的。请再写一套规则；全部名称见 lianggang rules。")
        sets = {own.name if own.name != name else f"{own.name}（本工作区）": own, **sets}
    checked, asked = checked_history(workspace, period)
    results = [judged_with_remarks(workspace.catalogue, one, checked, asked) for one in sets.values()]
    rows = zip(*(result.assessments for result in results), strict=True)
    used = next((name for name, one in sets.items() if one == own), None)
    return RulesComparison(sets, results[0], tuple(map(ComparedRow, rows)), used)


def run_scenarios(paths: Sequence[Path]) -> tuple[ScenarioFileOutcome, ...]:
    """Every scenario of the files beside what the program finds; folders stand for the ``.yaml`` files in them.

    A file with faults has them in its outcome; the others are run all the same.
    Raises UsageError for a path that does not exist and a folder without such files.
    """
    outcomes = []
    for path in scenario_files(paths):
        scenarios, diagnostics = read_scenarios(path)
        judged = (judge_scenario(one, engine_sets(one.catalogue)) for one in scenarios)
        outcomes.append(ScenarioFileOutcome(shown_path(path), diagnostics, tuple(judged)))
    return tuple(outcomes)
