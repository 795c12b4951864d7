"""A slip of the pen in the ledger put right: which columns may be amended, and what an amended item must still keep.

The state never changes, nor does what it asks for: what was wrong as an act is withdrawn and entered anew.
Source: docs/ledger.md, section 9.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from lianggang.model.errors import RefusedError
from lianggang.model.ledger import FIELD_HEADERS, RETURNED
from lianggang.model.ledger_checks import ORDER, contradiction

from .ledger_conditions import must_be_from_outside
from .ledger_rules import joined

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianggang.model.ledger import LedgerItem


class Amendable(NamedTuple):
    """How a column is filled in at first, and for how much of a letter it holds."""

    act: str
    """The command that first fills it in: nothing can be amended before; empty: may be filled in at any time."""
    is_of_letter: bool = False
    """Whether all items of a letter have the same."""
    is_past: bool = False
    """Whether it tells of something that has happened, so that it cannot lie ahead."""


AMENDABLE: dict[str, Amendable] = {
    "letter": Amendable("issue", is_of_letter=True),
    "problem": Amendable(""),
    "demand": Amendable(""),
    "issued": Amendable("issue", is_of_letter=True, is_past=True),
    "received": Amendable("receive", is_past=True),
    "received_by": Amendable("receive"),
    "plan_due": Amendable("issue"),
    "plan_filed": Amendable("answer", is_past=True),
    "result_due": Amendable("issue"),
    "extension_asked": Amendable("extend", is_past=True),
    "extended_to": Amendable("extend"),
    "progressed": Amendable("answer", is_past=True),
    "progress": Amendable("answer"),
    "answered": Amendable("answer", is_past=True),
    "reviewer": Amendable("review"),
    "reviewed": Amendable("review", is_past=True),
    "closed": Amendable("close", is_past=True),
}
"""The fields that may be amended, in the order of the columns."""
_ACTS_ORDER = (
    *ORDER, ("received", "progressed"), ("issued", "extension_asked"), ("extension_asked", "result_due"),
    ("result_due", "extended_to"), ("plan_due", "due"), ("reviewed", "closed"),
)  # fmt: skip
"""Of each pair the first is not later when the act is entered. A second round may undo that, so it is only kept."""


def amend(
    item: LedgerItem, name: str, value: str | date, today: date, reason: str, own_people: Iterable[str]
) -> LedgerItem:
    """The item with another value in one field (a key of ``AMENDABLE``); 备注 tells the old one and why.

    own_people: as the item would have them. Raises RefusedError where the item would contradict itself.
    """
    header, old = FIELD_HEADERS[name], getattr(item, name)
    if not reason:
        raise RefusedError("更正须写明理由；请用 --reason。")
    if not value:
        raise RefusedError(f"没有写更正后的{header}；{header}不能改为空。")
    if not old and (act := AMENDABLE[name].act):
        raise RefusedError(f"{item.number} 的{header}还没有登记，谈不上更正；请用 ledger {act} 登记。")
    if old == value:
        raise RefusedError(f"{item.number} 的{header}已经是“{value}”，不必更正。")
    if AMENDABLE[name].is_past and not isinstance(value, str) and value > today:
        raise RefusedError(f"{header}{value}晚于今天（{today}）；请核对。")
    note = f"{today}更正{header}：原为“{old or '空'}”（{reason}）"
    columns: dict[str, Any] = {name: value, "note": joined(_with_day(item, name, value), note)}
    changed = replace(item, **columns)
    _check(item, changed, name)
    if name in {"received_by", "reviewer"} and changed.reviewer:
        must_be_from_outside(changed.reviewer, changed, own_people, "复核人")
    return changed


def _with_day(item: LedgerItem, name: str, value: str | date) -> str:
    """备注; the day of a review that sent the item back is what its reason is found by there."""
    before, mark, after = item.note.rpartition(f"{item.reviewed}{RETURNED}")
    return f"{before}{value}{RETURNED}{after}" if name == "reviewed" and mark else item.note


def _check(item: LedgerItem, changed: LedgerItem, name: str) -> None:
    """RefusedError where the amended item contradicts itself, or its dates do so now and did not before."""
    if wrong := contradiction(changed):
        raise RefusedError(f"{item.number} 更正后{wrong[1]}；请核对，两处都错的先更正另一处。")
    for first, second in _ACTS_ORDER:
        if _is_kept(item, first, second) and not _is_kept(changed, first, second):
            early, late = _header(first), _header(second)
            days = getattr(changed, first), getattr(changed, second)
            raise RefusedError(
                f"{item.number} 更正{FIELD_HEADERS[name]}后，{late}{days[1]}早于{early}{days[0]}；"
                "请核对，两处都错的先更正另一处。"
            )


def _is_kept(item: LedgerItem, first: str, second: str) -> bool:
    early, late = getattr(item, first), getattr(item, second)
    return early is None or late is None or early <= late


def _header(name: str) -> str:
    return FIELD_HEADERS.get(name, FIELD_HEADERS["result_due"])
