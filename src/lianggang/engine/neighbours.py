"""What a target looks at beyond its own indicator and area: another indicator's figures, or those of every area.

Judges nothing. Source: docs/methods.md, section 7, items 14 and 16.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from lianggang.model.assessment import AreaStanding, Reference
from lianggang.model.indicator import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from lianggang.model.catalogue import Area, Catalogue
    from lianggang.model.indicator import Indicator
    from lianggang.model.submission import Observation

    from .history import History
    from .points import Point
    from .series import Series
    from .targets import Plan

YEAR = 4
"""In quarters."""


class Neighbours:
    """What the targets of one indicator look at, for the district (``area`` None) or one area."""

    __slots__ = ("__dict__", "_area", "_catalogue", "_history", "_indicator", "_others")

    def __init__(self, catalogue: Catalogue, history: History, indicator: Indicator, area: str | None) -> None:
        self._catalogue = catalogue
        self._history = history
        self._indicator = indicator
        self._area = area
        self._others: dict[str, Series] = {}

    def other(self, code: str) -> Series:
        """The other indicator's figures, of the same place."""
        if code not in self._others:
            indicator = self._catalogue.indicators[code]
            self._others[code] = self._history.series(indicator, self._area)
        return self._others[code]

    @cached_property
    def areas(self) -> EveryArea | None:
        """All areas that must report, as one; None for a single area, which is judged by its own figure alone."""
        if self._area is not None:
            return None
        code = self._indicator.code
        names = owing(self._catalogue.areas, self._history.areas(code))
        rows = {name: self._history.observations(code, name) for name in names}
        return EveryArea(self._indicator, {name: self._history.series(self._indicator, name) for name in names}, rows)

    def reference(self, plan: Plan, point: Point | None) -> Reference | None:
        """Where the number of a relative target comes from, for that figure; None for every other target."""
        if plan.others is None or plan.target is None or plan.target.not_below is None:
            return None
        other = plan.other_for(point) if point else None
        indicator = self._catalogue.indicators[plan.target.not_below]
        return Reference(indicator, other.period if other else None, other.value if other else None)

    def standing(self, plan: Plan, point: Point | None, quarter: int) -> AreaStanding | None:
        """How the areas stand beside that figure, with what was known at the quarter; None for every other target."""
        if not plan.every_area or self.areas is None:
            return None
        own = self._history.series(self._indicator, None)
        district = own.known(quarter)[-1:]
        shown = (district[0].period, district[0].value) if district else None
        figures = self.areas.figures(quarter, point)
        known = [(name, figure) for name, figure in figures.items() if figure is not None]
        worst = next((name for name, figure in known if figure is point), None)
        short = [(name, figure.value) for name, figure in known if not plan.meets(figure)]
        short.sort(key=lambda one: plan.sign * one[1])
        missing = tuple(name for name, figure in figures.items() if figure is None)
        return AreaStanding(worst, tuple(short), missing, len(figures), shown)


class EveryArea:
    """The figures of the areas that must report as one series: at each time the worst of them.

    To be read like a ``Series``. Of areas with pooled figures those of the latest time and of the years' ends stand.
    """

    __slots__ = ("_by_area", "_found", "_moments", "_sign", "changes", "observations", "parts", "supported")

    def __init__(
        self, indicator: Indicator, by_area: Mapping[str, Series], filed: Mapping[str, tuple[Observation, ...]]
    ) -> None:
        self._sign = -1 if indicator.direction is Direction.DOWN else 1
        self._by_area = by_area
        self.observations = filed
        """Area → every filed row, oldest first; empty for an area that has never filed."""
        self.supported = all(series.supported for series in self._by_area.values())
        self.parts = tuple(part for series in self._by_area.values() for part in series.parts)
        self.changes = frozenset(index for series in self._by_area.values() for index in series.changes)
        """Indexes of the quarters whose returns brought something new."""
        self._moments = sorted(self.changes)
        self._found: dict[int, tuple[Point, ...]] = {}

    def rows(self) -> tuple[Observation, ...]:
        """Every filed row of the areas, oldest first."""
        rows = (one for filed in self.observations.values() for one in filed)
        return tuple(sorted(rows, key=lambda one: one.filed))

    def known(self, quarter: int) -> tuple[Point, ...]:
        """The worst figure of each time, as far as known at that quarter; the first area's of equals."""
        moment = bisect_right(self._moments, quarter)
        if moment not in self._found:
            self._found[moment] = self._worst([series.known(quarter) for series in self._by_area.values()])
        return self._found[moment]

    def _worst(self, by_area: Iterable[Sequence[Point]]) -> tuple[Point, ...]:
        at_time: dict[int, list[Point]] = {}
        for points in by_area:
            for point in points:
                at_time.setdefault(point.time, []).append(point)
        latest = max(at_time, default=0)
        times = sorted(time for time in at_time if not self.parts or time == latest or time % YEAR == 0)
        return tuple(min(at_time[time], key=lambda point: self._sign * point.value) for time in times)

    def figures(self, quarter: int, beside: Point | None) -> dict[str, Point | None]:
        """The figure of every area for the time of ``beside``, None where it is not known at that quarter."""
        time = beside.time if beside else None
        return {
            name: next((point for point in series.known(quarter) if point.time == time), None)
            for name, series in self._by_area.items()
        }

    def is_complete(self, quarter: int, beside: Point) -> bool:
        """Whether every area has a figure for that time."""
        return None not in self.figures(quarter, beside).values()


def owing(areas: Sequence[Area], filed_for: AbstractSet[str | None]) -> tuple[str, ...]:
    """The areas that must report: all of the lowest level at which any has, of the lowest of all where none has."""
    levels: list[list[Area]] = []
    level = list(areas)
    while level:
        levels.append(level)
        level = [inner for area in level for inner in area.areas]
    reporting = (one for one in reversed(levels) if any(area.name in filed_for for area in one))
    chosen = next(reporting, levels[-1] if levels else [])
    return tuple(area.name for area in chosen)
