"""Which decision about items of the ledger there is to tell the unit; one notice is about one letter and one decision.

Source: docs/ledger.md, section 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.errors import RefusedError
from lianggang.model.ledger import LedgerItem, LedgerState, ReviewResult
from lianggang.model.ledger_notice import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORKING_AGAIN = frozenset({LedgerState.RETURNED, LedgerState.UNDER_WAY, LedgerState.EXTENDED})


def notice_kind(items: Sequence[LedgerItem]) -> NoticeKind:
    """The decision that all of the items have had last.

    Raises RefusedError where one has had none, where they differ, or where the items are not of one letter.
    """
    if len({(item.letter, item.unit) for item in items}) > 1:
        raise RefusedError(f"一份告知只对一函；{_each(items, 'letter')}，请分别告知。")
    kinds = {item.number: _kind(item) for item in items}
    if undecided := [item for item in items if kinds[item.number] is None]:
        said = "、".join(f"{item.number}（{item.state.value}）" for item in undecided)
        raise RefusedError(f"{said}还没有复核结果，没有可以告知的；复核或销号以后再告知。")
    different = dict.fromkeys(kinds.values())
    if len(different) > 1:
        said = "、".join(f"{number}为{kind.value}" for number, kind in kinds.items() if kind is not None)
        raise RefusedError(f"各项的结果不同：{said}；请按编号分别告知。")
    kind = next(iter(different))
    assert kind is not None  # noqa: S101  # for the type checker
    return kind


def _each(items: Sequence[LedgerItem], field: str) -> str:
    return "、".join(f"{item.number}为“{getattr(item, field) or '拟稿'}”" for item in items)


def _kind(item: LedgerItem) -> NoticeKind | None:
    if item.state is LedgerState.CLOSED:
        return NoticeKind.CLOSED
    if item.is_passed:
        return NoticeKind.PASSED
    returned = item.review is ReviewResult.RETURNED and item.state in _WORKING_AGAIN
    return NoticeKind.RETURNED if returned else None
