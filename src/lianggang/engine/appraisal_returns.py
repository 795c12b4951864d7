"""A year's returns → what each unit is scored by in 报送按时率 and 数据质量, row by row.

Source: docs/documents.md, section 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.appraisal_lines import CheckedRow, Filed, RowFault
from lianggang.model.collected import BETWEEN_ORIGINALS
from lianggang.model.submission import Disposition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lianggang.model.appraisal_lines import Line
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Period
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.submission import CheckedQuarter, Observation

    Place = tuple[str, str | None, Period]
    """Indicator, area (None: the district) and period."""
    Latest = Mapping[Place, Observation]


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
    """Every row of the year's returns, those of areas too, by the unit that leads its indicator.

    A figure that was mended or corrected within its quarter counts once, as what was wrong with it.
    """
    quarters = {one.quarter for one in filed.returns}
    latest = _latest(filed.history)
    lines: dict[str, list[Line]] = {}
    for checked in filed.history:
        if checked.quarter not in quarters:
            continue
        for one, fault in _first_told(checked, latest):
            indicator = catalogue.indicators.get(one.indicator)
            if indicator is not None:
                lines.setdefault(indicator.lead_unit, []).append(CheckedRow(one, indicator, fault))
    return lines


def _first_told(checked: CheckedQuarter, latest: Latest) -> Iterator[tuple[Observation, RowFault | None]]:
    """The rows of a quarter that count, each with what was wrong with it.

    Of the used rows of one figure the first counts, as corrected; what replaces a rejected row only where it has a
    fault of its own, and a held row that was replaced not at all.
    """
    used: dict[Place, list[Observation]] = {}
    was_rejected: set[Place] = set()
    for submission in checked.in_order_of_filing:
        for one in submission.observations:
            if one.disposition is Disposition.USED:
                used.setdefault(_place(one), []).append(one)
        was_rejected |= {_place(one) for one in submission.mended if one.disposition is Disposition.REJECTED}
    for submission in checked.submissions:
        known = {one.place for one in submission.observations}
        for one in (*submission.observations, *(row for row in submission.mended if row.place not in known)):
            if one.disposition is not Disposition.USED:
                if one.disposition is Disposition.REJECTED or one not in submission.mended:
                    yield one, _fault(one, latest)
                continue
            first, *later = used[_place(one)]
            fault = RowFault.REVISED if later else _fault(one, latest)
            if one is first and (fault is not None or _place(one) not in was_rejected):
                yield one, fault


def _place(one: Observation) -> Place:
    return one.indicator, one.area, one.period


def _latest(history: Sequence[CheckedQuarter]) -> Latest:
    """The newest used figure for each indicator, area and period."""
    return {
        _place(one): one
        for checked in history
        for submission in checked.in_order_of_filing
        for one in submission.observations
        if one.disposition is Disposition.USED and one.value is not None
    }


def _fault(one: Observation, latest: Latest) -> RowFault | None:
    if one.disposition is Disposition.REJECTED:
        return RowFault.REJECTED
    if any(figure[:1].isdigit() for figure in one.original.split(BETWEEN_ORIGINALS)):
        # 原值 of a status (缺测) is no figure: what came late was not wrong.
        return RowFault.REVISED
    newest = latest.get(_place(one))
    is_revised = newest is not None and one.value is not None and one.filed < newest.filed and newest.value != one.value
    return RowFault.REVISED if is_revised else None
