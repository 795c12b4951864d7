"""All that the checks of one quarter may look at: its returns, the catalogue, and what was filed in quarters before.

Computed once and only when a check asks for it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES, Severity
from lianggang.model.submission import Column, Missing

from .standards import Standards
from .subject import ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import ReturnRow, ReturnTable

    from .earlier import Earlier
    from .subject import Expected, Fault

_MISSHAPEN = frozenset({"F10", "F11", "F12", "F13"})


class QuarterContext:
    """One quarter under check.

    tables: all its returns; ``sound``: those that no error of the whole file has rejected.
    previous: the returns of the quarter before as they were read. earlier: the figures of all quarters before.
    standards: the catalogue's, where other quarters are checked by them too.
    """

    def __init__(
        self,
        tables: Sequence[ReturnTable],
        catalogue: Catalogue,
        quarter: Quarter | None,
        previous: Sequence[ReturnTable],
        earlier: Earlier,
        standards: Standards | None = None,
    ) -> None:
        self.tables = tables
        self.sound = [table for table in tables if not table.failed]
        self.catalogue = catalogue
        self.quarter = quarter
        self.previous = previous
        self.earlier = earlier
        self.standards = standards or Standards(catalogue)
        self.faulted: dict[int, set[Column]] = {}
        """By identity, rows with cells that a check has failed or that are held: they take part in no relation."""
        self.corrections: set[int] = set()
        """By identity, rows that correct what an earlier file of their unit says in this quarter."""

    def reject(self, table: ReturnTable) -> None:
        """Take a return that a check of the whole file has failed out of all further checks."""
        self.sound = [other for other in self.sound if other is not table]

    def is_sound(self, table: ReturnTable) -> bool:
        """Whether no error of the whole file has rejected this return."""
        return any(other is table for other in self.sound)

    def expected(self, indicator: Indicator) -> Expected:
        """What the indicator asks of its rows in this quarter."""
        return self.standards.expected(indicator, self.quarter)

    def fault(self, row: ReturnRow, fault: Fault) -> None:
        """Remember the cells of a row that take part in no relation; a note spoils none, an explained 核实 neither."""
        severity = CODES[fault.code].severity
        if severity is Severity.ERROR or (severity is Severity.QUERY and not row.is_explained):
            self.faulted.setdefault(id(row), set()).update((fault.column, *fault.spoils))

    def value_of(self, row: ReturnRow) -> tuple[Decimal | None, Missing | None]:
        """本期值, else why there is none; where it is blank numerator ÷ denominator × factor. 0 ÷ 0 is 不适用."""
        figure = row.value
        if figure.number is not None:
            return figure.number, None
        missing = figure.missing or Missing.BLANK
        numerator, denominator = row.numerator.number, row.denominator.number
        if missing is not Missing.BLANK or numerator is None or denominator is None or row.indicator is None:
            return None, missing
        expected = self.expected(row.indicator)
        if not expected.is_ratio:
            return None, missing
        if denominator:
            return ratio(numerator, denominator, expected.factor), None
        return None, Missing.NONE if numerator == 0 else missing

    @cached_property
    def by_indicator(self) -> Sequence[Mapping[str, Sequence[ReturnRow]]]:
        """For each of the returns its rows by the code of their indicator, in their order."""
        return [_by_indicator(table.rows) for table in self.tables]

    @cached_property
    def says_all_once(self) -> bool:
        """Proved that no two rows speak of one indicator and area; False says nothing."""
        told: dict[str, set[str | None]] = {}
        for group in self.by_indicator:
            for code, rows in group.items():
                areas = {row.area for row in rows}
                of_code = told.setdefault(code, set())
                if len(areas) < len(rows) or not of_code.isdisjoint(areas):
                    return False
                of_code |= areas
        return True

    @cached_property
    def refiled(self) -> frozenset[tuple[str, str | None, int]]:
        """Indicator, area and period of earlier periods' figures in these returns: what they replace is no basis."""
        now = self.quarter.index if self.quarter else 0
        return frozenset(
            (row.indicator.code, row.area, row.period.index)
            for table in self.sound
            for row in table.rows
            if row.indicator is not None and row.period is not None and row.period.index < now
        )

    @cached_property
    def previous_rows(self) -> dict[tuple[str, str | None], ReturnRow]:
        """The rows of the quarter before, by indicator and area; of several the one of the latest period."""
        latest: dict[tuple[str, str | None], ReturnRow] = {}
        for table in self.previous:
            for row in table.rows:
                if row.indicator is None or row.period is None or Column.AREA in row.failed:
                    continue
                other = latest.setdefault((row.indicator.code, row.area), row)
                if other.period is not None and other.period < row.period:
                    latest[row.indicator.code, row.area] = row
        return latest

    @cached_property
    def units(self) -> dict[str, ReturnTable]:
        """The units that appear in the sound returns, each with the last return in which it does."""
        return {unit: table for table in self.sound for unit in reporting_units(table)}

    @cached_property
    def handed_in(self) -> frozenset[str]:
        """The codes of the indicators with a row of the district's own for this quarter, whatever became of it.

        A whole year's figure counts whichever year it speaks of; a quarter's must speak of this quarter, or of one
        that cannot be meant.
        """
        return frozenset(
            row.indicator.code
            for table in self.tables
            for row in table.rows
            if row.area is None and row.indicator is not None and is_owed(row, self.quarter)
        )

    @cached_property
    def unknown_indicators(self) -> tuple[str, ...]:
        """What was said of each row whose indicator is not known (R01), with the near matches that it names."""
        return tuple(found.message for table in self.tables for found in table.diagnostics if found.code == "R01")

    @cached_property
    def unread_text(self) -> str:
        """What stands in rows whose indicator could not be made out, and in lines that are no row for their shape."""
        cells = (row.cells for table in self.tables for row in table.rows if row.indicator is None)
        texts = dict.fromkeys(chain.from_iterable(cells))
        lines = (
            found.excerpt or "" for table in self.tables for found in table.diagnostics if found.code in _MISSHAPEN
        )  # fmt: skip
        return "\n".join([*texts, *lines])


def is_owed(row: ReturnRow, quarter: Quarter | None) -> bool:
    """Whether a row is what its unit owes for the quarter: the district's own, of the quarter or of a whole year.

    A quarter that cannot be meant (a later one, a wrong spelling) has its own diagnostic: the row is there.
    """
    if row.area is not None:
        return False
    if row.failed and Column.PERIOD in row.failed:
        return True
    return row.period is None or row.period.whole_year or row.period.quarter == quarter


def _by_indicator(rows: Iterable[ReturnRow]) -> dict[str, list[ReturnRow]]:
    groups: defaultdict[int, list[ReturnRow]] = defaultdict(list)
    for row in rows:
        groups[id(row.indicator)].append(row)
    by_code: dict[str, list[ReturnRow]] = {}
    for group in groups.values():
        if (indicator := group[0].indicator) is not None:
            by_code.setdefault(indicator.code, []).extend(group)
    return by_code


def reporting_units(table: ReturnTable) -> tuple[str, ...]:
    """The units that the rows name, or the lead units of their indicators where they name none; sorted.

    A row whose unit could not be read names none and stands for none. A return without rows is its own unit's.
    """
    units = {row.reporting_unit for row in table.rows}
    if None in units:
        units |= {
            row.indicator.lead_unit
            for row in table.rows
            if row.reporting_unit is None
            and row.indicator is not None
            and not (row.failed and Column.REPORTING_UNIT in row.failed)
        }
    if table.unit and not table.rows:
        units.add(table.unit)
    return tuple(sorted(unit for unit in units if unit))
