"""``journal``: what stands in it, and the cards of a quarter put down as published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.load.journal import read_journal
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import UsageError
from lianggang.outputs.journal_file import add, card_entries
from lianggang.outputs.lock import locked

from .judging import assess_in
from .sound_journal import sound_journal
from .workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from lianggang.model.assessment import QuarterResult
    from lianggang.model.journal import Journal, JournalEntry
    from lianggang.model.quarter import Quarter


def journal(start: Path, catalogue: Path | None = None) -> tuple[str, Journal]:
    """The path of the journal as messages show it, and all that stands in it; empty where there is none yet.

    Raises as ``open_workspace``, and LianggangError where the file cannot be opened.
    """
    place = open_workspace(start, catalogue).journal
    return shown_path(place), read_journal(place)


def publish_cards(
    *,
    start: Path,
    period: Quarter,
    today: str,
    by: str,
    catalogue: Path | None = None,
    rules: str | None = None,
    again: bool = False,
    note: str = "",
) -> tuple[str, QuarterResult, tuple[JournalEntry, ...]]:
    """Put the cards of a quarter down in the journal as published; its path, the result, and the lines added.

    today: the date, ``2025-10-20``. again: whether the quarter may have been published before.
    Raises UsageError where it was and ``again`` is not set, JournalError where the journal is damaged or not one;
    then, as after any LianggangError, nothing has been written.
    """
    workspace = open_workspace(start, catalogue)
    rule_set = workspace.rule_set(rules)
    result = assess_in(workspace, rule_set, period)
    place = workspace.journal
    with locked(place):
        known = sound_journal(place, "没有写入")
        earlier = known.cards_of(period)
        if earlier and not again:
            last = earlier[-1]
            done = f"{period} 的牌已于 {last.on} 由{last.by}发布（第{last.version}版）"
            raise UsageError(f"{done}；确需再次发布的，请加 --again，另记一版。")
        entries = card_entries(result, known, rule_set, on=today, by=by, note=note)
        add(place, known, entries)
    return shown_path(place), result, tuple(entries)
