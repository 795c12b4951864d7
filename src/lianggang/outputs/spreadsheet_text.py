"""How text is written into a CSV file that people open in Excel or WPS: quoted, and never run as a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def defused(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text


def csv_line(cells: Iterable[str]) -> str:
    """The cells with commas between them, quoted where need be; no line end."""
    return ",".join(map(_quoted, cells))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n\r') else text
