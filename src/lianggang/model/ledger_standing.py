"""An item of the ledger on a day: what it waits for, until when, and how late that is. Never stored."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from .assessment import Assessment
    from .ledger import LedgerItem
    from .quarter import Quarter

SOON_DAYS = 3
"""A reminder goes out so many days before the limit."""


class Awaited(Enum):
    """What the unit owes next."""

    RECEIPT = "签收回执"
    PLAN = "整改方案"
    RESULT = "整改结果"


class Due(NamedTuple):
    """Something owed."""

    awaited: Awaited
    by: date
    days_late: int
    """Negative: so many days are left."""


class LedgerStanding(NamedTuple):
    """An item on a day."""

    item: LedgerItem
    dues: tuple[Due, ...]
    """What is owed now, the most urgent first."""
    late_answer: int
    """By how many days the answer came late; 0 where it came in time or not yet."""

    @property
    def days_overdue(self) -> int:
        """超期天数: of what is owed now, else of the answer that came late."""
        return max([self.late_answer, *(due.days_late for due in self.dues)], default=0)

    @property
    def is_overdue(self) -> bool:
        """Whether something owed now is late."""
        return any(due.days_late > 0 for due in self.dues)

    def is_due_soon(self, days: int = SOON_DAYS) -> bool:
        """Whether something falls due within so many days, and nothing is late."""
        return not self.is_overdue and any(due.days_late >= -days for due in self.dues)


class ClosingCondition(Enum):
    """销号条件 of an indicator's letter."""

    VALUE = "现值达到节点，或达到整改方案的节点"
    EVIDENCE = "列明佐证材料"
    DATA = "所用数据没有未改正的错误"


class PlanNode(NamedTuple):
    """What a rectification plan promised for the figure's own quarter."""

    plan: str
    value: Decimal
    met: bool
    last: tuple[Quarter, Decimal] | None = None
    """The plan's last node, where that is a later one: what is met is a step on the way."""


class ClosingCheck(NamedTuple):
    """The conditions of an item, each met or not, with what they rest on."""

    conditions: tuple[tuple[ClosingCondition, bool], ...]
    assessment: Assessment | None
    node: Decimal | Fraction | int | None
    """The node that the value was held against; None where there is none."""
    plan_node: PlanNode | None
    evidence: tuple[str, ...]
    errors: int
    """How many errors stand against the indicator in the returns used."""

    @property
    def is_met(self) -> bool:
        """Whether all of them are."""
        return all(met for _, met in self.conditions)
