"""A file that the journal records as a quarter's collected one: what state it is in, and the quarter with it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.engine.frozen import accept, with_evidence, with_sources
from lianggang.load.collected import added_text, read_collected
from lianggang.load.text import read_bytes
from lianggang.load.yaml_source import shown_path
from lianggang.model.collected import ORIGINAL, SOURCE
from lianggang.model.submission import Collected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.journal import JournalEntry
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import CheckedQuarter, ReturnTable


def sha256_of(content: bytes) -> str:
    """As the journal has it."""
    return hashlib.sha256(content).hexdigest()


def state_of(content: bytes, records: Sequence[JournalEntry]) -> tuple[Collected, str]:
    """Whether the file is one that the program wrote, and what is to be said about it; empty where nothing is.

    records: the journal's lines about it, oldest first; at least one. An earlier version is as good as the last: it
    stays where a replacement was broken off, or a backup was put back.
    """
    own, last = sha256_of(content), records[-1]
    found = next((one for one in reversed(records) if one.sha256 == own), None)
    if found is last:
        return Collected.INTACT, ""
    again = f"请运行 lianggang collect {last.quarter} 查看差异，确认后加 --replace"
    if found is not None:
        said = f"是第{found.version}版，日志最后记的是第{last.version}版（{last.on}），可能写入时中断；{again}"
        return Collected.INTACT, said
    said = (
        f"收齐（第{last.version}版，{last.on}，{last.by}）以后被改动过，现按改动后的内容核对、采用；{again} 按填报重写"
    )
    return Collected.EDITED, said


def read_recorded(path: Path, catalogue: Catalogue, quarter: Quarter, records: Sequence[JournalEntry]) -> ReturnTable:
    """The collected file, with a remark where it is not what the journal says it is."""
    content = read_bytes(path)
    state, remark = state_of(content, records)
    table = read_collected(content, catalogue, quarter, shown_path(path), state)
    return replace(table, remarks=(*table.remarks, remark)) if remark else table


def as_collected(
    catalogue: Catalogue,
    quarter: Quarter | None,
    group: Sequence[ReturnTable],
    check: Callable[[Sequence[ReturnTable]], CheckedQuarter],
) -> CheckedQuarter:
    """The quarter of a collected file, and the returns beside it as evidence.

    check: how returns of the quarter are checked.
    """
    (table,) = (one for one in group if one.collected is not None)
    sources = {row.line: (added_text(table, row, SOURCE), added_text(table, row, ORIGINAL)) for row in table.rows}
    if table.collected is Collected.EDITED:
        own = with_sources(check([table]), sources)
    else:
        own = accept(table, catalogue, quarter, sources)
    returns = [one for one in group if one.collected is None]
    return with_evidence(own, check(returns)) if returns else own
