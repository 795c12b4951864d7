"""Which unit has to see to a row, a line or a finding of a return; judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .checks.accounting import row_of
from .checks.context import reporting_units

if TYPE_CHECKING:
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import ReturnRow, ReturnTable


class Attribution:
    """The units of one return's rows.

    A row belongs to the lead unit of its indicator, else to the unit that it names. What has neither belongs to the
    unit of the file: the one whose return it is, or the only one that appears in it.
    """

    def __init__(self, table: ReturnTable, catalogue: Catalogue) -> None:
        self.table, self.catalogue = table, catalogue
        self._lines = [row.line for row in table.rows]
        named = reporting_units(table)
        self.of_file = table.unit or (named[0] if len(named) == 1 else None)

    def of_row(self, row: ReturnRow) -> str | None:
        """The unit of a row; None where it cannot be told."""
        if row.indicator is not None:
            return row.indicator.lead_unit
        return row.reporting_unit or self.of_file or self._mentioned(" ".join(row.cells))

    def row_of(self, found: Diagnostic) -> ReturnRow | None:
        """The row that a single finding speaks of; None where it speaks of the file or of a misshapen line."""
        position = row_of(self._lines, found)
        return None if position is None else self.table.rows[position]

    def of_finding(self, found: Diagnostic) -> str | None:
        """The unit that a single finding is for; None where it cannot be told."""
        if found.unit is not None:
            return found.unit
        indicator = self.catalogue.indicators.get(found.indicator or "")
        if indicator is not None:
            return indicator.lead_unit
        row = self.row_of(found)
        if row is not None:
            return self.of_row(row)
        return self.of_file or self._mentioned(found.excerpt or "")

    def _mentioned(self, text: str) -> str | None:
        """The only unit that a line names, by its own name or by the code of an indicator that it leads."""
        units = {unit for unit in self.catalogue.member_units if unit in text}
        units |= {one.lead_unit for code, one in self.catalogue.indicators.items() if code in text}
        return units.pop() if len(units) == 1 else None
