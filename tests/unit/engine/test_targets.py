from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from doubles import make_indicator
from judging import series
from lianggang.engine.points import points_of
from lianggang.engine.targets import Plan, plan_of, trend_plan
from lianggang.model.assessment import NotAssessed
from lianggang.model.quarter import Quarter


def target(by: str = "2025Q4", level: str = "国家", **asks: Any) -> dict[str, Any]:
    return {"by": by, "level": level, "source": "某规划", **asks}


def plan(direction: str = "up", baseline: str | None = "10", **asks: Any) -> Plan:
    known = {"baseline": {"period": "2020", "value": baseline}} if baseline else {}
    without = () if baseline else ("baseline",)
    indicator = make_indicator("X", direction=direction, targets=[target(**asks)], without=without, **known)
    return plan_of(indicator, indicator.targets[0])


@pytest.mark.parametrize(
    ("asks", "value", "sign"),
    [
        ({"at_least": "85"}, Decimal(85), 1),
        ({"above": "85"}, Decimal(85), 1),
        ({"direction": "down", "at_most": "5"}, Decimal(5), -1),
        ({"direction": "down", "at_most": "0"}, Decimal(0), -1),  # a number like any other
        ({"direction": "down", "below": "5"}, Decimal(5), -1),
        ({"direction": "range", "between": ["45", "55"]}, (Decimal(45), Decimal(55)), 0),
        ({"direction": "range", "about": "45", "within": "2"}, (Decimal(43), Decimal(47)), 0),
        ({"direction": "down", "change": "-20%"}, Decimal(8), -1),
        ({"change": "+5%"}, Decimal("10.5"), 1),
        ({"direction": "down", "baseline": "-10", "change": "-20%"}, Decimal(-12), -1),
        ({"rise": "true"}, None, 1),
        ({"direction": "down", "fall": "true"}, None, -1),
    ],
)
def test_what_a_target_asks_for(asks: dict[str, Any], value: Any, sign: int) -> None:
    found = plan(**asks)
    assert (found.value, found.sign, found.unjudged) == (value, sign, None)


@pytest.mark.parametrize(
    ("asks", "why"),
    [
        ({"direction": "down", "change": "-20%", "baseline": None}, NotAssessed.NO_BASELINE),
    ],
)
def test_what_is_not_judged(asks: dict[str, Any], why: NotAssessed) -> None:
    found = plan(**asks)
    assert (found.value, found.unjudged) == (None, why)


@pytest.mark.parametrize(
    ("asks", "value", "met", "gap"),
    [
        ({"at_least": "85"}, "85", True, "0"),
        ({"at_least": "85"}, "78.70", False, "6.30"),
        ({"at_least": "85"}, "86", True, "-1"),
        ({"above": "85"}, "85", False, "0"),
        ({"above": "85"}, "85.01", True, "-0.01"),
        ({"direction": "down", "at_most": "5"}, "5.2", False, "0.2"),
        ({"direction": "down", "at_most": "5"}, "4", True, "-1"),
        ({"direction": "down", "below": "5"}, "5", False, "0"),
        ({"direction": "range", "between": ["45", "55"]}, "40", False, "5"),
        ({"direction": "range", "between": ["45", "55"]}, "58", False, "3"),
        ({"direction": "range", "between": ["45", "55"]}, "45", True, "0"),
        ({"direction": "range", "between": ["45", "55"]}, "53", True, "-2"),
    ],
)
def test_met_and_gap(asks: dict[str, Any], value: str, met: bool, gap: str) -> None:
    found = plan(**asks)
    assert (found.is_met(Decimal(value)), found.gap(Decimal(value))) == (met, Decimal(gap))


def test_a_direction_alone_is_neither_met_nor_missed() -> None:
    found = plan(rise="true")
    assert (found.is_met(Decimal(1)), found.gap(Decimal(1)), found.aims(Decimal(1))) == (None, None, ())


@pytest.mark.parametrize(
    ("value", "aims"),
    [
        ("40", [(1, 45, False)]),
        ("60", [(-1, 55, False)]),
        ("50", [(1, 45, True), (-1, 55, True)]),
        ("45", [(1, 45, True), (-1, 55, True)]),
    ],
)
def test_a_range_is_approached_from_outside_and_held_inside(value: str, aims: list[tuple[int, int, bool]]) -> None:
    assert list(plan(direction="range", between=["45", "55"]).aims(Decimal(value))) == aims


def test_a_targets_own_baseline_goes_before_the_indicators() -> None:
    found = plan(at_least="85", baseline="10")
    own = make_indicator("X", targets=[target(at_least="85", baseline={"period": "2022", "value": "60"})])
    assert found.baseline is not None
    assert found.baseline.value == 10
    theirs = plan_of(own, own.targets[0])
    assert theirs.start == Quarter(2022, 4).index


def test_a_relative_target_has_its_number_only_for_a_figure() -> None:
    relative = plan(not_below="OTHER")
    assert (relative.value, relative.sign, relative.unjudged, relative.others) == (None, 1, None, ())
    others = points_of(series("OTHER", {"2020": "29", "2021": "30", "2023": "32"}))
    seen = replace(relative, others=others)
    (own,) = points_of(series("X", {"2022": "30.5"}))
    assert (seen.reading(own).value, seen.meets(own), seen.reading(own).gap(own.value)) == (30, True, Decimal("-0.5"))
    (before,) = points_of(series("X", {"2019": "30.5"}))
    assert (seen.reading(before).value, seen.meets(before)) == (None, None)


@pytest.mark.parametrize(
    ("direction", "sign", "why"),
    [
        ("up", 1, None), ("down", -1, None),
        ("range", 0, NotAssessed.OBSERVED_ONLY), ("yes_no", 0, NotAssessed.OBSERVED_ONLY),
    ],
)  # fmt: skip
def test_without_a_target_the_direction_alone_is_judged(direction: str, sign: int, why: NotAssessed | None) -> None:
    found = trend_plan(make_indicator("X", direction=direction, targets=[]))
    assert (found.target, found.sign, found.unjudged) == (None, sign, why)
