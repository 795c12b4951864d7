"""By when letters ask for what; holidays of 2025: 1 to 8 October off, Saturday 11 October worked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from doubles import make_catalogue
from lianggang.engine.letter_dates import letter_dates, unknown_years
from lianggang.load.holidays import load_calendar
from lianggang.model.ledger import LetterKind
from lianggang.model.letter import Rung
from lianggang.model.working_days import PLAIN_WEEKS

CALENDAR = load_calendar(Path("no-such-table.csv"))
CATALOGUE = make_catalogue()


@pytest.mark.parametrize(
    ("rung", "plan", "answer"),
    [
        (Rung.REMINDER, None, date(2025, 10, 11)),
        (Rung.NOTICE, None, date(2025, 10, 15)),
        (Rung.SUPERVISION, date(2025, 10, 15), date(2026, 1, 10)),
        (Rung.SECOND, date(2025, 10, 7), date(2025, 10, 30)),
        (Rung.INTERVIEW, None, date(2026, 1, 10)),
    ],
)
def test_each_kind(rung: Rung, plan: date | None, answer: date) -> None:
    # 30 September: the returns of the third quarter are due on 10 October, before the usual plan.
    found = letter_dates(rung, date(2025, 9, 30), CATALOGUE, CALENDAR)
    assert (found.plan, found.answer) == (plan, answer)
    assert (found.receipt.day, found.objection.day) == (date(2025, 10, 10), date(2025, 10, 14))


def test_a_result_is_never_due_before_the_plan() -> None:
    found = letter_dates(Rung.SUPERVISION, date(2025, 12, 28), CATALOGUE, CALENDAR)
    assert (found.plan, found.answer) == (date(2026, 1, 12), date(2026, 4, 10))


def test_years_whose_holidays_nobody_knows() -> None:
    found = letter_dates(Rung.SUPERVISION, date(2025, 10, 20), CATALOGUE, PLAIN_WEEKS)
    assert unknown_years(found, PLAIN_WEEKS) == (2025, 2026)
    assert unknown_years(letter_dates(Rung.SUPERVISION, date(2025, 10, 20), CATALOGUE, CALENDAR), CALENDAR) == ()


def test_the_days_are_the_catalogues() -> None:
    letters = CATALOGUE.letters.model_copy(update={"receipt": 3, "objection": 4, "plan": 30, "notice": 10})
    own = CATALOGUE.model_copy(update={"letters": letters})
    found = letter_dates(Rung.SUPERVISION, date(2025, 11, 3), own, CALENDAR)
    assert (found.receipt.day, found.objection.day) == (date(2025, 11, 6), date(2025, 11, 7))
    assert (found.receipt_days, found.objection_days) == (3, 4)
    assert (found.plan, found.answer) == (date(2025, 12, 3), date(2026, 1, 10))
    assert letter_dates(Rung.NOTICE, date(2025, 11, 3), own, CALENDAR).answer == date(2025, 11, 13)


def test_a_deadline_on_a_day_off_moves_only_where_the_catalogue_says_so() -> None:
    # 8 November 2025 and 10 January 2026 are Saturdays.
    kept = letter_dates(Rung.SUPERVISION, date(2025, 10, 24), CATALOGUE, CALENDAR)
    assert (kept.plan, kept.answer) == (date(2025, 11, 8), date(2026, 1, 10))
    letters = CATALOGUE.letters.model_copy(update={"on_day_off": "next_working_day"})
    moved = letter_dates(
        Rung.SUPERVISION, date(2025, 10, 24), CATALOGUE.model_copy(update={"letters": letters}), CALENDAR
    )
    assert (moved.plan, moved.answer) == (date(2025, 11, 10), date(2026, 1, 12))


def test_every_kind_that_the_ledger_follows_has_its_letter() -> None:
    assert [Rung.of(kind).kind for kind in LetterKind] == [*LetterKind]
