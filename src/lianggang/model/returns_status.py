"""Who has handed in what for a quarter (报送情况): 应报, 已报, 按时, 待核, 退回, 缺报 of each unit; counts indicators.

已报 means accepted: a figure, or a reason why there is none, without an error and without an open 核实. A file that is
there proves nothing. ``应报 = 已报 + 待核 + 退回 + 缺报``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from .catalogue import Catalogue
    from .indicator import Indicator
    from .quarter import Quarter


class ReturnState(Enum):
    """What became of an indicator that a unit owes; the better ones last."""

    MISSING = "缺报"
    RETURNED = "退回"
    HELD = "待核"
    ACCEPTED = "已报"


class Owed(NamedTuple):
    """An indicator that a unit owes in the quarter."""

    indicator: Indicator
    state: ReturnState
    filled_on: date | None = None
    """填报日期 of the accepted row; None where there is none or it cannot be read."""
    since: Quarter | None = None
    """Where it is not accepted: the first quarter of the unbroken run of due quarters in which it was not."""


@dataclass(frozen=True, slots=True)
class UnitReturns:
    """A unit that owes anything in the quarter."""

    unit: str
    contact: str
    owed: tuple[Owed, ...]
    """In the catalogue's order; at least one."""
    due_on: date
    others: int = 0
    """Other rows of the unit that are held or rejected: of areas, of other periods, without a known indicator, and
    corrections of an accepted figure."""

    def of_state(self, state: ReturnState) -> tuple[Owed, ...]:
        """The indicators that are in that state."""
        return tuple(one for one in self.owed if one.state is state)

    @property
    def open(self) -> tuple[Owed, ...]:
        """What the unit still has to do something about."""
        return tuple(one for one in self.owed if one.state is not ReturnState.ACCEPTED)

    @property
    def reported(self) -> int:
        """已报."""
        return len(self.of_state(ReturnState.ACCEPTED))

    @property
    def on_time(self) -> int:
        """按时: accepted, and filled in on the due day or before."""
        return sum(one.filled_on is not None and one.filled_on <= self.due_on for one in self._accepted)

    @property
    def late(self) -> int:
        """Accepted, and filled in after the due day."""
        return sum(one.filled_on is not None and one.filled_on > self.due_on for one in self._accepted)

    @property
    def undated(self) -> int:
        """Accepted, and nobody knows when it was filled in."""
        return sum(one.filled_on is None for one in self._accepted)

    @property
    def is_complete(self) -> bool:
        """已完成: everything accepted, and nothing else of the unit held or rejected."""
        return not self.open and not self.others

    @property
    def completed_on(self) -> date | None:
        """The day of the last row that made it complete; None where it is not, or not all rows say their day."""
        days = [one.filled_on for one in self._accepted if one.filled_on is not None]
        return max(days) if days and self.is_complete and not self.undated else None

    @property
    def _accepted(self) -> tuple[Owed, ...]:
        return self.of_state(ReturnState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class ReturnsStatus:
    """The whole quarter, units in the catalogue's order."""

    catalogue: Catalogue
    quarter: Quarter
    due_on: date
    lock_on: date
    units: tuple[UnitReturns, ...]
    collected: str = ""
    """``第2版，2025-10-16``, where the quarter was collected."""
    remarks: tuple[str, ...] = ()
    """What was assumed or left out while the returns were read, for stderr."""

    @property
    def complete(self) -> tuple[UnitReturns, ...]:
        """The units that have handed in everything."""
        return tuple(one for one in self.units if one.is_complete)

    @property
    def in_time(self) -> tuple[UnitReturns, ...]:
        """The complete units whose last row was in time."""
        return tuple(one for one in self.complete if one.completed_on is not None and one.completed_on <= self.due_on)
