"""Where the milestones of a plan lead the figure, period by period, and what is missing at the end; all exact."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.indicator import Frequency
from lianggang.model.plan_standing import (
    MilestoneState,
    NotReckoned,
    PlanCourse,
    PlanOutlook,
    PlanStep,
    Shortfall,
)
from lianggang.model.quarter import Period, Quarter

from .measures import node
from .points import Point
from .position import Position
from .targets_in_force import Agenda

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lianggang.model.indicator import Indicator
    from lianggang.model.plan_standing import MilestoneStanding
    from lianggang.model.rectification import RectificationPlan

    from .targets import Plan


class _Figure(NamedTuple):
    """A figure on its way."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Fraction


class _Aims(NamedTuple):
    """What a plan is held against."""

    indicator: Indicator
    promise: RectificationPlan
    plan: Plan | None
    """The catalogue's target."""
    sign: int
    """+1 where higher is better."""

    def to_target(self, figure: _Figure) -> Shortfall | None:
        """None where the catalogue's target has no number."""
        if self.plan is None or self.plan.value is None:
            return None
        if isinstance(self.plan.value, tuple):
            low, high = self.plan.value
            below = abs(figure.value - Fraction(low)) < abs(figure.value - Fraction(high))
            gap = max(Fraction(low) - figure.value, figure.value - Fraction(high))
            return Shortfall(low if below else high, gap, gap <= 0)
        return shortfall(self.indicator, figure, self.plan.value, self.plan.sign, strict=self.plan.strict)

    def to_number(self, figure: _Figure, number: Decimal | Fraction | None) -> Shortfall | None:
        """Against a node; None where there is none."""
        return None if number is None else shortfall(self.indicator, figure, number, self.sign)


def outlook(
    plan: RectificationPlan,
    indicator: Indicator,
    points: Sequence[Point],
    milestones: Sequence[MilestoneStanding],
    quarter: Quarter,
) -> PlanOutlook | NotReckoned:
    """Where the plan leads from the last of ``points``, with everything done, and without what is late.

    The target is the catalogue's in force at ``quarter`` with the promised deadline, else the next one after it.
    """
    if not points:
        return NotReckoned.NO_FIGURE
    start = next((point for point in reversed(points) if point.time <= plan.target.by.index), points[-1])
    effects = [one.milestone.effect for one in milestones if one.milestone.effect is not None]
    if not effects:
        return NotReckoned.NO_EFFECTS
    in_counts = any(effect.in_counts for effect in effects)
    if in_counts and not (start.numerator is not None and start.denominator):
        return NotReckoned.NO_COUNTS
    aims = _Aims(indicator, plan, _target(indicator, plan.target.by, quarter), plan.sign(indicator.direction))
    begin = _begin(start, in_counts=in_counts)
    periods = [start.period, *periods_after(indicator, start.period, plan.target.by)]
    counting = [one for one in milestones if not one.in_figure and one.milestone.effect is not None]
    in_time = [one for one in counting if one.state is not MilestoneState.LATE]
    return PlanOutlook(
        target=aims.plan.resolved() if aims.plan else None,
        sign=aims.sign,
        every_area=aims.plan is not None and aims.plan.every_area,
        full=_course(begin, periods, counting, aims),
        as_is=_course(begin, periods, in_time, aims),
    )


def latest_day(indicator: Indicator, period: Period) -> date:
    """The last day that a figure speaks of: of a whole year the end of the indicator's statistical year."""
    if period.whole_year:
        return Quarter(period.quarter.year, indicator.frequency.year_ends_in).last_day
    return period.quarter.last_day


def periods_after(indicator: Indicator, latest: Period, by: Quarter) -> Iterator[Period]:
    """The periods for which figures will come, up to the deadline; the deadline itself is always the last."""
    if not indicator.frequency.within_year:
        yield from map(Period.of_year, range(latest.quarter.year + 1, by.year + 1))
        return
    step = 2 if indicator.frequency is Frequency.HALF_YEARLY else 1
    for index in range(latest.index + 1, by.index + 1):
        if index % step == 0 or index == by.index:
            yield Period(Quarter.at(index))


def _target(indicator: Indicator, by: Quarter, quarter: Quarter) -> Plan | None:
    plans = Agenda(indicator).in_force(quarter.index)
    return next((plan for deadline, plan in plans.items() if deadline >= by.index), None)


