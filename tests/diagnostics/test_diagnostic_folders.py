"""Each diagnostic of a return by its smallest example: the folder's return prints its ``expected.txt``.

The return is ``2025Q3.csv``, another file of that name, or the only file of a folder ``2025Q3``; a ``.yaml`` describes
a workbook (tests/workbooks.py), which is read as ``.xlsx``. A folder may bring an ``indicators.yaml`` of its own, and
the quarter before as ``2025Q2.csv``. A code without a folder fails, and so does one without an entry in
docs/diagnostics.md that shows this very print.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from lianggang.engine.checks import check_quarter
from lianggang.load.catalogue import load_catalogue
from lianggang.load.returns import read_return, read_return_bytes
from lianggang.model.catalogue import Catalogue
from lianggang.model.diagnostic import CODES, Diagnostic
from lianggang.model.quarter import Quarter
from lianggang.model.submission import ReturnTable
from lianggang.outputs.diagnostics_text import SEVERITY_NAMES, to_text
from workbooks import workbook

HERE = Path(__file__).parent
DOCUMENTATION = (HERE.parents[1] / "docs" / "diagnostics.md").read_text(encoding="utf-8")
FOLDERS = sorted(path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))
OF_RETURNS = sorted(code for code in CODES if code[0] in "FRPUL")
WIDTH = 80


def read(folder: Path, quarter: str, catalogue: Catalogue) -> ReturnTable | None:
    """The folder's return of that quarter; None where it has none."""
    (path, *more) = [*folder.glob(f"{quarter}.*"), *folder.glob(f"{quarter}/*")] or [None]
    assert not more
    if path is None:
        return None
    shown = path.relative_to(folder)
    if path.suffix != ".yaml":
        return read_return(path, catalogue, Quarter.parse(quarter), shown.as_posix())
    described = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read_return_bytes(workbook(described), catalogue, Quarter.parse(quarter), f"{shown.with_suffix('')}.xlsx")


def check(folder: Path) -> tuple[tuple[Diagnostic, ...], Catalogue]:
    """What the folder's return is diagnosed with."""
    own = folder / "indicators.yaml"
    catalogue = load_catalogue(own if own.exists() else HERE / "indicators.yaml")
    table, previous = read(folder, "2025Q3", catalogue), read(folder, "2025Q2", catalogue)
    assert table is not None
    checked = check_quarter([table], catalogue, Quarter(2025, 3), [previous] if previous else [])
    return checked.diagnostics, catalogue


@pytest.mark.parametrize("code", FOLDERS)
def test_the_smallest_example_prints_what_is_expected_and_nothing_else(code: str) -> None:
    diagnostics, catalogue = check(HERE / code)
    assert [found.code for found in diagnostics] == [code]
    names = {key: indicator.name for key, indicator in catalogue.indicators.items()}
    printed = to_text(diagnostics, width=WIDTH, names=names)
    assert printed == (HERE / code / "expected.txt").read_text(encoding="utf-8")
    assert "2025Q3" in printed


def test_every_code_of_a_return_has_its_folder() -> None:
    assert FOLDERS == OF_RETURNS


@pytest.mark.parametrize("code", OF_RETURNS)
def test_the_documentation_has_an_entry_that_shows_the_print(code: str) -> None:
    entry = re.search(rf"^### {code} (.*)\n((?:(?!^##).*\n)*)", DOCUMENTATION, re.MULTILINE)
    assert entry, f"docs/diagnostics.md has no entry for {code}"
    assert entry[1] == f"{CODES[code].name} · {CODES[code].title}"
    assert f"- 级别：{SEVERITY_NAMES[CODES[code].severity]}\n- 含义：" in entry[2]
    example = (HERE / code / "expected.txt").read_text(encoding="utf-8").rpartition("\n\n")[0]
    assert f"```text\n{example}\n```" in entry[2]
    assert "\n- 处理：" in entry[2]


@pytest.mark.parametrize("code", sorted(set(CODES) - set(OF_RETURNS)))
def test_the_documentation_has_an_entry_for_every_other_fault(code: str) -> None:
    assert f"\n### {code} {CODES[code].name} · {CODES[code].title}\n\n- 级别：" in DOCUMENTATION


def test_the_documentation_speaks_of_no_code_that_does_not_exist() -> None:
    assert set(re.findall(r"^### ([A-Z][0-9]{2}) ", DOCUMENTATION, re.MULTILINE)) == set(CODES)
