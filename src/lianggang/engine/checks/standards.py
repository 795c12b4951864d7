"""What a catalogue asks of returns, whatever their quarter: worked out once for all quarters of a history.

Not here: the returns of one quarter (``context``), and what had been filed before them (``earlier``).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .listing import RowChecks
from .relations import sided
from .subject import Expected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Quarter

    from .listing import PastCheck
    from .relations import Sided


class Standards:
    """The catalogue's demands on rows, each put together when a quarter first asks for it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._expected: dict[tuple[str, bool | None], Expected] = {}
        self._checks: dict[tuple[str, bool | None, frozenset[PastCheck]], RowChecks] = {}
        self._due: dict[int, Mapping[str, Sequence[Indicator]]] = {}

    def expected(self, indicator: Indicator, quarter: Quarter | None) -> Expected:
        """What the indicator asks of its rows in that quarter: the same in all in which it is due, or is not."""
        due_quarters = indicator.due_quarters
        due = quarter.number in due_quarters if quarter and due_quarters else None
        try:
            return self._expected[indicator.code, due]
        except KeyError:
            return self._expected.setdefault((indicator.code, due), Expected.of(indicator, quarter))

    def checks(self, expected: Expected, without: frozenset[PastCheck]) -> RowChecks:
        """The checks that the indicator's rows need, ``without`` those that have no place in the file."""
        key = expected.indicator.code, expected.due, without
        try:
            return self._checks[key]
        except KeyError:
            return self._checks.setdefault(key, RowChecks.of(expected, without))

    def due(self, quarter: Quarter) -> Mapping[str, Sequence[Indicator]]:
        """What each lead unit owes in a quarter, in the catalogue's order; without the units that owe nothing."""
        number = quarter.number
        if number not in self._due:
            owed: dict[str, list[Indicator]] = {}
            for indicator in self.catalogue.indicators.values():
                if number in indicator.due_quarters:
                    owed.setdefault(indicator.lead_unit, []).append(indicator)
            self._due[number] = owed
        return self._due[number]

    @cached_property
    def relations(self) -> Sequence[Sided]:
        """The relations between figures, those that weigh most first."""
        return sided(self.catalogue)
