from __future__ import annotations

from datetime import date

from lianggang.engine.supervision import supervision_of
from lianggang.model.ledger import LedgerItem, LedgerState, LetterKind
from lianggang.model.ledger_standing import Awaited, Due, LedgerStanding
from lianggang.model.quarter import Quarter
from lianggang.model.supervision import OverdueMatter, Supervision

TODAY = date(2025, 10, 20)


def standing(state: LedgerState, issued: date | None, *dues: Due, closed: date | None = None) -> LedgerStanding:
    item = LedgerItem(
        "D2025-001", "", LetterKind.SUPERVISION, "", "C-EDU-02", "普惠性幼儿园覆盖率", "区教育局", "",
        issued=issued, closed=closed, state=state,
    )  # fmt: skip
    return LedgerStanding(item, dues, 0)


def due(day: date) -> Due:
    return Due(Awaited.RESULT, day, (TODAY - day).days)


def test_items_are_counted_by_what_became_of_them() -> None:
    found = supervision_of(
        [
            standing(LedgerState.DRAFT, None),
            standing(LedgerState.CLOSED, date(2025, 5, 6), closed=date(2025, 7, 1)),
            standing(LedgerState.CLOSED, date(2025, 4, 6), closed=date(2025, 6, 30)),
            standing(LedgerState.ISSUED, date(2025, 10, 20), due(date(2025, 12, 31))),
            standing(LedgerState.UNDER_WAY, date(2025, 6, 30), due(date(2026, 1, 1))),
            standing(LedgerState.UNDER_WAY, date(2025, 7, 1), due(date(2025, 10, 17))),
            standing(LedgerState.PLANNED, date(2025, 7, 2), due(date(2025, 10, 1))),
        ],
        Quarter(2025, 3),
        TODAY,
    )
    late = [OverdueMatter("区教育局", "普惠性幼儿园覆盖率", days) for days in (19, 3)]
    assert found == Supervision(issued=3, under_way=4, due=1, closed=1, overdue=tuple(late))


def test_an_empty_ledger_has_nothing_to_tell() -> None:
    assert supervision_of([], Quarter(2025, 3), TODAY) == Supervision(0, 0, 0, 0)
