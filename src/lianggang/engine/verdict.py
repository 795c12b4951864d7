"""What becomes of a target at its deadline: open, waiting for its figure, or decided; gives no card before that.

Source: docs/methods.md, section 5, "After the deadline".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Quarter

from .cards import Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.indicator import Indicator

    from .history import Point
    from .targets import Plan

LEFT_TO_THE_ENGINE = frozenset({"default", "small-numbers", "within-year"})
"""The rule sets whose deadlines the engine decides; every other set applies its own rules at and after a deadline."""

FINAL_MET = Ruling("final-met", Card.GREEN, "到期达标", ())
FINAL_MISSED = Ruling("final-missed", Card.RED, "到期未达标", ())

ONE_YEAR = 4


def due_index(indicator: Indicator, deadline: int) -> int | None:
    """Index of the quarter in whose returns the figure for a deadline is due; None for what is never due.

    Figures within the year: the deadline's own quarter. Whole years: the first quarter of ``due`` from the end of
    the last statistical year that stands at or before the deadline.
    """
    if indicator.frequency.within_year:
        return deadline
    numbers = indicator.due_quarters
    if not numbers:
        return None
    # A whole year Y stands at 4 · Y; school and health years end a quarter before.
    end = deadline // 4 * 4 - (4 - indicator.frequency.year_ends_in)
    return next(index for index in range(end, end + 4) if Quarter.at(index).number in numbers)


def is_over(indicator: Indicator, deadline: int, quarter: int) -> bool:
    """Whether no figure for that deadline is to be waited for any more."""
    due = due_index(indicator, deadline)
    return quarter >= deadline and (due is None or quarter > due)


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
    earliest = max(deadline - ONE_YEAR, 0 if plan.start is None else plan.start + 1)
    deciding = [point for point in points if earliest <= point.time <= deadline]
    return deciding[-1] if deciding else NotAssessed.NO_DEADLINE_DATA


def verdict(plan: Plan, point: Point) -> Ruling:
    """达标 or 未达标, by comparison of the deciding figure with the target."""
    return FINAL_MET if plan.is_met(point.value) else FINAL_MISSED
