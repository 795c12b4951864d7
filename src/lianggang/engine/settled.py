"""Which cards are no new matter: a letter about the figure was closed or withdrawn, and nothing newer has come since.

Source: docs/documents.md, section 12.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.ledger import LedgerState

from .plan_course import latest_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianggang.model.assessment import Assessment
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.letter import ToldFigure

_ENDED = frozenset({LedgerState.CLOSED, LedgerState.WITHDRAWN})


def ended_letter(one: Assessment, ledger: Iterable[LedgerItem]) -> LedgerItem | None:
    """The last letter about the indicator to its lead unit, where that one was closed or withdrawn."""
    matter = (one.indicator.code, one.indicator.lead_unit)
    own = [item for item in ledger if (item.indicator, item.unit) == matter and item.state is not LedgerState.RAISED]
    last = max(own, key=lambda item: item.number, default=None)
    return last if last is not None and last.state in _ENDED else None


def is_settled(one: Assessment, item: LedgerItem, told: ToldFigure | None) -> bool:
    """Whether the figure is the one that a letter was ended on: neither later nor corrected.

    told: what the letter's own words say of it; None where they name no figure. Then a figure is newer that speaks of
    days after the ending.
    """
    if one.data_period is None:
        return True
    if told is not None:
        return one.data_period < told.period or told.is_latest
    day = item.ended_on or item.issued
    return day is not None and latest_day(one.indicator, one.data_period) <= day
