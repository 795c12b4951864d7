"""A corpus of faulty returns as units hand them in: each fault is found at its place, and nothing else is.

``returns/CODE-what-happened[@QUARTER].UNIT[-n].EXT``: a unit's return for 2025Q3 or the quarter named; files of one
case are handed in together. A ``.yaml`` describes a workbook (tests/workbooks.py) and is read as ``.xlsx``.
``history/`` holds what was filed before, all of it sound. ``expected.csv`` says for each file what must be found: code,
severity where it is not the code's own, place (``D4``, a line, ``sheet›D4``, nothing for the file), column, how many
rows one diagnostic stands for; and what becomes of the rows of all files of the case.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from lianggang.api.history import check_in_order
from lianggang.load.catalogue import load_catalogue
from lianggang.load.returns import read_return, read_return_bytes
from lianggang.load.workspace import unit_named
from lianggang.model.catalogue import Catalogue
from lianggang.model.diagnostic import CODES, Diagnostic, Severity
from lianggang.model.quarter import Quarter
from lianggang.model.submission import CheckedQuarter, Column, ReturnTable
from workbooks import workbook

HERE = Path(__file__).parent
THIS = Quarter(2025, 3)


class Case(NamedTuple):
    """Files that are handed in together."""

    name: str
    quarter: Quarter
    files: tuple[Path, ...]


def cases() -> dict[str, Case]:
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((HERE / "returns").iterdir()):
        files[path.name.partition(".")[0]].append(path)
    quarters = {stem: stem.partition("@")[2] for stem in files}
    return {
        stem: Case(stem, Quarter.parse(quarters[stem]) if quarters[stem] else THIS, tuple(paths))
        for stem, paths in files.items()
    }


CASES = cases()
OF_RETURNS = sorted(code for code in CODES if code[0] in "FRPULTC")


@cache
def catalogue() -> Catalogue:
    return load_catalogue(HERE / "indicators.yaml")


@cache
def history() -> dict[Quarter, tuple[ReturnTable, ...]]:
    read: dict[Quarter, tuple[ReturnTable, ...]] = {}
    for path in sorted((HERE / "history").iterdir()):
        quarter = Quarter.parse(path.stem)
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        read[quarter] = tuple(read_return(file, catalogue(), quarter, file.name) for file in files)
    return read


def read(path: Path, quarter: Quarter) -> ReturnTable:
    data = path.read_bytes()
    name = f"{path.name.partition('.')[2].rpartition('.')[0]}{path.suffix}"
    if path.suffix == ".yaml":
        data = workbook(yaml.safe_load(data))
        name = f"{Path(name).stem}.xlsx"
    shown = f"{path.stem}{Path(name).suffix}"
    return read_return_bytes(data, catalogue(), quarter, shown, unit_named(Path(name), catalogue()))


def check(case: Case, change: Callable[[ReturnTable], ReturnTable] = lambda table: table) -> CheckedQuarter:
    tables = {quarter: tables for quarter, tables in history().items() if quarter < case.quarter}
    tables[case.quarter] = tuple(change(read(path, case.quarter)) for path in case.files)
    *_, last = check_in_order(catalogue(), tables)
    return last


def place_of(found: Diagnostic) -> str:
    place = found.place
    where = place.cell or ":".join(str(count) for count in (place.line, place.column) if count)
    return f"{place.sheet}›{where}" if place.sheet and where else place.sheet or where


def found_in(case: Case) -> list[tuple[str, ...]]:
    """What is found, as ``expected.csv`` writes it."""
    names = {Path(path.name).stem: path.name for path in case.files}
    return [
        (
            names[Path(found.place.path).stem],
            found.code,
            "" if found.severity is CODES[found.code].severity else found.severity.value,
            place_of(found),
            found.place.header or "",
            str(found.count),
        )
        for found in check(case).diagnostics
    ]


@cache
def expected() -> dict[str, list[dict[str, str]]]:
    """The lines of ``expected.csv`` by case."""
    by_case: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (HERE / "expected.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            by_case[line["file"].partition(".")[0]].append(line)
    return by_case


def is_query(line: dict[str, str]) -> bool:
    return (line["severity"] or CODES[line["code"]].severity.value) == Severity.QUERY.value


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_found_at_its_place_and_nothing_else(name: str) -> None:
    keys = ("file", "code", "severity", "place", "column", "rows")
    assert sorted(found_in(CASES[name])) == sorted(tuple(line[key] for key in keys) for line in expected()[name])


@pytest.mark.parametrize("name", CASES)
def test_every_row_is_accounted_for(name: str) -> None:
    checked = check(CASES[name])
    for one in checked.submissions:
        assert one.rows_read == one.rows_used + one.rows_held + one.rows_rejected
    whole = [sum(counts) for counts in zip(*(
        (one.rows_used, one.rows_held, one.rows_rejected) for one in checked.submissions
    ), strict=True)]  # fmt: skip
    (line,) = [line for line in expected()[name] if line["used"]]
    assert [str(count) for count in whole] == [line["used"], line["held"], line["rejected"]]


QUERIED = [name for name, lines in expected().items() if any(is_query(line) for line in lines)]


@pytest.mark.parametrize("name", QUERIED)
def test_every_question_can_be_answered_in_the_row(name: str) -> None:
    """A true figure is never refused: with a 说明 in its row it is used, and shown as explained."""

    def explained(table: ReturnTable) -> ReturnTable:
        return replace(
            table,
            rows=tuple(row._replace(note="经核对，情况属实", failed=row.failed - {Column.NOTE}) for row in table.rows),
        )

    checked = check(CASES[name], explained)
    # What was wrong with a 说明 itself is gone with it.
    questions = [one for one in checked.diagnostics if one.severity is Severity.QUERY and one.code != "P05"]
    assert all(one.explained for one in questions)
    errors = [one for one in checked.diagnostics if one.severity is Severity.ERROR]
    if "P05" not in name:
        assert sum(one.rows_held for one in checked.submissions) == 0
    assert errors == [one for one in check(CASES[name]).diagnostics if one.severity is Severity.ERROR]


def test_what_was_filed_before_is_sound() -> None:
    for checked in check_in_order(catalogue(), history()):
        assert checked.diagnostics == ()


def test_the_corpus_holds_every_code_more_than_once() -> None:
    assert len({path for case in CASES.values() for path in case.files}) >= 120
    assert {line["file"] for lines in expected().values() for line in lines} <= {
        path.name for case in CASES.values() for path in case.files
    }
    told = {code: {name for name in CASES if name.startswith(code)} for code in OF_RETURNS}
    assert {code: names for code, names in told.items() if len(names) < 2} == {}
