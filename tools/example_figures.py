"""What a row of the example says, and how the invented series of yearly figures are written down.

A share is written as percentages of a whole that drifts; its whole is drawn by chance, each indicator with its own, so
that a new indicator leaves the others as they are. Small groups are written as counts. Gives no rows.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

SEED = "lianggang-2021-2025"
SAME = "与上期相同，已核对"
"""The note of a figure that is the same as the last one down to its counts."""


class Figure(NamedTuple):
    """What a row says; a value is written only where there is no numerator and denominator."""

    numerator: int | None = None
    denominator: int | None = None
    value: str = ""
    status: str = "正常"
    note: str = ""


Yearly = dict[int, Figure]
"""Statistical year → the figure."""


def part_of(percent: float, whole: int, note: str = "") -> Figure:
    """As many of the whole as come nearest to the percentage."""
    return Figure(round(whole * percent / 100), whole, note=note)


def shares(code: str, first: int, whole: int, change: float, *percents: float) -> Yearly:
    """Year by year from ``first`` on; the whole begins at ``whole`` and changes by ``change`` a year, roughly."""
    chance = Random(f"{SEED}:{code}")
    wholes = [
        whole,
        *(round(whole * (1 + change) ** step * chance.gauss(1, 0.004)) for step in range(1, len(percents))),
    ]
    return {first + step: part_of(percent, wholes[step]) for step, percent in enumerate(percents)}


def shares_of(wholes: dict[int, int], first: int, *percents: float) -> Yearly:
    """Year by year from ``first`` on, of wholes that another indicator has too."""
    return {first + step: part_of(percent, wholes[first + step]) for step, percent in enumerate(percents)}


def counts(first: int, *pairs: tuple[int, int]) -> Yearly:
    """Numerators and denominators year by year from ``first`` on."""
    return told_if_same({first + step: Figure(*pair) for step, pair in enumerate(pairs)})


def values(first: int, *texts: str) -> Yearly:
    """Figures without numerator and denominator, year by year from ``first`` on."""
    return {first + step: Figure(value=text) for step, text in enumerate(texts)}


def noted(figures: Yearly, **notes: str) -> Yearly:
    """The same with notes: ``noted(figures, y2022="…")``."""
    return figures | {int(year[1:]): figures[int(year[1:])]._replace(note=note) for year, note in notes.items()}


def told_if_same(figures: Yearly) -> Yearly:
    """The same, but a figure that repeats the one of the year before says that this is no oversight."""
    return {
        year: figure._replace(note=SAME) if not figure.note and _repeats(figure, figures.get(year - 1)) else figure
        for year, figure in figures.items()
    }


def _repeats(figure: Figure, before: Figure | None) -> bool:
    return before is not None and figure[:3] == before[:3]
