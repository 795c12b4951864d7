"""``ledger``: the items of a workspace on a day, and how one of them is changed under lock and put into the journal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianggang.engine.ledger_standing import standings, unknown_years
from lianggang.load.holidays import load_calendar
from lianggang.load.journal import read_journal
from lianggang.load.ledger import read_ledger
from lianggang.load.workspace import HOLIDAYS_NAME, LEDGER_NAME
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import JournalError, LedgerError, LianggangError, UsageError
from lianggang.model.ledger_standing import SOON_DAYS
from lianggang.outputs.journal_file import SAMPLE_NOTE
from lianggang.outputs.ledger_file import LEDGER_FILE, change_entries, to_bytes, write
from lianggang.outputs.lock import locked

from .near_names import near_matches
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.journal import Journal, JournalEntry
    from lianggang.model.ledger import Ledger, LedgerChange, LedgerItem
    from lianggang.model.ledger_standing import LedgerStanding
    from lianggang.model.working_days import WorkCalendar

    from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger on a day, the most urgent items first."""

    workspace: Workspace
    shown: str
    """The path of the ledger as messages show it."""
    ledger: Ledger
    standings: tuple[LedgerStanding, ...]
    today: date
    history: tuple[JournalEntry, ...]
    """What the journal says of the ledger, oldest first."""
    unknown_years: tuple[int, ...] = ()
    """Years whose holidays would have been needed."""
    remarks: tuple[str, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """The workspace's."""
        return self.workspace.catalogue

    def standing(self, number: str) -> LedgerStanding:
        """The item of that 编号 or 文号; UsageError with near matches where there is none."""
        item = chosen_item(self.ledger, number)
        return next(one for one in self.standings if one.item is item)


def ledger_view(*, start: Path, today: date, catalogue: Path | None = None, soon: int = SOON_DAYS) -> LedgerView:
    """The ledger of the workspace that ``start`` lies in, as of ``today``.

    Faulty rows are in ``ledger.diagnostics``, the others are listed. Raises as ``open_workspace``; HolidaysError
    where the office's own table of holidays is faulty.
    """
    workspace = open_workspace(start, catalogue)
    place = ledger_place(workspace)
    known = read_ledger(place)
    calendar = work_calendar(workspace)
    history, remarks = _history(workspace, known)
    return LedgerView(
        workspace,
        shown_path(place),
        known,
        standings(known.items, today, calendar, soon),
        today,
        history,
        unknown_years(known.items, calendar),
        remarks,
    )


def change_ledger(
    workspace: Workspace, decide: Callable[[Ledger], Sequence[LedgerChange]], *, today: date, by: str
) -> tuple[LedgerItem, ...]:
    """Change the ledger as ``decide`` says, whole or not at all, with a line of the journal for each change.

    ``decide`` sees the ledger as it is under the lock; what it raises leaves everything as it was. Returns the items
    as they are now, in the order of the changes. Raises LedgerError, JournalError where one of the files is damaged,
    LianggangError where another program is writing or a file cannot be written: then nothing has changed.
    """
    if not by.strip():
        raise UsageError("请用 --by 写明经办人。")
    place, journal_place = ledger_place(workspace), workspace.journal
    with locked(place), locked(journal_place):
        known, journal = read_ledger(place), read_journal(journal_place)
        _sound(place, known, journal_place, journal)
        changes = decide(known)
        content = to_bytes(known.with_items(*(change.after for change in changes)))
        sample = SAMPLE_NOTE if workspace.catalogue.district.sample else ""
        on = today.isoformat()
        entries = change_entries(changes, journal, content, on=on, by=by.strip(), sample=sample)
        write(place, content, journal_place, journal, entries)
    return tuple(change.after for change in changes)


def chosen_item(ledger: Ledger, number: str) -> LedgerItem:
    """The item of that 编号 or 文号; UsageError with near matches where there is none."""
    wanted = number.strip()
    of_letter = [one for one in ledger.items if wanted and one.letter == wanted]
    if len(of_letter) > 1:
        numbers = "、".join(one.number for one in of_letter)
        raise UsageError(f"“{number}”涉及{len(of_letter)}项：{numbers}；请写其中一项的编号。")
    found = ledger.item(wanted.upper()) or next(iter(of_letter), None)
    if found is None:
        near = near_matches(wanted, [item.number for item in ledger.items])
        raise UsageError(f"台账中没有“{number}”{near}。全部编号见 lianggang ledger --all。")
    return found


def ledger_place(workspace: Workspace) -> Path:
    """Where the ledger is, or will be."""
    return workspace.folder / "data" / LEDGER_NAME


def shown_ledger(workspace: Workspace) -> str:
    """The same as messages show it."""
    return shown_path(ledger_place(workspace))


def ledger_standings(
    workspace: Workspace, today: date, calendar: WorkCalendar, *, otherwise: str
) -> tuple[LedgerStanding, ...]:
    """Every item of the ledger on that day, the most urgent first; none where there is no ledger yet.

    Raises LedgerError where the ledger is damaged; otherwise: what cannot be told then, and what to do.
    """
    known = read_ledger(ledger_place(workspace))
    if known.diagnostics:
        message = f"“{shown_ledger(workspace)}”有 {len(known.diagnostics)} 处问题，{otherwise}"
        raise LedgerError(message, known.diagnostics)
    return standings(known.items, today, calendar)


def work_calendar(workspace: Workspace) -> WorkCalendar:
    """Which days are worked, as far as published and as the office's own table says."""
    return load_calendar(workspace.folder / "data" / HOLIDAYS_NAME)


def _sound(place: Path, known: Ledger, journal_place: Path, journal: Journal) -> None:
    if known.diagnostics:
        message = f"“{shown_path(place)}”有 {len(known.diagnostics)} 处问题，没有写入；改正后再登记。"
        raise LedgerError(message, known.diagnostics)
    if journal.diagnostics:
        message = f"“{shown_path(journal_place)}”有 {len(journal.diagnostics)} 处问题，台账没有改动。"
        raise JournalError(message, journal.diagnostics)


def _history(workspace: Workspace, known: Ledger) -> tuple[tuple[JournalEntry, ...], tuple[str, ...]]:
    """What the journal says of the ledger; and whether the ledger is still as the last act left it."""
    if not workspace.journal.exists():
        return (), ()
    try:
        journal = read_journal(workspace.journal)
    except LianggangError as error:
        return (), (str(error),)
    entries = tuple(entry for entry in journal.entries if entry.file == LEDGER_FILE)
    if not entries or entries[-1].sha256 == hashlib.sha256(known.content).hexdigest():
        return entries, ()
    shown, last = shown_path(ledger_place(workspace)), entries[-1]
    touched = f"{shown}：与日志第{last.number}行（{last.on}{last.action}）记下时不同，可能在 Excel 中改过；请核对。"
    return entries, (touched,)
