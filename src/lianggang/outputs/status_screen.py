"""The screen of ``status``: where every indicator stands, worst first, and the totals by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.card_rules import Card

from .cards_table import MIDDLE, WIDE, areas_text, at_or_above, chance_text, split, style_of, totals_line
from .history_text import published_otherwise_lines
from .layout import Column, Line, Row, Span, beside, fitted, paragraph, table
from .reasons import reason, since_text
from .totals import KEYS, count_by
from .wording import (
    CARD_SYMBOLS,
    NO_CARD_SYMBOL,
    card_name,
    card_text,
    figure_unit,
    gap_text,
    head_text,
    number,
    progress_text,
    sign_note,
    signed_target,
    value_text,
)
from .year_reasons import year_short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lianggang.model.assessment import Assessment, QuarterResult


_SELF_EVIDENT = frozenset({NotAssessed.OBSERVED_ONLY, NotAssessed.NOT_APPLICABLE, NotAssessed.NOT_SUPPORTED})
"""Reasons for no card that ask nothing of anybody."""


def status_lines(
    result: QuarterResult, assessments: Sequence[Assessment], width: int, *, areas_as_rows: bool = False
) -> list[Line]:
    """The whole screen. assessments: those that were asked for, the district's and its areas'."""
    districts, areas = split(assessments)
    shown = assessments if areas_as_rows or not districts else districts
    lines = paragraph(head_text(result), width, style="bold")
    if not shown:
        return [*lines, (Span("没有符合条件的指标。"),)]
    lines += fitted(totals_line("全区" if areas and districts else "", districts or areas), width)
    if areas and districts:
        lines += fitted(totals_line("区域", areas), width)
    judged = at_or_above(Card.GREEN, shown)
    if judged:
        lines += [(), *_judged_table(judged, () if areas_as_rows else areas, width)]
        lines += paragraph(note, width, style="dim") if (note := sign_note(judged)) else []
    order = list(NotAssessed)
    rest = sorted(
        (item for item in shown if item.card is None),
        key=lambda item: order.index(item.not_assessed) if item.not_assessed else -1,
    )
    if rest:
        lines += [(), *_unjudged_table(rest, width)]
    lines += published_otherwise_lines(assessments, width)
    return [*lines, (), *_totals(districts or areas, areas if districts else (), width)]


def _judged_table(items: Sequence[Assessment], areas: Sequence[Assessment], width: int) -> list[Line]:
    columns = [
        Column(""),
        Column("指标", foldable=True),
        Column("现值", right=True),
        Column("", gap=1),
        Column("节点", right=True),
        Column("目标", foldable=True),
        Column("差距", right=True),
    ]
    if width >= MIDDLE:
        columns[1:2] = [Column("编码"), Column("指标", foldable=True), Column("牵头单位", foldable=True)]
        columns += [Column("走完／应走", right=True)]
    if width >= WIDE:
        columns += [Column("同类达标", right=True), Column("数据期"), Column("亮牌")]
    return table(columns, [_judged_row(item, areas, width) for item in items], width, 6)


def _judged_row(item: Assessment, areas: Sequence[Assessment], width: int) -> Row:
    indicator, style = item.indicator, style_of(item.card)
    name = Span(_name(item))
    row = [
        Span(card_text(item.card), style),
        name,
        Span(value_text(item)),
        Span(figure_unit(indicator) if item.value is not None else ""),
        Span(node_text(item)),
        Span(signed_target(item)),
        Span(gap_text(item)),
    ]
    data_period = str(item.data_period or "—")
    below = []
    if width >= MIDDLE:
        row[1:2] = [Span(indicator.code), name, Span(indicator.lead_unit)]
        row.append(Span(progress_text(item)))
    else:
        progress = progress_text(item)
        parts = [indicator.code, indicator.lead_unit, f"数据期 {data_period}"]
        below.append(" · ".join([*parts, *([f"走完／应走 {progress}"] if "／" in progress else [])]))
    if width >= WIDE:
        row += [Span(chance_text(item)), Span(data_period), Span(since_text(item))]
    if item.year_card is not None:
        below.append(year_short(item, item.year_card))
    if item.area is None and (text := areas_text(area for area in areas if area.indicator.code == indicator.code)):
        below.append(f"区域：{text}")
    return Row(tuple(row), tuple(Span(text, "dim") for text in below))


def _unjudged_table(items: Sequence[Assessment], width: int) -> list[Line]:
    columns = [
        Column(""),
        Column("指标", foldable=True),
        Column("数据期"),
        Column("现值", right=True),
        Column("", gap=1),
        Column("说明", foldable=True),
    ]
    if width >= MIDDLE:
        columns[1:2] = [Column("编码"), Column("指标", foldable=True), Column("牵头单位", foldable=True)]
    rows = []
    for item in items:
        why = item.not_assessed.value if item.not_assessed else card_name(None)
        name = Span(_name(item))
        row = [
            Span(f"{NO_CARD_SYMBOL} {why}", "dim"),
            name,
            Span(str(item.data_period or "—")),
            Span(value_text(item)),
            Span(figure_unit(item.indicator) if item.value is not None else ""),
            Span("" if item.not_assessed in _SELF_EVIDENT else reason(item, marks=False)),
        ]
        if width >= MIDDLE:
            row[1:2] = [Span(item.indicator.code), name, Span(item.indicator.lead_unit)]
        rows.append(Row(tuple(row)))
    return table(columns, rows, width)


def _name(item: Assessment) -> str:
    return item.indicator.name if item.area is None else f"{item.indicator.name}（{item.area}）"


def node_text(item: Assessment) -> str:
    """What the path asks for at the figure's own period; ``—`` where there is no path."""
    node = item.measures.get("node")
    return "—" if node is None else number(node, item.indicator.decimals)


def _totals(items: Sequence[Assessment], areas: Sequence[Assessment], width: int) -> list[Line]:
    """Small tables of counts, side by side where there is room."""
    blocks = [
        _totals_table("规划", items, lambda item: item.indicator.outline, width),
        _totals_table("领域", items, lambda item: item.indicator.field, width),
        _totals_table("牵头单位", items, lambda item: item.indicator.lead_unit, width),
    ]
    if areas:
        blocks.append(_totals_table("区域", areas, lambda item: item.area or "", width))
    return beside(blocks, width)


def _totals_table(title: str, items: Sequence[Assessment], key: Callable[[Assessment], str], width: int) -> list[Line]:
    heads = [CARD_SYMBOLS[Card.RED], CARD_SYMBOLS[Card.YELLOW], CARD_SYMBOLS[Card.GREEN], NO_CARD_SYMBOL]
    columns = [Column(title, foldable=True), *(Column(head, right=True) for head in heads)]
    rows = [
        Row((Span(group), *(Span(str(counts[name]), _count_style(name, counts[name])) for name in KEYS)))
        for group, counts in count_by(items, key).items()
    ]
    return table(columns, rows, width)


def _count_style(name: str, times: int) -> str:
    return name if times and name in {"red", "yellow"} else "" if times else "dim"
