"""How the units of a quarter stand beside each other: what they handed in, where their indicators are, which place."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .attainment import Tally

FEWEST = 3
"""A unit with fewer figures than that gets no place: one of them would decide it."""


class Rank(NamedTuple):
    """A unit's place among those of the same duties; equal shares have the same place."""

    part: int
    whole: int
    """More than 0."""
    place: int | None = None
    """1 for the largest share; None for a unit with too few figures, or the only one of its duties."""
    among: int = 0
    """How many units have a place."""
    before: int | None = None
    """The place a quarter earlier, where there was one."""

    @property
    def share(self) -> Fraction:
        """Part / whole."""
        return Fraction(self.part, self.whole)


class UnitStanding(NamedTuple):
    """A member unit that owes returns in the quarter or leads an indicator."""

    unit: str
    duties: str
    """Units are compared with those of the same duties only."""
    owed: int
    """应报."""
    reported: int
    on_time: int
    tally: Tally
    """The classes of the indicators that it leads, the district as a whole."""
    red: int
    yellow: int
    punctuality: Rank | None
    """按时÷应报; None where it owed nothing."""
    progress: Rank | None
    """(已达标＋预期可达标)÷可监测; None where nothing can be monitored."""
