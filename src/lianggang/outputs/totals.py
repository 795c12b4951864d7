"""Adds up cards: how many of each, altogether and by outline, field, lead unit and area. The one place that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lianggang.model.assessment import Assessment, NotAssessed
    from lianggang.model.card_rules import Card

Counts = dict[str, int]
"""``{"red": 2, "yellow": 5, "green": 41, "not_assessed": 15}``: always these four keys, in this order."""

KEYS = ("red", "yellow", "green", "not_assessed")


def key_of(card: Card | None) -> str:
    """The key under which a card, or none, is counted."""
    return "not_assessed" if card is None else card.value


def count(assessments: Iterable[Assessment]) -> Counts:
    """How many of each card, and how many without."""
    counts = dict.fromkeys(KEYS, 0)
    for assessment in assessments:
        counts[key_of(assessment.card)] += 1
    return counts


def count_by(assessments: Iterable[Assessment], key: Callable[[Assessment], str]) -> dict[str, Counts]:
    """The counts of each group, groups in the order in which they first appear."""
    groups: dict[str, Counts] = {}
    for assessment in assessments:
        counts = groups.setdefault(key(assessment), dict.fromkeys(KEYS, 0))
        counts[key_of(assessment.card)] += 1
    return groups


def count_reasons(assessments: Iterable[Assessment]) -> list[tuple[NotAssessed, int]]:
    """How often each reason for no card occurs, the most frequent first, then in the order of the closed list."""
    reasons: dict[NotAssessed, int] = {}
    for assessment in assessments:
        if assessment.not_assessed is not None:
            reasons[assessment.not_assessed] = reasons.get(assessment.not_assessed, 0) + 1
    order = list(type(next(iter(reasons)))) if reasons else []
    return sorted(reasons.items(), key=lambda item: (-item[1], order.index(item[0])))


def worst(assessments: Iterable[Assessment]) -> Card | None:
    """The worst card among them; None where there is none."""
    return max((item.card for item in assessments if item.card), key=lambda card: card.rank, default=None)
