"""``letter``: which letters a quarter asks for, or a person has chosen; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lianggang.engine.ladder import chosen_letter, due_letters, has_card, letter_case, open_letters
from lianggang.engine.letter_dates import letter_dates
from lianggang.engine.settled import ended_letter, is_settled
from lianggang.load.dates import read_date
from lianggang.model.card_rules import Card
from lianggang.model.errors import LianggangError, UsageError
from lianggang.model.letter import Ladder, Rung, SentReminder
from lianggang.model.self_inspection import Scope
from lianggang.outputs.letter_words import REMINDER_WORDS
from lianggang.outputs.told_figure import told_figure
from lianggang.outputs.wording import card_name, date_text, quarter_text

from .ledger import ledger_standings, work_calendar
from .quarter_basis import quarter_basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.ledger_standing import LedgerStanding
    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.working_days import WorkCalendar

    from .quarter_basis import QuarterBasis
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
    outline: str | None = None
    """The key of an outline."""
    field: str | None = None

    @property
    def names_indicators(self) -> bool:
        """Whether some indicators are asked for: a reminder is about all that a unit owes."""
        return bool(self.indicators or self.outline or self.field)

    def holds(self, one: Assessment) -> bool:
        """Whether the assessment is asked for, as far as unit and indicators go."""
        scope = Scope(self.unit, self.outline, self.field)
        is_named = not self.indicators or one.indicator.code in self.indicators
        return one.area is None and is_named and scope.holds(one.indicator)


@dataclass(frozen=True, slots=True)
class FoundLetters:
    """The letters of a quarter on a day."""

    basis: QuarterBasis
    ladder: Ladder
    today: date
    calendar: WorkCalendar
    ledger: tuple[LedgerStanding, ...]
    """Every item as it stands that day, the most urgent first."""
    sent: tuple[SentReminder, ...]
    """The quarter's reminders that have gone out."""
    others: tuple[str, ...] = ()
    """The kinds of letters that are due and were not asked for."""

    @property
    def workspace(self) -> Workspace:
        """The quarter's."""
        return self.basis.workspace

    @property
    def result(self) -> QuarterResult:
        """The quarter, judged."""
        return self.basis.result


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

    Raises as ``assess``; UsageError for an indicator without a card, for a kind that cannot be chosen, and for a day
    before the end of the quarter; LedgerError where the ledger is damaged, since what is due rests on it.
    """
    basis = quarter_basis(start=start, period=period, catalogue=catalogue, rules=rules)
    if today < basis.quarter.last_day:
        raise UsageError(f"{_too_early(basis.quarter, today)}；请核对 --today 和 --period。")
    return letters_of(basis, today, choice)


def letters_of(basis: QuarterBasis, today: date, choice: LetterChoice) -> FoundLetters:
    """The letters asked for, of a quarter that has been read. Raises as ``find_letters``."""
    _check_indicators(choice, basis.result)
    calendar = work_calendar(basis.workspace)
    ledger = ledger_standings(basis.workspace, today, calendar, otherwise="看不出发过哪些函；改正后再写函。")
    sent = _sent_reminders(basis, calendar)
    others: tuple[str, ...] = ()
    if choice.reason:
        ladder = _chosen(choice, basis.result, ledger)
    else:
        ladder, others = _due(choice, basis, ledger, today, sent)
    return FoundLetters(basis, ladder, today, calendar, ledger, sent, others)


def _too_early(quarter: Quarter, today: date) -> str:
    end = date_text(quarter.last_day)
    return f"成文日期{date_text(today)}早于{quarter_text(quarter)}末（{end}），这一季的数据还不可能报送"


def early_remark(found: FoundLetters) -> str:
    """That the letters are dated before the quarter's data can be there, or before they have to be; else empty."""
    quarter, due = found.basis.quarter, found.workspace.catalogue.returns.due_on(found.basis.quarter)
    if found.today < quarter.last_day:
        return f"{_too_early(quarter, found.today)}，请核对。"
    if found.today < due:
        return f"成文日期早于{quarter_text(quarter)}的填报截止日（{date_text(due)}），数据可能还没有报齐。"
    return ""


