"""The public version of what a paper rests on: without counts of one to four rare events and what gives them away.

Cards and classes stay, and so do the target and the counts of everything else. Not here: what units have written in
words, which no program can look through. Source: docs/methods.md, section 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from lianggang.model.assessment import Assessment, Mark
from lianggang.model.self_inspection import Inspected
from lianggang.model.submission import Disposition

if TYPE_CHECKING:
    from decimal import Decimal

    from lianggang.model.assessment import ResolvedTarget
    from lianggang.model.indicator import Indicator
    from lianggang.model.submission import Observation

    Made = TypeVar("Made")

_FROM, _TO = 1, 4
"""Counts that may point at persons."""


def concealed(made: Made) -> Made:
    """The same result of a use case, with every assessment in it that gives such a count away replaced.

    made: any of the frozen values that documents are made of; looked through to the bottom.
    """
    return cast("Made", _Concealing().of(made))


def gives_counts_away(assessment: Assessment) -> bool:
    """Whether any figure ever used for it, of an indicator of rare events, counts one to four of them.

    So does a figure of one to four persons, none of whom it happened to. A single year is enough: rates, pooled counts
    and changes of the others would lead to it.
    """
    if not assessment.indicator.small_numbers:
        return False
    used = (one for one in assessment.observations if one.disposition is Disposition.USED)
    return any(_is_small(count) for one in used for count in _counts(one, assessment.indicator))


def _counts(one: Observation, indicator: Indicator) -> tuple[Decimal | None, ...]:
    return (one.numerator, one.denominator) if indicator.denominator is not None else (one.value,)


def _is_small(events: Decimal | None) -> bool:
    return events is not None and _FROM <= events <= _TO


class _Concealing:
    """One pass: what is the same object before is the same object after."""

    def __init__(self) -> None:
        self._assessments: dict[int, tuple[Assessment, Assessment]] = {}
        self._indicators: dict[str, Indicator] = {}

    def of(self, found: Any) -> Any:
        if isinstance(found, Assessment):
            return self._assessment(found)
        if isinstance(found, tuple):
            return self._tuple(found)
        if isinstance(found, Mapping):
            made = {key: self.of(value) for key, value in found.items()}
            return found if all(made[key] is value for key, value in found.items()) else made
        if is_dataclass(found) and not isinstance(found, type):
            parts = {one.name: getattr(found, one.name) for one in fields(found) if one.init}
            changed = {name: new for name, old in parts.items() if (new := self.of(old)) is not old}
            return replace(found, **changed) if changed else found
        return found

    def _tuple(self, found: tuple[Any, ...]) -> tuple[Any, ...]:
        parts = [self.of(one) for one in found]
        if all(new is old for new, old in zip(parts, found, strict=True)):
            return found
        if isinstance(found, Inspected):
            inspected = Inspected._make(parts)
            return inspected._replace(marks=(), year_before=None, projected=None)
        return type(found)._make(parts) if hasattr(found, "_make") else tuple(parts)

    def _assessment(self, found: Assessment) -> Assessment:
        if id(found) not in self._assessments:
            made = self._without_figures(found) if gives_counts_away(found) else _without_notes(found)
            # Kept beside it: an id is that of one object only as long as the object is there.
            self._assessments[id(found)] = (found, made)
        return self._assessments[id(found)][1]

    def _without_figures(self, found: Assessment) -> Assessment:
        return replace(
            found,
            indicator=self._without_baseline(found.indicator),
            value=None,
            numerator=None,
            denominator=None,
            target=None if found.target is None else _without_baseline(found.target),
            gap=None,
            measures={},
            conditions=(),
            marks=(*found.marks, Mark.CONCEALED),
            pace=None,
            drift=None,
            previous=None,
            counts=None,
            year_card=None,
            steps=(),
            observations=(),
        )

    def _without_baseline(self, indicator: Indicator) -> Indicator:
        code = indicator.code
        if code not in self._indicators:
            self._indicators[code] = indicator.model_copy(update={"baseline": None})
        return self._indicators[code]


def _without_notes(found: Assessment) -> Assessment:
    """Of rare events the units' notes go in any case: they tell single cases."""
    if not found.indicator.small_numbers or not any(one.note for one in found.observations):
        return found
    return replace(found, observations=tuple(one._replace(note="") for one in found.observations))


def _without_baseline(target: ResolvedTarget) -> ResolvedTarget:
    """Of a target that is a share of the baseline the number itself goes too."""
    value = None if target.target.change is not None else target.value
    return replace(target, baseline=None, value=value)
