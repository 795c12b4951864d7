"""The sections of ``show`` in which a card is reckoned again: the figures, the paces, the counts, the year so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark, Scale
from lianggang.model.small_count import SmallCount

from .cards_table import style_of
from .count_reasons import counts_rows
from .layout import Column, Line, Row, Span, paragraph, table
from .wording import (
    as_written,
    figure_text,
    number,
    percent,
    period_text,
    target_with_deadline,
    unit_text,
    value_text,
)
from .year_reasons import year_line, year_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment, Pace, ResolvedTarget


_SCALES = {Scale.LOGIT: "比重的对数优比", Scale.LOG: "对数", Scale.LINEAR: "线性"}


def reckoning_lines(item: Assessment, width: int) -> list[Line]:
    """Every number that the card rests on, so that it can be reckoned again by hand."""
    rows = [*_given(item), *(_pace_rows(item, item.pace) if item.pace else [])]
    z, chance = item.measures.get("z"), item.measures.get("chance")
    if z is not None:
        rows.append(("判定值 z", number(z, 3), "（谨慎预期 − 每年需要）÷（σ + k）"))
    if chance is not None:
        rows.append(("同类达标 N", f"{number(chance, 0)}/100", "历史上处在这一位置的100个目标中最终达标的约数"))
    if item.rule:
        fired = "；".join(f"{condition}" for condition in item.conditions)
        rows.append(("规则", item.rule, fired or "其余各条均不符合"))
    return _rows(rows, width)


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
    """The paces on the working scale, and in the unit where that can be said."""
    first, last = (str(pace.window[end][0]) for end in (0, -1)) if pace.window else ("—", "—")
    recent, whole, expected, need = (_in_unit(item, pace, name) for name in ("recent", "whole", "expected", "need"))
    rows = [
        ("标度 g", pace.scale.value, f"{_SCALES[pace.scale]}；以下各项都在此标度上，向好为正"),
        ("剩余年数 h", number(pace.years_left, 2), "从现值的数据期算起，不少于 0.25"),
        ("平滑水平 L", number(pace.level, 4), f"取 {first} 至 {last} 的 {len(pace.window)} 个数值"),
        ("近年步子 recent", number(pace.recent, 4), f"上述数值的直线斜率{recent}"),
        ("全程步子 whole", number(pace.whole, 4), f"自基期以来每年{whole}"),
        ("谨慎预期 expected", number(pace.expected, 4), f"0.8 ×（recent + whole）÷ 2{expected}"),
        ("每年需要 need", number(pace.need, 4), f"（g(τ) − L）÷ h{need}"),
        ("年度波动 σ", number(pace.noise, 4), "最近至多十次年度变化的标准差"),
    ]
    if pace.back_on_path is not None:
        back = figure_text(number(pace.back_on_path, item.indicator.decimals), item.indicator)
        rows.append(("一年后应达到", back, "按每年需要的步子走一年所到的值"))
    return rows


def _in_unit(item: Assessment, pace: Pace, name: str) -> str:
    """``，约合每年 1.20个百分点``; empty where the pace of that name cannot be said in the unit."""
    amount = pace.in_unit.get(name)
    if amount is None:
        return ""
    if pace.scale is Scale.LOG:
        return f"，约合每年 {number(amount, 1)}%"
    unit = item.indicator.unit_of_measure
    measure = {"%": "个百分点", "‰": "个千分点"}.get(unit, unit_text(unit))
    return f"，约合每年 {number(amount, item.indicator.decimals)}{measure}"
