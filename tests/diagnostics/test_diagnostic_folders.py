"""Each diagnostic of a return by its smallest example: the folder's return prints its ``expected.txt``.

The return is ``2025Q3.csv``, another file of that name, or the only file of a folder ``2025Q3``; a ``.yaml`` describes
a workbook (tests/workbooks.py), which is read as ``.xlsx``. A folder may bring an ``indicators.yaml`` of its own, and
quarters before as ``2025Q2.csv`` and so on. A code without a folder fails, and so does one without a page
(``lianggang explain``) that shows this very print, or whose page and section in docs/diagnostics.md differ.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import lianggang.load.code_pages
from lianggang.api.history import check_in_order
from lianggang.load.catalogue import load_catalogue
from lianggang.load.code_pages import read_page
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
OF_RETURNS = sorted(code for code in CODES if code[0] in "FRPULTC")
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
    names = {path.stem for path in folder.glob("2*")}
    read_ones = {name: read(folder, name, catalogue) for name in sorted(names)}
    tables = {Quarter.parse(name): (table,) for name, table in read_ones.items() if table is not None}
    *_, last = check_in_order(catalogue, tables)
    return last.diagnostics, catalogue


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


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page(code: str) -> None:
    known = CODES[code]
    head = f"# {code} {known.name} · {known.title}\n\n- 级别：{SEVERITY_NAMES[known.severity]}\n- 含义："
    assert read_page(code).startswith(head)
    assert "\n- 处理：" in read_page(code)


@pytest.mark.parametrize("code", OF_RETURNS)
def test_the_page_of_a_return_s_code_shows_the_print(code: str) -> None:
    example = (HERE / code / "expected.txt").read_text(encoding="utf-8").rpartition("\n\n")[0]
    assert f"```text\n{example}\n```" in read_page(code)


def test_the_documentation_is_made_of_the_pages() -> None:
    """tools/diagnostic_pages.py writes one from the other."""
    found = re.finditer(r"^##(# ([A-Z][0-9]{2}) .*\n(?:(?!##).*\n)*)", DOCUMENTATION, re.MULTILINE)
    assert {match[2]: match[1].rstrip("\n") + "\n" for match in found} == {code: read_page(code) for code in CODES}


def test_there_is_no_page_without_a_code() -> None:
    pages = Path(lianggang.load.code_pages.__file__).parent / "pages"
    assert {path.name for path in pages.iterdir()} == {f"{code}.md" for code in CODES}
