"""Lines of styled text: folding, widths and columns for a terminal, where a Chinese character takes two cells.

Knows nothing of terminals, colours or the field. Rich draws the result on a terminal; in a pipe nothing but
this is needed, which saves its import.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

from lianggang.model.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PIECES = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
"""Runs of ASCII stay together; Chinese may be broken anywhere but for punctuation."""
_NOT_FIRST = frozenset("，。；：、？！）》〉」』”’％‰…～／·＊,.;:)")
_NOT_LAST = frozenset("（《〈「『“‘(")
NARROW = 70
"""Below this width a list of matters stands in lines one below the other: its columns would be cut to shreds."""
INDENT = 2
"""How far those lines stand in."""
_LEAST_TEXT = 4
"""No column is folded narrower than this."""


class Span(NamedTuple):
    """A piece of a line and how it looks: a style of ``outputs.terminal``, or none."""

    text: str
    style: str = ""


Line = tuple[Span, ...]
"""One line of the screen; the empty tuple is a blank line."""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    right: bool = False
    """Numbers stand at the right."""
    foldable: bool = False
    """May be folded where the screen is narrow."""
    gap: int = 2
    """Blanks before it."""


class Row(NamedTuple):
    """A row of a table, and what is written over and under it in the table's full width."""

    cells: tuple[Span, ...]
    below: tuple[Span, ...] = ()
    above: tuple[Span, ...] = ()


def cells(text: str) -> int:
    """How many cells ``text`` takes: two for a wide character, none for a combining one.

    Ambiguous characters (— … “ ■) count as one, as most terminals draw them.
    """
    if text.isascii():
        return len(text)
    return sum(1 if char.isascii() else _cells_of(char) for char in text)


def _cells_of(char: str) -> int:
    if east_asian_width(char) in {"W", "F"}:
        return 2
    return 0 if category(char) in {"Mn", "Me"} else 1


def beginning(text: str, width: int) -> str:
    """The longest beginning of ``text`` that takes at most ``width`` cells."""
    taken = 0
    for position, char in enumerate(text):
        taken += cells(char)
        if taken > width:
            return text[:position]
    return text


