"""The test vectors of docs/methods.md, section 12, to the digits printed there; and the words of section 11."""

from __future__ import annotations

import math
from typing import NamedTuple

import pytest

from doubles import make_indicator
from judging import filed, judge
from lianggang.engine.pace import chance
from lianggang.engine.scale import WorkingScale
from lianggang.model.assessment import Assessment, Mark
from lianggang.model.card_rules import Card
from lianggang.model.pace import Scale


class Vector(NamedTuple):
    unit: str
    start: int
    baseline: str
    end: int
    target: dict[str, str]
    first: int
    values: tuple[str, ...]
    as_of: int


DOWN5, DOWN7, DOWN8 = {"at_most": "5"}, {"at_most": "7"}, {"at_most": "8"}
KEEP95 = {"at_least": "95", "keep": "true"}
VECTORS = {
    "V1": Vector("1/10万", 2020, "10", 2030, DOWN5, 2020, ("10", "9.8", "9.7", "9.5", "9.4"), 2024),
    "V2": Vector("1/10万", 2020, "10", 2030, DOWN5, 2020, ("10", "9.2", "8.6", "8.1", "7.6"), 2024),
    "V3": Vector("1/10万", 2020, "10", 2030, DOWN7, 2020, ("10", "9.6", "9.3", "8.8", "8.5"), 2024),
    "V4": Vector("%", 2020, "80", 2030, {"at_least": "95"}, 2020, ("80", "82.5", "84", "86", "87.2"), 2024),
    "V5": Vector("%", 2020, "80", 2030, {"at_least": "95"}, 2020, ("80", "81", "81.5", "83", "83.4"), 2024),
    "V6": Vector("%", 2020, "97", 2030, KEEP95, 2018, ("97.1", "97.0", "97.0", "96.8", "96.1", "95.6", "95.2"), 2024),
    "V7": Vector("%", 2020, "97", 2030, KEEP95, 2018, ("97.1", "97.0", "97.0", "96.8", "96.1", "95.6", "94.8"), 2024),
    "V8": Vector("%", 2020, "80", 2030, {"at_least": "90"}, 2020, ("80", "86", "90.5", "90.1", "89.2"), 2024),
    "V9": Vector("万元", 2020, "-2", 2030, {"at_least": "1"}, 2020, ("-2", "-1.8", "-1.4", "-1.2", "-0.9"), 2024),
    "V10": Vector("1/10万", 2000, "53", 2010, {"at_most": "39.75"}, 2000, ("53", "50.2", "43.2", "51.3"), 2003),
    "V11": Vector("1/10万", 2020, "10", 2030, DOWN5, 2020, ("10", "", "", "", "8"), 2025),
    "V12": Vector("1/10万", 2020, "10", 2030, DOWN8, 2020, ("10", "10.4"), 2021),
}


def assess(name: str, *, rules: str = "default") -> Assessment:
    """Everything filed in one return, so that there is one step and no hysteresis."""
    vector = VECTORS[name]
    indicator = make_indicator(
        "X",
        unit_of_measure=vector.unit,
        direction="down" if "at_most" in vector.target else "up",
        frequency="annual",
        baseline={"period": str(vector.start), "value": vector.baseline},
        targets=[{"by": f"{vector.end}Q4", "level": "国家", "source": "某规划", **vector.target}],
        due=["Q1"],
    )
    rows = [
        filed("X", str(vector.first + years), value, f"{vector.as_of}Q4")
        for years, value in enumerate(vector.values)
        if value
    ]
    return judge(indicator, rows, f"{vector.as_of}Q4", rules=rules)


