from __future__ import annotations

import pytest

from doubles import make_indicator
from return_doubles import Figures, faults_after

SHARE = make_indicator(without=("targets", "baseline"))
BARE = make_indicator("C-P-05", without=("numerator", "denominator", "targets", "baseline"))
COUNT = make_indicator("C-P-01", unit_of_measure="人", decimals="0", without=("numerator", "denominator", "targets"))
MONEY = make_indicator("C-P-02", unit_of_measure="万元", without=("numerator", "denominator", "targets"))
YUAN = make_indicator("C-P-03", unit_of_measure="元", without=("numerator", "denominator", "targets"))
SO_FAR = make_indicator(
    "C-P-04", unit_of_measure="人", decimals="0", figure="year_to_date", without=("numerator", "denominator", "targets")
)
DEATHS = make_indicator("C-H-01", unit_of_measure="1/10万", plausible=["0", "150"], without=("targets", "baseline"))
COVER = make_indicator("C-H-02", plausible=["40", "100"], without=("targets", "baseline"))


def codes(*arguments: object, **row: object) -> list[str]:
    return [found.code for found in faults_after(*arguments, **row)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("85.20", "0.85", ["U02"]),
        ("85.20", "1", ["U02"]),
        ("60.00", "1.01", []),
        ("1.51", "0.85", ["U02"]),
        ("1.50", "0.85", []),
        ("85.20", "0", ["T05"]),
    ],
)
def test_a_share_where_percent_is_asked_for(before: str, now: str, expected: list[str]) -> None:
    assert codes(BARE, {"2025Q2": before}, now) == expected


def test_a_share_that_its_counts_bear_out_is_none() -> None:
    assert "U02" not in codes(SHARE, {"2025Q2": ("85.20", "852", "1000")}, ("0.85", "17", "2000"))


def test_a_share_is_looked_at_beside_all_earlier_figures() -> None:
    assert "U02" not in codes(BARE, {"2025Q1": "1.20", "2025Q2": "85.20"}, "0.85")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("92", "920", ["U03"]),
        ("100", "800", ["U03"]),
        ("100", "799", []),
        ("100", "1200", ["U03"]),
        ("100", "1201", []),
        ("9230", "92", ["U03"]),
        ("100", "100000", ["U03"]),
        ("12", "120000", ["U03"]),
        ("5", "50", ["U03"]),
        ("4", "40", []),
        ("0", "40", []),
    ],
)
def test_powers_of_ten(before: str, now: str, expected: list[str]) -> None:
    assert codes(COUNT, {"2025Q2": before}, now) == expected


def test_a_rate_of_few_events_changes_tenfold_by_chance() -> None:
    past = {"2025Q2": ("8.00", "4", "50000")}
    assert codes(DEATHS, past, ("80.00", "40", "50000")) == []
    assert codes(DEATHS, {"2025Q2": ("10.00", "5", "50000")}, ("100.00", "50", "50000")) == ["U03"]


@pytest.mark.parametrize(
    ("indicator", "before", "now", "said"),
    [
        (MONEY, "126.50", "1287500", "疑似以“元”填报（单位应为万元）"),
        (MONEY, "1265000", "128", "疑似以“亿元”填报（单位应为万元）"),
        (YUAN, "1287500", "126.50", "疑似以“万元”填报（单位应为元）"),
        (COUNT, "128750", "13", "疑似以“万人”填报（单位应为人）"),
    ],
)
def test_units_of_ten_thousand(indicator: object, before: str, now: str, said: str) -> None:
    (found,) = faults_after(indicator, {"2025Q2": before}, now)  # type: ignore[arg-type]
    assert found.code == "U04"
    assert said in found.message


def test_figures_that_accumulate_are_compared_with_the_same_quarter_of_the_year_before() -> None:
    past: dict[str, Figures] = {"2024Q3": "210", "2024Q4": "300", "2025Q1": "20", "2025Q2": "140"}
    assert codes(SO_FAR, past, "215") == []
    (found,) = faults_after(SO_FAR, past, "2150")
    assert (found.code, found.message) == (
        "U03", "填报2150，上年同期（2024Q3）为210，相差约10倍；疑似小数点或单位错误，请核对，如属实请在“说明”中写明。",
    )  # fmt: skip
    assert found.also is not None
    assert found.also.path == "data/2024Q3.csv"


@pytest.mark.parametrize(
    ("indicator", "now", "expected"),
    [
        (DEATHS, "150", []),
        (DEATHS, "150.01", ["U05"]),
        (DEATHS, ("333.33", "1", "300"), []),
        (DEATHS, ("333.33", "5", "1500"), ["U05"]),
        (COVER, "40", []),
        (COVER, "39.99", ["U05"]),
        (COVER, ("10.00", "1", "10"), []),
        (COVER, ("0.00", "0", "1200"), ["U05"]),
        (COVER, "101", ["L01"]),
    ],
)
def test_the_plausible_range(indicator: object, now: Figures, expected: list[str]) -> None:
    assert codes(indicator, {}, now) == expected


def test_another_unit_is_named_where_only_one_would_fit() -> None:
    rate = make_indicator("C-H-03", unit_of_measure="1/10万", plausible=["10", "150"], without=("targets", "baseline"))
    (found,) = faults_after(rate, {}, "0.85")
    assert found.message == (
        "填报0.85，明显偏小（单位1/10万，通常为10—150）；疑似按‰填报（单位应为1/10万），如属实请在“说明”中写明。"
    )


def test_a_year_under_way_is_not_held_to_the_lower_end() -> None:
    so_far = make_indicator(
        "C-P-06", unit_of_measure="人", decimals="0", figure="year_to_date", plausible=["500", "900"],
        without=("numerator", "denominator", "targets"),
    )  # fmt: skip
    assert codes(so_far, {}, "300") == []
    assert codes(so_far, {}, "901") == ["U05"]


def test_a_tenfold_figure_outside_its_range_is_said_once_and_explained_by_a_note() -> None:
    past = {"2025Q2": "12.00"}
    assert codes(DEATHS, past, "1200.00") == ["U03"]
    (found,) = faults_after(DEATHS, past, "1200.00", note="已核实")
    assert (found.code, found.explained) == ("U03", True)
    assert found.message.endswith("相差约100倍；已附说明，数值照用。")
