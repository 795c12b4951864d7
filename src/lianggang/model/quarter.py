"""Quarters, and the periods that figures speak of; where they stand on the time axis of the methods.

Not here: which period a row of a return speaks of (``lianggang.load.periods``), and when a figure is due.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_QUARTER = re.compile(r"([12][0-9]{3})Q([1-4])")
_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, written ``2025Q3``; ordered by time.

    ``quarter + n`` is the quarter n later; ``later - earlier`` is a number of quarters.
    """

    year: int
    number: int
    """1 to 4."""

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read ``2025Q3``, or ``2025`` as ``2025Q4``; anything else raises ValueError."""
        if match := _QUARTER.fullmatch(text):
            return cls(int(match[1]), int(match[2]))
        if _YEAR.fullmatch(text):
            return cls(int(text), 4)
        raise ValueError(text)

    @classmethod
    def at(cls, index: int) -> Quarter:
        """The quarter whose ``index`` this is."""
        return cls((index - 1) // 4 + 1, (index - 1) % 4 + 1)

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter in which the day lies."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def index(self) -> int:
        """Quarters since the start of year 1: the end of ``2025Q3`` is at ``index / 4`` = 2024.75 years.

        This is the time axis of methods §9: the end of year Y stands at Y.
        """
        return 4 * (self.year - 1) + self.number

    @property
    def last_day(self) -> date:
        """The last day of the quarter."""
        return date(self.year, 3 * self.number, 31 if self.number in {1, 4} else 30)

    def __add__(self, quarters: int) -> Quarter:
        return Quarter.at(self.index + quarters)

    def __sub__(self, earlier: Quarter) -> int:
        return self.index - earlier.index

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


@total_ordering
@dataclass(frozen=True, slots=True, eq=True)
class Period:
    """What a figure speaks of: a quarter (``2025Q3``) or a whole statistical year (``2025``).

    A whole year, whichever statistical year it is (calendar, school or health year), stands at the end
    of the year it is named after, together with that year's fourth quarter.
    """

    quarter: Quarter
    """The quarter, or Q4 of the year."""
    whole_year: bool = False

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2025Q3`` or ``2025``; anything else raises ValueError."""
        return cls(Quarter.parse(text), whole_year="Q" not in text)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The whole year."""
        return cls(Quarter(year, 4), whole_year=True)

    @property
    def index(self) -> int:
        """Where the period stands on the time axis, in quarters (``Quarter.index``)."""
        quarter = self.quarter
        return 4 * (quarter.year - 1) + quarter.number

    def __lt__(self, other: Period) -> bool:
        return (self.quarter, self.whole_year) < (other.quarter, other.whole_year)

    def __str__(self) -> str:
        return str(self.quarter.year) if self.whole_year else str(self.quarter)
