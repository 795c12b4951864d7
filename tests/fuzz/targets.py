"""What must hold whatever the bytes are: diagnostics and never a traceback, every row accounted for, harmless output.

A target keeps each case that is diagnosed in a new way as a seed of further ones. ``tools/fuzz.py`` runs one for long.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import random
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mutations import (
    TESTS,
    catalogue_seeds,
    csv_seeds,
    mutated_csv,
    mutated_workbook,
    mutated_yaml,
    workbook_seeds,
)

from lianggang.api.history import check_in_order
from lianggang.api.judging import judged_with_remarks
from lianggang.engine.checks import check_quarter
from lianggang.engine.checks.earlier import Earlier
from lianggang.load.catalogue import load_catalogue, read_catalogue
from lianggang.load.returns import read_return, read_return_bytes
from lianggang.load.rule_sets import load_rule_set
from lianggang.model.assessment import CheckResult
from lianggang.model.catalogue import Catalogue
from lianggang.model.diagnostic import Diagnostic
from lianggang.model.quarter import Quarter
from lianggang.model.submission import CheckedQuarter
from lianggang.outputs import assessments_csv, diagnostics_csv, diagnostics_github, to_json
from lianggang.outputs.check_screen import check_lines
from lianggang.outputs.terminal import to_text

THIS = Quarter(2025, 3)
CORPUS = TESTS / "corpus"
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
_OBEYED = {"Cc", "Cf", "Zl", "Zp", "Cs"}
"""Categories of characters that a terminal or an editor obeys instead of showing them."""
_ANEW = 0.5
"""How often a case begins with what is not yet spoilt."""
_JUDGED_IN = 10
"""Every so many cases the quarter is judged as well, with all that is printed of it."""

Signature = frozenset[tuple[str, str | None]]
Mutate = Callable[[random.Random, bytes, bytes], bytes]


class Target(NamedTuple):
    """What is fuzzed."""

    seeds: Callable[[], list[bytes]]
    mutate: Mutate
    run: Callable[[bytes, bool, Path], Signature]
    """Raises where something does not hold; told whether to judge too, and a folder to write in."""


@cache
def catalogue() -> Catalogue:
    return load_catalogue(CORPUS / "indicators.yaml")


@cache
def history() -> tuple[list[CheckedQuarter], Earlier]:
    """The corpus's history, checked once."""
    tables = {}
    for path in sorted((CORPUS / "history").iterdir()):
        quarter = Quarter.parse(path.stem)
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        tables[quarter] = tuple(read_return(file, catalogue(), quarter, file.name) for file in files)
    checked = list(check_in_order(catalogue(), tables))
    earlier = Earlier()
    for one in checked:
        earlier.add(one)
    return checked, earlier


def run_csv(data: bytes, judge: bool, folder: Path) -> Signature:  # noqa: ARG001 - all of them are called alike
    return _run_return(data, "区教育局.csv", judge)


def run_workbook(data: bytes, judge: bool, folder: Path) -> Signature:  # noqa: ARG001
    return _run_return(data, "区教育局.xlsx", judge)


def run_catalogue(data: bytes, judge: bool, folder: Path) -> Signature:  # noqa: ARG001
    """A catalogue that is sound is used: what it allows must not break the checks or the judging."""
    path = folder / "indicators.yaml"
    path.write_bytes(data)
    read, found = read_catalogue(path)
    assert read is not None or found
    _assert_harmless(found)
    if read is not None:
        returns = {
            Quarter(2025, number): (read_return(file, read, Quarter(2025, number), file.name),)
            for number, file in (
                (1, CORPUS / "history" / "2025Q1.csv"),
                (2, CORPUS / "history" / "2025Q2" / "区教育局.csv"),
            )
        }
        _judge(read, list(check_in_order(read, returns)), Quarter(2025, 2))
    return frozenset((one.code, one.message[:20]) for one in found)


