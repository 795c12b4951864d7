from __future__ import annotations

from decimal import Decimal

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.model.indicator import Indicator
from lianggang.model.submission import Figure
from return_doubles import THIS, Figures, faults_after, filed, make_return, make_row

SHARE = make_indicator(without=("targets", "baseline"))
BARE = make_indicator("C-P-05", without=("numerator", "denominator", "targets", "baseline"))
COUNT = make_indicator("C-P-01", unit_of_measure="人", decimals="0", without=("numerator", "denominator", "targets"))
MONEY = make_indicator("C-P-02", unit_of_measure="万元", without=("numerator", "denominator", "targets"))
YEARLY = make_indicator(
    "C-P-03", frequency="annual", due=["Q3"], without=("numerator", "denominator", "targets", "baseline")
)
SO_FAR = make_indicator("C-P-04", figure="year_to_date", without=("targets", "baseline"))
STEADY = {"2024Q2": "80.0", "2024Q3": "80.5", "2024Q4": "81.5", "2025Q1": "82.0", "2025Q2": "83.0"}
"""Changes 0.5, 1, 0.5, 1: the median is 0.75, three times that 2.25."""


def codes(*arguments: object, **row: object) -> list[str]:
    return [found.code for found in faults_after(*arguments, **row)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "expected"),
    [("85.25", []), ("85.26", ["T05"]), ("78.25", []), ("78.24", ["T05"])],
)
def test_the_swing_is_three_times_the_median_change(now: str, expected: list[str]) -> None:
    """Downwards the figure may come back to what it was within the year: 80.5."""
    assert codes(BARE, STEADY, now) == expected


def test_the_message_names_both_figures_the_change_and_what_is_usual() -> None:
    (found,) = faults_after(BARE, STEADY, "90")
    assert found.message == (
        "较上期（2025Q2）83.00上升7.00个百分点，历史一般变动0.75个百分点；请核对，如属实请在“说明”中写明原因。"
    )
    assert (found.place.header, found.also and found.also.path) == ("本期值", "data/2025Q2.csv")


def test_five_earlier_figures_are_needed() -> None:
    assert codes(BARE, dict(list(STEADY.items())[1:]), "95") == []
    assert codes(BARE, STEADY, "95") == ["T05"]


def test_a_fall_to_zero_is_asked_about_however_short_the_past_is() -> None:
    (found,) = faults_after(BARE, {"2025Q1": "82.00", "2025Q2": "83.00"}, "0")
    assert (found.code, "下降83.00个百分点，以往从未接近0；" in found.message) == ("T05", True)
    assert codes(BARE, {"2025Q1": "1.50", "2025Q2": "83.00"}, "0") == []
    assert codes(COUNT, {"2025Q2": "100"}, "0") == ["T05"]
    assert codes(COUNT, {"2025Q2": "8"}, "0") == []
    assert codes(BARE, {"2025Q1": "82.00", "2025Q2": "83.00"}, "40.00") == []


def test_percentages_may_move_two_points_whatever_the_past() -> None:
    still = dict.fromkeys(STEADY, "80.00")
    assert codes(BARE, still, "82.00") == []
    assert codes(BARE, still, "82.01") == ["T05"]


def test_other_figures_may_move_by_a_tenth() -> None:
    still = dict.fromkeys(STEADY, "1000")
    assert codes(MONEY, still, "1100") == []
    assert codes(MONEY, still, "1100.01") == ["T05"]


def test_counts_may_move_by_what_chance_does() -> None:
    still = dict.fromkeys(STEADY, "100")
    assert codes(COUNT, still, "130") == []
    assert codes(COUNT, still, "131") == ["T05"]
    few: dict[str, Figures] = dict.fromkeys(STEADY, ("90.00", "90", "100"))
    assert codes(SHARE, few, ("81.00", "81", "100")) == []
    assert codes(SHARE, few, ("80.00", "80", "100")) == ["T05"]


