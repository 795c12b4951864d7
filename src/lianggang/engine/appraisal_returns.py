"""A year's returns → what each unit is scored by in 报送按时率 and 数据质量, row by row.

Source: docs/documents.md, section 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.appraisal_lines import CheckedRow, Filed, RowFault
from lianggang.model.submission import Disposition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lianggang.model.appraisal_lines import Line
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.submission import CheckedQuarter, Observation


class YearFiled(NamedTuple):
    """What was filed in the year, quarter by quarter, and what was filed after it."""

    returns: Sequence[ReturnsStatus]
    """Of the quarters of the year for which anything was filed."""
    history: Sequence[CheckedQuarter]
    """All returns, of other years too: a later one may correct a figure."""


def filed_lines(filed: YearFiled) -> dict[str, list[Line]]:
    """By unit: what was owed in the quarters of the year, with the row of what was accepted."""
    rows = {
        (checked.quarter, one.indicator): one
        for checked in filed.history
        for submission in checked.in_order_of_filing
        for one in submission.observations
        if one.disposition is Disposition.USED and one.area is None
    }
    lines: dict[str, list[Line]] = {}
    for status in filed.returns:
        for unit in status.units:
            for owed in unit.owed:
                in_time = owed.filled_on is not None and owed.filled_on <= unit.due_on
                row = rows.get((status.quarter, owed.indicator.code))
                lines.setdefault(unit.unit, []).append(Filed(status.quarter, owed, in_time, row))
    return lines


def checked_lines(filed: YearFiled, catalogue: Catalogue) -> dict[str, list[Line]]:
    """Every row of the year's returns, those of areas too, by the unit that leads its indicator."""
    quarters = {one.quarter for one in filed.returns}
    latest = _latest(filed.history)
    lines: dict[str, list[Line]] = {}
    for checked in filed.history:
        if checked.quarter not in quarters:
            continue
        for submission in checked.submissions:
            for one in submission.observations:
                indicator = catalogue.indicators.get(one.indicator)
                if indicator is not None:
                    fault = _fault(one, latest)
                    lines.setdefault(indicator.lead_unit, []).append(CheckedRow(one, indicator, fault))
    return lines


def _latest(history: Sequence[CheckedQuarter]) -> dict[tuple[object, ...], Observation]:
    """The newest used figure for each indicator, area and period."""
    return {
        (one.indicator, one.area, one.period): one
        for checked in history
        for submission in checked.in_order_of_filing
        for one in submission.observations
        if one.disposition is Disposition.USED and one.value is not None
    }


def _fault(one: Observation, latest: Mapping[tuple[object, ...], Observation]) -> RowFault | None:
    if one.disposition is Disposition.REJECTED:
        return RowFault.REJECTED
    newest = latest.get((one.indicator, one.area, one.period))
    is_revised = newest is not None and one.value is not None and one.filed < newest.filed and newest.value != one.value
    return RowFault.REVISED if is_revised else None
