"""How wide the columns of a table are and how large its text: so that no line ends within a code, figure or date.

A column asks for a width (``document.Column``); what stands in it says how much it needs. Widths are in characters
(ems) of the table's text, those of the page in twips. Source: docs/documents.md, section 4.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from .document import ColumnKind
from .word_elements import ems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Column, Table

PADDING = 120
"""Of a cell, left and right together, in twips."""
_SIZES, _SIZES_BY_HAND = (21, 20, 18, 16, 15), (28, 24, 21)
"""Half points: the sizes that a table's text may have, the largest first."""
_STRETCH, _STRETCH_OF_TEXT = 1.5, 1.25
"""A figure or a short text may take so much more than its column asks for, to stay on one line; so may other text."""
_SQUEEZE = 0.6
"""What a column keeps at least of the width it asks for, where the page is too narrow for all."""
_UNPARTED = re.compile(r"[（《“〔]*(?:\d{4}年(?:\d+月(?:\d+日)?)?底?|[!-~≤≥–—])+[）》”〕，。；：、％‰＊]*")
"""Codes, figures, periods and dates, with the marks that cling to them."""
_BESIDE = re.compile(r"[㐀-鿿](?=[0-9A-Za-z])|[0-9A-Za-z](?=[㐀-鿿])")
"""Where some programs leave a gap between Chinese and Latin."""
_CAPITAL = re.compile(r"[A-Z%‰]")
_GAP, _WIDER, _SLACK = 0.25, 0.3, 0.3
"""What is added to a width: for such a place, for a capital or %, and for every line, since borders take some of it."""
_WHOLE, _HALVED = 3, 5
"""Headers of so many characters stay on one line; up to so many are parted in their middle, longer ones anywhere."""


class Layout(NamedTuple):
    """How a table is laid out."""

    size: int
    """Of its text, in half points."""
    widths: tuple[int, ...]
    """Of its columns, in twips; together exactly as wide as the page between its margins."""

    def header(self, column: Column, place: int) -> str:
        """What stands at the head of the column; parted in its middle where it does not fit on one line."""
        text = column.header
        fits = _width(text) * self.size * 10 <= self.widths[place] - PADDING
        if fits or not (text.isalpha() and ems(text) == len(text) <= _HALVED):
            return text
        middle = ceil(len(text) / 2)
        return f"{text[:middle]}\n{text[middle:]}"


class _Need(NamedTuple):
    """Of one column, in characters."""

    least: float
    """Nothing is parted that must not be."""
    asked: float
    """What it should have."""
    whole: float
    """Nothing is folded at all."""


def table_layout(table: Table, width: int) -> Layout:
    """The largest text at which every column has what it should have, else the smallest; the rest is shared out.

    width: of the page between its margins, in twips.
    """
    room = width - PADDING * len(table.columns)
    rows = table.laid_out_for or table.rows
    needs = [_need(column, [row[place] for row in rows], table) for place, column in enumerate(table.columns)]
    sizes = _SIZES_BY_HAND if table.by_hand else _SIZES
    asked = [need.asked for need in needs]
    size = next((size for size in sizes if sum(asked) * size * 10 <= room), sizes[-1])
    chars = room / (size * 10)
    given = _widened(needs, chars) if sum(asked) <= chars else _squeezed(needs, chars)
    ends = [0, *(round(end * room / sum(given)) for end in accumulate(given))]
    return Layout(size, tuple(right - left + PADDING for left, right in pairwise(ends)))


def _widened(needs: Sequence[_Need], chars: float) -> list[float]:
    """What is left goes to the columns that fold, up to twice what they asked for."""
    excess = [max(0.0, min(need.whole, 2 * need.asked) - need.asked) for need in needs]
    left = chars - sum(need.asked for need in needs)
    share = min(1.0, left / sum(excess)) if sum(excess) else 0.0
    return [need.asked + more * share for need, more in zip(needs, excess, strict=True)]


def _squeezed(needs: Sequence[_Need], chars: float) -> list[float]:
    """Each gives up the same share of what it can do without."""
    floors = [max(need.least, need.asked * _SQUEEZE) for need in needs]
    spare = [need.asked - floor for need, floor in zip(needs, floors, strict=True)]
    share = max(0.0, min(1.0, (chars - sum(floors)) / sum(spare))) if sum(spare) else 0.0
    return [floor + more * share for floor, more in zip(floors, spare, strict=True)]


def _need(column: Column, cells: Sequence[str], table: Table) -> _Need:
    lines = [line for cell in cells for line in cell.split("\n")]
    whole = max(map(_width, lines), default=0.0)
    head = max(_unparted(column.header), _head_width(column.header))
    least = max([head, *map(_unparted, lines)])
    if table.by_hand:
        return _Need(least, max(least, column.width), whole)
    is_text = column.kind is ColumnKind.TEXT
    fits = whole <= column.width * (_STRETCH_OF_TEXT if is_text else _STRETCH)
    asked = max(least, whole if fits else column.width)
    return _Need(asked if fits and not is_text else least, asked, whole)


def _head_width(header: str) -> float:
    """A header of one line may become two."""
    lines = header.split("\n")
    return max(map(_width, lines)) if len(lines) > 1 else max(min(ems(header), _WHOLE), ceil(ems(header) / 2)) + _SLACK


def _unparted(text: str) -> float:
    return max((_width(piece) for piece in _UNPARTED.findall(text)), default=0.0)


def _width(text: str) -> float:
    """Somewhat more than most fonts need: capitals are wider than other Latin letters."""
    return ems(text) + _SLACK + _WIDER * len(_CAPITAL.findall(text)) + _GAP * len(_BESIDE.findall(text))
