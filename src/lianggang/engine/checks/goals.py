"""Figures that are exactly what was aimed at: a target or a node may have been copied into the wrong cell.

Source: docs/diagnostics.md.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.engine.targets_in_force import Agenda
from lianggang.model.indicator import Direction
from lianggang.model.submission import FIGURES, Column

from .subject import Fault
from .swings import is_usual_change
from .words import decimals_of, rounded, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianggang.engine.targets import Plan
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Period

    from .past import Past
    from .subject import Expected, Subject

_FEWEST = 20
"""Whole numbers below this are met by chance."""
_TELLING_DECIMALS = 2


def equals_goal(subject: Subject, past: Past) -> Fault | None:
    """T09: the value is a target's number or the node, and is not borne out by numerator and denominator.

    Not where the number is an end of the range (0, 100), a small whole number, or the figure that was there before; of
    figures with one decimal or none, which meet a number by chance, only where the change that led there is unusual.
    """
    value, period = subject.value, subject.row.period
    if value is None or period is None or not subject.expected.indicator.targets:
        return None
    numerator, denominator = subject.row.numerator.number, subject.row.denominator.number
    if subject.expected.is_ratio and numerator is not None and denominator is not None:
        return None
    if past.before is not None and past.before.value == value:
        return None
    if past.before is None and decimals_of(value) < _TELLING_DECIMALS:
        return None
    # A handful of comparisons is faster than one hash of a Decimal.
    name = next((name for goal, name in goals_at(subject.expected, period) if goal == value), None)
    if name is None or (decimals_of(value) < _TELLING_DECIMALS and is_usual_change(subject, past)):
        return None
    message = (
        f"本期值与{name}完全相同（{written(subject, Column.VALUE)}）；请核对是否误填{name}，如属实请在“说明”中写明。"
    )
    return Fault("T09", Column.VALUE, message, FIGURES)


def goals_at(expected: Expected, period: Period) -> tuple[tuple[Decimal, str], ...]:
    """The numbers that ``goals_of`` gives; worked out once for an indicator and a period."""
    known = expected.goals.get(period.index)
    if known is None:
        known = expected.goals[period.index] = tuple(goals_of(expected.indicator, period).items())
    return known


def goals_of(indicator: Indicator, period: Period) -> Mapping[Decimal, str]:
    """The numbers that a figure of ``period`` is not likely to be exactly, and what each is: 目标值 or 节点目标."""
    if indicator.direction is Direction.YES_NO:
        return {}
    time = period.index
    plans = [plan for deadline, plan in Agenda(indicator).in_force(time).items() if deadline >= time]
    goals: dict[Decimal, str] = {}
    for plan in plans[:1]:
        node = indicator.nodes.get(period.quarter) or _on_the_line(plan, time, indicator.decimals)
        if node is not None:
            goals[node] = "节点目标"
    for plan in plans:
        goals |= dict.fromkeys((aim.goal for aim in plan.numbers), "目标值")
        if plan.target is not None and plan.target.about is not None:
            goals[plan.target.about] = "目标值"
    ends = {Decimal(0), *(indicator.hard_range or ())}
    return {goal: name for goal, name in goals.items() if goal not in ends and not _is_small_number(goal)}


def _on_the_line(plan: Plan, time: int, decimals: int) -> Decimal | None:
    """The node as it is shown: what the straight line from baseline to target asks for, at the indicator's decimals."""
    if plan.baseline is None or plan.start is None or plan.deadline is None or not plan.start < time < plan.deadline:
        return None
    aims = plan.aims(plan.baseline.value)
    if len(aims) != 1 or aims[0].keep or plan.is_met(plan.baseline.value):
        return None
    start, way = Fraction(plan.baseline.value), Fraction(aims[0].goal - plan.baseline.value)
    exact = start + way * Fraction(time - plan.start, plan.deadline - plan.start)
    return Decimal(rounded(Decimal(exact.numerator) / Decimal(exact.denominator), decimals))


def _is_small_number(goal: Decimal) -> bool:
    return goal < _FEWEST and goal == goal.to_integral_value()
