"""A form that is filled in and saved by the real LibreOffice keeps its figures, its checks and its dictionary."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lianggang.api.checking import check
from lianggang.api.forms import Forms, forms, write_forms
from lianggang.load.form import FORM_AUTHOR
from lianggang.model.assessment import CheckResult
from lianggang.model.diagnostic import Place
from lianggang.model.form import FormFormat, FormRow, ReportingForm
from lianggang.model.quarter import Quarter
from lianggang.outputs.form_text import FormColumn

ROOT = Path(__file__).resolve().parents[2]
SOFFICE = shutil.which("soffice")
UNIT = "区卫健局"
THIS = Quarter(2025, 3)
HEADER_ROW = 5
FILLED = (FormColumn.NUMERATOR, FormColumn.DENOMINATOR, FormColumn.VALUE, FormColumn.STATUS, FormColumn.NOTE)
FORM_NAMES = {column.value: column for column in FormColumn}
KINDS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1"}

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="soffice (libreoffice-calc) is not installed")


def place_of(column: FormColumn) -> int:
    return 1 + list(FormColumn).index(column)


def in_shipped_return(row: FormRow) -> dict[str, str]:
    """What the shipped return of the unit says of the row's figure; nothing where it has no such row."""
    with (ROOT / "data" / f"{THIS}.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["数据期"] in {"", str(THIS)}]
    rows = {(line["指标编码"], line["区域"]): line for line in lines}
    return rows.get((row.indicator.code, row.area or "全区"), {})


def answer(row: FormRow) -> dict[FormColumn, Any]:
    """What the unit writes into the row: figures as numbers, texts as texts."""
    answers: dict[FormColumn, Any] = {}
    for column, text in in_shipped_return(row).items():
        name = FORM_NAMES.get(column)
        if name in {FormColumn.NUMERATOR, FormColumn.DENOMINATOR, FormColumn.VALUE} and text:
            answers[name] = float(text)
        elif name in {FormColumn.STATUS, FormColumn.NOTE} and text:
            answers[name] = text
    return answers


def fill_in(sheet: Worksheet, rows: Sequence[FormRow], answers: Callable[[FormRow], Mapping[FormColumn, Any]]) -> None:
    """Write the answers, and sign the form at its foot."""
    for place, row in enumerate(rows):
        for column, value in answers(row).items():
            cell = sheet.cell(HEADER_ROW + 1 + place, place_of(column))
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else "n"
    foot = HEADER_ROW + len(rows) + 2
    for column, text in zip("BEGJN", ("张示例", "钱示例", "吴示例", "0000-00000000", "2025-10-09"), strict=True):
        sheet[f"{column}{foot}"] = text


def the_form() -> tuple[Forms, ReportingForm]:
    made = forms(start=ROOT, quarter=THIS)
    (form,) = [one for one in made.forms if one.unit == UNIT]
    return made, form


def saved_by_libreoffice(filled: Path, kind: str, into: Path) -> Path:
    command = [str(SOFFICE), f"-env:UserInstallation={(filled.parent / 'profile').as_uri()}", "--headless"]
    subprocess.run(  # noqa: S603 - a program of the system, on our own file
        [*command, "--convert-to", KINDS[kind], "--outdir", str(into), str(filled)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return into / f"{filled.stem}.{kind}"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form of the unit, filled in with what its shipped return says."""
    folder = tmp_path_factory.mktemp("forms")
    made, form = the_form()
    write_forms(made, [form], [FormFormat.XLSX], into=folder)
    path = folder / f"{UNIT}.xlsx"
    book = load_workbook(path)
    fill_in(book["填报表"], form.rows, answer)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def saved(filled: Path) -> tuple[Path, Path]:
    """The filled-in form; and the same after LibreOffice has opened and saved it."""
    return filled, saved_by_libreoffice(filled, "xlsx", filled.parent / "saved")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The shipped workspace up to the quarter before, and an empty folder for the returns of this one."""
    shutil.copy(ROOT / "indicators.yaml", tmp_path)
    data = tmp_path / "data"
    (data / str(THIS)).mkdir(parents=True)
    for path in (ROOT / "data").glob("2*.csv"):
        if path.stem < str(THIS):
            shutil.copy(path, data)
    return tmp_path


def figures(result: CheckResult) -> list[tuple[object, ...]]:
    return sorted(
        (
            (*one._replace(place=Place(""), text=""),)
            for submission in result.submissions for one in submission.observations
        ),
        key=repr,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_check_reads_the_figures_that_were_filled_in(filled: Path, workspace: Path, kind: str) -> None:
    """The same as from the return that was typed as a table, and nothing is found fault with."""
    returns = workspace / "data" / str(THIS)
    saved_by_libreoffice(filled, kind, returns)
    result = check([returns])
    assert [(one.code, one.message) for one in result.diagnostics] == []
    assert [one.rows_used for one in result.submissions] == [len(the_form()[1].rows)]
    (returns / f"{UNIT}.{kind}").unlink()
    with (ROOT / "data" / f"{THIS}.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    own = [row for row in rows if row[header.index("填报单位")] == UNIT]
    with (returns / f"{UNIT}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *own])
    typed = check([returns])
    assert len(own) >= 10
    assert figures(result) == figures(typed)


def test_a_form_that_was_not_filled_in_is_one_question(workspace: Path) -> None:
    """Not one for each row: the unit has to hand in its figures."""
    made, form = the_form()
    folder = workspace / "empty"
    write_forms(made, [form], [FormFormat.XLSX], into=folder)
    returns = workspace / "data" / str(THIS)
    saved_by_libreoffice(folder / f"{UNIT}.xlsx", "xlsx", returns)
    result = check([returns])
    due = sum(row.is_due for row in form.rows)
    assert [(one.code, one.count) for one in result.diagnostics] == [("R05", due), ("F08", 1)]
    (one,) = result.submissions
    assert (one.rows_read, one.rows_held) == (len(form.rows), due)


def test_a_form_that_was_filled_in_by_half(filled: Path, workspace: Path) -> None:
    """The figures that are there are used; those that are not are asked for once, with their rows."""
    _, form = the_form()
    book = load_workbook(filled)
    half = len(form.rows) // 2
    for row in book["填报表"].iter_rows(min_row=HEADER_ROW + 1 + half, max_row=HEADER_ROW + len(form.rows)):
        for column in FILLED:
            row[place_of(column) - 1].value = None
    path = workspace / f"{UNIT}.xlsx"
    book.save(path)
    returns = workspace / "data" / str(THIS)
    saved_by_libreoffice(path, "xlsx", returns)
    result = check([returns])
    (found,) = result.diagnostics
    assert (found.code, found.count, found.lines) == (
        "R05", len(form.rows) - half, ((HEADER_ROW + 1 + half, HEADER_ROW + len(form.rows)),),
    )  # fmt: skip
    (one,) = result.submissions
    assert (one.rows_used, one.rows_held) == (half, len(form.rows) - half)


def test_the_dictionary_is_there_and_hidden(saved: tuple[Path, Path]) -> None:
    dictionary = load_workbook(saved[1])["字典"]
    assert dictionary.sheet_state in {"hidden", "veryHidden"}
    assert {row[0].value: row[1].value for row in dictionary["A1:B5"]} == {
        "表单": "lianggang", "版本": "1", "报送期": "2025Q3", "填报单位": "区卫健局", "数据表": "填报表",
    }  # fmt: skip


def test_the_checks_of_the_cells_are_kept(saved: tuple[Path, Path]) -> None:
    before, after = (checks_in(path) for path in saved)
    assert after == before
    assert {kind for kind, *_ in after.values()} == {"decimal", "list"}


def checks_in(path: Path) -> dict[str, tuple[Any, ...]]:
    """The validations of single cells: kind, limits, prompt and message."""
    found = {}
    for one in load_workbook(path)["填报表"].data_validations.dataValidation:
        if one.type in {"decimal", "whole", "list"}:
            limits = (one.formula1, one.formula2) if one.operator in {None, "between"} else (one.formula1,)
            limits = limits[:1] if one.type == "list" else limits
            for cell in str(one.sqref).split():
                found[cell] = (one.type, limits, one.promptTitle, one.prompt, one.error)
    return found


def test_labels_stay_locked_and_comments_and_print_set_up_stay(saved: tuple[Path, Path]) -> None:
    sheet = load_workbook(saved[1])["填报表"]
    assert sheet.protection.sheet
    assert (sheet["A6"].protection.locked, sheet["J6"].protection.locked) == (True, False)
    assert "例：" in sheet["B6"].comment.text
    assert load_workbook(saved[0])["填报表"]["B6"].comment.author == FORM_AUTHOR
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$5:$5", "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