def _sent_reminders(basis: QuarterBasis, calendar: WorkCalendar) -> tuple[SentReminder, ...]:
    """The quarter's reminders, oldest first; none where the journal cannot be opened, which is remarked elsewhere."""
    try:
        known = basis.workspace.journal_read
    except LianggangError:
        return ()
    sent = []
    for entry in known.letters_sent() if known else ():
        day, whom = read_date(entry.on), REMINDER_WORDS.fullmatch(entry.after)
        if entry.quarter == basis.quarter and day and whom:
            by = read_date(whom[2] or "")
            by = by or letter_dates(Rung.REMINDER, day, basis.workspace.catalogue, calendar).answer or day
            sent.append(SentReminder(whom[1], entry.object, day, by))
    return tuple(sent)


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
    basis: QuarterBasis,
    ledger: tuple[LedgerStanding, ...],
    today: date,
    sent: tuple[SentReminder, ...],
) -> tuple[Ladder, tuple[str, ...]]:
    """What the ladder asks for, as far as it was asked for; and the other kinds that it asks for."""
    asked = [one for one in basis.result.assessments if choice.holds(one) and _is_listed(one, choice.level)]
    settled = _settled(asked, [one.item for one in ledger])
    reminds = not choice.names_indicators and choice.level is Card.YELLOW
    status: ReturnsStatus | None = basis.returns if reminds else None
    ladder = due_letters(basis.workspace.catalogue, asked, ledger, status, today, sent, settled)
    own = [letter for letter in ladder.letters if choice.unit in {None, letter.unit}]
    wanted = tuple(letter for letter in own if choice.rung in {None, letter.rung})
    others = tuple(dict.fromkeys(letter.rung.value for letter in own if letter not in wanted))
    reminded = tuple(one for one in ladder.reminded if choice.unit in {None, one.unit})
    return ladder._replace(letters=wanted, reminded=reminded), others


def _settled(asked: Iterable[Assessment], items: Sequence[LedgerItem]) -> dict[str, LedgerItem]:
    """By indicator, the letters closed or withdrawn on the very figure that its card rests on."""
    ended = ((one, ended_letter(one, items)) for one in asked if has_card(one))
    return {
        one.indicator.code: item
        for one, item in ended
        if item is not None and is_settled(one, item, told_figure(item, one))
    }


def _chosen(choice: LetterChoice, result: QuarterResult, ledger: tuple[LedgerStanding, ...]) -> Ladder:
    """Letters of the kind that a person has chosen."""
    if choice.rung is None:
        raise UsageError("--reason 用于不按阶梯、自定函种；请同时用 --kind 写明函种。")
    if choice.rung is Rung.REMINDER:
        raise UsageError("催报函只看报送情况，不能自定；请不写 --reason。")
    if choice.unit is None and not choice.indicators:
        raise UsageError("自定函种的，请用 --unit 写明单位，或写明指标编码。")
    open_items = open_letters(ledger)
    asked = [one for one in result.assessments if choice.holds(one) and has_card(one) and _is_at(one, choice.level)]
    cases = [letter_case(one, open_items) for one in asked]
    for case in cases:
        name = f"{case.assessment.indicator.code} {case.assessment.indicator.name}"
        earlier = case.earlier
        if choice.rung is Rung.SECOND and (earlier is None or not case.failing):
            raise UsageError(f"台账中没有逾期、或退回后到期没有改好的{name}的督办函，谈不上二次督办；请核对台账。")
        if earlier is not None and choice.rung.level <= earlier.kind.level:
            raise UsageError(
                f"{name}已有未了结的{earlier.kind.value}（{earlier.number}，{earlier.letter}），不再发同级的函。"
            )
    return Ladder(tuple(chosen_letter(choice.rung, cases, choice.reason)), ())


def _is_listed(one: Assessment, level: Card) -> bool:
    """With every card also what has none: its letter may be overdue."""
    return level is Card.YELLOW or _is_at(one, level)


def _is_at(one: Assessment, level: Card) -> bool:
    return one.card is not None and one.card.rank >= level.rank
