"""The shipped data in every spelling that a spreadsheet program may give it: the same figures and diagnostics.

Only what is deliberately odd in the data is found, in whatever way it was saved; no spelling raises a false alarm.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lianggang.api.history import check_in_order
from lianggang.load.catalogue import load_catalogue
from lianggang.load.returns import read_return_bytes
from lianggang.model.diagnostic import Diagnostic
from lianggang.model.quarter import Quarter
from lianggang.model.submission import CheckedQuarter, Observation
from workbooks import workbook

ROOT = Path(__file__).resolve().parents[2]
WORKSPACES = {"example": ROOT, "national": ROOT / "data" / "national"}
FIGURES = {"本期值", "分子", "分母"}

Cells = list[list[str]]
"""The header and the rows."""


def quoted_where_needed(text: str, delimiter: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(mark in text for mark in f'{delimiter}"\r\n') else text


def written(
    cells: Cells, encoding: str = "utf-8-sig", *, delimiter: str = ",", end: str = "\r\n", quote: bool = False
) -> bytes:
    def cell(text: str) -> str:
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if quote else quoted_where_needed(text, delimiter)

    return "".join(delimiter.join(map(cell, row)) + end for row in cells).encode(encoding)


def columns_shuffled(cells: Cells) -> bytes:
    order = random.Random(20).sample(range(len(cells[0])), len(cells[0]))  # noqa: S311
    return written([[row[place] for place in order] for row in cells])


def rows_shuffled(cells: Cells) -> bytes:
    return written([cells[0], *random.Random(7).sample(cells[1:], len(cells) - 1)])  # noqa: S311


def typed(cells: Cells) -> tuple[list[list[Any]], dict[str, str]]:
    """The cells with figures as numbers, and the number formats that show their decimals."""
    rows: list[list[Any]] = []
    formats: dict[str, str] = {}
    for number, row in enumerate(cells, 1):
        rows.append([text or None for text in row])
        for place, (header, text) in enumerate(zip(cells[0], row, strict=True)):
            if header in FIGURES and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
                rows[-1][place] = float(text)
                decimals = len(text.partition(".")[2])
                formats[f"{chr(65 + place)}{number}"] = "0" + ("." + "0" * decimals if decimals else "")
    return rows, formats


def by_xlsxwriter(cells: Cells) -> bytes:
    rows, formats = typed(cells)
    return workbook({"报表": {"rows": rows, "formats": formats}})


def by_openpyxl(cells: Cells) -> bytes:
    rows, formats = typed(cells)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for address, shape in formats.items():
        book.active[address].number_format = shape
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


SPELLINGS: Mapping[str, Callable[[Cells], bytes]] = {
    "utf-8.csv": lambda cells: written(cells, "utf-8"),
    "utf-8-with-mark.csv": written,
    "utf-16.csv": lambda cells: written(cells, "utf-16", delimiter="\t"),
    "gb18030.csv": lambda cells: written(cells, "gb18030"),
    "tabs.csv": lambda cells: written(cells, delimiter="\t"),
    "semicolons.csv": lambda cells: written(cells, "gb18030", delimiter=";"),
    "lf.csv": lambda cells: written(cells, end="\n"),
    "cr.csv": lambda cells: written(cells, end="\r"),
    "quoted.csv": lambda cells: written(cells, quote=True),
    "columns-shuffled.csv": columns_shuffled,
    "rows-shuffled.csv": rows_shuffled,
    "xlsxwriter.xlsx": by_xlsxwriter,
    "openpyxl.xlsx": by_openpyxl,
}


@cache
def shipped(workspace: str) -> dict[Quarter, Cells]:
    """The quarters of a workspace, as text."""
    quarters = {}
    for path in sorted((WORKSPACES[workspace] / "data").glob("2*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            quarters[Quarter.parse(path.stem)] = list(csv.reader(file))
    return quarters


def checked(workspace: str, spell: Callable[[Cells], bytes], suffix: str) -> list[CheckedQuarter]:
    catalogue = load_catalogue(WORKSPACES[workspace] / "indicators.yaml")
    tables = {
        quarter: (read_return_bytes(spell(cells), catalogue, quarter, f"{quarter}{suffix}"),)
        for quarter, cells in shipped(workspace).items()
    }
    return list(check_in_order(catalogue, tables))


def diagnostic_but_for_its_place(found: Diagnostic) -> tuple[object, ...]:
    also = found.also and found.also.header
    what = (found.code, found.severity, found.explained, found.indicator, found.area, found.found, found.message)
    return (*what, found.place.header, found.count, also)


def figure_but_for_its_place(one: Observation) -> tuple[object, ...]:
    place = one.place._replace(path="", sheet=None, line=None, column=None)
    return (*one._replace(place=place), str(one.value))


def outcome(quarters: list[CheckedQuarter]) -> list[tuple[object, ...]]:
    """What is said and what is used of each quarter, in no order."""
    return [
        (
            quarter.quarter,
            [(one.rows_read, one.rows_used, one.rows_held, one.rows_rejected) for one in quarter.submissions],
            sorted(map(diagnostic_but_for_its_place, quarter.diagnostics), key=repr),
            sorted(
                (figure_but_for_its_place(seen) for one in quarter.submissions for seen in one.observations), key=repr
            ),
        )
        for quarter in quarters
    ]


@cache
def as_shipped(workspace: str) -> list[CheckedQuarter]:
    return checked(workspace, written, ".csv")


@pytest.mark.parametrize("workspace", WORKSPACES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_says_the_same(spelling: str, workspace: str) -> None:
    plain = as_shipped(workspace)
    other = checked(workspace, SPELLINGS[spelling], Path(spelling).suffix)
    assert outcome(other) == outcome(plain)
    if not spelling.startswith("rows"):
        lines = [[found.place.line for found in quarter.diagnostics] for quarter in plain]
        assert [sorted(found.place.line or 0 for found in quarter.diagnostics) for quarter in other] == [
            sorted(line or 0 for line in quarter) for quarter in lines
        ]


def test_only_what_is_deliberately_odd_is_said() -> None:
    """Six explained plunges of one quarter, corrections, a figure handed in early, and what 2025Q3 is there to show."""
    found = [
        (str(quarter.quarter), one.code, one.indicator, one.explained)
        for quarter in as_shipped("example")
        for one in quarter.diagnostics
    ]
    assert found == [
        *[("2022Q4", "T05", "C-H-09", True)] * 6,
        ("2023Q2", "R04", "C-FAM-01", False),
        ("2024Q2", "T10", "C-WEL-01", True),
        ("2025Q3", "R05", "W-SS-05", False),
        ("2025Q3", "T10", "W-LAW-01", True),
        ("2025Q3", "U03", "W-LAW-02", False),
        ("2025Q3", "C01", "C-WEL-08", False),
    ]
    assert [one for quarter in as_shipped("national") for one in quarter.diagnostics] == []
