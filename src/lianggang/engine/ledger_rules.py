"""What may follow on what in the ledger: each act takes an item and gives it changed, or refuses with a sentence.

Pure: dates and names are arguments. Each refusal says which rule stands against it and what to do instead.
Source: docs/ledger.md, section 3.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.model.errors import RefusedError
from lianggang.model.ledger import (
    ACCEPTED,
    RAISED_FROM,
    REBOUND,
    RETURNED,
    LedgerItem,
    LedgerState,
    ReviewResult,
)
from lianggang.model.ledger_standing import Awaited
from lianggang.model.letter import Rung

from .ledger_conditions import (
    must_be_at_work,
    must_be_from_outside,
    must_be_in_state,
    must_be_named,
    must_be_open,
    must_be_passed,
    must_be_received,
    must_be_the_same_matter,
    must_not_precede,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianggang.model.ledger import LetterKind

_DRAFT, _ISSUED, _RECEIVED = LedgerState.DRAFT, LedgerState.ISSUED, LedgerState.RECEIVED
_PLANNED, _UNDER_WAY, _RETURNED = LedgerState.PLANNED, LedgerState.UNDER_WAY, LedgerState.RETURNED
_EXTENDED, _TO_REVIEW = LedgerState.EXTENDED, LedgerState.TO_REVIEW
_WORKING = frozenset({_PLANNED, _UNDER_WAY, _RETURNED, _EXTENDED})


def issue(item: LedgerItem, letter: str, on: date, plan_due: date | None, result_due: date | None) -> LedgerItem:
    """A draft goes out, with the number that the person gives it."""
    must_be_in_state(item, {_DRAFT}, "发出", "只有拟稿可以发出")
    for due, what in ((plan_due, "方案截止"), (result_due, "结果截止")):
        if due is not None and due < on:
            raise RefusedError(f"{what}{due}早于发出日期{on}；请核对。")
    if plan_due is not None and result_due is not None and plan_due > result_due:
        raise RefusedError(f"方案截止{plan_due}晚于结果截止{result_due}；请核对（--plan-due、--result-due）。")
    return replace(item, letter=letter, issued=on, plan_due=plan_due, result_due=result_due, state=_ISSUED)


def check_draft(kind: LetterKind, indicator: str, unit: str, items: Iterable[LedgerItem]) -> None:
    """RefusedError where a draft of another kind is there about the same matter: both would go out."""
    for one in items:
        if (one.indicator, one.unit, one.state) == (indicator, unit, _DRAFT) and one.kind is not kind:
            name, new, old = f"{one.indicator} {one.name}", Rung.of(kind).value, Rung.of(one.kind).value
            raise RefusedError(
                f"{name}已有{old}的拟稿（{one.number}）；改发{new}的，请先撤销："
                f"lianggang ledger withdraw {one.number} --reason 理由；照拟稿发的，写明 --kind {old}。"
            )


def receive(item: LedgerItem, by: str, on: date) -> LedgerItem:
    """签收."""
    must_be_in_state(item, {_ISSUED}, "签收", "只有已发、尚未签收的可以签收")
    must_be_named(by, "签收人")
    must_not_precede(on, item.issued, "签收日期", "发出日期")
    return replace(item, received=on, received_by=by, state=_RECEIVED)


def file_plan(item: LedgerItem, on: date) -> LedgerItem:
    """方案报送: once; a plan that is changed later is changed in its own file."""
    must_be_received(item, "报送方案")
    if item.plan_filed is not None or item.state not in {_RECEIVED, _EXTENDED}:
        filed = f"方案已于{item.plan_filed}报送" if item.plan_filed else f"现在是“{item.state.value}”"
        raise RefusedError(f"{item.number} {filed}，不再登记报送方案；进展请用 answer 进展。")
    must_not_precede(on, item.received, "报送日期", "签收日期")
    return replace(item, plan_filed=on, state=_PLANNED)


def report_progress(item: LedgerItem, on: date, text: str) -> LedgerItem:
    """进展: the latest one stands in the ledger, the earlier ones in the journal."""
    must_be_received(item, "登记进展")
    must_be_at_work(item, "登记进展")
    must_be_named(text, "进展")
    must_not_precede(on, item.progressed or item.received, "进展日期", "上次进展或签收日期")
    return replace(item, progressed=on, progress=text, state=_UNDER_WAY)


def answer(item: LedgerItem, on: date, text: str) -> LedgerItem:
    """反馈: the unit says it is done and applies for closing."""
    must_be_received(item, "登记反馈")
    must_be_at_work(item, "登记反馈")
    must_not_precede(on, item.received, "反馈日期", "签收日期")
    if text:
        item = replace(item, progressed=on, progress=text)
    return replace(item, answered=on, state=_TO_REVIEW)


def extend(
    item: LedgerItem, asked: date, to: date, by: str, *, what: Awaited | None = None, refused: bool = False
) -> LedgerItem:
    """延期: counts only where it was asked for on or before the day on which the plan or the result is due.

    what: PLAN or RESULT; None: the result, where no plan is outstanding.
    """
    must_be_received(item, "登记延期")
    must_be_in_state(item, _WORKING | {_RECEIVED}, "延期", "待复核的不再延期")
    must_be_named(by, "批准人")
    must_not_precede(asked, item.issued, "申请日期", "发出日期")
    if what is None and item.owes_plan:
        raise RefusedError(f"{item.number} 的整改方案还没有报；请用 --what 方案 或 --what 结果 写明哪一个延期。")
    if what is Awaited.PLAN:
        return _extend_plan(item, asked, to, by, refused=refused)
    _extendable(item.number, asked, to, "结果", item.due, refused=refused)
    if refused:
        return replace(item, extension_asked=asked, extension=f"不同意（{by}）")
    # An item that still owes its plan stays 已签收: what comes next is the plan.
    state = item.state if item.owes_plan else _EXTENDED
    return replace(item, extension_asked=asked, extension=f"同意（{by}）", extended_to=to, state=state)


def _extend_plan(item: LedgerItem, asked: date, to: date, by: str, *, refused: bool) -> LedgerItem:
    """方案截止 itself moves; 备注 keeps the earlier day, the columns of the extension are the result's."""
    if item.plan_filed is not None:
        raise RefusedError(f"{item.number} 的方案已于{item.plan_filed}报送，不必延期；延结果的请用 --what 结果。")
    _extendable(item.number, asked, to, "方案", item.plan_due, refused=refused)
    if refused:
        return replace(item, note=joined(item.note, f"{asked}申请方案延到{to}，不同意（{by}）"))
    if item.due is not None and to > item.due:
        raise RefusedError(f"{item.number} 方案延期到{to}，晚于结果截止{item.due}；请核对，或先延结果（--what 结果）。")
    note = f"{asked}申请方案延期，同意（{by}），方案截止由{item.plan_due}改为{to}"
    return replace(item, plan_due=to, note=joined(item.note, note))


