"""The measures of published methods, for comparison beside the default ones.

Source: docs/methods.md, section 10, and the notes on the rule sets there. Not defined for a level to hold, nor with a
baseline, latest figure or target below zero: None; a zero is replaced by 0.1 % of the larger of baseline and target.
Years carried on to a deadline that has passed are 0. No number of observations is asked for beyond what a formula
itself needs.
"""

from __future__ import annotations

from fractions import Fraction
from math import expm1, isfinite, log
from typing import TYPE_CHECKING, NamedTuple

from .pace import trend

if TYPE_CHECKING:
    from .points import Point
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


class _Way(NamedTuple):
    """The way to an improvement in values above zero, zeros replaced."""

    sign: int
    baseline: float
    latest: float
    goal: float
    start: int
    """t0 in quarters."""
    end: int
    """T in quarters."""


def _way(at: Position) -> _Way | None:
    """What every formula here starts from; None for a level to hold, and with a value below zero."""
    improving = at.improving
    if improving is None:
        return None
    (sign, target, _), first, start, end = improving
    goal, begin = float(target), float(first)
    way = _Way(sign, _nonzero(begin, goal), _nonzero(at.latest.rough, begin, goal), _nonzero(goal, begin), start, end)
    return way if min(way.baseline, way.latest, way.goal) > 0 else None


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


def _growth_ratio(way: _Way, latest: int, first: int, value: float) -> float | None:
    """Growth so far, s · CAGR, over the size of the CAGR required, both from ``value`` at the time ``first``."""
    so_far = yearly_growth(value, way.latest, latest - first)
    required = yearly_growth(value, way.goal, way.end - first)
    return None if so_far is None or not required else _finite(way.sign * so_far / abs(required))


def cagr_ratio(at: Position) -> float | None:
    """R: s · CAGR(b→x) over the size of CAGR(b→τ) (UN 2022, Open SDG)."""
    way = _way(at)
    return _growth_ratio(way, at.latest.time, way.start, way.baseline) if way else None


def un_share(at: Position) -> float | None:
    """(v̂ - b) / (τ - b) with v̂ = x · (1 + CAGR(b→x))^h, the value at the deadline at this growth (UN 2023)."""
    way = _way(at)
    if way is None:
        return None
    left = max(way.end - at.latest.time, 0)
    exponent = log(way.latest / way.baseline) * left / (at.latest.time - way.start)
    if exponent > _LARGEST_EXPONENT:
        return None
    carried = way.latest * (expm1(exponent) + 1)
    return _finite((carried - way.baseline) / (way.goal - way.baseline))


def eurostat_ratio(at: Position) -> float | None:
    """R from the observation five years before the latest, else the earliest within five years, else the one before.

    Where that observation is already at or beyond the target: -1 if the target is missed now (the method calls that
    moving away), else 1. None with a single observation.
    """
    way, first = _way(at), _five_years_before(at, or_older=True)
    if way is None or first is None:
        return None
    if way.sign * (way.goal - first.rough) <= 0:
        return 1.0 if at.plan.is_met(at.latest.value) else -1.0
    return _growth_ratio(way, at.latest.time, first.time, _nonzero(first.rough, way.baseline, way.goal))


def trend_ratio(at: Position) -> float | None:
    """Slope of the last four years, at least three points, over (τ - b) / (T - t0) (SDG Index)."""
    way = _way(at)
    window = [point for point in at.points if point.time >= at.latest.time - 16]
    if way is None or len(window) < 3:
        return None
    slope, _ = trend([point.time for point in window], [point.rough for point in window])
    return _finite(slope * (way.end - way.start) / 4 / (way.goal - way.baseline))


def escap_share(at: Position) -> float | None:
    """(x̂ at T - b) / (τ - b), x̂ a line through all points since t0, later ones weighing more (UNESCAP).

    Weights are years since the baseline + 1. None with a single point.
    """
    way = _way(at)
    if way is None:
        return None
    since = [(point.time - way.start, point.rough) for point in at.points if point.time >= way.start]
    carried = _weighted_line(since, max(way.end, at.latest.time) - way.start)
    return None if carried is None else _finite((carried - way.baseline) / (way.goal - way.baseline))


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
