"""``status --returns``: which unit owes what in a quarter, has handed it in, and in time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lianggang.engine.returns_status import returns_status
from lianggang.load.collected import added_text
from lianggang.load.dates import read_date
from lianggang.model.collected import FILLED, ORIGINAL
from lianggang.model.errors import UsageError

from .history import checked_quarter, read_tables, remarks_on
from .workspace import open_workspace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.submission import CheckedQuarter, ReturnRow, ReturnTable

    from .history import Tables

_day = lru_cache(maxsize=1024)(read_date)


def returns(*, start: Path, period: Quarter | None = None, catalogue: Path | None = None) -> ReturnsStatus:
    """The status of a quarter's returns; of the latest in ``data/`` where no period is given.

    Of a quarter without a single return everything is missing. Raises as ``open_workspace``, and UsageError where
    there are no returns at all and no period is given.
    """
    workspace = open_workspace(start, catalogue)
    tables = read_tables(workspace)
    if period is None and not tables:
        raise UsageError("还没有任何季度的填报；请用 --period 写明季度，如 2025Q3。")
    quarter = period or max(tables)
    tables = {**tables, quarter: tables.get(quarter, ())}
    known = workspace.catalogue
    history = [checked_quarter(known, one, group, tables) for one, group in tables.items() if one <= quarter]
    own = next(one for one in history if one.quarter == quarter)
    records = workspace.collections.get(quarter, ())
    remarks = tuple(text for submission in own.submissions for text in remarks_on(submission))
    return replace(
        status_of(known, quarter, tables, own, [one for one in history if one.quarter != quarter]),
        collected=f"第{records[-1].version}版，{records[-1].on}，{records[-1].by}" if records else "",
        remarks=remarks,
    )


def status_of(
    catalogue: Catalogue,
    quarter: Quarter,
    tables: Tables,
    checked: CheckedQuarter,
    earlier: list[CheckedQuarter] | None = None,
) -> ReturnsStatus:
    """The status of a quarter that was checked as a whole; earlier: for since when something is missing."""
    return returns_status(catalogue, quarter, tables[quarter], checked, earlier or (), _filled_on)


def _filled_on(table: ReturnTable, row: ReturnRow) -> date | None:
    """When a row was filled in; of a corrected one, when the figure was that it replaced first."""
    original = added_text(table, row, ORIGINAL) if table.collected else ""
    if original:
        first = re.search(rf"，([^，]+){FILLED}$", original.partition("；")[0])
        return _day(first[1]) if first else None
    return _day(row.filled_on)
