"""Required pace against cautious expected pace: the reckoning behind the default cards; decides no card.

Source: docs/methods.md, sections 3 and 4. Paces are per year on the working scale, improvement positive.
"""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from functools import cache
from math import expm1, sqrt
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.pace import Drift, Pace, PaceFigure, Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .points import Point
    from .scale import WorkingScale

WINDOW = 20
"""W reaches back five years, in quarters."""
KEPT = 0.8
"""About 80 % of an observed pace is kept on average."""
MOST_CHANGES = 10
SHORTEST_CHANGE = 3
"""In quarters: changes over shorter gaps say nothing about a year."""


class Reckoning(NamedTuple):
    """The numbers of section 4 for one goal."""

    scale: WorkingScale
    sign: int
    quarters_left: int
    """h in quarters, at least one."""
    window: int
    """How many of the latest observations W holds."""
    level: float
    recent: float
    whole: float
    expected: float
    need: float
    noise: float
    z: float
    way: tuple[tuple[int, float], tuple[int, float]]
    """The levels of baseline and goal, each with its time in quarters."""


class Drifting(NamedTuple):
    """Where figures are moving that have no number to reach: the part of a reckoning that needs none."""

    scale: WorkingScale
    sign: int
    window: int
    level: float
    recent: float


def drifting(times: Sequence[int], levels: Sequence[float], scale: WorkingScale, sign: int) -> Drifting:
    """As ``reckon``, of the line through the window alone."""
    size = window_size(times)
    slope, fitted = trend(times[-size:], levels[-size:])
    return Drifting(scale, sign, size, (levels[-1] + fitted) / 2, sign * slope)


def reckon(
    times: Sequence[int],
    levels: Sequence[float],
    scale: WorkingScale,
    sign: int,
    way: tuple[tuple[int, float], tuple[int, float]],
) -> Reckoning:
    """Judge the ``way`` from start to end, each a time in quarters and a level, by the observations.

    ``times`` (in quarters) rise strictly, the last is later than the start; ``levels`` on ``scale`` belong to them.
    """
    (start, baseline), (end, goal) = way
    latest = times[-1]
    size = window_size(times)
    slope, fitted = trend(times, levels) if size == len(times) else trend(times[-size:], levels[-size:])
    level = (levels[-1] + fitted) / 2 if size >= 3 else levels[-1]
    recent = sign * slope
    whole = sign * (level - baseline) / ((latest - start) / 4)
    expected = KEPT * 0.5 * (recent + whole)
    quarters_left = max(end - latest, 1)
    need = sign * (goal - level) / (quarters_left / 4)
    noise = yearly_noise(times, levels)
    z = (expected - need) / (noise + scale.slack)
    return Reckoning(scale, sign, quarters_left, size, level, recent, whole, expected, need, noise, z, way)


def window_size(times: Sequence[int]) -> int:
    """How many of the latest observations are at most five years older than the last, but three if there are."""
    earliest = times[-1] - WINDOW
    if times[0] >= earliest:
        return len(times)
    return max(len(times) - bisect_left(times, earliest), min(3, len(times)))


def trend(times: Sequence[int], levels: Sequence[float]) -> tuple[float, float]:
    """Least-squares line: its slope per year, and its value at the last time; slope 0 where there is one time."""
    count = len(times)
    mean_level = sum(levels) / count
    if times[-1] - times[0] == count - 1:
        # Quarter after quarter: the distances add up to exactly 0, so that the mean level falls out of the products.
        distances, spread = _running(count)
        products = sum(map(mul, distances, levels))
    else:
        mean_time = sum(times) / count
        distances = [time - mean_time for time in times]
        spread = sum(map(mul, distances, distances))
        products = sum(map(mul, distances, [level - mean_level for level in levels]))
    slope = products / spread if spread else 0.0
    return 4 * slope, mean_level + slope * distances[-1]


@cache
def _running(count: int) -> tuple[list[float], float]:
    """The distances of so many quarters running from their middle, and the sum of their squares."""
    distances = [place - (count - 1) / 2 for place in range(count)]
    return distances, sum(map(mul, distances, distances))


def yearly_noise(times: Sequence[int], levels: Sequence[float]) -> float:
    """Population standard deviation of the last ten yearly changes; 0 with fewer than two."""
    if times[-1] - times[0] <= len(times):
        # Quarter after quarter, with at most one left out: no two figures are far enough apart.
        return 0.0
    changes = [change for _, change in yearly_changes(times, levels)]
    if len(changes) < 2:
        return 0.0
    mean = sum(changes) / len(changes)
    return sqrt(sum((change - mean) ** 2 for change in changes) / len(changes))


