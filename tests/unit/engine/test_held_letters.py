"""Which letters of the ledger a quarter has, and how they are put together again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment_doubles import make_assessment, make_step
from doubles import make_indicator
from ledger_doubles import answered, closed, draft, issued, passed, planned, received, returned
from lianggang.engine import ledger_rules as rules
from lianggang.engine.held_letters import held_letters, letter_again, quarter_of
from lianggang.engine.ladder import letter_case
from lianggang.engine.ledger_standing import ReceiptTime, standings
from lianggang.model.card_rules import Card
from lianggang.model.ledger import LedgerItem, LedgerState, LetterKind
from lianggang.model.letter import Failing, Rung
from lianggang.model.quarter import Quarter
from lianggang.model.working_days import PLAIN_WEEKS

TODAY = date(2025, 10, 24)
Q2, Q3 = Quarter(2025, 2), Quarter(2025, 3)


@pytest.mark.parametrize(
    ("item", "quarter"),
    [
        (issued(), Q2),
        (issued(issued=date(2025, 9, 30)), Q2),
        (issued(issued=date(2025, 10, 1)), Q3),
        (issued(issued=date(2026, 1, 5)), Quarter(2025, 4)),
        (issued(issued=date(2026, 1, 5), source="预警：2025Q3 红牌 far-behind"), Q3),
        (issued(source="升级：D2025-009"), Q2),
        (draft(source="预警：2025Q2 黄牌 behind"), Q2),
        (draft(source="反弹：D2025-009"), Q3),
    ],
)
def test_the_quarter_of_an_item(item: LedgerItem, quarter: Quarter) -> None:
    assert quarter_of(item, TODAY) == quarter


def test_one_letter_for_a_number_and_one_for_all_drafts_of_a_kind() -> None:
    items = [
        received(),
        replace(received(), number="D2025-002", indicator="C-EDU-03"),
        replace(received(), number="D2025-003", letter="示妇儿工委办〔2025〕2号", indicator="C-EDU-04"),
        replace(received(), number="D2025-004", indicator="C-EDU-05", state=LedgerState.WITHDRAWN),
        draft(number="D2025-005"),
        draft(number="D2025-006", indicator="C-EDU-06", source="预警：2025Q2 黄牌 behind"),
        draft(number="D2025-007", indicator="C-EDU-07", source="预警：2025Q2 黄牌 behind"),
    ]
    found = [(one.rung, one.number, [item.number[-1] for item in one.items]) for one in held_letters(items, Q2, TODAY)]
    assert found == [
        (Rung.SUPERVISION, "示妇儿工委办〔2025〕1号", ["1", "2"]),
        (Rung.SUPERVISION, "示妇儿工委办〔2025〕2号", ["3"]),
        (Rung.SUPERVISION, "", ["6", "7"]),
    ]
    assert [one.issued for one in held_letters(items, Q3, TODAY)] == [None]


@pytest.mark.parametrize(
    ("first", "failing"),
    [
        (received(), (Failing.PLAN, Failing.RESULT)),
        (planned(), (Failing.RESULT,)),
        (received(result_due=date(2026, 1, 10)), (Failing.PLAN,)),
        (returned(), (Failing.REVIEW, Failing.RESULT)),
        (replace(returned(), extended_to=date(2026, 1, 10)), ()),
        (replace(returned(), result_due=None), (Failing.REVIEW,)),
        (rules.report_progress(returned(), date(2025, 10, 15), "补交名册"), (Failing.RESULT,)),
        (answered(), ()),
        (passed(), ()),
        (planned(result_due=date(2026, 1, 10)), ()),
    ],
)
def test_in_what_the_earlier_letter_had_failed(first: LedgerItem, failing: tuple[Failing, ...]) -> None:
    second = draft(number="D2025-002", kind=LetterKind.SECOND)
    # The same as the ladder found when it was raised.
    (standing,) = standings([first], TODAY, ReceiptTime(2, PLAIN_WEEKS))
    assert letter_case(make_assessment(card=Card.RED), [standing]).failing == failing
    raised, second = rules.raise_to(first, second, TODAY, is_behind=True, reason="")
    second = rules.issue(second, "示妇儿工委〔2025〕3号", TODAY, None, None)
    one = make_assessment(card=Card.RED, steps=(make_step("2025Q2", Card.RED), make_step("2025Q3", Card.RED)))
    (held,) = held_letters([raised, second], Q3, TODAY)
    letter = letter_again(held, {one.indicator.code: one}, [raised, second])
    assert letter is not None
    (case,) = letter.cases
    assert (case.same, case.carded, case.earlier, case.failing) == (2, 2, raised, failing)


def test_a_letter_that_followed_on_a_closed_matter_says_so_again() -> None:
    shut, again = rules.reopen(replace(closed(), closed=date(2025, 8, 12)), draft(number="D2025-002"), TODAY)
    again = rules.issue(again, "示妇儿工委办〔2025〕8号", TODAY, None, None)
    (held,) = held_letters([shut, again], Q3, TODAY)
    letter = letter_again(held, {"C-EDU-02": make_assessment(card=Card.RED)}, [shut, again])
    assert letter is not None
    assert (letter.cases[0].earlier, letter.cases[0].rebound_of) == (None, shut)


def test_the_gravest_first_and_none_of_an_indicator_that_is_gone() -> None:
    other = make_assessment(indicator=make_indicator("C-EDU-03"), card=Card.RED)
    one = make_assessment(card=Card.YELLOW)
    items = [received(), replace(received(), number="D2025-002", indicator="C-EDU-03")]
    (held,) = held_letters(items, Q2, TODAY)
    letter = letter_again(held, {"C-EDU-02": one, "C-EDU-03": other}, items)
    assert letter is not None
    assert [case.assessment.indicator.code for case in letter.cases] == ["C-EDU-03", "C-EDU-02"]
    assert letter_again(held, {"C-EDU-02": one}, items) is None
