from __future__ import annotations

from decimal import Decimal

import pytest

from assessment_doubles import NOW, make_assessment
from doubles import make_indicator
from lianggang.model.assessment import Mark
from lianggang.model.card_history import CardChange, CardEvent
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period
from lianggang.outputs.cards_table import Shape, cards_table
from lianggang.outputs.layout import cells, plain

LONG = make_indicator(
    "W-H-03",
    name="35—64岁城乡适龄妇女宫颈癌和乳腺癌人群筛查覆盖率（含流动人口）",
    lead_unit="区卫健局",
    unit_of_measure="平方米/人",
    baseline={"period": "2020Q4", "value": "1180.00"},
    targets=[{"by": "2030Q4", "at_least": "12345.67", "level": "国家", "source": "示例"}],
)
RAISED = CardEvent(NOW, CardChange.RAISED, Card.YELLOW, Card.RED, "far-behind")
ITEMS = [
    make_assessment(),
    make_assessment(
        LONG, value=Decimal("11097.17"), gap=Decimal("1248.50"), events=(RAISED,), data_period=Period.of_year(2024),
        marks=(Mark.UNVERIFIED_TARGET,),
    ),
]  # fmt: skip


def drawn(shape: Shape) -> list[str]:
    return [plain(line) for line in cards_table(ITEMS, shape)]


@pytest.mark.parametrize("units_above", [False, True])
@pytest.mark.parametrize("width", range(40, 201, 4))
def test_value_target_and_gap_stand_whole_at_every_width(width: int, units_above: bool) -> None:
    lines = drawn(Shape(width, units_above, node=not units_above))
    assert max(map(cells, lines)) <= width
    text = "\n".join(lines)
    for figure in ("78.70", "≥85", "6.30", "11097.17", "≥12345.67", "1248.50"):
        assert figure in text
    for word in ("C-EDU-02", "W-H-03", "54%／95%", "本季升级"):
        assert word in text
    assert ("区教育局" in text) is not units_above


def test_a_narrow_screen_has_the_figures_below_the_name() -> None:
    assert drawn(Shape(48, units_above=True))[:6] == [
        "      指标",
        "■ 红  普惠性幼儿园覆盖率",
        "      现值 78.70 %",
        "      目标 ≥85 2025年底",
        "      差距 6.30",
        "      C-EDU-02 · 走完／应走 54%／95% · 自2024Q2",
    ]


def test_eighty_columns_have_code_unit_and_progress_below() -> None:
    lines = drawn(Shape(80, node=True))
    assert "■ 红  普惠性幼儿园覆盖" in lines[1]
    assert "      C-EDU-02 · 区教育局 · 走完／应走 54%／95% · 自2024Q2" in lines
    assert "      W-H-03 · 区卫健局 · 走完／应走 54%／95% · 2024年数据 · 本季升级" in lines


def test_a_broad_screen_says_below_only_what_is_out_of_the_ordinary() -> None:
    lines = drawn(Shape(120, node=True))
    assert lines[0].split() == ["编码", "指标", "牵头单位", "现值", "数据期", "节点", "目标", "差距", "走完／应走"]
    assert "      本季升级" in lines
    assert not any("自2024Q2" in line for line in lines)
    assert drawn(Shape(150, node=True))[0].split()[-2:] == ["同类达标", "亮牌"]
