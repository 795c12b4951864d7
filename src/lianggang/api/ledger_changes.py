"""The acts on the ledger, one function each: names checked against the catalogue, the rule applied, the change written.

A letter that is written is entered by ``add_item``; everything else names an item that is there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lianggang.engine import ledger_rules as rules
from lianggang.engine.closing import check_rebound
from lianggang.engine.deadlines import default_deadlines
from lianggang.engine.ledger_standing import ledger_standing
from lianggang.model.errors import UsageError
from lianggang.model.ledger import LETTER_NUMBER, LedgerChange, LedgerItem, LetterKind
from lianggang.model.visible import visible
from lianggang.outputs.ledger_words import ground_text

from .ledger import change_ledger, chosen_item, work_calendar
from .ledger_facts import closing_of, judged_item, own_people
from .near_names import near_matches

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from lianggang.model.indicator import Indicator
    from lianggang.model.ledger import Ledger, ReviewResult
    from lianggang.model.ledger_standing import ClosingCheck

    from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who puts something down, and when."""

    workspace: Workspace
    by: str
    """经办人."""
    today: date
    """The date that the journal gets; no act can be later."""
    note: str = ""
    """For the journal."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a letter says of itself. Dates that are left out get the defaults of ``engine.deadlines``."""

    kind: LetterKind
    letter: str = ""
    issued: date | None = None
    """Without it and a number it is a draft."""
    plan_due: date | None = None
    result_due: date | None = None
    source: str = ""
    problem: str = ""
    demand: str = ""


def add_item(
    clerk: Clerk, indicator: Indicator, unit: str | None, terms: Terms, *, instead_of: str = "", reason: str = ""
) -> tuple[LedgerItem, ...]:
    """Enter a letter to a unit (full name or alias; None: the lead unit).

    instead_of: the item that it takes the place of (升级). Returns the items changed, the new one last. Raises
    UsageError for names, dates and numbers that do not fit, RefusedError where a rule stands against it.
    """

    def decide(ledger: Ledger) -> list[LedgerChange]:
        item = new_item(clerk, indicator, unit or indicator.lead_unit, terms, ledger)
        if not instead_of:
            return [LedgerChange("台账登记", None, item, note=clerk.note)]
        old = chosen_item(ledger, instead_of)
        standing = ledger_standing(old, clerk.today, work_calendar(clerk.workspace))
        behind = standing.is_overdue or old.times_returned > 0
        raised, item = rules.raise_to(old, item, clerk.today, is_behind=behind, reason=_line(reason))
        return [
            LedgerChange("台账升级", old, raised, ground=_line(reason)),
            LedgerChange("台账登记", None, item, note=clerk.note),
        ]

    return change_ledger(clerk.workspace, decide, today=clerk.today, by=clerk.by)


def reopen_item(clerk: Clerk, number: str, terms: Terms, card_rules: str | None = None) -> tuple[LedgerItem, ...]:
    """反弹: a new item for the same matter, which points to the closed one."""

    def decide(ledger: Ledger) -> list[LedgerChange]:
        old = chosen_item(ledger, number)
        indicator = clerk.workspace.catalogue.indicators.get(old.indicator)
        if indicator is None:
            raise UsageError(f"目录中已没有指标“{old.indicator}”；请核对目录。")
        closed, item = rules.reopen(old, new_item(clerk, indicator, old.unit, terms, ledger), clerk.today)
        check_rebound(old, judged_item(clerk.workspace, old, card_rules)[0])
        return [
            LedgerChange("台账反弹", old, closed, note=clerk.note),
            LedgerChange("台账登记", None, item, note=clerk.note),
        ]

    return change_ledger(clerk.workspace, decide, today=clerk.today, by=clerk.by)


def issue_item(
    clerk: Clerk, number: str, letter: str, on: date, plan_due: date | None = None, result_due: date | None = None
) -> LedgerItem:  # fmt: skip
    """发出: a draft gets the number that the person gives it."""

    def act(item: LedgerItem, ledger: Ledger) -> LedgerItem:
        check_letter(replace(item, letter=letter, issued=on), ledger)
        first, second = _dues(clerk, item.kind, on, plan_due or item.plan_due, result_due or item.result_due)
        return rules.issue(item, letter, on, first, second)

    return _act(clerk, "台账发出", number, on, act)


def receive_item(clerk: Clerk, number: str, receiver: str, on: date) -> LedgerItem:
    """签收."""
    return _act(clerk, "台账签收", number, on, lambda item, _: rules.receive(item, _line(receiver), on))


def file_plan(clerk: Clerk, number: str, on: date) -> LedgerItem:
    """方案报送."""
    return _act(clerk, "台账报送方案", number, on, lambda item, _: rules.file_plan(item, on))


def report_progress(clerk: Clerk, number: str, on: date, text: str) -> LedgerItem:
    """进展."""
    return _act(clerk, "台账进展", number, on, lambda item, _: rules.report_progress(item, on, _line(text)))


def answer_item(clerk: Clerk, number: str, on: date, text: str) -> LedgerItem:
    """反馈."""
    return _act(clerk, "台账反馈", number, on, lambda item, _: rules.answer(item, on, _line(text)))


def extend_item(clerk: Clerk, number: str, asked: date, to: date, approver: str, *, refused: bool) -> LedgerItem:
    """延期."""
    return _act(
        clerk,
        "台账延期",
        number,
        asked,
        lambda item, _: rules.extend(item, asked, to, _line(approver), refused=refused),
    )


