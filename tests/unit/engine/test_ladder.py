"""Which letters are due: every row of the ladder, runs of cards, and what an open letter holds back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessment_doubles import make_assessment, make_step
from doubles import make_catalogue, make_indicator
from ledger_doubles import answered, closed, draft, issued, planned, received, returned
from lianggang.engine.ladder import LADDER, due_letters, letter_case
from lianggang.engine.ledger_standing import ReceiptTime, standings
from lianggang.model.assessment import Assessment
from lianggang.model.card_history import CardStep
from lianggang.model.card_rules import Card
from lianggang.model.ledger import LedgerItem, LetterKind
from lianggang.model.letter import Failing, Ladder, Rung
from lianggang.model.working_days import PLAIN_WEEKS

CARDS = {"红": Card.RED, "黄": Card.YELLOW, "绿": Card.GREEN, "无": None}
TODAY = date(2025, 10, 20)
DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "documents.md"


def steps(cards: str) -> tuple[CardStep, ...]:
    """A step a quarter, the last in 2025Q3: ``黄红红``."""
    quarters = [f"{2022 + place // 4}Q{place % 4 + 1}" for place in range(15)]
    return tuple(make_step(quarter, CARDS[card]) for quarter, card in zip(quarters[-len(cards) :], cards, strict=True))


def carded(cards: str, **changes: Any) -> Assessment:
    return make_assessment(card=CARDS[cards[-1]], steps=steps(cards), **changes)


def ladder(one: Assessment, *items: LedgerItem) -> Ladder:
    return due_letters(make_catalogue(), [one], standings(items, TODAY, ReceiptTime(2, PLAIN_WEEKS)))


def rung(one: Assessment, *items: LedgerItem) -> Rung | None:
    found = ladder(one, *items)
    return found.letters[0].rung if found.letters else None


@pytest.mark.parametrize(
    ("cards", "expected"),
    [
        ("黄", Rung.NOTICE),
        ("红绿黄", Rung.NOTICE),
        ("绿红", Rung.SUPERVISION),
        ("黄黄", Rung.SUPERVISION),
        ("红黄", Rung.SUPERVISION),
        ("黄红", Rung.SUPERVISION),
        ("红红", Rung.SUPERVISION),
        ("红红红", Rung.INTERVIEW),
        ("黄红红", Rung.SUPERVISION),
        ("红红黄红", Rung.SUPERVISION),
        ("红无红无红", Rung.INTERVIEW),  # what was not judged neither counts nor ends a run
        ("红红红黄", Rung.SUPERVISION),
        ("黄绿", None),
        ("红无", None),
    ],
)
def test_cards_alone(cards: str, expected: Rung | None) -> None:
    assert rung(carded(cards)) is expected


def test_how_long_a_card_has_been_out() -> None:
    assert letter_case(carded("绿黄红红"), ())[2:4] == (2, 3)
    assert letter_case(make_assessment(steps=()), ())[2:4] == (1, 1)


class TestOpenLetters:
    def test_one_that_was_not_answered_in_time(self) -> None:
        (letter,) = ladder(carded("红"), received()).letters
        assert (letter.rung, letter.cases[0].failing) == (Rung.SECOND, (Failing.PLAN, Failing.RESULT))
        assert letter.cases[0].earlier == received()

    @pytest.mark.parametrize(
        ("item", "failing"),
        [
            (received(result_due=date(2026, 1, 10)), (Failing.PLAN,)),
            (planned(), (Failing.RESULT,)),
            (returned(), (Failing.REVIEW, Failing.RESULT)),
            (replace(returned(), result_due=None), (Failing.REVIEW,)),
        ],
    )
    def test_in_what_it_fails(self, item: LedgerItem, failing: tuple[Failing, ...]) -> None:
        assert ladder(carded("黄"), item).letters[0].cases[0].failing == failing

    @pytest.mark.parametrize("due", [TODAY, date(2026, 1, 10)])
    @pytest.mark.parametrize("times", [1, 2])
    def test_a_matter_sent_back_has_until_the_day_that_its_notice_names(self, due: date, times: int) -> None:
        for item in (replace(returned(), result_due=due), replace(returned(), extended_to=due)):
            found = ladder(carded("红红红"), replace(item, times_returned=times))
            assert found.letters == ()
            assert [(one.item.number, one.failing) for one in found.left_out] == [("D2025-001", ())]

    def test_a_slip_that_has_not_come_back_is_no_failing(self) -> None:
        late = date(2026, 1, 10)
        found = ladder(carded("红"), issued(plan_due=late, result_due=late))
        assert found.letters == ()
        assert [(one.item.number, one.failing) for one in found.left_out] == [("D2025-001", ())]

    def test_within_its_time_it_holds_back_every_other(self) -> None:
        late = date(2026, 1, 10)
        assert rung(carded("红红红"), received(plan_due=late, result_due=late)) is None
        assert rung(carded("红红红"), answered()) is None

    def test_after_a_second_one_the_interview(self) -> None:
        assert rung(carded("黄"), received(kind=LetterKind.SECOND)) is Rung.INTERVIEW
        assert rung(carded("红红红"), received(kind=LetterKind.SECOND)) is Rung.INTERVIEW

    def test_after_an_interview_that_failed_the_circular(self) -> None:
        (letter,) = ladder(carded("黄"), received(kind=LetterKind.INTERVIEW, plan_due=None)).letters
        assert (letter.rung, letter.cases[0].failing) == (Rung.CIRCULAR, (Failing.RESULT,))
        assert rung(carded("红红红"), received(kind=LetterKind.INTERVIEW)) is Rung.CIRCULAR
        late = date(2026, 1, 10)
        assert rung(carded("红红红"), received(kind=LetterKind.INTERVIEW, plan_due=None, result_due=late)) is None
        assert rung(carded("黄绿"), received(kind=LetterKind.INTERVIEW)) is None

    def test_nothing_above_the_circular_which_asks_for_nothing(self) -> None:
        found = ladder(carded("红红红"), issued(kind=LetterKind.CIRCULAR, plan_due=None, result_due=None))
        assert (found.letters, found.left_out[0].failing) == ((), ())

    def test_a_notice_that_failed_is_raised_only_where_the_cards_ask_for_more(self) -> None:
        notice = received(kind=LetterKind.NOTICE, plan_due=None, result_due=date(2025, 8, 9))
        assert rung(carded("绿黄"), notice) is None
        assert rung(carded("黄黄"), notice) is Rung.SUPERVISION

    @pytest.mark.parametrize("item", [draft(), closed(), received(unit="区卫健局"), received(indicator="C-EDU-03")])
    def test_drafts_ended_ones_and_other_matters_do_not_count(self, item: LedgerItem) -> None:
        found = ladder(carded("绿红"), item)
        assert (found.letters[0].rung, found.letters[0].cases[0].earlier, found.left_out) == (
            Rung.SUPERVISION,
            None,
            (),
        )


@pytest.mark.parametrize("cards", ["黄绿", "红无"])
def test_what_is_overdue_without_a_card_is_named_and_not_raised(cards: str) -> None:
    found = ladder(carded(cards), received())
    assert (found.letters, found.left_out) == ((), ())
    assert [(one.item, one.failing) for one in found.unlit] == [(received(), (Failing.PLAN, Failing.RESULT))]
    assert ladder(carded("绿红"), received()).unlit == ()
    late = date(2026, 1, 10)
    for item in (received(plan_due=late, result_due=late), answered(), closed(), draft()):
        assert ladder(carded(cards), item).unlit == ()
    assert ladder(carded(cards, area="河口镇"), received()).unlit == ()


def test_a_card_on_a_figure_that_has_been_dealt_with_is_no_new_matter() -> None:
    shut = closed()
    settled = {shut.indicator: shut}

    def listed(*items: LedgerItem) -> Ladder:
        on_the_day = standings(items, TODAY, ReceiptTime(2, PLAIN_WEEKS))
        return due_letters(make_catalogue(), [carded("绿红")], on_the_day, settled=settled)

    assert listed(shut).letters == ()
    assert [(one.item, one.failing) for one in listed(shut).left_out] == [(shut, ())]
    # A letter that is open all the same goes before.
    (letter,) = listed(shut, received(number="D2025-002")).letters
    assert letter.rung is Rung.SECOND


def test_one_letter_for_a_unit_and_a_kind_the_gravest_first() -> None:
    second, third = (make_indicator(f"C-EDU-0{place}") for place in (3, 4))
    other = make_indicator("C-H-09", lead_unit="区卫健局")
    found = due_letters(
        make_catalogue(),
        [
            carded("黄黄", indicator=second),
            carded("绿黄", indicator=third),
            carded("绿红"),
            carded("绿红", indicator=other),
            carded("红红红", area="河口镇"),
        ],
    )
    listed = [(one.rung, one.unit, [case.assessment.indicator.code for case in one.cases]) for one in found.letters]
    assert listed == [
        (Rung.SUPERVISION, "区教育局", ["C-EDU-02", "C-EDU-03"]),
        (Rung.NOTICE, "区教育局", ["C-EDU-04"]),
        (Rung.SUPERVISION, "区卫健局", ["C-H-09"]),
    ]


def test_the_ladder_is_the_one_that_the_documents_tell() -> None:
    section = DOCUMENT.read_text(encoding="utf-8").partition("### 12.1")[2].partition("### 12.2")[0]
    rows = re.findall(r"^\| ([a-z-]+) \| .+ \| (\S+) \|$", section, re.MULTILINE)
    assert rows == [(rule.id, rule.rung.value) for rule in LADDER]
