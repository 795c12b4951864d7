from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from judging import built_in
from lianggang.engine.cards import CardRules, moved
from lianggang.model.card_rules import Card, Condition, RuleSet

DEFAULT = built_in("default")
AFTER = {"": None, "green": Card.GREEN, "yellow": Card.YELLOW, "red": Card.RED}


def measures(**given: Any) -> dict[str, Any]:
    """An improvement target in the middle of its way, behind schedule, unless said otherwise."""
    known = {"has_number": 1, "improve": 1, "met": 0, "completion_gap": Fraction(10), "elapsed": Fraction(1, 2)}
    return {"recent": 0.0, "worse_than_baseline": 0, "z": None, **known, **given}


def rule(after: str = "", **given: Any) -> str:
    ruling, _ = CardRules(DEFAULT).judge(measures(**given), AFTER[after])
    assert ruling is not None
    return ruling.rule


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"z": -0.601}, "far-behind"), ({"z": -0.6}, "behind"), ({"z": -0.201}, "behind"), ({"z": -0.2}, "on-course"),
        ({"z": -0.601, "met": 1}, "met-frail"),
        ({"z": -0.601, "completion_gap": Fraction(0)}, "ahead"),
        ({"z": -0.601, "completion_gap": Fraction(1, 10**9)}, "far-behind"),
        ({"z": -1.2, "elapsed": Fraction(19, 100)}, "early"),
        ({"z": -1.201, "elapsed": Fraction(19, 100)}, "far-behind"),
        ({"z": -1.2, "elapsed": Fraction(1, 5)}, "far-behind"),  # a fifth is not below 0.20
        ({"z": 0.0, "improve": 0, "met": 0}, "keep-lost"),
        ({"z": 0.0, "improve": 0, "met": 1}, "on-course"),
        ({"z": -0.001, "improve": 0, "met": 1}, "keep-short"),
        ({"z": -0.4, "improve": 0, "met": 0}, "keep-short"),
        ({"z": -0.401, "improve": 0, "met": 1}, "keep-frail"),
        ({"z": -0.401, "improve": 0, "met": 0}, "keep-red"),
        ({"has_number": 0, "improve": None, "recent": -0.1, "worse_than_baseline": 1}, "trend-back"),
        ({"has_number": 0, "improve": None, "recent": 0.1, "worse_than_baseline": 1}, "trend"),
        ({"has_number": 0, "improve": None, "recent": -0.1, "worse_than_baseline": 0}, "trend"),
        ({"has_number": 0, "improve": None, "recent": -0.1, "worse_than_baseline": None}, "trend"),
    ],
)  # fmt: skip
def test_the_default_set_without_hysteresis(given: dict[str, Any], expected: str) -> None:
    assert rule(**given) == expected


@pytest.mark.parametrize(
    ("after", "improve", "z", "expected"),
    [
        # Improve: cuts of red -0.60 and of yellow -0.20.
        ("red", 1, -0.501, "far-behind"), ("red", 1, -0.499, "behind"), ("red", 1, -0.101, "behind"),
        ("red", 1, -0.099, "on-course"),
        ("yellow", 1, -0.701, "far-behind"), ("yellow", 1, -0.699, "behind"), ("yellow", 1, -0.101, "behind"),
        ("yellow", 1, -0.099, "on-course"),
        ("green", 1, -0.701, "far-behind"), ("green", 1, -0.699, "behind"), ("green", 1, -0.301, "behind"),
        ("green", 1, -0.299, "on-course"),
        # Keep, not met: cuts of red -0.40 and of yellow 0.
        ("red", 0, -0.301, "keep-red"), ("red", 0, -0.299, "keep-short"), ("red", 0, 0.099, "keep-short"),
        ("red", 0, 0.101, "keep-lost"),
        ("yellow", 0, -0.501, "keep-red"), ("yellow", 0, -0.499, "keep-short"), ("yellow", 0, 0.099, "keep-short"),
        ("yellow", 0, 0.101, "keep-lost"),
        ("green", 0, -0.501, "keep-red"), ("green", 0, -0.499, "keep-short"), ("green", 0, -0.101, "keep-short"),
        ("green", 0, -0.099, "keep-lost"),
    ],
)  # fmt: skip
def test_it_is_easier_to_keep_a_card_than_to_change_it(after: str, improve: int, z: float, expected: str) -> None:
    assert rule(after, improve=improve, z=z) == expected


@pytest.mark.parametrize(
    ("text", "after", "expected"),
    [
        ("z < -0.60", "", "z < -0.60"),
        ("z < -0.60", "red", "z < -0.50"),
        ("z < -0.6", "yellow", "z < -0.70"),
        ("z < -0.20", "yellow", "z < -0.10"),
        ("z >= 0", "green", "z >= -0.10"),
        ("z >= 0", "red", "z >= 0.10"),
        ("z >= -1.20", "red", "z >= -1.20"),  # not a listed number
        ("elapsed < -0.20", "red", "elapsed < -0.20"),  # not the measure of the hysteresis
    ],
)
def test_only_listed_numbers_on_its_own_measure_move(text: str, after: str, expected: str) -> None:
    found = moved(Condition.parse(text), DEFAULT.hysteresis, AFTER[after])
    assert (found.measure, found.operator, found.number) == (
        Condition.parse(expected).measure, Condition.parse(expected).operator, Condition.parse(expected).number,
    )  # fmt: skip


