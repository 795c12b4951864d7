"""CSV text → rows of cells that know their physical line; rows of the wrong shape are diagnosed and left out.

Not here: which encoding the text had (``text``), what the columns are (``header``), what a cell means.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.diagnostic import MOST_SINGLE, line_ranges
from lianggang.model.tuples import from_columns
from lianggang.model.written import TextLines, cell_spans

from .cells import has_invisible, shown
from .form import is_foot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import ReturnSource

    from .text import BadBytes

DELIMITERS = (",", "\t", ";", "；", "，", "|")
"""What may stand between cells; the header decides which."""

DELIMITER_NAMES = {"\t": "制表符"}

_RECORD_LIMIT = 20
"""Physical lines. A quoted cell that runs over more of them is taken for one whose quote was never closed."""

_BLOCK = 500
"""Lines that are read at once where all of them are plain."""

_MOST_EXPLAINED = 500
"""Cells. A line of more is not searched for the delimiter that was meant."""

_SPACES = " \t\u3000\xa0"


class Row(NamedTuple):
    """A row of the right shape."""

    line: int
    """Physical line of its first character, from 1."""
    cells: tuple[str, ...]
    """As written, without the quotes of CSV."""


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
        return rows._replace(diagnostics=[*_bad_bytes(source, text, bad, encoding), *rows.diagnostics])
    return rows


class _Reader:
    """The state of one pass over a file."""

    def __init__(self, source: ReturnSource, text: TextLines, bad: Sequence[BadBytes]) -> None:
        self.source, self.lines, self.delimiter = source, text.lines, text.delimiter
        self.nothing = _SPACES + text.delimiter
        """What a blank line may consist of."""
        self.widest = len(source.headers)
        named = [ordinal for ordinal, header in enumerate(source.headers, 1) if header.strip()]
        self.narrowest = named[-1] if named else 1
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
        if set(map(len, split)) == {self.widest} and all(map(str.strip, map(itemgetter(0), split))):
            cells = [tuple(map(self.kept, one, one)) for one in split]
            rows.extend(from_columns(Row, count(start + 1), cells))
            return
        for position, (line, one) in enumerate(zip(block, split, strict=True), start + 1):
            if len(one) == self.widest and line.strip(self.nothing):
                rows.append(Row(position, tuple(map(self.kept, one, one))))
            else:
                self._read_odd(rows, position, one)

    def _read_lines(self, rows: list[Row], start: int, end: int) -> int:
        """Read these lines one by one; the position behind the last, which may be the end of a record begun before."""
        lines, delimiter, widest, bad_lines = self.lines, self.delimiter, self.widest, self.bad_lines
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
            if taken == 1 or (self._fitting(cells) and not self._swallows_a_row(start, taken, cells)):
                self._read_odd(rows, start + 1, cells, taken)
                return taken
        if start + 1 in self.bad_lines:
            self.misshapen += 1
        else:
            self._reject_quote(start)
        return 1

    def _read_odd(self, rows: list[Row], line: int, cells: list[str], taken: int = 1) -> None:
        """Take a row that is not plainly right: damaged, blank, or of another number of cells than the header."""
        if self._is_damaged(line - 1, taken):
            self.misshapen += 1
        elif not any(cell.strip() for cell in cells):
            self.blank.append(line)
        elif fitting := self._fitting(cells):
            rows.append(Row(line, tuple(map(self.kept, fitting, fitting))))
        elif len(cells) < self.narrowest and is_foot(cells):
            padded = [*cells, *[""] * (self.widest - len(cells))]
            rows.append(Row(line, tuple(map(self.kept, padded, padded))))
        else:
            self.misshapen += 1
            self.found.append(self._wrong_shape(line, cells))

    def _fitting(self, cells: list[str]) -> list[str] | None:
        """The cells cut to the header's width where only empty ones stand beyond it; None where they do not fit."""
        if self.narrowest <= len(cells) <= self.widest:
            return cells
        if len(cells) > self.widest and not any(cell.strip() for cell in cells[self.widest :]):
            return cells[: self.widest]
        return None

    def _swallows_a_row(self, start: int, taken: int, cells: list[str]) -> bool:
        """Whether a line within a quoted cell looks like a row of its own: then the quote was left open.

        Only a row that begins with its line break in the first cell can rightly end in a line of full width.
        """
        if self.narrowest < 3:
            return False
        within = self.lines[start + 1 : start + taken - ("\n" in cells[0])]
        return any(self.narrowest <= line.count(self.delimiter) + 1 <= self.widest for line in within)

    def _wrong_shape(self, line: int, cells: list[str]) -> Diagnostic:
        """F12 where another delimiter explains the number of cells, else F10."""
        written = self.lines[line - 1]
        for other in DELIMITERS if len(cells) <= _MOST_EXPLAINED else ():
            if other != self.delimiter and self._explains(other, written):
                used, usual = (DELIMITER_NAMES.get(mark, f"“{mark}”") for mark in (other, self.delimiter))
                message = f"第{line}行用了{used}，其余各行用{usual}分隔；请改为{usual}。"
                position = written.find(other)
                return self.source.diagnose_cell(
                    "F12", message, line, None, found=other, marked=(position, position + 1)
                )
        message = (
            f"第{line}行有{len(cells)}格，表头有{self.narrowest}格；"
            f"请检查是否漏填，或多了{DELIMITER_NAMES.get(self.delimiter, f'“{self.delimiter}”')}。"
        )
        return self.source.diagnose("F10", message, line)

    def _explains(self, other: str, written: str) -> bool:
        """Whether the line has the right number of cells once ``other`` counts as a delimiter.

        Beside the usual delimiter only where it stands next to a letter or digit: ， and ； between Chinese
        characters are punctuation of a 说明.
        """
        if other not in written:
            return False
        if self._fitting(first_record([written], 0, other)[0]):
            return True
        position = written.find(other)
        beside = written[max(position - 1, 0) : position + 2].replace(other, "")
        unified = first_record([written.replace(other, self.delimiter)], 0, self.delimiter)[0]
        return self._fitting(unified) is not None and any(mark < "\u2000" for mark in beside)

    def _reject_quote(self, start: int) -> None:
        line = self.lines[start]
        ordinal, position, closed = _faulty_quote(line, self.delimiter)
        message = (
            f'第{start + 1}行第{ordinal}格的双引号后还有文字；单元格内的双引号请写两个（""），或改用“”。'
            if closed
            else f"第{start + 1}行第{ordinal}格的双引号没有结束，该行未读取；请补上引号。"
        )
        self.misshapen += 1
        span = (position, len(line))
        self.found.append(
            self.source.diagnose_cell("F11", message, start + 1, ordinal, found=shown(line[position:]), marked=span)
        )


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


