"""The lagging indicators of a quarter → which units should meet about which of them; asks nobody for anything.

Source: docs/documents.md, section 8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.agenda import Agenda, Meeting
from lianggang.model.card_rules import Card

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianggang.model.self_inspection import Inspected, SelfInspection


def agenda(inspection: SelfInspection) -> Agenda:
    """inspection: of the whole district.

    Lagging is what is 达标困难 or 未达标, or bears a yellow or red card: being a little behind the node alone is no
    matter for a meeting. A matter whose units all sit in a larger meeting is dealt with there: one meeting fewer.
    """
    lagging = [item for item in (*inspection.behind, *inspection.carded) if _is_lagging(item)]
    shared = [item for item in lagging if item.assessment.indicator.partner_units]
    order = {unit: place for place, unit in enumerate(inspection.result.catalogue.member_units)}
    groups: dict[frozenset[str], list[Inspected]] = {}
    for item in shared:
        groups.setdefault(units_of(item), []).append(item)
    merged = _merged(groups)
    meetings = [
        Meeting(tuple(sorted(units, key=lambda unit: (order.get(unit, len(order)), unit))), _reds_first(matters))
        for units, matters in merged.items()
    ]
    meetings.sort(key=lambda one: (-_reds(one.matters), -len(one.matters)))
    alone = tuple(item for item in lagging if not item.assessment.indicator.partner_units)
    return Agenda(inspection, tuple(meetings), _reds_first(alone))


def units_of(item: Inspected) -> frozenset[str]:
    """Every unit that the indicator needs."""
    indicator = item.assessment.indicator
    return frozenset({indicator.lead_unit, *indicator.partner_units})


def _is_lagging(item: Inspected) -> bool:
    return item.attainment.is_short or item.assessment.card in {Card.RED, Card.YELLOW}


def _merged(groups: dict[frozenset[str], list[Inspected]]) -> dict[frozenset[str], list[Inspected]]:
    """Each group that lies within a larger one joined to it; of several to the smallest, of those to the first."""
    merged: dict[frozenset[str], list[Inspected]] = {}
    # Stable: among sets of one size the order in which their matters come.
    for units in sorted(groups, key=len, reverse=True):
        wider = [one for one in merged if units < one]
        home = min(wider, key=len) if wider else units
        merged.setdefault(home, []).extend(groups[units])
    return merged


def _reds_first(items: Iterable[Inspected]) -> tuple[Inspected, ...]:
    """Red cards first; otherwise as they come, the largest gap first."""
    return tuple(sorted(items, key=lambda item: item.assessment.card is not Card.RED))


def _reds(items: Iterable[Inspected]) -> int:
    return sum(item.assessment.card is Card.RED for item in items)
