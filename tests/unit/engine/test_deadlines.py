from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lianggang.engine.deadlines import worked_on_or_after, working_days_after
from lianggang.load.holidays import load_calendar
from lianggang.model.working_days import PLAIN_WEEKS, WorkCalendar

CALENDAR = load_calendar(Path("no-such-table.csv"))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        # 2025: National Day 1 to 8 October; Sunday 28 September and Saturday 11 October are worked.
        ("2025-09-26", 1, "2025-09-28"),
        ("2025-09-30", 1, "2025-10-09"),
        ("2025-09-30", 3, "2025-10-11"),
        ("2025-10-24", 2, "2025-10-28"),
        ("2025-10-24", 0, "2025-10-24"),
        ("2025-12-31", 1, "2026-01-04"),  # 1 to 3 January off, Sunday 4 January worked
    ],
)
def test_holidays_and_weekends_worked_in_exchange(start: str, count: int, expected: str) -> None:
    assert working_days_after(day(start), count, CALENDAR) == (day(expected), ())


def test_where_a_year_is_not_known_monday_to_friday_count_and_the_year_is_named() -> None:
    # 2031-10-01 is a Wednesday.
    assert working_days_after(day("2031-09-30"), 5, CALENDAR) == (day("2031-10-07"), (2031,))
    assert working_days_after(day("2025-12-31"), 2, PLAIN_WEEKS) == (day("2026-01-02"), (2025, 2026))


def test_a_deadline_on_a_holiday_moves_to_the_next_working_day() -> None:
    assert worked_on_or_after(day("2025-10-03"), CALENDAR).day == day("2025-10-09")
    assert worked_on_or_after(day("2025-10-11"), CALENDAR).day == day("2025-10-11")
    assert worked_on_or_after(day("2025-10-12"), WorkCalendar({}, frozenset({2025}))) == (day("2025-10-13"), ())
