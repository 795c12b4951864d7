from __future__ import annotations

from datetime import date

from lianggang.engine.supervision import supervision_of
from lianggang.model.ledger import LedgerItem, LedgerState, LetterKind
from lianggang.model.ledger_standing import Awaited, Due, LedgerStanding
from lianggang.model.quarter import Quarter
from lianggang.model.supervision import LettersSent, OverdueMatter

TODAY = date(2025, 10, 20)
NOTICE, SUPERVISION, SECOND = LetterKind.NOTICE, LetterKind.SUPERVISION, LetterKind.SECOND


def standing(
    state: LedgerState,
    issued: date | None,
    *dues: Due,
    closed: date | None = None,
    kind: LetterKind = SUPERVISION,
) -> LedgerStanding:
    item = LedgerItem(
        "D2025-001", "", kind, "", "C-EDU-02", "普惠性幼儿园覆盖率", "区教育局", "",
        issued=issued, closed=closed, state=state,
    )  # fmt: skip
    return LedgerStanding(item, dues, 0)


def due(day: date) -> Due:
    return Due(Awaited.RESULT, day, (TODAY - day).days)


def test_items_are_counted_by_what_became_of_them() -> None:
    found = supervision_of(
        [
            standing(LedgerState.DRAFT, None),
            standing(LedgerState.WITHDRAWN, None),
            standing(LedgerState.CLOSED, date(2025, 5, 6), closed=date(2025, 7, 1)),
            standing(LedgerState.CLOSED, date(2025, 4, 6), closed=date(2025, 6, 30)),
            standing(LedgerState.UNDER_WAY, date(2025, 6, 30), due(date(2026, 1, 1)), kind=NOTICE),
            standing(LedgerState.ISSUED, date(2025, 10, 21), due(date(2025, 12, 31))),
            standing(LedgerState.ISSUED, date(2025, 10, 20), due(date(2025, 12, 31)), kind=SECOND),
            standing(LedgerState.UNDER_WAY, date(2025, 7, 1), due(date(2025, 10, 17))),
            standing(LedgerState.PLANNED, date(2025, 7, 2), due(date(2025, 10, 1))),
            standing(LedgerState.CLOSED, date(2025, 7, 3), closed=date(2025, 9, 1), kind=NOTICE),
            standing(LedgerState.RAISED, date(2025, 7, 4)),
            standing(LedgerState.WITHDRAWN, date(2025, 7, 5)),
        ],
        Quarter(2025, 3),
        TODAY,
    )
    assert (found.since, found.on) == (date(2025, 7, 1), TODAY)
    kinds = ((NOTICE, 1), (SUPERVISION, 4), (SECOND, 1))
    assert found.sent == LettersSent(kinds, under_way=3, closed=1, raised=1, withdrawn=1)
    assert found.sent.total == sum(times for _, times in kinds)
    assert (found.earlier_under_way, found.earlier_closed) == (1, 1)
    assert found.under_way == ((NOTICE, 1), (SUPERVISION, 2), (SECOND, 1))
    assert found.due == 1
    assert found.overdue == tuple(OverdueMatter("区教育局", "普惠性幼儿园覆盖率", days) for days in (19, 3))


def test_an_empty_ledger_has_nothing_to_tell() -> None:
    found = supervision_of([], Quarter(2025, 3), TODAY)
    assert (found.sent, found.earlier_under_way, found.under_way, found.overdue) == (LettersSent(), 0, (), ())
