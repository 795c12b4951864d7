"""Card rules applied to measures: which rule fires, after which card; not which measures there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, NamedTuple

from lianggang.model.card_rules import Card, Condition, TriedCondition, TriedRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import TypeAlias

    from lianggang.model.card_rules import Hysteresis, Rule, RuleSet
    from lianggang.model.measures import MeasureValue

    _Test: TypeAlias = tuple[str, Callable[[Any, Any], bool], float, Fraction]
    # A condition made ready: measure, comparison, and the number for floats and for exact measures.

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt}

_SORTING = ("has_number", "improve")
"""The measures that tell kinds of target apart: they rule out about half of a set once and for all.

Together with the measure of the hysteresis, where a set has one, they mostly leave a single rule.
"""

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


class InQuestion(NamedTuple):
    """What is left of a set once some measures are known: its rules in their order, with what is still to be asked."""

    after: dict[Card | None, list[tuple[list[_Test], Ruling]]]
    """By the card before; up to the first rule of which nothing is to be asked any more."""
    is_unmoved: bool
    """Whether the same rule fires after whatever card: no cut that hysteresis moves is near enough to matter."""

    def ruling(self, measures: Mapping[str, MeasureValue | None], after: Card | None = None) -> Ruling | None:
        """The first rule whose conditions all hold."""
        for tests, ruling in self.after[after]:
            if not tests or _pass(tests, measures):
                return ruling
        return None

    @classmethod
    def of(
        cls, readings: Mapping[Card | None, Sequence[_Reading]], known: Mapping[str, MeasureValue | None]
    ) -> InQuestion:
        """known: some of the measures, with the values that they have or others that pass the same conditions."""
        after = {card: _left_over(rules, known) for card, rules in readings.items()}
        asked = [[(tests, ruling.rule) for tests, ruling in left] for left in after.values()]
        return cls(after, all(one == asked[0] for one in asked))


def _left_over(
    readings: Sequence[_Reading], known: Mapping[str, MeasureValue | None]
) -> list[tuple[list[_Test], Ruling]]:
    """The rules that the known measures do not rule out, as far as they are read, with their other conditions."""
    found = []
    for reading in readings:
        tests = reading.left_over(known)
        if tests is not None:
            found.append((tests, reading.ruling))
            if not tests:
                break
    return found


class _Cuts(NamedTuple):
    """All numbers that a set compares a measure with, after whatever card, in rising order."""

    measure: str
    rough: list[float]
    exact: list[Fraction]

    @classmethod
    def of(cls, measure: str, readings: Iterable[Sequence[_Reading]]) -> _Cuts:
        """The cuts of rules as they read after each card."""
        conditions = {one for rules in readings for rule in rules for one in rule.ruling.conditions}
        numbers = sorted({one.number for one in conditions if one.measure == measure})
        return cls(measure, [float(number) for number in numbers], [Fraction(number) for number in numbers])

    def place(self, measures: Mapping[str, MeasureValue | None]) -> int | None:
        """Where the measure lies: an even number between two cuts, an odd one on a cut; None where it is undefined.

        Any two values at the same place pass the same conditions.
        """
        value = measures[self.measure]
        if value is None:
            return None
        if type(value) is float or type(value) is int:
            return bisect_left(self.rough, value) + bisect_right(self.rough, value)
        exact = Fraction(value)
        return bisect_left(self.exact, exact) + bisect_right(self.exact, exact)


class CardRules:
    """A rule set made ready: its rules as they read after each card."""

    __slots__ = (
        "_cuts", "_found", "_needed", "_needed_without_number", "_no_runs", "_readings", "_sorting", "name",
        "waits",
    )  # fmt: skip

    def __init__(self, rules: RuleSet) -> None:
        self.name = rules.name
        self._needed = rules.requires
        self._needed_without_number = rules.requires_without_number or rules.requires
        self.waits = any(rule.for_ > 1 for rule in rules.rules)
        """Whether a rule must hold several assessed steps running."""
        self._no_runs: Runs = (0,) * len(rules.rules)
        # What is reckoned anyway is asked first: most rules fail on it, and exact shares need not be worked out.
        at_hand = (*_SORTING, *rules.requires, *rules.requires_without_number)
        self._readings = {
            after: tuple(_Reading(rule, rules.hysteresis, after, at_hand) for rule in rules.rules)
            for after in (None, *Card)
        }
        moving = rules.hysteresis
        self._cuts = None if moving is None else _Cuts.of(moving.measure, self._readings.values())
        self._sorting = _SORTING if moving is None else (*_SORTING, moving.measure)
        self._found: dict[tuple[object, object, int | None], InQuestion] = {}

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
        return self.in_question(measures).ruling(measures, after), ()

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

    def holds_up(self, measures: Mapping[str, MeasureValue | None], card: Card) -> bool:
        """Whether only the card before keeps ``card`` out: after none at all a better one would be given.

        Not for sets that wait: they look at more than the card before.
        """
        if self.waits:
            return False
        ruling = self.in_question(measures).ruling(measures)
        return ruling is not None and ruling.card is not None and ruling.card.rank < card.rank

    def in_question(self, measures: Mapping[str, MeasureValue | None]) -> InQuestion:
        """The rules that are left over by the kind of target and by where the measure of the hysteresis lies.

        A replay asks for the same ones at most steps, and so do the areas of an indicator. Not for sets that wait:
        they look at more than the card before.
        """
        place = None if self._cuts is None else self._cuts.place(measures)
        key = (measures["has_number"], measures["improve"], place)
        found = self._found.get(key)
        if found is None:
            known = {name: measures[name] for name in self._sorting}
            found = self._found[key] = InQuestion.of(self._readings, known)
        return found

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
