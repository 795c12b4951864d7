from __future__ import annotations

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from return_doubles import THIS, Figures, faults_after, filed, make_return, make_row

BARE = ("numerator", "denominator", "targets", "baseline")
SO_FAR = make_indicator("C-P-01", unit_of_measure="人", decimals="0", figure="year_to_date", without=BARE)
RATE = make_indicator("C-P-02", figure="year_to_date", without=("targets", "baseline"))
HEALTH = make_indicator("C-P-03", unit_of_measure="人", decimals="0", figure="health_year_to_date", without=BARE)
OWN = make_indicator("C-P-04", unit_of_measure="人", decimals="0", figure="period", without=BARE)
LEVEL = make_indicator("C-P-05", unit_of_measure="人", decimals="0", without=BARE)


def codes(*arguments: object, **row: object) -> list[str]:
    return [found.code for found in faults_after(*arguments, **row)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("indicator", "past", "now", "expected"),
    [
        (SO_FAR, {"2025Q2": "230"}, "229", ["T01"]),
        (SO_FAR, {"2025Q2": "230"}, "230", []),
        (SO_FAR, {"2025Q1": "230"}, "229", ["T01"]),
        (SO_FAR, {"2024Q4": "230"}, "229", []),
        (HEALTH, {"2024Q4": "230"}, "229", ["T01"]),
        (HEALTH, {"2024Q3": "230"}, "229", []),
        (RATE, {"2025Q2": ("90.00", "450", "500")}, ("60.00", "480", "800"), []),
        (RATE, {"2025Q2": ("60.00", "480", "800")}, ("60.00", "450", "750"), ["T01"]),
        (LEVEL, {"2025Q2": "230"}, "229", []),
    ],
)
def test_what_accumulates_does_not_fall_within_its_year(
    indicator: object, past: dict[str, Figures], now: Figures, expected: list[str]
) -> None:
    assert codes(indicator, past, now) == expected


def test_a_fall_is_an_error_whatever_the_note_says_and_points_at_both_cells() -> None:
    (found,) = faults_after(SO_FAR, {"2025Q2": "230"}, "210", note="属实")
    assert (found.severity.value, found.explained, found.also and found.also.path) == (
        "error",
        False,
        "data/2025Q2.csv",
    )
    assert found.message.startswith("年内累计2025Q3为210，小于2025Q2的230；疑似误填本期数")


def test_a_fall_against_a_figure_that_the_same_returns_correct_is_none() -> None:
    catalogue = make_catalogue(SO_FAR)
    earlier = filed(catalogue, {"2025Q2": [make_row(SO_FAR, "230", period="2025Q2")]})
    table = make_return(make_row(SO_FAR, "210"), make_row(SO_FAR, "200", period="2025Q2", note="重复统计"))
    checked = check_quarter([table], catalogue, THIS, (), earlier)
    assert [(one.code, one.explained) for one in checked.diagnostics] == [("T10", True)]


@pytest.mark.parametrize(
    ("past", "now", "expected"),
    [
        ({"2025Q1": "100"}, "120", ["T02"]),
        ({"2025Q1": "100"}, "121", []),
        ({"2025Q1": "100", "2025Q2": "110"}, "120", []),
        ({"2025Q1": "19"}, "20", []),
        # Last year it hardly grew by now either.
        ({"2024Q1": "100", "2024Q3": "150", "2025Q1": "100"}, "110", []),
        ({"2024Q1": "100", "2024Q3": "151", "2025Q1": "100"}, "110", ["T02"]),
        # Nothing is on file of this year: the increment of last year's quarter.
        ({"2024Q2": "200", "2024Q3": "300"}, "110", ["T02"]),
        ({"2024Q2": "200", "2024Q3": "300"}, "121", []),
        ({"2024Q2": "100", "2024Q3": "200"}, "100", []),
        ({"2024Q3": "300"}, "110", []),
    ],
)
def test_a_figure_that_looks_like_one_quarter(past: dict[str, Figures], now: str, expected: list[str]) -> None:
    assert codes(SO_FAR, past, now) == expected


@pytest.mark.parametrize(
    ("past", "now", "expected"),
    [
        ({"2025Q1": "100", "2025Q2": "110"}, "315", ["T03"]),
        ({"2025Q1": "100", "2025Q2": "110"}, "252", ["T03"]),
        ({"2025Q1": "100", "2025Q2": "110"}, "251", []),
        ({"2025Q1": "100", "2025Q2": "110"}, "378", ["T03"]),
        ({"2025Q1": "100", "2025Q2": "110"}, "379", []),
        ({"2025Q2": "110"}, "315", []),
        ({"2025Q1": "9", "2025Q2": "10"}, "30", []),
        ({"2024Q3": "260", "2025Q1": "100", "2025Q2": "110"}, "315", []),
        ({"2024Q3": "240", "2025Q1": "100", "2025Q2": "110"}, "315", ["T03"]),
    ],
)
def test_a_figure_that_looks_like_the_sum_of_the_year(past: dict[str, Figures], now: str, expected: list[str]) -> None:
    assert codes(OWN, past, now) == expected


def test_after_one_quarter_it_takes_last_years_figure_to_tell_a_sum() -> None:
    quarterly = make_indicator(
        "C-P-06", unit_of_measure="人", decimals="0", figure="period", frequency="half_yearly", without=BARE
    )
    catalogue = make_catalogue(quarterly)

    def found(past: dict[str, str]) -> list[str]:
        quarters = {quarter: [make_row(quarterly, text, period=quarter)] for quarter, text in past.items()}
        table = make_return(make_row(quarterly, "210", period="2024Q4"), path="data/2024Q4.csv", quarter=THIS + -3)
        return [
            one.code for one in check_quarter([table], catalogue, THIS + -3, (), filed(catalogue, quarters)).diagnostics
        ]

    assert found({"2024Q2": "100"}) == []
    assert found({"2023Q4": "105", "2024Q2": "100"}) == ["T03"]
    assert found({"2023Q4": "200", "2024Q2": "100"}) == []
