"""What of a rectification plan is known before its unit has written a word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from .assessment import ResolvedTarget
    from .indicator import Indicator
    from .ledger import LedgerItem
    from .quarter import Period, Quarter


class DraftNode(NamedTuple):
    """A quarter of the plan, for which it has to promise a figure."""

    quarter: Quarter
    path: Decimal | Fraction | None
    """What the path to the catalogue's target asks for by then; None where there is none."""


class PlanDraft(NamedTuple):
    """A plan without its content."""

    number: str
    """方案编号."""
    indicator: Indicator
    item: LedgerItem | None
    """The letter that asks for it; None where the office asks without one."""
    current: tuple[Period, Decimal] | None
    """The latest figure; None where none was filed."""
    target: ResolvedTarget | None
    """The catalogue's next target; None where it has none that is not over."""
    by: Quarter
    """By when the plan is to have its effect: the target's deadline, or a nearer quarter on the way to it."""
    promise: Decimal | None
    """The target's number, where the plan goes as far as its deadline."""
    starts: date
    nodes: tuple[DraftNode, ...]
    """Every quarter from the beginning to ``by``."""

    @property
    def ends(self) -> date:
        """The last day of the plan."""
        return self.by.last_day
