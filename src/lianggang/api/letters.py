"""``letter``: which letters a quarter asks for, or a person has chosen; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lianggang.engine.ladder import chosen_letter, due_letters, has_card, letter_case
from lianggang.model.card_rules import Card
from lianggang.model.errors import UsageError
from lianggang.model.letter import Ladder, Rung
from lianggang.outputs.wording import card_name

from .history import all_tables, check_in_order
from .judging import judged_with_remarks
from .ledger import ledger_standings, work_calendar
from .quarter_basis import is_collected
from .returns_status import status_of
from .workspace import open_workspace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.ledger_standing import LedgerStanding
    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.working_days import WorkCalendar

    from .workspace import Workspace


class LetterChoice(NamedTuple):
    """Which letters are asked for; every name in its full form."""

    unit: str | None = None
    indicators: tuple[str, ...] = ()
    """Codes; empty: all."""
    level: Card = Card.YELLOW
    rung: Rung | None = None
    """Only letters of this kind; with a reason: all of them of this kind, whatever the ladder says."""
    reason: str = ""

    def holds(self, one: Assessment) -> bool:
        """Whether the assessment is asked for, as far as unit and indicators go."""
        indicator = one.indicator
        return (
            one.area is None
            and self.unit in {None, indicator.lead_unit}
            and (not self.indicators or indicator.code in self.indicators)
        )


@dataclass(frozen=True, slots=True)
class FoundLetters:
    """The letters of a quarter on a day."""

    workspace: Workspace
    result: QuarterResult
    ladder: Ladder
    today: date
    calendar: WorkCalendar
    collected: bool
    """Whether the quarter's data were collected."""
    others: tuple[str, ...] = ()
    """The kinds of letters that are due and were not asked for."""


def find_letters(
    *,
    start: Path,
    today: date,
    choice: LetterChoice,
    period: Quarter | None = None,
    catalogue: Path | None = None,
    rules: str | None = None,
) -> FoundLetters:
    """The letters asked for, of the workspace that ``start`` lies in.

    Raises as ``assess``; UsageError for an indicator without a card, and for a kind that cannot be chosen;
    LedgerError where the ledger is damaged, since what is due rests on it.
    """
    workspace = open_workspace(start, catalogue)
    tables = all_tables(workspace)
    quarter = period or max(tables)
    if quarter not in tables:
        raise UsageError(f"没有 {quarter} 的填报；现有 {min(tables)} 至 {max(tables)}。")
    history = list(check_in_order(workspace.catalogue, tables))
    result = judged_with_remarks(workspace.catalogue, workspace.rule_set(rules), history, quarter)
    _check_indicators(choice, result)
    calendar = work_calendar(workspace)
    ledger = ledger_standings(workspace, today, calendar, otherwise="看不出发过哪些函；改正后再写函。")
    if choice.reason:
        ladder = _chosen(choice, result, ledger)
        others: tuple[str, ...] = ()
    else:
        status = status_of(workspace.catalogue, quarter, tables, history)
        ladder, others = _due(choice, result, ledger, status, today)
    return FoundLetters(workspace, result, ladder, today, calendar, is_collected(workspace, quarter), others)


def _check_indicators(choice: LetterChoice, result: QuarterResult) -> None:
    own = {one.indicator.code: one for one in result.assessments if one.area is None}
    for code in choice.indicators:
        one, indicator = own[code], own[code].indicator
        name = f"{indicator.code} {indicator.name}"
        if choice.unit not in {None, indicator.lead_unit}:
            raise UsageError(f"{name}由{indicator.lead_unit}牵头，不是{choice.unit}；请核对 --unit。")
        if not has_card(one):
            shown = card_name(one.card) + (f"（{one.not_assessed.value}）" if one.not_assessed else "")
            raise UsageError(f"{result.period} {name}没有黄牌、红牌，现为{shown}，不发函；全部的牌见 lianggang warn。")


def _due(
    choice: LetterChoice,
    result: QuarterResult,
    ledger: tuple[LedgerStanding, ...],
    status: ReturnsStatus,
    today: date,
) -> tuple[Ladder, tuple[str, ...]]:
    """What the ladder asks for, as far as it was asked for; and the other kinds that it asks for."""
    asked = [one for one in result.assessments if choice.holds(one) and _is_at(one, choice.level)]
    reminds = not choice.indicators and choice.level is Card.YELLOW
    ladder = due_letters(result.catalogue, asked, ledger, status if reminds else None, today)
    own = [letter for letter in ladder.letters if choice.unit in {None, letter.unit}]
    wanted = tuple(letter for letter in own if choice.rung in {None, letter.rung})
    others = tuple(dict.fromkeys(letter.rung.value for letter in own if letter not in wanted))
    return Ladder(wanted, ladder.left_out), others


def _chosen(choice: LetterChoice, result: QuarterResult, ledger: tuple[LedgerStanding, ...]) -> Ladder:
    """Letters of the kind that a person has chosen."""
    if choice.rung is None:
        raise UsageError("--reason 用于不按阶梯、自定函种；请同时用 --kind 写明函种。")
    if choice.rung is Rung.REMINDER:
        raise UsageError("催报函只看报送情况，不能自定；请不写 --reason。")
    if choice.unit is None and not choice.indicators:
        raise UsageError("自定函种的，请用 --unit 写明单位，或写明指标编码。")
    open_items = [one for one in ledger if not one.item.state.is_ended and one.item.issued is not None]
    asked = [one for one in result.assessments if choice.holds(one) and has_card(one) and _is_at(one, choice.level)]
    cases = [letter_case(one, open_items) for one in asked]
    for case in cases:
        name = f"{case.assessment.indicator.code} {case.assessment.indicator.name}"
        earlier = case.earlier
        if choice.rung is Rung.SECOND and (earlier is None or case.failing is None):
            raise UsageError(f"台账中没有逾期或退回的{name}的督办函，谈不上二次督办；请核对台账。")
        if earlier is not None and choice.rung.level <= earlier.kind.level:
            raise UsageError(
                f"{name}已有未了结的{earlier.kind.value}（{earlier.number}，{earlier.letter}），不再发同级的函。"
            )
    return Ladder(tuple(chosen_letter(choice.rung, cases, choice.reason)), ())


def _is_at(one: Assessment, level: Card) -> bool:
    return one.card is not None and one.card.rank >= level.rank
