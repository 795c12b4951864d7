"""A form as another program sees it: read back by openpyxl."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from doubles import make_catalogue, make_indicator
from lianggang.load.returns import read_return_bytes
from lianggang.model.form import FormRow, PreviousFigure, ReportingForm
from lianggang.model.quarter import Period, Quarter
from lianggang.model.submission import DataStatus
from lianggang.outputs.form_csv import HEADERS, form_csv
from lianggang.outputs.form_text import FormColumn
from lianggang.outputs.form_workbook import form_workbook

THIS = Quarter(2025, 3)
BARE = ("numerator", "denominator")
INDICATORS = (
    make_indicator(definition="公办幼儿园和普惠性民办幼儿园在园幼儿数与在园幼儿总数之比（季末）；口径较长，要折行。"),
    make_indicator("C-2", without=BARE, unit_of_measure="人", decimals="0", figure="year_to_date"),
    make_indicator("012", name="=1+1", frequency="irregular", numerator="-甲", denominator="@乙"),
)
HEADER_ROW, FIRST = 5, 6
COLUMN = {column: chr(ord("A") + place) for place, column in enumerate(FormColumn)}


def make_form(**changes: Any) -> ReportingForm:
    before = PreviousFigure(Period.parse("2025Q2"), Decimal("78.40"))
    rows = (
        FormRow(INDICATORS[0], None, Period(THIS), before),
        FormRow(INDICATORS[0], "河口镇", Period(THIS)),
        FormRow(INDICATORS[1], None, Period(THIS), PreviousFigure(Period.parse("2025Q2"), Decimal(12))),
        FormRow(INDICATORS[2], None, None),
    )
    return ReportingForm(make_catalogue(*INDICATORS, **changes), "区教育局", THIS, rows)


@pytest.fixture(scope="module")
def content() -> bytes:
    return form_workbook(make_form())


@pytest.fixture(scope="module")
def sheet(content: bytes) -> Worksheet:
    found = load_workbook(BytesIO(content))["填报表"]
    assert isinstance(found, Worksheet)
    return found


def at(sheet: Worksheet, column: FormColumn, row: int = FIRST) -> Any:
    return sheet[f"{COLUMN[column]}{row}"]


def test_the_same_form_gives_the_same_bytes(content: bytes) -> None:
    assert form_workbook(make_form()) == content


def test_the_header_is_found_by_our_own_names(sheet: Worksheet) -> None:
    assert [cell.value for cell in sheet[HEADER_ROW]] == [column.value for column in FormColumn]


def test_only_inputs_are_unlocked_and_the_sheet_is_protected_without_a_password(sheet: Worksheet) -> None:
    assert sheet.protection.sheet
    assert not sheet.protection.password
    open_cells = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }  # fmt: skip
    figures = {"G6", "I6", "J6", "G7", "I7", "J7", "J8", "G9", "I9", "J9"}
    others = {f"{column}{row}" for row in range(6, 10) for column in "NO"} | {"M9"}
    foot = {"B11", "E11", "G11", "H11", "J11", "K11", "N11", "O11"}
    assert open_cells == figures | others | foot


def test_inputs_are_blank_and_no_cell_holds_a_formula(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert cell.protection.locked or cell.value is None
            assert "%" not in cell.number_format


def test_figures_have_plain_formats_that_hide_no_decimal(sheet: Worksheet) -> None:
    assert at(sheet, FormColumn.VALUE).number_format == "0.00####"
    assert at(sheet, FormColumn.VALUE, 8).number_format == "0"
    assert at(sheet, FormColumn.NUMERATOR).number_format == "General"


def test_the_previous_figure_is_a_number_with_its_period(sheet: Worksheet) -> None:
    assert [at(sheet, FormColumn.PREVIOUS_VALUE, row).value for row in range(6, 10)] == [78.4, None, 12, None]
    assert at(sheet, FormColumn.PREVIOUS_VALUE).number_format == "0.00####"
    assert [at(sheet, FormColumn.PREVIOUS_PERIOD, row).value for row in (6, 8)] == ["2025Q2", "2025Q2"]
    assert [at(sheet, FormColumn.PERIOD, row).value for row in range(6, 10)] == ["2025Q3", "2025Q3", "2025Q3", None]


def rule(sheet: Worksheet, cell: str) -> Any:
    """The validation of a cell."""
    (found,) = [one for one in sheet.data_validations.dataValidation if cell in str(one.sqref).split()]
    return found


def test_figures_are_checked_against_the_range_of_their_indicator(sheet: Worksheet) -> None:
    value, count, numerator = rule(sheet, "J6"), rule(sheet, "J8"), rule(sheet, "G6")
    assert (value.type, value.operator, value.formula1, value.formula2) == ("decimal", None, "0", "100")
    assert (count.type, count.operator, count.formula1) == ("whole", "greaterThanOrEqual", "0")
    assert (numerator.type, numerator.operator, numerator.formula1) == ("decimal", "greaterThanOrEqual", "0")
    assert (value.errorStyle or "stop", value.allowBlank) == ("stop", True)
    assert (value.promptTitle, "0—100之间的数" in value.prompt, "0—100之间的数" in value.error) == (
        "本期值（%）", True, True,
    )  # fmt: skip
    assert numerator.prompt.startswith("普惠性幼儿园在园幼儿数。")


def test_the_status_is_chosen_from_the_models_own_list(content: bytes, sheet: Worksheet) -> None:
    choice = rule(sheet, "N6")
    assert (choice.type, choice.formula1) == ("list", "字典!$D$2:$D$6")
    dictionary = load_workbook(BytesIO(content))["字典"]
    assert [row[0].value for row in dictionary["D2:D6"]] == [status.value for status in DataStatus]


def test_the_dictionary_says_what_the_form_is_and_is_hidden(content: bytes) -> None:
    book = load_workbook(BytesIO(content))
    dictionary = book["字典"]
    assert dictionary.sheet_state == "veryHidden"
    assert {row[0].value: row[1].value for row in dictionary["A1:B5"]} == {
        "表单": "lianggang", "版本": "1", "报送期": "2025Q3", "填报单位": "区教育局", "数据表": "填报表",
    }  # fmt: skip
    assert book.active.title == "填报表"


def test_the_formula_and_an_example_stand_beside_the_first_row_of_each_indicator(sheet: Worksheet) -> None:
    comments = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert sorted(comments) == ["B6", "B8", "B9"]
    assert "本期值＝分子÷分母×100" in comments["B6"]
    assert all("例：" in text for text in comments.values())


def test_texts_that_look_like_formulas_are_texts(sheet: Worksheet) -> None:
    for column, text in (
        (FormColumn.NAME, "=1+1"),
        (FormColumn.NUMERATOR_NAME, "-甲"),
        (FormColumn.DENOMINATOR_NAME, "@乙"),
        (FormColumn.CODE, "012"),
    ):
        cell = at(sheet, column, 9)
        assert (cell.value, cell.data_type) == (text, "s")
        assert bool(cell.quotePrefix) is text.startswith(("=", "-", "@"))


def test_a_title_from_the_catalogue_runs_neither() -> None:
    head = {"title": "=HYPERLINK(1)（示例）"}
    title = load_workbook(BytesIO(form_workbook(make_form(form=head))))["填报表"]["A1"]
    assert (title.value, title.data_type) == ("=HYPERLINK(1)（示例）", "s")


def test_head_and_foot(sheet: Worksheet) -> None:
    assert sheet["A1"].value == "示例区（示例数据）“两纲两规划”监测统计表"
    assert [sheet[cell].value for cell in ("A3", "E3", "J3")] == [
        "填报单位（盖章）：区教育局", "报送期：2025年第三季度", "报送截止：2025年10月10日（含当日）",
    ]  # fmt: skip
    foot = [cell.value for cell in sheet[11] if cell.value]
    assert foot == ["单位负责人：", "审核人：", "填表人：", "联系电话：", "填报日期："]
    assert sheet["A11"].value == "单位负责人："
    assert sheet.max_row == 11


def test_it_prints_on_a4_across_one_page_wide_with_its_header_on_every_page(sheet: Worksheet) -> None:
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$5:$5"
    assert range_boundaries(str(sheet.print_area).rpartition("!")[2]) == (1, 1, 15, 11)
    assert sheet.oddFooter.center.text == "第&P页　共&N页"
    assert sheet.freeze_panes == "C6"


def test_every_column_has_a_width_and_every_row_the_height_of_its_text(sheet: Worksheet) -> None:
    assert all(sheet.column_dimensions[letter].width > 7 for letter in COLUMN.values())
    heights = [sheet.row_dimensions[row].height for row in range(6, 10)]
    assert heights[0] > heights[1] >= 30


def test_no_part_of_the_file_bears_the_time_of_its_making(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-10-01T00:00:00Z" in parts.read("docProps/core.xml")


class TestCsv:
    def test_a_mark_for_excel_and_windows_line_ends(self) -> None:
        data = form_csv(make_form())
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\r\n") == data.count(b"\n") == 5

    def test_filled_in_and_read_back_it_gives_the_figures(self) -> None:
        lines = form_csv(make_form()).decode("utf-8-sig").split("\r\n")
        filled = [cells.split(",") for cells in lines[1:-1]]
        for row, figures in zip(filled, (("6310", "8018", "78.70"), ("9", "10", "90"), ("", "", "15")), strict=False):
            for header, text in zip(("分子", "分母", "本期值"), figures, strict=True):
                row[HEADERS.index(header)] = text
        data = "\r\n".join([lines[0], *map(",".join, filled), ""]).encode("utf-8-sig")
        table = read_return_bytes(data, make_form().catalogue, THIS, "区教育局.csv")
        assert table.diagnostics == ()
        assert table.remarks == ()
        assert [
            (row.indicator and row.indicator.code, row.area, str(row.period), row.value.text, row.reporting_unit)
            for row in table.rows
        ] == [
            ("C-EDU-02", None, "2025Q3", "78.70", "区教育局"),
            ("C-EDU-02", "河口镇", "2025Q3", "90", "区教育局"),
            ("C-2", None, "2025Q3", "15", "区教育局"),
            ("012", None, "2024", "", "区教育局"),
        ]

    def test_what_a_spreadsheet_would_run_is_defused(self) -> None:
        last = form_csv(make_form()).decode("utf-8-sig").split("\r\n")[4].split(",")
        assert last[:2] == ["012", "'=1+1"]
        assert (last[HEADERS.index("分子名称")], last[HEADERS.index("分母名称")]) == ("'-甲", "'@乙")
