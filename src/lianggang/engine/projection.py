"""Figures beside the latest one: that of a year earlier, and where the recent pace would lead; judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .points import points_of
from .scale import WorkingScale
from .series import series_of

if TYPE_CHECKING:
    from decimal import Decimal

    from lianggang.model.assessment import Assessment
    from lianggang.model.quarter import Period

YEAR = 4
"""In quarters."""


def year_before(assessment: Assessment) -> tuple[Period, Decimal] | None:
    """The figure of the same period a year earlier, as known today.

    None where there is none, or the definition has changed since then.
    """
    period = assessment.data_period
    if period is None:
        return None
    series = series_of(assessment.indicator, points_of(assessment.observations))
    known, so_far = series.known(assessment.period.index), series.so_far(assessment.period.index)
    points = known if any(point.period == period for point in known) else so_far
    earlier = next((point for point in points if point.time == period.index - YEAR), None)
    if earlier is None:
        return None
    broken = any(earlier.time < one.period.index <= period.index for one in assessment.indicator.breaks)
    return None if broken else (earlier.period, earlier.value)


def projected(assessment: Assessment) -> float | None:
    """Where the recent pace, carried on from the smoothed level, would lead to at the deadline; a reckoning, no fact.

    None where the target is met, the pace rests on less than a year of figures, or it would lead out of what is
    possible. Source: docs/methods.md, sections 3 and 4.
    """
    pace = assessment.pace
    if pace is None or assessment.met or len(pace.window) < 2:
        return None
    if pace.window[-1].period.index - pace.window[0].period.index < YEAR:
        return None
    level = pace.level + pace.sign * pace.recent * float(pace.years_left)
    value = WorkingScale(pace.scale, pace.span).value(level)
    limits = assessment.indicator.hard_range
    if limits is not None and not float(limits[0]) <= value <= float(limits[1]):
        return None
    return value
