"""Counts of cards for the eye: altogether on one line; by outline, field, lead unit and area in small tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card

from .layout import Column, Line, Row, Span, beside, table
from .totals import KEYS, Counts, count, count_by, count_reasons
from .wording import CARD_SYMBOLS, NO_CARD_SYMBOL, card_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from lianggang.model.assessment import Assessment, NotAssessed

MOST_GROUPS = 8
"""Groups listed one by one whatever their cards; of more than that those without red and yellow are summed up."""


def totals_line(title: str, items: Sequence[Assessment], named: Collection[NotAssessed] | None = None) -> Line:
    """``红牌 2  黄牌 5  绿牌 41  未判 15（仅观察 9，未报 6）``.

    named: the reasons to name (``未判 15（其中未报 6）``); all of them where None.
    """
    counts, reasons = count(items), count_reasons(items)
    told = [(why, times) for why, times in reasons if named is None or why in named]
    why = "其中" if told and len(told) < len(reasons) else ""
    why += "，".join(f"{reason.value} {times}" for reason, times in told)
    spans = [Span(f"{title}  ")] if title else []
    for card in (Card.RED, Card.YELLOW, Card.GREEN):
        times = counts[card.value]
        spans.append(Span(f"{card_name(card)} {times}", card.value if times else "dim"))
        spans.append(Span("  "))
    return (*spans, Span(f"{card_name(None)} {counts['not_assessed']}{f'（{why}）' if why else ''}"))


def totals_tables(
    items: Sequence[Assessment], areas: Sequence[Assessment], width: int, *, every: bool = False
) -> list[Line]:
    """The four tables, side by side where there is room; none of a single group, which says what the total says.

    every: no group is summed up with others.
    """
    tables: list[tuple[str, Sequence[Assessment], Callable[[Assessment], str]]] = [
        ("规划", items, lambda item: item.indicator.outline),
        ("领域", items, lambda item: item.indicator.field),
        ("牵头单位", items, lambda item: item.indicator.lead_unit),
        ("区域", areas, lambda item: item.area or ""),
    ]
    counted = [(title, count_by(of, key)) for title, of, key in tables]
    blocks = [_table(title, _worst_first(groups, every), width) for title, groups in counted if len(groups) > 1]
    return beside(blocks, width)


def _worst_first(groups: dict[str, Counts], every: bool) -> list[tuple[str, Counts]]:
    """Those with most red first, then most yellow; the many that have neither as one line."""
    ordered = sorted(groups.items(), key=lambda group: (-group[1]["red"], -group[1]["yellow"]))
    if every or len(ordered) <= MOST_GROUPS:
        return ordered
    out = [group for group in ordered if group[1]["red"] or group[1]["yellow"]]
    quiet = ordered[len(out) :]
    if len(quiet) < 2:
        return ordered
    rest = {key: sum(counts[key] for _, counts in quiet) for key in KEYS}
    return [*out, (f"其余{len(quiet)}个", rest)]


def _table(title: str, groups: Sequence[tuple[str, Counts]], width: int) -> list[Line]:
    heads = [CARD_SYMBOLS[Card.RED], CARD_SYMBOLS[Card.YELLOW], CARD_SYMBOLS[Card.GREEN], NO_CARD_SYMBOL]
    columns = [Column(title, foldable=True), *(Column(head, right=True) for head in heads)]
    rows = [
        Row((Span(group), *(Span(str(counts[name]), _style(name, counts[name])) for name in KEYS)))
        for group, counts in groups
    ]
    return table(columns, rows, width)


def _style(name: str, times: int) -> str:
    return name if times and name in {"red", "yellow"} else "" if times else "dim"
