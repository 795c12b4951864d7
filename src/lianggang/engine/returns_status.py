"""The returns of a quarter → what each unit owes, has handed in, and in time; asks nobody for anything.

In time is judged by 填报日期, of a corrected figure by that of the one that it replaced first: what counts is the first
time that a unit had everything right. Who does not say when is neither in time nor late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.returns_status import Owed, ReturnsStatus, ReturnState, UnitReturns
from lianggang.model.submission import Column, Disposition

from .attribution import Attribution
from .checks.context import QuarterContext, is_owed
from .checks.earlier import Earlier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import CheckedQuarter, ReturnRow, ReturnTable

_STATES = {
    Disposition.USED: ReturnState.ACCEPTED,
    Disposition.HELD: ReturnState.HELD,
    Disposition.REJECTED: ReturnState.RETURNED,
}
_BETTER = tuple(ReturnState)


def returns_status(
    catalogue: Catalogue,
    quarter: Quarter,
    tables: Sequence[ReturnTable],
    checked: CheckedQuarter,
    earlier: Iterable[CheckedQuarter],
    day_of: Callable[[ReturnTable, ReturnRow], date | None],
) -> ReturnsStatus:
    """The status of a checked quarter, for every unit that owes anything in it.

    tables: its returns as read. earlier: the quarters before, for since when something is missing.
    day_of: when a row was filled in, as far as it says so and counts.
    """
    returns = catalogue.returns
    filed = _Filed(catalogue, quarter, tables, checked, day_of)
    reported = {one.quarter: _reported(one) for one in earlier if one.quarter is not None}
    due_on = returns.due_on(quarter)
    units = []
    for unit, member in catalogue.member_units.items():
        due = [one for one in catalogue.indicators.values() if one.lead_unit == unit and one.is_due(quarter)]
        owed = tuple(filed.owed(one, unit, reported) for one in due)
        if owed:
            units.append(UnitReturns(unit, member.contact_text, owed, due_on, filed.beside(unit, owed)))
    return ReturnsStatus(catalogue, quarter, due_on, returns.lock_on(quarter), tuple(units))


class _Filed:
    """What the returns of the quarter bring, by indicator."""

    def __init__(
        self,
        catalogue: Catalogue,
        quarter: Quarter,
        tables: Sequence[ReturnTable],
        checked: CheckedQuarter,
        day_of: Callable[[ReturnTable, ReturnRow], date | None],
    ) -> None:
        self.quarter, self.day_of = quarter, day_of
        self.is_collected = any(table.collected for table in tables)
        self.states: dict[str, ReturnState] = {}
        self.days: dict[str, date | None] = {}
        self.others: dict[str, int] = {}
        self.unread = QuarterContext(tables, catalogue, quarter, (), Earlier()).unread_text
        self.unreadable = {
            unit
            for table in tables
            if table.failed and not _is_replaced(table, tables)
            if (unit := Attribution(table, catalogue).of_file) is not None
        }
        became = {
            (one.place.path, one.place.sheet, one.place.line): one.disposition
            for submission in checked.submissions
            for one in submission.observations
        }
        self.open: dict[str, int] = {}
        mended = {one.place for submission in checked.submissions for one in submission.mended}
        done = {(one.path, one.sheet, one.line) for one in mended}
        # What was collected says when; the returns beside it say only what was not. A correction makes nobody late.
        for table in sorted(tables, key=lambda one: (one.collected is None, one.number)):
            attribution = Attribution(table, catalogue)
            for row in table.rows:
                known = row.indicator is not None and row.period is not None and Column.AREA not in row.failed
                at = (table.source.path, table.source.sheet, row.line)
                # A row that says what another says adds no observation.
                disposition = became.get(at, Disposition.USED) if known else Disposition.REJECTED
                if at not in done:
                    self._take(table, row, disposition, attribution)

    def _take(self, table: ReturnTable, row: ReturnRow, disposition: Disposition, attribution: Attribution) -> None:
        indicator = row.indicator
        if indicator is None or not is_owed(row, self.quarter) or not indicator.is_due(self.quarter):
            if disposition is not Disposition.USED and (unit := attribution.of_row(row)) is not None:
                self.others[unit] = self.others.get(unit, 0) + 1
            return
        state, code = _STATES[disposition], indicator.code
        if disposition is not Disposition.USED:
            self.open[code] = self.open.get(code, 0) + 1
        if _BETTER.index(state) > _BETTER.index(self.states.get(code, ReturnState.MISSING)):
            self.states[code] = state
        if state is ReturnState.ACCEPTED and (code not in self.days or not self.is_collected):
            self.days[code] = self.days.get(code) or self.day_of(table, row)

    def beside(self, unit: str, owed: Iterable[Owed]) -> int:
        """The unit's other held and rejected rows, also those beside an accepted one of the same indicator.

        Such is a correction that does not say why: the first figure counts, and in time, but somebody has to answer.
        """
        accepted = [one.indicator.code for one in owed if one.state is ReturnState.ACCEPTED]
        return self.others.get(unit, 0) + sum(self.open.get(code, 0) for code in accepted)

    def owed(self, indicator: Indicator, unit: str, reported: Mapping[Quarter, frozenset[str]]) -> Owed:
        """What became of an indicator that the unit owes."""
        state = self.states.get(indicator.code, ReturnState.MISSING)
        if state is ReturnState.ACCEPTED:
            return Owed(indicator, state, self.days.get(indicator.code))
        was_meant = indicator.code in self.unread or indicator.name in self.unread
        if state is ReturnState.MISSING and (was_meant or unit in self.unreadable):
            state = ReturnState.RETURNED
        return Owed(indicator, state, None, _since(indicator, self.quarter, reported))


def _is_replaced(table: ReturnTable, tables: Iterable[ReturnTable]) -> bool:
    """Whether a later file of its unit could be read."""
    later = (one for one in tables if one.unit is not None and one.unit == table.unit and one.number > table.number)
    return any(not one.failed for one in later)


def _reported(checked: CheckedQuarter) -> frozenset[str]:
    """The indicators that the quarter's returns brought for the district, with or without a figure."""
    return frozenset(
        one.indicator
        for submission in checked.submissions
        for one in submission.observations
        if one.disposition is Disposition.USED and one.area is None
    )


def _since(indicator: Indicator, quarter: Quarter, reported: Mapping[Quarter, frozenset[str]]) -> Quarter:
    """The first of the due quarters, up to this one, since which nothing was accepted."""
    first = quarter
    for earlier in sorted((one for one in reported if one < quarter), reverse=True):
        if indicator.code in reported[earlier]:
            break
        if indicator.is_due(earlier):
            first = earlier
    return first
