"""What had been filed before a quarter's returns: the used figures of earlier quarters, looked up by series.

Not here: what of it a row can be compared with (``past``), and rows that were held or rejected.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from lianggang.model.submission import DataStatus, Disposition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.submission import CheckedQuarter, Observation


class Earlier:
    """The figures on file, the newest of each period; grows quarter by quarter, each looked at once.

    Quarters are checked in the order of time: a check that asks here sees nothing of its own quarter nor of later
    ones, and figures of earlier periods as they were known then.
    """

    __slots__ = ("_changes", "_figures")

    def __init__(self) -> None:
        self._figures: dict[str, dict[str | None, list[Observation]]] = {}
        self._changes: dict[tuple[str, str | None], list[int]] = {}

    def add(self, checked: CheckedQuarter) -> None:
        """Take in a quarter that has been checked; later than all before."""
        used = Disposition.USED
        for submission in checked.in_order_of_filing:
            for one in submission.observations:
                if one.disposition is not used:
                    continue
                if one.value is not None:
                    self._put(one)
                if one.status is DataStatus.DEFINITION_CHANGED:
                    self._changes.setdefault((one.indicator, one.area), []).append(one.period.index)

    def figures(self, code: str, area: str | None) -> Sequence[Observation]:
        """One for each period, in the order of the periods; all have a value."""
        areas = self._figures.get(code)
        return areas.get(area, ()) if areas else ()

    def has_figures(self, code: str) -> bool:
        """Whether any figure of the indicator is on file, in whatever area."""
        return code in self._figures

    @property
    def has_changes(self) -> bool:
        """Whether any period was declared to begin a new definition."""
        return bool(self._changes)

    def changes(self, code: str, area: str | None) -> Sequence[int]:
        """Indexes of the periods that were declared to begin a new definition (口径变化)."""
        return self._changes.get((code, area), ())

    def _put(self, one: Observation) -> None:
        figures = self._figures.setdefault(one.indicator, {}).setdefault(one.area, [])
        time = one.period.index
        if not figures or figures[-1].period.index < time:
            figures.append(one)
            return
        place = bisect_left(figures, time, key=time_of)
        if figures[place].period.index == time:
            figures[place] = one
        else:
            figures.insert(place, one)


def time_of(one: Observation) -> int:
    """Where the figure's period stands on the time axis, in quarters."""
    return one.period.index
