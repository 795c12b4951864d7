"""The used figures of one indicator and area, one per period, as known today; judges nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.submission import Disposition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from lianggang.model.quarter import Period
    from lianggang.model.submission import Observation


class Point(NamedTuple):
    """The figure of one period, as known today."""

    time: int
    """Where the period stands on the time axis, in quarters."""
    period: Period
    value: Decimal
    rough: float
    """``value`` for reckoning on a working scale."""
    numerator: Decimal | None
    denominator: Decimal | None
    known: int
    """Index of the first quarter in whose returns a used figure for the period stands."""
    revised: tuple[int, ...] = ()
    """Indexes of the quarters whose returns changed the value."""


class Columns:
    """Figures in the order of their periods, column by column: for what reckons over all of them at once."""

    __slots__ = ("lowest", "points", "times", "values")

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = tuple(points)
        self.times = [point.time for point in points]
        self.values = [point.rough for point in points]
        self.lowest = min(self.values, default=0.0)
        """0 where there are no figures."""


def points_of(observations: Iterable[Observation]) -> tuple[Point, ...]:
    """The used figures among ``observations`` (oldest first), one per period: a later return replaces an earlier.

    Source: docs/methods.md, section 2, and the rule by which a period becomes known.
    """
    versions: dict[int, list[Observation]] = {}
    used = Disposition.USED
    for one in observations:
        if one.disposition is used and one.value is not None:
            quarter = one.period.quarter
            # A whole year comes after the fourth quarter that it stands with.
            place = 8 * (quarter.year - 1) + 2 * quarter.number + one.period.whole_year
            if place in versions:
                versions[place].append(one)
            else:
                versions[place] = [one]
    return tuple([_point(place // 2, versions[place]) for place in sorted(versions)])


def _point(index: int, versions: Sequence[Observation]) -> Point:
    newest = versions[-1]
    assert newest.value is not None, "only rows with a value become points"  # noqa: S101  # for the type checker
    period, value, filed = newest.period, newest.value, versions[0].filed
    known = index if filed is period.quarter or filed == period.quarter else filed.index
    revised = () if len(versions) == 1 else _revisions(versions)
    return Point(index, period, value, float(value), newest.numerator, newest.denominator, known, revised)


def _revisions(versions: Sequence[Observation]) -> tuple[int, ...]:
    return tuple(later.filed.index for earlier, later in pairwise(versions) if earlier.value != later.value)
