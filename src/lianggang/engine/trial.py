"""A case of the past as an indicator with one target, and its position at each of its years; judges nothing.

Source: docs/methods.md, section 14.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.backtest import KnownEnd
from lianggang.model.case import CaseKind
from lianggang.model.indicator import Baseline, Direction, Frequency, Indicator, Target
from lianggang.model.quarter import Period, Quarter

from .measures import Measured
from .points import Columns, Point
from .position import Position
from .scaled import FittingScales, ScaledFigures
from .targets import plan_of

if TYPE_CHECKING:
    from decimal import Decimal

    from lianggang.model.case import Case

    from .targets import Plan

MOST_DECIMALS = 6
"""Of the figures of a case, when they are printed."""


class Trial(NamedTuple):
    """A case as it stood at each of its years."""

    end: KnownEnd
    indicator: Indicator
    plan: Plan
    years: tuple[tuple[Period, Measured | None], ...]
    """None: no figure later than the baseline was known yet."""


def trial_of(case: Case) -> Trial:
    """The case's position at each as-of year, from the figures up to it and nothing else."""
    indicator = indicator_of(case)
    plan = plan_of(indicator, indicator.targets[0])
    points = tuple(_point(year, value) for year, value in case.series)
    known = [year for year, _ in case.series]
    figures = ScaledFigures(Columns(points), FittingScales(bounded=indicator.is_bounded_percent))
    years: list[tuple[Period, Measured | None]] = []
    for year in as_of_years(case.baseline_year, case.target_year):
        asof = Period.of_year(year)
        count = bisect_right(known, year)
        if not count or known[count - 1] <= case.baseline_year:
            years.append((asof, None))
            continue
        position = Position(indicator, plan, points[:count], asof.index, figures=figures)
        years.append((asof, Measured(position)))
    return Trial(end_of(case), indicator, plan, tuple(years))


def end_of(case: Case) -> KnownEnd:
    """What became of the case."""
    return KnownEnd(case.id, (case.family, case.indicator), Quarter(case.target_year, 4), case.is_met)


def as_of_years(baseline: int, target: int) -> range:
    """The years at which a plan is judged: from the third after the baseline to the last before the deadline.

    Plans of at most 8 years: from the second. Of 20 years or more: from the fifth to three years before the deadline.
    """
    length = target - baseline
    is_long = length >= 20
    first = baseline + (5 if is_long else 2 if length <= 8 else 3)
    return range(first, target - (3 if is_long else 1) + 1)


def indicator_of(case: Case) -> Indicator:
    """The case as an indicator of a catalogue, with its one target."""
    upwards = case.direction is Direction.UP
    target = Target.model_construct(
        by=Quarter(case.target_year, 4),
        at_least=case.target if upwards else None,
        at_most=None if upwards else case.target,
        keep=case.kind is CaseKind.KEEP,
        level="国家",
        source=case.family,
        verified=True,
    )
    return Indicator.model_construct(
        code=case.indicator,
        name=case.indicator,
        outline=case.family,
        field=case.family,
        lead_unit=case.country,
        unit_of_measure=case.unit,
        decimals=_decimals(case),
        may_exceed_100=not case.is_bounded_percent,
        direction=case.direction,
        frequency=Frequency.ANNUAL,
        baseline=Baseline.model_construct(period=Period.of_year(case.baseline_year), value=case.baseline),
        targets=(target,),
    )


def _decimals(case: Case) -> int:
    """As many as the figures have; the target may be a reckoned one with more."""
    written = (-int(value.as_tuple().exponent) for value in (case.baseline, *(value for _, value in case.series)))
    return min(max(0, *written), MOST_DECIMALS)


def _point(year: int, value: Decimal) -> Point:
    period = Period.of_year(year)
    return Point(period.index, period, value, float(value), None, None, period.index)
