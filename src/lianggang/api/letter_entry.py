"""Letters put down: in the ledger an item for each indicator, in the journal the number of a reminder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.engine import ledger_rules as rules
from lianggang.engine.held_letters import is_of_a_card
from lianggang.model.errors import UsageError
from lianggang.model.journal import SEND_LETTER, JournalEntry
from lianggang.model.ledger import ALONE, COPIES, LedgerChange, LedgerState
from lianggang.outputs.journal_file import SAMPLE_NOTE, add
from lianggang.outputs.letter_text import demand, problem
from lianggang.outputs.letter_words import reminder_words, source_text
from lianggang.outputs.lock import locked

from .ledger import change_ledger
from .ledger_changes import Terms, check_letter, new_item, one_line
from .letter_numbers import check_unused
from .sound_journal import sound_journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lianggang.model.ledger import Ledger, LedgerItem
    from lianggang.model.letter import Letter, LetterCase
    from lianggang.outputs.letter import LetterFacts

    from .ledger_changes import Clerk


def enter_letters(clerk: Clerk, letters: Sequence[tuple[Letter, LetterFacts]]) -> tuple[LedgerItem, ...]:
    """Put letters down, each with what it rests on; the items that are new or changed.

    A draft that is there already stays as it is; a number turns it into an issued letter. A letter that takes the
    place of an earlier one raises it once it goes out. Raises as ``change_ledger``.
    """

    def decide(ledger: Ledger) -> list[LedgerChange]:
        changes: list[LedgerChange] = []
        _check_unused(ledger, [facts for _, facts in letters if not facts.is_draft])
        for letter, facts in letters:
            for case in letter.cases:
                known = replace(ledger, items=ledger.with_items(*(change.after for change in changes)))
                changes += _changes(clerk, letter, case, facts, known)
        return changes

    entered: tuple[LedgerItem, ...] = ()
    if any(letter.cases for letter, _ in letters):
        entered = change_ledger(clerk.workspace, decide, today=clerk.today, by=clerk.by)
    for letter, facts in letters:
        if letter.returns is not None and not facts.is_draft:
            _note_reminder(clerk, letter, facts)
    return entered


def _check_unused(ledger: Ledger, issued: Iterable[LetterFacts]) -> None:
    """UsageError for a number that stands in the ledger: what is written now is another letter."""
    numbers = {facts.number for facts in issued}
    if other := next((one for one in ledger.items if one.letter in numbers), None):
        raise UsageError(f"文号“{other.letter}”已用于 {other.number}；一函一号，请核对。")


def _changes(
    clerk: Clerk, letter: Letter, case: LetterCase, facts: LetterFacts, ledger: Ledger
) -> Iterator[LedgerChange]:
    """What one indicator of a letter changes in the ledger."""
    if letter.rung.kind is not None:
        rules.check_draft(letter.rung.kind, case.assessment.indicator.code, letter.unit, ledger.items)
    draft = _draft(letter, case, ledger)
    if draft is None:
        issued = _new(clerk, letter, case, facts, ledger, number="" if facts.is_draft else facts.number)
        issued = replace(issued, note=_note(issued.note, letter, facts))
        if case.rebound_of is not None:
            closed = ledger.item(case.rebound_of.number) or case.rebound_of
            reopened, issued = rules.reopen(closed, issued, clerk.today, ledger.items)
            yield LedgerChange("台账反弹", closed, reopened, note=letter.reason)
    elif facts.is_draft:
        if draft.is_alone != letter.is_alone:
            yield LedgerChange("台账登记", draft, replace(draft, note=_note(draft.note, letter, facts)))
        return
    else:
        check_letter(replace(draft, letter=facts.number, issued=facts.dates.issued), ledger)
        # The letter goes out in today's words: the draft may be older than the data.
        source = source_text(case) if is_of_a_card(draft.source) else draft.source
        said = replace(
            draft,
            source=source,
            problem=one_line(problem(case)),
            demand=one_line(demand(letter.rung, facts.meeting)),
            note=_note(draft.note, letter, facts),
        )
        issued = rules.issue(said, facts.number, facts.dates.issued, facts.dates.plan, facts.dates.answer)
    if case.earlier is not None and not facts.is_draft:
        known = ledger.item(case.earlier.number) or case.earlier
        behind = bool(case.failing)
        raised, issued = rules.raise_to(known, issued, clerk.today, is_behind=behind, reason=letter.reason)
        yield LedgerChange("台账升级", known, raised, ground=letter.reason)
    yield LedgerChange("台账登记" if draft is None else "台账发出", draft, issued, note=letter.reason)


def _note(note: str, letter: Letter, facts: LetterFacts) -> str:
    """备注 with what a letter must be written again by: whether a draft is on its own, who got copies of it."""
    parts = [part for part in note.split("；") if part and part != ALONE]
    if facts.is_draft:
        parts += [ALONE] if letter.is_alone else []
    elif facts.copy_to:
        parts.append(f"{COPIES}{one_line('、'.join(facts.copy_to))}")
    return "；".join(parts)


def _draft(letter: Letter, case: LetterCase, ledger: Ledger) -> LedgerItem | None:
    matter = (case.assessment.indicator.code, letter.unit, letter.rung.kind, LedgerState.DRAFT)
    return next((one for one in ledger.items if (one.indicator, one.unit, one.kind, one.state) == matter), None)


def _new(
    clerk: Clerk, letter: Letter, case: LetterCase, facts: LetterFacts, ledger: Ledger, number: str = ""
) -> LedgerItem:  # fmt: skip
    kind = letter.rung.kind
    if kind is None:
        raise ValueError(letter.rung)
    terms = Terms(
        kind=kind,
        letter=number,
        issued=facts.dates.issued if number else None,
        plan_due=facts.dates.plan,
        result_due=facts.dates.answer,
        source=source_text(case),
        problem=one_line(problem(case)),
        demand=one_line(demand(letter.rung, facts.meeting)),
    )
    return new_item(clerk, case.assessment.indicator, letter.unit, terms, ledger)


def _note_reminder(clerk: Clerk, letter: Letter, facts: LetterFacts) -> None:
    """A line of the journal: the ledger does not follow reminders, but their numbers are used."""
    place = clerk.workspace.journal
    with locked(place):
        known = sound_journal(place, "没有写入")
        check_unused(facts.number, clerk.workspace, known)
        entry = JournalEntry(
            number=known.entries[-1].number + 1 if known.entries else 1,
            on=clerk.today.isoformat(),
            by=clerk.by.strip(),
            action=SEND_LETTER,
            object=facts.number,
            quarter=facts.result.period,
            after=reminder_words(letter.unit, facts.dates.answer or clerk.today),
            note=SAMPLE_NOTE if facts.result.catalogue.district.sample else "",
        )
        add(place, known, [entry])
