"""What the ledger has to tell a bulletin; which letters are to be sent stands in ``ladder``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lianggang.model.ledger import LedgerState, LetterKind
from lianggang.model.supervision import LettersSent, OverdueMatter, Supervision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lianggang.model.ledger import LedgerItem
    from lianggang.model.ledger_standing import LedgerStanding
    from lianggang.model.quarter import Quarter
    from lianggang.model.supervision import Kinds


def supervision_of(standings: Iterable[LedgerStanding], quarter: Quarter, today: date) -> Supervision:
    """The items of the ledger as they stand ``today``: drafts, and what is sent later, are none yet.

    Every item sent since the quarter's first day is under way, closed, raised or withdrawn.
    """
    sent = [one for one in standings if one.item.issued is not None and one.item.issued <= today]
    sent = [one for one in sent if one.item.state is not LedgerState.DRAFT]
    first, soon = (quarter + -1).last_day + timedelta(days=1), (quarter + 1).last_day
    under_way = [one for one in sent if not one.item.state.is_ended]
    earlier = [one.item for one in sent if one.item.issued is not None and one.item.issued < first]
    overdue = [one for one in under_way if one.is_overdue]
    return Supervision(
        since=first,
        on=today,
        sent=_sent([one.item for one in sent if one.item not in earlier]),
        earlier_under_way=sum(not one.state.is_ended for one in earlier),
        earlier_closed=sum(one.closed is not None and first <= one.closed <= today for one in earlier),
        under_way=_kinds([one.item for one in under_way]),
        due=sum(not one.is_overdue and any(due.by <= soon for due in one.dues) for one in under_way),
        overdue=tuple(
            OverdueMatter(one.item.unit, one.item.name, one.days_overdue)
            for one in sorted(overdue, key=lambda one: -one.days_overdue)
        ),
    )


def _sent(items: Sequence[LedgerItem]) -> LettersSent:
    states = [one.state for one in items]
    return LettersSent(
        kinds=_kinds(items),
        under_way=sum(not state.is_ended for state in states),
        closed=states.count(LedgerState.CLOSED),
        raised=states.count(LedgerState.RAISED),
        withdrawn=states.count(LedgerState.WITHDRAWN),
    )


def _kinds(items: Sequence[LedgerItem]) -> Kinds:
    kinds = [one.kind for one in items]
    return tuple((kind, kinds.count(kind)) for kind in LetterKind if kind in kinds)
