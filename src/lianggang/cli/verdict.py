"""The status that ``--fail-on`` asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianggang.model.assessment import Assessment

    from .options import Level


def card_status(assessments: Iterable[Assessment], fail_on: Level | None) -> int:
    """4 where a card among these is at or above the level, else 0."""
    if fail_on is None:
        return 0
    rank = fail_on.card.rank
    return 4 if any(item.card is not None and item.card.rank >= rank for item in assessments) else 0
