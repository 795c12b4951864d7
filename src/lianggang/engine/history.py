"""What was filed for each indicator and area over all quarters, and what is known of each period; judges nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.submission import Disposition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from lianggang.model.quarter import Period, Quarter
    from lianggang.model.submission import CheckedQuarter, Observation


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


class History:
    """All observations of a workspace, by indicator and area."""

    __slots__ = ("_filed", "first")

    def __init__(self, filed: Mapping[str, Mapping[str | None, tuple[Observation, ...]]], first: int | None) -> None:
        self._filed = filed
        self.first = first
        """Index of the first quarter in which anything was filed; None where nothing was."""

    @classmethod
    def of(cls, quarters: Iterable[CheckedQuarter]) -> History:
        """The history that these checked quarters make up.

        Neither the order of the quarters nor that of the files within one matters: observations are kept by
        quarter of filing, then path, then as they stand in the file.
        """
        submissions = [submission for checked in quarters for submission in checked.submissions]
        gathered: dict[str, dict[str | None, list[Observation]]] = {}
        for submission in sorted(submissions, key=lambda one: (one.quarter.index if one.quarter else 0, one.path)):
            for one in submission.observations:
                gathered.setdefault(one.indicator, {}).setdefault(one.area, []).append(one)
        first = min((one.quarter.index for one in submissions if one.quarter), default=None)
        filed = {code: {area: tuple(rows) for area, rows in areas.items()} for code, areas in gathered.items()}
        return cls(filed, first)

    def observations(self, code: str, area: str | None) -> tuple[Observation, ...]:
        """Every filed row, used or not, oldest first."""
        return self._filed.get(code, {}).get(area, ())

    def areas(self, code: str) -> frozenset[str | None]:
        """The areas (None: the district) for which the indicator was ever filed."""
        return frozenset(self._filed.get(code, ()))

    def points(self, code: str, area: str | None) -> tuple[Point, ...]:
        """The used figures, one per period, in the order of their periods; the newest filed value of each.

        Source: docs/methods.md, section 2, and the rule by which a period becomes known.
        """
        return points_of(self.observations(code, area))


def points_of(observations: Iterable[Observation]) -> tuple[Point, ...]:
    """The used figures among ``observations`` (oldest first), one per period: a later return replaces an earlier."""
    versions: dict[int, list[Observation]] = {}
    used = Disposition.USED
    for one in observations:
        if one.disposition is used and one.value is not None:
            period = one.period
            # A whole year comes after the fourth quarter that it stands with.
            place = 2 * period.index + period.whole_year
            if place in versions:
                versions[place].append(one)
            else:
                versions[place] = [one]
    return tuple([_point(place // 2, versions[place]) for place in sorted(versions)])


def _point(index: int, versions: list[Observation]) -> Point:
    newest = versions[-1]
    assert newest.value is not None, "only rows with a value become points"  # noqa: S101  # for the type checker
    value, filed = newest.value, versions[0].filed
    known = index if filed is newest.period.quarter else filed.index
    revised = () if len(versions) == 1 else _revisions(versions)
    return Point(index, newest.period, value, float(value), newest.numerator, newest.denominator, known, revised)


def _revisions(versions: list[Observation]) -> tuple[int, ...]:
    return tuple(later.filed.index for earlier, later in pairwise(versions) if earlier.value != later.value)


def filed_in(observations: Iterable[Observation], quarter: Quarter) -> tuple[Observation, ...]:
    """The rows that stand in the returns of that quarter."""
    year, number = quarter.year, quarter.number
    # Thousands of rows are asked for their quarter: its two numbers compare faster than the quarters themselves.
    return tuple([one for one in observations if one.filed.number == number and one.filed.year == year])
