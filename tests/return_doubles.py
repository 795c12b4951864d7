"""Returns by hand for the tests of the checks: what the loader would make of a small CSV file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from doubles import make_catalogue
from lianggang.engine.checks import check_quarter
from lianggang.engine.checks.earlier import Earlier
from lianggang.model.quarter import Period, Quarter
from lianggang.model.submission import Column, DataStatus, Figure, Missing, ReturnRow, ReturnSource, ReturnTable
from lianggang.model.written import TextLines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
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
    placed = [row._replace(line=line) for line, row in enumerate(rows, start=2)]
    headers = tuple(HEADERS[column] for column in columns)
    lines = (",".join(headers), *(",".join(row.cells) for row in rows))
    source = ReturnSource(
        path, None, {column: at for at, column in enumerate(columns, start=1)}, headers, TextLines(lines)
    )
    return ReturnTable(source, quarter, tuple(placed), **more)


Figures = str | tuple[str, str, str]


def filed(catalogue: Catalogue, quarters: Mapping[str, Iterable[ReturnRow]]) -> Earlier:
    """What these quarters' rows leave on file, each checked after those before it."""
    earlier = Earlier()
    for text, rows in quarters.items():
        quarter = Quarter.parse(text)
        table = make_return(*rows, path=f"data/{quarter}.csv", quarter=quarter)
        earlier.add(check_quarter([table], catalogue, quarter, (), earlier))
    return earlier


def faults_after(
    indicator: Indicator, past: Mapping[str, Figures], now: Figures, *, told: str = "属实", **row: Any
) -> list[Diagnostic]:
    """What a row of 2025Q3 is diagnosed with after these figures, by period; each was filed with a 说明.

    A past period ``2024`` is a whole year's, filed in its Q4.
    """
    catalogue = make_catalogue(indicator)
    quarters = {
        str(Quarter.parse(period)): [make_row(indicator, *_cells(figures), period=period, note=told)]
        for period, figures in past.items()
    }
    table = make_return(make_row(indicator, *_cells(now), **row))
    if "previous_value" in row:
        columns = {**table.source.columns, Column.PREVIOUS_VALUE: len(HEADERS) + 1}
        source = replace(table.source, columns=columns, headers=(*table.source.headers, "上期值"))
        table = replace(table, source=source)
    return list(check_quarter([table], catalogue, THIS, (), filed(catalogue, quarters)).diagnostics)


def _cells(figures: Figures) -> tuple[str, ...]:
    return (figures,) if isinstance(figures, str) else figures
