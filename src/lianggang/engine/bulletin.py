"""One quarter, and the one before → what a quarterly bulletin (季度通报) says; writes no sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.attainment import Attainment, Tally
from lianggang.model.bulletin import Bulletin
from lianggang.model.card_rules import Card
from lianggang.model.unit_standing import FEWEST

from .attainment import attainment
from .unit_standing import unit_standings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.returns_status import ReturnsStatus, UnitReturns
    from lianggang.model.self_inspection import Inspected, SelfInspection
    from lianggang.model.supervision import Supervision

SOON = 4
"""Quarters within which a deadline is near."""


def bulletin(
    inspection: SelfInspection,
    returns: ReturnsStatus,
    before: tuple[QuarterResult, ReturnsStatus] | None = None,
    supervision: Supervision | None = None,
) -> Bulletin:
    """inspection: of the whole district. before: the quarter before, where anything was filed for it."""
    result, items = inspection.result, inspection.items
    earlier = {} if before is None else {one.indicator.code: one for one in _district(before[0])}
    cards = [item.assessment for item in items]
    red = tuple(one for one in cards if one.card is Card.RED)
    yellow = tuple(one for one in cards if one.card is Card.YELLOW)
    standings = unit_standings(result, returns, () if before is None else unit_standings(*before))
    filed = {one.unit: one for one in returns.units}
    return Bulletin(
        inspection=inspection,
        returns=returns,
        standings=standings,
        before=None if before is None else Tally.of(map(attainment, earlier.values())),
        gained=tuple(one for one in items if one.attainment.is_met and _was_met(one, earlier) is False),
        lost=tuple(one for one in items if _is_open(one) and _was_met(one, earlier)),
        red=red,
        yellow=yellow,
        lifted=tuple(one for one in cards if one.lifted == result.period),
        due_soon=_due_soon(items, result),
        praised=tuple(
            one.unit
            for one in standings
            if one.owed >= FEWEST and not one.red and not one.yellow and _is_in_time(filed[one.unit])
        ),
        reminded=tuple(
            one.unit for one in standings if one.red or (one.unit in filed and _is_late_or_open(filed[one.unit]))
        ),
        supervision=supervision,
    )


def _district(result: QuarterResult) -> Iterator[Assessment]:
    return (one for one in result.assessments if one.area is None)


def _was_met(item: Inspected, earlier: Mapping[str, Assessment]) -> bool | None:
    """Whether the same target was met a quarter earlier; None where that cannot be said."""
    before, target = earlier.get(item.assessment.indicator.code), item.assessment.target
    if before is None or target is None or before.target is None or before.target.target != target.target:
        return None
    then = attainment(before)
    return then.is_met if then.is_met or then.is_short or then is Attainment.EXPECTED else None


def _is_open(item: Inspected) -> bool:
    """Whether its figures say that the target is not met (yet)."""
    return item.attainment.is_short or item.attainment is Attainment.EXPECTED


def _due_soon(items: Sequence[Inspected], result: QuarterResult) -> tuple[Inspected, ...]:
    near = []
    for item in items:
        target = item.assessment.target
        if target is not None and _is_open(item) and 0 <= target.target.by - result.period <= SOON:
            near.append((target.target.by, item))
    return tuple(item for _, item in sorted(near, key=lambda pair: pair[0]))


def _is_in_time(unit: UnitReturns) -> bool:
    """Whether everything that it owes was accepted, and filled in by the due day."""
    return unit.is_complete and unit.on_time == len(unit.owed)


def _is_late_or_open(unit: UnitReturns) -> bool:
    """Whether something is not accepted, or was filled in after the due day; no date is no lateness."""
    return not unit.is_complete or unit.late > 0
