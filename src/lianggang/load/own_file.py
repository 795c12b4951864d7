"""What is wrong with a file that the program itself keeps, the journal or the ledger: one place for its diagnostics."""

from __future__ import annotations

from typing import NamedTuple

from lianggang.model.diagnostic import CODES, Diagnostic, Place
from lianggang.model.written import OneLine, cell_span


class OwnFile(NamedTuple):
    """A comma-separated file with a fixed header."""

    shown: str
    """As messages show it."""
    headers: tuple[str, ...]

    def fault(self, code: str, message: str) -> Diagnostic:
        """Of the file as a whole."""
        return Diagnostic(code, message, Place(self.shown), CODES[code].severity)

    def fault_in_line(self, code: str, message: str, position: int, line: str, column: int | None = None) -> Diagnostic:
        """In the line at that position, from 0; in its cell of that column, from 0, or in all of it."""
        if column is None:
            place, span = Place(self.shown, line=position + 1), None
        else:
            place = Place(self.shown, None, position + 1, column + 1, self.headers[column])
            span = cell_span(line, ",", column + 1)
        return Diagnostic(code, message, place, CODES[code].severity, written=OneLine(line), marked=span)
