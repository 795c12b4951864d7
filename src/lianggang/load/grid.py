"""A table under its header, from a text file or from a sheet, before its cells are read; or why there is none.

Whatever the file was, the same things follow: that is what this module is for.
"""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import ReturnSource

    from .form import FormId
    from .header import Header
    from .table import Row, Rows

    Oddities = Mapping[tuple[int, int], "Oddity"]
    """Line and column number, from 1 → what is odd about the cell; most cells are not in it."""


class Oddity(Enum):
    """What a cell of a sheet is beside its text."""

    PERCENT = "percent"
    """A number in percent format: its text is what the sheet shows, 100 times what it holds."""
    NOT_CALCULATED = "not calculated"
    """A formula whose result was never stored: its text is the formula."""


class Grid(NamedTuple):
    """The rows under a header, and what is known of the file around them."""

    source: ReturnSource
    header: Header
    rows: Rows
    above: Sequence[Row] = ()
    """What stands above the header: titles, and the head of a form."""
    notes: Sequence[Diagnostic] = ()
    """What was found in the file apart from its header and its rows."""
    remarks: tuple[str, ...] = ()
    has_invisible: bool = False
    odd: Oddities = MappingProxyType({})
    form: FormId | None = None
    """What a form of our own says it is."""
    formats_unknown: bool = False
    """Read without number formats, so that 0.92 may be 92 %."""


class Unreadable(NamedTuple):
    """A file that gives no table: all of it is rejected."""

    source: ReturnSource
    why: Diagnostic
    misshapen: int = 0
    """Lines that were to be rows."""
