from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from assessment_doubles import make_assessment
from doubles import make_catalogue, make_indicator
from lianggang.model.assessment import Mark, Reference, ResolvedTarget
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period, Quarter
from lianggang.outputs import wording
from lianggang.outputs.wording import (
    card_text,
    deadline_text,
    difference,
    district_text,
    gap_text,
    moved,
    number,
    percent,
    period_text,
    progress_text,
    quarter_text,
    sign_note,
    signed_target,
    target_prose,
    target_text,
    target_with_deadline,
    time_left_text,
    value_text,
    with_unit,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("78.7"), 2, "78.70"),
        (Decimal("84.315"), 2, "84.32"),
        (Decimal("-84.315"), 2, "-84.32"),
        (Decimal("-0.001"), 2, "0.00"),
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (3, 1, "3.0"),
        (-3, 0, "-3"),
        (2.675, 2, "2.68"),
        (1e-7, 2, "0.00"),
        (Decimal("1E+3"), 0, "1000"),
        (Decimal(0), 0, "0"),
    ],
)
def test_numbers_are_rounded_half_away_from_zero(value: Decimal, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(Fraction(74, 137), "54%"), (Fraction(19, 20), "95%"), (1, "100%"), (Decimal("0.996"), "99.6%"), (-0.47, "-47%")],
)
def test_not_quite_the_whole_way_never_prints_as_the_whole(share: Fraction, text: str) -> None:
    assert percent(share) == text


def test_dates() -> None:
    assert quarter_text(Quarter(2025, 3)) == "2025年第三季度"
    assert period_text(Period.of_year(2024)) == "2024年"
    assert period_text(Period.parse("2025Q1")) == "2025年第一季度"
    assert deadline_text(Quarter(2025, 4)) == "2025年底"
    assert deadline_text(Quarter(2027, 2)) == "2027年6月底"
    assert [time_left_text(n) for n in (1, 4, 21)] == ["1个季度", "1年", "5年1个季度"]


@pytest.mark.parametrize(
    ("amount", "unit", "decimals", "text"),
    [
        ("6.3", "%", 2, "6.30个百分点"),
        ("-1.2", "‰", 1, "1.2个千分点"),
        ("8.5", "1/10万", 2, "8.50/10万"),
        ("12", "人", 0, "12人"),
        ("0.004", "%", 2, "0.004个百分点"),
    ],
)
def test_differences_carry_their_own_unit(amount: str, unit: str, decimals: int, text: str) -> None:
    assert difference(Decimal(amount), unit, decimals) == text


def test_rates_rise_and_things_grow_in_number() -> None:
    assert [moved(True, "%"), moved(False, "1/10万"), moved(True, "人"), moved(False, "个")] == [
        "提高",
        "下降",
        "增加",
        "减少",
    ]
    assert [with_unit("8.50", "1/10万"), with_unit("78.70", "%"), with_unit("12", "人")] == [
        "8.50/10万",
        "78.70%",
        "12人",
    ]


@pytest.mark.parametrize(
    ("target", "resolved", "text", "prose"),
    [
        ({"at_least": "85"}, "85", "≥85", "不低于85%"),
        ({"at_most": "7.0"}, "7.0", "≤7.0", "不高于7.0%"),
        ({"above": "90"}, "90", ">90", "高于90%"),
        ({"below": "2"}, "2", "<2", "低于2%"),
        ({"between": ("40", "45")}, ("40", "45"), "40～45", "在40%～45%之间"),
        ({"about": "45", "within": "2"}, ("43", "47"), "45±2", "在43%～47%之间"),
        ({"change": "-20%"}, "8", "下降20%（≤8.00）", "不高于8.00%"),
        ({"change": "40%"}, "14", "提高40%（≥14.00）", "不低于14.00%"),
        ({"rise": "true"}, None, "逐步提高", "逐步提高"),
        ({"fall": "true"}, None, "逐步降低", "逐步降低"),
        ({"at_least": "95", "keep": "true"}, "95", "保持≥95", "不低于95%"),
        ({"at_least": "95", "for": "2"}, "95", "≥95，连续2年达到", "不低于95%，连续2年达到"),
        ({"at_least": "90", "keep": "true", "every_area": "true"}, "90", "每个区域保持≥90", "每个区域都不低于90%"),
        ({"at_most": "5", "every_area": "true"}, "5", "每个区域≤5", "每个区域都不高于5%"),
        ({"not_below": "C-EDU-01"}, "91.2", "不低于C-EDU-01（≥91.20）", "不低于91.20%"),
    ],
)
def test_targets(target: dict[str, str], resolved: str | tuple[str, str] | None, text: str, prose: str) -> None:
    indicator = make_indicator(targets=[{"by": "2025Q4", "level": "国家", "source": "文件", **target}])
    value = tuple(map(Decimal, resolved)) if isinstance(resolved, tuple) else resolved and Decimal(resolved)
    found = ResolvedTarget(indicator.targets[0], None, value)  # type: ignore[arg-type]
    assert target_text(found.target, found) == text
    assert target_prose(indicator, found) == prose


