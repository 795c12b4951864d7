"""How far on track a judgement of a rule set is, as one number to rank by; gives no card.

A set ranks by the measure that its own rules grade: the one its hysteresis is on, else the first graded measure that
a rule for targets with a number speaks of, read from the top. A set without any ranks by its cards.
Source: docs/methods.md, section 14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianggang.model.card_rules import Condition, Rule, RuleSet
    from lianggang.model.measures import MeasureValue

    from .cards import Ruling

HIGHER_IS_BETTER = (
    "z", "chance", "progress", "pace_ratio", "expected", "recent", "whole", "annual_growth", "cagr_ratio", "un_share",
    "eurostat_ratio", "trend_ratio", "escap_share", "five_year_change", "tail_p",
)  # fmt: skip
LOWER_IS_BETTER = ("completion_gap", "value_gap", "relative_gap", "need", "five_year_share", "periods_worsening")

TOP, BOTTOM = 1_000_000.0, -1_000_000.0
"""Above and below every score: the target is met and the set asks for nothing more; red for want of a measure."""

_BY_CARD = {Card.GREEN: 2.0, Card.YELLOW: 1.0, Card.RED: 0.0}


class Ranking:
    """The scores of one rule set."""

    __slots__ = ("_sign", "measure")

    def __init__(self, rules: RuleSet) -> None:
        self.measure = _graded(rules)
        """None: the card alone ranks."""
        self._sign = -1 if self.measure in LOWER_IS_BETTER else 1

    def score(self, ruling: Ruling, measures: Mapping[str, MeasureValue | None]) -> float | None:
        """Higher = more on track. None where there is no card, or a yellow one without the measure.

        Where a set calls a target green for being met and looks no further, that is its best judgement: ``TOP``.
        A red card of a case in which the measure is not defined is the worst: ``BOTTOM``.
        """
        if ruling.card is None:
            return None
        if self.measure is None:
            return _BY_CARD[ruling.card]
        if ruling.card is Card.GREEN and _is_met_alone(ruling.conditions):
            return TOP
        value = measures[self.measure]
        if value is None:
            return {Card.GREEN: TOP, Card.RED: BOTTOM}.get(ruling.card)
        return min(max(self._sign * float(value), BOTTOM + 1), TOP - 1)


def _graded(rules: RuleSet) -> str | None:
    graded = (*HIGHER_IS_BETTER, *LOWER_IS_BETTER)
    if rules.hysteresis is not None and rules.hysteresis.measure in graded:
        return rules.hysteresis.measure
    spoken_of = (condition.measure for rule in rules.rules for condition in _with_number(rule))
    return next((measure for measure in spoken_of if measure in graded), None)


def _with_number(rule: Rule) -> Iterator[Condition]:
    """The conditions of a rule, none if it is for targets without a number."""
    if not any(one.measure == "has_number" and one.number == 0 and one.operator == "=" for one in rule.when):
        yield from rule.when


def _is_met_alone(conditions: tuple[Condition, ...]) -> bool:
    return bool(conditions) and all(one.measure == "met" for one in conditions)
