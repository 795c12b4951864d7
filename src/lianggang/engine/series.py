"""Which figures are judged: as filed, or pooled to years; and what of them was known at a quarter. Judges nothing."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.indicator import COUNTED_UNITS, FigureKind, Frequency
from lianggang.model.quarter import Period, Quarter

from .points import Columns, Point
from .within_year import year_and_quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.indicator import Indicator


ACCUMULATING = frozenset({FigureKind.YEAR_TO_DATE, FigureKind.HEALTH_YEAR_TO_DATE})
"""Figures that grow from quarter to quarter of their year and begin anew with the next."""

_AS_FILED = (FigureKind.LEVEL, FigureKind.ROLLING_YEAR)
"""Figures that can be compared from quarter to quarter as they are."""

ADDED_UP = COUNTED_UNITS | {"万元", "亿元"}
"""Units of measure whose quarters add up to a year without a denominator: whole things, and sums of money."""


class Series:
    """The figures of one indicator and area as they are judged.

    ``settled`` are points that stay once they are known; ``provisional`` are pooled ones between year ends, by the
    quarter they end in, each used only while that quarter is the latest of ``parts``. ``accumulated`` are figures of
    a year so far: they bring nothing new to the judgement until the year is complete.
    """

    __slots__ = (
        "_in_order", "_known", "_last_known", "accumulated", "changes", "columns", "parts", "provisional", "settled",
        "supported",
    )  # fmt: skip

    def __init__(
        self,
        settled: Sequence[Point],
        *,
        supported: bool = True,
        parts: Sequence[Point] = (),
        provisional: dict[int, Point] | None = None,
        accumulated: Sequence[Point] = (),
    ) -> None:
        self.columns = Columns(settled)
        """``settled`` column by column."""
        self.settled = self.columns.points
        self.supported = supported
        """False: a kind of figure that is not judged yet; the points are there to be shown."""
        self.parts = tuple(parts)
        self.provisional = provisional or {}
        self.accumulated = tuple(accumulated)
        self._known = [point.known for point in self.settled]
        self.changes = frozenset([*self._known, *[point.known for point in self.parts]] if parts else self._known)
        """Indexes of the quarters whose returns brought something new."""
        # Figures mostly come in the order of their periods; then what was known is a beginning of the series.
        self._in_order = sorted(self._known) == self._known
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

    def last_change(self, quarter: int) -> int:
        """The last quarter up to that one whose returns brought something new; 0 where none did."""
        if quarter >= self._last_known:
            return self._last_known
        return max((index for index in self.changes if index <= quarter), default=0)

    def so_far(self, quarter: int) -> tuple[Point, ...]:
        """Of ``accumulated``: what was known at that quarter, in the order of the periods."""
        return tuple(point for point in self.accumulated if point.known <= quarter)


def series_of(indicator: Indicator, points: Sequence[Point]) -> Series:
    """The judged series of an indicator from its used figures, one per period.

    Shares and stocks at a date, figures over a rolling year and whole years stand as they are. Of figures that
    accumulate within the year those of complete years are judged. Figures of a part of the year (本期) with
    numerator and denominator are pooled, and so are plain counts and sums of money. Without either the series is not
    ``supported``. Source: docs/methods.md, section 9.
    """
    if not indicator.frequency.within_year or indicator.figure in _AS_FILED:
        return Series(_one_per_time(points))
    if indicator.figure in ACCUMULATING:
        return _complete_years(indicator, points)
    if points and not any(_poolable(indicator, point) or point.period.whole_year for point in points):
        return Series(_one_per_time(points), supported=False)
    return _pooled(indicator, points)


def place_in_year(indicator: Indicator, period: Period) -> tuple[int, int]:
    """The statistical year of an accumulating figure and its quarter of it: 4 for a whole year's figure.

    Q4 of Y-1 is the first quarter of health year Y, Q3 of Y its last.
    """
    if period.whole_year:
        return period.quarter.year, 4
    return year_and_quarter(period.quarter, health_year=indicator.figure is FigureKind.HEALTH_YEAR_TO_DATE)


def _complete_years(indicator: Indicator, points: Sequence[Point]) -> Series:
    """The last cumulative figure of each year is the year's; of two the newer filed one."""
    years: dict[int, Point] = {}
    for point in points:
        year, quarter = place_in_year(indicator, point.period)
        if quarter == 4 and (year not in years or point.known >= years[year].known):
            whole = Period.of_year(year)
            years[year] = point._replace(time=whole.index, period=whole)
    return Series([years[year] for year in sorted(years)], accumulated=points)


def _one_per_time(points: Sequence[Point]) -> tuple[Point, ...]:
    """The value of the fourth quarter is the year's: of two figures for one time the newer filed one stands."""
    if len({point.time for point in points}) == len(points):
        return tuple(points)
    chosen: dict[int, Point] = {}
    for point in points:
        other = chosen.get(point.time)
        if other is None or point.known >= other.known:
            chosen[point.time] = point
    return tuple(chosen.values())


def _poolable(indicator: Indicator, point: Point) -> bool:
    """Whether the part can be added to others: numerator and denominator, or a count or an amount by itself."""
    if point.period.whole_year:
        return False
    return _is_added_up(indicator) or (point.numerator is not None and point.denominator is not None)


def _is_added_up(indicator: Indicator) -> bool:
    if indicator.denominator is not None or indicator.unit_of_measure not in ADDED_UP:
        return False
    return indicator.is_count or indicator.unit_of_measure not in COUNTED_UNITS


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
    """Sum of numerators over sum of denominators, latest part first; None if one is missing or nothing is counted.

    Where quarters add up by themselves, the sum of the values.
    """
    present = [part for part in parts if part is not None and _poolable(indicator, part)]
    if len(present) < len(parts):
        return None
    numerator = denominator = None
    if _is_added_up(indicator):
        value = _total([part.value for part in present])
    else:
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
