"""All returns of a workspace, read and checked quarter by quarter; judges nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lianggang.engine.checks import check_quarter
from lianggang.engine.checks.earlier import Earlier
from lianggang.engine.checks.standards import Standards
from lianggang.load.returns import read_return
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import CheckedQuarter, ReturnTable, Submission

    from .workspace import Workspace

    Tables = dict[Quarter, tuple[ReturnTable, ...]]
    """The returns of each quarter as read, quarters in ascending order."""


def checked_history(workspace: Workspace, period: Quarter | None) -> tuple[list[CheckedQuarter], Quarter]:
    """All returns, checked, and the quarter to judge; UsageError where that has none."""
    tables = all_tables(workspace)
    asked = quarter_asked(tables, period)
    return list(check_in_order(workspace.catalogue, tables)), asked


def quarter_asked(tables: Tables, period: Quarter | None) -> Quarter:
    """The quarter to judge, the latest where none is asked for; UsageError for one without returns."""
    if period is not None and period not in tables:
        raise UsageError(f"没有 {period} 的填报；现有 {_range_text(list(tables))}。")
    return period or max(tables)


def all_tables(workspace: Workspace) -> Tables:
    """As ``read_tables``; UsageError where there are none."""
    tables = read_tables(workspace)
    if not tables:
        raise UsageError(f"“{shown_path(workspace.folder / 'data')}”中没有季度填报；文件请按季度命名，如 2025Q3.csv。")
    return tables


def read_tables(
    workspace: Workspace, given: Sequence[ReturnTable] = (), own: AbstractSet[Path] = frozenset()
) -> Tables:
    """All returns as read, quarters in ascending order.

    given: returns under check, which replace their quarter. Where they come from the quarter's own folder
    (own: their paths), the other units' returns in it stay; its collected file does not.
    """
    stored = workspace.returns()
    replaced = by_quarter(given)
    tables: Tables = {}
    for quarter in sorted({*stored, *(one for one in replaced if one is not None)}):
        paths = stored.get(quarter, ())
        rest = [path for path in paths if path.resolve() not in own] if own else list(paths)
        if quarter in replaced and len(rest) == len(paths):
            rest = []
        read = [read_stored(workspace, path, quarter) for path in rest]
        if quarter in replaced:
            read = [table for table in read if table.collected is None]
        tables[quarter] = (*read, *replaced.get(quarter, ()))
    return tables


def read_stored(workspace: Workspace, path: Path, quarter: Quarter | None) -> ReturnTable:
    """A file of ``data/``: the quarter's collected one where the journal knows it as that, else a return.

    Raises as ``read_return``.
    """
    records = workspace.collections.get(quarter, ()) if quarter else ()
    if not quarter or not records or workspace.name_of(path) != records[-1].file:
        return read_return(path, workspace.catalogue, quarter, shown_path(path))
    from .collected_state import read_recorded  # noqa: PLC0415  # most quarters were not collected

    return read_recorded(path, workspace.catalogue, quarter, records)


def by_quarter(tables: Iterable[ReturnTable]) -> dict[Quarter | None, tuple[ReturnTable, ...]]:
    """The returns of each quarter, in the order given; None: of no known quarter."""
    groups: dict[Quarter | None, tuple[ReturnTable, ...]] = {}
    for table in tables:
        groups[table.quarter] = (*groups.get(table.quarter, ()), table)
    return groups


def check_in_order(
    catalogue: Catalogue, tables: Tables, areas: AbstractSet[str] | None = None
) -> Iterator[CheckedQuarter]:
    """Each quarter's returns, checked beside what had been filed in the quarters before, and nothing later.

    A collected quarter is what was collected.
    areas: those whose figures are wanted of the last quarter, which no other is compared with; None: all.
    """
    earlier, standards = Earlier(), Standards(catalogue)
    checked: CheckedQuarter | None = None
    last = max(tables, default=None)
    for quarter, group in tables.items():
        if checked is not None:
            earlier.add(checked)
        check = partial(
            check_quarter,
            catalogue=catalogue,
            quarter=quarter,
            previous=tables.get(quarter + -1, ()),
            earlier=earlier,
            standards=standards,
            areas=areas if quarter == last else None,
        )
        if all(table.collected is None for table in group):
            checked = check(group)
        else:
            from .collected_state import as_collected  # noqa: PLC0415  # most quarters were not collected

            checked = as_collected(catalogue, quarter, group, check)
        yield checked


def remarks_on(submission: Submission) -> Iterator[str]:
    """What was assumed about a return of the history, and what of it could not be used."""
    yield from (f"{submission.path}：{remark}。" for remark in submission.remarks)
    unusable = [
        f"{word} {rows} 行"
        for word, rows in (("待核", submission.open_held), ("退回", submission.open_rejected))
        if rows
    ]
    if unusable:
        yield f"{submission.path}：{'、'.join(unusable)}，未计入判定；用 lianggang check 查看原因。"


def _range_text(quarters: Sequence[Quarter]) -> str:
    """``2021Q1 至 2025Q3``; gaps are named."""
    first, last = quarters[0], quarters[-1]
    missing = [str(first + step) for step in range(last - first) if first + step not in quarters]
    gaps = f"（其中没有 {'、'.join(missing[:8])}）" if missing else ""
    return f"{first} 至 {last}{gaps}" if first != last else str(first)
