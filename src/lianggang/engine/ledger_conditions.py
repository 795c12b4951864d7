"""What must hold of a ledger's item before an act: each condition refuses with a sentence where it does not.

Source: docs/ledger.md, section 3. The acts themselves: ``ledger_rules``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.errors import RefusedError
from lianggang.model.ledger import LedgerItem, LedgerState, ReviewResult

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def must_be_the_same_matter(item: LedgerItem, new: LedgerItem) -> None:
    """An item that takes the place of another is of the same indicator and unit."""
    if (item.indicator, item.unit) != (new.indicator, new.unit):
        raise RefusedError(f"{item.number} 是{item.unit}的 {item.indicator}，与新立的不是同一事项；请核对。")


def must_be_open(item: LedgerItem, what: str) -> None:
    """Not ended: closed, raised or withdrawn."""
    if item.state.is_ended:
        again = "指标再亮牌的请用 ledger reopen 另立一项。" if item.state is LedgerState.CLOSED else "请核对编号。"
        raise RefusedError(f"{item.number} {item.state.value}，不能再{what}；{again}")


def must_be_in_state(item: LedgerItem, states: Iterable[LedgerState], what: str, rule: str) -> None:
    """Open, and in one of the states that the act follows upon; rule: which ones, in words."""
    must_be_open(item, what)
    if item.state not in states:
        raise RefusedError(f"{item.number} 现在是“{item.state.value}”，不能{what}：{rule}。")


def must_be_received(item: LedgerItem, what: str) -> None:
    """Open, sent out and signed for."""
    must_be_open(item, what)
    if item.state in {LedgerState.DRAFT, LedgerState.ISSUED}:
        step = "尚未发出；请先用 ledger issue" if item.state is LedgerState.DRAFT else "尚未签收；请先用 ledger receive"
        raise RefusedError(f"{item.number} {step}，再{what}。")


def must_be_at_work(item: LedgerItem, what: str) -> None:
    """Work can only be reported once there is a plan, where the letter asks for one."""
    if item.state is LedgerState.TO_REVIEW:
        raise RefusedError(f"{item.number} 已反馈，正待复核，不再{what}；请先复核。")
    if item.kind.asks_for_plan and item.plan_filed is None:
        raise RefusedError(f"{item.number} 要求先报整改方案；请先用 ledger answer {item.number} 方案。")


def must_be_passed(item: LedgerItem, what: str) -> None:
    """Reviewed and found good since the latest answer."""
    if item.review is not ReviewResult.PASSED or item.reviewed is None or _is_stale(item):
        raise RefusedError(f"{item.number} 还没有复核通过，不能{what}；请先用 ledger review。")


def _is_stale(item: LedgerItem) -> bool:
    """Whether the review is of an earlier round than the answer."""
    return item.answered is not None and item.reviewed is not None and item.reviewed < item.answered


def must_be_named(text: str, what: str) -> None:
    """The name or text that the act asks for must be written."""
    if not text.strip():
        raise RefusedError(f"没有写{what}；请写明。")


def must_be_from_outside(by: str, item: LedgerItem, own_people: Iterable[str], what: str) -> None:
    """Names of the unit count where they begin the text (区教育局李示例); persons where they are all of it."""
    for name in own_people:
        if name and (by == name or by.startswith((item.unit, f"{name}（")) or (len(name) > 2 and by.startswith(name))):
            raise RefusedError(f"{what}“{by}”是责任单位（{item.unit}）自己的人；{what}不能是责任单位自己，请另请人。")


def must_not_precede(on: date, earlier: date | None, what: str, than: str) -> None:
    """An act is not dated before an earlier one; where that has no date, any day will do."""
    if earlier is not None and on < earlier:
        raise RefusedError(f"{what}{on}早于{than}{earlier}；请核对。")
