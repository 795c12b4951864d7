"""What a return looks like to whoever opens it: the lines of a text file, or the rows of a sheet.

Only for showing where a cell stands. What the cells mean is in ``lianggang.model.submission``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Protocol

    Excerpt = tuple[str | None, tuple[int, int] | None]
    """A line to show, and where in it a cell stands: start and end, in characters from 0."""

    class Written(Protocol):
        """Anything that lines can be cut from."""

        def excerpt(self, line: int, ordinal: int | None = None) -> Excerpt:
            """The line of that number, and where its cell of that number stands; both from 1."""


_BETWEEN_CELLS = " | "
_LINE_BREAK = "↵"


@dataclass(frozen=True, slots=True)
class TextLines:
    """A text file, cut at one delimiter."""

    lines: Sequence[str] = ()
    """The physical lines."""
    delimiter: str = ","

    def __bool__(self) -> bool:
        return bool(self.lines)

    def excerpt(self, line: int, ordinal: int | None = None) -> Excerpt:
        """The physical line (from 1), and where its cell of that number (from 1) stands; None for what is not there."""
        if not 1 <= line <= len(self.lines):
            return None, None
        text = self.lines[line - 1]
        return text, cell_span(text, self.delimiter, ordinal) if ordinal else None


@dataclass(frozen=True, slots=True)
class SheetRows:
    """A sheet, as the texts of its cells."""

    rows: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """The rows that hold anything, by their number from 1, from column A on."""

    def __bool__(self) -> bool:
        return bool(self.rows)

    def excerpt(self, line: int, ordinal: int | None = None) -> Excerpt:
        """The row from its first filled cell to its last, or to the cell asked for; None for a row that is empty."""
        cells = self.rows.get(line)
        if cells is None:
            return None, None
        filled = [number for number, cell in enumerate(cells, 1) if cell]
        first, last = min([*filled, ordinal or len(cells)]), max([*filled, ordinal or 1])
        shown = [_one_line(cells[at - 1]) if at <= len(cells) else "" for at in range(first, last + 1)]
        if ordinal is None:
            return _BETWEEN_CELLS.join(shown), None
        start = sum(len(cell) + len(_BETWEEN_CELLS) for cell in shown[: ordinal - first])
        return _BETWEEN_CELLS.join(shown), (start, start + len(shown[ordinal - first]))


@dataclass(frozen=True, slots=True)
class OneLine:
    """The only line that is to be shown, whatever its number."""

    text: str | None

    def excerpt(self, line: int, ordinal: int | None = None) -> Excerpt:  # noqa: ARG002 - as its fellows
        """The line; where a cell stands in it is not known here."""
        return self.text, None


def cell_span(line: str, delimiter: str, ordinal: int) -> tuple[int, int] | None:
    """Where the ``ordinal``-th cell (from 1) stands in a physical line; None where the line has fewer cells.

    So it is in the later lines of a cell that holds a line break.
    """
    if '"' not in line:
        start = 0
        for _ in range(ordinal - 1):
            start = line.find(delimiter, start) + 1
            if not start:
                return None
        end = line.find(delimiter, start)
        return start, len(line) if end < 0 else end
    return next(islice(cell_spans(line, delimiter), ordinal - 1, None), None)


def cell_spans(line: str, delimiter: str) -> Iterator[tuple[int, int]]:
    """Where each cell of a physical line stands: start and end, in characters from 0. Quoted cells are seen as such."""
    start = 0
    while start <= len(line):
        end = line.find(delimiter, _behind_quotes(line, start))
        end = len(line) if end < 0 else end
        yield start, end
        start = end + 1


def _behind_quotes(line: str, start: int) -> int:
    """Where a cell's quote closes; ``start`` where it has none, the end of the line where it stays open."""
    if not line.startswith('"', start):
        return start
    position = line.find('"', start + 1)
    while position >= 0 and line.startswith('"', position + 1):
        position = line.find('"', position + 2)
    return position if position >= 0 else len(line)


def _one_line(text: str) -> str:
    return text.replace("\r\n", _LINE_BREAK).replace("\n", _LINE_BREAK).replace("\r", _LINE_BREAK)
