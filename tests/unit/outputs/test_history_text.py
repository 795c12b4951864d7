from __future__ import annotations

from typing import Any

import pytest

from assessment_doubles import NOW, make_assessment
from lianggang.model.card_history import CardChange, CardEvent, PublishedOtherwise
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Quarter
from lianggang.outputs.history_text import (
    change_word,
    counts_text,
    event_text,
    new_target_text,
    published_otherwise_lines,
    published_otherwise_text,
    since_word,
)
from lianggang.outputs.layout import plain

RED, YELLOW, GREEN = Card.RED, Card.YELLOW, Card.GREEN


def event(kind: CardChange, before: Card | None, after: Card | None, **changes: Any) -> CardEvent:
    return CardEvent(**{"quarter": NOW, "kind": kind, "before": before, "after": after, "rule": "behind", **changes})


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        (CardChange.FIRST, None, YELLOW, "新亮"),
        (CardChange.AGAIN, GREEN, RED, "再亮"),
        (CardChange.REBOUND, GREEN, YELLOW, "反弹"),
        (CardChange.RAISED, YELLOW, RED, "升级"),
        (CardChange.LOWERED, RED, YELLOW, "降级"),
        (CardChange.LIFTED, RED, GREEN, ""),
        (CardChange.MISSED, RED, RED, ""),
    ],
)
def test_what_this_quarter_did(kind: CardChange, before: Card | None, after: Card, expected: str) -> None:
    assert change_word(make_assessment(card=after, events=(event(kind, before, after),))) == expected


def test_what_an_earlier_quarter_did_is_not_this_one() -> None:
    before = event(CardChange.RAISED, YELLOW, RED, quarter=Quarter(2024, 2))
    assert change_word(make_assessment(events=(before,))) == ""


def test_a_card_that_is_held_now_has_not_changed() -> None:
    item = make_assessment(card=None, events=(event(CardChange.RAISED, YELLOW, RED),))
    assert (change_word(item), counts_text([item], YELLOW)) == ("", "本季新亮 0")


def test_another_target_is_said() -> None:
    changed = event(CardChange.LOWERED, RED, YELLOW, new_target=True)
    item = make_assessment(card=YELLOW, events=(changed,))
    assert (change_word(item), new_target_text(item)) == ("降级", "改按2025年底的目标")
    assert new_target_text(make_assessment(events=(event(CardChange.RAISED, YELLOW, RED),))) == ""
    assert event_text([changed], NOW) == "降级（改按新目标）"


def test_a_verdict_stands_behind_the_change_it_brings() -> None:
    events = [event(CardChange.RAISED, YELLOW, RED), event(CardChange.MISSED, YELLOW, RED)]
    assert event_text(events, NOW) == "升级、到期未达标"
    assert change_word(make_assessment(events=tuple(events))) == "升级"
    assert event_text(events, Quarter(2025, 2)) == ""


def test_since_when_in_few_characters() -> None:
    assert since_word(make_assessment(events=(event(CardChange.RAISED, YELLOW, RED),))) == "本季升级"
    assert since_word(make_assessment()) == "自2024Q2"
    assert since_word(make_assessment(card=GREEN, since=None, lifted=NOW)) == "本季解除"
    assert since_word(make_assessment(card=GREEN, since=None, lifted=Quarter(2025, 1))) == ""
    assert since_word(make_assessment(card=GREEN, since=None)) == ""


def test_counts_at_a_level() -> None:
    items = [
        make_assessment(card=YELLOW, events=(event(CardChange.FIRST, None, YELLOW),)),
        make_assessment(card=RED, events=(event(CardChange.RAISED, YELLOW, RED),)),
        make_assessment(card=YELLOW, events=(event(CardChange.LOWERED, RED, YELLOW),)),
        make_assessment(card=YELLOW, events=(event(CardChange.REBOUND, GREEN, YELLOW),)),
        make_assessment(card=YELLOW, events=(event(CardChange.AGAIN, GREEN, YELLOW),)),
    ]
    assert counts_text(items, YELLOW) == "本季新亮 1，再亮 1，反弹 1，升级 1，降级 1"
    assert counts_text(items, RED) == "本季新亮 0，升级 1，降级 1"


def otherwise(published: str, card: Card | None, today: Card | None, **changes: Any) -> PublishedOtherwise:
    return PublishedOtherwise(Quarter(2025, 2), published, card, today, "2025-07-20", "张示例", **changes)


def test_what_was_published_otherwise() -> None:
    assert published_otherwise_text(otherwise("黄牌", YELLOW, RED)) == (
        "2025年第二季度发布的是黄牌（2025-07-20，张示例），按现在的数据为红牌。"
    )
    assert published_otherwise_text(otherwise("红牌", RED, None, other_rules=True)) == (
        "2025年第二季度发布的是红牌（2025-07-20，张示例），按现在的数据和规则为未判。"
    )


@pytest.mark.parametrize(("level", "shown"), [(None, 2), (YELLOW, 1), (RED, 0)])
def test_the_section_keeps_to_the_level(level: Card | None, shown: int) -> None:
    item = make_assessment(
        area="城东街道",
        published_otherwise=(otherwise("未判（待核）", None, GREEN), otherwise("绿牌", GREEN, YELLOW)),
    )
    lines = [plain(line) for line in published_otherwise_lines([item], 120, level)]
    assert len([line for line in lines if line.startswith("  C-EDU-02 普惠性幼儿园覆盖率（城东街道）：")]) == shown
    assert bool(lines) is bool(shown)