def fold(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells (at least 2).

    No line begins with a closing mark or ends with an opening one, as far as the width allows; figures and
    Latin words are broken only where they are longer than a line.
    """
    lines: list[str] = []
    line, used = "", 0
    for piece in _unbreakable(text):
        size = cells(piece)
        if line and used + size > width:
            lines.append(line.rstrip())
            line, used = "", 0
        rest = piece if line else piece.lstrip()
        while cells(rest) > width:
            head = beginning(rest, max(width, 2))
            lines.append(head)
            rest = rest[len(head) :]
        line += rest
        used += cells(rest)
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _unbreakable(text: str) -> list[str]:
    """The pieces between which a line may break."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        joins = pieces and (piece[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST)
        if joins:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def paragraph(text: str, width: int, indent: int = 0, style: str = "") -> list[Line]:
    """``text`` folded to the width, every line indented."""
    blank = " " * indent
    return [(Span(blank + line, style),) for line in fold(visible(text), max(width - indent, 2))]


def packed(texts: Iterable[str], width: int, separator: str = " · ") -> list[str]:
    """The texts with separators between them, as many on a line as fit; none is broken."""
    lines: list[str] = []
    for text in texts:
        if lines and cells(lines[-1] + separator + text) <= width:
            lines[-1] += separator + text
        else:
            lines.append(text)
    return lines


def stacked(head: str, below: Iterable[Span], width: int, style: str = "bold") -> list[Line]:
    """A matter where the screen is too narrow for columns: what it is, and the rest below; empty texts are left out."""
    lines = paragraph(head, width, style=style)
    return [*lines, *(line for text, look in below if text for line in paragraph(text, width, INDENT, look))]


def fitted(line: Line, width: int) -> list[Line]:
    """The line as it is, or folded and without its styles where it is too long."""
    text = plain(line)
    return [line] if cells(text) <= width else paragraph(text, width)


def table(columns: Sequence[Column], rows: Sequence[Row], width: int, indent: int = 0) -> list[Line]:
    """A table with a head line; foldable columns give way until it fits into ``width`` cells."""
    shown = [tuple(Span(visible(text), style) for text, style in row.cells) for row in rows]
    widths = _widths(columns, shown, width)
    head = tuple(Span(column.title, "dim") for column in columns)
    lines = _row_lines(columns, widths, head) if any(column.title for column in columns) else []
    for row, cells_shown in zip(rows, shown, strict=True):
        for text, style in row.above:
            lines += paragraph(text, width, 0, style)
        lines += _row_lines(columns, widths, cells_shown)
        for text, style in row.below:
            lines += paragraph(text, width, indent, style)
    return lines


def _widths(columns: Sequence[Column], rows: Iterable[tuple[Span, ...]], width: int) -> list[int]:
    """The width of each column: its widest cell, less what the foldable ones must give."""
    widths = [cells(column.title) for column in columns]
    for row in rows:
        widths = [max(old, cells(cell.text)) for old, cell in zip(widths, row, strict=True)]
    excess = sum(widths) + sum(column.gap for column in columns[1:]) - width
    while excess > 0:
        able = [i for i, column in enumerate(columns) if column.foldable and widths[i] > _LEAST_TEXT]
        able = able or [i for i, wide in enumerate(widths) if wide > _LEAST_TEXT]
        if not able:
            break
        widths[max(able, key=widths.__getitem__)] -= 1
        excess -= 1
    return widths


def _row_lines(columns: Sequence[Column], widths: Sequence[int], row: tuple[Span, ...]) -> list[Line]:
    """The lines of one row: as many as its most folded cell needs."""
    folded = [
        fold(cell.text, wide) if cells(cell.text) > wide else [cell.text]
        for cell, wide in zip(row, widths, strict=True)
    ]
    lines = []
    for i in range(max(len(part) for part in folded)):
        spans: list[Span] = []
        for column, wide, cell, part in zip(columns, widths, row, folded, strict=True):
            text = part[i] if i < len(part) else ""
            blank = " " * max(wide - cells(text), 0)
            before = " " * column.gap if spans else ""
            spans.append(Span(f"{before}{blank if column.right else ''}"))
            spans.append(Span(text, cell.style))
            spans.append(Span("" if column.right else blank))
        lines.append(tuple(spans))
    return lines


def plain(line: Line) -> str:
    """The line without its styles and without blanks at its end."""
    return "".join(span.text for span in line).rstrip()


def beside(blocks: Sequence[list[Line]], width: int, gap: int = 4) -> list[Line]:
    """Blocks of lines side by side, as many in a row as fit into ``width`` cells; a blank line between such rows."""
    lines: list[Line] = []
    group: list[list[Line]] = []
    used = 0
    for block in blocks:
        size = _block_width(block)
        if group and used + gap + size > width:
            lines += [*_joined(group, gap), ()]
            group, used = [], 0
        used += size + (gap if group else 0)
        group.append(block)
    return lines + (_joined(group, gap) if group else [])


def _block_width(block: Sequence[Line]) -> int:
    return max((cells(plain(line)) for line in block), default=0)


def _joined(blocks: Sequence[list[Line]], gap: int) -> list[Line]:
    """The blocks of one row, each line filled up to its block's width."""
    sizes = [_block_width(block) for block in blocks]
    lines = []
    for i in range(max(len(block) for block in blocks)):
        spans: list[Span] = []
        for block, size in zip(blocks, sizes, strict=True):
            line = block[i] if i < len(block) else ()
            used = sum(cells(span.text) for span in line)
            spans += [*line, Span(" " * (size - used + gap))]
        lines.append(tuple(spans))
    return lines
