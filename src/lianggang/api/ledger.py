"""``ledger``: the items of a workspace on a day, and how one of them is changed under lock and put into the journal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianggang.engine.ledger_standing import ReceiptTime, standings, unknown_years
from lianggang.load.holidays import load_calendar
from lianggang.load.journal import read_journal
from lianggang.load.ledger import read_ledger
from lianggang.load.workspace import HOLIDAYS_NAME, LEDGER_NAME
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import LedgerError, LianggangError, UsageError
from lianggang.model.ledger import Ledger
from lianggang.model.ledger_standing import SOON_DAYS
from lianggang.outputs.journal_file import SAMPLE_NOTE
from lianggang.outputs.ledger_file import LEDGER_FILE, change_entries, to_bytes, write
from lianggang.outputs.lock import locked

from .near_names import near_matches
from .sound_journal import sound_journal
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.journal import Journal, JournalEntry
    from lianggang.model.ledger import LedgerChange, LedgerItem
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

    def named(self, numbers: Sequence[str]) -> tuple[LedgerStanding, ...]:
        """The items of those 编号 and 文号, in that order; UsageError with near matches where there is none."""
        by_number = {one.item.number: one for one in self.standings}
        return tuple(by_number[item.number] for item in named_items(self.ledger, numbers))


def ledger_view(*, start: Path, today: date, catalogue: Path | None = None, soon: int = SOON_DAYS) -> LedgerView:
    """The ledger of the workspace that ``start`` lies in, as of ``today``.

    Faulty rows are in ``ledger.diagnostics``, the others are listed. Raises as ``open_workspace``; HolidaysError
    where the office's own table of holidays is faulty.
    """
    workspace = open_workspace(start, catalogue)
    place = ledger_place(workspace)
    known = read_ledger(place)
    receipt = receipt_time(workspace, work_calendar(workspace))
    history, remarks = _history(workspace, known)
    return LedgerView(
        workspace,
        shown_path(place),
        known,
        standings(known.items, today, receipt, soon),
        today,
        history,
        unknown_years(known.items, receipt),
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
        known = sound_ledger(workspace, otherwise="没有写入；改正后再登记。") or Ledger()
        journal = sound_journal(journal_place, "台账没有改动")
        changes = decide(known)
        content = to_bytes(known.with_items(*(change.after for change in changes)))
        notes = [SAMPLE_NOTE] if workspace.catalogue.district.sample else []
        if (last := _differing(journal, known)) is not None:
            notes.append(f"登记前台账与第{last.number}行记下时不同")
        on, note = today.isoformat(), "；".join(notes)
        entries = change_entries(changes, journal, content, on=on, by=by.strip(), note=note)
        write(place, content, journal_place, journal, entries)
    return tuple(change.after for change in changes)


def chosen_item(ledger: Ledger, number: str, indicator: str | None = None) -> LedgerItem:
    """The one item of that 编号 or 文号, of a letter about several the one about ``indicator``.

    UsageError where there is none, or still several.
    """
    named = named_items(ledger, [number])
    found = [one for one in named if len(named) == 1 or indicator in {None, one.indicator}] or list(named)
    if len(found) > 1:
        numbers = "、".join(one.number for one in found)
        raise UsageError(f"“{number}”涉及{len(found)}项：{numbers}；请写其中一项的编号。")
    return found[0]


def open_items(ledger: Ledger, numbers: Sequence[str]) -> tuple[LedgerItem, ...]:
    """As ``named_items``; of a letter only the items that something may still come of, unless all have ended."""
    found: dict[str, LedgerItem] = {}
    for number in numbers:
        own = named_items(ledger, [number])
        still = [item for item in own if not item.state.is_ended]
        found |= {item.number: item for item in still or own}
    return tuple(found.values())


def named_items(ledger: Ledger, numbers: Sequence[str]) -> tuple[LedgerItem, ...]:
    """The items of those 编号, and all items of those 文号, each once; UsageError with near matches."""
    found: dict[str, LedgerItem] = {}
    for number in numbers:
        wanted = number.strip()
        own = [one for one in ledger.items if wanted and wanted in {one.letter, one.number}]
        own = own or [one for one in ledger.items if one.number == wanted.upper()]
        if not own:
            near = near_matches(wanted, [name for one in ledger.items for name in (one.number, one.letter) if name])
            raise UsageError(f"台账中没有“{number}”{near}。全部编号见 lianggang ledger --all。")
        found |= {one.number: one for one in own}
    return tuple(found.values())


def ledger_remarks(workspace: Workspace) -> tuple[str, ...]:
    """That the ledger is not as the journal's last line about it left it; empty where it is."""
    return _history(workspace, read_ledger(ledger_place(workspace)))[1]


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
    known = sound_ledger(workspace, otherwise=otherwise)
    return () if known is None else standings(known.items, today, receipt_time(workspace, calendar))


def sound_ledger(workspace: Workspace, *, otherwise: str) -> Ledger | None:
    """The ledger; None where there is none yet. Raises as ``ledger_standings``."""
    place = ledger_place(workspace)
    if not place.exists():
        return None
    known = read_ledger(place)
    if known.diagnostics:
        message = f"“{shown_ledger(workspace)}”有 {len(known.diagnostics)} 处问题，{otherwise}"
        raise LedgerError(message, known.diagnostics)
    return known


def receipt_time(workspace: Workspace, calendar: WorkCalendar) -> ReceiptTime:
    """How long the workspace gives a unit to send back the receipt slip."""
    return ReceiptTime(workspace.catalogue.letters.receipt, calendar)


def work_calendar(workspace: Workspace) -> WorkCalendar:
    """Which days are worked, as far as published and as the office's own table says."""
    return load_calendar(workspace.folder / "data" / HOLIDAYS_NAME)


def _history(workspace: Workspace, known: Ledger) -> tuple[tuple[JournalEntry, ...], tuple[str, ...]]:
    """What the journal says of the ledger; and whether the ledger is still as the last act left it."""
    if not workspace.journal.exists():
        return (), ()
    try:
        journal = read_journal(workspace.journal)
    except LianggangError as error:
        return (), (str(error),)
    last = _differing(journal, known)
    if last is None:
        remarks: tuple[str, ...] = ()
    else:
        where = f"{shown_path(ledger_place(workspace))}：与日志第{last.number}行（{last.on}{last.action}）记下时不同"
        remarks = (f"{where}，可能在 Excel 中改过；请核对。",)
    return tuple(entry for entry in journal.entries if entry.file == LEDGER_FILE), remarks


def _differing(journal: Journal, known: Ledger) -> JournalEntry | None:
    """The journal's last line about the ledger, where the ledger is not as that left it: else None."""
    last = next((entry for entry in reversed(journal.entries) if entry.file == LEDGER_FILE), None)
    return None if last is None or last.sha256 == hashlib.sha256(known.content).hexdigest() else last
