from __future__ import annotations

from typing import Any

import pytest

from assessment_doubles import make_assessment, make_result
from doubles import make_indicator
from lianggang.engine.quarter_changes import cards_before, met_changes
from lianggang.engine.self_inspection import self_inspection
from lianggang.model.assessment import Assessment, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Indicator
from lianggang.model.quarter import Quarter

RED, YELLOW, GREEN = Card.RED, Card.YELLOW, Card.GREEN
OVER = Quarter(2025, 4)
SHORT: dict[str, Any] = {"measures": {"value_gap": 5, "need": 1.7, "recent": 0.1, "expected": 0.07}}
MET: dict[str, Any] = {"met": True, "card": GREEN}
AWAITING: dict[str, Any] = {"period": OVER, "card": None, "not_assessed": NotAssessed.AWAITING_DEADLINE_DATA}
UNREPORTED: dict[str, Any] = {"value": None, "met": None, "card": None, "not_assessed": NotAssessed.NOT_REPORTED}
LATER = [{"by": "2030Q4", "at_least": "90", "level": "国家", "source": "纲要"}]


def one(changes: dict[str, Any], indicator: Indicator | None = None) -> Assessment:
    return make_assessment(indicator or make_indicator(), **changes)


@pytest.mark.parametrize(
    ("before", "now", "where"),
    [
        (SHORT, MET, "gained"),
        (MET, SHORT, "lost"),
        (UNREPORTED, MET, "entered"),
        (MET, AWAITING, "left"),
        (MET, UNREPORTED, "left"),
        (MET, MET, ""),
        (SHORT, AWAITING, ""),
        (SHORT, {**SHORT, "card": GREEN}, ""),
    ],
)
def test_what_comes_to_the_met_ones_and_leaves_them_is_in_one_list(
    before: dict[str, Any], now: dict[str, Any], where: str
) -> None:
    then = one(before)
    changes = met_changes(self_inspection(make_result(one(now))).items, {"C-EDU-02": then})
    assert [name for name, listed in changes._asdict().items() if listed] == ([where] if where else [])


def test_another_target_makes_no_indicator_fail_or_succeed() -> None:
    other = make_indicator(targets=LATER)
    items = self_inspection(make_result(one(SHORT, other))).items
    changes = met_changes(items, {"C-EDU-02": one(MET)})
    assert [(known.new_target, known.attainment.is_met) for known in changes.left] == [(True, True)]
    items = self_inspection(make_result(one(MET, other))).items
    changes = met_changes(items, {"C-EDU-02": one(SHORT)})
    assert [known.new_target for known in changes.entered] == [True]
    assert (changes.gained, changes.lost, changes.left) == ((), (), ())


def test_an_indicator_that_was_not_there_a_quarter_earlier_is_no_change() -> None:
    assert not any(met_changes(self_inspection(make_result(one(MET))).items, {}))


def test_the_cards_of_two_quarters_add_up() -> None:
    turns = [
        (RED, RED), (YELLOW, RED), (RED, GREEN), (YELLOW, None), (RED, None), (GREEN, RED), (None, YELLOW),
        (None, None), (GREEN, None), (GREEN, GREEN),
    ]  # fmt: skip
    indicators = [make_indicator(code=f"C-EDU-{place:02}") for place in range(len(turns) + 1)]
    earlier = {
        of.code: one({"card": card}, of) for of, (card, _) in zip(indicators, turns, strict=False)
    }  # fmt: skip
    cards = [one({"card": card}, of) for of, (_, card) in zip(indicators, [*turns, (None, YELLOW)], strict=True)]
    found = cards_before(cards, earlier)
    assert (found.red, found.yellow) == (3, 2)
    assert [card.indicator.code for card in found.lifted] == ["C-EDU-02"]
    assert [(card, item.indicator.code) for card, item in found.unjudged] == [(YELLOW, "C-EDU-03"), (RED, "C-EDU-04")]
    assert [card.indicator.code for card in found.new] == ["C-EDU-05", "C-EDU-06", "C-EDU-10"]
    now = sum(card.card in {RED, YELLOW} for card in cards)
    assert found.red + found.yellow - len(found.lifted) - len(found.unjudged) + len(found.new) == now