@pytest.mark.parametrize(
    ("name", "scale_and_h", "paces", "noise_and_z", "card_rule_chance"),
    # paces: L, recent, whole, expected, need
    [
        ("V1", ("log", 6), (2.2398, 0.0155, 0.0157, 0.0125, 0.1051), (0.0051, -3.695), ("red", "far-behind", 1)),
        ("V2", ("log", 6), (2.0258, 0.0676, 0.0692, 0.0547, 0.0694), (0.0089, -0.507), ("yellow", "behind", 20)),
        ("V3", ("log", 6), (2.1397, 0.0412, 0.0407, 0.0328, 0.0323), (0.0091, 0.016), ("green", "on-course", 70)),
        ("V4", ("logit", 6), (1.9253, 0.1330, 0.1347, 0.1071, 0.1699), (0.0277, -0.716), ("yellow", "ahead", 14)),
        ("V5", ("logit", 6), (1.6182, 0.0592, 0.0580, 0.0468, 0.2210), (0.0297, -1.942), ("red", "far-behind", 5)),
        ("V6", ("logit", 6), (2.9925, -0.1098, -0.1209, -0.0923, -0.0080), (0.0660, -0.668),
         ("yellow", "keep-frail", 25)),
        ("V7", ("logit", 6), (2.9283, -0.1218, -0.1369, -0.1035, 0.0027), (0.0739, -0.793), ("red", "keep-red", 25)),
        ("V8", ("logit", 6), (2.2175, 0.1843, 0.2078, 0.1568, -0.0034), (0.2533, 0.511), ("green", "on-course", 89)),
        ("V9", ("lin", 6), (-0.3000, 0.0933, 0.0917, 0.0740, 0.1056), (0.0276, -0.467), ("yellow", "behind", 20)),
        ("V10", ("log", 7), (3.8990, 0.0248, 0.0238, 0.0194, 0.0309), (0.1350, -0.074), ("green", "on-course", 53)),
        ("V11", ("log", 6), (2.0794, 0.0558, 0.0558, 0.0446, 0.0783), (0.0000, -1.685), ("yellow", "ahead", 5)),
        ("V12", ("log", 9), (2.3418, -0.0392, -0.0392, -0.0314, 0.0292), (0.0000, -3.026), ("red", "far-behind", 1)),
    ],
)  # fmt: skip
def test_vector(
    name: str,
    scale_and_h: tuple[str, int],
    paces: tuple[float, ...],
    noise_and_z: tuple[float, float],
    card_rule_chance: tuple[str, str, int],
) -> None:
    found = assess(name)
    pace = found.pace
    assert pace is not None
    assert (pace.scale.value, pace.years_left) == scale_and_h
    shown = (pace.level, pace.recent, pace.whole, pace.expected, pace.need)
    assert tuple(round(value, 4) for value in shown) == paces
    assert (round(pace.noise, 4), round(pace.z, 3)) == noise_and_z
    assert found.card is not None
    assert (found.card.value, found.rule, found.measures["chance"]) == card_rule_chance


def test_the_measures_are_those_of_the_pace() -> None:
    found = assess("V4")
    assert found.pace is not None
    names = ("need", "expected", "recent", "whole", "noise", "z")
    # The measures leave out the last bits of the floats.
    assert [found.measures[name] for name in names] == [
        pytest.approx(getattr(found.pace, name), abs=1e-12) for name in names
    ]


def test_marks_of_the_vectors() -> None:
    assert Mark.LOST_AGAIN in assess("V8").marks
    assert Mark.KEEP in assess("V6").marks
    assert {Mark.LOST_AGAIN, Mark.KEEP}.isdisjoint(assess("V4").marks)


@pytest.mark.parametrize(
    ("name", "measure", "value"),
    [
        ("V2", "pace_ratio", 1.200), ("V2", "cagr_ratio", 0.990),
        ("V10", "pace_ratio", 0.428), ("V10", "cagr_ratio", 0.381),
    ],
)  # fmt: skip
def test_other_methods(name: str, measure: str, value: float) -> None:
    found = assess(name).measures[measure]
    assert found is not None
    assert round(float(found), 3) == value


def test_schedule_on_the_vectors() -> None:
    assert (assess("V2", rules="schedule").card, assess("V10", rules="schedule").card) == (Card.GREEN, Card.RED)


def test_a_fall_is_said_in_percent_of_the_value_itself() -> None:
    """V2 needs ln(7.58/5)/6 a year: six falls of 6.70 % bring 7.58 to 5."""
    pace = assess("V2").pace
    assert pace is not None
    assert round(pace.in_unit["need"], 2) == 6.70
    assert math.isclose(math.exp(pace.level) * (1 - pace.in_unit["need"] / 100) ** 6, 5)
    assert pace.back_on_path is not None
    assert math.isclose(pace.back_on_path, math.exp(pace.level) * (1 - pace.in_unit["need"] / 100))


def test_a_percentage_is_said_in_points_of_the_first_year() -> None:
    pace = assess("V4").pace
    assert pace is not None
    scale = WorkingScale(Scale.LOGIT)
    assert pace.in_unit["need"] == scale.value(pace.level + pace.need) - scale.value(pace.level)
    assert pace.back_on_path == scale.value(pace.level + pace.need)


def test_a_linear_pace_is_said_in_the_unit() -> None:
    pace = assess("V9").pace
    assert pace is not None
    assert round(pace.in_unit["recent"], 4) == 0.28  # 0.0933 of a way of 3


def test_with_less_than_a_year_left_the_path_ends_at_the_target() -> None:
    indicator = make_indicator()
    rows = [filed("C-EDU-02", f"{year}Q4", value) for year, value in ((2022, "74"), (2023, "75"), (2024, "76"))]
    found = judge(indicator, [*rows, filed("C-EDU-02", "2025Q3", "78.70")], "2025Q3")
    assert found.pace is not None
    assert found.pace.years_left * 4 == 1
    assert found.pace.back_on_path is not None
    assert round(found.pace.back_on_path, 6) == 85


@pytest.mark.parametrize(
    ("z", "keep", "met"),
    [
        (-9.0, False, 1), (-2.0, False, 5), (-0.6, False, 20), (-0.2, False, 53), (0.99, False, 89), (1.0, False, 94),
        (-0.41, True, 25), (-0.4, True, 77), (0.0, True, 90), (0.2, True, 93), (0.5, True, 98), (1.0, True, 99),
    ],
)  # fmt: skip
def test_chance(z: float, keep: bool, met: int) -> None:
    assert chance(z, keep=keep) == met
