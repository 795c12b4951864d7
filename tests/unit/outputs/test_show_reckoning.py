from __future__ import annotations

import re
from decimal import Decimal
from math import log, sqrt
from pathlib import Path

import pytest

from assessment_doubles import make_assessment, make_figures, make_pace
from doubles import make_indicator
from judging import built_in
from lianggang.engine.opened_case import open_case
from lianggang.load.cases import load_cases
from lianggang.model.assessment import Assessment, ResolvedTarget
from lianggang.model.card_rules import Condition
from lianggang.model.case import Case
from lianggang.model.pace import Drift, Scale
from lianggang.outputs.show_reckoning import reckoning_lines
from lianggang.outputs.terminal import to_text

CASES = load_cases(Path(__file__).parents[2] / "data" / "cases_small.csv")
WIDE = 240


def printed(item: Assessment, width: int = WIDE) -> str:
    return to_text(reckoning_lines(item, width))


def row(text: str, name: str) -> tuple[str, str]:
    """The number of a row and its note."""
    (line,) = (line for line in text.splitlines() if line.startswith(f"{name} "))
    value, _, note = line.removeprefix(name).strip().partition("  ")
    return value, note.strip()


def amount(text: str, name: str) -> float:
    found = re.match(r"(?:保持)?[≤≥]?(-?[0-9.]+)", row(text, name)[0])
    assert found is not None
    return float(found[1])


