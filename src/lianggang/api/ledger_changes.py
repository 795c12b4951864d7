"""New items of the ledger: names, numbers and dates checked against the catalogue, the change written.

What is done to items that are there stands in ``ledger_acts``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lianggang.engine import ledger_rules as rules
from lianggang.engine.closing import check_rebound
from lianggang.engine.ledger_standing import ledger_standing
from lianggang.engine.letter_dates import letter_dates
from lianggang.model.errors import UsageError
from lianggang.model.ledger import LedgerChange, LedgerItem, LetterKind
from lianggang.model.letter import Rung
from lianggang.model.visible import visible
from lianggang.outputs.told_figure import told_figure

from .ledger import change_ledger, chosen_item, receipt_time, work_calendar
from .ledger_facts import LedgerFacts
from .letter_numbers import whole_number
from .near_names import near_matches

if TYPE_CHECKING:
    from datetime import date

    from lianggang.model.indicator import Indicator
    from lianggang.model.ledger import Ledger

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
    """文号, or only the number in it."""
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
        old = chosen_item(ledger, instead_of, indicator.code)
        standing = ledger_standing(old, clerk.today, receipt_time(clerk.workspace, work_calendar(clerk.workspace)))
        behind = standing.is_overdue or old.times_returned > 0
        raised, item = rules.raise_to(old, item, clerk.today, is_behind=behind, reason=one_line(reason))
        return [
            LedgerChange("台账升级", old, raised, ground=one_line(reason)),
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
        closed, item = rules.reopen(old, new_item(clerk, indicator, old.unit, terms, ledger), clerk.today, ledger.items)
        assessment, _ = LedgerFacts(clerk.workspace, card_rules).judged(old)
        check_rebound(old, assessment, told_figure(old, assessment) if assessment else None)
        return [
            LedgerChange("台账反弹", old, closed, note=clerk.note),
            LedgerChange("台账登记", None, item, note=clerk.note),
        ]

    return change_ledger(clerk.workspace, decide, today=clerk.today, by=clerk.by)


def new_item(clerk: Clerk, indicator: Indicator, written: str, terms: Terms, ledger: Ledger) -> LedgerItem:
    """The item that a letter makes, a draft or issued; not yet in the ledger. Raises as ``add_item``."""
    unit = _unit(clerk.workspace, written, indicator)
    _check_dates(clerk, terms)
    item = LedgerItem(
        number=ledger.next_number((terms.issued or clerk.today).year),
        letter="",
        kind=terms.kind,
        source=one_line(terms.source),
        indicator=indicator.code,
        name=indicator.name,
        unit=unit,
        partners="、".join(one for one in (indicator.lead_unit, *indicator.partner_units) if one != unit),
        problem=one_line(terms.problem),
        demand=one_line(terms.demand),
        plan_due=terms.plan_due,
        result_due=terms.result_due,
    )
    if not terms.letter or terms.issued is None:
        return item
    letter = whole_number(clerk.workspace.catalogue.office, Rung.of(terms.kind), terms.issued.year, terms.letter)
    check_letter(replace(item, letter=letter, issued=terms.issued), ledger)
    dues = usual_dues(clerk, terms.kind, terms.issued, terms.plan_due, terms.result_due)
    return rules.issue(item, letter, terms.issued, *dues)


def usual_dues(
    clerk: Clerk, kind: LetterKind, issued: date, plan_due: date | None, result_due: date | None
) -> tuple[date | None, date | None]:
    """As given, else by default; a letter that asks for no plan, or for nothing, has no day for it."""
    usual = letter_dates(Rung.of(kind), issued, clerk.workspace.catalogue, work_calendar(clerk.workspace))
    return plan_due or usual.plan, result_due or usual.answer


def _check_dates(clerk: Clerk, new: Terms) -> None:
    if new.issued is not None and new.issued > clerk.today:
        raise UsageError(f"发出日期{new.issued}晚于今天（{clerk.today}）；还没有发出的请不写 --issued，先记为拟稿。")
    if bool(new.letter) != (new.issued is not None):
        raise UsageError("已发出的函，文号（--number）和发出日期（--issued）请都写；拟稿的都不写。")


def check_letter(item: LedgerItem, ledger: Ledger) -> None:
    """UsageError where the item's 文号 was used: only in one letter may several indicators stand."""
    letter = item.letter
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


def one_line(text: str) -> str:
    """On one line, with nothing invisible in it."""
    return visible(" ".join(text.split()))
