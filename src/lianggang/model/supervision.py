"""What the ledger (督办台账) has to tell a bulletin: how many letters, how many answered, which are late."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from .ledger import LetterKind

Kinds = tuple[tuple["LetterKind", int], ...]
"""How many of each kind, from the mildest; only kinds that occur."""


class OverdueMatter(NamedTuple):
    """An item of the ledger whose limit has passed without what it asks for."""

    unit: str
    name: str
    """Of the indicator, or of what the letter is about."""
    days: int
    """超期天数, more than 0."""


class LettersSent(NamedTuple):
    """What became of the items that were sent out in a span: together they are all of them."""

    kinds: Kinds = ()
    under_way: int = 0
    closed: int = 0
    """销号."""
    raised: int = 0
    """升级: a letter of a higher kind took their place, which counts for itself."""
    withdrawn: int = 0
    """撤销."""

    @property
    def total(self) -> int:
        """All of them."""
        return self.under_way + self.closed + self.raised + self.withdrawn


class Supervision(NamedTuple):
    """The ledger on the day of the bulletin."""

    since: date
    """The quarter's first day: a quarter's letters go out after its end, so that the span ends with the bulletin."""
    on: date
    sent: LettersSent
    """In that span."""
    earlier_under_way: int
    """Sent before it, and neither closed nor given up yet."""
    earlier_closed: int
    """Sent before it, and closed in it."""
    under_way: Kinds
    """All that are under way, whenever they were sent."""
    due: int
    """Of those under way: due by the end of the next quarter, and not late."""
    overdue: tuple[OverdueMatter, ...] = ()
    """Of those under way, the latest first."""