def on_scale(kind: str, value: float) -> float:
    return log(value / (100 - value)) if kind == "logit" else log(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_is_printed_is_enough_to_reckon_it_again(case: Case) -> None:
    """With the printed figures alone, as far as their decimals go."""
    found = open_case(case, {"default": built_in("default")})
    assert found.asof is not None
    text = printed(found.sets[0].at(found.asof).assessment)
    kind = row(text, "标度 g")[0]
    baseline, goal = (on_scale(kind, amount(text, name)) for name in ("基期值 b", "目标值 τ"))
    assert baseline == pytest.approx(amount(text, "基期 g(b)"), abs=1e-4)
    assert goal == pytest.approx(amount(text, "目标 g(τ)"), abs=1e-4)
    sign = 1 if row(text, "全程步子 whole")[1].startswith("（L − g(b)）") else -1

    figures = re.findall(r"^([0-9]{4}) +([0-9.]+) +(-?[0-9.]+) *(-?[0-9.]*) *(W?)$", text, re.MULTILINE)
    window = [(int(year), on_scale(kind, float(value))) for year, value, _, _, mark in figures if mark]
    mean_year = sum(year for year, _ in window) / len(window)
    mean = sum(level for _, level in window) / len(window)
    slope = sum((year - mean_year) * (level - mean) for year, level in window)
    slope /= sum((year - mean_year) ** 2 for year, _ in window)
    assert amount(text, "近年步子 recent") == pytest.approx(sign * slope, abs=1e-4)
    latest_year, latest = window[-1]
    level = (latest + mean + slope * (latest_year - mean_year)) / 2
    assert amount(text, "平滑水平 L") == pytest.approx(level, abs=1e-4)
    years = float(re.search(r"÷ ([0-9.]+) 年", row(text, "全程步子 whole")[1])[1])  # type: ignore[index]
    whole = sign * (level - baseline) / years
    assert amount(text, "全程步子 whole") == pytest.approx(whole, abs=1e-4)
    expected = 0.8 * (sign * slope + whole) / 2
    assert amount(text, "谨慎预期 expected") == pytest.approx(expected, abs=1e-4)
    need = sign * (goal - level) / amount(text, "剩余年数 h")
    assert amount(text, "每年需要 need") == pytest.approx(need, abs=1e-4)
    changes = [float(change) for _, _, _, change, _ in figures if change]
    middle = sum(changes) / len(changes)
    noise = sqrt(sum((change - middle) ** 2 for change in changes) / len(changes))
    assert amount(text, "年度波动 σ") == pytest.approx(noise, abs=1e-4)
    z = (expected - need) / (noise + amount(text, "余量 k"))
    assert amount(text, "判定值 z") == pytest.approx(z, rel=5e-3, abs=5e-3)


@pytest.mark.parametrize(
    ("scale", "span", "formula"),
    [
        (Scale.LOGIT, 1.0, "g(x) = ln(p ÷（1 − p）)，p = x ÷ 100，不小于 0.005、不大于 0.995"),
        (Scale.LOG, 0.12, "g(x) = ln(x)，x 不小于 0.12/10万"),
        (Scale.LINEAR, 13.7, "g(x) = x ÷ 13.7"),
    ],
)
def test_the_scale_is_told_as_a_formula(scale: Scale, span: float, formula: str) -> None:
    item = make_assessment(make_indicator(unit_of_measure="1/10万"), pace=make_pace(scale=scale, span=span))
    assert row(printed(item), "标度 g")[1].startswith(formula)


def test_too_few_figures_are_told() -> None:
    text = printed(make_assessment(pace=make_pace(figures=make_figures(("2025Q3", "78.70", 1.3069)))))
    assert row(text, "近年步子 recent")[1].startswith("只有一个数值，取 0")
    assert row(text, "平滑水平 L")[1] == "不足 3 个数值，取最近的 g(x) 1.3069"
    assert row(text, "年度波动 σ")[1] == "年度变化不足 2 次，取 0"


def test_a_lower_figure_that_is_better_turns_the_differences() -> None:
    text = printed(make_assessment(pace=make_pace(sign=-1)))
    assert "斜率，变号" in row(text, "近年步子 recent")[1]
    assert row(text, "全程步子 whole")[1].startswith("（g(b) − L）÷ 4.75 年")
    assert row(text, "每年需要 need")[1].startswith("（L − g(τ)）÷ h")


@pytest.mark.parametrize(
    ("improve", "sign", "note"),
    [
        (1, 1, "区间下限"),
        (1, -1, "区间上限"),
        (0, -1, "区间上限；上下限分别测算，取 z 较小的一端"),
    ],
)
def test_the_end_of_a_range_that_is_reckoned_with_is_named(improve: int, sign: int, note: str) -> None:
    source = {"by": "2025Q4", "between": ("43", "47"), "level": "区", "source": "某规划"}
    indicator = make_indicator(direction="range", targets=[source])
    target = ResolvedTarget(indicator.targets[0], indicator.baseline, (Decimal(43), Decimal(47)))
    item = make_assessment(indicator, target=target, measures={"improve": improve}, pace=make_pace(sign=sign))
    assert row(printed(item), "目标 g(τ)")[1] == note


def test_a_cut_that_hysteresis_moved_is_told() -> None:
    moved = Condition("z", "<", Condition.parse("z < -0.50").number, Condition.parse("z < -0.60").number)
    text = printed(make_assessment(conditions=(Condition.parse("improve = 1"), moved)))
    assert row(text, "规则") == (
        "far-behind",
        "improve = 1（实为 1）；z < -0.50（实为 -18.013；规则写 -0.60，按前一次的牌移动）",
    )


def test_a_measure_never_looks_equal_to_the_cut_it_missed() -> None:
    item = make_assessment(measures={"z": -0.59996}, conditions=(Condition.parse("z >= -0.60"),))
    assert row(printed(item), "规则")[1] == "z >= -0.60（实为 -0.59996）"


def test_a_direction_without_a_number_is_laid_open_too() -> None:
    figures = make_figures(("2018", "39.9", -0.4097), ("2021", "38.9", -0.4515), ("2024", "38.1", -0.4854))
    drift = Drift(Scale.LOGIT, 1.0, 1, figures, -0.0126, -0.3)
    text = printed(make_assessment(pace=None, drift=drift))
    assert row(text, "近年步子 recent") == (
        "-0.0126",
        "2018 至 2024 的 3 个 g(x) 对年份的最小二乘直线斜率，约合来年 -0.30个百分点",
    )
    assert re.search(r"^2021 +38\.90 +-0\.4515 +W$", text, re.MULTILINE)


def test_a_published_method_is_told_with_its_formula() -> None:
    item = make_assessment(measures={"cagr_ratio": 0.8881}, conditions=(Condition.parse("cagr_ratio >= 0.60"),))
    value, note = row(printed(item), "cagr_ratio")
    assert (value, note.startswith("CAGR(b→x, t − t0) ÷ CAGR(b→τ, T − t0) 的绝对值")) == ("0.888", True)
