"""Which figures are judged: as filed, or pooled to years; and what of them was known at a quarter. Judges nothing."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from lianggang.model.indicator import FigureKind, Frequency
from lianggang.model.quarter import Period, Quarter

from .history import Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.indicator import Indicator


class Series:
    """The figures of one indicator and area as they are judged.

    ``settled`` are points that stay once they are known; ``provisional`` are pooled ones between year ends, by the
    quarter they end in, each used only while that quarter is the latest of ``parts``.
    """

    __slots__ = ("_in_order", "_known", "_last_known", "changes", "parts", "provisional", "settled", "supported")

    def __init__(
        self,
        settled: Sequence[Point],
        *,
        supported: bool = True,
        parts: Sequence[Point] = (),
        provisional: dict[int, Point] | None = None,
    ) -> None:
        self.settled = tuple(settled)
        self.supported = supported
        """False: a kind of figure that is not judged yet; the points are there to be shown."""
        self.parts = tuple(parts)
        self.provisional = provisional or {}
        self.changes = frozenset(point.known for point in (*self.settled, *self.parts))
        """Indexes of the quarters whose returns brought something new."""
        self._known = [point.known for point in self.settled]
        # Figures mostly come in the order of their periods; then what was known is a beginning of the series.
        self._in_order = all(earlier <= later for earlier, later in pairwise(self._known))
        self._last_known = max(self.changes, default=0)

    def known(self, quarter: int) -> tuple[Point, ...]:
        """What was known at that quarter, in the order of the periods, with the values as known today."""
        if quarter >= self._last_known:
            settled = self.settled
        elif self._in_order:
            settled = self.settled[: bisect_right(self._known, quarter)]
        else:
            settled = tuple(point for point in self.settled if point.known <= quarter)
        if not self.parts:
            return settled
        latest = max((part.time for part in self.parts if part.known <= quarter), default=0)
        provisional = self.provisional.get(latest)
        if provisional is None or provisional.known > quarter or (settled and settled[-1].time > latest):
            return settled
        return (*settled, provisional)


def series_of(indicator: Indicator, points: Sequence[Point]) -> Series:
    """The judged series of an indicator from its used figures, one per period.

    Shares and stocks at a date, figures over a rolling year and whole years stand as they are. Figures of a part
    of the year (本期) with numerator and denominator are pooled. Without them, and for figures that accumulate
    within the year, the series is not ``supported``. Source: docs/methods.md, section 9, first paragraph.
    """
    as_filed = _one_per_time(points)
    if not indicator.frequency.within_year or indicator.figure in {FigureKind.LEVEL, FigureKind.ROLLING_YEAR}:
        return Series(as_filed)
    if indicator.figure is not FigureKind.PERIOD:
        return Series(as_filed, supported=False)
    if points and not any(_poolable(point) or point.period.whole_year for point in points):
        return Series(as_filed, supported=False)
    return _pooled(indicator, points)


def _one_per_time(points: Sequence[Point]) -> tuple[Point, ...]:
    """The value of the fourth quarter is the year's: of two figures for one time the newer filed one stands."""
    chosen: dict[int, Point] = {}
    for point in points:
        other = chosen.get(point.time)
        if other is None or point.known >= other.known:
            chosen[point.time] = point
    return tuple(chosen.values())


def _poolable(point: Point) -> bool:
    return point.numerator is not None and point.denominator is not None and not point.period.whole_year


def _pooled(indicator: Indicator, points: Sequence[Point]) -> Series:
    """Years from their parts, a year filed as such before its sum; and what the last year's worth of parts gives."""
    step = 2 if indicator.frequency is Frequency.HALF_YEARLY else 1
    parts = {point.time: point for point in points if not point.period.whole_year}
    years = {point.time: point for point in points if point.period.whole_year}
    provisional: dict[int, Point] = {}
    for index in parts:
        pooled = _sum(indicator, [parts.get(index - back) for back in range(0, 4, step)])
        if pooled is None:
            continue
        if index % 4 == 0:
            years.setdefault(index, pooled)
        else:
            provisional[index] = pooled
    settled = [years[index] for index in sorted(years)]
    return Series(settled, parts=tuple(parts.values()), provisional=provisional)


def _sum(indicator: Indicator, parts: Sequence[Point | None]) -> Point | None:
    """Sum of numerators over sum of denominators, latest part first; None if one is missing or nothing is counted."""
    present = [part for part in parts if part is not None and _poolable(part)]
    if len(present) < len(parts):
        return None
    numerator = _total([part.numerator for part in present])
    denominator = _total([part.denominator for part in present])
    if not denominator:
        return None
    value = numerator * indicator.ratio_factor / denominator
    quarter = Quarter.at(present[0].time)
    revised = tuple(sorted({index for part in present for index in part.revised}))
    return Point(
        quarter.index,
        Period(quarter, whole_year=quarter.number == 4),
        value,
        float(value),
        numerator,
        denominator,
        max(part.known for part in present),
        revised,
    )


def _total(figures: Sequence[Decimal | None]) -> Decimal:
    return sum((figure for figure in figures if figure is not None), Decimal(0))