TARGETS = {
    "csv": Target(csv_seeds, mutated_csv, run_csv),
    "workbook": Target(workbook_seeds, mutated_workbook, run_workbook),
    "catalogue": Target(catalogue_seeds, mutated_yaml, run_catalogue),
}


class Crash(NamedTuple):
    """A case for which something does not hold."""

    number: int
    data: bytes
    error: Exception


def fuzz(target: Target, cases: int, seed: int, folder: Path, most: int = 1) -> tuple[list[Crash], int]:
    """Run so many cases; the first crashes, and in how many different ways cases were diagnosed."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    seeds = target.seeds()
    pool = list(seeds)
    seen: set[Signature] = set()
    crashes: list[Crash] = []
    for number in range(cases):
        data = target.mutate(rng, rng.choice(seeds if rng.random() < _ANEW else pool), rng.choice(pool))
        try:
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                signature = target.run(data, number % _JUDGED_IN == 0, folder)
            assert not printed.getvalue(), f"printed: {printed.getvalue()}"
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            crashes.append(Crash(number, data, error))
            if len(crashes) >= most:
                break
            continue
        if signature not in seen:
            seen.add(signature)
            pool.append(data)
    return crashes, len(seen)


def _run_return(data: bytes, name: str, judge: bool) -> Signature:
    checked_before, earlier = history()
    table = read_return_bytes(data, catalogue(), THIS, name, "区教育局")
    checked = check_quarter([table], catalogue(), THIS, (), earlier)
    (one,) = checked.submissions
    assert one.rows_read == one.rows_used + one.rows_held + one.rows_rejected
    assert one.rows_read == len(table.rows) + table.rows_misshapen
    assert one.rows_used == one.rows_read or checked.diagnostics
    assert one.rows_read or checked.diagnostics
    _assert_harmless(checked.diagnostics)
    if judge:
        _judge(catalogue(), [*checked_before, checked], THIS)
    return frozenset((found.code, found.place.header) for found in checked.diagnostics)


def _judge(known: Catalogue, history: Sequence[CheckedQuarter], quarter: Quarter) -> None:
    result = judged_with_remarks(known, load_rule_set(known.card_rules, CORPUS), history, quarter)
    last = history[-1]
    whole = CheckResult(last.submissions, last.diagnostics, result, frozenset(known.indicators))
    names = {code: one.name for code, one in known.indicators.items()}
    _assert_printable(to_text(check_lines(whole, result.assessments, 80, names)))
    document = to_json.check_document(whole, result.assessments)
    json.loads(document)
    _assert_printable(document)
    _assert_defused(assessments_csv.to_csv(result.assessments))


def _assert_harmless(diagnostics: Sequence[Diagnostic]) -> None:
    """In every format: complete, no character that a terminal would obey, nothing that a spreadsheet would run."""
    keys = [one.sort_key for one in diagnostics]
    assert keys == sorted(keys)
    result = CheckResult((), tuple(diagnostics), None, frozenset())
    _assert_printable(to_text(check_lines(result, (), 80, {}, all_diagnostics=True)))
    document = to_json.check_document(result, ())
    assert len(json.loads(document)["diagnostics"]) == len(diagnostics)
    _assert_printable(document)
    github = diagnostics_github.to_github(diagnostics)
    assert github.count("\n") == len(diagnostics)
    _assert_printable(github)
    _assert_defused(diagnostics_csv.to_csv(diagnostics))


def _assert_printable(text: str) -> None:
    text.encode()
    odd = {mark for mark in set(text) - {"\n"} if mark < "\U00010000" and unicodedata.category(mark) in _OBEYED}
    assert not odd, sorted(map(hex, map(ord, odd)))


def _assert_defused(text: str) -> None:
    _assert_printable(text)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    for cell in {cell for row in rows for cell in row}:
        assert not cell.startswith(_RUN_BY_SPREADSHEETS) or _is_number(cell), cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
