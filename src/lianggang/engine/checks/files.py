"""Checks of a return as a whole against the returns of the quarter before.

Not here: what reading alone can tell of a file (its encoding, its header, its period). Source: docs/diagnostics.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Severity
from lianggang.model.submission import Column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lianggang.model.diagnostic import Diagnostic
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


def _comparable(table: ReturnTable, context: QuarterContext) -> Iterator[tuple[ReturnRow, ReturnRow]]:
    """Rows with a figure, each with the row of the quarter before, where that speaks of an earlier period."""
    for row in table.rows:
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
