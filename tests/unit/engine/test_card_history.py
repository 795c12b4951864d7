"""The life of a card, step by step."""

from __future__ import annotations

import pytest

from assessment_doubles import make_step
from doubles import make_indicator
from lianggang.engine.card_history import card_events, is_rebound
from lianggang.model.assessment import NotAssessed
from lianggang.model.card_history import CardChange
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Frequency
from lianggang.model.quarter import Quarter

CARDS = {"r": Card.RED, "y": Card.YELLOW, "g": Card.GREEN, "-": None}
FIRST = Quarter(2023, 1)


def steps(cards: str) -> list:
    """One step a quarter from 2023Q1; a blank is a quarter without a step."""
    return [make_step(str(FIRST + at), CARDS[card]) for at, card in enumerate(cards) if card != " "]


def told(cards: str, frequency: Frequency = Frequency.QUARTERLY) -> list[tuple[str, str]]:
    return [(str(event.quarter), event.kind.value) for event in card_events(steps(cards), frequency)]


@pytest.mark.parametrize(
    ("cards", "expected"),
    [
        ("", []),
        ("ggg", []),
        ("y", [("2023Q1", "首次亮牌")]),
        ("gyy", [("2023Q2", "首次亮牌")]),
        ("yry", [("2023Q1", "首次亮牌"), ("2023Q2", "升级"), ("2023Q3", "降级")]),
        ("rg", [("2023Q1", "首次亮牌"), ("2023Q2", "解除")]),
        ("r-g", [("2023Q1", "首次亮牌"), ("2023Q3", "解除")]),
        ("r-r", [("2023Q1", "首次亮牌")]),
        ("ygy", [("2023Q1", "首次亮牌"), ("2023Q2", "解除"), ("2023Q3", "反弹")]),
        ("yggr", [("2023Q1", "首次亮牌"), ("2023Q2", "解除"), ("2023Q4", "反弹")]),
        ("ygggy", [("2023Q1", "首次亮牌"), ("2023Q2", "解除"), ("2023Q5", "再次亮牌")]),
        ("yg y", [("2023Q1", "首次亮牌"), ("2023Q2", "解除"), ("2023Q4", "反弹")]),
        ("yg--y", [("2023Q1", "首次亮牌"), ("2023Q2", "解除"), ("2023Q5", "再次亮牌")]),
    ],
)
def test_events(cards: str, expected: list[tuple[str, str]]) -> None:
    assert told(cards) == [(quarter.replace("2023Q5", "2024Q1"), kind) for quarter, kind in expected]


@pytest.mark.parametrize(
    ("frequency", "quarters_later", "kind"),
    [
        (Frequency.QUARTERLY, 3, "再次亮牌"),
        (Frequency.HALF_YEARLY, 4, "反弹"),
        (Frequency.HALF_YEARLY, 5, "再次亮牌"),
        (Frequency.ANNUAL, 8, "反弹"),
        (Frequency.HEALTH_YEAR, 9, "再次亮牌"),
        (Frequency.ELECTION, 8, "反弹"),
    ],
)
def test_two_periods_are_the_indicators_own(frequency: Frequency, quarters_later: int, kind: str) -> None:
    assert told("yg" + " " * (quarters_later - 1) + "y", frequency)[-1][1] == kind


def test_an_event_says_from_what_to_what_and_by_which_rule() -> None:
    event = card_events(steps("yr"), Frequency.QUARTERLY)[-1]
    assert (event.before, event.after, event.rule, event.new_target) == (Card.YELLOW, Card.RED, "far-behind", False)


def test_another_target_is_told() -> None:
    plans = [{"by": by, "at_least": "85", "level": "国家", "source": "文件"} for by in ("2025Q4", "2030Q4")]
    old, new = make_indicator(targets=plans).targets
    course = [make_step("2025Q4", Card.RED, target=old, final=True), make_step("2026Q1", Card.GREEN, target=new)]
    found = [(event.kind, event.new_target) for event in card_events(course, Frequency.QUARTERLY)]
    assert found == [(CardChange.FIRST, False), (CardChange.MISSED, False), (CardChange.LIFTED, True)]


@pytest.mark.parametrize(
    ("card", "why", "kinds"),
    [
        (Card.GREEN, None, [CardChange.MET]),
        (Card.RED, None, [CardChange.FIRST, CardChange.MISSED]),
        (None, NotAssessed.NO_DEADLINE_DATA, [CardChange.UNDECIDED]),
        (None, NotAssessed.DEFINITION_CHANGED, []),
    ],
)
def test_verdicts(card: Card | None, why: NotAssessed | None, kinds: list[CardChange]) -> None:
    course = [make_step("2025Q4", card, not_assessed=why, final=True)]
    assert [event.kind for event in card_events(course, Frequency.QUARTERLY)] == kinds


def test_a_verdict_is_told_once_and_a_late_figure_may_still_decide() -> None:
    undecided = make_step("2026Q1", None, not_assessed=NotAssessed.NO_DEADLINE_DATA, final=True)
    met = [make_step(quarter, Card.GREEN, final=True) for quarter in ("2026Q2", "2026Q3")]
    found = [(str(event.quarter), event.kind.value) for event in card_events([undecided, *met], Frequency.QUARTERLY)]
    assert found == [("2026Q1", "无到期数据"), ("2026Q2", "到期达标")]


def test_a_rebound_marks_its_own_quarter_only() -> None:
    events = card_events(steps("ygyy"), Frequency.QUARTERLY)
    assert is_rebound(events, Quarter(2023, 3), Card.YELLOW)
    assert not is_rebound(events, Quarter(2023, 4), Card.YELLOW)
    assert not is_rebound(events, Quarter(2023, 3), None)
