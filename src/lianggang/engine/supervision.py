"""What the ledger has to tell a bulletin; which letters are to be sent stands in ``ladder``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lianggang.model.ledger import LedgerState
from lianggang.model.supervision import OverdueMatter, Supervision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianggang.model.ledger_standing import LedgerStanding
    from lianggang.model.quarter import Quarter


def supervision_of(standings: Iterable[LedgerStanding], quarter: Quarter, today: date) -> Supervision:
    """The items of the ledger as they stand ``today``: drafts are none yet.

    Sent and closed count from the quarter's first day to ``today``, since a quarter's letters go out after its end.
    """
    sent = [one for one in standings if one.item.state is not LedgerState.DRAFT]
    under_way = [one for one in sent if not one.item.state.is_ended]
    overdue = [one for one in under_way if one.is_overdue]
    first, soon = (quarter + -1).last_day + timedelta(days=1), (quarter + 1).last_day
    return Supervision(
        issued=sum(one.item.issued is not None and first <= one.item.issued <= today for one in sent),
        under_way=len(under_way),
        due=sum(not one.is_overdue and any(due.by <= soon for due in one.dues) for one in under_way),
        closed=sum(one.item.closed is not None and first <= one.item.closed <= today for one in sent),
        overdue=tuple(
            OverdueMatter(one.item.unit, one.item.name, one.days_overdue)
            for one in sorted(overdue, key=lambda one: -one.days_overdue)
        ),
    )
