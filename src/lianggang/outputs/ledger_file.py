"""The ledger as it is written: whole or not at all, with a line of the journal for every change; nothing is deleted.

UTF-8 with a byte-order mark and CRLF, text that a spreadsheet would run kept from it. The journal goes first: whatever
interrupts, no change stands in the ledger that the journal does not know. The caller holds the locks of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.errors import LianggangError
from lianggang.model.journal import JournalEntry
from lianggang.model.ledger import LEDGER_HEADERS, cell_texts

from .files import write_whole
from .journal_file import add
from .spreadsheet_text import csv_line, defused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lianggang.model.journal import Journal
    from lianggang.model.ledger import LedgerChange, LedgerItem


def to_bytes(items: Iterable[LedgerItem]) -> bytes:
    """The whole file."""
    lines = [csv_line(LEDGER_HEADERS)]
    lines += [csv_line(map(defused, cell_texts(item).values())) for item in items]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def change_entries(
    changes: Sequence[LedgerChange], journal: Journal, content: bytes, *, on: str, by: str, note: str = ""
) -> list[JournalEntry]:
    """A line for each change. note: goes before each one's own.

    content: the ledger as it will be; its checksum shows later whether it was touched.
    """
    import hashlib  # noqa: PLC0415  # only where something is written

    first = journal.entries[-1].number + 1 if journal.entries else 1
    checksum = hashlib.sha256(content).hexdigest()
    entries = []
    for place, change in enumerate(changes, first):
        before, after = change.told()
        entries.append(
            JournalEntry(
                number=place,
                on=on,
                by=by,
                action=change.action,
                object=change.after.number,
                indicator=change.after.indicator,
                name=change.after.name,
                before=before,
                after=after,
                ground=change.ground,
                file=LEDGER_FILE,
                sha256=checksum,
                note="；".join(part for part in (note, change.note) if part),
            )
        )
    return entries


LEDGER_FILE = "ledger.csv"
"""How the journal names the ledger."""


def write(
    place: Path, content: bytes, journal_place: Path, journal: Journal, entries: Sequence[JournalEntry]
) -> None:  # fmt: skip
    """Put the entries behind the journal, then the new ledger in place of the old one.

    Raises LianggangError where one of them cannot be written; then both are as they were.
    """
    add(journal_place, journal, entries)
    try:
        write_whole(place, content)
    except LianggangError:
        # The act did not happen, so it has no line: nobody else can have read it, the lock is ours.
        if journal.content:
            write_whole(journal_place, journal.content)
        else:
            journal_place.unlink(missing_ok=True)
        raise
