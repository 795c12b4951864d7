"""The measures of published methods, for comparison beside the default ones.

Source: docs/methods.md, section 10, and the notes on the rule sets there. Progress ratios are not defined for a
level to hold: None. Growth rates need values above zero; a zero is replaced by 0.1 % of the larger of baseline and
target. Years carried on to a deadline that has passed are 0.
"""

from __future__ import annotations

from fractions import Fraction
from math import expm1, isfinite, log
from typing import TYPE_CHECKING

from .pace import trend

if TYPE_CHECKING:
    from .history import Point
    from .position import Position

_LARGEST_EXPONENT = 700.0
"""Beyond it a float overflows."""


def yearly_growth(first: float, last: float, quarters: int) -> float | None:
    """CAGR between two values above zero, a share a year; None for others."""
    if first <= 0 or last <= 0 or quarters <= 0:
        return None
    exponent = 4 * log(last / first) / quarters
    return expm1(exponent) if exponent < _LARGEST_EXPONENT else None


def _nonzero(value: float, *others: float) -> float:
    return value or 0.001 * max(abs(other) for other in others)


def annual_growth(at: Position) -> float | None:
    """Yearly growth s · CAGR(b→x), a share, improvement positive; also without a number. None inside a range."""
    baseline = at.plan.baseline
    sign = at.aim.sign if at.aim else at.plan.sign
    if baseline is None or not sign or not at.is_since_baseline:
        return None
    begin = float(baseline.value)
    goal = float(at.aim.goal) if at.aim else 0.0
    span = at.latest.time - baseline.period.index
    growth = yearly_growth(_nonzero(begin, goal), _nonzero(at.latest.rough, begin, goal), span)
    return None if growth is None else sign * growth


def _growth_ratio(at: Position, first: int, value: float) -> float | None:
    """Growth so far, s · CAGR, over the size of the CAGR required, both from ``value`` at the time ``first``."""
    way = at.improving
    if way is None or way[3] <= first:
        return None
    (sign, target, _), baseline, _, end = way
    goal, begin = float(target), float(baseline)
    start = _nonzero(value, begin, goal)
    so_far = yearly_growth(start, _nonzero(at.latest.rough, begin, goal), at.latest.time - first)
    required = yearly_growth(start, _nonzero(goal, begin), end - first)
    return None if so_far is None or not required else _finite(sign * so_far / abs(required))


def cagr_ratio(at: Position) -> float | None:
    """R: s · CAGR(b→x) over the size of CAGR(b→τ) (UN 2022, Open SDG)."""
    way = at.improving
    return _growth_ratio(at, way[2], float(way[1])) if way else None


def un_share(at: Position) -> float | None:
    """(v̂ - b) / (τ - b) with v̂ = x · (1 + CAGR(b→x))^h, the value at the deadline at this growth (UN 2023)."""
    way = at.improving
    if way is None:
        return None
    (_, target, _), baseline, start, end = way
    begin, goal = float(baseline), float(target)
    first, last = _nonzero(begin, goal), _nonzero(at.latest.rough, begin, goal)
    if first <= 0 or last <= 0 or goal < 0:
        return None
    exponent = log(last / first) * max(end - at.latest.time, 0) / (at.latest.time - start)
    if exponent > _LARGEST_EXPONENT:
        return None
    carried = last * (expm1(exponent) + 1)
    return _finite((carried - begin) / (goal - begin))


def eurostat_ratio(at: Position) -> float | None:
    """R from the observation five years before the latest, else the earliest within five years, else the one before.

    None where that observation is already at or beyond the target, and with a single observation.
    """
    way, first = at.improving, _five_years_before(at, or_older=True)
    if way is None or first is None or way[0].sign * (way[0].goal - first.value) <= 0:
        return None
    return _growth_ratio(at, first.time, first.rough)


def trend_ratio(at: Position) -> float | None:
    """Slope of the last four years, at least three points, over (τ - b) / (T - t0) (SDG Index)."""
    way = at.improving
    window = [point for point in at.points if point.time >= at.latest.time - 16]
    if way is None or len(window) < 3:
        return None
    (_, goal, _), baseline, start, end = way
    slope, _ = trend([point.time for point in window], [point.rough for point in window])
    return _finite(slope * (end - start) / 4 / float(goal - baseline))


def escap_share(at: Position) -> float | None:
    """(x̂ at T - b) / (τ - b), x̂ a line through all points since t0, later ones weighing more (UNESCAP).

    Weights are years since the baseline + 1. None with a single point.
    """
    way = at.improving
    if way is None:
        return None
    (_, goal, _), baseline, start, end = way
    since = [(point.time - start, point.rough) for point in at.points if point.time >= start]
    carried = _weighted_line(since, max(end, at.latest.time) - start)
    return None if carried is None else _finite((carried - float(baseline)) / float(goal - baseline))


def _weighted_line(points: list[tuple[int, float]], at: int) -> float | None:
    weights = [time / 4 + 1 for time, _ in points]
    total = sum(weights)
    mean_time = sum(weight * time for weight, (time, _) in zip(weights, points, strict=True)) / total
    mean = sum(weight * value for weight, (_, value) in zip(weights, points, strict=True)) / total
    spread = sum(weight * (time - mean_time) ** 2 for weight, (time, _) in zip(weights, points, strict=True))
    if len(points) < 2 or not spread:
        return None
    moment = sum(
        weight * (time - mean_time) * (value - mean) for weight, (time, value) in zip(weights, points, strict=True)
    )
    return mean + moment / spread * (at - mean_time)


def five_year_change(at: Position) -> Fraction | None:
    """Mean yearly change in the unit of measure, improvement positive, from the value five years before the latest.

    Where there is none, from the earliest later one. None with a single one, and inside a range.
    """
    first = _five_years_before(at)
    sign = at.aim.sign if at.aim else at.plan.sign
    if first is None or not sign:
        return None
    return 4 * sign * Fraction(at.latest.value - first.value) / (at.latest.time - first.time)


def five_year_share(at: Position) -> Fraction | None:
    """``five_year_change`` carried on to the deadline: (target - projection) over the distance of target and latest.

    Positive where the projection misses. Where the latest value is the target: 0 if it is still met then, else 1.
    """
    change, aim, end = five_year_change(at), at.aim, at.plan.deadline
    if change is None or aim is None or end is None:
        return None
    carried = change * max(end - at.latest.time, 0) / 4
    short = aim.sign * Fraction(aim.goal - at.latest.value)
    if not short:
        return Fraction(int(carried < 0))
    return (short - carried) / abs(short)


def _five_years_before(at: Position, *, or_older: bool = False) -> Point | None:
    """The observation five years before the latest, else the earliest later one, else (if asked) the one before."""
    earlier = at.points[:-1]
    within = [point for point in earlier if point.time >= at.latest.time - 20]
    if within:
        return within[0]
    return earlier[-1] if earlier and or_older else None


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None