def yearly_changes(times: Sequence[int], levels: Sequence[float]) -> list[tuple[int, float]]:
    """The changes that the noise rests on, oldest first, each with the place of its later observation."""
    steps = zip(range(1, len(times)), times, times[1:], levels, levels[1:], strict=False)
    return [
        (place, 4 * (level - level_before) / (time - time_before))
        for place, time_before, time, level_before, level in steps
        if time - time_before >= SHORTEST_CHANGE
    ][-MOST_CHANGES:]


def pace_of(reckoning: Reckoning, points: Sequence[Point]) -> Pace:
    """The reckoning as it is shown: with the window it rests on and its paces in words of the unit."""
    paces = {
        "recent": reckoning.recent,
        "whole": reckoning.whole,
        "expected": reckoning.expected,
        "need": reckoning.need,
    }
    # With less than a year left the path is reached at the deadline, not a year on.
    years = min(1.0, reckoning.quarters_left / 4)
    (start, baseline), (_, goal) = reckoning.way
    figures, fitted = _figures(reckoning, points)
    return Pace(
        scale=reckoning.scale.kind,
        span=reckoning.scale.span,
        sign=reckoning.sign,
        years_gone=Fraction(points[-1].time - start, 4),
        years_left=Fraction(reckoning.quarters_left, 4),
        figures=figures,
        baseline_level=baseline,
        goal_level=goal,
        fitted=fitted,
        level=reckoning.level,
        smoothed=reckoning.scale.value(reckoning.level),
        recent=reckoning.recent,
        whole=reckoning.whole,
        expected=reckoning.expected,
        need=reckoning.need,
        noise=reckoning.noise,
        slack=reckoning.scale.slack,
        z=reckoning.z,
        in_unit={name: in_unit(pace, reckoning) for name, pace in paces.items()},
        yearly=_yearly(points[-reckoning.window :]),
        back_on_path=reckoning.scale.value(reckoning.level + reckoning.sign * reckoning.need * years),
    )


def _yearly(window: Sequence[Point]) -> Fraction | None:
    """What the figures have changed by from the first of them to the last, per year; None for a single one."""
    quarters = window[-1].time - window[0].time
    return Fraction(window[-1].value - window[0].value) * 4 / quarters if quarters else None


def _figures(reckoning: Reckoning, points: Sequence[Point]) -> tuple[tuple[PaceFigure, ...], float]:
    """The figures that the window or the noise rests on, and the value of the line at the last of them."""
    times = [point.time for point in points]
    levels = reckoning.scale.levels([point.rough for point in points])
    # A single change says nothing about noise.
    changes = dict(found) if len(found := yearly_changes(times, levels)) > 1 else {}
    opens = len(points) - reckoning.window
    first = min([opens, *(place - 1 for place in changes)])
    _, fitted = trend(times[opens:], levels[opens:])
    figures = (
        PaceFigure(points[place].period, points[place].value, levels[place], place >= opens, changes.get(place))
        for place in range(first, len(points))
    )
    return tuple(figures), fitted


def drift_of(found: Drifting, points: Sequence[Point]) -> Drift:
    """The drift as it is shown."""
    window = points[-found.window :]
    levels = found.scale.levels([point.rough for point in window])
    figures = (
        PaceFigure(point.period, point.value, level, in_window=True)
        for point, level in zip(window, levels, strict=True)
    )
    in_words = in_unit(found.recent, found)
    return Drift(
        found.scale.kind, found.scale.span, found.sign, tuple(figures), found.recent, in_words, _yearly(window)
    )


def in_unit(pace: float, reckoning: Reckoning | Drifting) -> float:
    """A pace as a reader can check it, improvement positive. Source: docs/methods.md, section 11.

    On ``log``: percent a year of the value itself, so that a fall of 6.7 % a year is said as 6.7 and not as the
    7.2 of its reciprocal. On the other scales: the change of the first year to come, in the unit of measure.
    """
    scale, sign = reckoning.scale, reckoning.sign
    if scale.kind is Scale.LOG:
        return sign * expm1(sign * pace) * 100
    return sign * (scale.value(reckoning.level + sign * pace) - scale.value(reckoning.level))


_CHANCE_TO_IMPROVE = (
    (-2.0, 1), (-1.2, 5), (-0.8, 12), (-0.6, 14), (-0.4, 20), (-0.2, 30), (0.0, 53), (0.2, 70), (0.5, 80), (1.0, 89),
)  # fmt: skip
_CHANCE_TO_KEEP = ((-0.4, 25), (0.0, 77), (0.2, 90), (0.5, 93), (1.0, 98))


def chance(z: float, *, keep: bool) -> int:
    """Of 100 past targets in this position, how many were met. Source: docs/methods.md, section 6."""
    table, beyond = (_CHANCE_TO_KEEP, 99) if keep else (_CHANCE_TO_IMPROVE, 94)
    return next((met for cut, met in table if z < cut), beyond)
