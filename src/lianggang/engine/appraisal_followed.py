"""The ledger and the plans of a year → what each unit is scored by in 督办办结率 and 整改成效; changes nothing.

Every matter counts in one year: in that of its day (as extended), whenever it was closed.
Source: docs/documents.md, section 11.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.appraisal import RefusedPlan
from lianggang.model.appraisal_lines import HeldNode, Matter, MatterEnd, NodeEnd, StepsInTime
from lianggang.model.ledger import LedgerState
from lianggang.model.submission import row_of_period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.ledger import Ledger, LedgerItem
    from lianggang.model.quarter import Quarter
    from lianggang.model.rectification import PlanFile

    from .history import History


def matters_of(ledger: Ledger, catalogue: Catalogue, year: int, today: date) -> dict[str, list[Matter]]:
    """By unit, in the ledger's order: what was to be closed in the year, and what is only named."""
    found: dict[str, list[Matter]] = {}
    for item in ledger.items:
        end = matter_end(item, year, today)
        if end is not None:
            unit = catalogue.unit_by_alias.get(item.unit, item.unit)
            found.setdefault(unit, []).append(Matter(item, ledger.lines.get(item.number, 0), end))
    return found


def matter_end(item: LedgerItem, year: int, today: date) -> MatterEnd | None:
    """What had become of an item that has to do with the year; None for any other, and for drafts."""
    counts_in = _year_of(item)
    if item.state is LedgerState.DRAFT or counts_in is None:
        return None
    if counts_in > year:
        has_begun = item.issued is not None and item.issued.year <= year
        return MatterEnd.LATER if has_begun and item.state is not LedgerState.WITHDRAWN else None
    if counts_in < year:
        is_given_up = item.state in {LedgerState.RAISED, LedgerState.WITHDRAWN}
        is_of_this_year = item.closed is None or item.closed.year == year
        return MatterEnd.CARRIED if is_of_this_year and not is_given_up else None
    if item.state is LedgerState.WITHDRAWN:
        return MatterEnd.WITHDRAWN
    return MatterEnd.RAISED if item.state is LedgerState.RAISED else _end_of_its_year(item, today)


def _end_of_its_year(item: LedgerItem, today: date) -> MatterEnd:
    """Of an item that was neither withdrawn nor raised. Without a day nothing is late."""
    in_time = item.due is None or (item.answered is not None and item.answered <= item.due)
    if item.state is LedgerState.CLOSED:
        return MatterEnd.IN_TIME if in_time else MatterEnd.LATE
    if item.state is LedgerState.TO_REVIEW:
        return MatterEnd.IN_REVIEW if in_time else MatterEnd.LATE_REVIEW
    return MatterEnd.OPEN if item.due is not None and item.due < today else MatterEnd.NOT_DUE


def _year_of(item: LedgerItem) -> int | None:
    """The one year in which the item counts."""
    day = item.due or item.closed or item.issued
    return None if day is None else day.year


def steps_in_time(matters: Iterable[Matter], today: date) -> StepsInTime:
    """方案 and 反馈 of those of the matters that counted in the year; what is not due yet and not there is left out."""
    plans, answers = [], []
    elsewhere = {MatterEnd.WITHDRAWN, MatterEnd.CARRIED, MatterEnd.LATER}
    for item in (one.item for one in matters if one.end not in elsewhere):
        plans += _in_time(item.plan_filed, item.plan_due, today)
        answers += _in_time(item.answered, item.due, today)
    return StepsInTime(len(plans), sum(plans), len(answers), sum(answers))


def _in_time(came: date | None, due: date | None, today: date) -> list[bool]:
    """One answer, or none where nothing is due."""
    if due is None or (came is None and due >= today):
        return []
    return [came is not None and came <= due]


def refused_plans(plans: Iterable[PlanFile], catalogue: Catalogue) -> tuple[RefusedPlan, ...]:
    """The plans with errors."""
    found = []
    for one in plans:
        if one.is_refused:
            indicator = None if one.plan is None else catalogue.indicators.get(one.plan.indicator)
            found.append(RefusedPlan(one.path, None if indicator is None else indicator.lead_unit))
    return tuple(found)


def nodes_of(
    plans: Iterable[PlanFile], catalogue: Catalogue, history: History, quarter: Quarter
) -> dict[str, list[HeldNode]]:
    """By the unit that leads the indicator: the nodes of the quarter's year up to it, of plans without errors."""
    found: dict[str, list[HeldNode]] = {}
    for file in plans:
        indicator = None if file.plan is None else catalogue.indicators.get(file.plan.indicator)
        if indicator is None or file.is_refused:
            continue
        found.setdefault(indicator.lead_unit, []).extend(_nodes(file, catalogue, history, quarter))
    return {unit: nodes for unit, nodes in found.items() if nodes}


def _nodes(file: PlanFile, catalogue: Catalogue, history: History, quarter: Quarter) -> Iterable[HeldNode]:
    """A node is held against the figure of its own quarter, or of the year that ends with it, as known at the last."""
    plan = file.plan
    assert plan is not None  # noqa: S101  # for the type checker
    indicator = catalogue.indicators[plan.indicator]
    series = history.series(indicator, plan.area)
    sign = plan.sign(indicator.direction)
    for when, node in plan.nodes.items():
        if when.year != quarter.year or when > quarter:
            continue
        written = file.written.get(("nodes", str(when)))
        held = HeldNode(plan, indicator, file.path, written and written.place.line, when, node, NodeEnd.NO_FIGURE)
        # A figure that is pooled for the time being is known only while its quarter is the latest.
        known = (*series.known(when.index), *series.known(quarter.index))
        if (point := next((one for one in reversed(known) if one.period.quarter == when), None)) is not None:
            is_met = sign * (Fraction(point.value) - Fraction(node)) >= 0
            row = row_of_period(history.observations(indicator.code, plan.area), point.period)
            held = held._replace(end=NodeEnd.MET if is_met else NodeEnd.MISSED, value=point.value, row=row)
        yield held