def test_how_long_a_target_has_held_and_where_its_number_comes_from() -> None:
    other = make_indicator("W-DEC-05", name="党员中女性比例", decimals="1")
    twice = make_indicator(targets=[{"by": "2025Q4", "level": "国家", "source": "文件", "at_least": "95", "for": "2"}])
    found = ResolvedTarget(twice.targets[0], None, Decimal(95), years_held=1)
    assert target_text(found.target, found) == "≥95，连续2年达到（已1年）"
    assert target_prose(twice, found) == "不低于95%，连续2年达到（已1年）"
    own = make_indicator(targets=[{"by": "2030Q4", "level": "国家", "source": "文件", "not_below": "W-DEC-05"}])
    known = Reference(other, Period.of_year(2021), Decimal("30.18"))
    relative = ResolvedTarget(own.targets[0], None, Decimal("30.18"), reference=known)
    assert target_text(relative.target, relative, 1) == "不低于W-DEC-05（≥30.2）"
    assert target_prose(own, relative) == "不低于“党员中女性比例”（2021年30.2%）"


def test_a_missed_target_never_looks_met_through_rounding() -> None:
    item = make_assessment(value=Decimal("84.996"), gap=Decimal("0.004"))
    assert value_text(item) == "84.996"
    assert gap_text(item) == "0.004"


def test_a_met_target_prints_with_the_usual_decimals() -> None:
    item = make_assessment(value=Decimal("85.004"), gap=Decimal("-0.004"), met=True)
    assert (value_text(item), gap_text(item)) == ("85.00", "达标")


def test_a_strict_limit_that_is_just_touched_is_not_met() -> None:
    assert gap_text(make_assessment(gap=Decimal(0), met=False)) == "未超过"


def test_what_is_not_there_is_a_dash() -> None:
    item = make_assessment(value=None, gap=None, target=None, measures={"progress": None})
    assert (value_text(item), gap_text(item), target_with_deadline(item), progress_text(item)) == ("—", "—", "—", "—")


def test_progress_of_a_level_to_hold_is_no_percentage() -> None:
    assert progress_text(make_assessment()) == "54%／95%"
    assert progress_text(make_assessment(measures={"progress": None}, marks=(Mark.KEEP,))) == "保持"
    far = {"elapsed": Fraction(4, 5)}
    for progress, words in ((26.42, ">200%／80%"), (2, "200%／80%"), (-2, "-200%／80%"), (-2.01, "<-200%／80%")):
        assert progress_text(make_assessment(measures={**far, "progress": progress})) == words


def test_what_is_done_or_not_done_has_no_unit() -> None:
    indicator = make_indicator(
        direction="yes_no", targets=[{"by": "2030Q4", "at_least": "1", "level": "区", "source": "文件"}]
    )
    item = make_assessment(indicator, value=Decimal(1), met=True)
    assert (value_text(item), target_with_deadline(item)) == ("已完成", "完成 2030年底")


def test_colour_never_stands_alone() -> None:
    assert [card_text(card) for card in (Card.RED, Card.YELLOW, Card.GREEN, None)] == ["■ 红", "▲ 黄", "● 绿", "○ 未判"]


def test_made_up_data_say_so() -> None:
    assert district_text(make_catalogue().district) == "示例区（示例数据）"
    assert district_text(make_catalogue(district={"name": "某区"}).district) == "某区"


def test_a_target_that_nobody_has_checked_bears_a_sign_and_the_sign_is_explained() -> None:
    checked, unchecked = make_assessment(), make_assessment(marks=(Mark.UNVERIFIED_TARGET,))
    assert [signed_target(item) for item in (checked, unchecked)] == ["≥85 2025年底", "≥85 2025年底＊"]
    assert sign_note([checked, unchecked]) == "＊ 目标待核原文。"
    assert sign_note([checked]) == ""


@pytest.mark.parametrize(
    ("parts", "printed", "has_note"),
    [
        ((1, 1, 1), ("33.3%", "33.3%", "33.3%"), True),
        ((4, 8, 6, 1), ("21.1%", "42.1%", "31.6%", "5.3%"), True),
        ((1, 3), ("25.0%", "75.0%"), False),
        ((5,), ("100.0%",), False),
    ],
)
def test_shares_say_where_they_do_not_add_up(parts: tuple[int, ...], printed: tuple[str, ...], has_note: bool) -> None:
    assert wording.shares(parts, sum(parts)) == printed
    assert wording.shares_note(parts) == ("因四舍五入，各项占比之和可能不等于100%。" if has_note else "")
