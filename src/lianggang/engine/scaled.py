"""The figures of one indicator and area on the working scales they are judged on; reckons no pace.

A judgement looks at the same figures again and again: at each step of a replay, after each card there may have been.
They are put on a scale once and for all; and the scale itself is the same for all areas of an indicator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .points import Columns
from .scale import WorkingScale, scale_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .points import Point


class OnScale(NamedTuple):
    """A way on its scale."""

    scale: WorkingScale
    begin: float
    """The level of the baseline."""
    goal: float | None
    """The level of the goal; None for a target without a number."""


class FittingScales:
    """The scales that fit the ways of one indicator, each worked out once."""

    __slots__ = ("_bounded", "_found")

    def __init__(self, *, bounded: bool) -> None:
        """bounded: the figures are percentages that lie between 0 and 100 by nature."""
        self._bounded = bounded
        self._found: dict[tuple[float, float | None, bool], OnScale] = {}

    def on_way(self, baseline: float, goal: float | None, *, has_negative: bool) -> OnScale:
        """The way from baseline to goal (None: no number) on the scale that fits it.

        has_negative: one of the figures that are to be put beside it is less than 0.
        """
        key = (baseline, goal, has_negative)
        found = self._found.get(key)
        if found is None:
            kind = scale_kind(bounded=self._bounded, baseline=baseline, goal=goal, has_negative=has_negative)
            scale = WorkingScale.fitting(kind, baseline, goal)
            found = OnScale(scale, scale.level(baseline), None if goal is None else scale.level(goal))
            self._found[key] = found
        return found


class ScaledFigures:
    """Figures in the order of their periods, and their levels on each scale asked for.

    ``figures``: the longest row of figures that will be asked for, as far as it is known; any beginning of it costs
    nothing more. Others are taken as they come.
    """

    __slots__ = ("_figures", "_scales", "_ways")

    def __init__(self, figures: Columns, scales: FittingScales) -> None:
        self._figures = figures
        self._scales = scales
        self._ways: dict[tuple[float, float | None, bool], tuple[OnScale, list[float]]] = {}

    def on_way(
        self, points: Sequence[Point], baseline: float, goal: float | None
    ) -> tuple[list[int], list[float], OnScale]:
        """When each figure stands, in quarters, its level, and the scale that fits the way from baseline to goal."""
        count, figures = len(points), self._figures
        if points is not figures.points and figures.points[:count] != points:
            figures = self._figures = Columns(points)
            self._ways = {}
        has_negative = figures.lowest < 0 and min(figures.values[:count]) < 0
        key = (baseline, goal, has_negative)
        found = self._ways.get(key)
        if found is None:
            way = self._scales.on_way(baseline, goal, has_negative=has_negative)
            found = self._ways[key] = (way, way.scale.levels(figures.values))
        way, levels = found
        if count == len(levels):
            return figures.times, levels, way
        return figures.times[:count], levels[:count], way
