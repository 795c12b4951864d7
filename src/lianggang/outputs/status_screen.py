"""The screen of ``status``: the cards that are out, worst first, what to ask of whom, and the rest as counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.card_rules import Card

from .amounts import figure_unit
from .areas_text import other_areas
from .card_reasons import lagging
from .cards_table import BROAD, Shape, at_or_above, cards_table, name_text, split
from .history_text import published_otherwise_lines
from .layout import Column, Line, Row, Span, fitted, paragraph, table
from .reasons import reason
from .target_words import sign_note
from .totals import count_reasons
from .totals_screen import totals_line, totals_tables
from .wording import CARD_SYMBOLS, NO_CARD_SYMBOL, card_name, head_text, value_text
from .year_reasons import behind_within_year, year_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment, QuarterResult

MOST_ROWS = 20
"""So many indicators are listed in full; of more than that only what matters."""
_TO_ASK_FOR = (NotAssessed.NOT_REPORTED, NotAssessed.HELD, NotAssessed.NO_DEADLINE_DATA)
"""Reasons for no card that end when a unit files or explains something, in this order."""
_SELF_EVIDENT = frozenset({NotAssessed.OBSERVED_ONLY, NotAssessed.NOT_APPLICABLE, NotAssessed.NOT_SUPPORTED})
"""Reasons for no card that ask nothing of anybody."""


def status_lines(
    result: QuarterResult,
    assessments: Sequence[Assessment],
    width: int,
    *,
    areas_as_rows: bool = False,
    every: bool = False,
) -> list[Line]:
    """The whole screen.

    assessments: those that were asked for, the district's and its areas'.
    every: list all of them, however many; else only what matters of more than a screenful.
    """
    districts, areas = split(assessments)
    rows = assessments if areas_as_rows or not districts else districts
    lines = paragraph(head_text(result), width, style="bold")
    if not rows:
        return [*lines, (Span("没有符合条件的指标。"),)]
    unfolded = every or len(rows) <= MOST_ROWS
    told = None if unfolded else _TO_ASK_FOR
    lines += fitted(totals_line("全区" if areas and districts else "", districts or areas, told), width)
    if areas and districts:
        lines += fitted(totals_line("区域", areas, told), width)
    named = [] if areas_as_rows or not districts else areas
    lines += _all(rows, named, width) if unfolded else _what_matters(rows, named, width)
    lines += published_otherwise_lines(assessments, width)
    totals = totals_tables(districts or areas, areas if districts else (), width, every=unfolded)
    return [*lines, *([(), *totals] if totals else [])]


def _all(rows: Sequence[Assessment], areas: Sequence[Assessment], width: int) -> list[Line]:
    """Every row: the judged ones worst first, then the others by their reason."""
    lines = _judged(at_or_above(Card.GREEN, rows), areas, width)
    order = [*_TO_ASK_FOR, *(why for why in NotAssessed if why not in _TO_ASK_FOR)]
    rest = sorted(
        (item for item in rows if item.card is None),
        key=lambda item: order.index(item.not_assessed) if item.not_assessed else -1,
    )
    return [*lines, *([(), *_unjudged(rest, width)] if rest else [])]


def _what_matters(rows: Sequence[Assessment], areas: Sequence[Assessment], width: int) -> list[Line]:
    """The red and yellow cards; areas and years that lag; what to ask for; and how many more there are."""
    cards = at_or_above(Card.YELLOW, rows)
    lines = _judged(cards, areas, width)
    sections = [
        ("全区未亮牌、个别区域亮牌：", other_areas(areas, cards, Card.YELLOW)),
        ("年内进度落后：", behind_within_year(rows, cards, Card.YELLOW)),
    ]
    for title, texts in sections:
        if texts:
            lines += [(), (Span(title, "bold"),), *(line for text in texts for line in paragraph(text, width, 2))]
    asked = [item for item in rows if item.card is None and item.not_assessed in _TO_ASK_FOR]
    if asked:
        lines += [(), (Span("待补报、待说明：", "bold"),), *_asked(asked, width)]
    listed = {id(item) for item in (*cards, *asked)}
    return [*lines, *_folded([item for item in rows if id(item) not in listed], width)]


def _judged(items: Sequence[Assessment], areas: Sequence[Assessment], width: int) -> list[Line]:
    if not items:
        return []

    def below(item: Assessment) -> list[Span]:
        year = [Span(year_short(item, item.year_card), "dim")] if item.year_card is not None else []
        return [*year, *lagging(item, areas)]

    lines = [(), *cards_table(items, Shape(width, node=True), below)]
    return lines + (paragraph(note, width, style="dim") if (note := sign_note(items)) else [])


def _asked(items: Sequence[Assessment], width: int) -> list[Line]:
    """A row for each reason and lead unit: one telephone call each."""
    groups: dict[tuple[NotAssessed, str], list[Assessment]] = {}
    for why in _TO_ASK_FOR:
        for item in items:
            if item.not_assessed is why:
                groups.setdefault((why, item.indicator.lead_unit), []).append(item)
    columns = [Column(""), Column("", foldable=True), Column("", right=True), Column("", foldable=True)]
    rows = []
    for (why, unit), group in groups.items():
        names = "、".join(f"{item.indicator.code} {name_text(item)}" for item in group)
        rows.append(Row(tuple(map(Span, (f"{NO_CARD_SYMBOL} {why.value}", unit, f"{len(group)}项", names)))))
    return table(columns, rows, width)


def _folded(items: Sequence[Assessment], width: int) -> list[Line]:
    """How many are not listed, and how to see them."""
    greens = sum(item.card is Card.GREEN for item in items)
    rest = [item for item in items if item.card is not Card.GREEN]
    why = "，".join(f"{reason.value} {times}" for reason, times in count_reasons(rest))
    texts = [f"{CARD_SYMBOLS[Card.GREEN]} {card_name(Card.GREEN)} {greens}"] if greens else []
    texts += [f"{NO_CARD_SYMBOL} {card_name(None)} {len(rest)}{f'（{why}）' if why else ''}"] if rest else []
    if not texts:
        return []
    how = "全部列出：加 --all；只看一部分：加 --unit、--outline 或 --field；看一项：lianggang show 编码。"
    return [(), *paragraph(f"未列出：{'  '.join(texts)}", width), *paragraph(how, width, style="dim")]


def _unjudged(items: Sequence[Assessment], width: int) -> list[Line]:
    broad = width >= BROAD
    columns = [
        Column(""),
        *([Column("编码")] if broad else []),
        Column("指标", foldable=True),
        *([Column("牵头单位", foldable=True)] if broad else []),
        Column("数据期"),
        Column("现值", right=True),
        Column("", gap=1),
        Column("说明", foldable=True),
    ]
    return table(columns, [_unjudged_row(item, broad) for item in items], width)


def _unjudged_row(item: Assessment, broad: bool) -> Row:
    why = item.not_assessed.value if item.not_assessed else card_name(None)
    return Row(
        (
            Span(f"{NO_CARD_SYMBOL} {why}", "dim"),
            *([Span(item.indicator.code)] if broad else []),
            Span(name_text(item)),
            *([Span(item.indicator.lead_unit)] if broad else []),
            Span(str(item.data_period or "—")),
            Span(value_text(item)),
            Span(figure_unit(item.indicator) if item.value is not None else ""),
            Span("" if item.not_assessed in _SELF_EVIDENT else reason(item, marks=False)),
        )
    )
