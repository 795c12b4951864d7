"""What is said about an item of the ledger: what it waits for, how late that is, and why it may be closed or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.ledger import LedgerState
from lianggang.model.ledger_standing import Awaited, ClosingCondition

from .amounts import as_written, figure_text, number
from .wording import date_text, period_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianggang.model.ledger import LedgerItem
    from lianggang.model.ledger_standing import ClosingCheck, Due, LedgerStanding

_REASON = "理由："
_PARTS = re.compile(f"；(?=（[abc]）|{_REASON})")
_LATE = {Awaited.RECEIPT: "签收超期", Awaited.PLAN: "方案超期", Awaited.RESULT: "结果超期"}


def state_text(item: LedgerItem) -> str:
    """状态 as it is shown: 待复核 says how far the office has come once the review has passed."""
    if not item.is_passed:
        return item.state.value
    return "已验收" if item.is_accepted else "复核通过"


def follower(item: LedgerItem, entered: Iterable[LedgerItem]) -> str | None:
    """The number of the item entered with it that follows it as a rebound: closed it was before, and so it stays."""
    if item.state is not LedgerState.CLOSED:
        return None
    return next((one.number for one in entered if one.points_to == item.number), None)


def standing_text(item: LedgerItem) -> str:
    """The state, and the office's own step where one is due: ``复核通过，待验收``."""
    step = own_step(item) if item.is_passed else ""
    return "，".join(part for part in (state_text(item), step) if part)


def due_text(due: Due) -> str:
    """``方案超期12天（应于2025年11月8日）``, ``整改结果还有3天（2026年1月10日）``."""
    if due.days_late > 0:
        return f"{_LATE[due.awaited]}{due.days_late}天（应于{date_text(due.by)}）"
    left = f"还有{-due.days_late}天" if due.days_late else "今天到期"
    return f"{due.awaited.value}{left}（{date_text(due.by)}）"


def next_text(one: LedgerStanding) -> str:
    """What the item waits for: the most urgent thing in full, other late ones by their days, else the office's step."""
    if one.dues:
        first, *others = one.dues
        late = [f"{_LATE[due.awaited]}{due.days_late}天" for due in others if due.days_late > 0]
        return "、".join([due_text(first), *late])
    return "，".join(part for part in (own_step(one.item), _late_answer(one)) if part)


def own_step(item: LedgerItem) -> str:
    """What the office itself has to do next; empty where it is the unit's turn, or nothing more comes."""
    if item.state is LedgerState.DRAFT:
        return "待定稿发出"
    if item.state is not LedgerState.TO_REVIEW:
        return ""
    if not item.is_passed:
        return "待复核"
    return "待销号" if item.is_accepted else "待验收"


def _late_answer(one: LedgerStanding) -> str:
    return f"反馈迟了{one.late_answer}天" if one.late_answer else ""


def condition_texts(check: ClosingCheck) -> Iterator[tuple[bool, str]]:
    """Each condition: whether it is met, and on what that rests."""
    says = {
        ClosingCondition.VALUE: _value(check),
        ClosingCondition.EVIDENCE: "、".join(check.evidence) or "没有列出",
        ClosingCondition.DATA: _data(check),
    }
    for (condition, met), letter in zip(check.conditions, "abc", strict=True):
        yield met, f"（{letter}）{condition.value}：{says[condition]}"


def ground_text(check: ClosingCheck) -> str:
    """The conditions as they go into 销号依据."""
    return "；".join(f"{text}，{'满足' if met else '未满足'}" for met, text in condition_texts(check))


class Ground(NamedTuple):
    """销号依据, taken apart."""

    accepted: str
    """``验收：钱示例（2025-10-11）``."""
    conditions: tuple[tuple[bool, str], ...]
    """As ``condition_texts``; empty where it was written by hand."""
    reason: str
    """Why it was closed although a condition was not met."""


def ground_parts(ground: str) -> Ground:
    """What ``ground_text`` and the acts on the ledger have put together."""
    accepted, *parts = _PARTS.split(ground)
    conditions = []
    for part in parts:
        text, _, word = part.rpartition("，")
        if part.startswith("（") and word in {"满足", "未满足"}:
            conditions.append((word == "满足", text))
    reason = next((part.removeprefix(_REASON) for part in parts if part.startswith(_REASON)), "")
    return Ground(accepted, tuple(conditions), reason)


def _value(check: ClosingCheck) -> str:
    item = check.assessment
    if item is None or item.value is None or item.data_period is None:
        return "没有可用的现值"
    indicator = item.indicator
    said = f"{period_text(item.data_period)}{figure_text(number(item.value, indicator.decimals), indicator)}"
    if check.node is not None:
        said += f"，节点{figure_text(number(check.node, indicator.decimals), indicator)}"
    if check.plan_node is not None:
        node = check.plan_node
        said += f"，方案{node.plan}当期节点{figure_text(as_written(node.value), indicator)}"
        if node.last is not None:
            said += f"（还有后续节点，{node.last[0]}为{figure_text(as_written(node.last[1]), indicator)}）"
    return said


def _data(check: ClosingCheck) -> str:
    if check.assessment is None or check.assessment.value is None:
        return "没有可用的数据"
    return f"有错误{check.errors}处" if check.errors else "没有错误"
