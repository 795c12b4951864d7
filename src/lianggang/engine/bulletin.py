"""One quarter, and the one before → what a quarterly bulletin (季度通报) says; writes no sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.attainment import Attainment, Tally
from lianggang.model.bulletin import Bulletin, MetChanges
from lianggang.model.card_rules import Card
from lianggang.model.unit_standing import FEWEST

from .attainment import attainment
from .quarter_changes import cards_before, met_changes
from .reminders import reminders
from .unit_standing import unit_standings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import ReturnsStatus, UnitReturns
    from lianggang.model.self_inspection import Inspected, SelfInspection
    from lianggang.model.supervision import Supervision

SOON = 4
"""Quarters within which a deadline is near."""


def bulletin(
    inspection: SelfInspection,
    returns: ReturnsStatus,
    on: date,
    before: tuple[QuarterResult, ReturnsStatus] | None = None,
    supervision: Supervision | None = None,
) -> Bulletin:
    """inspection: of the whole district. on: the day that the bulletin bears; what is over by then is not ahead.

    before: the quarter before, where anything was filed for it.
    """
    result, items = inspection.result, inspection.items
    earlier = None if before is None else {one.indicator.code: one for one in _district(before[0])}
    cards = [item.assessment for item in items]
    changes = None if earlier is None else cards_before(cards, earlier)
    lifted = [one for one in cards if one.lifted == result.period or (changes is not None and one in changes.lifted)]
    standings = unit_standings(result, returns, () if before is None else unit_standings(*before))
    filed = {one.unit: one for one in returns.units}
    soon = _due_soon(items, result.period, on)
    return Bulletin(
        inspection=inspection,
        returns=returns,
        standings=standings,
        before=None if earlier is None else Tally.of(map(attainment, earlier.values())),
        met=MetChanges() if earlier is None else met_changes(items, earlier),
        red=tuple(one for one in cards if one.card is Card.RED),
        yellow=tuple(one for one in cards if one.card is Card.YELLOW),
        lifted=tuple(lifted),
        cards_before=changes,
        due_soon=tuple(one for one in soon if not one.assessment.is_by_counts),
        due_soon_by_counts=tuple(one for one in soon if one.assessment.is_by_counts),
        following=_following(returns, on),
        praised=tuple(
            one.unit
            for one in standings
            if one.owed >= FEWEST and not one.red and not one.yellow and _is_in_time(filed[one.unit])
        ),
        reminded=reminders(result, returns),
        supervision=supervision,
    )


def _district(result: QuarterResult) -> Iterator[Assessment]:
    return (one for one in result.assessments if one.area is None)


def _due_soon(items: Sequence[Inspected], quarter: Quarter, on: date) -> list[Inspected]:
    """What is open and has a deadline after the quarter and not before the day, the nearest first."""
    near = []
    for item in items:
        target = item.assessment.target
        if target is None or item.attainment not in {Attainment.EXPECTED, Attainment.HARD}:
            continue
        by = target.target.by
        if 0 < by - quarter <= SOON and on <= by.last_day:
            near.append((by, item))
    return [item for _, item in sorted(near, key=lambda pair: pair[0])]


def _following(returns: ReturnsStatus, on: date) -> Quarter:
    following = returns.quarter + 1
    while returns.catalogue.returns.due_on(following) <= on:
        following += 1
    return following


def _is_in_time(unit: UnitReturns) -> bool:
    """Whether everything that it owes was accepted, and filled in by the due day."""
    return unit.is_complete and unit.on_time == len(unit.owed)
