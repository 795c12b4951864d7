"""What is known of a rate of rare events: its counts against those its path allows; not how they are reckoned.

Source: docs/methods.md, section 8.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction


class CountProblem(Enum):
    """Why there is nothing to reckon with."""

    NO_YEARS = "no-years"
    """No year has both its events and an exposure above zero."""
    NOT_COUNTED = "not-counted"
    """The latest figure came without its events or its exposure."""
    NOT_A_COUNT = "not-a-count"
    """A number of events is not a whole number from 0 on."""
    BAD_EXPOSURE = "bad-exposure"
    """An exposure is negative, or zero beside events."""
    NO_PATH = "no-path"
    """There is no number to go to: a direction alone, or the inside of a range."""


class Uncounted(NamedTuple):
    """The figures cannot be reckoned with; said, not guessed around."""

    problem: CountProblem
    year: int | None = None


class CountedYear(NamedTuple):
    """One of the pooled years."""

    year: int
    events: int
    exposure: Decimal
    """Live births, children …; 1 where the indicator is a plain number of events."""
    path: Fraction | float
    """The rate that the path allows, in the indicator's unit."""
    expected: Fraction | float
    """The events that the path allows."""


class SmallCount(NamedTuple):
    """Pooled counts against the path. All of it is printed: k, E, m, the rate and its interval."""

    events: int
    """k."""
    expected: Fraction | float
    """E, the events that the path allows in these years; exact for a level to hold."""
    pooled: tuple[CountedYear, ...]
    """The pooled years, oldest first."""
    exposure: Decimal
    rate: Fraction
    """k · factor / exposure, in the indicator's unit."""
    low: float
    """Lower end of the exact 95 % (Garwood) interval of the rate, in the indicator's unit; 0 without events."""
    high: float
    tail_p: float
    """The chance of counts at least this bad if the true rate were the path's."""
    above_path: float
    """Probability that the true rate is above the path (Jeffreys prior)."""

    @property
    def years(self) -> tuple[int, ...]:
        """The pooled years, oldest first; m is their number."""
        return tuple(one.year for one in self.pooled)
