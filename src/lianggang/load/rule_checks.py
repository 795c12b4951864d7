"""Whether a set of card rules can do what it says: every rule can be reached, every card has a last resort.

What the models see alone (unknown measures, unknown keys) is not looked at again.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianggang.model.card_rules import Condition, Hysteresis, Rule, RuleSet

    from .yaml_nodes import KeyPath

_YES_NO = frozenset({Decimal(0), Decimal(1)})
_VALUES = {
    "met": _YES_NO,
    "improve": _YES_NO,
    "has_number": _YES_NO,
    "worse_than_baseline": _YES_NO,
    "quarter": frozenset(map(Decimal, (1, 2, 3, 4))),
}
"""The only values of measures that are no continuous numbers."""
_AFTER = ({"red": 0, "yellow": 0}, {"red": 1, "yellow": 1}, {"red": -1, "yellow": 1}, {"red": -1, "yellow": -1})
"""Which way hysteresis moves the cuts of red and of yellow: first of all, after red, after yellow, after green."""
_INFINITE = Decimal("Infinity")


class Span(NamedTuple):
    """The numbers between two ends; an end is ``(number, 0)``, or ``(number, ±1)`` where the number itself is out."""

    low: tuple[Decimal, int] = (-_INFINITE, 0)
    high: tuple[Decimal, int] = (_INFINITE, 0)

    @property
    def is_empty(self) -> bool:
        """Whether no number lies between the ends."""
        return self.low > self.high

    def within(self, other: Span) -> bool:
        """Whether every number of this span lies in the other."""
        return self.low >= other.low and self.high <= other.high

    def cut(self, operator: str, number: Decimal) -> Span:
        """The part that satisfies a condition as well."""
        low = high = None
        if operator in {">", ">=", "="}:
            low = (number, 1 if operator == ">" else 0)
        if operator in {"<", "<=", "="}:
            high = (number, -1 if operator == "<" else 0)
        return Span(max(self.low, low or self.low), min(self.high, high or self.high))


Allowed = dict[str, "Span | frozenset[Decimal]"]
"""Measure → what a rule's conditions leave of it."""


def check_rule_set(rules: RuleSet, at: KeyPath = (), unsound: frozenset[int] = frozenset()) -> Iterator[Fault]:
    """K14: a rule that can never hold or is never reached, no last resort, a hysteresis that moves nothing.

    ``at``: where the set stands in its file. ``unsound``: numbers of rules that stand in for faulty ones.
    """
    last = len(rules.rules) - 1
    catch_all = next((n for n, rule in enumerate(rules.rules) if not rule.when and rule.for_ == 1), None)
    if catch_all is None and last not in unsound:
        message = "最后没有兜底的规则：都不成立时没有牌可定。请在最后加一条 when: []。"
        yield Fault("K14", (*at, "rules", last, "id"), message)
    elif catch_all is not None and catch_all < last:
        message = f"这条规则没有条件，后面的 {last - catch_all} 条永远轮不到。请移到最后，或补上条件。"
        yield Fault("K14", (*at, "rules", catch_all, "id"), message)
    yield from _unreachable(rules, at, last if catch_all is None else catch_all, unsound)
    if rules.hysteresis is not None:
        yield from _hysteresis(rules, rules.hysteresis, (*at, "hysteresis"), complete=not unsound)


def _unreachable(rules: RuleSet, at: KeyPath, last: int, unsound: frozenset[int]) -> Iterator[Fault]:
    for number, rule in enumerate(rules.rules[: last + 1]):
        path: KeyPath = (*at, "rules", number)
        if number in unsound:
            continue
        if _never_holds(rule):
            message = f"规则“{rule.id}”的条件互相矛盾，永远不成立。请核对比较符和数值。"
            yield Fault("K14", (*path, "when"), message)
            continue
        shadow = next((n for n in range(number) if _always_before(rules, n, number)), None)
        if shadow is not None:
            message = (
                f"规则“{rule.id}”永远轮不到：它成立时，前面的“{rules.rules[shadow].id}”已经成立。请调换次序，或改条件。"
            )
            yield Fault("K14", (*path, "id"), message, also=(*at, "rules", shadow, "id"))


def _never_holds(rule: Rule) -> bool:
    return any(_is_empty(span) for span in _allowed(rule, {}).values())


def _is_empty(span: Span | frozenset[Decimal]) -> bool:
    return span.is_empty if isinstance(span, Span) else not span


def _always_before(rules: RuleSet, earlier: int, later: int) -> bool:
    """Whether the later rule's conditions imply the earlier one's, wherever hysteresis has moved the cuts."""
    first, second = rules.rules[earlier], rules.rules[later]
    if first.for_ > 1 or _never_holds(first):
        return False
    return all(_implies(_allowed(second, moved), _allowed(first, moved)) for moved in _moves(rules.hysteresis))


def _moves(hysteresis: Hysteresis | None) -> Iterator[Mapping[tuple[str, Decimal], Decimal]]:
    """For each card before: (measure, number) → the number that stands in its place."""
    if hysteresis is None:
        yield {}
        return
    for ways in _AFTER:
        cuts = [(number, ways["red"]) for number in hysteresis.red]
        cuts += [(number, ways["yellow"]) for number in hysteresis.yellow]
        yield {(hysteresis.measure, number): number + way * hysteresis.by for number, way in cuts}


def _implies(narrow: Allowed, wide: Allowed) -> bool:
    """An undefined measure makes its condition false, so the narrow side must speak of each measure of the wide."""
    return all(measure in narrow and _inside(narrow[measure], span) for measure, span in wide.items())


def _inside(narrow: Span | frozenset[Decimal], wide: Span | frozenset[Decimal]) -> bool:
    if isinstance(narrow, Span):
        return isinstance(wide, Span) and narrow.within(wide)
    return isinstance(wide, frozenset) and narrow <= wide


def _allowed(rule: Rule, moved: Mapping[tuple[str, Decimal], Decimal]) -> Allowed:
    spans: Allowed = {}
    for condition in rule.when:
        measure = condition.measure
        number = moved.get((measure, condition.number), condition.number)
        span = spans.get(measure, _VALUES.get(measure, Span()))
        if isinstance(span, Span):
            spans[measure] = span.cut(condition.operator, number)
        else:
            spans[measure] = frozenset(value for value in span if _holds(value, condition))
    return spans


def _holds(value: Decimal, condition: Condition) -> bool:
    span = Span().cut(condition.operator, condition.number)
    return Span((value, 0), (value, 0)).within(span)


def _hysteresis(rules: RuleSet, hysteresis: Hysteresis, at: KeyPath, *, complete: bool) -> Iterator[Fault]:
    """complete: whether every rule is known; a faulty one may hold the number that no other does."""
    if hysteresis.by <= 0:
        yield Fault("K14", (*at, "by"), f"“by”应大于 0，这里是 {hysteresis.by}。请改正，或删去“hysteresis”。")
    measure = hysteresis.measure
    held = {c.number for rule in rules.rules for c in rule.when if c.measure == measure}
    for card in ("red", "yellow"):
        for place, number in enumerate(getattr(hysteresis, card)):
            path = (*at, card, place)
            if complete and number not in held:
                message = f"没有哪条规则的“{measure}”条件用到 {number}，移动它没有作用。请改为条件里的数，或删去。"
                yield Fault("K14", path, message)
            elif card == "yellow" and number in hysteresis.red:
                message = f"{number} 在 red 和 yellow 里都写了，黄牌之后不知往哪边移。请只留一处。"
                also: KeyPath = (*at, "red", hysteresis.red.index(number))
                yield Fault("K14", path, message, also=also)
