from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from assessment_doubles import make_assessment
from doubles import make_indicator
from judging import judge, series
from lianggang.engine.attainment import attainment, attainment_marks
from lianggang.model.assessment import Mark, NotAssessed, ResolvedTarget
from lianggang.model.attainment import Attainment, AttainmentMark
from lianggang.model.card_rules import Card
from lianggang.model.catalogue import AttainmentTerms
from lianggang.model.quarter import Quarter

BEHIND = {"value_gap": Decimal("5.6"), "need": 1.7, "recent": 0.1, "expected": 0.07}
AT_NODE = {**BEHIND, "value_gap": Decimal(0)}
FAST_ENOUGH = {**BEHIND, "recent": 1.7}
CAUTIOUSLY = {**BEHIND, "expected": 1.8}
RED, YELLOW, GREEN = Card.RED, Card.YELLOW, Card.GREEN
AWAITING, FEW = NotAssessed.AWAITING_DEADLINE_DATA, NotAssessed.SMALL_NUMBERS
NO_LONGER = NotAssessed.NO_DEADLINE_DATA
TOO_LITTLE = NotAssessed.TOO_LITTLE_DATA
LONG_PAST = Quarter(2026, 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"met": True, "card": GREEN}, Attainment.MET),
        ({"met": True, "card": YELLOW, "measures": BEHIND}, Attainment.MET),
        ({"met": True, "card": GREEN, "period": Quarter(2024, 4)}, Attainment.MET_EARLY),
        ({"met": True, "card": GREEN, "period": Quarter(2024, 4), "marks": (Mark.KEEP,)}, Attainment.MET),
        ({"met": True, "card": None, "not_assessed": TOO_LITTLE}, Attainment.MET),
        ({"measures": BEHIND}, Attainment.HARD),
        ({"measures": BEHIND, "card": YELLOW}, Attainment.HARD),
        ({"measures": AT_NODE}, Attainment.EXPECTED),
        ({"measures": AT_NODE, "card": None, "not_assessed": TOO_LITTLE}, Attainment.EXPECTED),
        ({"measures": FAST_ENOUGH, "card": YELLOW}, Attainment.EXPECTED),
        ({"measures": CAUTIOUSLY, "card": YELLOW}, Attainment.EXPECTED),
        ({"measures": BEHIND, "card": GREEN}, Attainment.EXPECTED),
        ({"measures": BEHIND, "card": None, "not_assessed": TOO_LITTLE}, Attainment.NO_DATA),
        ({"measures": BEHIND, "period": LONG_PAST, "rule": "final-missed"}, Attainment.MISSED),
        ({"measures": AT_NODE, "period": LONG_PAST, "rule": "final-missed"}, Attainment.MISSED),
        ({"met": True, "card": GREEN, "period": LONG_PAST, "rule": "final-met"}, Attainment.MET),
        ({"met": False, "card": None, "period": LONG_PAST, "not_assessed": AWAITING}, Attainment.AWAITING),
        ({"met": True, "card": None, "period": LONG_PAST, "not_assessed": AWAITING}, Attainment.AWAITING),
        ({"value": None, "met": None, "card": None, "period": LONG_PAST, "not_assessed": AWAITING}, Attainment.NO_DATA),
        ({"met": True, "card": None, "period": LONG_PAST, "not_assessed": NO_LONGER}, Attainment.NO_DATA),
        ({"met": None, "gap": None, "card": None, "not_assessed": FEW}, Attainment.NO_DATA),
        ({"met": None, "gap": None, "card": GREEN, "rule": "within-chance"}, Attainment.EXPECTED),
        ({"met": None, "gap": None, "card": YELLOW, "rule": "above-path"}, Attainment.HARD),
        ({"value": None, "met": None, "card": None, "not_assessed": NotAssessed.NOT_REPORTED}, Attainment.NO_DATA),
        ({"target": None, "met": None, "card": GREEN}, Attainment.NO_TARGET),
    ],
)
def test_the_class(changes: dict[str, Any], expected: Attainment) -> None:
    assert attainment(make_assessment(**changes)) is expected


@pytest.mark.parametrize(
    ("value", "period", "card", "expected"),
    [
        ("72.00", Quarter(2025, 3), GREEN, Attainment.EXPECTED),
        ("70.00", Quarter(2025, 3), YELLOW, Attainment.HARD),
        ("72.00", Quarter(2025, 4), GREEN, Attainment.MET),
        ("71.30", Quarter(2025, 4), GREEN, Attainment.MISSED),
        ("70.00", Quarter(2025, 4), YELLOW, Attainment.MISSED),
    ],
)
def test_a_target_without_a_number_goes_by_its_direction(
    value: str, period: Quarter, card: Card, expected: Attainment
) -> None:
    indicator = make_indicator(targets=[{"by": "2025Q4", "rise": "true", "level": "国家", "source": "纲要"}])
    target = ResolvedTarget(indicator.targets[0], indicator.baseline, None)
    item = make_assessment(indicator, target=target, value=Decimal(value), period=period, card=card, met=None, gap=None)
    assert attainment(item) is expected


def test_what_is_only_observed_has_no_target() -> None:
    observed = make_indicator(direction="none")
    assert (
        attainment(make_assessment(observed, card=None, not_assessed=NotAssessed.OBSERVED_ONLY)) is Attainment.NO_TARGET
    )


NEAR, WORSE, LOST = AttainmentMark.NEAR, AttainmentMark.WORSE, AttainmentMark.LOST
TERMS = AttainmentTerms.model_validate({})


