"""A case (案例): a target of the past whose outcome is known, with the yearly figures up to its deadline.

Cases are what rule sets are tried on; no rule of the program is derived from them here.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from .indicator import Direction


class CaseKind(Enum):
    """What the target asked for."""

    REACH = "reach"
    """More than the baseline."""
    KEEP = "keep"
    """To hold a level."""


class Case(NamedTuple):
    """One target of one country, as a case file has it. Figures are in the case's own ``unit``."""

    id: str
    family: str
    """The set of goals that the target belongs to. Source: docs/methods.md, section 14."""
    indicator: str
    country: str
    kind: CaseKind
    direction: Direction
    """``up`` or ``down``."""
    unit: str
    baseline_year: int
    baseline: Decimal
    target_year: int
    """Later than ``baseline_year``."""
    target: Decimal
    bounds: tuple[Decimal | None, Decimal | None]
    """What the figure cannot fall below or rise above by nature; None where there is no such bound."""
    is_met: bool
    """The outcome."""
    series: tuple[tuple[int, Decimal], ...]
    """Year and value, oldest first, one a year; from before the baseline on, and not used from the deadline on."""
    final: tuple[int | None, Decimal] | None = None
    """The year and the value that the outcome rests on, where the file names them."""

    @property
    def is_bounded_percent(self) -> bool:
        """A percentage that lies between 0 and 100 by nature."""
        return self.unit == "%" and [*self.bounds] == [0, 100]
