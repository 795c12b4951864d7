"""Where an indicator stands against a plan at a quarter: what every measure is reckoned from; judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.indicator import Direction

from .pace import drifting, reckon
from .points import Columns
from .scaled import FittingScales, ScaledFigures
from .small_numbers import counts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lianggang.model.indicator import Indicator
    from lianggang.model.small_count import SmallCount, Uncounted

    from .pace import Drifting, Reckoning
    from .points import Point
    from .targets import Aim, Plan

_PENDING = object()
_YES_NO = Direction.YES_NO


class Position:
    """A plan, the figures known, and the quarter judged. ``points`` holds at least one.

    ``final``: the deadline's verdict is being given, so nothing is required or expected any more.
    """

    __slots__ = (
        "_counts",
        "_figures",
        "_reckoning",
        "aims",
        "final",
        "improve",
        "indicator",
        "latest",
        "plan",
        "points",
        "quarter",
    )

    def __init__(
        self,
        indicator: Indicator,
        plan: Plan,
        points: Sequence[Point],
        quarter: int,
        *,
        final: bool = False,
        figures: ScaledFigures | None = None,
    ) -> None:
        """figures: ``points`` on their scales, where others have asked for them already."""
        self.indicator = indicator
        self.plan = plan
        self.points = points
        self.quarter = quarter
        self.final = final
        self.latest = points[-1]
        self.aims = plan.aims(self.latest.value)
        self.improve = _improve(indicator, plan, self.aims)
        """1 if the target asks for more than the baseline, 0 for a level to hold."""
        self._figures = figures or ScaledFigures(Columns(points), FittingScales(bounded=indicator.is_bounded_percent))
        self._reckoning: Reckoning | object | None = _PENDING
        self._counts: SmallCount | Uncounted | None = None

    @property
    def counts(self) -> SmallCount | Uncounted:
        """The pooled counts of rare events; for indicators that the catalogue calls so only.

        Source: docs/methods.md, section 8.
        """
        if self._counts is None:
            self._counts = counts_of(self)
        return self._counts

    @property
    def is_since_baseline(self) -> bool:
        """Whether the latest figure is later than the baseline; also where there is no baseline."""
        return self.plan.start is None or self.latest.time > self.plan.start

    @property
    def aim(self) -> Aim | None:
        """The one number aimed at; None inside a range and without a number."""
        return self.aims[0] if len(self.aims) == 1 else None

    @property
    def way(self) -> tuple[Aim, Decimal, int, int] | None:
        """The way from the baseline to a number: the aim, b, t0 and T.

        None where one of them is missing, the latest figure is not later than the baseline, or the deadline is not.
        """
        plan = self.plan
        aim, baseline, end = self.aim, plan.baseline, plan.deadline
        if aim is None or baseline is None or end is None:
            return None
        start = baseline.period.index
        return (aim, baseline.value, start, end) if start < end and self.latest.time > start else None

    @property
    def improving(self) -> tuple[Aim, Decimal, int, int] | None:
        """``way`` where the target asks for more than the baseline; None for a level to hold."""
        return self.way if self.improve else None

    @property
    def reckoning(self) -> Reckoning | None:
        """Required against expected pace; inside a range the worse of holding either end.

        None where a number, a baseline, a later figure or a deadline is missing, and for yes/no.
        Source: docs/methods.md, sections 4 and 7.3.
        """
        if self._reckoning is _PENDING:
            self._reckoning = self._reckon()
        return self._reckoning  # type: ignore[return-value]  # the sentinel has gone

    def _reckon(self) -> Reckoning | None:
        plan = self.plan
        start, end = plan.start, plan.deadline
        if start is None or end is None or not self.aims or self.indicator.direction is _YES_NO:
            return None
        if start >= end or self.latest.time <= start:
            return None
        if len(self.aims) == 1:
            return self._reckon_to(self.aims[0], start, end)
        return min((self._reckon_to(aim, start, end) for aim in self.aims), key=lambda one: one.z)

    def _reckon_to(self, aim: Aim, start: int, end: int) -> Reckoning:
        sign, goal, _ = aim
        times, levels, (scale, base, target) = self._figures.on_way(self.points, self.plan.begin, float(goal))
        assert target is not None, "a number has a level"  # noqa: S101  # for the type checker
        return reckon(times, levels, scale, sign, ((start, base), (end, target)))

    @property
    def drift(self) -> Drifting | None:
        """Where figures are moving that have no number to reach; None with a number or fewer than three figures.

        Source: docs/methods.md, section 7.13. Without a baseline the earliest figure takes its place in the scale.
        """
        if self.plan.value is not None or not self.plan.sign or len(self.points) < 3:
            return None
        begin = self.points[0].rough if self.plan.baseline is None else self.plan.begin
        times, levels, way = self._figures.on_way(self.points, begin, None)
        return drifting(times, levels, way.scale, self.plan.sign)


def _improve(indicator: Indicator, plan: Plan, aims: tuple[Aim, ...]) -> int | None:
    """Yes/no indicators have no way to go: None."""
    if indicator.direction is _YES_NO:
        return None
    return plan.improve if aims is plan.numbers else plan.improve_of(aims)
