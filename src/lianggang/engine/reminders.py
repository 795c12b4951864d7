"""A quarter's cards and returns → which units are to be reminded, and of what; praises nobody.

Source: docs/documents.md, sections 7 and 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card
from lianggang.model.reminder import Reminder

if TYPE_CHECKING:
    from lianggang.model.assessment import QuarterResult
    from lianggang.model.returns_status import ReturnsStatus


def reminders(result: QuarterResult, returns: ReturnsStatus) -> tuple[Reminder, ...]:
    """The units that have not handed in everything, or late, or lead an indicator with a red card.

    In the catalogue's order. A figure without a date is no late one.
    """
    red: dict[str, list[str]] = {}
    for one in result.assessments:
        if one.area is None and one.card is Card.RED:
            red.setdefault(one.indicator.lead_unit, []).append(one.indicator.name)
    filed = {one.unit: one for one in returns.units}
    found = []
    for unit in result.catalogue.member_units:
        known, named = filed.get(unit), tuple(red.get(unit, ()))
        if known is not None and (named or known.late or not known.is_complete):
            found.append(Reminder(unit, len(known.open), known.others, known.late, known.undated, named))
        elif named:
            found.append(Reminder(unit, red=named))
    return tuple(found)
