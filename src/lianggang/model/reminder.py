"""What stands against a unit in a quarter (提醒): returns that are not complete or came late, and red cards."""

from __future__ import annotations

from typing import NamedTuple


class Reminder(NamedTuple):
    """One unit; something of it is not nothing."""

    unit: str
    open: int = 0
    """Indicators whose returns are not accepted."""
    others: int = 0
    """Other rows (areas, past periods) that are held or rejected."""
    late: int = 0
    """Indicators filled in after the due day."""
    undated: int = 0
    """Indicators without a date; by itself no reason."""
    red: tuple[str, ...] = ()
    """The names of the indicators with a red card that it leads, the district as a whole."""
