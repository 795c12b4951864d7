"""What was published against what today's data give."""

from __future__ import annotations

from typing import Any

import pytest

from doubles import make_catalogue, make_indicator
from judging import built_in, filed, history_of, series
from lianggang.engine.assess import assess_quarter
from lianggang.engine.card_record import card_as_of, with_published
from lianggang.model.assessment import Mark, QuarterResult
from lianggang.model.card_rules import Card
from lianggang.model.journal import PublishedCard, card_words
from lianggang.model.quarter import Quarter

FIGURES = {"2024Q1": "75.1", "2024Q2": "75.6", "2024Q3": "76.3", "2024Q4": "76.8", "2025Q1": "77.5"}
NOW = Quarter(2025, 1)


def result(quarter: Quarter = NOW, rows: list[Any] | None = None) -> QuarterResult:
    history = history_of(rows if rows is not None else series("C-EDU-02", FIGURES))
    return assess_quarter(make_catalogue(make_indicator()), history, built_in("default"), quarter)


def published(quarter: str, card: Card | None, **changes: Any) -> PublishedCard:
    values: dict[str, Any] = {
        "quarter": Quarter.parse(quarter), "indicator": "C-EDU-02", "area": None, "card": card,
        "words": card_words(card), "rules": "default", "fingerprint": "abc", "version": 1, "on": "2025-04-20",
        "by": "张示例", **changes,
    }  # fmt: skip
    return PublishedCard(**values)


def compared(*cards: PublishedCard, quarter: Quarter = NOW) -> Any:
    return with_published(result(quarter), cards, lambda: "abc").assessments[0]


def test_the_same_cards_leave_the_result_as_it_is() -> None:
    whole = result()
    assert whole.assessments[0].card is Card.RED
    same = with_published(whole, [published("2025Q1", Card.RED), published("2024Q4", Card.RED)], lambda: "abc")
    assert same.assessments[0] is whole.assessments[0]


def test_an_earlier_quarter_is_told_and_only_its_own_assessment_marked() -> None:
    found = compared(published("2024Q4", Card.YELLOW), published("2024Q2", Card.GREEN), published("2025Q1", Card.RED))
    told = [(str(one.quarter), one.published, one.today, one.on, one.by) for one in found.published_otherwise]
    assert told == [
        ("2024Q2", "绿牌", Card.RED, "2025-04-20", "张示例"),
        ("2024Q4", "黄牌", Card.RED, "2025-04-20", "张示例"),
    ]
    assert Mark.CARD_REVISED not in found.marks
    assert Mark.CARD_REVISED in compared(published("2024Q4", Card.YELLOW), quarter=Quarter(2024, 4)).marks


@pytest.mark.parametrize(
    "other",
    [
        published("2024Q4", Card.GREEN, rules="schedule"),
        published("2024Q4", Card.GREEN, area="城东街道"),
        published("2024Q4", Card.GREEN, indicator="C-EDU-03"),
        published("2025Q2", Card.GREEN),
    ],
    ids=["other rules", "an area", "another indicator", "a later quarter"],
)
def test_what_is_not_compared(other: PublishedCard) -> None:
    assert compared(other).published_otherwise == ()


def test_rules_that_changed_under_the_same_name_are_told() -> None:
    found = compared(published("2024Q4", Card.GREEN, fingerprint="old"), published("2024Q3", Card.GREEN))
    assert [one.other_rules for one in found.published_otherwise] == [False, True]


def test_no_card_is_a_state_to_compare_with_whatever_its_reason() -> None:
    missing = series("C-EDU-02", {key: value for key, value in FIGURES.items() if key != "2024Q3"})
    rows = [*missing, filed("C-EDU-02", "2024Q3", None)]
    unpublished = published("2024Q3", None, words="未判（待核）")
    assert with_published(result(rows=rows), [unpublished], str).assessments[0].published_otherwise == ()
    (told,) = compared(unpublished).published_otherwise
    assert (told.published, told.today) == ("未判（待核）", Card.RED)


def test_the_card_as_of_a_quarter_is_that_of_its_own_assessment() -> None:
    rows = series("C-EDU-02", {key: value for key, value in FIGURES.items() if key != "2024Q3"})
    last = result(rows=rows).assessments[0]
    for step in range(8):
        quarter = Quarter(2023, 3) + step
        if quarter <= NOW:
            assert card_as_of(last, quarter) is result(quarter, rows).assessments[0].card
