"""A slip of the pen in the ledger, or in the number of a reminder, put right; the journal has the old value and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.engine.ledger_amendment import AMENDABLE, amend
from lianggang.load.dates import read_date
from lianggang.load.journal import read_journal
from lianggang.model.errors import RefusedError, UsageError
from lianggang.model.journal import CORRECT_NUMBER, JournalEntry
from lianggang.model.ledger import DATE_FIELDS, FIELD_HEADERS, LedgerChange
from lianggang.model.letter import Rung
from lianggang.outputs.journal_file import SAMPLE_NOTE, add
from lianggang.outputs.lock import locked

from .ledger import change_ledger, ledger_place, named_items
from .ledger_acts import each_changed
from .ledger_changes import check_letter, one_line
from .ledger_facts import LedgerFacts
from .letter_numbers import check_unused, whole_number
from .near_names import near_matches
from .sound_journal import sound_journal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.journal import Journal
    from lianggang.model.ledger import Ledger, LedgerItem

    from .ledger_changes import Clerk


def amendable_field(column: str) -> str:
    """The field of that column; UsageError with those that there are, where it may not be amended."""
    headers = {FIELD_HEADERS[name]: name for name in AMENDABLE}
    if (name := headers.get(column.strip())) is not None:
        return name
    near = near_matches(column.strip(), list(headers))
    raise UsageError(f"“{column}”一栏不能更正{near}。可以更正的：{'、'.join(headers)}。")


def amend_items(clerk: Clerk, number: str, column: str, value: str, reason: str) -> tuple[LedgerItem, ...]:
    """Another value in one column of an item, or of all items of a letter; ended ones too.

    Raises UsageError for a column, value or number that does not fit, RefusedError where an item would contradict
    itself: then nothing has changed.
    """
    name, why = amendable_field(column), one_line(reason)
    facts = LedgerFacts(clerk.workspace)

    def amended(item: LedgerItem) -> LedgerChange:
        new = _value(clerk, item, name, value)
        people = facts.own_people(replace(item, received_by=str(new)) if name == "received_by" else item)
        return LedgerChange("台账更正", item, amend(item, name, new, clerk.today, why, people), why, clerk.note)

    def decide(ledger: Ledger) -> list[LedgerChange]:
        items = named_items(ledger, [number])
        if AMENDABLE[name].is_of_letter:
            _check_whole(ledger, items, name)
        changes = each_changed(ledger, items, lambda item, _: amended(item))
        if AMENDABLE[name].is_of_letter:
            _check_letters(clerk, ledger, [change.after for change in changes])
        return changes

    return change_ledger(clerk.workspace, decide, today=clerk.today, by=clerk.by)


def _value(clerk: Clerk, item: LedgerItem, name: str, written: str) -> str | date:
    """What was written, as the field takes it; UsageError where it is no date, or no number of a letter."""
    text = one_line(written)
    if name == "letter" and text:
        year = (item.issued or clerk.today).year
        return whole_number(clerk.workspace.catalogue.office, Rung.of(item.kind), year, text)
    if name not in DATE_FIELDS or not text:
        return text
    day = read_date(text)
    if day is None:
        raise UsageError(f"“{text}”不是日期；请写成 2025-10-24 这样。")
    return day


def _check_whole(ledger: Ledger, items: Sequence[LedgerItem], name: str) -> None:
    """RefusedError where only some items of a letter are meant: they have one number and one day."""
    for item in items:
        own = [one for one in ledger.items if item.letter and one.letter == item.letter]
        if len(own) > len([one for one in items if one.letter == item.letter]):
            numbers = "、".join(one.number for one in own)
            raise RefusedError(
                f"{item.letter}涉及{len(own)}项（{numbers}），一函各项的{FIELD_HEADERS[name]}相同；请写文号，一起更正。"
            )


def _check_letters(clerk: Clerk, ledger: Ledger, amended: Sequence[LedgerItem]) -> None:
    """UsageError where another letter has that number, a reminder too."""
    known = replace(ledger, items=ledger.with_items(*amended))
    sent = {one.object for one in read_journal(clerk.workspace.journal).letters_sent()}
    for item in amended:
        check_letter(item, known)
        if item.letter in sent:
            raise UsageError(f"文号“{item.letter}”已用于催报函；一函一号，请核对。")


def is_reminder(clerk: Clerk, number: str) -> bool:
    """Whether a reminder went out under that number."""
    place = clerk.workspace.journal
    sent = read_journal(place).letters_sent() if place.exists() else ()
    return any(one.object == number.strip() for one in sent)


def amend_reminder(clerk: Clerk, number: str, column: str, value: str, reason: str) -> str:
    """Another number for a reminder, which stands in the journal only: one more line of it; the new number.

    Raises UsageError for another column and for numbers that do not fit, JournalError where the journal is damaged.
    """
    if column.strip() != FIELD_HEADERS["letter"]:
        raise UsageError("催报函不进台账，只有文号可以更正。")
    if not clerk.by.strip() or not reason.strip():
        raise UsageError("更正须写明理由和经办人；请用 --reason 和 --by。")
    ledger_file, place = ledger_place(clerk.workspace), clerk.workspace.journal
    with locked(ledger_file), locked(place):
        known = sound_journal(place, "没有写入")
        new = _reminder_number(clerk, known, number.strip(), value)
        check_unused(new, clerk.workspace, known)
        add(place, known, [_line(clerk, known, number.strip(), new, one_line(reason))])
    return new


def _reminder_number(clerk: Clerk, known: Journal, number: str, value: str) -> str:
    sent = next(one for one in known.letters_sent() if one.object == number)
    return whole_number(clerk.workspace.catalogue.office, Rung.REMINDER, int(sent.on[:4]), one_line(value))


def _line(clerk: Clerk, known: Journal, old: str, new: str, reason: str) -> JournalEntry:
    sample = SAMPLE_NOTE if clerk.workspace.catalogue.district.sample else ""
    return JournalEntry(
        number=known.entries[-1].number + 1,
        on=clerk.today.isoformat(),
        by=clerk.by.strip(),
        action=CORRECT_NUMBER,
        object=old,
        before=old,
        after=new,
        ground=reason,
        note="；".join(part for part in (sample, clerk.note) if part),
    )
