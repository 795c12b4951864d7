"""Cards as a table: value, target, gap and progress of each indicator, its reason below; for check and warn alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period

from .history_text import change_text
from .layout import Column, Line, Row, Span, table
from .reasons import reason, since_text
from .totals import count, count_reasons
from .wording import (
    CARD_SHORT,
    card_name,
    card_text,
    figure_unit,
    gap_text,
    number,
    period_text,
    progress_text,
    target_with_deadline,
    value_text,
)
from .year_reasons import year_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.assessment import Assessment

INDENT = 6
"""What stands below a row begins under the indicator's column."""
MOST_NAMED = 20
"""Areas named one by one for an indicator and a colour."""
MIDDLE, WIDE = 100, 150
"""From these widths on more columns are shown."""


def style_of(card: Card | None) -> str:
    """The style of a card's colour."""
    return card.value if card else "dim"


def at_or_above(level: Card, assessments: Iterable[Assessment]) -> list[Assessment]:
    """Those with a card of ``level`` or worse, the worst first, then the nearest deadline, then the weakest pace."""
    return sorted((item for item in assessments if item.card and item.card.rank >= level.rank), key=_urgency)


def _urgency(item: Assessment) -> tuple[int, int, float]:
    z = item.measures.get("z")
    by = item.target.target.by.index if item.target else 0
    return (-item.card.rank if item.card else 1, by or 10**6, 0.0 if z is None else float(z))


def cards_table(shown: Sequence[Assessment], width: int, areas: Sequence[Assessment] = ()) -> list[Line]:
    """The cards with their reasons.

    areas: the assessments of all areas; those with a card are named under their indicator's row.
    """
    columns = [Column(""), *_columns(width)]
    rows = []
    for item in shown:
        style = style_of(item.card)
        below = [Span(text) for text in _below(item, width)]
        if item.area is None:
            below += [Span(f"区域：{text}", "dim") for text in [areas_text(_of(item, areas))] if text]
        rows.append(Row((Span(card_text(item.card), style), *_cells(item, width)), tuple(below)))
    return table(columns, rows, width, INDENT)


def _columns(width: int) -> list[Column]:
    value = [Column("现值", right=True), Column("", gap=1), Column("目标", foldable=True), Column("差距", right=True)]
    name = Column("指标", foldable=True)
    if width < MIDDLE:
        return [name, *value]
    columns = [Column("编码"), name, Column("牵头单位", foldable=True), *value, Column("走完／应走", right=True)]
    return [*columns, Column("同类达标", right=True)] if width >= WIDE else columns


def _cells(item: Assessment, width: int) -> list[Span]:
    indicator = item.indicator
    name = Span(indicator.name if item.area is None else f"{indicator.name}（{item.area}）", "bold")
    value = [
        Span(value_text(item)),
        Span(figure_unit(indicator) if item.value is not None else ""),
        Span(target_with_deadline(item)),
        Span(gap_text(item)),
    ]
    if width < MIDDLE:
        return [name, *value]
    cells = [Span(indicator.code), name, Span(indicator.lead_unit), *value, Span(progress_text(item))]
    return [*cells, Span(chance_text(item))] if width >= WIDE else cells


def chance_text(item: Assessment) -> str:
    """``1/100``; ``—`` where history offers no comparison."""
    chance = item.measures.get("chance")
    return "—" if chance is None else f"{number(chance, 0)}/100"


def _below(item: Assessment, width: int) -> list[str]:
    """The reason, with what a narrow screen has no column for in front of it."""
    lines = []
    if width < MIDDLE:
        progress = progress_text(item)
        parts = [item.indicator.code, item.indicator.lead_unit]
        parts += [f"走完／应走 {progress}"] if "／" in progress else []
        lines.append(" · ".join(parts))
    label = f"{item.label}：" if item.label else ""
    lines.append(f"{label}{reason(item).removesuffix('。')}（{'，'.join(_origin(item))}）。")
    return [*lines, year_line(item, item.year_card)] if item.year_card else lines


def _origin(item: Assessment) -> list[str]:
    """Of when the figure is, where that is not this quarter; since when the card is out; the rule that gave it."""
    parts = []
    if item.data_period is not None and item.data_period != Period(item.period):
        parts.append(f"{period_text(item.data_period)}数据")
    if item.since is not None:
        parts.append(change_text(item) or f"{since_text(item)}亮{card_name(item.card)}")
    return [*parts, f"规则 {item.rule}"]


def _of(item: Assessment, areas: Iterable[Assessment]) -> list[Assessment]:
    return [area for area in areas if area.indicator.code == item.indicator.code]


def areas_text(areas: Iterable[Assessment], level: Card = Card.YELLOW) -> str:
    """``红 城东街道、河口镇；黄 城西街道``: the areas with a card of that level or worse; empty where there is none.

    A region's hundreds of areas are counted, and the first of them named: ``--area all`` lists them.
    """
    named: dict[Card, list[str]] = {Card.RED: [], Card.YELLOW: []}
    for area in areas:
        if area.card in named and area.card.rank >= level.rank and area.area is not None:
            named[area.card].append(area.area)
    return "；".join(f"{CARD_SHORT[card]} {_listed(names)}" for card, names in named.items() if names)


def _listed(names: Sequence[str]) -> str:
    more = f"等{len(names)}个" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more


def other_areas(areas: Sequence[Assessment], shown: Iterable[Assessment], level: Card) -> list[str]:
    """Indicators that are well in the district as a whole and not in some area: one text each."""
    listed = {item.indicator.code for item in shown if item.area is None}
    texts = []
    for code in dict.fromkeys(area.indicator.code for area in areas):
        if code in listed:
            continue
        of_code = [area for area in areas if area.indicator.code == code]
        if text := areas_text(of_code, level):
            texts.append(f"{code} {of_code[0].indicator.name}：{text}")
    return texts


def totals_line(title: str, items: Sequence[Assessment]) -> Line:
    """``红牌 2  黄牌 5  绿牌 41  未判 15（仅观察 9，未报 1）``."""
    counts = count(items)
    why = "，".join(f"{reason.value} {times}" for reason, times in count_reasons(items))
    spans = [Span(f"{title}  ")] if title else []
    for card in (Card.RED, Card.YELLOW, Card.GREEN):
        times = counts[card.value]
        spans.append(Span(f"{card_name(card)} {times}", card.value if times else "dim"))
        spans.append(Span("  "))
    return (*spans, Span(f"{card_name(None)} {counts['not_assessed']}{f'（{why}）' if why else ''}"))


def split(items: Iterable[Assessment]) -> tuple[list[Assessment], list[Assessment]]:
    """The district's own assessments, and those of its areas."""
    listed = list(items)
    return [item for item in listed if item.area is None], [item for item in listed if item.area is not None]
