from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from doubles import make_indicator
from judging import filed, judge, series
from lianggang.model.indicator import Indicator
from lianggang.model.measures import MEASURES


def indicator(
    direction: str = "up", unit: str = "%", start: str = "2020Q4", baseline: str = "88", **more: Any
) -> Indicator:
    asks = {name: more.pop(name) for name in tuple(more) if name in {"at_least", "at_most", "between", "keep", "rise"}}
    by = more.pop("by", "2025Q4")
    changes = {"baseline": {"period": start, "value": baseline}, "unit_of_measure": unit, "direction": direction}
    targets = [{"by": by, "level": "国家", "source": "某规划", **asks}] if asks else []
    return make_indicator("X", targets=targets, **{**changes, **more})


def measures(of: Indicator, figures: Mapping[str, str], quarter: str | None = None) -> Mapping[str, Any]:
    return judge(of, series("X", figures), quarter or list(figures)[-1], rules="schedule").measures


def test_every_measure_is_named_in_the_order_of_the_closed_list() -> None:
    assert tuple(measures(indicator(at_least="95"), {"2024Q3": "91"})) == MEASURES


def test_the_schedule_of_a_rising_indicator() -> None:
    """基期 88（2020年底），目标 95（2025年底），2024年第三季度 91.00：应到 93.25，落后 2.25 个百分点，完成 42.86 %."""
    found = measures(indicator(at_least="95"), {"2024Q3": "91.00"})
    assert found["elapsed"] == Fraction(3, 4)
    assert (found["node"], found["value_gap"]) == (Fraction("93.25"), Fraction("2.25"))
    assert found["relative_gap"] == Fraction("2.25") / Fraction("93.25")
    assert found["progress"] == Fraction(3, 7)
    assert round(float(found["progress"]) * 100, 2) == 42.86
    assert found["completion_gap"] == Fraction(225, 7)  # 32.14 points
    assert found["pace_ratio"] == Fraction(4, 7)
    assert (found["met"], found["improve"], found["has_number"], found["quarter"]) == (0, 1, 1, 3)
    assert (found["years_left"], found["data_age"]) == (Fraction(5, 4), 0)


def test_the_schedule_of_a_falling_indicator() -> None:
    falling = indicator("down", "1/10万", baseline="5.0", at_most="4.5")
    found = measures(falling, {"2024Q3": "4.8"})
    assert (found["progress"], found["node"]) == (Fraction(2, 5), Fraction("4.625"))
    assert found["value_gap"] == Fraction("0.175")


def test_a_written_node_counts_for_exactly_its_quarter() -> None:
    with_nodes = indicator(at_least="95", nodes={"2024Q2": "92", "2024Q3": "92.5"})
    assert measures(with_nodes, {"2024Q3": "91"})["node"] == Decimal("92.5")
    assert measures(with_nodes, {"2024Q1": "91"})["node"] == 88 + Fraction(7) * Fraction(13, 20)


def test_a_node_is_taken_at_the_datas_own_period() -> None:
    yearly = indicator(at_least="95", frequency="annual", due=["Q1"])
    rows = [filed("X", "2023", "91", "2024Q1")]
    found = judge(yearly, rows, "2024Q3").measures
    assert found["node"] == 88 + Fraction(7) * Fraction(3, 5)
    assert (found["quarter"], found["data_age"]) == (4, Fraction(3, 4))


@pytest.mark.parametrize(
    ("baseline", "asks"),
    [("97", {"at_least": "95"}), ("95", {"at_least": "95"}), ("90", {"at_least": "95", "keep": "true"})],
)
def test_a_level_to_hold_has_neither_progress_nor_pace(baseline: str, asks: dict[str, str]) -> None:
    found = measures(indicator(baseline=baseline, **asks), {"2024Q3": "96"})
    assert (found["improve"], found["met"], found["node"]) == (0, 1, 95)
    names = ("progress", "completion_gap", "pace_ratio", "cagr_ratio", "un_share", "trend_ratio", "escap_share")
    assert [found[name] for name in names] == [None] * len(names)
    assert found["elapsed"] == Fraction(3, 4)


