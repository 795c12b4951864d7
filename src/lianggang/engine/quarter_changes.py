"""A quarter and the one before → what came to 已达标 and left it, and what became of the cards; nothing is left out.

Source: docs/documents.md, section 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.bulletin import CardsBefore, ClassBefore, MetChanges
from lianggang.model.card_rules import Card

from .attainment import attainment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lianggang.model.assessment import Assessment
    from lianggang.model.indicator import Target
    from lianggang.model.self_inspection import Inspected

_OUT = frozenset({Card.RED, Card.YELLOW})


def met_changes(items: Sequence[Inspected], earlier: Mapping[str, Assessment]) -> MetChanges:
    """earlier: the assessments of the quarter before, by code; those of the district."""
    changed = [one for one in _before(items, earlier) if one.attainment.is_met != one.item.attainment.is_met]
    alike = [one for one in changed if _is_comparable(one)]
    others = [one for one in changed if not _is_comparable(one)]
    return MetChanges(
        gained=tuple(one.item for one in alike if one.item.attainment.is_met),
        lost=tuple(one.item for one in alike if one.attainment.is_met),
        entered=tuple(one for one in others if one.item.attainment.is_met),
        left=tuple(one for one in others if one.attainment.is_met),
    )


def _before(items: Sequence[Inspected], earlier: Mapping[str, Assessment]) -> Iterator[ClassBefore]:
    for item in items:
        before = earlier.get(item.assessment.indicator.code)
        if before is not None:
            yield ClassBefore(item, attainment(before), _target(before) != _target(item.assessment))


def _target(assessment: Assessment) -> Target | None:
    return None if assessment.target is None else assessment.target.target


def _is_comparable(one: ClassBefore) -> bool:
    """Whether figures were held against the same target in both quarters."""
    return one.attainment.is_settled and one.item.attainment.is_settled and not one.new_target


def cards_before(cards: Sequence[Assessment], earlier: Mapping[str, Assessment]) -> CardsBefore:
    """cards: all assessments of now, with or without a card; earlier: as of ``met_changes``."""
    pairs = [(_card(earlier.get(one.indicator.code)), one) for one in cards]
    then = [card for card, _ in pairs]
    return CardsBefore(
        red=then.count(Card.RED),
        yellow=then.count(Card.YELLOW),
        lifted=tuple(one for card, one in pairs if card in _OUT and one.card is Card.GREEN),
        unjudged=tuple((card, one) for card, one in pairs if card is not None and card in _OUT and one.card is None),
        new=tuple(one for card, one in pairs if card not in _OUT and one.card in _OUT),
    )


def _card(assessment: Assessment | None) -> Card | None:
    return None if assessment is None else assessment.card
