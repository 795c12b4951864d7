from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from assessment_doubles import make_assessment, make_result
from lianggang.engine.appraisal_indicators import card_deductions, completion
from lianggang.model.appraisal_scheme import AttainmentComponent, CardDeductions
from lianggang.model.attainment import Attainment
from lianggang.model.card_history import CardChange, CardEvent
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Quarter

RULE = AttainmentComponent.model_validate({"points": "50"})
CARDS = CardDeductions.model_validate({"yellow": "1", "red": "2.5"})


@pytest.mark.parametrize(
    ("ratio", "of", "cap", "share"),
    [
        (Fraction(1, 2), Attainment.HARD, 1, Fraction(1, 2)),
        (Fraction(-1, 2), Attainment.HARD, 1, Fraction(0)),
        (Fraction(3, 2), Attainment.EXPECTED, 1, Fraction(1)),
        (Fraction(3, 2), Attainment.EXPECTED, 2, Fraction(3, 2)),
        (Fraction(1, 2), Attainment.MET, 1, Fraction(1)),
        (None, Attainment.MET, 1, Fraction(1)),
        (None, Attainment.EXPECTED, 1, Fraction(1)),
        (None, Attainment.HARD, 1, Fraction(0)),
    ],
)
def test_how_much_is_done(ratio: Fraction | None, of: Attainment, cap: int, share: Fraction) -> None:
    one = make_assessment(measures={"pace_ratio": ratio, "progress": Fraction(1, 4)})
    assert completion(one, of, RULE.model_copy(update={"cap": Decimal(cap)})) == share


def test_against_the_whole_way() -> None:
    one = make_assessment(measures={"pace_ratio": Fraction(1), "progress": Fraction(1, 4)})
    assert completion(one, Attainment.EXPECTED, RULE.model_copy(update={"against": "target"})) == Fraction(1, 4)


def event(quarter: str, kind: CardChange, before: Card | None, after: Card | None) -> CardEvent:
    return CardEvent(Quarter.parse(quarter), kind, before, after, None)


YELLOW, RED, GREEN = Card.YELLOW, Card.RED, Card.GREEN


@pytest.mark.parametrize(
    ("events", "taken"),
    [
        ([event("2025Q1", CardChange.FIRST, None, YELLOW)], ["-1"]),
        ([event("2025Q1", CardChange.FIRST, GREEN, RED)], ["-2.5"]),
        ([event("2025Q2", CardChange.REBOUND, GREEN, YELLOW)], ["-1"]),
        ([event("2025Q2", CardChange.AGAIN, GREEN, RED)], ["-2.5"]),
        ([event("2024Q4", CardChange.FIRST, None, YELLOW), event("2025Q2", CardChange.RAISED, YELLOW, RED)], ["-1.5"]),
        (
            [event("2025Q1", CardChange.FIRST, None, YELLOW), event("2025Q2", CardChange.RAISED, YELLOW, RED)],
            ["-1", "-1.5"],
        ),
        ([event("2024Q4", CardChange.FIRST, None, RED)], []),
        ([event("2025Q1", CardChange.LOWERED, RED, YELLOW), event("2025Q2", CardChange.LIFTED, YELLOW, GREEN)], []),
        ([event("2025Q2", CardChange.MISSED, YELLOW, RED), event("2025Q2", CardChange.MET, RED, GREEN)], []),
        ([event("2025Q2", CardChange.UNDECIDED, YELLOW, None)], []),
    ],
)
def test_what_a_new_card_takes_away(events: list[CardEvent], taken: list[str]) -> None:
    result = make_result(make_assessment(events=tuple(events)))
    found = card_deductions(result, CARDS)
    assert [one.points for one in found.get("区教育局", ())] == [Decimal(text) for text in taken]
    assert all(one.event.quarter.year == 2025 for ones in found.values() for one in ones)
    assert card_deductions(result, None) == {}


def test_cards_of_areas_take_nothing_away() -> None:
    new = (event("2025Q1", CardChange.FIRST, None, RED),)
    assert card_deductions(make_result(make_assessment(area="河口镇", events=new)), CARDS) == {}


def test_red_that_costs_no_more_than_yellow_gives_nothing_back() -> None:
    rule = CardDeductions.model_validate({"yellow": "2", "red": "1"})
    raised = (event("2025Q2", CardChange.RAISED, YELLOW, RED),)
    assert card_deductions(make_result(make_assessment(events=raised)), rule) == {}
