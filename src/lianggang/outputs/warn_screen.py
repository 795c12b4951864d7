"""The screen of ``warn``: which cards are out, why, since when and who leads; and which were lifted this quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card

from .areas_text import other_areas
from .card_reasons import cards_with_reasons
from .cards_table import Shape, at_or_above, cards_table, split, style_of
from .history_text import counts_text, published_otherwise_lines
from .layout import Line, Span, fitted, paragraph
from .target_words import sign_note
from .wording import card_name, head_text, quarter_text
from .year_reasons import behind_within_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.assessment import Assessment, QuarterResult


def warned(assessments: Iterable[Assessment], level: Card) -> list[Assessment]:
    """What ``warn`` lists: the cards of ``level`` or worse, worst first, then those lifted this quarter."""
    listed = list(assessments)
    return [*at_or_above(level, listed), *_lifted(listed, level)]


def _lifted(assessments: Iterable[Assessment], level: Card) -> list[Assessment]:
    """Green now, and this quarter took the last card of ``level`` or worse away."""
    return [
        item
        for item in assessments
        if item.lifted == item.period and (last := _last_card(item)) is not None and last.rank >= level.rank
    ]


def _last_card(item: Assessment) -> Card | None:
    """The yellow or red card before the present green."""
    earlier = [step.card for step in item.steps if step.card is not None and step.card is not Card.GREEN]
    return earlier[-1] if earlier else Card.YELLOW


def warn_lines(
    result: QuarterResult,
    assessments: Sequence[Assessment],
    level: Card,
    width: int,
    *,
    areas_as_rows: bool = False,
) -> list[Line]:
    """The whole screen. assessments: those that were asked for, the district's and its areas'."""
    districts, areas = split(assessments)
    pool = assessments if areas_as_rows else districts
    cards, lifted = at_or_above(level, pool), _lifted(pool, level)
    others = [] if areas_as_rows else other_areas(areas, cards, level)
    lines = paragraph(head_text(result), width, style="bold")
    lines += fitted(_verdict(pool, cards, lifted, level), width)
    if cards:
        lines += [(), *cards_with_reasons(cards, width, () if areas_as_rows else areas)]
    if others:
        lines += [(), (Span("全区未亮牌、个别区域亮牌：" if level is Card.YELLOW else "个别区域亮红牌：", "bold"),)]
        for text in others:
            lines += paragraph(text, width, 2)
    if behind := behind_within_year(pool, cards, level):
        lines += [(), (Span("年内进度落后：", "bold"),)]
        for text in behind:
            lines += paragraph(text, width, 2)
    if lifted:
        lines += [(), (Span(f"{quarter_text(result.period)}解除：", "bold"),), *cards_table(lifted, Shape(width))]
        lines += paragraph(note, width, style="dim") if (note := sign_note(lifted)) else []
    lines += published_otherwise_lines(assessments, width, level)
    if cards:
        how = f"原因全文、测算过程和每个数字的出处：lianggang show {cards[0].indicator.code} --trace"
        lines += [(), *paragraph(how, width, style="dim")]
    return lines


def _verdict(
    pool: Sequence[Assessment], cards: Sequence[Assessment], lifted: Sequence[Assessment], level: Card
) -> Line:
    """``红牌 2  黄牌 5  本季新亮 1，升级 1，解除 1``, or that there is none. pool: all that was asked for."""
    if not cards:
        what = "没有红牌" if level is Card.RED else "没有红牌、黄牌"
        return (Span(f"{what}。", "green"),)
    spans: list[Span] = []
    for card in (Card.RED, Card.YELLOW):
        if card.rank >= level.rank:
            times = sum(item.card is card for item in cards)
            spans += [Span(f"{card_name(card)} {times}", style_of(card) if times else "dim"), Span("  ")]
    return (*spans, Span(f"{counts_text(pool, level)}，解除 {len(lifted)}"))
