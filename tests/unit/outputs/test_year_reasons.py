from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from assessment_doubles import make_assessment, make_result
from doubles import make_indicator
from lianggang.model.assessment import Assessment, CheckResult
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period
from lianggang.model.year_progress import Unprojected, WithinYear, YearCard, YearProblem
from lianggang.outputs.check_screen import check_lines
from lianggang.outputs.show_screen import show_lines
from lianggang.outputs.status_screen import status_lines
from lianggang.outputs.terminal import to_text
from lianggang.outputs.to_json import quarter_document
from lianggang.outputs.warn_screen import warn_lines
from lianggang.outputs.year_reasons import year_reason


def so_far(**changes: Any) -> WithinYear:
    """978.50 by Q3, 71.53 % of the year: 1367.88 of 1500."""
    values: dict[str, Any] = {
        "year": 2025,
        "quarter": 3,
        "cumulative": Decimal("978.50"),
        "past": ((2024, Fraction(7152, 10000)), (2023, Fraction(7154, 10000))),
        "share": Fraction(7153, 10000),
        "linear": Fraction(3, 4),
        "projection": Fraction(9785000, 7153),
        "target": Decimal(1500),
        "ratio": Fraction(9785000, 7153 * 1500),
        "shortfall": 1 - Fraction(9785000, 7153 * 1500),
        "spread": 0.025,
        **changes,
    }
    return WithinYear(**values)


def loans(beside: YearCard | None, **more: Any) -> Assessment:
    changes = {"figure": "year_to_date", "unit_of_measure": "万元", **more}
    indicator = make_indicator("W-ECO-05", name="妇女创业担保贷款发放额", **changes)
    return make_assessment(
        indicator, card=Card.GREEN, rule="on-course", label="正常", since=None, year_card=beside,
        data_period=Period.of_year(2024), value=Decimal("1452.00"), marks=(),
    )  # fmt: skip


def yellow(progress: WithinYear | Unprojected | None = None, **more: Any) -> YearCard:
    values: dict[str, Any] = {
        "card": Card.YELLOW, "label": "慢于往年同期", "rule": "short", "is_years_own_target": True, **more,
    }  # fmt: skip
    return YearCard(progress or so_far(), **values)


SENTENCE = (
    "2025年前三季度累计978.50万元，往年同期平均占全年71.5%（近2年；按季平分为75%），推算全年1367.96万元，"
    "比当年目标1500.00万元少132.04万元（8.8%）。"
)
USUAL = "往年同期平均占全年71.5%（近2年；按季平分为75%）"


@pytest.mark.parametrize(
    ("beside", "sentence"),
    [
        (yellow(), SENTENCE),
        (yellow(is_current=False), f"本季的数还没有，按最近一次累计算：{SENTENCE}"),
        (
            yellow(so_far(past=())),
            SENTENCE.replace(USUAL, "没有往年数可比，按季平分应占全年75%"),
        ),
        (
            yellow(so_far(past=((2024, Fraction(7, 10)),))),
            SENTENCE.replace(
                USUAL,
                "上年同期占全年70.0%，与按季平分的75%折中，预期占71.5%",
            ),
        ),
        (
            yellow(so_far(is_sum=False)),
            SENTENCE.replace(USUAL, "往年同期的数平均为全年的71.5%（2年）"),
        ),
        (
            yellow(so_far(quarter=4, cumulative=Decimal(1500), projection=Fraction(1500))),
            "2025年全年1500.00万元，恰好等于当年目标1500.00万元。",
        ),
        (
            yellow(so_far(target=None, ratio=None, shortfall=None), card=None, rule=None),
            SENTENCE.replace("比当年目标1500.00万元少132.04万元（8.8%）", "没有当年目标可比，不亮年内牌"),
        ),
        (
            yellow(Unprojected(YearProblem.FALLING, 2025, 2), card=None),
            "2025年第2季的累计数比前一季小，累计数不应减少，不推算全年；请核对后重报。",
        ),
        (
            yellow(Unprojected(YearProblem.NOTHING_BY_NOW, 2025, 1), card=None),
            "往年到第1季都还没有数，不能推算2025年全年。",
        ),
    ],
)
def test_the_sentence(beside: YearCard, sentence: str) -> None:
    assert year_reason(loans(beside), beside) == sentence


def test_a_point_of_the_path_is_not_called_a_target_of_the_year() -> None:
    beside = yellow(is_years_own_target=False)
    assert "比按路线当年应达到的1500.00万元少" in year_reason(loans(beside), beside)


def test_the_health_year_says_its_months() -> None:
    beside = yellow(so_far(quarter=1))
    text = year_reason(loans(beside, figure="health_year_to_date"), beside)
    assert text.startswith("2025统计年度（上年10—12月）累计978.50万元，")


def test_json_has_card_rule_and_reason() -> None:
    (with_card, without) = json.loads(quarter_document("status", make_result(loans(yellow()), loans(None))))[
        "assessments"
    ]
    assert with_card["year_card"] == {"card": "yellow", "rule": "short", "reason": SENTENCE}
    assert without["year_card"] is None


def test_status_shows_it_under_the_row_and_counts_only_the_card() -> None:
    item = loans(yellow())
    text = to_text(status_lines(make_result(item), [item], 160))
    line = "▲ 年内黄：2025年前三季度978.50万元，推算全年1367.96万元，比当年目标1500.00万元少132.04万元（8.8%）"
    assert line in text
    assert "红牌 0  黄牌 0  绿牌 1" in text


@pytest.mark.parametrize(("level", "listed"), [(Card.YELLOW, True), (Card.RED, False)])
def test_warn_names_a_green_indicator_whose_year_lags(level: Card, listed: bool) -> None:
    item = loans(yellow())
    text = to_text(warn_lines(make_result(item), [item], level, 160))
    assert ("年内进度落后：" in text) is listed
    assert ("W-ECO-05 妇女创业担保贷款发放额：▲ 年内黄" in text) is listed


def test_check_names_it_too() -> None:
    item = loans(yellow())
    result = CheckResult((), (), make_result(item), frozenset({"W-ECO-05"}))
    assert "年内进度落后：" in to_text(check_lines(result, [item], 160, {}))


def test_show_lays_the_projection_open() -> None:
    item = loans(yellow())
    rows = [" ".join(line.split()) for line in to_text(show_lines(make_result(item), item, (), 120)).splitlines()]
    assert "往年同期份额 2年 2024年 71.52%、2023年 71.54%" in rows
    assert "预期份额 ŝ 71.53% 按季平分 q÷4 = 75%" in rows
    assert "推算全年 1367.96万元 累计 ÷ ŝ" in rows
    assert "短少 8.8% 负数为超出" in rows
