"""Card rules applied to measures: which rule fires, after which card; not which measures there are."""

from __future__ import annotations

from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, NamedTuple

from lianggang.model.card_rules import Card, Condition, TriedCondition, TriedRule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from lianggang.model.card_rules import Hysteresis, Rule, RuleSet
    from lianggang.model.measures import MeasureValue

    _Test: TypeAlias = tuple[str, Callable[[Any, Any], bool], float, Fraction]
    # A condition made ready: measure, comparison, and the number for floats and for exact measures.

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt}

_WIDE = 1e-6
"""By how much the reach of hysteresis is taken too wide, so that no rounding leaves a moved cut out."""

_SORTING = ("has_number", "improve")
"""The measures that tell kinds of target apart: they rule out about half of a set once and for all."""

Runs = tuple[int, ...]
"""For each rule of a set: over how many assessed steps running its conditions have held."""


class Ruling(NamedTuple):
    """The rule that fired."""

    rule: str
    card: Card | None
    """None: judged, but not to be coloured."""
    label: str
    conditions: tuple[Condition, ...]
    """As moved by hysteresis, in the order of the rule."""


class CardRules:
    """A rule set made ready: its rules as they read after each card."""

    __slots__ = (
        "_fitting", "_moving", "_needed", "_needed_without_number", "_no_runs", "_reaches", "_readings", "name",
        "waits",
    )  # fmt: skip

    def __init__(self, rules: RuleSet) -> None:
        self.name = rules.name
        self._needed = rules.requires
        self._needed_without_number = rules.requires_without_number or rules.requires
        self.waits = any(rule.for_ > 1 for rule in rules.rules)
        """Whether a rule must hold several assessed steps running."""
        moving = rules.hysteresis
        self._moving = moving
        self._no_runs: Runs = (0,) * len(rules.rules)
        # What is reckoned anyway is asked first: most rules fail on it, and exact shares need not be worked out.
        at_hand = (*_SORTING, *rules.requires, *rules.requires_without_number)
        self._readings = {
            after: tuple(_Reading(rule, rules.hysteresis, after, at_hand) for rule in rules.rules)
            for after in (None, *Card)
        }
        self._fitting: dict[tuple[Card | None, object, object], list[tuple[list[_Test], Ruling]]] = {}
        self._reaches: dict[tuple[object, object], list[tuple[float, float]]] = {}

    def missing(self, measures: Mapping[str, MeasureValue | None]) -> list[str]:
        """The required measures that are not defined: with any of them there is no card, and never a green one."""
        needed = self._needed if measures["has_number"] else self._needed_without_number
        return [name for name in needed if measures[name] is None]

    def judge(
        self, measures: Mapping[str, MeasureValue | None], after: Card | None = None, runs: Runs = ()
    ) -> tuple[Ruling | None, Runs]:
        """The first rule whose conditions all hold, with the runs to hand to the next step.

        ``after``: the final card of the previous assessed step, None at the first. ``runs``: as returned for that
        step, empty at the first. No ruling where no rule fires, which a sound set does not let happen.
        """
        if self.waits:
            return self._judge_waiting(measures, self._readings[after], runs or self._no_runs)
        for tests, ruling in self._in_question(measures, after):
            if not tests or _pass(tests, measures):
                return ruling, ()
        return None, ()

    def tried(
        self, measures: Mapping[str, MeasureValue | None], after: Card | None, fired: Ruling | None
    ) -> tuple[TriedRule, ...]:
        """The rules as they were read after that card, from the top to the one that ``fired``."""
        found = []
        for reading in self._readings[after]:
            ruling = reading.ruling
            conditions = tuple(
                TriedCondition(one, measures[one.measure], _pass([_test(one)], measures)) for one in ruling.conditions
            )
            found.append(TriedRule(ruling.rule, ruling.card, ruling.label, conditions, ruling is fired))
            if ruling is fired:
                break
        return tuple(found)

    def is_unmoved(self, measures: Mapping[str, MeasureValue | None]) -> bool:
        """Whether the same rule fires after whatever card: no cut that hysteresis moves is near enough to matter.

        Not for sets that wait: they look at more than the card before.
        """
        if self._moving is None:
            return True
        value = measures[self._moving.measure]
        if value is None:
            return True
        return not any(low <= value <= high for low, high in self._reaches_in_question(self._moving, measures))

    def _reaches_in_question(
        self, hysteresis: Hysteresis, measures: Mapping[str, MeasureValue | None]
    ) -> list[tuple[float, float]]:
        """From where to where each cut can move that the kind of target leaves over."""
        key = (measures[_SORTING[0]], measures[_SORTING[1]])
        reaches = self._reaches.get(key)
        if reaches is None:
            listed = {*hysteresis.red, *hysteresis.yellow}
            cuts = {
                rough
                for tests, _ in self._in_question(measures, None)
                for measure, _, rough, exact in tests
                if measure == hysteresis.measure and exact in listed
            }
            by = abs(float(hysteresis.by))
            reaches = [(cut - by - _WIDE * (1 + abs(cut)), cut + by + _WIDE * (1 + abs(cut))) for cut in cuts]
            self._reaches[key] = reaches
        return reaches

    def holds_up(self, measures: Mapping[str, MeasureValue | None], card: Card) -> bool:
        """Whether only the card before keeps ``card`` out: after none at all a better one would be given.

        Not for sets that wait: they look at more than the card before.
        """
        if self.waits or self.is_unmoved(measures):
            return False
        ruling, _ = self.judge(measures)
        return ruling is not None and ruling.card is not None and ruling.card.rank < card.rank

    def _in_question(
        self, measures: Mapping[str, MeasureValue | None], after: Card | None
    ) -> list[tuple[list[_Test], Ruling]]:
        """The rules that the kind of target leaves over, in their order, and what is left to be asked of them.

        A replay asks for the same ones each step, and so do the areas of an indicator.
        """
        key = (after, measures[_SORTING[0]], measures[_SORTING[1]])
        fitting = self._fitting.get(key)
        if fitting is None:
            sorting = {name: measures[name] for name in _SORTING}
            readings = [(reading.left_over(sorting), reading.ruling) for reading in self._readings[after]]
            fitting = [(tests, ruling) for tests, ruling in readings if tests is not None]
            self._fitting[key] = fitting
        return fitting

    def _judge_waiting(
        self, measures: Mapping[str, MeasureValue | None], readings: Sequence[_Reading], before: Runs
    ) -> tuple[Ruling | None, Runs]:
        """As ``judge``, for a set with rules that must hold several assessed steps running (``for``)."""
        now = tuple(run + 1 if reading.holds(measures) else 0 for run, reading in zip(before, readings, strict=True))
        fired = (reading.ruling for run, reading in zip(now, readings, strict=True) if run >= reading.wait)
        return next(fired, None), now


