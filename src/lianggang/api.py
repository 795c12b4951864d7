"""The use cases: ``check`` returns, ``assess`` a quarter. Joins the rooms; prints nothing and never exits.

Every use case sees the same history: all returns in ``data/`` beside the catalogue, with their values as known
today. What was assumed on the way comes back in ``remarks``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .engine.assess import assess_quarter
from .engine.checks import check_quarter
from .engine.history import History
from .load.catalogue import load_catalogue, read_catalogue
from .load.returns import read_return
from .load.rule_sets import load_rule_set
from .load.workspace import find_catalogue, quarter_files, quarter_of
from .load.yaml_source import shown_path
from .model.assessment import CheckResult, QuarterResult
from .model.errors import LianggangError, ReturnError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from .model.card_rules import RuleSet
    from .model.catalogue import Catalogue
    from .model.diagnostic import Diagnostic
    from .model.quarter import Quarter
    from .model.submission import CheckedQuarter, ReturnTable, Submission

    Tables = dict[Quarter, tuple[ReturnTable, ...]]
    """The returns of each quarter as read, quarters in ascending order."""


class Workspace(NamedTuple):
    """A catalogue, and the folder it lies in, with its returns in ``data/``."""

    catalogue: Catalogue
    folder: Path

    def returns(self) -> dict[Quarter, tuple[Path, ...]]:
        """The returns of each quarter, quarters in ascending order."""
        return quarter_files(self.folder / "data")

    def rule_set(self, choice: str | None) -> RuleSet:
        """The card rules asked for, else the catalogue's own."""
        return load_rule_set(choice or self.catalogue.card_rules, self.folder)


def open_workspace(start: Path, catalogue: Path | None = None) -> Workspace:
    """The workspace that ``start`` (a file or folder) lies in, or that of the catalogue given.

    Raises CatalogueError where there is no catalogue or it has mistakes, UsageError where the one given does not exist.
    """
    path = catalogue or find_catalogue(start)
    return Workspace(load_catalogue(path), path.resolve().parent)


def lint(start: Path, catalogue: Path | None = None) -> tuple[str, Catalogue | None, tuple[Diagnostic, ...]]:
    """The path of the catalogue as messages show it, the catalogue (None if unusable), and all that is wrong with it.

    Raises as ``open_workspace`` where there is none.
    """
    path = catalogue or find_catalogue(start)
    return shown_path(path), *read_catalogue(path)


def check(
    paths: Sequence[Path],
    *,
    catalogue: Path | None = None,
    rules: str | None = None,
    period: Quarter | None = None,
) -> CheckResult:
    """Check returns, and judge their quarter with them in the place of what ``data/`` holds for it.

    paths: returns, or folders of returns that bear a quarter as their name; at least one. Where they speak of
    several quarters the latest one is judged. period: the quarter, whatever the names say.
    ``result`` is None where no quarter can be made out.
    Raises UsageError for a path that does not exist, CatalogueError as ``open_workspace`` does.
    """
    files = _return_files(paths)
    workspace = open_workspace(paths[0], catalogue)
    rule_set = workspace.rule_set(rules)
    known = workspace.catalogue
    given = [_read_given(file, known, period or quarter_of(file)) for file in files]
    tables = _tables(workspace, given, {file.resolve() for file in files})
    checked = [_checked(known, quarter, group, tables) for quarter, group in _by_quarter(given).items()]
    return CheckResult(
        submissions=tuple(submission for one in checked for submission in one.submissions),
        diagnostics=tuple(
            sorted((found for one in checked for found in one.diagnostics), key=lambda found: found.sort_key)
        ),
        result=_judged(known, rule_set, tables, checked),
        checked=frozenset(code for one in checked for code in _codes(one, known)),
    )


def assess(
    *,
    start: Path,
    catalogue: Path | None = None,
    rules: str | None = None,
    period: Quarter | None = None,
) -> QuarterResult:
    """Judge a quarter of the workspace that ``start`` lies in; the latest in ``data/`` where no period is given.

    Raises UsageError where ``data/`` holds no returns, or none of that quarter.
    """
    workspace = open_workspace(start, catalogue)
    rule_set = workspace.rule_set(rules)
    tables = _tables(workspace)
    if not tables:
        raise UsageError(f"“{shown_path(workspace.folder / 'data')}”中没有季度填报；文件请按季度命名，如 2025Q3.csv。")
    if period is not None and period not in tables:
        raise UsageError(f"没有 {period} 的填报；现有 {_range_text(list(tables))}。")
    checked = [_checked(workspace.catalogue, quarter, group, tables) for quarter, group in tables.items()]
    asked = period or max(tables)
    return _assessed(workspace.catalogue, rule_set, checked, asked)


def _read_given(file: Path, catalogue: Catalogue, quarter: Quarter | None) -> ReturnTable:
    """A return under check; that it cannot be opened is the return's fault, not the command's."""
    try:
        return read_return(file, catalogue, quarter, shown_path(file))
    except UsageError:
        raise
    except LianggangError as error:
        raise ReturnError(str(error)) from error


