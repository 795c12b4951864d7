"""Days reckoned in working days: so many after a date, or the next one on or after it. The date is an argument.

Source: docs/ledger.md, “工作日”.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from lianggang.model.working_days import WorkingDay

if TYPE_CHECKING:
    from lianggang.model.working_days import WorkCalendar

_DAY = timedelta(days=1)


def working_days_after(start: date, count: int, calendar: WorkCalendar) -> WorkingDay:
    """The ``count``-th working day after ``start``, which is not counted itself; ``start`` for a count of 0."""
    day, left = start, count
    while left > 0:
        day += _DAY
        left -= calendar.is_worked(day)
    return WorkingDay(day, _unknown(start, day, calendar))


def worked_on_or_after(day: date, calendar: WorkCalendar) -> WorkingDay:
    """The day itself if it is worked, else the next working day: where a deadline that falls on a holiday moves to."""
    moved = day
    while not calendar.is_worked(moved):
        moved += _DAY
    return WorkingDay(moved, _unknown(day, moved, calendar))


def _unknown(first: date, last: date, calendar: WorkCalendar) -> tuple[int, ...]:
    return tuple(year for year in range(first.year, last.year + 1) if year not in calendar.years)
