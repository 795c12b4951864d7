from __future__ import annotations

from typing import Any

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.model.diagnostic import Place
from lianggang.model.indicator import Indicator
from lianggang.model.submission import Column
from return_doubles import THIS, make_return, make_row

SHARE = make_indicator()
GROSS = make_indicator("C-EDU-03", may_exceed_100="true")
DEATHS = make_indicator("C-H-01", unit_of_measure="1/10万", lead_unit="区教育局")
COUNT = make_indicator("C-P-01", unit_of_measure="人", decimals="0", without=("numerator", "denominator"))
MONEY = make_indicator("C-P-02", unit_of_measure="万元", without=("numerator", "denominator"))
GROWTH = make_indicator("C-P-03", hard=["-50", "50"], without=("numerator", "denominator"))
ADVANCE = make_indicator("C-P-04", hard=["40", "100"])
YEARS = make_indicator("W-E-01", unit_of_measure="年", factor="1")


def faults(indicator: Indicator, *figures: str, **more: Any) -> list[tuple[str, str | None, str | None]]:
    """What one row with these figures is faulted for: code, header of the cell, text found."""
    checked = check_quarter(
        [make_return(make_row(indicator, *figures, **more))], make_catalogue(indicator), THIS, previous=[]
    )
    return [(found.code, found.place.header, found.found) for found in checked.diagnostics]


def message(indicator: Indicator, *figures: str) -> str:
    checked = check_quarter([make_return(make_row(indicator, *figures))], make_catalogue(indicator), THIS, previous=[])
    (found,) = checked.diagnostics
    return found.message


@pytest.mark.parametrize(
    ("indicator", "figures"),
    [
        (SHARE, ("92.17", "1106", "1200")),
        (SHARE, ("92.2", "1106", "1200")),
        (SHARE, ("92", "1106", "1200")),
        (SHARE, ("", "1106", "1200")),
        (SHARE, ("100", "1200", "1200")),
        (SHARE, ("0", "0", "1200")),
        (SHARE, ("", "0", "0")),
        (SHARE, ("无", "0", "0")),
        (GROSS, ("104.17", "1250", "1200")),
        (DEATHS, ("8.33", "1", "12000")),
        (COUNT, ("12", "", "")),
        (COUNT, ("12.0", "", "")),
        (COUNT, ("12", "7", "")),
        (MONEY, ("12.5", "", "")),
        (GROWTH, ("-3.5", "", "")),
        (YEARS, ("11.25", "22500", "2000")),
    ],
)
def test_sound_figures_are_not_faulted(indicator: Indicator, figures: tuple[str, ...]) -> None:
    assert faults(indicator, *figures) == []


