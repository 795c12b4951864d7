"""Checks of a return as a whole: against the returns of the quarter before, and against the day it was due.

Not here: what reading alone can tell of a file (its encoding, its header, its period). Source: docs/diagnostics.md.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Severity, line_ranges
from lianggang.model.submission import Column
from lianggang.model.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import ReturnRow, ReturnTable

    from .context import QuarterContext

_FEWEST_COMPARABLE = 3


def same_as_last_period(table: ReturnTable, context: QuarterContext) -> Diagnostic | None:
    """F05: at least three rows can be compared with the quarter before, and every one of them has the same figures.

    Held until a 说明 in the file explains it; an error where the file is the earlier one, cell for cell.
    """
    same = 0
    for row, earlier in _comparable(table, context):
        if _numbers(row) != _numbers(earlier):
            return None
        same += 1
    if same < _FEWEST_COMPARABLE:
        return None
    copy = next((other for other in context.previous if _is_copy(table, other)), None)
    if copy is not None:
        return table.source.diagnose(
            "F05",
            f"文件内容与上季度的{copy.source.path}完全相同；请核对是否误交上季度文件，改报本季度数据。",
            severity=Severity.ERROR,
            also=copy.source.place(),
        )
    explained = any(row.is_explained for row in table.rows)
    rows = f"全部数值（可比的{same}行）与上季度完全相同"
    message = f"{rows}；请确认是否误交上季度文件，如属实，请在“说明”中写明。"
    return table.source.diagnose("F05", message, explained=explained)


def late(table: ReturnTable, context: QuarterContext) -> Diagnostic | None:
    """C01: rows filled in after the due day, by their own 填报日期, never by the clock; one diagnostic for the file."""
    quarter = table.quarter or context.quarter
    if quarter is None:
        return None
    due = _last_day(quarter) + timedelta(days=context.catalogue.returns.due_day)
    days = {row.filled_date for row in table.rows}
    latest = max((day for day in days if day is not None), default=due)
    if latest <= due:
        return None
    rows = [row for row in table.rows if row.filled_date is not None and row.filled_date > due]
    most = "最晚" if len({row.filled_date for row in rows}) > 1 else ""
    message = (
        f"填报日期{most}为{latest.isoformat()}，晚于截止日期（{due.isoformat()}）{(latest - due).days}天；"
        "数据照用，请按时报送。"
    )
    codes = {row.indicator.code for row in rows if row.indicator}
    found = visible(rows[0].filled_on)
    about = next(iter(codes)) if len(codes) == 1 else None
    first = table.source.diagnose("C01", message, rows[0].line, Column.FILLED_ON, indicator=about, found=found)
    return replace(first, count=len(rows), lines=line_ranges(row.line for row in rows)) if len(rows) > 1 else first


def _last_day(quarter: Quarter) -> date:
    year, month = divmod(12 * quarter.year + 3 * quarter.number, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def _comparable(table: ReturnTable, context: QuarterContext) -> Iterator[tuple[ReturnRow, ReturnRow]]:
    """Rows with a figure, each with the row of the quarter before, where that speaks of an earlier period."""
    for row in table.rows if context.previous else ():
        if (
            row.indicator is None
            or row.period is None
            or row.value.failed
            or (row.failed and Column.AREA in row.failed)
        ):
            continue
        earlier = context.previous_rows.get((row.indicator.code, row.area))
        if earlier is None or earlier.period is None or not earlier.period < row.period:
            continue
        if _has_figure(row) and _has_figure(earlier):
            yield row, earlier


def _has_figure(row: ReturnRow) -> bool:
    return row.value.number is not None or row.numerator.number is not None


def _numbers(row: ReturnRow) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return row.value.number, row.numerator.number, row.denominator.number


def _is_copy(table: ReturnTable, other: ReturnTable) -> bool:
    return bool(table.source.written) and table.source.written == other.source.written