class _Reading:
    """One rule as it reads after a certain card."""

    __slots__ = ("_tests", "ruling", "wait")

    def __init__(self, rule: Rule, hysteresis: Hysteresis | None, after: Card | None, at_hand: Sequence[str]) -> None:
        conditions = tuple(moved(condition, hysteresis, after) for condition in rule.when)
        card = None if rule.card == "none" else Card(rule.card)
        self.ruling = Ruling(rule.id, card, rule.label, conditions)
        self.wait = rule.for_
        order = {measure: place for place, measure in enumerate(dict.fromkeys(at_hand))}
        cheapest_first = sorted(conditions, key=lambda condition: order.get(condition.measure, len(order)))
        self._tests = [_test(one) for one in cheapest_first]

    def left_over(self, sorting: Mapping[str, MeasureValue | None]) -> list[_Test] | None:
        """The conditions on other measures than those in ``sorting``; None where one on these fails."""
        if not _pass([test for test in self._tests if test[0] in sorting], sorting):
            return None
        return [test for test in self._tests if test[0] not in sorting]

    def holds(self, measures: Mapping[str, MeasureValue | None]) -> bool:
        """Whether all conditions hold; an undefined measure makes its condition false."""
        return _pass(self._tests, measures)


def _test(condition: Condition) -> _Test:
    return condition.measure, _OPERATORS[condition.operator], condition.rough, condition.exact


def _pass(tests: Sequence[_Test], measures: Mapping[str, MeasureValue | None]) -> bool:
    # One loop, no calls: this runs for most rules at every judgement. Exact measures compare exactly.
    for measure, compare, rough, exact in tests:
        value = measures[measure]
        if value is None:
            return False
        kind = type(value)
        if kind is float or kind is int:
            if not compare(value, rough):
                return False
        elif not compare(value if kind is Fraction else Fraction(value), exact):
            return False
    return True


def moved(condition: Condition, hysteresis: Hysteresis | None, after: Card | None) -> Condition:
    """The condition as it reads after that card.

    Only conditions on the set's own hysteresis measure move, and of them only those with a listed number: after red
    all by +``by``; after yellow the cuts of red by -``by`` and those of yellow by +``by``; after green all by -``by``.
    Source: docs/methods.md, section 5.
    """
    if hysteresis is None or after is None or condition.measure != hysteresis.measure:
        return condition
    if condition.number in hysteresis.red:
        shift = hysteresis.by if after is Card.RED else -hysteresis.by
    elif condition.number in hysteresis.yellow:
        shift = -hysteresis.by if after is Card.GREEN else hysteresis.by
    else:
        return condition
    return Condition(condition.measure, condition.operator, condition.number + shift, condition.number)