def test_the_catalogue_may_set_the_swing() -> None:
    narrow = make_indicator("C-P-06", swing="1", without=("numerator", "denominator", "targets", "baseline"))
    assert codes(narrow, {"2025Q2": "80"}, "81") == []
    (found,) = faults_after(narrow, {"2025Q2": "80"}, "81.01")
    assert (found.code, "允许变动1.00个百分点" in found.message) == ("T05", True)


def test_a_figure_that_comes_back_after_an_odd_one_is_not_asked_about() -> None:
    past = {"2024Q1": "80.2", **STEADY, "2025Q2": "60.0"}
    assert codes(BARE, past, "82.5") == []
    assert codes(BARE, past, "70.0") == ["T05"]


def test_a_gap_leaves_time_for_any_change() -> None:
    years = {"2018": "50", "2019": "51", "2020": "52", "2021": "53", "2022": "54"}
    assert codes(YEARLY, {**years, "2023": "55"}, "70", period="2024") == ["T05"]
    assert codes(YEARLY, years, "70", period="2024") == []


def test_rare_events_swing_by_chance() -> None:
    rare = make_indicator("C-P-07", unit_of_measure="1/10万", small_numbers="true", without=("targets", "baseline"))
    assert codes(rare, dict.fromkeys(STEADY, "12.00"), "45.00") == []


def test_across_a_break_nothing_is_compared() -> None:
    broken = make_indicator(
        "C-P-08", breaks=[{"period": "2025Q3", "why": "口径变化"}], without=("numerator", "denominator", "targets")
    )
    assert codes(broken, STEADY, "40") == []
    later = make_indicator(
        "C-P-08", breaks=[{"period": "2025Q2", "why": "口径变化"}], without=("numerator", "denominator", "targets")
    )
    assert codes(later, {**STEADY, "2025Q1": "8.1", "2025Q2": "82"}, "81") == []


def test_a_declared_change_is_asked_about_once_and_ends_all_comparison() -> None:
    assert codes(BARE, STEADY, "40", status="口径变化") == ["C02"]
    known = make_indicator(
        "C-P-08", breaks=[{"period": "2025Q3", "why": "口径变化"}], without=("numerator", "denominator", "targets")
    )
    assert codes(known, STEADY, "40", status="口径变化") == []
    catalogue = make_catalogue(BARE)
    quarters = {quarter: [make_row(BARE, value, period=quarter)] for quarter, value in STEADY.items()}
    quarters["2025Q2"] = [make_row(BARE, "40", period="2025Q2", status="口径变化", note="新口径")]
    table = make_return(make_row(BARE, "40.5"))
    assert check_quarter([table], catalogue, THIS, (), filed(catalogue, quarters)).diagnostics == ()


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (("92.17", "1106", "1200"), ("92.17", "1106", "1200"), ["T04"]),
        (("92.17", "1106", "1200"), ("", "1106", "1200"), []),
        (("92.17", "1106", "1200"), ("92.17", "1107", "1201"), []),
        (("50.00", "50", "100"), ("50.00", "50", "100"), ["T04"]),
        (("49.49", "49", "99"), ("49.49", "49", "99"), []),
        (("100.00", "1200", "1200"), ("100.00", "1200", "1200"), []),
        (("0.00", "0", "1200"), ("0.00", "0", "1200"), []),
        ("92.17", "92.17", []),
    ],
)
def test_what_was_not_updated(before: Figures, now: Figures, expected: list[str]) -> None:
    assert codes(SHARE, {"2025Q2": before}, now) == expected


def test_what_was_not_updated_is_said_of_the_file_where_all_of_it_was_not() -> None:
    indicators = [make_indicator(f"C-{number}", without=("targets", "baseline")) for number in range(3)]
    catalogue = make_catalogue(*indicators)
    old = [make_row(one, "92.17", "1106", "1200", period="2025Q2") for one in indicators]
    new = [make_row(one, "92.17", "1106", "1200") for one in indicators]
    before = make_return(*old, path="data/2025Q2.csv")
    (found,) = check_quarter(
        [make_return(*reversed(new))], catalogue, THIS, [before], filed(catalogue, {"2025Q2": old})
    ).diagnostics
    assert found.code == "F05"


