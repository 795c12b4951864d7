"""The screen of ``show``: one indicator with its card, reason, course, areas, the reckoning, and its filed rows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.assessment import Scale
from lianggang.model.submission import Disposition

from .cards_table import areas_text, style_of
from .catalogue_screen import indicator_lines
from .chart import FIGURE, PATH, TARGET, chart
from .layout import Column, Line, Row, Span, paragraph, table
from .reasons import reason, since_text
from .wording import (
    as_written,
    card_name,
    card_text,
    deadline_text,
    figure_text,
    gap_text,
    head_text,
    number,
    percent,
    period_text,
    progress_text,
    target_with_deadline,
    unit_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment, CardStep, Pace, QuarterResult
    from lianggang.model.quarter import Period, Quarter

_DISPOSITIONS = {Disposition.USED: "采用", Disposition.HELD: "待核", Disposition.REJECTED: "退回"}
_SCALES = {Scale.LOGIT: "比重的对数优比", Scale.LOG: "对数", Scale.LINEAR: "线性"}


def show_lines(
    result: QuarterResult, assessment: Assessment, areas: Sequence[Assessment], width: int, *, trace: bool = False
) -> list[Line]:
    """The whole screen.

    assessment: the one to explain: the district's, or the chosen area's.
    areas: the assessments of the indicator's areas, listed compactly; empty where one area was chosen.
    """
    counting = assessment.target.target if assessment.target else None
    lines = [*paragraph(head_text(result), width, style="bold"), *_verdict(assessment, width), ()]
    lines += indicator_lines(result.catalogue, assessment.indicator, width, counting)
    sections = [
        ("走势", _course(assessment, width)),
        ("历次判定", _steps(assessment.steps, assessment, width)),
        ("各区域", _areas(areas, width)),
        ("测算", _reckoning(assessment, width)),
        ("填报记录", _trace(assessment, width) if trace else []),
    ]
    for title, section in sections:
        if section:
            lines += [(), (Span(title, "bold"),), *section]
    if not trace and assessment.observations:
        lines += [(), *paragraph("每个数字出自哪个文件哪一格：加 --trace 查看。", width, style="dim")]
    return lines


def _verdict(item: Assessment, width: int) -> list[Line]:
    """The card and why."""
    where = f"{item.area} · " if item.area else ""
    label = f" · {item.label}" if item.label else ""
    since = f" · {text}" if (text := since_text(item)) else ""
    symbol = card_text(item.card).split(" ", maxsplit=1)[0]
    lines = paragraph(f"{where}{symbol} {card_name(item.card)}{label}{since}", width, style=style_of(item.card))
    return [*lines, *paragraph(reason(item), width)]


def _latest_by_period(item: Assessment) -> list[tuple[Period, Decimal]]:
    """The used figures, for each period the newest filed one, oldest period first."""
    newest: dict[Period, tuple[Quarter, Decimal]] = {}
    for row in item.observations:
        if row.disposition is Disposition.USED and row.value is not None:
            known = newest.get(row.period)
            if known is None or known[0] <= row.filed:
                newest[row.period] = (row.filed, row.value)
    return [(period, newest[period][1]) for period in sorted(newest)]


def _course(item: Assessment, width: int) -> list[Line]:
    """The chart and its legend."""
    figures = [(period.index, value) for period, value in _latest_by_period(item)]
    if not figures:
        return []
    path: list[tuple[int, Decimal]] = []
    target = item.target
    baseline = target.baseline if target else None
    if target is not None and isinstance(target.value, Decimal):
        path = [(target.target.by.index, target.value)]
        if baseline is not None:
            nodes = [(at.index, value) for at, value in sorted(item.indicator.nodes.items()) if at < target.target.by]
            path = [(baseline.period.index, baseline.value), *nodes, *path]
    indexes = [index for index, _ in (*figures, *path)]
    quarter = item.period
    span = (quarter + (min(indexes) - quarter.index), quarter + (max(indexes) - quarter.index))
    unit = unit_text(item.indicator.unit_of_measure)
    lines = chart(figures, path, (item.indicator.decimals, unit), span, width)
    legend = f"{FIGURE} 填报值" + (
        f"   {PATH} 应走的路径   {TARGET} 目标" if len(path) > 1 else "   = 目标" if path else ""
    )
    return [*lines, (Span(f"  {legend}", "dim"),)] if lines else []


def _steps(steps: Sequence[CardStep], item: Assessment, width: int) -> list[Line]:
    """The cards so far, the newest first."""
    columns = [Column("季度"), Column("", gap=2), Column("数据期"), Column("数值", right=True), Column("z", right=True)]
    columns += [Column("规则"), Column("目标", foldable=True)]
    rows = []
    for step in reversed(steps):
        why = step.not_assessed.value if step.not_assessed else card_text(step.card).split(" ")[1]
        row = (
            Span(str(step.quarter)),
            Span(f"{card_text(step.card).split(' ', maxsplit=1)[0]} {why}", style_of(step.card)),
            Span(str(step.data_period or "—")),
            Span("—" if step.value is None else number(step.value, item.indicator.decimals)),
            Span("—" if step.z is None else number(step.z, 2)),
            Span(step.rule or "—"),
            Span(deadline_text(step.target.by) if step.target else "—"),
        )
        rows.append(Row(row))
    return table(columns, rows, width) if rows else []


def _areas(areas: Sequence[Assessment], width: int) -> list[Line]:
    if not areas:
        return []
    columns = [Column("区域", foldable=True), Column(""), Column("数据期"), Column("现值", right=True)]
    columns += [Column("差距", right=True), Column("走完／应走", right=True), Column("亮牌")]
    rows = [
        Row(
            (
                Span(item.area or ""),
                Span(card_text(item.card), style_of(item.card)),
                Span(str(item.data_period or "—")),
                Span(value_text(item)),
                Span(gap_text(item)),
                Span(progress_text(item)),
                Span(since_text(item)),
            )
        )
        for item in areas
    ]
    summary = areas_text(areas)
    return [*table(columns, rows, width), *(paragraph(f"亮牌区域：{summary}", width) if summary else [])]


def _reckoning(item: Assessment, width: int) -> list[Line]:
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
        rows.append(("目标值 τ", target_with_deadline(item), f"{target.target.level}，{target.target.source}"))
    progress, elapsed, node = (item.measures.get(name) for name in ("progress", "elapsed", "node"))
    if elapsed is not None:
        rows.append(("应走 e", percent(elapsed), "基期到现值的时间÷基期到期限的时间"))
    if progress is not None:
        rows.append(("走完 P", percent(progress), "（x − b）÷（τ − b）"))
    if node is not None:
        rows.append(("节点值", figure_text(number(node, indicator.decimals), indicator), "按应走的进度此时应达到的值"))
    return rows


def _pace_rows(item: Assessment, pace: Pace) -> list[tuple[str, str, str]]:
    """The paces on the working scale, and in the unit where that can be said."""
    unit = {Scale.LOG: "%"}.get(pace.scale, "")
    decimals = 1 if pace.scale is Scale.LOG else item.indicator.decimals

    def in_unit(name: str) -> str:
        amount = pace.in_unit.get(name)
        if amount is None:
            return ""
        measure = unit or {"%": "个百分点", "‰": "个千分点"}.get(
            item.indicator.unit_of_measure, unit_text(item.indicator.unit_of_measure)
        )
        return f"，约合每年 {number(amount, decimals)}{measure}"

    first, last = (str(pace.window[end][0]) for end in (0, -1)) if pace.window else ("—", "—")
    rows = [
        ("标度 g", pace.scale.value, f"{_SCALES[pace.scale]}；以下各项都在此标度上，向好为正"),
        ("剩余年数 h", number(pace.years_left, 2), "从现值的数据期算起，不少于 0.25"),
        ("平滑水平 L", number(pace.level, 4), f"取 {first} 至 {last} 的 {len(pace.window)} 个数值"),
        ("近年步子 recent", number(pace.recent, 4), f"上述数值的直线斜率{in_unit('recent')}"),
        ("全程步子 whole", number(pace.whole, 4), f"自基期以来每年{in_unit('whole')}"),
        ("谨慎预期 expected", number(pace.expected, 4), f"0.8 ×（recent + whole）÷ 2{in_unit('expected')}"),
        ("每年需要 need", number(pace.need, 4), f"（g(τ) − L）÷ h{in_unit('need')}"),
        ("年度波动 σ", number(pace.noise, 4), "最近至多十次年度变化的标准差"),
    ]
    if pace.back_on_path is not None:
        back = figure_text(number(pace.back_on_path, item.indicator.decimals), item.indicator)
        rows.append(("一年后应达到", back, "按每年需要的步子走一年所到的值"))
    return rows


def _trace(item: Assessment, width: int) -> list[Line]:
    """Every filed row, the newest first: what it says, where it stands, what became of it."""
    columns = [Column("填报季"), Column("数据期"), Column("填写", right=True), Column("采用值", right=True)]
    columns += [Column("分子", right=True), Column("分母", right=True), Column("处理"), Column("出处", foldable=True)]
    columns += [Column("说明", foldable=True)]
    rows = []
    for row in reversed(item.observations):
        place = row.place
        where = f"{place.path}:{place.line}" if place.line else place.path
        where += f"›{place.sheet}" if place.sheet else ""
        cells = [
            Span(str(row.filed)),
            Span(str(row.period)),
            Span(row.text or (row.missing.value if row.missing else "")),
            Span("—" if row.value is None else as_written(row.value)),
            Span("—" if row.numerator is None else as_written(row.numerator)),
            Span("—" if row.denominator is None else as_written(row.denominator)),
            Span(_DISPOSITIONS[row.disposition]),
            Span(where + (f" [{place.cell}]" if place.cell else "")),
            Span(row.note),
        ]
        rows.append(Row(tuple(cells)))
    return table(columns, rows, width)
