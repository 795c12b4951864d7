"""By when each kind of letter asks for what; the days stand in a table. Today is an argument.

Source: docs/documents.md, section 12.3.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.letter import LetterDates, Rung

from .deadlines import PLAN_DAYS, default_deadlines, working_days_after

if TYPE_CHECKING:
    from datetime import date

    from lianggang.model.catalogue import Returns
    from lianggang.model.working_days import WorkCalendar


class Asked(NamedTuple):
    """What a kind of letter asks for; days are calendar days after the issue."""

    plan_days: int | None = None
    """None: no plan is asked for."""
    answer_days: int | None = None
    answer_working_days: int | None = None
    """Without either, the answer is due when the returns of the quarter of issue are."""
    answer: bool = True
    """Whether anything is asked for at all."""


ASKED = {
    Rung.REMINDER: Asked(answer_working_days=3),
    Rung.NOTICE: Asked(answer_days=PLAN_DAYS),
    Rung.SUPERVISION: Asked(plan_days=PLAN_DAYS),
    Rung.SECOND: Asked(plan_days=7),
    Rung.INTERVIEW: Asked(),
    Rung.CIRCULAR: Asked(answer=False),
}


def letter_dates(rung: Rung, issued: date, returns: Returns, calendar: WorkCalendar) -> LetterDates:
    """For a letter of that kind issued that day."""
    default, asked = default_deadlines(issued, returns, calendar), ASKED[rung]
    answer = default.result if asked.answer else None
    if asked.answer_days is not None:
        answer = issued + timedelta(days=asked.answer_days)
    if asked.answer_working_days is not None:
        answer = working_days_after(issued, asked.answer_working_days, calendar).day
    plan = None if asked.plan_days is None else issued + timedelta(days=asked.plan_days)
    return LetterDates(issued, default.receipt, default.objection, plan, answer)


def unknown_years(dates: LetterDates, calendar: WorkCalendar) -> tuple[int, ...]:
    """The years whose holidays would have been needed for the days counted in working days, or falling on one."""
    named = [day.year for day in (dates.plan, dates.answer) if day is not None]
    years = {*dates.receipt.unknown, *dates.objection.unknown, *(year for year in named if year not in calendar.years)}
    return tuple(sorted(years))
