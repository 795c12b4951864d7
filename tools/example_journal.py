"""The example district's journal and ledger: the cards of six quarters, and the letters that followed some of them.

Made by the program itself, each quarter's cards on what was known at the time. In 2024Q1 a figure was wrong and only
corrected in the next return, so its card of that quarter is not the one that today's data give.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

from example_ledger import ACTS, BY
from lianggang.api.publishing import publish_cards
from lianggang.model.quarter import Quarter

PUBLISHED = tuple(Quarter(2024, 1) + step for step in range(6))


def write_journal(folder: Path, catalogue: Path) -> None:
    """Write ``folder``/journal.csv and ledger.csv out of the quarters' returns that lie in ``folder``."""
    with tempfile.TemporaryDirectory() as place:
        workspace = Path(place)
        shutil.copy(catalogue, workspace)
        (workspace / "data").mkdir()
        for file in sorted(folder.glob("2*.csv")):
            quarter = Quarter.parse(file.stem)
            shutil.copy(file, workspace / "data")
            if quarter in PUBLISHED:
                publish_cards(start=workspace, period=quarter, today=_publishing_day(quarter).isoformat(), by=BY)
            if quarter in ACTS:
                ACTS[quarter](workspace)
        for name in ("journal.csv", "ledger.csv"):
            (folder / name).write_bytes((workspace / "data" / name).read_bytes())


def _publishing_day(quarter: Quarter) -> date:
    """The 20th of the month after the quarter's end."""
    return date(quarter.year + quarter.number // 4, quarter.number % 4 * 3 + 1, 20)
