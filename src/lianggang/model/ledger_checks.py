"""What a state asks of the dates and names of an item, so that no row contradicts itself (D06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ledger import FIELD_HEADERS, LedgerState, ReviewResult

if TYPE_CHECKING:
    from .ledger import LedgerItem

_ISSUED = ("letter", "issued")
_RECEIVED = (*_ISSUED, "received", "received_by")
_REVIEWED = (*_RECEIVED, "answered", "reviewer", "reviewed", "review")
NEEDS: dict[LedgerState, tuple[str, ...]] = {
    LedgerState.DRAFT: (),
    LedgerState.ISSUED: _ISSUED,
    LedgerState.RECEIVED: _RECEIVED,
    LedgerState.PLANNED: (*_RECEIVED, "plan_filed"),
    LedgerState.UNDER_WAY: (*_RECEIVED, "progressed"),
    LedgerState.TO_REVIEW: (*_RECEIVED, "answered"),
    LedgerState.CLOSED: (*_REVIEWED, "closed", "ground"),
    LedgerState.RETURNED: (*_REVIEWED, "times_returned"),
    LedgerState.EXTENDED: (*_RECEIVED, "extension_asked", "extension", "extended_to"),
    LedgerState.RAISED: (*_ISSUED, "note"),
    LedgerState.WITHDRAWN: ("note",),
}
"""The fields that must be filled in each state."""
ORDER = (("issued", "received"), ("issued", "plan_due"), ("issued", "result_due"), ("received", "plan_filed"),
          ("received", "answered"), ("answered", "reviewed"), ("issued", "closed"))  # fmt: skip
"""Of each pair the first cannot be later, where both are there."""


def contradiction(item: LedgerItem) -> tuple[str, str] | None:
    """The column and what is wrong with the row as a whole; None where nothing is."""
    missing = next((name for name in NEEDS[item.state] if not getattr(item, name)), None)
    if missing is not None:
        header = FIELD_HEADERS[missing]
        return header, f"状态为“{item.state.value}”，{header}却为空"
    if item.state is LedgerState.CLOSED and item.review is not ReviewResult.PASSED:
        return FIELD_HEADERS["review"], "状态为“已销号”，复核结论却不是“通过”"
    if item.closed is not None and item.state is not LedgerState.CLOSED:
        return FIELD_HEADERS["closed"], f"写有销号日期，状态却是“{item.state.value}”"
    for earlier, later in ORDER:
        first, second = getattr(item, earlier), getattr(item, later)
        if first and second and second < first and not _again(item, later):
            return FIELD_HEADERS[later], f"{FIELD_HEADERS[later]}{second}早于{FIELD_HEADERS[earlier]}{first}"
    return None


def _again(item: LedgerItem, later: str) -> bool:
    """Whether the later date belongs to an earlier round: an answer after a return awaits its own review."""
    return later == "reviewed" and item.state is not LedgerState.CLOSED and item.times_returned > 0
