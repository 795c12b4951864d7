"""What a rectification plan can be filled in with before the unit writes it: figure, target, quarters, their path.

Source: docs/plans.md, section 5.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.plan_draft import DraftNode, PlanDraft
from lianggang.model.quarter import Period, Quarter

from .plan_course import path_node
from .targets_in_force import Agenda

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.indicator import Indicator
    from lianggang.model.ledger import LedgerItem

    from .points import Point
    from .targets import Plan


def plan_draft(
    number: str,
    indicator: Indicator,
    points: Sequence[Point],
    quarter: Quarter,
    today: date,
    item: LedgerItem | None = None,
) -> PlanDraft:
    """A plan that begins when its letter was issued, else today. points: the judged figures known at ``quarter``.

    It goes to the deadline of the next target that is not over. One that is further away than the end of next year
    needs a nearer promise: to the end of next year. Without a target: to the end of the year.
    """
    starts = item.issued if item is not None and item.issued is not None else today
    first = Quarter.of(starts)
    target = _next_target(indicator, quarter, max(first, Quarter.of(today)))
    latest = points[-1] if points else None
    by = _horizon(target, first)
    reaches = target is not None and target.deadline == by.index
    value = target.value if target is not None else None
    return PlanDraft(
        number=number,
        indicator=indicator,
        item=item,
        current=None if latest is None else (latest.period, latest.value),
        target=None if target is None else target.resolved(),
        by=by,
        promise=value if reaches and isinstance(value, Decimal) else None,
        starts=starts,
        nodes=tuple(_node(indicator, target, latest, Quarter.at(place)) for place in range(first.index, by.index + 1)),
    )


def _next_target(indicator: Indicator, quarter: Quarter, now: Quarter) -> Plan | None:
    plans = Agenda(indicator).in_force(quarter.index)
    return next((plan for deadline, plan in plans.items() if deadline >= now.index), None)


def _horizon(target: Plan | None, first: Quarter) -> Quarter:
    if target is None or target.deadline is None:
        return Quarter(first.year, 4)
    return min(Quarter.at(target.deadline), Quarter(first.year + 1, 4))


def _node(indicator: Indicator, target: Plan | None, latest: Point | None, quarter: Quarter) -> DraftNode:
    if target is None or latest is None:
        return DraftNode(quarter, None)
    return DraftNode(quarter, path_node(indicator, target, Period(quarter), latest.value))
