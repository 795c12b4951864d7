"""A form that is filled in and saved by the real LibreOffice keeps its figures, its checks and its dictionary."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lianggang.api.forms import forms, write_forms
from lianggang.model.form import FormFormat, FormRow
from lianggang.model.quarter import Quarter
from lianggang.outputs.form_text import FormColumn

ROOT = Path(__file__).resolve().parents[2]
SOFFICE = shutil.which("soffice")
HEADER_ROW = 5
FILLED = (FormColumn.NUMERATOR, FormColumn.DENOMINATOR, FormColumn.VALUE, FormColumn.STATUS, FormColumn.NOTE)

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="soffice (libreoffice-calc) is not installed")


def answer(place: int, row: FormRow) -> dict[FormColumn, Any]:
    """What a unit might write into the row."""
    if place == 0:
        return {FormColumn.STATUS: "不适用", FormColumn.NOTE: "=不是公式，是说明"}
    if not row.indicator.is_ratio:
        return {FormColumn.VALUE: 31 + place}
    return {
        FormColumn.NUMERATOR: 880 + place,
        FormColumn.DENOMINATOR: 1305,
        FormColumn.VALUE: round(67.43 + place / 100, 2),
    }


def place_of(column: FormColumn) -> int:
    return 1 + list(FormColumn).index(column)


def answers_in(path: Path) -> list[Mapping[FormColumn, Any]]:
    """The code and the answers of each row of a form. The one place that knows how a workbook is read."""
    sheet = load_workbook(path, data_only=True)["填报表"]
    assert isinstance(sheet, Worksheet)
    rows = []
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
        if row[0].value is None:
            break
        columns = (FormColumn.CODE, FormColumn.AREA, *FILLED)
        cells = {column: row[place_of(column) - 1].value for column in columns}
        rows.append({column: value for column, value in cells.items() if value is not None})
    return rows


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The form of 区卫健局, filled in; and the same after LibreOffice has opened and saved it."""
    folder = tmp_path_factory.mktemp("forms")
    made = forms(start=ROOT, quarter=Quarter(2025, 3))
    (form,) = [one for one in made.forms if one.unit == "区卫健局"]
    write_forms(made, [form], [FormFormat.XLSX], into=folder)
    filled = folder / "区卫健局.xlsx"
    book = load_workbook(filled)
    sheet = book["填报表"]
    for place, row in enumerate(form.rows):
        for column, value in answer(place, row).items():
            cell = sheet.cell(HEADER_ROW + 1 + place, place_of(column))
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else "n"
    book.save(filled)
    command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    into = folder / "saved"
    subprocess.run(  # noqa: S603 - a program of the system, on our own file
        [*command, "xlsx:Calc MS Excel 2007 XML", "--outdir", str(into), str(filled)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return filled, into / filled.name


def test_every_answer_is_the_one_that_was_given(saved: tuple[Path, Path]) -> None:
    made = forms(start=ROOT, quarter=Quarter(2025, 3))
    (form,) = [one for one in made.forms if one.unit == "区卫健局"]
    given = [
        {FormColumn.CODE: row.indicator.code, FormColumn.AREA: row.area or "全区", **answer(place, row)}
        for place, row in enumerate(form.rows)
    ]
    assert len(given) >= 10
    assert answers_in(saved[1]) == given == answers_in(saved[0])


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
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$5:$5", "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