@pytest.mark.parametrize(
    ("denominator", "expected"), [("1200", []), ("1201", ["T07"]), ("800", []), ("799", ["T07"])]
)  # fmt: skip
def test_a_denominator_may_change_by_a_fifth(denominator: str, expected: list[str]) -> None:
    assert codes(SHARE, {"2025Q2": ("", "500", "1000")}, ("", str(int(denominator) // 2), denominator)) == expected


def test_a_small_denominator_may_change_by_what_chance_does() -> None:
    assert codes(SHARE, {"2025Q2": ("", "50", "100")}, ("", "65", "130")) == []
    assert codes(SHARE, {"2025Q2": ("", "50", "100")}, ("", "66", "131")) == ["T07"]


def test_a_denominator_that_accumulates_is_compared_with_the_year_before() -> None:
    past: dict[str, Figures] = {
        "2024Q3": ("", "800", "1000"),
        "2025Q1": ("", "200", "300"),
        "2025Q2": ("", "500", "650"),
    }
    assert codes(SO_FAR, past, ("", "810", "1010")) == []
    (found,) = faults_after(SO_FAR, past, ("", "810", "1300"))
    assert (found.code, found.message) == (
        "T07", "分母1300，较上年同期（2024Q3）的1000增加30%；请核对是否口径变化，如属实请在“说明”中写明。",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("past", "now", "expected"),
    [
        ({"2025Q2": ("96.00", "1152", "1200")}, ("100.00", "1210", "1210"), ["L05"]),
        ({"2025Q2": ("96.00", "1152", "1200")}, ("", "1210", "1210"), ["L05"]),
        ({"2025Q1": ("100.00", "90", "90"), "2025Q2": ("96.00", "1152", "1200")}, ("100.00", "1210", "1210"), []),
        ({}, ("100.00", "1210", "1210"), []),
        ({"2025Q2": ("75.00", "3", "4")}, ("100.00", "4", "4"), []),
        ({"2025Q2": ("80.00", "4", "5")}, ("100.00", "5", "5"), ["L05"]),
    ],
)
def test_the_first_full_share(past: dict[str, Figures], now: Figures, expected: list[str]) -> None:
    assert codes(SHARE, past, now) == expected


@pytest.mark.parametrize(
    ("past", "now", "expected"),
    [
        ({"2025Q1": "91.02", "2025Q2": "91.45"}, "92", ["T08"]),
        ({"2025Q1": "91.02", "2025Q2": "91.45"}, "92.1", []),
        ({"2025Q1": "91.0", "2025Q2": "91.45"}, "92", []),
        ({"2025Q2": "91.45"}, "92", []),
        ({"2025Q1": "98.02", "2025Q2": "99.45"}, "100", []),
    ],
)
def test_fewer_decimals(past: dict[str, Figures], now: str, expected: list[str]) -> None:
    assert codes(BARE, past, now) == expected


def test_a_decimal_that_the_counts_show_to_be_missing() -> None:
    past: dict[str, Figures] = {"2025Q1": ("91.02", "9102", "10000"), "2025Q2": ("91.45", "9145", "10000")}
    assert codes(SHARE, past, ("91.5", "9150", "10000")) == []
    assert codes(SHARE, past, ("91.5", "9152", "10000")) == ["T08"]


def given_before(indicator: Indicator, past: dict[str, Figures], now: str, text: str, number: str | None) -> list[str]:
    previous = Figure(text, Decimal(number)) if number else Figure(text, failed=True)
    return codes(indicator, past, now, previous_value=previous)


def test_the_previous_value_of_the_form() -> None:
    past: dict[str, Figures] = {"2025Q1": "90.00", "2025Q2": "91.024"}
    assert given_before(BARE, past, "91.45", "91.02", "91.02") == []
    assert given_before(BARE, past, "91.45", "91.0", "91.0") == []
    assert given_before(BARE, past, "91.45", "91.20", "91.20") == ["T06"]
    assert given_before(BARE, past, "91.45", "约91", None) == ["T06"]
    assert given_before(BARE, {}, "91.45", "91.20", "91.20") == []


def test_the_previous_value_of_what_accumulates_is_that_of_the_quarter_or_of_the_year_before() -> None:
    so_far = make_indicator(
        "C-P-09",
        unit_of_measure="人",
        decimals="0",
        figure="year_to_date",
        without=("numerator", "denominator", "targets"),
    )
    past: dict[str, Figures] = {"2024Q3": "300", "2025Q2": "210"}
    assert given_before(so_far, past, "320", "300", "300") == []
    assert given_before(so_far, past, "320", "210", "210") == []
    assert given_before(so_far, past, "320", "220", "220") == ["T06"]


def test_the_previous_value_and_the_figure_are_asked_about_each() -> None:
    assert sorted(given_before(COUNT, {"2025Q2": "91"}, "910", "90", "90")) == ["T06", "U03"]


def test_a_revised_figure() -> None:
    found = faults_after(BARE, {"2025Q2": "91.20"}, "93.50", period="2025Q2")[-1]
    assert (found.code, found.message) == (
        "T10", "2025Q2数据由91.20改为93.50；将重新计算预警，请核对并在“说明”中写明更正原因。",
    )  # fmt: skip
    explained = faults_after(BARE, {"2025Q2": "91.20"}, "93.50", period="2025Q2", note="漏统计")[-1]
    assert (explained.explained, explained.message) == (True, "2025Q2数据由91.20改为93.50；已附说明，数值照用。")


def test_a_figure_that_is_filed_again_is_not_revised() -> None:
    """The district's row of the quarter itself is not there: that is R03."""
    assert codes(BARE, {"2025Q2": "91.20"}, "91.2", period="2025Q2") == ["R03"]
    found = faults_after(SHARE, {"2025Q2": ("91.20", "1140", "1250")}, ("91.20", "1368", "1500"), period="2025Q2")[-1]
    assert found.message.startswith("2025Q2的分子数据由1140改为1368；")


def test_what_the_returns_replace_is_no_basis() -> None:
    catalogue = make_catalogue(COUNT)
    earlier = filed(catalogue, {"2025Q2": [make_row(COUNT, "923", period="2025Q2")]})
    wrong, right = make_row(COUNT, "92", period="2025Q2", note="原多写一位"), make_row(COUNT, "93")
    assert [one.code for one in check_quarter([make_return(right)], catalogue, THIS, (), earlier).diagnostics] == [
        "U03"
    ]
    both = check_quarter([make_return(wrong, right)], catalogue, THIS, (), earlier)
    assert [(one.code, one.explained) for one in both.diagnostics] == [("T10", True)]


def test_held_and_rejected_figures_are_no_past() -> None:
    catalogue = make_catalogue(COUNT)
    quarters = {"2025Q1": [make_row(COUNT, "93", period="2025Q1")], "2025Q2": [make_row(COUNT, "930", period="2025Q2")]}
    earlier = filed(catalogue, quarters)
    assert [str(one.period) for one in earlier.figures("C-P-01", None)] == ["2025Q1"]
    assert check_quarter([make_return(make_row(COUNT, "94"))], catalogue, THIS, (), earlier).diagnostics == ()


def test_each_area_has_its_own_past() -> None:
    catalogue = make_catalogue(COUNT)
    rows = [make_row(COUNT, "930", period="2025Q2"), make_row(COUNT, "93", period="2025Q2", area="城东街道")]
    table = make_return(make_row(COUNT, "94", area="城东街道"), make_row(COUNT, "94"))
    (found,) = check_quarter([table], catalogue, THIS, (), filed(catalogue, {"2025Q2": rows})).diagnostics
    assert (found.code, found.area, found.place.line) == ("U03", None, 3)
