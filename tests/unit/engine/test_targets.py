from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from doubles import make_indicator
from judging import series
from lianggang.engine.points import points_of
from lianggang.engine.targets import Agenda, Plan, plan_of, trend_plan
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


def counting(quarter: str, *targets: dict[str, Any], direction: str = "up") -> dict[str, Any]:
    agenda = Agenda(make_indicator("X", direction=direction, targets=list(targets)))
    in_force = agenda.in_force(Quarter.parse(quarter).index)
    return {str(Quarter.at(deadline)): plan.value for deadline, plan in in_force.items()}


def test_of_targets_with_one_deadline_the_strictest_counts() -> None:
    national, local = target(at_least="85"), target(level="区", at_least="88")
    assert counting("2023Q1", national, local) == counting("2023Q1", local, national) == {"2025Q4": 88}
    falling = (target(at_most="5"), target(level="区", at_most="4"))
    assert counting("2023Q1", *falling, direction="down") == {"2025Q4": 4}


def test_above_asks_for_more_than_at_least_the_same() -> None:
    agenda = Agenda(make_indicator("X", targets=[target(at_least="85"), target(level="区", above="85")]))
    (plan,) = agenda.in_force(Quarter(2023, 1).index).values()
    assert plan.strict


def test_every_area_and_several_years_ask_for_more_than_the_same_number_alone() -> None:
    every, twice = target(at_least="85", every_area="true"), target(level="市", at_least="85", **{"for": "2"})
    for harder in (every, twice):
        agenda = Agenda(make_indicator("X", targets=[target(level="区", at_least="85"), harder]))
        (plan,) = agenda.in_force(Quarter(2023, 1).index).values()
        assert plan.target is not None
        assert plan.target.level == harder["level"]
        assert not plan.is_plain


def test_a_relative_target_has_its_number_only_for_a_figure() -> None:
    relative = plan(not_below="OTHER")
    assert (relative.value, relative.sign, relative.unjudged, relative.others) == (None, 1, None, ())
    others = points_of(series("OTHER", {"2020": "29", "2021": "30", "2023": "32"}))
    seen = replace(relative, others=others)
    (own,) = points_of(series("X", {"2022": "30.5"}))
    assert (seen.reading(own).value, seen.meets(own), seen.reading(own).gap(own.value)) == (30, True, Decimal("-0.5"))
    (before,) = points_of(series("X", {"2019": "30.5"}))
    assert (seen.reading(before).value, seen.meets(before)) == (None, None)


def test_a_number_goes_before_a_direction() -> None:
    assert counting("2023Q1", target(rise="true"), target(level="区", at_least="80")) == {"2025Q4": 80}


def test_deadlines_stand_nearest_first() -> None:
    assert list(counting("2023Q1", target("2030Q4", at_least="90"), target(at_least="85"))) == ["2025Q4", "2030Q4"]


def test_the_latest_valid_version_counts_alone() -> None:
    first = target(at_least="85")
    tightened = target(at_least="88", valid_from="2023Q1")
    eased = target(at_least="86", valid_from="2024Q1")
    versions = (first, tightened, eased)
    found = [counting(quarter, *versions) for quarter in ("2022Q4", "2023Q1", "2024Q1")]
    assert found == [{"2025Q4": 85}, {"2025Q4": 88}, {"2025Q4": 86}]


def test_a_version_that_names_the_indicators_own_outline_is_a_version() -> None:
    own = make_indicator("X").outline
    eased = target(at_least="80", valid_from="2023Q1", outline=own)
    assert counting("2023Q1", target(at_least="85"), eased) == {"2025Q4": 80}


def test_versions_of_another_outline_stay() -> None:
    other = target(at_least="80", valid_from="2023Q1", outline="区儿规")
    assert counting("2023Q1", target(at_least="85"), other) == {"2025Q4": 85}


def test_versions_of_another_level_stay() -> None:
    national, local = target(at_least="85"), target(level="区", at_least="80", valid_from="2023Q1")
    assert counting("2023Q1", national, local) == {"2025Q4": 85}


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
