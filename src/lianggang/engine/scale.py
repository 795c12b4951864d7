"""The working scale on which paces are compared: where a value stands on it, and back; reckons no pace."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from lianggang.model.pace import Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_PERCENT, _MOST_PERCENT = 0.5, 99.5
_SLACK = {Scale.LOG: 0.02, Scale.LOGIT: 0.06, Scale.LINEAR: 0.04}


class WorkingScale:
    """g and its inverse. Source: docs/methods.md, section 3."""

    __slots__ = ("kind", "slack", "span")

    def __init__(self, kind: Scale, span: float = 1.0) -> None:
        self.kind = kind
        self.span = span
        """``log``: the smallest value that counts. ``lin``: the unit. Unused on ``logit``."""
        self.slack = _SLACK[kind]
        """k, added to the noise."""

    @classmethod
    def fitting(cls, kind: Scale, baseline: float, goal: float | None) -> WorkingScale:
        """The scale of that kind for a way from ``baseline`` to ``goal`` (None: a target without a number)."""
        if kind is Scale.LOG:
            return cls(kind, 0.01 * (baseline if goal is None else min(baseline, goal)))
        if kind is Scale.LINEAR:
            distance = 0.0 if goal is None else abs(goal - baseline)
            return cls(kind, distance or abs(goal if goal is not None else baseline) or 1.0)
        return cls(kind)

    def levels(self, values: Sequence[float]) -> list[float]:
        """The level g of each; of at least one value."""
        if self.kind is Scale.LOG:
            least = self.span
            # Few figures lie below the least: for all others the plain logarithm will do.
            return list(map(log, values if min(values) >= least else [max(least, value) for value in values]))
        if self.kind is Scale.LOGIT:
            within = min(values) >= _LEAST_PERCENT and max(values) <= _MOST_PERCENT
            kept = values if within else [min(max(value, _LEAST_PERCENT), _MOST_PERCENT) for value in values]
            return [log((value / 100) / (1 - value / 100)) for value in kept]
        span = self.span
        return [value / span for value in values]

    def level(self, value: float) -> float:
        """g(x)."""
        return self.levels((value,))[0]

    def value(self, level: float) -> float:
        """g⁻¹, in the indicator's unit."""
        if self.kind is Scale.LOGIT:
            return 100 / (1 + exp(-level))
        if self.kind is Scale.LOG:
            return exp(level)
        return level * self.span


def scale_kind(*, bounded: bool, baseline: float, goal: float | None, has_negative: bool) -> Scale:
    """Which scale fits observations, ``has_negative`` where one of them is less than 0.

    ``bounded``: a percentage that lies between 0 and 100 by nature. Without a goal (a target without a number) the
    baseline alone decides. Source: docs/methods.md, section 3.
    """
    if bounded:
        return Scale.LOGIT
    if baseline > 0 and (goal is None or goal > 0) and not has_negative:
        return Scale.LOG
    return Scale.LINEAR
