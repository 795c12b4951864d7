from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from assessment_doubles import make_assessment, make_result
from doubles import make_indicator
from lianggang.model.assessment import Assessment, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period
from lianggang.model.small_count import CountedYear, CountProblem, SmallCount, Uncounted
from lianggang.outputs.reasons import reason
from lianggang.outputs.show_screen import show_lines
from lianggang.outputs.terminal import to_text

FIVE_YEARS = SmallCount(
    events=5,
    expected=Fraction(9, 5),
    pooled=tuple(CountedYear(year, 1, Decimal(3000), Decimal(12), Fraction(9, 25)) for year in range(2020, 2025)),
    exposure=Decimal(15000),
    rate=Fraction(100, 3),
    low=10.82,
    high=77.79,
    tail_p=0.0364,
    above_path=0.97,
)
ONE_YEAR = SmallCount(
    events=9,
    expected=13.7696,
    pooled=(CountedYear(2024, 9, Decimal(2648), 520.0, 13.7696),),
    exposure=Decimal(2648),
    rate=Fraction(33988, 100),
    low=155.41,
    high=645.2,
    tail_p=0.93,
    above_path=0.09,
)


def deaths(counts: SmallCount | Uncounted, card: Card | None, **more: Any) -> Assessment:
    target = {"by": "2025Q4", "at_most": "12", "level": "国家", "source": "某规划"}
    indicator = make_indicator(
        "W-H-01", name="孕产妇死亡率", direction="down", unit_of_measure="1/10万", small_numbers="true",
        numerator="孕产妇死亡数", denominator="活产数", targets=[target],
    )  # fmt: skip
    values: dict[str, Any] = {
        "card": card, "counts": counts, "marks": (), "pace": None, "met": None, "gap": None,
        "data_period": Period.of_year(2024), "value": Decimal("33.33"), "numerator": Decimal(1),
        "rule": "beyond-chance", "label": "比路线差，偶然难以解释",
        "not_assessed": None if card else NotAssessed.SMALL_NUMBERS, **more,
    }  # fmt: skip
    return make_assessment(indicator, **values)


POOLED = "2020—2024年5年合计5例，按路线预期1.80例，合计率33.33/10万（95%区间10.82～77.79/10万）；"


@pytest.mark.parametrize(
    ("card", "meaning"),
    [
        (Card.RED, "假如真实水平就在路线上，出现这么多例的可能为3.6%，难以用偶然解释。"),
        (Card.YELLOW, "假如真实水平就在路线上，出现这么多例的可能为3.6%，偏多，也可能是偶然。"),
        (Card.GREEN, "假如真实水平就在路线上，出现这么多例的可能为3.6%，在偶然起伏之内。"),
        (None, "路线预期不足3例，看不出差别，不亮牌，请逐例研判。"),
    ],
)
def test_the_counts_are_always_said(card: Card | None, meaning: str) -> None:
    assert reason(deaths(FIVE_YEARS, card)) == POOLED + meaning


def test_no_more_than_expected_needs_no_chance() -> None:
    found = deaths(ONE_YEAR, Card.GREEN, measures={"improve": 0})
    assert reason(found) == (
        "2024年9例，按目标值预期13.77例，率339.88/10万（95%区间155.41～645.20/10万）；实际不多于目标值预期。"
    )


def test_a_verdict_says_how_little_one_year_means() -> None:
    text = reason(deaths(FIVE_YEARS, Card.RED, rule="final-missed", met=False, gap=Decimal("21.33")))
    assert text.startswith("2025年底到期，数值为33.33/10万（2024年），未达到不高于12/10万的目标，相差21.33/10万；")
    assert text.endswith(f"2024年仅1例，一年的率受偶然影响大：{POOLED.removesuffix('；')}。")


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (Uncounted(CountProblem.NO_YEARS), "还没有完整年份的例数"),
        (Uncounted(CountProblem.NOT_COUNTED, 2024), "2024年只有率，没有例数，请补报分子、分母"),
        (Uncounted(CountProblem.NOT_A_COUNT, 2024), "2024年的例数不是整数，不能推算，请核对后重报"),
        (Uncounted(CountProblem.BAD_EXPOSURE, 2024), "2024年的分母不能用来推算，请核对后重报"),
        (Uncounted(CountProblem.NO_PATH), "目标没有数值或是区间，没有可比的路线"),
    ],
)
def test_why_there_is_nothing_to_reckon_with(counts: Uncounted, why: str) -> None:
    assert reason(deaths(counts, None)) == f"例数少（2024年1例），{why}，不亮牌，请逐例研判。"


def test_show_lays_the_counts_open() -> None:
    item = deaths(FIVE_YEARS, Card.RED)
    text = to_text(show_lines(make_result(item), item, (), 100))
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert "2020年 1例 路线上的率 12.00/10万，预期 0.360 例 ＝ 率 × 3000 ÷ 100000" in rows
    assert "合并年数 m 5 从最近一年起逐年合并，预期满3例即止，至多5年" in rows
    assert "实际例数 k 5 各年之和" in rows
    assert "预期例数 E 1.800 各年之和" in rows
    assert "偶然概率 p 0.0364 P（X ≥ k），X 服从均值为 E 的泊松分布" in rows
    assert "应走的路径" not in text
