"""How far a figure that accumulates within its year has come, and the card beside the card (年内进度).

Not here: how it is reckoned. Source: docs/methods.md, section 9, second half.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from .card_rules import Card, Condition
    from .measures import MeasureValue


class YearProblem(Enum):
    """Why nothing can be said within the year."""

    NO_FIGURE = "no-figure"
    """Nothing has been filed for the year yet."""
    FALLING = "falling"
    """A cumulative figure below that of an earlier quarter (or below 0): a data error."""
    NOTHING_BY_NOW = "nothing-by-now"
    """In the past years nothing had come in by this quarter: no year can be projected from it."""


class Unprojected(NamedTuple):
    """There is no projection, and this is why."""

    problem: YearProblem
    year: int
    quarter: int | None = None
    """The quarter at fault, where there is one."""


class WithinYear(NamedTuple):
    """The year so far. Shares are 0 to 1; all is exact but the spread of several past years."""

    year: int
    quarter: int
    """q, 1 to 4: the quarter of the statistical year that the latest figure stands at; for a health year 1 is
    October to December of the year before."""
    cumulative: Decimal
    past: tuple[tuple[int, Fraction], ...]
    """The past years that were looked at, latest first, and the share of the year's total each had by quarter q."""
    share: Fraction
    """ŝ(q), the share expected by now."""
    linear: Fraction
    """q/4, to be printed beside it."""
    projection: Fraction
    """What the whole year comes to at this rate, in the indicator's unit."""
    target: Decimal | Fraction | None
    """Of the year."""
    ratio: Fraction | None
    """Projection / target; None without a target of the year above 0."""
    shortfall: Fraction | None
    """1 - ratio where higher is better, ratio - 1 where lower is; positive = behind. None inside a range."""
    spread: Fraction | float
    """rel: how much the share at this quarter usually wanders, relative to itself; 0 at quarter 4."""
    is_sum: bool = True
    """False: a ratio of two sums that grow together, expected to stand at the year's level all along."""

    @property
    def per_spread(self) -> Fraction | float | None:
        """``shortfall`` / ``spread``; None where the share does not wander."""
        return None if self.shortfall is None or not self.spread else self.shortfall / self.spread

    @property
    def measures(self) -> dict[str, MeasureValue | None]:
        """What the rule set ``within-year`` asks for. Its ``quarter`` is q, for a health year not the calendar's."""
        return {
            "quarter": self.quarter,
            "year_ratio": self.ratio,
            "year_shortfall": self.shortfall,
            "year_spread": self.spread,
            "shortfall_per_spread": self.per_spread,
        }


class YearCard(NamedTuple):
    """年内进度: stands beside the card, which is the judgement of whole years, and never replaces it."""

    progress: WithinYear | Unprojected
    card: Card | None
    """None where there is no projection, or no target of the year to hold it against."""
    label: str = ""
    rule: str | None = None
    conditions: tuple[Condition, ...] = ()
    is_years_own_target: bool = False
    """Whether the target of the year is one whose deadline is that year, not a point of the path to a later one."""
    is_current: bool = True
    """False: the figure due for the quarter judged is not there, and an earlier one of the year was used."""
