"""``status --returns``: which unit owes what in a quarter, has handed it in, and in time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.engine.returns_status import returns_status
from lianggang.load.collected import added_text
from lianggang.load.dates import read_date
from lianggang.model.collected import BETWEEN_ORIGINALS, FILLED, ORIGINAL
from lianggang.model.errors import UsageError

from .history import check_in_order, read_tables, remarks_on
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.submission import CheckedQuarter, ReturnRow, ReturnTable

    from .history import Tables


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
    history = list(check_in_order(known, {one: group for one, group in sorted(tables.items()) if one <= quarter}))
    own = history[-1]
    records = workspace.collections.get(quarter, ())
    remarks = tuple(text for submission in own.submissions for text in remarks_on(submission))
    return replace(
        status_of(known, quarter, tables, history),
        collected=f"第{records[-1].version}版，{records[-1].on}，{records[-1].by}" if records else "",
        remarks=remarks,
    )


def status_of(
    catalogue: Catalogue, quarter: Quarter, tables: Tables, history: Sequence[CheckedQuarter]
) -> ReturnsStatus:
    """The status of a quarter of the history, by the quarters before it."""
    own = next(one for one in history if one.quarter == quarter)
    earlier = [one for one in history if one.quarter is not None and one.quarter < quarter]
    return returns_status(catalogue, quarter, tables[quarter], own, earlier, _filled_on)


def _filled_on(table: ReturnTable, row: ReturnRow) -> date | None:
    """When a row was filled in; of a corrected one, when the figure was that it replaced first."""
    original = added_text(table, row, ORIGINAL) if table.collected else ""
    if original:
        first = re.search(rf"，([^，]+){FILLED}$", original.partition(BETWEEN_ORIGINALS)[0])
        return read_date(first[1]) if first else None
    return row.filled_date
