"""The areas that lag, named with their figures under an indicator; and those that lag where the district does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card

from .wording import CARD_SHORT, value_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.assessment import Assessment

MOST_NAMED = 8
"""Areas named one by one for an indicator and a colour: ``show`` lists them all."""


def areas_text(areas: Iterable[Assessment], level: Card = Card.YELLOW) -> str:
    """``红 河口镇 71.20、城东街道 73.00；黄 城西街道 80.10``: the areas with a card of that level or worse.

    The furthest from the target first; of many the first are named and all counted. Empty where there is none.
    """
    named: dict[Card, list[Assessment]] = {Card.RED: [], Card.YELLOW: []}
    for area in areas:
        if area.card in named and area.card.rank >= level.rank and area.area is not None:
            named[area.card].append(area)
    return "；".join(f"{CARD_SHORT[card]} {_listed(items)}" for card, items in named.items() if items)


def _listed(areas: Sequence[Assessment]) -> str:
    worst = sorted(areas, key=lambda area: 0 if area.gap is None else -area.gap)
    more = f"等{len(areas)}个" if len(areas) > MOST_NAMED else ""
    return "、".join(f"{area.area} {value_text(area)}" for area in worst[:MOST_NAMED]) + more


def other_areas(areas: Iterable[Assessment], shown: Iterable[Assessment], level: Card) -> list[str]:
    """Indicators that are well in the district as a whole and not in some area: one text each."""
    listed = {item.indicator.code for item in shown if item.area is None}
    by_code: dict[str, list[Assessment]] = {}
    for area in areas:
        if area.indicator.code not in listed:
            by_code.setdefault(area.indicator.code, []).append(area)
    return [
        f"{code} {items[0].indicator.name}：{text}"
        for code, items in by_code.items()
        if (text := areas_text(items, level))
    ]
