"""The card beside the card of a figure that accumulates within its year: what the year so far says of its end.

It never replaces the judgement of complete years. Source: docs/methods.md, section 9, second half.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.indicator import FACTORS, FigureKind
from lianggang.model.quarter import Quarter
from lianggang.model.year_progress import Unprojected, WithinYear, YearCard, YearProblem

from .measures import undefined
from .series import ACCUMULATING, place_in_year
from .targets_in_force import Agenda
from .within_year import within_year, year_and_quarter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from lianggang.model.indicator import Indicator

    from .cards import CardRules
    from .points import Point
    from .series import Series
    from .targets import Plan

YEAR = 4
"""In quarters."""
STANDS_STILL = Fraction(11, 10)
"""A denominator that grows by no more than this within a year, over at least a quarter, does not accumulate."""
_SHOWN_ALL_THE_SAME = frozenset({None, NotAssessed.NOT_REPORTED, NotAssessed.HELD})
"""The states of the return beside which the year so far is still worth knowing, from the figures there are."""


def year_card(
    indicator: Indicator,
    series: Series,
    plan: Plan,
    rules: CardRules,
    quarter: Quarter,
    state: NotAssessed | None = None,
) -> YearCard | None:
    """What the year that ``quarter`` lies in comes to, by the figures known then; None where there is nothing to say.

    plan: the one that counts. rules: the set ``within-year``. state: what became of the quarter's own return; where
    it lacks, the latest cumulative figure of the year is used, and the card says so.
    """
    if indicator.figure not in ACCUMULATING or not series.accumulated or state not in _SHOWN_ALL_THE_SAME:
        return None
    points = _comparable(indicator, series.so_far(quarter.index), quarter)
    year, place = year_and_quarter(quarter, health_year=indicator.figure is FigureKind.HEALTH_YEAR_TO_DATE)
    target, is_own = year_target(indicator, plan, year, quarter.index)
    figures = {
        one: {at: point.value for at, point in of_year.items()} for one, of_year in by_year(indicator, points).items()
    }
    found = within_year(
        {one: of_year for one, of_year in figures.items() if one <= year},
        year,
        sign=plan.sign,
        target=target,
        is_sum=is_sum(indicator, points),
    )
    if isinstance(found, Unprojected):
        return None if found.problem is YearProblem.NO_FIGURE else YearCard(found, None)
    return _ruled(found, plan, rules, is_own=is_own, is_current=found.quarter == place)


def _ruled(found: WithinYear, plan: Plan, rules: CardRules, *, is_own: bool, is_current: bool) -> YearCard:
    """The card by the rules; none where the year has no target to be held against."""
    measures = {**undefined(), "has_number": int(plan.value is not None), **found.measures}
    ruling = None if rules.missing(measures) else rules.judge(measures)[0]
    if ruling is None:
        return YearCard(found, None, is_years_own_target=is_own, is_current=is_current)
    return YearCard(found, ruling.card, ruling.label, ruling.rule, ruling.conditions, is_own, is_current)


def by_year(indicator: Indicator, points: Iterable[Point]) -> dict[int, dict[int, Point]]:
    """Statistical year → quarter of it → the figure; of a fourth quarter and a whole year the newer filed one."""
    found: dict[int, dict[int, Point]] = {}
    for point in points:
        year, place = place_in_year(indicator, point.period)
        of_year = found.setdefault(year, {})
        if place not in of_year or point.known >= of_year[place].known:
            of_year[place] = point
    return found


def _comparable(indicator: Indicator, points: tuple[Point, ...], quarter: Quarter) -> tuple[Point, ...]:
    """The figures from the last change of definition on; one dated by a whole year holds from its first quarter on."""
    begun = [
        one.period.index - (YEAR - 1 if one.period.whole_year else 0)
        for one in indicator.breaks
        if one.period.index <= quarter.index
    ]
    begin = max(begun, default=0)
    return tuple(point for point in points if point.time >= begin)


def year_target(indicator: Indicator, plan: Plan, year: int, quarter: int) -> tuple[Decimal | Fraction | None, bool]:
    """The target of the year in the indicator's unit, and whether it is the year's own.

    A target whose deadline is the end of that year goes first; else what the path of the plan that counts asks for
    there: a node of the catalogue, the straight line, the target itself for a level to hold. None for a range, a
    direction alone, and where the path has no beginning.
    """
    end = Quarter(year, 4).index
    own = Agenda(indicator).in_force(quarter).get(end)
    if own is not None and own.value is not None and not isinstance(own.value, tuple):
        return own.value, True
    if len(plan.numbers) != 1 or plan.deadline is None:
        return None, False
    written = indicator.nodes.get(Quarter(year, 4))
    if written is not None:
        return written, False
    ((sign, goal, keep),) = plan.numbers
    baseline, start = plan.baseline, plan.start
    if keep or end >= plan.deadline or (baseline is not None and sign * (goal - baseline.value) <= 0):
        return goal, False
    if baseline is None or start is None or end < start:
        return None, False
    elapsed = Fraction(end - start, plan.deadline - start)
    return Fraction(baseline.value) + Fraction(goal - baseline.value) * elapsed, False


def is_sum(indicator: Indicator, points: Iterable[Point]) -> bool:
    """Whether the figure is a sum that starts from nothing each year, and not a ratio of two sums that grow together.

    A ratio has a unit of rates or a denominator. Events over a denominator that stands still within the year
    (residents) accumulate like a sum all the same; it takes two quarters of one year with both to see that.
    """
    if indicator.denominator is None and indicator.unit_of_measure not in FACTORS:
        return True
    for of_year in by_year(indicator, points).values():
        parts = [of_year[place].denominator for place in sorted(of_year)]
        known = [Fraction(part) for part in parts if part]
        if len(known) > 1:
            return known[-1] <= STANDS_STILL * known[0]
    return False