def progress(percent: str) -> dict[str, Any]:
    return {"measures": {**BEHIND, "progress": Fraction(percent) / 100}}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"measures": BEHIND}, ()),
        (progress("89.99"), ()),
        (progress("90"), (NEAR,)),
        ({**progress("90"), "period": LONG_PAST, "rule": "final-missed"}, (NEAR,)),
        ({**progress("100"), "met": True}, ()),
        ({**progress("95"), "value": None, "card": None, "not_assessed": NotAssessed.NOT_REPORTED}, ()),
        ({**progress("95"), "card": None, "not_assessed": AWAITING}, ()),
        ({"measures": {**BEHIND, "worse_than_baseline": 1}}, (WORSE,)),
        # A level that is held may lie below its baseline, but it should not keep falling.
        ({"met": True, "measures": {"worse_than_baseline": 1, "periods_worsening": 1}}, ()),
        ({"met": True, "measures": {"worse_than_baseline": 1, "periods_worsening": 2}}, (WORSE,)),
        ({"measures": {**BEHIND, "periods_worsening": 1}}, ()),
        ({"measures": {**BEHIND, "periods_worsening": 2}}, (WORSE,)),
        ({"measures": BEHIND, "marks": (Mark.LOST_AGAIN,)}, (LOST,)),
        ({"measures": BEHIND, "marks": (Mark.REBOUND,)}, ()),
        ({**progress("97"), "marks": (Mark.LOST_AGAIN,)}, (NEAR, LOST)),
        ({"target": None, "met": None, "measures": {"worse_than_baseline": 1, "periods_worsening": 3}}, ()),
        ({"met": None, "gap": None, "card": None, "not_assessed": FEW, "measures": {"periods_worsening": 3}}, ()),
    ],
)
def test_the_marks(changes: dict[str, Any], expected: tuple[AttainmentMark, ...]) -> None:
    item = make_assessment(**changes)
    assert attainment_marks(item, attainment(item), TERMS) == expected


@pytest.mark.parametrize(
    ("near", "gap", "share", "expected"),
    [("0.3", "0.30", "20", (NEAR,)), ("0.3", "0.31", "99", ()), (None, "0.31", "99", (NEAR,))],
)
def test_an_indicators_own_tolerance_goes_before_the_share(
    near: str | None, gap: str, share: str, expected: tuple[AttainmentMark, ...]
) -> None:
    indicator = make_indicator(near=near) if near else make_indicator()
    item = make_assessment(indicator, gap=Decimal(gap), **progress(share))
    assert attainment_marks(item, attainment(item), TERMS) == expected


def test_a_level_to_hold_has_no_way_to_go_and_needs_a_tolerance_of_its_own() -> None:
    level = {"progress": None, "improve": 0}
    item = make_assessment(gap=Decimal("0.10"), measures={**BEHIND, **level})
    assert attainment_marks(item, Attainment.HARD, TERMS) == ()
    item = make_assessment(make_indicator(near="0.1"), gap=Decimal("0.10"), measures={**BEHIND, **level})
    assert attainment_marks(item, Attainment.HARD, TERMS) == (NEAR,)


def test_the_catalogue_says_what_is_near_and_for_how_long_it_worsens() -> None:
    terms = AttainmentTerms.model_validate({"near": "20", "worsening": "3"})
    item = make_assessment(measures={**progress("80")["measures"], "periods_worsening": 2})
    assert attainment_marks(item, attainment(item), terms) == (NEAR,)
    item = make_assessment(measures={**BEHIND, "periods_worsening": 3})
    assert attainment_marks(item, attainment(item), terms) == (WORSE,)


def test_every_class_and_mark_with_a_name_of_its_own_can_be_renamed() -> None:
    names = {of.name.lower() for of in (*Attainment, *AttainmentMark)} - {"no_target"}
    assert set(type(TERMS.labels).model_fields) == names
    terms = AttainmentTerms.model_validate({"labels": {name: f"甲{name}" for name in names}})
    assert [terms.word(of) for of in (Attainment.HARD, LOST, Attainment.NO_TARGET)] == ["甲hard", "甲lost", "未设目标"]
    assert [TERMS.word(of) for of in (*Attainment, *AttainmentMark)] == [
        of.value for of in (*Attainment, *AttainmentMark)
    ]


@pytest.mark.parametrize(
    ("figures", "of", "marks"),
    [
        ({"2023Q4": "80", "2024Q4": "86", "2025Q4": "84.5"}, Attainment.MISSED, (NEAR, LOST)),
        ({"2023Q4": "82", "2024Q4": "81", "2025Q3": "80"}, Attainment.HARD, (WORSE,)),
        ({"2023Q4": "82", "2024Q4": "83", "2025Q3": "82"}, Attainment.HARD, ()),
        ({"2023Q4": "75", "2024Q4": "73", "2025Q3": "70"}, Attainment.HARD, (WORSE,)),
        ({"2023Q4": "89", "2024Q4": "88", "2025Q3": "87"}, Attainment.MET, (WORSE,)),
        ({"2023Q4": "89", "2024Q4": "84", "2025Q3": "86"}, Attainment.MET, ()),
    ],
)
def test_the_marks_of_what_was_judged(
    figures: dict[str, str], of: Attainment, marks: tuple[AttainmentMark, ...]
) -> None:
    indicator = make_indicator()
    item = judge(indicator, series(indicator.code, figures), max(figures))
    assert (attainment(item), attainment_marks(item, of, TERMS)) == (of, marks)
