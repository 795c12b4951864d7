from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from doubles import make_indicator
from lianggang.outputs.form_hints import (
    DENOMINATOR_LIMITS,
    comment,
    numerator_limits,
    part_hint,
    value_hint,
    value_limits,
)

COUNT = {"unit_of_measure": "人", "decimals": "0", "without": ("numerator", "denominator")}
YES_NO = {"unit_of_measure": "是否", "decimals": "0", "direction": "yes_no"}


@pytest.mark.parametrize(
    ("changes", "low", "high", "whole"),
    [
        ({}, 0, 100, False),
        ({"hard": ["40", "99.5"]}, 40, Decimal("99.5"), False),
        ({"may_exceed_100": "true"}, 0, None, False),
        ({"unit_of_measure": "万元"}, 0, None, False),
        ({"hard": ["-5", "5"]}, -5, 5, False),
        (COUNT, 0, None, True),
        (YES_NO, 0, 1, True),
    ],
)
def test_what_a_value_may_be_is_what_the_checks_take(
    changes: dict[str, Any], low: int, high: int | None, whole: bool
) -> None:
    assert value_limits(make_indicator(**changes)) == (low, high, whole)


def test_a_numerator_may_be_below_zero_where_the_value_may() -> None:
    assert numerator_limits(make_indicator()).low == 0
    assert numerator_limits(make_indicator(hard=["-5", "5"])).low is None
    assert DENOMINATOR_LIMITS.low == 0


def test_a_prompt_says_what_is_asked_for_and_what_to_do_without_a_figure() -> None:
    hint = value_hint(make_indicator())
    assert hint.title == "本期值（%）"
    assert hint.prompt.startswith("单位：%。请填0—100之间的数，只写数字，不写单位，保留2位小数。")
    assert "在“数据状态”中选择原因" in hint.prompt
    assert hint.error.startswith("本指标应为0—100之间的数（单位：%）。请核对后重新填写")
    assert "不小于0的整数" in value_hint(make_indicator(**COUNT)).prompt
    assert value_hint(make_indicator(**YES_NO)).prompt.startswith("已完成的填1，未完成的填0。")


@pytest.mark.parametrize("unit", ["%", "很长的计量单位" * 50])
def test_no_prompt_is_longer_than_a_spreadsheet_takes(unit: str) -> None:
    indicator = make_indicator(unit_of_measure=unit, numerator="数" * 500, hard=["-999999999", "999999999.999999"])
    for hint in (
        value_hint(indicator),
        part_hint("分子", indicator.numerator, numerator_limits(indicator)),
        part_hint("分母", None, DENOMINATOR_LIMITS),
    ):
        assert len(hint.title) <= 32
        assert len(hint.prompt) <= 255
        assert len(hint.error) <= 255


@pytest.mark.parametrize(
    ("changes", "example"),
    [
        ({}, "例：分子150，分母200，150÷200×100＝75.00，填75.00（例中数字是虚构的）"),
        ({"unit_of_measure": "‰"}, "例：分子3，分母2000，3÷2000×1000＝1.50，填1.50（例中数字是虚构的）"),
        ({"unit_of_measure": "张", "decimals": "0"}, "例：分子4，分母2，4÷2＝2，填2（例中数字是虚构的）"),
        ({"hard": ["90", "130"]}, "例：分子220，分母200，220÷200×100＝110.00，填110.00（例中数字是虚构的）"),
        (COUNT, "例：2人，填2（例中数字是虚构的）"),
        (YES_NO, "例：全部完成的填1，尚未全部完成的填0。"),
    ],
)
def test_the_example_is_worked_out_and_cannot_be_taken_for_data(changes: dict[str, Any], example: str) -> None:
    assert comment(make_indicator(**changes)).splitlines()[-1] == example


def test_the_comment_gives_the_formula_and_what_is_counted() -> None:
    assert comment(make_indicator()).splitlines()[:3] == [
        "本期值＝分子÷分母×100", "分子：普惠性幼儿园在园幼儿数", "分母：在园幼儿总数",
    ]  # fmt: skip
