"""A sheet of any spreadsheet file: its filled cells as texts, and what a reader of figures has to know around them.

Not here: which library read it (``xlsx_workbook``, ``xls_workbook``), and where in it the table stands.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Context, Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from .grid import Oddity

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGITS = 15
"""Significant digits of a number in a spreadsheet: the sixteenth is noise of the binary format."""

_ROUNDED = Context(prec=DIGITS)
_ESCAPED = r"_x(00[01][0-9A-Fa-f])_"


class SheetCell(NamedTuple):
    """A filled cell."""

    text: str
    """As a label: a number without padding, a date in ISO form."""
    figure: str
    """As a figure: a number with the decimals and the percent sign that the sheet shows."""
    odd: Oddity | None = None


class Comment(NamedTuple):
    """A comment on a cell."""

    author: str
    """Empty where the program that saved the file did not keep it, as LibreOffice does not."""
    text: str


class Merge(NamedTuple):
    """A merged range, its first and last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """One sheet; rows and columns count from 1."""

    title: str
    rows: dict[int, dict[int, SheetCell]]
    """Only rows and cells that hold something."""
    merges: tuple[Merge, ...] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_filtered: bool = False
    comments: Mapping[tuple[int, int], Comment] = MappingProxyType({})
    """By row and column."""


def text_cell(text: str) -> SheetCell:
    """A cell with text."""
    return SheetCell(text, text)


def number_cell(value: float, number_format: str = "General") -> SheetCell:
    """A cell with a number: to 15 significant digits, then exactly; never rounded to what is shown.

    A percent format shows 100 times the number, and so does ``figure``; zeros that the format shows are kept.
    """
    number = _ROUNDED.create_decimal(value) if isinstance(value, int) else Decimal(format(value, f".{DIGITS}g"))
    plain = format(number, "f")
    is_percent, decimals = _shape(number_format)
    if not number.is_finite():
        return text_cell(plain)
    if is_percent:
        return SheetCell(plain, _padded(number.scaleb(2), decimals) + "%", Oddity.PERCENT)
    return SheetCell(plain, _padded(number, decimals))


def date_cell(value: dt.date | dt.datetime | dt.time | dt.timedelta) -> SheetCell:
    """A cell in date format: the calendar day in ISO form; times and durations as they print."""
    if isinstance(value, dt.datetime):
        value = value.date()
    return text_cell(value.isoformat() if isinstance(value, dt.date | dt.time) else str(value))


def unescaped(text: str) -> str:
    """Text as a file writes it down: ``_x000D_`` is a carriage return. Spreadsheets escape control characters only."""
    return re.sub(_ESCAPED, lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _padded(number: Decimal, decimals: int) -> str:
    """The number with at least so many decimals."""
    text = format(number, "f")
    missing = decimals - (len(text) - text.find(".") - 1 if "." in text else 0)
    if missing <= 0:
        return text
    return text + ("" if "." in text else ".") + "0" * missing


@lru_cache(maxsize=256)
def _shape(number_format: str) -> tuple[bool, int]:
    """Whether a format shows a percentage, and how many decimals it always shows. Of several sections the first counts.

    What stands in quotes, behind a backslash or in brackets is text: ``0.00"%"`` is no percentage.
    """
    bare = re.sub(r'"[^"]*"?|\[[^\]]*\]?|[\\_*].', "", number_format).split(";")[0]
    decimals = re.search(r"\.(0+)", bare)
    is_scaled = re.search(r"0,+(?![0#?])", bare) is not None or re.search(r"[eE/]", bare) is not None
    return "%" in bare, 0 if decimals is None or is_scaled else min(len(decimals[1]), DIGITS)
