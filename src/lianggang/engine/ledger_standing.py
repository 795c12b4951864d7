"""What each item of the ledger waits for on a day, and which come first: overdue, then due soon; the date is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.ledger import LedgerState
from lianggang.model.ledger_standing import SOON_DAYS, Awaited, Due, LedgerStanding
from lianggang.model.letter import RECEIPT_WORKING_DAYS

from .deadlines import working_days_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lianggang.model.ledger import LedgerItem
    from lianggang.model.working_days import WorkCalendar

_NO_PLAN_YET = frozenset({LedgerState.ISSUED, LedgerState.RECEIVED, LedgerState.EXTENDED})
_ANSWERED = frozenset({LedgerState.TO_REVIEW, LedgerState.CLOSED})


def standings(
    items: Iterable[LedgerItem], today: date, calendar: WorkCalendar, soon: int = SOON_DAYS
) -> tuple[LedgerStanding, ...]:  # fmt: skip
    """Each item on that day, the most urgent first."""
    found = [ledger_standing(item, today, calendar) for item in items]
    return tuple(sorted(found, key=lambda one: _urgency(one, soon)))


def ledger_standing(item: LedgerItem, today: date, calendar: WorkCalendar) -> LedgerStanding:
    """One item on that day."""
    dues = tuple(sorted(_dues(item, today, calendar), key=lambda due: -due.days_late))
    late = 0
    if item.state in _ANSWERED and item.answered is not None and item.due is not None:
        late = max((item.answered - item.due).days, 0)
    return LedgerStanding(item, dues, late)


def unknown_years(items: Iterable[LedgerItem], calendar: WorkCalendar) -> tuple[int, ...]:
    """The years whose holidays would have been needed for what waits for its receipt."""
    years: set[int] = set()
    for item in items:
        if item.state is LedgerState.ISSUED and item.issued is not None and item.kind.asks_for_answer:
            years.update(working_days_after(item.issued, RECEIPT_WORKING_DAYS, calendar).unknown)
    return tuple(sorted(years))


def _dues(item: LedgerItem, today: date, calendar: WorkCalendar) -> Iterator[Due]:
    if item.state.is_ended or item.state in {LedgerState.DRAFT, LedgerState.TO_REVIEW}:
        return
    if item.state is LedgerState.ISSUED and item.issued is not None and item.kind.asks_for_answer:
        by = working_days_after(item.issued, RECEIPT_WORKING_DAYS, calendar).day
        yield Due(Awaited.RECEIPT, by, (today - by).days)
    if item.plan_due is not None and item.plan_filed is None and item.state in _NO_PLAN_YET:
        yield Due(Awaited.PLAN, item.plan_due, (today - item.plan_due).days)
    if item.due is not None:
        yield Due(Awaited.RESULT, item.due, (today - item.due).days)


def _urgency(one: LedgerStanding, soon: int) -> tuple[int, int, str]:
    """Overdue, due soon, under way, waiting for the office itself, drafts, ended."""
    if one.is_overdue:
        return 0, -one.days_overdue, one.item.number
    if one.dues:
        return (1 if one.is_due_soon(soon) else 2), -one.dues[0].days_late, one.item.number
    order = {LedgerState.TO_REVIEW: 3, LedgerState.DRAFT: 4}
    return order.get(one.item.state, 5), 0, one.item.number
