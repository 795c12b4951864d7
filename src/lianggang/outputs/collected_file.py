"""A quarter's collected file as it is written: UTF-8 with a byte-order mark and CRLF, nothing in it that would run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianggang.model.catalogue import DISTRICT_WORD
from lianggang.model.collected import HEADERS

from .spreadsheet_text import csv_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianggang.model.collected import CollectedRow
    from lianggang.model.submission import Figure

BETWEEN_SOURCES = "；"
_RUN_BY_SPREADSHEETS = r"'*[=+\-@\t\r]"


def collected_file(rows: Iterable[CollectedRow]) -> bytes:
    """The whole file, in the order given."""
    lines = [csv_line(HEADERS), *(csv_line(_cells(row)) for row in rows)]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _cells(row: CollectedRow) -> list[str]:
    indicator = row.indicator
    texts = (row.filled_by, row.filled_on, row.note, BETWEEN_SOURCES.join(row.sources), row.original, row.correction)
    return [
        guarded(indicator.code),
        guarded(indicator.name),
        guarded(row.area or DISTRICT_WORD),
        *map(_figure, (row.value, row.numerator, row.denominator)),
        indicator.unit_of_measure,
        str(row.period),
        row.status.value if row.status else "",
        guarded(row.reporting_unit),
        *map(guarded, texts),
    ]


def _figure(figure: Figure) -> str:
    """A number as it is, below zero too; a mark is text."""
    return figure.text if figure.number is not None else guarded(figure.text)


def guarded(text: str) -> str:
    """The text with one apostrophe more where a spreadsheet would run it, or where it looks as if it had one already.

    So that taking one away gives the text back, whatever it was.
    """
    return f"'{text}" if re.match(_RUN_BY_SPREADSHEETS, text) else text
