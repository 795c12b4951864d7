"""The acts on items that are in the ledger, one function each: the rule applied to all of them, the change written.

An act names items by 编号, or all open ones of a letter by its 文号. It is done to all of them or to none, with a line
of the journal for each. Every function returns the items as they are now and raises UsageError for names and dates that
do not fit, RefusedError where a rule stands against it for any of them. New items: ``ledger_changes``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.engine import ledger_rules as rules
from lianggang.model.errors import RefusedError, UsageError
from lianggang.model.ledger import LedgerChange
from lianggang.model.letter import Rung
from lianggang.outputs.ledger_words import ground_text

from .ledger import change_ledger, open_items
from .ledger_changes import check_letter, one_line, usual_dues
from .ledger_facts import LedgerFacts
from .letter_numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from lianggang.model.ledger import Ledger, LedgerItem, ReviewResult
    from lianggang.model.ledger_standing import Awaited, ClosingCheck

    from .ledger_changes import Clerk

    Items = tuple[LedgerItem, ...]


def issue_items(
    clerk: Clerk,
    numbers: Sequence[str],
    letter: str,
    on: date,
    plan_due: date | None = None,
    result_due: date | None = None,
) -> Items:
    """发出: drafts get the number that the person gives their letter, whole or only the figure in it."""

    def act(item: LedgerItem, ledger: Ledger) -> LedgerItem:
        number = whole_number(clerk.workspace.catalogue.office, Rung.of(item.kind), on.year, letter)
        check_letter(replace(item, letter=number, issued=on), ledger)
        first, second = usual_dues(clerk, item.kind, on, plan_due or item.plan_due, result_due or item.result_due)
        return rules.issue(item, number, on, first, second)

    return _act(clerk, "台账发出", numbers, on, act)


def receive_items(clerk: Clerk, numbers: Sequence[str], receiver: str, on: date) -> Items:
    """签收."""
    return _act(clerk, "台账签收", numbers, on, lambda item, _: rules.receive(item, one_line(receiver), on))


def file_plans(clerk: Clerk, numbers: Sequence[str], on: date) -> Items:
    """方案报送."""
    return _act(clerk, "台账报送方案", numbers, on, lambda item, _: rules.file_plan(item, on))


def report_progress(clerk: Clerk, numbers: Sequence[str], on: date, text: str) -> Items:
    """进展."""
    return _act(clerk, "台账进展", numbers, on, lambda item, _: rules.report_progress(item, on, one_line(text)))


def answer_items(clerk: Clerk, numbers: Sequence[str], on: date, text: str) -> Items:
    """反馈."""
    return _act(clerk, "台账反馈", numbers, on, lambda item, _: rules.answer(item, on, one_line(text)))


def extend_items(
    clerk: Clerk,
    numbers: Sequence[str],
    asked: date,
    to: date,
    approver: str,
    *,
    what: Awaited | None = None,
    refused: bool = False,
) -> Items:
    """延期. what: PLAN or RESULT; None for the result, where no plan is outstanding."""

    def act(item: LedgerItem, _: Ledger) -> LedgerItem:
        return rules.extend(item, asked, to, one_line(approver), what=what, refused=refused)

    return _act(clerk, "台账延期", numbers, asked, act)


def review_items(
    clerk: Clerk, numbers: Sequence[str], reviewer: str, on: date, result: ReviewResult, why: str
) -> Items:
    """复核."""
    facts = LedgerFacts(clerk.workspace)

    def act(item: LedgerItem, _: Ledger) -> LedgerItem:
        return rules.review(item, one_line(reviewer), on, result, one_line(why), facts.own_people(item))

    return _act(clerk, "台账复核", numbers, on, act)


def accept_items(clerk: Clerk, numbers: Sequence[str], accepter: str, on: date) -> Items:
    """验收."""
    facts = LedgerFacts(clerk.workspace)

    def act(item: LedgerItem, _: Ledger) -> LedgerItem:
        return rules.accept(item, one_line(accepter), on, facts.own_people(item))

    return _act(clerk, "台账验收", numbers, on, act)


def close_items(
    clerk: Clerk,
    numbers: Sequence[str],
    on: date,
    evidence: tuple[str, ...] = (),
    reason: str = "",
    card_rules: str | None = None,
    show: Callable[[Sequence[tuple[LedgerItem, ClosingCheck]]], None] = lambda _: None,
) -> Items:
    """销号. show: is given the conditions of every item before anything is refused or written."""
    evidence = tuple(one_line(text) for text in evidence if text.strip())
    facts = LedgerFacts(clerk.workspace, card_rules)
    checks: dict[str, ClosingCheck] = {}

    def look(items: Items) -> None:
        checks.update((item.number, facts.closing(item, evidence)) for item in items)
        show([(item, checks[item.number]) for item in items])

    def act(item: LedgerItem, _: Ledger) -> LedgerItem:
        check = checks[item.number]
        return rules.close(item, on, ground_text(check), every_condition_met=check.is_met, reason=one_line(reason))

    return _act(clerk, "台账销号", numbers, on, act, ground=one_line(reason), look=look)


def withdraw_items(clerk: Clerk, numbers: Sequence[str], on: date, reason: str) -> Items:
    """撤销."""
    why = one_line(reason)
    return _act(clerk, "台账撤销", numbers, on, lambda item, _: rules.withdraw(item, on, why), ground=why)


def _act(
    clerk: Clerk,
    action: str,
    numbers: Sequence[str],
    on: date,
    act: Callable[[LedgerItem, Ledger], LedgerItem],
    *,
    ground: str = "",
    look: Callable[[Items], None] = lambda _: None,
) -> Items:
    """Apply one rule to each item. look: is given all of them first."""
    if on > clerk.today:
        raise UsageError(f"日期{on}晚于今天（{clerk.today}）；还没有发生的事请不要登记。")

    def decide(ledger: Ledger) -> list[LedgerChange]:
        items = open_items(ledger, numbers)
        look(items)
        return each_changed(
            ledger, items, lambda item, known: LedgerChange(action, item, act(item, known), ground, clerk.note)
        )

    return change_ledger(clerk.workspace, decide, today=clerk.today, by=clerk.by)


def each_changed(
    ledger: Ledger, items: Sequence[LedgerItem], change: Callable[[LedgerItem, Ledger], LedgerChange]
) -> list[LedgerChange]:
    """The change of each item, which sees the ledger with those before it; RefusedError where any is refused."""
    changes: list[LedgerChange] = []
    refused: dict[str, RefusedError] = {}
    for item in items:
        known = replace(ledger, items=ledger.with_items(*(one.after for one in changes)))
        try:
            changes.append(change(item, known))
        except RefusedError as error:
            refused[item.number] = error
    if refused:
        raise _refusal(refused, len(items))
    return changes


def _refusal(refused: Mapping[str, RefusedError], count: int) -> RefusedError:
    """All that stands against an act on so many items; each thing once."""
    texts = {number: str(error) for number, error in refused.items()}
    different = dict.fromkeys(texts.values())
    if len(different) == 1 and len(texts) == count:
        return next(iter(refused.values()))
    said = [text if number in text else f"{number}：{text}" for number, text in texts.items()]
    return RefusedError("\n".join([f"{count}项中有{len(texts)}项不能登记，所以一项也没有登记：", *said]))
