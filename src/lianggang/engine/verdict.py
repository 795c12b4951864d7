"""What becomes of a target at its deadline: open, waiting for its figure, or decided; gives no card before that.

Source: docs/methods.md, section 5, "After the deadline".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.indicator import FigureKind
from lianggang.model.quarter import Quarter

from .cards import Ruling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lianggang.model.indicator import Indicator

    from .points import Point
    from .targets import Plan

FOR_SMALL_NUMBERS, FOR_THE_YEAR = "small-numbers", "within-year"
"""The sets that the engine itself uses: for rare events, and beside the card of what accumulates within the year."""
LEFT_TO_THE_ENGINE = frozenset({"default", FOR_SMALL_NUMBERS, FOR_THE_YEAR})
"""The rule sets whose deadlines the engine decides; every other set applies its own rules at and after a deadline."""

FINAL_MET = Ruling("final-met", Card.GREEN, "到期达标", ())
FINAL_MISSED = Ruling("final-missed", Card.RED, "到期未达标", ())

YEAR = 4
"""In quarters."""


def due_index(indicator: Indicator, deadline: int) -> int | None:
    """Index of the quarter in whose returns the figure for a deadline is due; None for what is never due.

    Figures within the year: the deadline's own quarter. Whole years: the first quarter of ``due`` from the end of
    the last statistical year that stands at or before the deadline.
    """
    if indicator.frequency.within_year:
        # A health year that accumulates is complete a quarter before the end of the year it stands at.
        early = indicator.figure is FigureKind.HEALTH_YEAR_TO_DATE and deadline % YEAR == 0
        return deadline - 1 if early else deadline
    numbers = indicator.due_quarters
    if not numbers:
        return None
    # A whole year Y stands at 4 · Y; school and health years end a quarter before.
    end = deadline // YEAR * YEAR - (4 - indicator.frequency.year_ends_in)
    return next(index for index in range(end, end + 4) if Quarter.at(index).number in numbers)


def over_from(indicator: Indicator, deadline: int) -> int:
    """Index of the first quarter in which no figure for that deadline is to be waited for any more."""
    due = due_index(indicator, deadline)
    return deadline if due is None else max(deadline, due + 1)


def is_over(indicator: Indicator, deadline: int, quarter: int) -> bool:
    """Whether no figure for that deadline is to be waited for any more."""
    return quarter >= over_from(indicator, deadline)


def at_deadline(
    indicator: Indicator, plan: Plan, points: Sequence[Point], quarter: int
) -> Point | NotAssessed | None:  # fmt: skip
    """The figure that decides the plan at that quarter, or why there is none; None while the target is open.

    As soon as a figure for the deadline or later is known: the one at the deadline, else the latest within one year
    before. Until the quarter in which it is due is over: 待到期数据. After that the latest within one year before,
    else 无到期数据. Figures that are not later than the baseline decide nothing.
    """
    deadline = plan.deadline
    if deadline is None:
        return None
    has_come = bool(points) and points[-1].time >= deadline
    if not has_come and quarter < deadline:
        return None
    if not has_come and not is_over(indicator, deadline, quarter):
        return NotAssessed.AWAITING_DEADLINE_DATA
    earliest = max(deadline - YEAR, 0 if plan.start is None else plan.start + 1)
    deciding = [point for point in points if earliest <= point.time <= deadline]
    return deciding[-1] if deciding else NotAssessed.NO_DEADLINE_DATA


def verdict(*, is_met: bool) -> Ruling:
    """达标 or 未达标."""
    return FINAL_MET if is_met else FINAL_MISSED


def outcome(
    plan: Plan, deciding: Point, points: Sequence[Point], is_complete: Callable[[Point], bool]
) -> bool | None:  # fmt: skip
    """Whether the target is met by the deciding figure, and by the years before it where it must hold several.

    A single figure that misses decides against it. None where none misses, but one of the years is not known, or
    not of every area that must report (``is_complete``), or there is nothing to hold it against.
    Source: docs/methods.md, section 7, items 14 to 16.
    """
    year = -(-deciding.time // YEAR)
    ends = {point.time: point for point in points}
    before = [ends.get(YEAR * (year - back)) for back in range(1, plan.years)]
    known = [deciding, *(point for point in before if point is not None)]
    found = [plan.meets(point) for point in known]
    if False in found:
        return False
    is_known = None not in found and None not in before and all(is_complete(point) for point in known)
    return True if is_known else None


def years_held(plan: Plan, points: Sequence[Point], is_complete: Callable[[Point], bool]) -> int:
    """For how many years running, up to the latest figure, the values at the years' ends have met the target.

    0 where the latest figure itself misses it. A year without a figure ends the run; the year in progress does not
    count. Source: docs/methods.md, section 7, item 15.
    """
    if not points or not plan.meets(points[-1]):
        return 0
    ends = {point.time: point for point in points}
    year, held = points[-1].time // YEAR, 0
    while (point := ends.get(YEAR * (year - held))) is not None and plan.meets(point) and is_complete(point):
        held += 1
    return held
