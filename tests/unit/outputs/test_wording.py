from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from assessment_doubles import make_assessment
from doubles import make_catalogue, make_indicator
from lianggang.model.assessment import Mark
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period, Quarter
from lianggang.outputs.target_words import target_with_deadline
from lianggang.outputs.wording import (
    card_text,
    deadline_text,
    district_text,
    gap_text,
    period_text,
    progress_text,
    quarter_text,
    time_left_text,
    value_text,
)


def test_dates() -> None:
    assert quarter_text(Quarter(2025, 3)) == "2025年第三季度"
    assert period_text(Period.of_year(2024)) == "2024年"
    assert period_text(Period.parse("2025Q1")) == "2025年第一季度"
    assert deadline_text(Quarter(2025, 4)) == "2025年底"
    assert deadline_text(Quarter(2027, 2)) == "2027年6月底"
    assert [time_left_text(n) for n in (1, 4, 21)] == ["1个季度", "1年", "5年1个季度"]


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