def test_the_early_rule_keeps_its_own_limit_after_red() -> None:
    assert rule("red", z=-1.2, elapsed=Fraction(1, 10)) == "early"
    assert rule("red", z=-1.21, elapsed=Fraction(1, 10)) == "far-behind"


def test_a_ruling_shows_its_conditions_as_moved_and_in_the_rules_order() -> None:
    ruling, _ = CardRules(DEFAULT).judge(measures(z=-0.55), Card.RED)
    assert ruling is not None
    assert [str(condition) for condition in ruling.conditions] == ["improve = 1", "z < -0.50"]
    assert (ruling.card, ruling.label) == (Card.RED, "按现有进度难以达标")


def test_what_is_missing_depends_on_whether_there_is_a_number() -> None:
    rules = CardRules(DEFAULT)
    assert rules.missing(measures(z=0.1)) == []
    assert rules.missing(measures(z=None, met=None)) == ["z", "met"]
    assert rules.missing(measures(has_number=0)) == []
    assert rules.missing(measures(has_number=0, recent=None)) == ["recent"]


@pytest.mark.parametrize(
    ("given", "is_unmoved"),
    [
        ({"z": -0.71}, True), ({"z": -0.7}, False), ({"z": -0.6}, False), ({"z": -0.501}, False), ({"z": -0.5}, True),
        ({"z": -0.301}, True), ({"z": -0.3}, False), ({"z": -0.101}, False), ({"z": -0.1}, True),
        ({"z": -0.3, "improve": 0}, True), ({"z": -0.301, "improve": 0}, False),
        ({"z": None, "has_number": 0, "improve": None}, True),
    ],
)  # fmt: skip
def test_the_card_before_matters_only_near_a_cut(given: dict[str, Any], is_unmoved: bool) -> None:
    known = measures(**given)
    question = CardRules(DEFAULT).in_question(known)
    rules = {found.rule for after in AFTER.values() if (found := question.ruling(known, after)) is not None}
    assert question.is_unmoved is is_unmoved
    assert (len(rules) == 1) is is_unmoved


def test_what_is_left_in_question_does_not_depend_on_what_was_asked_before() -> None:
    asked = [-1.3, -1.2, -0.71, -0.7, -0.65, -0.6, -0.55, -0.5, -0.3, -0.2, -0.1, 0.0, 0.1, None]
    shares: list[dict[str, Any]] = [{"completion_gap": Fraction(gap), "elapsed": Fraction(1, 10)} for gap in (-1, 1)]
    shared = CardRules(DEFAULT)
    for z in asked:
        for improve in (0, 1):
            for share in shares:
                for after in AFTER.values():
                    known = measures(z=z, improve=improve, **share)
                    assert shared.judge(known, after) == CardRules(DEFAULT).judge(known, after)


def own_set(*rules: dict[str, Any]) -> CardRules:
    return CardRules(RuleSet.model_validate({"name": "own", "title": "自定", "rules": list(rules)}))


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        ("node < 0.20", Decimal("0.20"), False),
        ("node <= 0.20", Decimal("0.20"), True),
        ("elapsed < 0.20", Fraction(1, 5), False),
        ("elapsed = 0.2", Fraction(1, 5), True),
        ("elapsed > 0.2", Fraction(200000000000001, 10**15), True),
        ("quarter >= 2", 2, True),
        ("quarter > 2", 2, False),
        ("z < 0", -0.1, True),
        ("z < 0", None, False),
        ("z >= 0", None, False),
    ],
)
def test_a_condition_compares_exactly_and_an_undefined_measure_makes_it_false(
    condition: str, value: Any, holds: bool
) -> None:
    rules = own_set({"id": "yes", "card": "red", "when": [condition]}, {"id": "no", "card": "green", "when": []})
    ruling, _ = rules.judge({**measures(), Condition.parse(condition).measure: value})
    assert ruling is not None
    assert (ruling.rule == "yes") is holds


def test_a_rule_that_must_hold_twice_waits_for_the_second_step() -> None:
    rules = own_set(
        {"id": "twice", "card": "red", "for": "2", "when": ["z < 0"]}, {"id": "else", "card": "green", "when": []}
    )
    fired, runs = [], ()
    for z in (-1.0, -1.0, 1.0, -1.0):
        ruling, runs = rules.judge(measures(z=z), None, runs)
        fired.append(ruling.rule if ruling else None)
    assert fired == ["else", "twice", "else", "else"]


def test_a_rule_may_judge_without_colouring() -> None:
    ruling, _ = own_set({"id": "few", "card": "none", "when": []}).judge(measures())
    assert ruling is not None
    assert (ruling.rule, ruling.card) == ("few", None)
