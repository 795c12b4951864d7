"""Returns by hand for the tests of the checks: what the loader would make of a small CSV file."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from lianggang.model.quarter import Period, Quarter
from lianggang.model.submission import Column, DataStatus, Figure, Missing, ReturnRow, ReturnSource, ReturnTable
from lianggang.model.written import TextLines

if TYPE_CHECKING:
    from lianggang.model.indicator import Indicator

THIS = Quarter(2025, 3)
LAST = Quarter(2025, 2)
HEADERS = {
    Column.CODE: "指标编码",
    Column.AREA: "区域",
    Column.VALUE: "本期值",
    Column.NUMERATOR: "分子",
    Column.DENOMINATOR: "分母",
    Column.STATUS: "数据状态",
    Column.REPORTING_UNIT: "填报单位",
    Column.NOTE: "说明",
}
_MARKS = {"": Missing.BLANK, "无": Missing.NONE, "…": Missing.BELOW_UNIT}


def figure(text: str) -> Figure:
    """A figure cell: a number, a mark, blank, or failed where it is none of these."""
    if text in _MARKS:
        return Figure(text, missing=_MARKS[text])
    try:
        return Figure(text, number=Decimal(text))
    except InvalidOperation:
        return Figure(text, failed=True)


def make_row(
    indicator: Indicator | None,
    value: str = "",
    numerator: str = "",
    denominator: str = "",
    *,
    area: str | None = None,
    status: str = "",
    unit: str = "",
    note: str = "",
    period: str | None = "2025Q3",
    failed: frozenset[Column] = frozenset(),
    **more: Any,
) -> ReturnRow:
    """A row; ``make_return`` gives it its line."""
    code = indicator.code if indicator else "X-99"
    return ReturnRow(
        line=0,
        cells=(code, area or "", value, numerator, denominator, status, unit, note),
        indicator=indicator,
        area=area,
        period=Period.parse(period) if period else None,
        value=figure(value),
        numerator=figure(numerator),
        denominator=figure(denominator),
        status=DataStatus(status) if status else None,
        note=note,
        reporting_unit=unit or None,
        failed=failed,
        **more,
    )


def make_return(
    *rows: ReturnRow,
    path: str = "data/2025Q3.csv",
    quarter: Quarter | None = THIS,
    columns: tuple[Column, ...] = tuple(HEADERS),
    **more: Any,
) -> ReturnTable:
    """A return with these rows on lines 2, 3 …, under a header."""
    placed = [
        ReturnRow(**{slot: getattr(row, slot) for slot in ReturnRow.__slots__} | {"line": line})
        for line, row in enumerate(rows, start=2)
    ]
    headers = tuple(HEADERS[column] for column in columns)
    lines = (",".join(headers), *(",".join(row.cells) for row in rows))
    source = ReturnSource(
        path, None, {column: at for at, column in enumerate(columns, start=1)}, headers, TextLines(lines)
    )
    return ReturnTable(source, quarter, tuple(placed), **more)
