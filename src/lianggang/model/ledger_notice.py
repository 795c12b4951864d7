"""A notice (告知) to the unit: what the office has decided about items of one letter."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .ledger import LedgerItem
    from .ledger_standing import ClosingCheck


class NoticeKind(Enum):
    """Which decision; the value is what the document is called."""

    RETURNED = "退回告知"
    PASSED = "复核通过告知"
    CLOSED = "销号告知"


class Notified(NamedTuple):
    """An item and the conditions for closing it."""

    item: LedgerItem
    check: ClosingCheck | None
    """As they stand on the day of the notice; None for a closed item, which has them in its 销号依据."""


class Notice(NamedTuple):
    """One decision about one item of a letter, or several."""

    kind: NoticeKind
    notified: tuple[Notified, ...]
    """Of one letter; at least one."""
