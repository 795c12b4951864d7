"""What the ledger (督办台账) has to tell a bulletin: how many letters, how many answered, which are late."""

from __future__ import annotations

from typing import NamedTuple


class OverdueMatter(NamedTuple):
    """An item of the ledger whose limit has passed without what it asks for."""

    unit: str
    name: str
    """Of the indicator, or of what the letter is about."""
    days: int
    """超期天数, more than 0."""


class Supervision(NamedTuple):
    """The ledger on the day of the bulletin."""

    issued: int
    """Items sent out since the quarter began."""
    under_way: int
    """Not closed yet, whenever they were sent."""
    due: int
    """Of those under way: due by the end of the next quarter, and not late."""
    closed: int
    """Closed since the quarter began (销号)."""
    overdue: tuple[OverdueMatter, ...] = ()
    """Of those under way, the latest first."""
