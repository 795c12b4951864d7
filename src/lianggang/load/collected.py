"""A quarter's collected file → its rows, as a return and with what the program added: 来源, 原值, 更正说明.

Not here: whether it is the file that the program wrote (``api.history``), and writing it (``outputs.collected_file``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.model.collected import CORRECTION, ORIGINAL, SOURCE, CollectedRow
from lianggang.model.diagnostic import Severity
from lianggang.model.submission import Collected

from .returns import read_return_bytes

if TYPE_CHECKING:
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import Figure, ReturnRow, ReturnTable

BETWEEN_SOURCES = "；"
_GUARDED = r"'+[=+\-@\t\r]"
"""How text begins that was kept from being run as a formula: with one apostrophe more than it had."""


def read_collected(
    data: bytes, catalogue: Catalogue, quarter: Quarter, shown_path: str, state: Collected = Collected.INTACT
) -> ReturnTable:
    """The file as a return that is ``collected``.

    An intact one was checked before it was written: notes are not told again, and that all its rows speak of other
    quarters, as late figures do, is no fault of the file.
    """
    table = read_return_bytes(data, catalogue, quarter, shown_path)
    rows = tuple(_unguarded_row(row) for row in table.rows) if b"'" in data else table.rows
    table = replace(table, rows=rows, collected=state)
    if state is Collected.EDITED:
        return table
    found = tuple(one for one in table.diagnostics if one.severity is Severity.ERROR)
    if table.rows and [(one.code, one.place.line) for one in found] == [("F04", None)]:
        return replace(table, diagnostics=(), failed=False)
    return replace(table, diagnostics=found)


def collected_rows(table: ReturnTable) -> tuple[tuple[CollectedRow, ...], tuple[int, ...]]:
    """The file's rows, and the lines of those that can no longer be read, the catalogue having changed."""
    rows, unreadable = [], []
    for row in table.rows:
        if row.indicator is None or row.period is None or row.failed:
            unreadable.append(row.line)
            continue
        rows.append(
            CollectedRow(
                indicator=row.indicator,
                area=row.area,
                period=row.period,
                value=row.value,
                numerator=row.numerator,
                denominator=row.denominator,
                status=row.status,
                reporting_unit=row.reporting_unit or "",
                filled_by=row.filled_by,
                filled_on=row.filled_on,
                note=row.note,
                sources=tuple(source for source in added_text(table, row, SOURCE).split(BETWEEN_SOURCES) if source),
                original=added_text(table, row, ORIGINAL),
                correction=added_text(table, row, CORRECTION),
            )
        )
    return tuple(rows), tuple(unreadable)


def added_text(table: ReturnTable, row: ReturnRow, header: str) -> str:
    """What a column that the program added says in a row; empty where the file has no such column."""
    headers = table.source.headers
    if header not in headers:
        return ""
    position = headers.index(header)
    return unguarded(row.cells[position].strip()) if position < len(row.cells) else ""


def unguarded(text: str) -> str:
    """The text without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if text.startswith("'") and re.match(_GUARDED, text) else text


def _unguarded_row(row: ReturnRow) -> ReturnRow:
    return row._replace(
        value=_unguarded_figure(row.value),
        numerator=_unguarded_figure(row.numerator),
        denominator=_unguarded_figure(row.denominator),
        note=unguarded(row.note),
        filled_by=unguarded(row.filled_by),
        filled_on=unguarded(row.filled_on),
    )


def _unguarded_figure(figure: Figure) -> Figure:
    return replace(figure, text=unguarded(figure.text)) if figure.text.startswith("'") else figure