def test_a_range_is_measured_against_its_nearer_end() -> None:
    ranged = indicator("range", "万人", baseline="40", between=["45", "55"])
    below = measures(ranged, {"2024Q3": "44"})
    assert (below["progress"], below["met"], below["value_gap"]) == (Fraction(4, 5), 0, Fraction("-0.25"))
    inside = measures(ranged, {"2024Q3": "50"})
    assert (inside["met"], inside["improve"], inside["node"], inside["progress"]) == (1, 0, None, None)


def test_inside_a_range_the_end_in_danger_is_judged() -> None:
    ranged = indicator(
        "range", "万人", start="2020", baseline="50", between=["45", "55"], frequency="annual", by="2030Q4"
    )
    rising = {"2021": "51", "2022": "52", "2023": "53", "2024": "54"}
    falling = {year: str(100 - int(value)) for year, value in rising.items()}
    found = [judge(ranged, series("X", figures), "2024Q4") for figures in (rising, falling)]
    assert [one.pace.in_unit["recent"] < 0 if one.pace else None for one in found] == [True, True]
    assert [one.card.value if one.card else None for one in found] == ["yellow", "yellow"]


def test_a_direction_alone_has_a_recent_pace_from_three_figures_on() -> None:
    rising = indicator(rise="true")
    assert measures(rising, {"2023Q3": "89", "2024Q3": "90"})["recent"] is None
    found = measures(rising, {"2022Q3": "88", "2023Q3": "89", "2024Q3": "90"})
    assert found["recent"] > 0
    assert [found[name] for name in ("met", "improve", "node", "z", "need", "progress")] == [None] * 6
    assert found["has_number"] == 0


@pytest.mark.parametrize(
    ("direction", "asks", "value", "expected"),
    [
        ("up", {"at_least": "95"}, "87", 1), ("up", {"at_least": "95"}, "88", 0), ("up", {"at_least": "95"}, "89", 0),
        ("down", {"at_most": "80"}, "89", 1), ("down", {"at_most": "80"}, "87", 0),
        ("range", {"between": ["90", "95"]}, "87", 1), ("range", {"between": ["90", "95"]}, "96", 0),
        ("range", {"between": ["90", "95"]}, "98", 1), ("range", {"between": ["80", "90"]}, "81", 0),
    ],
)  # fmt: skip
def test_worse_than_baseline(direction: str, asks: dict[str, Any], value: str, expected: int) -> None:
    of = indicator(direction, "万人", **asks)
    assert measures(of, {"2024Q3": value})["worse_than_baseline"] == expected


@pytest.mark.parametrize(
    ("values", "expected"), [("1 2 3", 0), ("3 2 1", 2), ("1 3 2", 1), ("2 2", 0), ("3 1 1", 0), ("5", 0)]
)
def test_periods_worsening(values: str, expected: int) -> None:
    figures = {f"{2021 + years}Q4": value for years, value in enumerate(values.split())}
    mirrored = {period: str(-int(value)) for period, value in figures.items()}
    falling = indicator("down", at_most="0")
    assert measures(indicator(at_least="95"), figures)["periods_worsening"] == expected
    assert measures(falling, mirrored)["periods_worsening"] == expected


YEARLY = {"2020": "10", "2021": "9.2", "2022": "8.6", "2023": "8.1", "2024": "7.6"}


def yearly(**more: Any) -> Indicator:
    return indicator(
        "down", "1/10万", start="2020", baseline="10", at_most="5", frequency="annual", by="2030Q4", **more
    )


def test_the_measures_of_published_methods() -> None:
    found = measures(yearly(), YEARLY, "2024Q4")
    growth, required = 0.76**0.25 - 1, 0.5**0.1 - 1
    assert math.isclose(found["annual_growth"], -growth)
    assert math.isclose(found["cagr_ratio"], growth / required)
    assert math.isclose(found["un_share"], (7.6 * (1 + growth) ** 6 - 10) / -5)
    assert math.isclose(found["eurostat_ratio"], growth / required)  # the window starts at the baseline
    assert math.isclose(found["trend_ratio"], 0.59 / 0.5)
    assert found["five_year_change"] == Fraction("0.6")
    assert found["five_year_share"] == Fraction("2.6") / Fraction("2.6") - Fraction("3.6") / Fraction("2.6")


def test_the_weighted_line_of_all_points_since_the_baseline() -> None:
    exact = {"2018": "3", "2020": "10", "2021": "9", "2022": "8", "2023": "7"}
    found = measures(yearly(), exact, "2023Q4")
    assert math.isclose(found["escap_share"], 2)  # 0 in 2030; what lies before the baseline does not count


