from __future__ import annotations

from assessment_doubles import make_assessment
from doubles import make_indicator
from lianggang.model.assessment import NotAssessed
from lianggang.model.card_rules import Card
from lianggang.outputs.totals import count, count_by, count_reasons, worst

ITEMS = [
    make_assessment(),
    make_assessment(make_indicator("W-1", field="健康"), card=Card.GREEN),
    make_assessment(make_indicator("W-2", field="健康"), card=None, not_assessed=NotAssessed.NOT_REPORTED),
    make_assessment(make_indicator("W-3", field="健康"), card=None, not_assessed=NotAssessed.OBSERVED_ONLY),
    make_assessment(make_indicator("W-4", field="健康"), card=None, not_assessed=NotAssessed.OBSERVED_ONLY),
]


def test_every_assessment_is_counted_once() -> None:
    assert count(ITEMS) == {"red": 1, "yellow": 0, "green": 1, "not_assessed": 3}
    assert count([]) == {"red": 0, "yellow": 0, "green": 0, "not_assessed": 0}


def test_groups_stand_in_order_of_appearance() -> None:
    assert count_by(ITEMS, lambda item: item.indicator.field) == {
        "教育": {"red": 1, "yellow": 0, "green": 0, "not_assessed": 0},
        "健康": {"red": 0, "yellow": 0, "green": 1, "not_assessed": 3},
    }


def test_the_most_frequent_reason_comes_first() -> None:
    assert count_reasons(ITEMS) == [(NotAssessed.OBSERVED_ONLY, 2), (NotAssessed.NOT_REPORTED, 1)]


def test_worst_card() -> None:
    assert worst(ITEMS) is Card.RED
    assert worst(ITEMS[2:]) is None
