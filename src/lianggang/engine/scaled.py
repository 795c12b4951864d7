"""The figures of one indicator and area on the working scales they are judged on; reckons no pace.

A judgement looks at the same figures again and again: at each step of a replay, after each card there may have been.
They are put on a scale once and for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .scale import WorkingScale, scale_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .points import Point


class OnScale(NamedTuple):
    """A way on its scale, and the figures beside it."""

    scale: WorkingScale
    begin: float
    """The level of the baseline."""
    goal: float | None
    """The level of the goal; None for a target without a number."""
    levels: list[float]
    """Of every figure known to ``ScaledFigures``, also of those after the ones asked for."""


class ScaledFigures:
    """Figures in the order of their periods, and their levels on each scale asked for.

    ``points``: the longest row of figures that will be asked for, as far as it is known; any beginning of it costs
    nothing more. Others are taken as they come.
    """

    __slots__ = ("_bounded", "_known", "_lowest", "_times", "_values", "_ways")

    def __init__(self, points: Sequence[Point], *, bounded: bool) -> None:
        """bounded: the figures are percentages that lie between 0 and 100 by nature."""
        self._bounded = bounded
        self._learn(points)

    def _learn(self, points: Sequence[Point]) -> None:
        self._known = tuple(points)
        self._times = [point.time for point in points]
        self._values = [point.rough for point in points]
        self._lowest = min(self._values, default=0.0)
        self._ways: dict[tuple[float, float | None, bool], OnScale] = {}

    def times(self, points: Sequence[Point]) -> list[int]:
        """When each figure stands, in quarters."""
        if points is self._known:
            return self._times
        count = len(points)
        if self._known[:count] != points:
            self._learn(points)
        return self._times[:count]

    def way(self, baseline: float, goal: float | None, count: int) -> OnScale:
        """The scale that fits the first ``count`` figures last asked about on their way from baseline to goal."""
        lowest = self._lowest
        if lowest < 0:
            lowest = min(self._values[:count])
        key = (baseline, goal, lowest < 0)
        found = self._ways.get(key)
        if found is None:
            kind = scale_kind(bounded=self._bounded, baseline=baseline, goal=goal, lowest=lowest)
            scale = WorkingScale.fitting(kind, baseline, goal)
            end = None if goal is None else scale.level(goal)
            found = self._ways[key] = OnScale(scale, scale.level(baseline), end, scale.levels(self._values))
        return found
