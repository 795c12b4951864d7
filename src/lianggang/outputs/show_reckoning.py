"""The sections of ``show`` in which a card is reckoned again: the figures, the paces, the counts, the year so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from lianggang.model.assessment import Mark
from lianggang.model.pace import Scale
from lianggang.model.small_count import SmallCount

from .amounts import MOST_DECIMALS, as_written, figure_text, joined, number, percent, rounded, unit_text, with_unit
from .cards_table import style_of
from .count_reasons import counts_rows
from .layout import Column, Line, Row, Span, paragraph, table
from .measure_formulas import FORMULAS
from .rule_words import measured_text, tried_text
from .target_words import target_with_deadline
from .wording import period_text, value_text
from .year_reasons import year_line, year_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lianggang.model.assessment import Assessment, ResolvedTarget
    from lianggang.model.indicator import Indicator
    from lianggang.model.pace import Drift, Pace, PaceFigure


_IN_WINDOW = "W"


def reckoning_lines(item: Assessment, width: int) -> list[Line]:
    """Every number that the card rests on, so that it can be reckoned again by hand."""
    rows = [*_given(item), *(_pace_rows(item, item.pace) if item.pace else [])]
    rows += _drift_rows(item, item.drift) if item.drift else []
    chance = item.measures.get("chance")
    if chance is not None:
        rows.append(("同类达标 N", f"{number(chance, 0)}/100", "历史上处在这一位置的100个目标中最终达标的约数"))
    if item.rule:
        rows += _formulas(item)
        fired = "；".join(tried_text(one, item.measures.get(one.measure)) for one in item.conditions)
        rows.append(("规则", item.rule, fired or "其余各条均不符合"))
    figures = item.pace.figures if item.pace else item.drift.window if item.drift else ()
    return [*_rows(rows, width), *(_figures(figures, item.indicator, width) if figures else [])]


def _formulas(item: Assessment) -> list[tuple[str, str, str]]:
    """The measures of published methods that the rule speaks of, with how they come about."""
    spoken_of = dict.fromkeys(one.measure for one in item.conditions if one.measure in FORMULAS)
    return [(name, measured_text(item.measures.get(name)), FORMULAS[name]) for name in spoken_of]


def _figures(figures: Sequence[PaceFigure], indicator: Indicator, width: int) -> list[Line]:
    """The figures that the paces and the noise rest on, where they stand on the scale."""
    columns = [Column("数据期"), Column("数值", right=True), Column("g(x)", right=True)]
    columns += [Column("年度变化", right=True), Column("直线")]
    rows = []
    for one in figures:
        change = "" if one.change is None else number(one.change, 4)
        value = number(one.value, _decimals(one.value, indicator))
        mark = _IN_WINDOW if one.in_window else ""
        rows.append(Row((Span(str(one.period)), Span(value), Span(number(one.level, 4)), Span(change), Span(mark))))
    note = f"所用数值：带 {_IN_WINDOW} 的用于近年步子和平滑水平，年度变化用于 σ。"
    return [(), *paragraph(note, width, style="dim"), *table(columns, rows, width)]


def _decimals(value: Decimal, indicator: Indicator) -> int:
    """Enough for the figure as it is used; the reader reckons with what is printed."""
    written = -int(value.normalize().as_tuple().exponent)
    return min(max(indicator.decimals, written), MOST_DECIMALS)


def counts_lines(item: Assessment, width: int) -> list[Line]:
    """Rare events: the counts that the card rests on, year by year."""
    return _rows(counts_rows(item, item.counts), width) if isinstance(item.counts, SmallCount) else []


def year_lines(item: Assessment, width: int) -> list[Line]:
    """The card beside the card, and how it comes about."""
    beside = item.year_card
    if beside is None:
        return []
    lines = paragraph(year_line(item, beside), width, style=style_of(beside.card))
    return [*lines, *_rows(year_rows(item, beside), width)]


def _rows(rows: Sequence[tuple[str, str, str]], width: int) -> list[Line]:
    """What is reckoned, its number, and how it comes about."""
    columns = [Column(""), Column("", right=True), Column("", foldable=True)]
    lines = [Row((Span(name, "dim"), Span(value), Span(note, "dim"))) for name, value, note in rows]
    return table(columns, lines, width) if lines else []


def _given(item: Assessment) -> list[tuple[str, str, str]]:
    """Baseline, latest figure, target, and the two shares."""
    target, indicator = item.target, item.indicator
    rows = []
    baseline = (target.baseline if target else None) or item.indicator.baseline
    if baseline is not None:
        rows.append(("基期值 b", figure_text(as_written(baseline.value), indicator), period_text(baseline.period)))
    if item.value is not None and item.data_period is not None:
        rows.append(("现值 x", figure_text(value_text(item), indicator), period_text(item.data_period)))
    if target is not None:
        checked = "" if target.target.verified else f"（{Mark.UNVERIFIED_TARGET.value}）"
        rows.append(("目标值 τ", target_with_deadline(item), f"{target.target.level}，{target.target.source}{checked}"))
        rows += _further(target)
    progress, elapsed, node = (item.measures.get(name) for name in ("progress", "elapsed", "node"))
    if elapsed is not None:
        rows.append(("应走 e", percent(elapsed), "基期到现值的时间÷基期到期限的时间"))
    if progress is not None:
        rows.append(("走完 P", percent(progress), "（x − b）÷（τ − b）"))
    if node is not None:
        rows.append(("节点值", figure_text(number(node, indicator.decimals), indicator), "按应走的进度此时应达到的值"))
    return rows


def _further(target: ResolvedTarget) -> list[tuple[str, str, str]]:
    """Where the figure or the number comes from, for a target that looks at more than one figure."""
    rows = []
    if target.reference is not None and target.reference.value is not None and target.reference.period is not None:
        other = target.reference.indicator
        figure = figure_text(number(target.reference.value, other.decimals), other)
        period = period_text(target.reference.period)
        rows.append(("目标值取自", figure, f"{other.code} {other.name}，{period}：不晚于现值数据期的最近一个"))
    if target.years_held is not None:
        rows.append(("已连续达到", f"{target.years_held}年", "年底的数值逐年与目标值比，到最近一年为止"))
    if target.areas is not None and target.areas.worst is not None:
        asked, reporting = target.areas.count, target.areas.count - len(target.areas.missing)
        rows.append(("现值取自", target.areas.worst, f"同期有数据的{reporting}个区域中离目标最远的；应报{asked}个"))
    return rows


def _pace_rows(item: Assessment, pace: Pace) -> list[tuple[str, str, str]]:
    """The paces on the working scale, each with its formula, and in the unit where that can be said."""
    recent, whole, expected, need = (_in_unit(item, pace, name) for name in ("recent", "whole", "expected", "need"))
    rises = pace.sign > 0
    gone, left = f"（{'L − g(b)' if rises else 'g(b) − L'}）", f"（{'g(τ) − L' if rises else 'L − g(τ)'}）"
    rows = [
        ("标度 g", pace.scale.value, f"{_scale(item, pace.scale, pace.span)}；以下各项都在此标度上，步子向好为正"),
        ("基期 g(b)", number(pace.baseline_level, 4), ""),
        ("目标 g(τ)", number(pace.goal_level, 4), _which_end(item, pace)),
        ("剩余年数 h", number(pace.years_left, 2), "从现值的数据期算起，不少于 0.25"),
        ("近年步子 recent", number(pace.recent, 4), f"{_line(pace.window, pace.sign)}{recent}"),
        ("平滑水平 L", number(pace.level, 4), _smoothed(pace)),
        ("全程步子 whole", number(pace.whole, 4), f"{gone}÷ {number(pace.years_gone, 2)} 年{whole}"),
        ("谨慎预期 expected", number(pace.expected, 4), f"0.8 ×（recent + whole）÷ 2{expected}"),
        ("每年需要 need", number(pace.need, 4), f"{left}÷ h{need}"),
        ("年度波动 σ", number(pace.noise, 4), _noise(pace)),
        ("余量 k", number(pace.slack, 2), f"{pace.scale.value} 标度的定数"),
        ("判定值 z", number(pace.z, 3), "（expected − need）÷（σ + k）"),
    ]
    if pace.back_on_path is not None:
        back = figure_text(number(pace.back_on_path, item.indicator.decimals), item.indicator)
        when = "一年后" if pace.years_left >= 1 else "到期时"
        rows.append((f"{when}应达到", back, "按每年需要的步子走到那时所到的值"))
    return rows


def _drift_rows(item: Assessment, drift: Drift) -> list[tuple[str, str, str]]:
    """The one pace that a direction without a number is judged by."""
    amount = _amount_in_unit(item, drift.scale, drift.in_unit)
    return [
        ("标度 g", drift.scale.value, f"{_scale(item, drift.scale, drift.span)}；步子向好为正"),
        ("近年步子 recent", number(drift.recent, 4), f"{_line(drift.window, drift.sign)}{amount}"),
    ]


def _scale(item: Assessment, scale: Scale, span: float) -> str:
    """The formula of g."""
    match scale:
        case Scale.LOGIT:
            return "g(x) = ln(p ÷（1 − p）)，p = x ÷ 100，不小于 0.005、不大于 0.995"
        case Scale.LOG:
            return f"g(x) = ln(x)，x 不小于 {with_unit(_plain(span), item.indicator.unit_of_measure)}"
        case Scale.LINEAR:
            return f"g(x) = x ÷ {_plain(span)}"
    assert_never(scale)


def _which_end(item: Assessment, pace: Pace) -> str:
    """Of a range: the end that is approached, or of both that are held the one in greater danger."""
    target = item.target
    if target is None or not isinstance(target.value, tuple):
        return ""
    end = "下限" if pace.sign > 0 else "上限"
    held = item.measures.get("improve") == 0
    return f"区间{end}" + ("；上下限分别测算，取 z 较小的一端" if held else "")


def _plain(value: float) -> str:
    """Without trailing zeros."""
    return f"{rounded(value, MOST_DECIMALS).normalize():f}"


def _line(window: Sequence[PaceFigure], sign: int) -> str:
    if len(window) < 2:
        return "只有一个数值，取 0"
    turned = "" if sign > 0 else "，变号"
    return f"{window[0].period} 至 {window[-1].period} 的 {len(window)} 个 g(x) 对年份的最小二乘直线斜率{turned}"


def _smoothed(pace: Pace) -> str:
    latest = number(pace.figures[-1].level, 4)
    if len(pace.window) < 3:
        return f"不足 3 个数值，取最近的 g(x) {latest}"
    return f"（最近的 g(x) {latest} + 直线在该时的值 {number(pace.fitted, 4)}）÷ 2"


def _noise(pace: Pace) -> str:
    count = sum(one.change is not None for one in pace.figures)
    return f"{count} 次年度变化的总体标准差" if count else "年度变化不足 2 次，取 0"


def _in_unit(item: Assessment, pace: Pace, name: str) -> str:
    """``，约合来年 1.20个百分点``; empty where the pace of that name cannot be said in the unit."""
    amount = pace.in_unit.get(name)
    return "" if amount is None else _amount_in_unit(item, pace.scale, amount)


def _amount_in_unit(item: Assessment, scale: Scale, amount: float) -> str:
    if scale is Scale.LOG:
        return f"，约合每年 {number(amount, 1)}%"
    unit = item.indicator.unit_of_measure
    measure = {"%": "个百分点", "‰": "个千分点"}.get(unit, unit_text(unit))
    when = "来年" if scale is Scale.LOGIT else "每年"
    return f"，约合{when} {joined(number(amount, item.indicator.decimals), measure)}"
