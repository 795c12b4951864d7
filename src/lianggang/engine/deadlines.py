"""Deadlines: so many working days after a date, and what a letter asks for by default. The date is an argument.

Source: docs/ledger.md, “工作日” and “期限”.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.quarter import Quarter
from lianggang.model.working_days import WorkingDay

if TYPE_CHECKING:
    from lianggang.model.catalogue import Returns
    from lianggang.model.working_days import WorkCalendar

RECEIPT_WORKING_DAYS = 2
OBJECTION_WORKING_DAYS = 5
PLAN_DAYS = 15
"""Calendar days."""
_DAY = timedelta(days=1)


class Deadlines(NamedTuple):
    """What a letter asks for, and by when, unless the person says otherwise."""

    receipt: WorkingDay
    objection: WorkingDay
    plan: date
    result: date
    """The day on which the returns of the quarter of issue are due: then the result can be seen in the figures."""


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


def default_deadlines(issued: date, returns: Returns, calendar: WorkCalendar) -> Deadlines:
    """For a letter issued that day."""
    return Deadlines(
        working_days_after(issued, RECEIPT_WORKING_DAYS, calendar),
        working_days_after(issued, OBJECTION_WORKING_DAYS, calendar),
        issued + timedelta(days=PLAN_DAYS),
        returns.due_on(Quarter(issued.year, (issued.month + 2) // 3)),
    )


def _unknown(first: date, last: date, calendar: WorkCalendar) -> tuple[int, ...]:
    return tuple(year for year in range(first.year, last.year + 1) if year not in calendar.years)
