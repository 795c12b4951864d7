"""How far a figure may move from one period to the next before somebody is asked: the allowed swing (T05).

Source: docs/diagnostics.md.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from lianggang.engine.series import ACCUMULATING
from lianggang.model.submission import FIGURES, Column

from .subject import Fault
from .words import difference_said, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.submission import Observation

    from .past import Past
    from .subject import Subject

_FEWEST_EARLIER = 5
_FEWEST_USUAL = 3
_MEDIANS = 3
_USUAL_MEDIANS = 2
_RECENT = 4
"""Figures that a figure may come back to: about a year of quarters."""
_LEAST_POINTS = Decimal(2)
"""The set minimum of a swing of percentages, in points."""
_LEAST_SHARE = Decimal("0.1")
"""The set minimum of a swing of other figures, as a share of the figure before."""
CHANCE = 3
"""How many times the spread that chance gives to counts a change must be."""


def large_change(subject: Subject, past: Past) -> Fault | None:
    """T05: the change against the figure before is beyond the allowed swing.

    That is the catalogue's ``swing``; else three times the median change of the past (at least five earlier figures),
    but no less than 2 percentage points, a tenth of another figure, and three times what chance does to the counts.
    With fewer earlier figures only a fall to 0 is asked about, where none of them was near it.
    Not where the figure comes back, within the swing, to one of the three before that: what was odd was the last one.
    """
    before, figure = past.before, subject.figure
    if before is None or before.value is None or figure is None or not past.is_next:
        return None
    indicator = subject.expected.indicator
    change = figure - before.value
    size = abs(change)
    if indicator.swing is not None:
        swing, usual = indicator.swing, f"允许变动{difference_said(indicator.swing, indicator)}"
    else:
        if indicator.small_numbers or size <= _set_minimum(subject, before):
            return None
        least = _least_swing(subject, before)
        if size <= least:
            return None
        figures = _comparable(subject, past)
        middle = _median_change(figures)
        if middle is not None:
            swing, usual = max(least, _MEDIANS * middle), f"历史一般变动{difference_said(middle, indicator)}"
        elif figure == 0 and all(one.value is not None and one.value > least for one in figures):
            swing, usual = least, "以往从未接近0"
        else:
            return None
    if size <= swing or any(
        one.value is not None and abs(figure - one.value) <= swing for one in _comparable(subject, past)[-_RECENT:]
    ):
        return None
    message = (
        f"较{past.label}{said(before.value, indicator)}{'上升' if change > 0 else '下降'}"
        f"{difference_said(change, indicator)}，{usual}；请核对，如属实请在“说明”中写明原因。"
    )
    return Fault("T05", Column.VALUE, message, FIGURES, before)


def is_usual_change(subject: Subject, past: Past) -> bool:
    """Whether the change against the figure before is like those of the past.

    At most twice their median or, with fewer than three earlier figures, within the set minimum of a swing. False
    where there is no figure before.
    """
    before, figure = past.before, subject.figure
    if before is None or before.value is None or figure is None:
        return False
    figures = _comparable(subject, past)
    size = abs(figure - before.value)
    middle = _median_change(figures, fewest=_FEWEST_USUAL)
    return size <= (_least_swing(subject, before) if middle is None else _USUAL_MEDIANS * middle)


def _least_swing(subject: Subject, before: Observation) -> Decimal:
    """What is no large change whatever the past was: the set minimum, or what chance does to the counts."""
    expected, least = subject.expected, _set_minimum(subject, before)
    if expected.is_count:
        return max(least, CHANCE * abs(before.value or Decimal(0)).sqrt())
    counts, whole = before.numerator, before.denominator
    if counts is None or not whole or not expected.is_ratio or counts < 0:
        return least
    events = max(min(counts, whole - counts), Decimal(1)) if expected.is_share else max(counts, Decimal(1))
    return max(least, CHANCE * events.sqrt() * expected.factor / whole)


def _set_minimum(subject: Subject, before: Observation) -> Decimal:
    if subject.expected.indicator.unit_of_measure == "%":
        return _LEAST_POINTS
    return abs(before.value or Decimal(0)) * _LEAST_SHARE


def _comparable(subject: Subject, past: Past) -> Sequence[Observation]:
    """The earlier figures that ``before`` is one of: of the same quarter where figures accumulate."""
    period = subject.row.period
    if subject.expected.indicator.figure not in ACCUMULATING or period is None:
        return past.figures
    return [one for one in past.figures if one.period.quarter.number == period.quarter.number]


def _median_change(figures: Sequence[Observation], fewest: int = _FEWEST_EARLIER) -> Decimal | None:
    """The median of the changes from one figure to the next; None where there are fewer figures than asked for."""
    if len(figures) < fewest:
        return None
    values = [one.value for one in figures if one.value is not None]
    changes = sorted(abs(later - earlier) for earlier, later in pairwise(values))
    middle = len(changes) // 2
    return changes[middle] if len(changes) % 2 else (changes[middle - 1] + changes[middle]) / 2
