"""By when each kind of letter asks for what; the days stand in the catalogue. Today is an argument.

Source: docs/documents.md, section 12.3.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.letter import LetterDates, Rung
from lianggang.model.quarter import Quarter

from .deadlines import worked_on_or_after, working_days_after

if TYPE_CHECKING:
    from datetime import date

    from lianggang.model.catalogue import Catalogue, LetterDays, Returns
    from lianggang.model.working_days import WorkCalendar


class _Asked(NamedTuple):
    """What a kind of letter asks for; days are calendar days after the issue."""

    plan_days: int | None = None
    """None: no plan is asked for."""
    answer_days: int | None = None
    answer_working_days: int | None = None
    """Without either, the answer is due when the returns of the quarter of issue are."""
    answer: bool = True
    """Whether anything is asked for at all."""


def letter_dates(rung: Rung, issued: date, catalogue: Catalogue, calendar: WorkCalendar) -> LetterDates:
    """For a letter of that kind issued that day; a deadline on a day off moves where the catalogue says so."""
    days = catalogue.letters
    asked = _asked(rung, days)
    plan = None if asked.plan_days is None else issued + timedelta(days=asked.plan_days)
    if not asked.answer:
        answer = None
    elif asked.answer_working_days is not None:
        answer = working_days_after(issued, asked.answer_working_days, calendar).day
    elif asked.answer_days is not None:
        answer = issued + timedelta(days=asked.answer_days)
    else:
        answer = _next_returns(issued, days, catalogue.returns)
    if days.on_day_off == "next_working_day":
        plan = None if plan is None else worked_on_or_after(plan, calendar).day
        answer = None if answer is None else worked_on_or_after(answer, calendar).day
    receipt, objection = (working_days_after(issued, count, calendar) for count in (days.receipt, days.objection))
    return LetterDates(issued, receipt, objection, plan, answer, days.receipt, days.objection)


def unknown_years(dates: LetterDates, calendar: WorkCalendar) -> tuple[int, ...]:
    """The years whose holidays would have been needed for the days counted in working days, or falling on one."""
    named = [day.year for day in (dates.plan, dates.answer) if day is not None]
    years = {*dates.receipt.unknown, *dates.objection.unknown, *(year for year in named if year not in calendar.years)}
    return tuple(sorted(years))


def _asked(rung: Rung, days: LetterDays) -> _Asked:
    return {
        Rung.REMINDER: _Asked(answer_working_days=days.reminder),
        Rung.NOTICE: _Asked(answer_days=days.notice),
        Rung.SUPERVISION: _Asked(plan_days=days.plan),
        Rung.SECOND: _Asked(plan_days=days.second_plan, answer_days=days.second_result),
        Rung.INTERVIEW: _Asked(),
        Rung.CIRCULAR: _Asked(answer=False),
    }[rung]


def _next_returns(issued: date, days: LetterDays, returns: Returns) -> date:
    """The day on which the returns of the quarter of issue are due: then the result can be seen in the figures.

    Of the next quarter where that would leave no time after the usual plan.
    """
    quarter = Quarter.of(issued)
    due = returns.due_on(quarter)
    return due if due > issued + timedelta(days=days.plan) else returns.due_on(quarter + 1)
