"""By when letters ask for what; holidays of 2025: 1 to 8 October off, Saturday 11 October worked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from doubles import make_catalogue
from lianggang.engine.letter_dates import letter_dates, unknown_years
from lianggang.load.holidays import load_calendar
from lianggang.model.letter import Rung
from lianggang.model.working_days import PLAIN_WEEKS

CALENDAR = load_calendar(Path("no-such-table.csv"))
RETURNS = make_catalogue().returns


@pytest.mark.parametrize(
    ("rung", "plan", "answer"),
    [
        (Rung.REMINDER, None, date(2025, 10, 11)),
        (Rung.NOTICE, None, date(2025, 10, 15)),
        (Rung.SUPERVISION, date(2025, 10, 15), date(2026, 1, 10)),
        (Rung.SECOND, date(2025, 10, 7), date(2026, 1, 10)),
        (Rung.INTERVIEW, None, date(2026, 1, 10)),
    ],
)
def test_each_kind(rung: Rung, plan: date | None, answer: date) -> None:
    # 30 September: the returns of the third quarter are due on 10 October, before the usual plan.
    found = letter_dates(rung, date(2025, 9, 30), RETURNS, CALENDAR)
    assert (found.plan, found.answer) == (plan, answer)
    assert (found.receipt.day, found.objection.day) == (date(2025, 10, 10), date(2025, 10, 14))


def test_a_result_is_never_due_before_the_plan() -> None:
    found = letter_dates(Rung.SUPERVISION, date(2025, 12, 28), RETURNS, CALENDAR)
    assert (found.plan, found.answer) == (date(2026, 1, 12), date(2026, 4, 10))


def test_years_whose_holidays_nobody_knows() -> None:
    found = letter_dates(Rung.SUPERVISION, date(2025, 10, 20), RETURNS, PLAIN_WEEKS)
    assert unknown_years(found, PLAIN_WEEKS) == (2025, 2026)
    assert unknown_years(letter_dates(Rung.SUPERVISION, date(2025, 10, 20), RETURNS, CALENDAR), CALENDAR) == ()
