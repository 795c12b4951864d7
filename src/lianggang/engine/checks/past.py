"""What a row's figure can be compared with: the figures on file of its own series, of one definition, of like periods.

Not here: the comparisons. Source: docs/diagnostics.md.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from lianggang.engine.series import ACCUMULATING
from lianggang.model.submission import DataStatus

from .earlier import time_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.indicator import Indicator
    from lianggang.model.submission import Observation, ReturnRow

    from .earlier import Earlier

YEAR = 4
"""In quarters."""


class Past(NamedTuple):
    """The past of one row."""

    figures: Sequence[Observation] = ()
    """Of earlier periods and of the same definition, in the order of the periods."""
    before: Observation | None = None
    """The one to compare with: of the period before; of figures that accumulate, the same quarter a year before."""
    on_file: Observation | None = None
    """What is known already of the row's own period."""
    last: Observation | None = None
    """The figure of the period before, whatever its definition; None where a later period is on file."""
    steps: int = 0
    """How many quarters lie between ``before`` and the row; 0 without one."""

    @property
    def label(self) -> str:
        """``上期（2025Q2）``; ``before`` is there."""
        period = self.before.period if self.before else None
        if self.steps != YEAR:
            return f"上期（{period}）"
        return f"上年（{period}）" if period and period.whole_year else f"上年同期（{period}）"

    @property
    def is_next(self) -> bool:
        """Whether ``before`` is near enough for a change to be one of a single period.

        The year before for whole years, a year at most within the year: a gap leaves time for any change.
        """
        if self.before is None:
            return False
        return self.steps == YEAR if self.before.period.whole_year else self.steps <= YEAR


NO_PAST = Past()


def past_of(row: ReturnRow, indicator: Indicator, filed: Sequence[Observation], earlier: Earlier) -> Past:
    """The past of a row whose period is known; filed: its series on file."""
    period = row.period
    if not filed or period is None:
        return NO_PAST
    time = period.index
    end, on_file = len(filed), None
    latest = filed[-1].period.index
    if latest >= time:
        end = bisect_left(filed, time, key=time_of)
        on_file = filed[end] if filed[end].period.index == time else None
    last = filed[end - 1] if end and latest < time else None
    if not end or row.status is DataStatus.DEFINITION_CHANGED:
        return Past((), None, on_file, last)
    start = _same_definition(row, indicator, filed, earlier, time) if indicator.breaks or earlier.has_changes else 0
    figures = filed[start:end] if start or end < len(filed) else filed
    if indicator.figure in ACCUMULATING:
        before = next((one for one in reversed(figures) if one.period.index == time - YEAR), None)
    else:
        before = figures[-1] if figures else None
    return Past(figures, before, on_file, last, time - before.period.index if before else 0)


def _same_definition(
    row: ReturnRow, indicator: Indicator, filed: Sequence[Observation], earlier: Earlier, time: int
) -> int:
    """From which position on the figures are of the row's definition: the catalogue's breaks and declared changes."""
    changes = [one.period.index for one in indicator.breaks]
    changes += earlier.changes(indicator.code, row.area)
    since = max((change for change in changes if change <= time), default=0)
    return bisect_left(filed, since, key=time_of) if since else 0