def test_growth_stands_a_zero_but_no_negative_value() -> None:
    to_zero = indicator("down", "件", start="2020", baseline="10", at_most="0", frequency="annual", by="2030Q4")
    found = measures(to_zero, {"2020": "10", "2021": "8", "2022": "0"}, "2022Q4")
    assert math.isclose(found["annual_growth"], 1 - 0.001**0.5)
    assert math.isclose(found["cagr_ratio"], (0.001**0.5 - 1) / (0.001**0.1 - 1))
    negative = indicator("up", "万元", start="2020", baseline="-2", at_least="1", frequency="annual", by="2030Q4")
    found = measures(negative, {"2020": "-2", "2021": "-1.5", "2022": "-1"}, "2022Q4")
    growing = ("annual_growth", "cagr_ratio", "un_share", "eurostat_ratio", "trend_ratio", "escap_share")
    assert [found[name] for name in growing] == [None] * 6
    assert (found["five_year_change"], found["pace_ratio"]) == (Fraction(1, 2), Fraction(5, 3))


def test_eurostat_starts_within_five_years_else_before() -> None:
    rising = indicator("up", "万人", start="2010", baseline="10", at_least="20", frequency="annual", by="2030Q4")
    long_ago = measures(rising, {"2012": "11", "2024": "15"}, "2024Q4")
    assert math.isclose(long_ago["eurostat_ratio"], ((15 / 11) ** (1 / 12) - 1) / ((20 / 11) ** (1 / 18) - 1))
    assert long_ago["five_year_change"] is None
    within = measures(rising, {"2015": "11", "2018": "13", "2020": "14", "2024": "15"}, "2024Q4")
    assert math.isclose(within["eurostat_ratio"], ((15 / 14) ** (1 / 4) - 1) / ((20 / 14) ** (1 / 10) - 1))
    exactly = measures(rising, {"2018": "13", "2019": "14", "2020": "16", "2024": "15"}, "2024Q4")
    assert math.isclose(exactly["eurostat_ratio"], ((15 / 14) ** (1 / 5) - 1) / ((20 / 14) ** (1 / 11) - 1))
    assert measures(rising, {"2024": "15"}, "2024Q4")["eurostat_ratio"] is None


@pytest.mark.parametrize("start", ["20", "21"])
@pytest.mark.parametrize(("latest", "expected"), [("15", -1), ("20", 1), ("20.5", 1)])
def test_a_eurostat_window_that_starts_at_or_beyond_the_target(start: str, latest: str, expected: int) -> None:
    rising = indicator("up", "万人", start="2010", baseline="10", at_least="20", frequency="annual", by="2030Q4")
    for first in ("2020", "2016"):  # within five years, and the only one before
        assert measures(rising, {first: start, "2024": latest}, "2024Q4")["eurostat_ratio"] == expected


@pytest.mark.parametrize(("before", "share"), [("7", 0), ("5", 0), ("3", 1)])
def test_at_the_target_the_five_year_share_asks_whether_it_will_still_hold(before: str, share: int) -> None:
    assert measures(yearly(), {"2020": before, "2024": "5"}, "2024Q4")["five_year_share"] == share


def test_after_the_deadline_no_years_are_carried_on() -> None:
    found = measures(yearly(), {**YEARLY, "2031": "6"}, "2031Q4")
    assert (found["years_left"], found["elapsed"], found["node"]) == (0, Fraction(11, 10), 5)
    assert math.isclose(found["un_share"], 0.8)
    assert found["five_year_share"] is None


def test_without_a_baseline_only_the_distance_to_the_target_is_known() -> None:
    of = make_indicator("X", without=("baseline",))
    found = judge(of, series("X", {"2024Q3": "80"}), "2024Q3").measures
    known = {name for name, value in found.items() if value is not None}
    assert known == {"met", "has_number", "quarter", "years_left", "periods_worsening", "data_age"}


def test_extreme_figures_give_none_and_not_infinity() -> None:
    of = indicator("up", "万元", start="2020Q4", baseline="0.000001", at_least="999999999999999", by="2030Q4")
    found = measures(of, {"2021Q1": "0.000001", "2021Q2": "999999999999998"})
    assert all(math.isfinite(value) for value in found.values() if value is not None)