def _begin(start: Point, *, in_counts: bool) -> _Figure:
    """The figure as reported; once a milestone changes its counts, the value is reckoned from them exactly."""
    numerator, denominator = (start.numerator, start.denominator) if in_counts else (None, None)
    return _Figure(numerator, denominator, Fraction(start.value))


def _from_counts(numerator: Decimal, denominator: Decimal, indicator: Indicator) -> _Figure:
    value = Fraction(numerator) / Fraction(denominator) * Fraction(indicator.ratio_factor) if denominator else 0
    return _Figure(numerator, denominator, Fraction(value))


def _course(
    begin: _Figure, periods: Sequence[Period], counting: Sequence[MilestoneStanding], aims: _Aims
) -> PlanCourse:  # fmt: skip
    steps = [_step(begin, periods[0], (), aims)]
    figure, left = begin, list(counting)
    for period in periods[1:]:
        end = latest_day(aims.indicator, period)
        now = [one for one in left if _counts_from(one) <= end]
        left = [one for one in left if _counts_from(one) > end]
        for one in now:
            figure = _after(figure, one, aims.indicator)
        steps.append(_step(figure, period, tuple(now), aims))
    promise = shortfall(aims.indicator, figure, aims.promise.target.value, aims.sign)
    return PlanCourse(tuple(steps), aims.to_target(figure), promise)


def _counts_from(one: MilestoneStanding) -> date:
    return one.milestone.done.on if one.milestone.done else one.milestone.by


def _after(figure: _Figure, one: MilestoneStanding, indicator: Indicator) -> _Figure:
    effect = one.milestone.effect
    if effect is None:
        return figure
    if figure.numerator is None or figure.denominator is None:
        return figure._replace(value=figure.value + Fraction(effect.value or 0))
    numerator = figure.numerator + (effect.numerator or 0)
    return _from_counts(numerator, figure.denominator + (effect.denominator or 0), indicator)


def _step(figure: _Figure, period: Period, milestones: tuple[MilestoneStanding, ...], aims: _Aims) -> PlanStep:
    planned = None if aims.plan is None else path_node(aims.indicator, aims.plan, period, _rough(figure))
    promised = aims.promise.nodes.get(period.quarter)
    return PlanStep(
        period,
        milestones,
        figure.numerator,
        figure.denominator,
        figure.value,
        aims.to_number(figure, planned),
        aims.to_number(figure, promised),
    )


def _rough(figure: _Figure) -> Decimal:
    """As a decimal, which only says on which side of a range it lies."""
    return Decimal(figure.value.numerator) / Decimal(figure.value.denominator)


def path_node(indicator: Indicator, plan: Plan, period: Period, value: Decimal) -> Decimal | Fraction | None:
    """What the path asks for at a period, as for a figure that was reported for it; None where there is no path."""
    point = Point(period.index, period, value, float(value), None, None, period.index)
    return node(Position(indicator, plan, (point,), period.index))


def shortfall(
    indicator: Indicator, figure: _Figure, number: Decimal | Fraction, sign: int, *, strict: bool = False
) -> Shortfall:  # fmt: skip
    """What is missing to ``number``; in counts too where the figure has them."""
    gap = sign * (Fraction(number) - figure.value)
    met = gap < 0 if strict else gap <= 0
    if met or figure.numerator is None or figure.denominator is None:
        return Shortfall(number, gap, met)
    share = Fraction(number) / Fraction(indicator.ratio_factor)
    wanted = share * Fraction(figure.denominator)
    places = _whole(sign * (wanted - Fraction(figure.numerator)), strict=strict)
    return Shortfall(number, gap, met, places, _new_places(indicator, figure, share, sign, strict=strict))


def _new_places(
    indicator: Indicator, figure: _Figure, share: Fraction, sign: int, *, strict: bool
) -> int | None:  # fmt: skip
    """The k with (N + k) / (D + k) at the share; only where the numerator is a part of the denominator, and upwards."""
    if sign < 0 or not indicator.is_bounded_percent or share >= 1:
        return None
    assert figure.numerator is not None and figure.denominator is not None  # noqa: PT018, S101  # for the type checker
    return _whole((share * Fraction(figure.denominator) - Fraction(figure.numerator)) / (1 - share), strict=strict)


def _whole(missing: Fraction, *, strict: bool) -> int:
    """The least whole number that is enough."""
    return floor(missing) + 1 if strict else ceil(missing)
