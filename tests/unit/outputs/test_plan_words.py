"""What is said about a plan: the sentence, the figure that must not look reached, the names of what is late."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.plans import plan_standing
from lianggang.model.plan_standing import PlanStanding
from lianggang.model.quarter import Quarter
from lianggang.model.rectification import PlanFile
from lianggang.outputs.layout import cells, plain
from lianggang.outputs.plan_screen import plan_lines
from lianggang.outputs.plan_words import outlook_sentences, verdict_text
from lianggang.outputs.plans_screen import plan_check_lines, plans_lines
from plan_doubles import PLAN, on, plan_file, point

POINTS = (point("2025Q2", "77.90", "779", "1000"), point("2025Q3", "78.70", "787", "1000"))
CATALOGUE = make_catalogue()


def standing(folder: Path, text: str = PLAN, today: str = "2025-11-05", points=POINTS) -> PlanStanding:
    file = plan_file(folder, CATALOGUE, text)
    return plan_standing(file, make_indicator(), points, Quarter(2025, 3), on(today))


def test_what_is_missing_is_said_in_points_and_in_places(tmp_path: Path) -> None:
    said = list(outlook_sentences(standing(tmp_path)))
    assert said == [
        "全部项目按期完成，到2025年第四季度为84.02%，距目标（85%）还差0.98个百分点，即还差10个普惠性学位（“在园幼儿总数”随之增加的，须67）。",
        "逾期的2个里程碑不计，到2025年第四季度为80.10%，距目标（85%）还差4.90个百分点，即还差50个普惠性学位（“在园幼儿总数”随之增加的，须334）。",
        "从2025年第三季度的78.70%（787÷1000）算起，里程碑没有涉及的按不变推算。",
    ]
    assert Fraction(817 + 50, 1020) == Fraction(85, 100)


def test_without_a_word_for_what_is_counted_the_numerators_name_stands(tmp_path: Path) -> None:
    said = next(iter(outlook_sentences(standing(tmp_path, PLAN.replace("counted_as: 个普惠性学位\n", "")))))
    assert "即还差“普惠性幼儿园在园幼儿数”10（" in said


def test_a_miss_that_rounds_to_the_target_shows_more_decimals(tmp_path: Path) -> None:
    text = PLAN.replace("numerator: 40", "numerator: 24682").replace("denominator: 20", "denominator: 29000")
    found = standing(tmp_path, text, today="2025-10-20")
    assert found.outlook is not None
    assert found.outlook.full.end.value == Fraction(25499 * 100, 30000)
    (said, *_) = outlook_sentences(found)
    assert "为84.997%，距目标（85%）还差0.003个百分点，即还差1个普惠性学位" in said


def test_a_plan_that_is_enough(tmp_path: Path) -> None:
    found = standing(tmp_path, PLAN.replace("numerator: 40", "numerator: 60"), today="2025-10-20")
    assert next(iter(outlook_sentences(found))) == "全部项目按期完成，到2025年第四季度为85.98%，达到目标（85%）。"
    assert verdict_text(found) == "足以达标"


def test_the_screens_name_who_is_late_and_what_is_wrong(tmp_path: Path) -> None:
    broken = plan_file(
        tmp_path, CATALOGUE, PLAN.replace("    responsible: 王示例\n", "").replace("ZG-1", "ZG-2"), "b.yaml"
    )
    refused = plan_standing(broken, make_indicator(), POINTS, Quarter(2025, 3), on("2025-11-05"))
    plans = [standing(tmp_path), refused]
    screen = [
        plain(line) for line in plans_lines(CATALOGUE, Quarter(2025, 3), on("2025-11-05"), "data/plans", plans, 100)
    ]
    assert screen[0] == "整改方案 · 示例区（示例数据） · 截至2025年11月5日 · 数据至2025年第三季度"
    assert "  逾期5天：P1 第一批（责任人王示例，应于2025年10月31日）。" in screen
    assert "  未推算：方案有错误，改正后才能推算。" in screen
    checked = [plain(line) for line in plan_check_lines(plans, "data/plans", 100)]
    assert any("错误 Z01 项目缺少责任人或期限" in line for line in checked)
    assert any("方案 ZG-1，没有发现问题" in line for line in checked)


def test_on_a_narrow_screen_the_figures_stand_below_the_name(tmp_path: Path) -> None:
    one = standing(tmp_path)
    screen = [plain(line) for line in plans_lines(CATALOGUE, Quarter(2025, 3), one.today, "p", [one], 60)]
    name = screen.index("ZG-1（示例） C-EDU-02 普惠性幼儿园覆盖率")
    assert screen[name + 1].startswith("  里程碑 0/3，逾期 ")
    full = [plain(line) for line in plan_lines(CATALOGUE, one, 60)]
    assert "  2025-12-15 第二批" in full
    assert any(line.startswith("    ") and "影响 分子+30、分母+20" in line for line in full)
    broken = plan_standing(PlanFile("c.yaml", None), None, (), Quarter(2025, 3), on("2025-11-05"))
    lines = [plain(line) for line in plans_lines(CATALOGUE, Quarter(2025, 3), one.today, "p", [broken], 60)]
    assert "c.yaml：有错误" in lines


@pytest.mark.parametrize("width", [60, 69, 70, 80, 120])
def test_no_line_is_wider_than_the_screen(tmp_path: Path, width: int) -> None:
    one = standing(tmp_path)
    lines = plan_lines(CATALOGUE, one, width) + plans_lines(CATALOGUE, Quarter(2025, 3), one.today, "p", [one], width)
    assert max(cells(plain(line)) for line in lines) <= width


def test_no_plans_at_all() -> None:
    lines = plans_lines(CATALOGUE, Quarter(2025, 3), on("2025-11-05"), "data/plans", [], 100)
    assert "没有整改方案；请放在“data/plans”" in plain(lines[1])
