"""Cards with their reasons, those of one colour and lead unit together, so that a letter to each unit can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .areas_text import areas_text
from .cards_table import INDENT, Shape, age_text, cards_table
from .history_text import new_target_text
from .layout import Line, Span, fold, paragraph
from .reasons import clauses
from .target_words import sign_note
from .wording import card_name
from .year_reasons import year_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment
    from lianggang.model.card_rules import Card

MOST_LINES = 2
"""What a reason may take on the screen; ``show`` prints all of it."""


def cards_with_reasons(cards: Sequence[Assessment], width: int, areas: Sequence[Assessment] = ()) -> list[Line]:
    """The cards, the worst first, under their lead units, each with its reason in short.

    areas: the assessments of all areas; those that lag are named under their indicator.
    """
    groups = _by_lead_unit(cards)
    heads = {id(group[0]): _head(group) for group in groups}
    ordered = [item for group in groups for item in group]

    def below(item: Assessment) -> list[Span]:
        lines = [Span(brief_reason(item, width - INDENT))]
        if item.year_card:
            lines.append(Span(year_line(item, item.year_card)))
        return [*lines, *lagging(item, areas)]

    shape = Shape(width, units_above=True)
    lines = cards_table(ordered, shape, below, lambda item: [heads[id(item)]] if id(item) in heads else [])
    return lines + (paragraph(note, width, style="dim") if (note := sign_note(ordered)) else [])


def lagging(item: Assessment, areas: Sequence[Assessment]) -> list[Span]:
    """``落后区域：红 河口镇 71.20；黄 青山镇 73.00`` below a row of the district; nothing where none lags."""
    if item.area is not None:
        return []
    text = areas_text(area for area in areas if area.indicator.code == item.indicator.code)
    return [Span(f"落后区域：{text}", "dim")] if text else []


def _by_lead_unit(cards: Sequence[Assessment]) -> list[list[Assessment]]:
    """Groups of one colour and lead unit; the cards come with the worst first, and so do the units of a colour."""
    groups: dict[tuple[Card | None, str], list[Assessment]] = {}
    for item in cards:
        groups.setdefault((item.card, item.indicator.lead_unit), []).append(item)
    return list(groups.values())


def _head(group: Sequence[Assessment]) -> Span:
    return Span(f"【{group[0].indicator.lead_unit}】{card_name(group[0].card)} {len(group)}", "bold")


def brief_reason(item: Assessment, width: int) -> str:
    """The label, as many clauses of the reason as fit into two lines (one at least), the age of the figure, the rule.

    width: of the lines, in cells.
    """
    label = f"{item.label}：" if item.label else ""
    tail = "，".join(text for text in (age_text(item), new_target_text(item), f"规则 {item.rule}") if text)
    kept: list[str] = []
    for clause in clauses(item):
        if not kept or len(fold(_reason(label, [*kept, clause], tail), width)) <= MOST_LINES:
            kept.append(clause)
    return _reason(label, kept, tail)


def _reason(label: str, said: Sequence[str], tail: str) -> str:
    return f"{label}{'；'.join(said)}（{tail}）。"
