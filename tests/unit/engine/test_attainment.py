from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assessment_doubles import make_assessment
from doubles import make_indicator
from lianggang.engine.attainment import attainment
from lianggang.model.assessment import Mark, NotAssessed, ResolvedTarget
from lianggang.model.attainment import Attainment
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Quarter

BEHIND = {"value_gap": Decimal("5.6"), "need": 1.7, "recent": 0.1, "expected": 0.07}
AT_NODE = {**BEHIND, "value_gap": Decimal(0)}
FAST_ENOUGH = {**BEHIND, "recent": 1.7}
CAUTIOUSLY = {**BEHIND, "expected": 1.8}
RED, YELLOW, GREEN = Card.RED, Card.YELLOW, Card.GREEN
AWAITING, FEW = NotAssessed.AWAITING_DEADLINE_DATA, NotAssessed.SMALL_NUMBERS
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
        ({"met": False, "card": None, "period": LONG_PAST, "not_assessed": AWAITING}, Attainment.NO_DATA),
        ({"met": True, "card": None, "period": LONG_PAST, "not_assessed": AWAITING}, Attainment.NO_DATA),
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
