"""What each item of the ledger waits for on a day, and which come first: overdue, then due soon; the date is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.ledger import LedgerState
from lianggang.model.ledger_standing import SOON_DAYS, Awaited, Due, LedgerStanding

from .deadlines import working_days_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lianggang.model.ledger import LedgerItem
    from lianggang.model.working_days import WorkCalendar, WorkingDay

_ANSWERED = frozenset({LedgerState.TO_REVIEW, LedgerState.CLOSED})


class ReceiptTime(NamedTuple):
    """How long a unit has to send back the receipt slip."""

    days: int
    """Working days after the issue."""
    calendar: WorkCalendar

    def ends(self, issued: date) -> WorkingDay:
        """The last day for a letter issued that day."""
        return working_days_after(issued, self.days, self.calendar)


def standings(
    items: Iterable[LedgerItem], today: date, receipt: ReceiptTime, soon: int = SOON_DAYS
) -> tuple[LedgerStanding, ...]:
    """Each item on that day, the most urgent first."""
    found = [ledger_standing(item, today, receipt) for item in items]
    return tuple(sorted(found, key=lambda one: _urgency(one, soon)))


def ledger_standing(item: LedgerItem, today: date, receipt: ReceiptTime) -> LedgerStanding:
    """One item on that day."""
    dues = tuple(sorted(_dues(item, today, receipt), key=lambda due: -due.days_late))
    late = 0
    if item.state in _ANSWERED and item.answered is not None and item.due is not None:
        late = max((item.answered - item.due).days, 0)
    return LedgerStanding(item, dues, late)


def unknown_years(items: Iterable[LedgerItem], receipt: ReceiptTime) -> tuple[int, ...]:
    """The years whose holidays would have been needed for what waits for its receipt."""
    years: set[int] = set()
    for item in items:
        if item.state is LedgerState.ISSUED and item.issued is not None and item.kind.asks_for_answer:
            years.update(receipt.ends(item.issued).unknown)
    return tuple(sorted(years))


def _dues(item: LedgerItem, today: date, receipt: ReceiptTime) -> Iterator[Due]:
    if item.state.is_ended or item.state in {LedgerState.DRAFT, LedgerState.TO_REVIEW}:
        return
    if item.state is LedgerState.ISSUED and item.issued is not None and item.kind.asks_for_answer:
        by = receipt.ends(item.issued).day
        yield Due(Awaited.RECEIPT, by, (today - by).days)
    if item.owes_plan and item.plan_due is not None:
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
