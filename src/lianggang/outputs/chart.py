"""A small chart of plain characters: the figures as filed against the path from the baseline to the target."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .layout import Line, Span, cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lianggang.model.quarter import Quarter

HEIGHT = 9
MOST_WIDE = 72
FIGURE, PATH, TARGET = "o", ".", "="
"""ASCII on purpose: ● and · take one cell on some terminals and two on others."""

Point = tuple[int, "Decimal"]
"""Where on the time axis, in quarters (``Quarter.index``), and the value."""


def chart(
    figures: Sequence[Point], path: Sequence[Point], label: tuple[int, str], span: tuple[Quarter, Quarter], width: int
) -> list[Line]:
    """The chart with its axis labels; empty where there is nothing to draw.

    path: corner points of the line that the plan draws; its last one is the target.
    label: decimals of the scale, and the unit written above it.
    span: the first and last quarter of the time axis.
    """
    decimals, unit = label
    values = [float(value) for _, value in (*figures, *path)]
    if not figures or span[1] <= span[0]:
        return []
    low, high = min(values), max(values)
    marks = [f"{high - (high - low) * row / (HEIGHT - 1):.{decimals}f}" for row in range(HEIGHT)]
    margin = max(len(mark) for mark in marks)
    across = max(min(width - margin - 3, MOST_WIDE), 8)
    grid = [[" "] * across for _ in range(HEIGHT)]

    def put(quarter: float, value: float, sign: str) -> None:
        share = (quarter - span[0].index) / (span[1] - span[0])
        down = 0.5 if high == low else (high - value) / (high - low)
        grid[int(down * (HEIGHT - 1) + 0.5)][int(share * (across - 1) + 0.5)] = sign

    for (start, first), (end, last) in pairwise(path):
        for step in range(across + 1):
            share = step / across
            put(start + (end - start) * share, float(first) + (float(last) - float(first)) * share, PATH)
    for points, sign in ((path[-1:], TARGET), (figures, FIGURE)):
        for quarter, value in points:
            put(quarter, float(value), sign)
    lines: list[Line] = [(Span(unit, "dim"),)] if unit else []
    for row, content in enumerate(grid):
        mark = marks[row] if row % 4 == 0 else ""
        lines.append((Span(f"{mark:>{margin}} |", "dim"), Span("".join(content).rstrip())))
    first_text, last_text = str(span[0]), str(span[1])
    blank = " " * max(across - cells(first_text) - cells(last_text), 1)
    lines.append((Span(f"{'':>{margin}} +{'-' * across}", "dim"),))
    lines.append((Span(f"{'':>{margin}}  {first_text}{blank}{last_text}", "dim"),))
    return lines