def _faulty_quote(line: str, delimiter: str) -> tuple[int, int, bool]:
    """Ordinal (from 1) and offset of the first cell whose quotes are wrong, and whether its quote does close."""
    last = (1, max(line.find('"'), 0))
    for ordinal, span in enumerate(cell_spans(line, delimiter), 1):
        cell = line[slice(*span)]
        if cell.startswith('"'):
            inner = cell[1:].replace('""', "")
            if '"' not in inner:
                return ordinal, span[0], False
            if not inner.endswith('"') or inner.count('"') > 1:
                return ordinal, span[0], True
            last = (ordinal, span[0])
    return *last, False


def _bad_bytes(source: ReturnSource, text: TextLines, bad: Sequence[BadBytes], encoding: str) -> Iterator[Diagnostic]:
    """F13 for each line with invalid bytes: at its first place, naming up to three."""
    by_line: dict[int, list[BadBytes]] = {}
    for place in bad:
        by_line.setdefault(place.line, []).append(place)
    for line, places in by_line.items():
        first = places[0]
        which = "、".join(str(place.byte) for place in places[:3]) + ("等" if len(places) > 3 else "")
        ordinal = _ordinal_at(text.lines[line - 1], text.delimiter, first.offset)
        message = f"第{line}行第{which}字节不是有效的{encoding}文字；请重新录入该处后重报。"
        yield source.diagnose_cell("F13", message, line, ordinal, marked=(first.offset, first.offset + 1))


def _ordinal_at(line: str, delimiter: str, offset: int) -> int | None:
    """Which cell of the line the character at ``offset`` belongs to."""
    if '"' not in line:
        return line.count(delimiter, 0, offset) + 1
    for ordinal, (start, end) in enumerate(cell_spans(line, delimiter), 1):
        if start <= offset < end:
            return ordinal
    return None
