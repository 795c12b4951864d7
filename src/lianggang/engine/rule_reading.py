"""How a rule set reads after each card, for the reader to see; which rule fires stands in ``cards``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card, Condition
from lianggang.model.rule_view import MovedCut

from .cards import moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianggang.model.card_rules import RuleSet


def moved_cuts(rules: RuleSet) -> tuple[MovedCut, ...]:
    """Every number that hysteresis moves, those of red first; none where the set has no hysteresis."""
    return tuple(_moved_cuts(rules))


def _moved_cuts(rules: RuleSet) -> Iterator[MovedCut]:
    hysteresis = rules.hysteresis
    if hysteresis is None:
        return
    for card, numbers in ((Card.RED, hysteresis.red), (Card.YELLOW, hysteresis.yellow)):
        for number in numbers:
            condition = Condition(hysteresis.measure, "<", number)
            after = {last: moved(condition, hysteresis, last).number for last in Card}
            yield MovedCut(card, number, after)
