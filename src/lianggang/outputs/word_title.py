"""Where the lines of a title end: never within a word, and so that they make a trapezoid or a diamond.

Source: docs/documents.md, section 4.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from .word_elements import ems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PER_LINE = 20
"""Characters of the title's size on a line."""
_BRACKETS = re.compile(r"(?=（)|(?<=）)(?=[^（）》”])")
_BEST_DIFFERENCE = 4
"""In characters, between two lines: less looks like a block, much more like a leftover."""


def title_lines(pieces: Sequence[str], most: int = PER_LINE) -> tuple[str, ...]:
    """The lines, as few as will do. A piece that is longer than a line is parted at its brackets, if it has any."""
    pieces = [part for piece in pieces for part in (_BRACKETS.split(piece) if ems(piece) > most else [piece])]
    for count in range(1, len(pieces) + 1):
        fitting = [lines for lines in _splits(pieces, count) if all(ems(line) <= most for line in lines)]
        if fitting:
            return min(fitting, key=_awkwardness)
    return tuple(pieces)


def _splits(pieces: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    for cuts in combinations(range(1, len(pieces)), count - 1):
        ends = (0, *cuts, len(pieces))
        yield tuple("".join(pieces[start:end]) for start, end in pairwise(ends))


def _awkwardness(lines: Sequence[str]) -> float:
    """0 for lines that differ by the best amount each; most for one that is narrow in its middle."""
    widths = [ems(line) for line in lines]
    steps = [abs(second - first) for first, second in pairwise(widths)]
    is_waisted = any(
        middle < min(above, below) for above, middle, below in zip(widths, widths[1:], widths[2:], strict=False)
    )
    return sum(abs(step - _BEST_DIFFERENCE) for step in steps) + (100 if is_waisted else 0)