def _extendable(number: str, asked: date, to: date, what: str, due: date | None, *, refused: bool) -> None:
    if due is None:
        raise RefusedError(f"{number} 没有{what}截止日期，谈不上延期。")
    if asked > due:
        raise RefusedError(
            f"{number} 延期申请日期{asked}晚于{what}到期日{due}；延期须在到期日或以前申请，逾期申请不算。"
        )
    if not refused and to <= due:
        raise RefusedError(f"{number} {what}延期到{to}，没有晚于现在的到期日{due}；请核对。")


def review(
    item: LedgerItem, by: str, on: date, result: ReviewResult, why: str, own_people: Iterable[str]
) -> LedgerItem:  # fmt: skip
    """复核: by somebody named who is not the unit itself. own_people: names of the unit and of its persons."""
    must_be_in_state(item, {_TO_REVIEW}, "复核", "只有反馈以后、待复核的可以复核")
    must_be_named(by, "复核人")
    must_be_from_outside(by, item, own_people, "复核人")
    must_not_precede(on, item.answered, "复核日期", "反馈日期")
    reviewed = replace(item, reviewer=by, reviewed=on, review=result, ground="")
    if result is ReviewResult.PASSED:
        return reviewed
    must_be_named(why, "退回的原因")
    note = joined(item.note, f"{on}{RETURNED}{why}")
    return replace(reviewed, times_returned=item.times_returned + 1, note=note, state=_RETURNED)


