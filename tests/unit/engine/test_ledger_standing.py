"""What is owed on a day, how late it is, and which items come first."""

from __future__ import annotations

from dataclasses import replace

from ledger_doubles import answered, closed, draft, issued, on, planned, received, returned, under_way
from lianggang.engine import ledger_rules as rules
from lianggang.engine.ledger_standing import ReceiptTime, ledger_standing, standings, unknown_years
from lianggang.model.ledger_standing import Awaited
from lianggang.model.working_days import PLAIN_WEEKS, WorkCalendar

RECEIPT = ReceiptTime(2, WorkCalendar({}, frozenset({2025, 2026})))
UNKNOWN = ReceiptTime(2, PLAIN_WEEKS)


def owed(item, today: str) -> list[tuple[Awaited, int]]:
    return [(due.awaited, due.days_late) for due in ledger_standing(item, on(today), RECEIPT).dues]


def test_the_receipt_within_two_working_days() -> None:
    # 25 July 2025 is a Friday.
    assert owed(issued(), "2025-07-29") == [(Awaited.RECEIPT, 0), (Awaited.PLAN, -11), (Awaited.RESULT, -73)]
    assert owed(issued(), "2025-07-30")[0] == (Awaited.RECEIPT, 1)
    assert owed(received(), "2025-07-30") == [(Awaited.PLAN, -10), (Awaited.RESULT, -72)]


def test_on_the_last_day_nothing_is_late_on_the_next_it_is() -> None:
    assert not ledger_standing(under_way(), on("2025-10-10"), RECEIPT).is_overdue
    late = ledger_standing(under_way(), on("2025-10-11"), RECEIPT)
    assert (late.is_overdue, late.days_overdue) == (True, 1)


def test_an_extension_moves_the_result() -> None:
    item = rules.extend(under_way(), on("2025-10-10"), on("2025-11-10"), "孙示例")
    assert owed(item, "2025-11-05") == [(Awaited.RESULT, -5)]


def test_an_extension_of_the_plan_moves_the_plan_only() -> None:
    item = rules.extend(received(), on("2025-08-09"), on("2025-08-20"), "孙示例", what=Awaited.PLAN)
    assert owed(item, "2025-08-15") == [(Awaited.PLAN, -5), (Awaited.RESULT, -56)]
    assert owed(item, "2025-08-21")[0] == (Awaited.PLAN, 1)


def test_an_answer_ends_the_wait_and_a_return_begins_it_anew() -> None:
    assert owed(answered(), "2025-12-01") == []
    assert owed(returned(), "2025-12-01") == [(Awaited.RESULT, 52)]
    late = rules.answer(under_way(), on("2025-10-15"), "")
    assert ledger_standing(late, on("2025-12-01"), RECEIPT).days_overdue == 5
    assert ledger_standing(closed(), on("2026-12-01"), RECEIPT).days_overdue == 0


def test_due_soon() -> None:
    one = ledger_standing(under_way(), on("2025-10-07"), RECEIPT)
    assert (one.is_due_soon(3), one.is_due_soon(2)) == (True, False)
    assert not ledger_standing(under_way(), on("2025-10-11"), RECEIPT).is_due_soon(3)


def test_overdue_first_then_soon_then_the_rest() -> None:
    items = [
        replace(closed(), number="D2025-001"),
        replace(draft(), number="D2025-002"),
        replace(answered(), number="D2025-003"),
        replace(planned(), number="D2025-004", result_due=on("2025-12-01")),
        replace(planned(), number="D2025-005", result_due=on("2025-10-12")),
        replace(planned(), number="D2025-006", result_due=on("2025-10-01")),
        replace(planned(), number="D2025-007", result_due=on("2025-09-01")),
    ]
    order = [one.item.number[-1] for one in standings(items, on("2025-10-10"), RECEIPT)]
    assert order == ["7", "6", "5", "4", "3", "2", "1"]


def test_years_without_known_holidays_are_named_only_where_they_matter() -> None:
    assert unknown_years([issued()], UNKNOWN) == (2025,)
    assert unknown_years([received(), draft()], UNKNOWN) == ()
    assert unknown_years([issued()], RECEIPT) == ()
