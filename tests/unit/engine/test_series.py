from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from doubles import make_indicator
from judging import filed, series
from lianggang.engine.points import Point, points_of
from lianggang.engine.series import Series, series_of
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Observation


def pooled(rows: list[Observation], **changes: Any) -> Series:
    indicator = make_indicator("X", figure="period", unit_of_measure="1/10万", direction="down", **changes)
    return series_of(indicator, points_of(rows))


def shown(points: tuple[Point, ...]) -> dict[str, Decimal]:
    return {str(point.period): point.value for point in points}


def births(period: str, deaths: int, born: int, in_return: str | None = None) -> Observation:
    value = Decimal(deaths) * 100000 / born
    return filed("X", period, str(value), in_return, numerator=str(deaths), denominator=str(born))


def known(found: Series, quarter: str) -> dict[str, Decimal]:
    return shown(found.known(Quarter.parse(quarter).index))


def test_a_level_stands_as_it_was_filed() -> None:
    found = series_of(make_indicator("X"), points_of(series("X", {"2023Q3": "70", "2023Q4": "71", "2024Q1": "72"})))
    assert known(found, "2023Q4") == {"2023Q3": 70, "2023Q4": 71}
    assert known(found, "2024Q1") == {"2023Q3": 70, "2023Q4": 71, "2024Q1": 72}


def test_a_late_figure_is_known_only_from_its_return_on() -> None:
    rows = [filed("X", "2023Q2", "2"), filed("X", "2023Q1", "1", "2023Q3"), filed("X", "2023Q3", "3")]
    found = series_of(make_indicator("X"), points_of(rows))
    assert known(found, "2023Q2") == {"2023Q2": 2}
    assert known(found, "2023Q3") == {"2023Q1": 1, "2023Q2": 2, "2023Q3": 3}


def test_of_a_year_and_its_fourth_quarter_the_newer_filed_stands() -> None:
    rows = [filed("X", "2023Q4", "70"), filed("X", "2023", "71", "2024Q1")]
    assert known(series_of(make_indicator("X"), points_of(rows)), "2024Q1") == {"2023": 71}


def test_period_figures_are_pooled_to_years() -> None:
    rows = [births(f"2023Q{quarter}", quarter, 1000) for quarter in (1, 2, 3, 4)]
    found = pooled(rows)
    assert known(found, "2023Q3") == {}
    assert known(found, "2023Q4") == {"2023": Decimal(250)}  # 10 of 4,000
    (year,) = found.known(Quarter(2023, 4).index)
    assert (year.numerator, year.denominator) == (10, 4000)


def test_between_year_ends_the_last_four_quarters_give_one_provisional_point() -> None:
    rows = [births(f"2023Q{quarter}", 1, 1000) for quarter in (1, 2, 3, 4)]
    rows += [births("2024Q1", 3, 1000), births("2024Q2", 5, 2000)]
    found = pooled(rows)
    assert known(found, "2024Q1") == {"2023": 100, "2024Q1": 150}
    assert known(found, "2024Q2") == {"2023": 100, "2024Q2": 200}  # the earlier provisional point is gone


def test_with_a_quarter_missing_no_point_is_added() -> None:
    rows = [births(f"2023Q{quarter}", 1, 1000) for quarter in (1, 2, 3, 4)]
    rows += [births("2024Q2", 1, 1000), births("2024Q3", 1, 1000)]
    assert known(pooled(rows), "2024Q3") == {"2023": 100}


def test_a_pooled_year_is_known_with_its_last_part() -> None:
    rows = [births(f"2023Q{quarter}", 1, 1000) for quarter in (1, 3, 4)]
    found = pooled([*rows, births("2023Q2", 1, 1000, "2024Q2")])
    assert known(found, "2024Q1") == {}
    assert known(found, "2024Q2") == {"2023": 100}


def test_half_years_pool_in_twos() -> None:
    rows = [births("2023Q2", 1, 1000), births("2023Q4", 3, 1000), births("2024Q2", 1, 1000)]
    found = pooled(rows, frequency="half_yearly")
    assert known(found, "2024Q2") == {"2023": 200, "2024Q2": 200}


def test_a_year_filed_as_such_goes_before_its_sum() -> None:
    rows = [births(f"2023Q{quarter}", 1, 1000) for quarter in (1, 2, 3, 4)]
    assert known(pooled([*rows, births("2023", 5, 4000, "2024Q1")]), "2024Q1") == {"2023": 125}


def test_nothing_is_counted_where_all_denominators_are_zero() -> None:
    rows = [filed("X", f"2023Q{quarter}", "0", numerator="0", denominator="0") for quarter in (1, 2, 3, 4)]
    assert known(pooled(rows), "2023Q4") == {}


@pytest.mark.parametrize(
    ("frequency", "figure", "supported"),
    [
        ("quarterly", "level", True),
        ("quarterly", "rolling_year", True),
        ("quarterly", "period", False),  # without numerator and denominator
        ("quarterly", "year_to_date", True),
        ("quarterly", "health_year_to_date", True),
        ("half_yearly", "year_to_date", True),
        ("annual", "period", True),
        ("annual", "year_to_date", True),
        ("health_year", "health_year_to_date", True),
    ],
)
def test_which_kinds_of_figures_are_judged(frequency: str, figure: str, supported: bool) -> None:
    indicator = make_indicator("X", frequency=frequency, figure=figure)
    assert series_of(indicator, points_of(series("X", {"2023Q4": "70"}))).supported is supported


@pytest.mark.parametrize(
    ("more", "value"),
    [
        ({"unit_of_measure": "万元"}, 46),
        ({"unit_of_measure": "件", "decimals": "0"}, 46),
        ({"unit_of_measure": "件"}, None),  # with decimals it is an average, not a count
        ({"unit_of_measure": "分"}, None),
        ({"unit_of_measure": "%"}, None),
    ],
)
def test_quarters_of_counts_and_amounts_add_up_to_a_year(more: dict[str, str], value: int | None) -> None:
    indicator = make_indicator("X", without=("numerator", "denominator"), figure="period", **more)
    parts = {"2024Q1": "10", "2024Q2": "11", "2024Q3": "12", "2024Q4": "13", "2025Q1": "20"}
    found = series_of(indicator, points_of(series("X", parts)))
    known = [(str(point.period), point.value) for point in found.known(8096)]
    assert found.supported is (value is not None)
    if value is not None:
        assert known == [("2024", value)]
        rolling = found.known(8097)[-1]
        assert (str(rolling.period), rolling.value, rolling.numerator) == ("2025Q1", 56, None)


def test_accumulating_figures_are_judged_at_the_years_end_and_kept_beside() -> None:
    indicator = make_indicator("X", figure="year_to_date")
    figures = {"2023Q4": "70", "2024Q1": "18", "2024Q4": "74", "2025Q1": "19"}
    found = series_of(indicator, points_of(series("X", figures)))
    assert [(str(point.period), point.value) for point in found.known(8097)] == [("2023", 70), ("2024", 74)]
    assert found.changes == {8092, 8096}
    assert [str(point.period) for point in found.so_far(8096)] == ["2023Q4", "2024Q1", "2024Q4"]


def test_a_whole_years_figure_filed_later_replaces_the_sum_of_the_year() -> None:
    indicator = make_indicator("X", figure="health_year_to_date")
    rows = [filed("X", "2024Q3", "70"), filed("X", "2024Q4", "18"), filed("X", "2024", "71", "2025Q1")]
    found = series_of(indicator, points_of(rows))
    assert [(str(point.period), point.time, point.value) for point in found.known(8097)] == [("2024", 8096, 71)]
