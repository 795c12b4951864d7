"""The journal where something rests on it or is added to it: damaged, it stops the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.load.journal import read_journal
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import JournalError

if TYPE_CHECKING:
    from pathlib import Path

    from lianggang.model.journal import Journal


def sound_journal(place: Path, otherwise: str) -> Journal:
    """What stands in the journal; empty where there is none yet.

    otherwise: what is not done where it is damaged. Raises JournalError then, LianggangError where it cannot be read.
    """
    known = read_journal(place)
    if known.diagnostics:
        message = f"“{shown_path(place)}”有 {len(known.diagnostics)} 处问题，{otherwise}。"
        raise JournalError(message, known.diagnostics)
    return known
