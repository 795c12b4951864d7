"""The journal as a JSON document: one object a line of it, absent as null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .diagnostics_json import diagnostic_object
from .json_text import indented_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.journal import JournalEntry


def journal_document(entries: Iterable[JournalEntry], diagnostics: Iterable[Diagnostic] = ()) -> str:
    """The lines, keys as ``JournalEntry`` names them; texts as they stand in the file."""
    document = {
        "command": "journal",
        "diagnostics": [diagnostic_object(found) for found in diagnostics],
        "entries": [_entry(entry) for entry in entries],
    }
    return indented_json(document)


def _entry(entry: JournalEntry) -> dict[str, Any]:
    fields: dict[str, Any] = entry._asdict()
    fields = {name: (None if text == "" else text) for name, text in fields.items()}
    return {**fields, "quarter": str(entry.quarter) if entry.quarter else None}
