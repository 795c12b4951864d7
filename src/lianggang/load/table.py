"""CSV text → rows of cells that know their physical line; rows of the wrong shape are diagnosed and left out.

Not here: what is said of a faulty line (``line_faults``), which encoding the text had (``text``), what the columns
are (``header``), what a cell means.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.diagnostic import MOST_SINGLE, line_ranges
from lianggang.model.tuples import from_columns

from .cells import has_invisible
from .form import is_foot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import ReturnSource
    from lianggang.model.written import TextLines

    from .text import BadBytes

DELIMITERS = (",", "\t", ";", "；", "，", "|")
"""What may stand between cells; the header decides which."""

DELIMITER_NAMES = {"\t": "制表符"}

_RECORD_LIMIT = 20
"""Physical lines. A quoted cell that runs over more of them is taken for one whose quote was never closed."""

_BLOCK = 500
"""Lines that are read at once where all of them are plain."""

_SPACES = " \t\u3000\xa0"


class Row(NamedTuple):
    """A row of the right shape."""

    line: int
    """Physical line of its first character, from 1."""
    cells: tuple[str, ...]
    """As written, without the quotes of CSV."""


class Width(NamedTuple):
    """How many cells a row may have."""

    narrowest: int
    """Up to the last column that has a header."""
    widest: int
    """Of the header as it stands."""

    def fitting(self, cells: list[str]) -> list[str] | None:
        """The cells cut to the header's width where only empty ones stand beyond it; None where they do not fit."""
        if self.narrowest <= len(cells) <= self.widest:
            return cells
        if len(cells) > self.widest and not any(cell.strip() for cell in cells[self.widest :]):
            return cells[: self.widest]
        return None


class Rows(NamedTuple):
    """What stands below the header. Rows read = ``len(rows) + misshapen``; blank lines are no rows."""

    rows: list[Row]
    misshapen: int = 0
    diagnostics: Sequence[Diagnostic] = ()
    blank: Sequence[int] = ()
    """The blank lines between the rows."""
    has_invisible: bool = False
    """Whether a cell of a text file holds invisible characters."""
    is_stripped: bool = False
    """Proved that no cell begins or ends with a space."""

    @property
    def rows_read(self) -> int:
        """How many there are, misshapen ones included."""
        return len(self.rows) + self.misshapen


def first_record(lines: Sequence[str], start: int, delimiter: str) -> tuple[list[str], int]:
    """The cells of the record that begins at ``lines[start]``, and how many lines it takes.

    A line whose quotes do not close is taken as it stands, cut at every delimiter.
    """
    line = lines[start]
    return (_quoted_record(lines, start, delimiter) if '"' in line else None) or (line.split(delimiter), 1)


def read_rows(
    source: ReturnSource, text: TextLines, start: int, bad: Sequence[BadBytes] = (), encoding: str = "UTF-8"
) -> Rows:
    """The rows from ``text.lines[start]`` on, against the width of ``source.headers``.

    ``bad``: where the file's bytes are not of its ``encoding``; a row that holds one is left out.

    Finds F10 (cell count; empty cells too many at the end are passed over), F11, F12, F13. A faulty
    line costs that physical line only: reading goes on at the next one.
    """
    rows = _Reader(source, text, bad).read(start)
    if bad:
        from .line_faults import bad_bytes  # noqa: PLC0415 - hardly a file has one

        return rows._replace(diagnostics=[*bad_bytes(source, text, bad, encoding), *rows.diagnostics])
    return rows