def review_item(clerk: Clerk, number: str, reviewer: str, on: date, result: ReviewResult, why: str) -> LedgerItem:
    """复核."""

    def act(item: LedgerItem, _: Ledger) -> LedgerItem:
        return rules.review(item, _line(reviewer), on, result, _line(why), own_people(clerk.workspace, item))

    return _act(clerk, "台账复核", number, on, act)


def accept_item(clerk: Clerk, number: str, accepter: str, on: date) -> LedgerItem:
    """验收."""
    return _act(
        clerk,
        "台账验收",
        number,
        on,
        lambda item, _: rules.accept(item, _line(accepter), on, own_people(clerk.workspace, item)),
    )


def close_item(
    clerk: Clerk,
    number: str,
    on: date,
    evidence: tuple[str, ...] = (),
    reason: str = "",
    card_rules: str | None = None,
    show: Callable[[ClosingCheck], None] = lambda _: None,
) -> LedgerItem:
    """销号. show: is given the conditions before anything is refused or written."""
    evidence = tuple(_line(text) for text in evidence if text.strip())

    def act(item: LedgerItem, _: Ledger) -> LedgerItem:
        check = closing_of(clerk.workspace, item, evidence, card_rules)
        show(check)
        return rules.close(item, on, ground_text(check), every_condition_met=check.is_met, reason=_line(reason))

    return _act(clerk, "台账销号", number, on, act, ground=_line(reason))


def withdraw_item(clerk: Clerk, number: str, on: date, reason: str) -> LedgerItem:
    """撤销."""
    return _act(
        clerk, "台账撤销", number, on, lambda item, _: rules.withdraw(item, on, _line(reason)), ground=_line(reason)
    )


def _act(
    clerk: Clerk,
    action: str,
    number: str,
    on: date,
    act: Callable[[LedgerItem, Ledger], LedgerItem],
    ground: str = "",
) -> LedgerItem:
    """Apply one rule to one item."""
    if on > clerk.today:
        raise UsageError(f"日期{on}晚于今天（{clerk.today}）；还没有发生的事请不要登记。")

    def decide(ledger: Ledger) -> list[LedgerChange]:
        item = chosen_item(ledger, number)
        return [LedgerChange(action, item, act(item, ledger), ground, clerk.note)]

    return change_ledger(clerk.workspace, decide, today=clerk.today, by=clerk.by)[0]


def new_item(clerk: Clerk, indicator: Indicator, written: str, terms: Terms, ledger: Ledger) -> LedgerItem:
    """The item that a letter makes, a draft or issued; not yet in the ledger. Raises as ``add_item``."""
    unit = _unit(clerk.workspace, written, indicator)
    _check_dates(clerk, terms)
    item = LedgerItem(
        number=ledger.next_number((terms.issued or clerk.today).year),
        letter="",
        kind=terms.kind,
        source=_line(terms.source),
        indicator=indicator.code,
        name=indicator.name,
        unit=unit,
        partners="、".join(one for one in (indicator.lead_unit, *indicator.partner_units) if one != unit),
        problem=_line(terms.problem),
        demand=_line(terms.demand),
        plan_due=terms.plan_due,
        result_due=terms.result_due,
    )
    if not terms.letter or terms.issued is None:
        return item
    check_letter(replace(item, letter=terms.letter, issued=terms.issued), ledger)
    dues = _dues(clerk, terms.kind, terms.issued, terms.plan_due, terms.result_due)
    return rules.issue(item, terms.letter, terms.issued, *dues)


def _dues(
    clerk: Clerk, kind: LetterKind, issued: date, plan_due: date | None, result_due: date | None
) -> tuple[date | None, date | None]:
    """As given, else by default; a letter that asks for no plan has no day for one."""
    default = default_deadlines(issued, clerk.workspace.catalogue.returns, work_calendar(clerk.workspace))
    first = plan_due or (default.plan if kind.asks_for_plan else None)
    return first, result_due or default.result


def _check_dates(clerk: Clerk, new: Terms) -> None:
    if new.issued is not None and new.issued > clerk.today:
        raise UsageError(f"发出日期{new.issued}晚于今天（{clerk.today}）；还没有发出的请不写 --issued，先记为拟稿。")
    if bool(new.letter) != (new.issued is not None):
        raise UsageError("已发出的函，文号（--number）和发出日期（--issued）请都写；拟稿的都不写。")


def check_letter(item: LedgerItem, ledger: Ledger) -> None:
    """UsageError where the item's 文号 is none, or was used: only in one letter may several indicators stand."""
    letter = item.letter
    if not LETTER_NUMBER.fullmatch(letter):
        shown = visible(letter)
        raise UsageError(f"文号“{shown}”应如 示妇儿工委办〔2025〕12号：括号为〔〕，序号不补零、不加“第”。")
    others = [one for one in ledger.items if one.letter == letter and one.number != item.number]
    matter = (item.unit, item.kind, item.issued)
    other = next(
        (one for one in others if (one.unit, one.kind, one.issued) != matter or one.indicator == item.indicator), None
    )
    if other is not None:
        raise UsageError(f"文号“{letter}”已用于 {other.number}；一函一号，请核对。")


def _unit(workspace: Workspace, written: str, indicator: Indicator) -> str:
    units = workspace.catalogue.unit_by_alias
    unit = units.get(written.strip())
    if unit is None:
        raise UsageError(f"目录中没有单位“{written}”{near_matches(written, list(units))}。")
    if unit not in {indicator.lead_unit, *indicator.partner_units}:
        raise UsageError(f"{unit}不负责 {indicator.code} {indicator.name}（牵头单位：{indicator.lead_unit}）；请核对。")
    return unit


def _line(text: str) -> str:
    """On one line, with nothing invisible in it."""
    return visible(" ".join(text.split()))