def _return_files(paths: Iterable[Path]) -> list[Path]:
    """The files to check; folders give their returns."""
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到“{path.as_posix()}”；请检查文件名和所在文件夹。")
        if not path.is_dir():
            files.append(path)
            continue
        quarter = quarter_of(path)
        found = quarter_files(path.parent).get(quarter, ()) if quarter else ()
        inside = [file for file in found if file.parent == path]
        if not inside:
            raise UsageError(
                f"“{path.as_posix()}”是文件夹，其中没有可核对的填报；"
                "请指明文件，如 data/2025Q3.csv，或以季度命名的文件夹，如 data/2025Q3。"
            )
        files += inside
    return files


def _tables(workspace: Workspace, given: Sequence[ReturnTable] = (), own: AbstractSet[Path] = frozenset()) -> Tables:
    """All returns as read, quarters in ascending order.

    given: returns under check, which replace their quarter. Where they come from the quarter's own folder
    (own: their paths), the other units' returns in it stay.
    """
    stored = workspace.returns()
    replaced = _by_quarter(given)
    tables: Tables = {}
    for quarter in sorted({*stored, *(one for one in replaced if one is not None)}):
        paths = stored.get(quarter, ())
        rest = [path for path in paths if path.resolve() not in own] if own else list(paths)
        if quarter in replaced and len(rest) == len(paths):
            rest = []
        read = [read_return(path, workspace.catalogue, quarter, shown_path(path)) for path in rest]
        tables[quarter] = (*read, *replaced.get(quarter, ()))
    return tables


def _by_quarter(tables: Iterable[ReturnTable]) -> dict[Quarter | None, tuple[ReturnTable, ...]]:
    groups: dict[Quarter | None, tuple[ReturnTable, ...]] = {}
    for table in tables:
        groups[table.quarter] = (*groups.get(table.quarter, ()), table)
    return groups


def _checked(
    catalogue: Catalogue, quarter: Quarter | None, group: Sequence[ReturnTable], tables: Tables
) -> CheckedQuarter:
    previous = tables.get(quarter + -1, ()) if quarter else ()
    return check_quarter(group, catalogue, quarter, previous)


def _judged(
    catalogue: Catalogue, rules: RuleSet, tables: Tables, checked: Sequence[CheckedQuarter]
) -> QuarterResult | None:
    """The latest of the checked quarters, judged within the whole history."""
    asked = max((one.quarter for one in checked if one.quarter is not None), default=None)
    if asked is None:
        return None
    done = {one.quarter: one for one in checked}
    history = []
    for quarter, group in tables.items():
        own = done.get(quarter)
        whole = own is not None and len(own.submissions) == len(group)
        history.append(own if own is not None and whole else _checked(catalogue, quarter, group, tables))
    return _assessed(catalogue, rules, history, asked, {one.path for part in checked for one in part.submissions})


def _assessed(
    catalogue: Catalogue,
    rules: RuleSet,
    history: Sequence[CheckedQuarter],
    quarter: Quarter,
    told: AbstractSet[str] = frozenset(),
) -> QuarterResult:
    """told: the paths of returns whose state is reported elsewhere."""
    result = assess_quarter(catalogue, History.of(history), rules, quarter)
    remarks = [
        remark
        for checked in history
        for submission in checked.submissions
        if submission.path not in told
        for remark in _remarks(submission)
    ]
    return replace(result, remarks=tuple(remarks))


def _remarks(submission: Submission) -> Iterator[str]:
    """What was assumed about a return of the history, and what of it could not be used."""
    yield from (f"{submission.path}：{remark}。" for remark in submission.remarks)
    unusable = [
        f"{word} {rows} 行"
        for word, rows in (("待核", submission.rows_held), ("退回", submission.rows_rejected))
        if rows
    ]
    if unusable:
        yield f"{submission.path}：{'、'.join(unusable)}，未计入判定；用 lianggang check 查看原因。"


def _codes(checked: CheckedQuarter, catalogue: Catalogue) -> Iterator[str]:
    """The indicators that the returns speak of, and those that their units owe in this quarter."""
    for submission in checked.submissions:
        yield from (one.indicator for one in submission.observations)
    units = {unit for submission in checked.submissions for unit in submission.reporting_units}
    if checked.quarter is not None:
        for code, indicator in catalogue.indicators.items():
            if indicator.lead_unit in units and indicator.is_due(checked.quarter):
                yield code


def _range_text(quarters: Sequence[Quarter]) -> str:
    """``2021Q1 至 2025Q3``; gaps are named."""
    first, last = quarters[0], quarters[-1]
    missing = [str(first + step) for step in range(last - first) if first + step not in quarters]
    gaps = f"（其中没有 {'、'.join(missing[:8])}）" if missing else ""
    return f"{first} 至 {last}{gaps}" if first != last else str(first)