class _Reader:
    """The state of one pass over a file."""

    def __init__(self, source: ReturnSource, text: TextLines, bad: Sequence[BadBytes]) -> None:
        self.source, self.text, self.lines, self.delimiter = source, text, text.lines, text.delimiter
        self.nothing = _SPACES + text.delimiter
        """What a blank line may consist of."""
        named = [ordinal for ordinal, header in enumerate(source.headers, 1) if header.strip()]
        self.width = Width(named[-1] if named else 1, len(source.headers))
        self.bad_lines = {place.line for place in bad}
        # A return repeats its spellings by the thousand: each is kept once.
        self.spellings: dict[str, str] = {}
        self.kept = self.spellings.setdefault
        self.found: list[Diagnostic] = []
        self.blank: list[int] = []
        self.misshapen = 0

    def read(self, start: int) -> Rows:
        rows: list[Row] = []
        position, end = start, _end_of_table(self.lines, start, self.nothing)
        while position < end:
            block = self.lines[position : min(position + _BLOCK, end)]
            if '"' in "".join(block) or self._is_damaged(position, len(block)):
                position = self._read_lines(rows, position, position + len(block))
            else:
                self._read_plain(rows, position, block)
                position += len(block)
        invisible = has_invisible("".join(self.spellings))
        is_stripped = all(spelling == spelling.strip() for spelling in self.spellings)
        return Rows(rows, self.misshapen, self.found, self.blank, invisible, is_stripped)

    def _is_damaged(self, start: int, length: int) -> bool:
        return bool(self.bad_lines) and not self.bad_lines.isdisjoint(range(start + 1, start + length + 1))

    def _read_plain(self, rows: list[Row], start: int, block: Sequence[str]) -> None:
        """Read lines that hold no quote and no bad byte: all of them at once where each is a row of full width."""
        split = list(map(str.split, block, repeat(self.delimiter)))
        if set(map(len, split)) == {self.width.widest} and all(map(str.strip, map(itemgetter(0), split))):
            cells = [tuple(map(self.kept, one, one)) for one in split]
            rows.extend(from_columns(Row, count(start + 1), cells))
            return
        for position, (line, one) in enumerate(zip(block, split, strict=True), start + 1):
            if len(one) == self.width.widest and line.strip(self.nothing):
                rows.append(Row(position, tuple(map(self.kept, one, one))))
            else:
                self._read_odd(rows, position, one)

    def _read_lines(self, rows: list[Row], start: int, end: int) -> int:
        """Read these lines one by one; the position behind the last, which may be the end of a record begun before."""
        lines, delimiter, widest, bad_lines = self.lines, self.delimiter, self.width.widest, self.bad_lines
        position = start
        while position < end:
            line = lines[position]
            position += 1
            if '"' in line:
                position += self._read_quoted(rows, position - 1) - 1
                continue
            cells = line.split(delimiter)
            if len(cells) == widest and position not in bad_lines and line.strip(self.nothing):
                rows.append(Row(position, tuple(map(self.kept, cells, cells))))
            else:
                self._read_odd(rows, position, cells)
        return position

    def _read_quoted(self, rows: list[Row], start: int) -> int:
        """Read the record at ``lines[start]``, which holds a quote; how many lines it took."""
        record = _quoted_record(self.lines, start, self.delimiter)
        if record:
            cells, taken = record
            if taken == 1 or (self.width.fitting(cells) and not self._swallows_a_row(start, taken, cells)):
                self._read_odd(rows, start + 1, cells, taken)
                return taken
        if start + 1 in self.bad_lines:
            self.misshapen += 1
        else:
            from .line_faults import faulty_quote  # noqa: PLC0415 - hardly a file has one

            self.misshapen += 1
            self.found.append(faulty_quote(self.source, self.text, start))
        return 1

    def _read_odd(self, rows: list[Row], line: int, cells: list[str], taken: int = 1) -> None:
        """Take a row that is not plainly right: damaged, blank, or of another number of cells than the header."""
        if self._is_damaged(line - 1, taken):
            self.misshapen += 1
        elif not any(cell.strip() for cell in cells):
            self.blank.append(line)
        elif fitting := self.width.fitting(cells):
            rows.append(Row(line, tuple(map(self.kept, fitting, fitting))))
        elif len(cells) < self.width.narrowest and is_foot(cells):
            padded = [*cells, *[""] * (self.width.widest - len(cells))]
            rows.append(Row(line, tuple(map(self.kept, padded, padded))))
        else:
            from .line_faults import wrong_shape  # noqa: PLC0415 - hardly a file has one

            self.misshapen += 1
            self.found.append(wrong_shape(self.source, self.text, self.width, line, cells))

    def _swallows_a_row(self, start: int, taken: int, cells: list[str]) -> bool:
        """Whether a line within a quoted cell looks like a row of its own: then the quote was left open.

        Only a row that begins with its line break in the first cell can rightly end in a line of full width.
        """
        if self.width.narrowest < 3:
            return False
        within = self.lines[start + 1 : start + taken - ("\n" in cells[0])]
        return any(self.width.narrowest <= line.count(self.delimiter) + 1 <= self.width.widest for line in within)


def blank_findings(source: ReturnSource, blank: Sequence[int]) -> list[Diagnostic]:
    """F15 for blank lines between rows; many of them are one finding, since a sheet may have a million."""
    found = [source.diagnose("F15", f"第{line}行为空行，已略过。", line) for line in blank[:MOST_SINGLE]]
    if len(blank) <= MOST_SINGLE:
        return found
    message = "有空行，已略过。"
    return [replace(found[0], message=message, count=len(blank), lines=line_ranges(blank))]


def _end_of_table(lines: Sequence[str], start: int, blank: str) -> int:
    """Behind the last line that holds anything: blank lines at the end of a file mean nothing."""
    end = len(lines)
    while end > start and not lines[end - 1].strip(blank):
        end -= 1
    return end


def _quoted_record(lines: Sequence[str], start: int, delimiter: str) -> tuple[list[str], int] | None:
    """The cells of a record with quotes and how many lines it takes; None where its quotes are wrong."""
    import csv  # noqa: PLC0415 - a table without quotes does without it

    source: Iterator[str] = (lines[at] + "\n" for at in range(start, min(start + _RECORD_LIMIT, len(lines))))
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    try:
        return next(reader), reader.line_num
    except csv.Error:
        return None