def accept(item: LedgerItem, by: str, on: date, own_people: Iterable[str]) -> LedgerItem:
    """验收: who accepts is responsible, and so is named."""
    must_be_in_state(item, {_TO_REVIEW}, "验收", "复核通过的才可以验收")
    must_be_named(by, "验收人")
    must_be_from_outside(by, item, own_people, "验收人")
    must_be_passed(item, "验收")
    must_not_precede(on, item.reviewed, "验收日期", "复核日期")
    return replace(item, ground=f"{ACCEPTED}{by}（{on}）")


def close(item: LedgerItem, on: date, ground: str, *, every_condition_met: bool, reason: str) -> LedgerItem:
    """销号. ground: the conditions as they were found, the evidence; kept behind who accepted."""
    must_be_in_state(item, {_TO_REVIEW}, "销号", "复核通过、验收以后才可以销号")
    must_be_passed(item, "销号")
    if not item.is_accepted:
        raise RefusedError(f"{item.number} 还没有人验收；谁验收谁负责，请先用 ledger accept 写明验收人。")
    must_not_precede(on, item.reviewed, "销号日期", "复核日期")
    if not every_condition_met and not reason:
        raise RefusedError(f"{item.number} 有销号条件未满足；确需销号的，请用 --reason 写明理由。")
    parts = [item.ground, ground, f"理由：{reason}" if reason else ""]
    return replace(item, closed=on, ground="；".join(part for part in parts if part), state=LedgerState.CLOSED)


def withdraw(item: LedgerItem, on: date, reason: str) -> LedgerItem:
    """撤销: an objection was upheld; the reason is obligatory."""
    must_be_open(item, "撤销")
    if not reason:
        raise RefusedError("撤销须写明理由（如异议成立的依据）；请用 --reason。")
    return replace(item, note=joined(item.note, f"{on}撤销：{reason}"), state=LedgerState.WITHDRAWN)


def raise_to(
    item: LedgerItem, new: LedgerItem, on: date, *, is_behind: bool, reason: str
) -> tuple[LedgerItem, LedgerItem]:
    """升级: the old item and the new one that takes its place.

    is_behind: whether the old one is overdue or was returned; otherwise a reason is asked for.
    """
    must_be_open(item, "升级")
    if item.state is _DRAFT:
        raise RefusedError(f"{item.number} 还是拟稿，没有发出，谈不上升级。")
    if new.kind.level <= item.kind.level:
        raise RefusedError(f"升级后的类别“{new.kind.value}”不高于原来的“{item.kind.value}”；请核对。")
    must_be_the_same_matter(item, new)
    if not is_behind and not reason:
        raise RefusedError(f"{item.number} 没有超期，也没有退回过；确需升级的，请用 --reason 写明理由。")
    why = f"（{reason}）" if reason else ""
    old = replace(item, note=joined(item.note, f"{on}升级为{new.number}{why}"), state=LedgerState.RAISED)
    return old, replace(new, source=f"{RAISED_FROM}{item.number}")


def reopen(
    item: LedgerItem, new: LedgerItem, on: date, others: Iterable[LedgerItem] = ()
) -> tuple[LedgerItem, LedgerItem]:
    """反弹: a new item that points to the closed one, which stays closed and says so. When: ``engine.closing``.

    others: the items there are; one that already follows the closed one, and stands, is enough.
    """
    if item.state is not LedgerState.CLOSED:
        raise RefusedError(f"{item.number} 现在是“{item.state.value}”，没有销号，不必重开。")
    must_be_the_same_matter(item, new)
    for one in others:
        if one.points_to == item.number and one.state is not LedgerState.WITHDRAWN:
            way = "，拟稿请用 ledger issue 发出" if one.state is _DRAFT else ""
            raise RefusedError(f"{item.number} 已另立 {one.number}（{one.state.value}），不必再立{way}。")
    return replace(item, note=joined(item.note, f"{on}反弹，另立{new.number}")), replace(
        new, source=f"{REBOUND}{item.number}"
    )


def joined(note: str, more: str) -> str:
    """备注 with one more note."""
    return f"{note}；{more}" if note else more
