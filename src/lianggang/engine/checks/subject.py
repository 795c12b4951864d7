"""What a check of one row sees: the row, what its indicator expects, and the figures that no earlier check has failed.

Not here: the checks themselves, and what becomes of a row that one of them faults.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.submission import Missing

if TYPE_CHECKING:
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import Column, Observation, ReturnRow, ReturnTable

EXACT = Context(prec=100)
"""Wide enough for products of any two figures that a cell can hold: nothing is rounded."""
_DIVISION = Context(prec=28)


class Expected(NamedTuple):
    """What an indicator asks of its rows in one quarter; worked out once, as every row needs it."""

    indicator: Indicator
    factor: Decimal
    """What numerator ÷ denominator is multiplied by."""
    low: Decimal | None
    """The hard range; None on both sides where there is none."""
    high: Decimal | None
    is_count: bool
    is_ratio: bool
    """Whether the value is made of numerator and denominator; else these two are not compared with it."""
    is_share: bool
    """Whether the numerator is a part of the denominator, and so cannot be larger."""
    due: bool | None
    """Whether a figure is due in this quarter; None where it is due in no quarter, or the quarter is unknown."""
    goals: dict[int, tuple[tuple[Decimal, str], ...]]
    """By period: the numbers that are aimed at, each with its name; filled when a row asks (``goals``)."""

    @classmethod
    def of(cls, indicator: Indicator, quarter: Quarter | None) -> Expected:
        """The expectation for rows filed in ``quarter``."""
        factor = indicator.ratio_factor
        low, high = indicator.hard_range or (None, None)
        due_quarters = indicator.due_quarters
        return cls(
            indicator=indicator,
            factor=factor,
            low=low,
            high=high,
            is_count=indicator.is_count,
            is_ratio=indicator.is_ratio,
            is_share=high is not None and high <= factor,
            due=quarter.number in due_quarters if quarter and due_quarters else None,
            goals={},
        )


class Fault(NamedTuple):
    """What a check found in a row."""

    code: str
    column: Column
    message: str
    spoils: tuple[Column, ...] = ()
    """The figures that later checks leave alone: one cause, one diagnostic."""
    basis: Observation | None = None
    """The figure on file that the row was compared with."""


class Finding(NamedTuple):
    """What a check across rows or returns found, and in which return it is printed."""

    table: ReturnTable
    diagnostic: Diagnostic
    fellows: tuple[tuple[ReturnTable, ReturnRow], ...] = ()
    """Rows that suffer with the one at the diagnostic's place, in this return or another: it cannot be told which
    of them is wrong."""


@dataclass(slots=True)
class Subject:
    """A row under check. The three figures are numbers, or None where there is none or an earlier check failed it."""

    row: ReturnRow
    expected: Expected
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None

    def spoil(self, columns: tuple[Column, ...]) -> None:
        """Take the figures of these columns out of all later checks of the row."""
        for column in columns:
            setattr(self, column.value, None)

    @property
    def figure(self) -> Decimal | None:
        """本期值, else what numerator and denominator give; None where the row says nothing usable."""
        return self.value if self.value is not None else self.computed

    @property
    def computed(self) -> Decimal | None:
        """Numerator ÷ denominator × factor where 本期值 is blank, to 28 digits; None where it cannot be had."""
        if self.row.value.missing is not Missing.BLANK or not self.expected.is_ratio or not self.denominator:
            return None
        return None if self.numerator is None else ratio(self.numerator, self.denominator, self.expected.factor)


def ratio(numerator: Decimal, denominator: Decimal, factor: Decimal) -> Decimal:
    """Numerator × factor ÷ denominator, to 28 digits; the denominator is not 0."""
    return _DIVISION.divide(EXACT.multiply(numerator, factor), denominator)
