"""What was filed for each indicator and area over all quarters, and the figures that came of it; judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .points import points_of
from .series import series_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import CheckedQuarter, Observation, Submission

    from .points import Point
    from .series import Series


class History:
    """All observations of a workspace, by indicator and area, and the figures that are judged of them."""

    __slots__ = ("_filed", "_points", "_series", "first")

    def __init__(self, filed: Mapping[str, Mapping[str | None, tuple[Observation, ...]]], first: int | None) -> None:
        self._filed = filed
        self._points: dict[tuple[str, str | None], tuple[Point, ...]] = {}
        self._series: dict[tuple[str, str | None], tuple[Indicator, Series]] = {}
        self.first = first
        """Index of the first quarter in which anything was filed; None where nothing was."""

    @classmethod
    def of(cls, quarters: Iterable[CheckedQuarter]) -> History:
        """The history that these checked quarters make up.

        Neither the order of the quarters nor that of the files within one matters: observations are kept by
        quarter of filing, then by which of its unit's files it is, then path, then as they stand in the file.
        """
        submissions = [submission for checked in quarters for submission in checked.submissions]
        gathered: dict[str, dict[str | None, list[Observation]]] = {}
        for submission in sorted(submissions, key=_filing_order):
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
        """The used figures, one per period, in the order of their periods; the newest filed value of each."""
        key = (code, area)
        if key not in self._points:
            self._points[key] = points_of(self.observations(code, area))
        return self._points[key]

    def series(self, indicator: Indicator, area: str | None) -> Series:
        """The figures as they are judged: as filed, or pooled to years."""
        key = (indicator.code, area)
        kept = self._series.get(key)
        if kept is not None and kept[0] is indicator:
            return kept[1]
        series = series_of(indicator, self.points(*key))
        self._series[key] = (indicator, series)
        return series


def _filing_order(one: Submission) -> tuple[int, int, str]:
    return one.quarter.index if one.quarter else 0, one.number, one.path


def filed_in(observations: Sequence[Observation], quarter: Quarter) -> tuple[Observation, ...]:
    """The rows, oldest first, that stand in the returns of that quarter."""
    end = len(observations)
    while end and quarter < observations[end - 1].filed:
        end -= 1
    begin = end
    while begin and observations[begin - 1].filed == quarter:
        begin -= 1
    return tuple(observations[begin:end])