@pytest.mark.parametrize(
    ("indicator", "figures", "expected"),
    [
        (SHARE, ("104.2",), ("L01", "本期值", "104.2")),
        (SHARE, ("104.2", "1106", "1200"), ("L01", "本期值", "104.2")),
        (SHARE, ("-3",), ("L01", "本期值", "-3")),
        (SHARE, ("", "-3", "1200"), ("L01", "分子", "-3")),
        (SHARE, ("-3", "-36", "1200"), ("L01", "本期值", "-3")),
        (MONEY, ("-3",), ("L01", "本期值", "-3")),
        (GROWTH, ("-51",), ("L01", "本期值", "-51")),
        (ADVANCE, ("", "300", "1000"), ("L01", "分子", "300")),
        (SHARE, ("92.50", "1230", "1200"), ("L02", "分子", "1230")),
        (SHARE, ("102.50", "1230", "1200"), ("L02", "分子", "1230")),
        (SHARE, ("", "1230", "1200"), ("L02", "分子", "1230")),
        (SHARE, ("", "3", "0"), ("L03", "分母", "0")),
        (SHARE, ("92.5", "3", "0"), ("L03", "分母", "0")),
        (SHARE, ("100", "0", "0"), ("L03", "分母", "0")),
        (SHARE, ("92.71", "1106", "1200"), ("L04", "本期值", "92.71")),
        (DEATHS, ("83.3", "1", "12000"), ("L04", "本期值", "83.3")),
        (COUNT, ("123.5",), ("L06", "本期值", "123.5")),
        (COUNT, ("-5",), ("L06", "本期值", "-5")),
        (SHARE, ("92.17", "1106"), ("L10", "分母", "")),
        (SHARE, ("", "1106"), ("L10", "分母", "")),
        (SHARE, ("92.17", "", "1200"), ("L10", "分子", "")),
    ],
)
def test_one_cause_has_one_code(indicator: Indicator, figures: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert faults(indicator, *figures) == [expected]


def test_two_causes_have_two() -> None:
    assert [code for code, _, _ in faults(SHARE, "104.2", "1106")] == ["L01", "L10"]


@pytest.mark.parametrize("figures", [("约92", "1106", "1200"), ("92.71", "约", "1200"), ("92.17", "1106", "x")])
def test_a_cell_that_could_not_be_read_takes_part_in_nothing(figures: tuple[str, ...]) -> None:
    assert faults(SHARE, *figures) == []


@pytest.mark.parametrize("value", ["92.16", "92.17", "92.2", "92"])
def test_a_value_rounded_either_way_from_the_middle_agrees(value: str) -> None:
    assert faults(SHARE, value, "18433", "20000") == []  # 92.165


def test_a_value_just_beyond_half_a_unit_does_not() -> None:
    assert [code for code, _, _ in faults(SHARE, "92.16", "184330001", "200000000")] == ["L04"]


def test_fifteen_digits_are_compared_exactly() -> None:
    assert [code for code, _, _ in faults(YEARS, "999999999999999", "999999999999998", "1")] == ["L04"]
    assert faults(YEARS, "999999999999999", "999999999999999", "1") == []


def test_what_a_spreadsheet_works_out_in_binary_agrees() -> None:
    for denominator in range(1, 20000, 7):
        for numerator in {1, denominator // 3, denominator * 2 // 3, denominator - 1}:
            computed = format(numerator / denominator * 100, ".15g")
            assert faults(SHARE, computed, str(numerator), str(denominator)) == [], (numerator, denominator)
    assert [code for code, _, _ in faults(SHARE, "92.1666666666669", "1106", "1200")] == ["L04"]


def test_in_a_file_without_the_empty_column_the_other_cell_is_shown() -> None:
    columns = (Column.CODE, Column.AREA, Column.VALUE, Column.NUMERATOR)
    table = make_return(make_row(SHARE, "92.17", "1106"), columns=columns)
    (found,) = check_quarter([table], make_catalogue(SHARE), THIS, previous=[]).diagnostics
    assert (found.code, found.place) == ("L10", Place("data/2025Q3.csv", None, 2, 4, "分子"))


def test_messages_say_what_was_found_what_is_expected_and_what_to_do() -> None:
    assert message(SHARE, "92.71", "1106", "1200") == "1106÷1200×100=92.17，填报92.71；请核对后重报。"
    assert message(YEARS, "12", "22500", "2000") == "22500÷2000=11.25，填报12；请核对后重报。"
    assert message(SHARE, "104.2") == "填报104.2，高于上限100%；请核对后重报。"
    assert message(GROWTH, "-51") == "填报-51，低于下限-50%；请核对后重报。"
    assert message(ADVANCE, "", "300", "1000") == "分子÷分母×100=30.00，低于下限40%；请核对后重报。"
    assert message(SHARE, "-3") == "本期值填报-3，不应为负数；请核对后重报。"
    assert message(SHARE, "", "1230", "1200") == "分子1230大于分母1200，本指标的分子是分母的一部分；请核对后重报。"
    assert message(COUNT, "123.5") == "填报123.5，本指标按“人”计数，应为非负整数；请核对后重报。"
    assert message(SHARE, "1", "1", "0") == "分母为0，不能计算比率；请核对分母，确无对象的，本期值请填“不适用”。"
    assert message(SHARE, "92", "1106") == "填了分子未填分母；分子、分母请都填写，或都不填。"
