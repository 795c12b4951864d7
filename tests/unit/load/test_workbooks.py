"""Spreadsheets as returns: which sheet, which cells, what is hidden, and what a form says of itself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from doubles import make_catalogue, make_indicator
from lianggang.load.returns import read_return, read_return_bytes
from lianggang.model.diagnostic import Place, Severity
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Column, Figure, ReturnTable
from workbooks import form, respoilt, sheet, with_xml, workbook

THIS = Quarter(2025, 3)
CATALOGUE = make_catalogue(
    make_indicator(),
    make_indicator("C-EDU-03", name="公办园在园幼儿占比"),
    make_indicator("C-WEL-01", name="孤儿人数", unit_of_measure="人", decimals="0", lead_unit="区民政局"),
    make_indicator("W-H-01", name="孕产妇死亡率", unit_of_measure="1/10万", lead_unit="区卫健局"),
)
HEADER = ["指标编码", "区域", "本期值", "分子", "分母", "数据期", "填报单位", "填报日期", "说明"]
FOOT = [
    "单位负责人：张示例",
    "审核人",
    "李示例",
    "填表人：王示例",
    None,
    "联系电话：12345",
    "填报日期",
    dt.date(2025, 10, 9),
]


def row(code: str = "C-EDU-02", value: object = 78.7, **cells: object) -> list[object]:
    return [{"指标编码": code, "本期值": value, **cells}.get(name) for name in HEADER]


def read(
    data: bytes, quarter: Quarter | None = THIS, name: str = "区教育局.xlsx", unit: str | None = None
) -> ReturnTable:
    return read_return_bytes(data, CATALOGUE, quarter, f"data/2025Q3/{name}", unit)


def found(table: ReturnTable) -> list[tuple[str, str | None]]:
    return [(one.code, one.place.cell or one.place.line) for one in table.diagnostics]


def test_a_row_and_its_place() -> None:
    table = read(
        sheet(["示例区监测统计表"], [], HEADER, row(说明="新增2所", 区域="城东街道", 填报日期=dt.date(2025, 10, 9)))
    )
    (one,) = table.rows
    assert (one.line, one.area, one.note, one.filled_on) == (4, "城东街道", "新增2所", "2025-10-09")
    assert one.value == Figure("78.7", Decimal("78.7"))
    assert table.source.place(4, Column.VALUE) == Place("data/2025Q3/区教育局.xlsx", "报表", 4, 3, "本期值")
    assert table.source.place(4, Column.VALUE).cell == "C4"
    assert (table.diagnostics, table.remarks, table.failed) == ((), ("表头在第3行",), False)


def test_a_finding_shows_the_row_and_the_cell() -> None:
    (one,) = read(sheet(HEADER, row(value="约92", 说明="a\nb"))).diagnostics
    assert (one.code, one.place.cell, one.excerpt) == ("P01", "C2", "C-EDU-02 |  | 约92 |  |  |  |  |  | a↵b")
    assert one.span is not None
    assert one.excerpt is not None
    assert one.excerpt[slice(*one.span)] == "约92"


@pytest.mark.parametrize(
    ("code", "value", "number_format", "text", "codes"),
    [
        ("C-EDU-02", 0.923, "0.00%", "92.30", ["P03"]),
        ("C-EDU-02", 0.923, "0%", "92.3", ["P03"]),
        ("C-EDU-02", 92.3, "0.00", "92.30", []),
        ("C-EDU-02", "92.3%", "General", "92.3", []),
        ("C-EDU-02", 92.299999999999997, "General", "92.3", []),
        ("C-WEL-01", 0.12, "0%", None, ["U01"]),
        ("W-H-01", 0.5, "0.0%", None, ["U01"]),
        ("C-EDU-02", 45939, "yyyy-mm-dd", None, ["P01"]),
        ("C-EDU-02", True, "General", None, ["P01"]),
        ("C-EDU-02", 1e15, "General", None, ["P07"]),
        ("C-EDU-02", "１２", "General", "12", ["P03"]),
    ],
)
def test_number_formats(code: str, value: object, number_format: str, text: str | None, codes: list[str]) -> None:
    table = read(sheet(HEADER, row(code, value), formats={"C2": number_format}))
    assert [one.code for one in table.diagnostics] == codes
    number = table.rows[0].value.number
    assert (None if number is None else str(number)) == text


def test_the_message_of_a_percent_cell_says_what_was_read() -> None:
    (one,) = read(sheet(HEADER, row(value=0.923), formats={"C2": "0.00%"})).diagnostics
    assert one.message.startswith("单元格为百分比格式，已按92.30读取")
    assert one.severity is Severity.NOTE


def test_a_percent_format_on_a_numerator_is_no_count() -> None:
    assert found(read(sheet(HEADER, row(分子=0.5, 分母=2), formats={"D2": "0%"}))) == [("U01", "D2")]


@pytest.mark.parametrize("value", ["#DIV/0!", "#N/A", "#REF!"])
def test_error_cells(value: str) -> None:
    table = read(sheet(HEADER, row(value={"formula": "1/0", "value": value})))
    assert found(table) == [("P02", "C2")]
    assert "公式错误" in table.diagnostics[0].message


def test_a_formula_with_its_result_is_that_result() -> None:
    (one,) = read(sheet(HEADER, row(value={"formula": "D2/E2*100", "value": 78.7}))).rows
    assert one.value.number == Decimal("78.7")


def test_a_formula_whose_result_is_an_empty_text_is_blank() -> None:
    formula = b'<c r="C2" t="str"><f>IF(1,"")</f><v></v></c>'
    assert read(with_xml(sheet(HEADER, row(value=None, 分子=1)), b'<c r="D2"', formula)).rows[0].value.text == ""


def test_a_formula_without_its_result_has_a_wording_of_its_own() -> None:
    data = with_xml(sheet(HEADER, row(value=None, 分子=1, 分母=2)), b'<c r="D2"', b'<c r="C2"><f>D2/E2*100</f></c>')
    table = read(data)
    assert found(table) == [("P02", "C2")]
    assert table.diagnostics[0].message == (
        "“=D2/E2*100”是公式，文件中没有存下它的结果；请在Excel中打开并保存后重报，或粘贴为数值。"
    )
    assert table.rows[0].failed == {Column.VALUE}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"说明": "=1+1"}, "P05"),
        ({"说明": "@SUM(A1)"}, "P05"),
        ({"说明": "-cmd"}, "P05"),
        ({"说明": "+2所"}, "P05"),
        ({"说明": {"formula": "NA()", "value": "#N/A"}}, "P05"),
    ],
)
def test_texts_that_a_spreadsheet_would_run(cells: dict[str, object], code: str) -> None:
    table = read(sheet(HEADER, row(**cells)))
    assert found(table) == [(code, "I2")]
    assert table.diagnostics[0].severity is Severity.QUERY
    assert not table.rows[0].is_explained


@pytest.mark.parametrize("note", ["-", "--", "-5", "+1.2%", "—", "#1 园", "'=1"])
def test_texts_that_it_would_not(note: str) -> None:
    assert read(sheet(HEADER, row(说明=note))).diagnostics == ()


def test_chinese_date_formats_that_a_file_does_not_write_out() -> None:
    data = sheet(HEADER, row(填报日期=dt.date(2025, 10, 9)))
    styles = respoilt(data, lambda _, part: part.replace(b'numFmtId="164" fontId', b'numFmtId="31" fontId'))
    assert read(styles).rows[0].filled_on == "2025-10-09"


def test_a_day_number_without_a_date_format_is_named_with_its_date() -> None:
    (one,) = read(sheet(HEADER, row(填报日期=45939))).diagnostics
    assert (one.code, one.severity) == ("P04", Severity.NOTE)
    assert "2025年10月9日" in one.message


def test_line_breaks_and_spaces_in_headers_are_passed_over() -> None:
    table = read(sheet(["指标\n编码", " 本 期 值 ", "数据\r\n状态"], ["C-EDU-02", 5, "正常"]))
    assert (table.rows[0].value.number, table.diagnostics) == (5, ())


def test_a_header_over_two_rows_with_merged_cells() -> None:
    table = read(
        sheet(
            ["指标编码", "数据", None, None, "说明"],
            [None, "本期值", "分子", "分母", None],
            ["C-EDU-02", 50, 1, 2, "x"],
            merge=["A1:A2", "B1:D1", "E1:E2"],
        )
    )
    assert (table.rows[0].line, table.rows[0].denominator.number, table.rows[0].note) == (3, 2, "x")
    assert table.diagnostics == ()


def test_a_header_whose_cells_are_all_merged_over_two_rows() -> None:
    table = read(sheet(["指标编码", "本期值"], [], ["C-EDU-02", 5], merge=["A1:A2", "B1:B2"]))
    assert ([one.line for one in table.rows], table.diagnostics) == ([3], ())


def test_merged_labels_hold_for_all_their_rows_and_merged_figures_for_the_first() -> None:
    table = read(
        sheet(
            HEADER,
            row(区域="城东街道", 说明="因故"),
            row("", 5, 区域="城西街道"),
            row("", None, 区域="河口镇"),
            merge=["A2:A4", "I2:I4", "C3:C4"],
        )
    )
    assert [one.indicator.code for one in table.rows if one.indicator] == ["C-EDU-02"] * 3
    assert [one.note for one in table.rows] == ["因故"] * 3
    assert [one.value.text for one in table.rows] == ["78.7", "5", ""]
    assert found(table) == [("F06", "C3")]
    assert "第3—4行合并，数值只计入第3行" in table.diagnostics[0].message


def test_what_is_hidden_is_read_and_said() -> None:
    table = read(
        workbook({
            "封面": {"rows": [["示例"]]},
            "报表": {
                "rows": [HEADER, row(), row("C-EDU-03"), row("C-EDU-02", 5, 区域="城东街道")],
                "hidden": True, "hidden_rows": [3], "hidden_columns": "BCZ", "comments": {"C2": "区里口径", "I2": "x"},
            },
        })
    )  # fmt: skip
    assert len(table.rows) == 3
    assert {one.code for one in table.diagnostics} == {"F06"}
    assert [place for _, place in found(table)] == [None, 3, "B1", "C1", "C2"]
    assert table.remarks == ("读取工作表“报表”，没有读取“封面”",)


def test_a_filter_is_said_once() -> None:
    (one,) = read(sheet(HEADER, row(), filter="A1:I2")).diagnostics
    assert (one.code, one.place.line) == ("F06", 1)
    (one,) = read(sheet(HEADER, row(), filter="A1:I2", hidden_rows=[2])).diagnostics
    assert one.message == "第2行被筛选隐藏，已读取；请确认。"


def test_cells_beside_the_table_are_said_to_be_unread() -> None:
    table = read(sheet(HEADER, [*row(), None, "多写的"], [*[None] * 10, "又一格"]))
    assert found(table) == [("F16", "K2")]
    assert "“多写的”等2格在表外" in table.diagnostics[0].message
    assert len(table.rows) == 1


def test_blank_rows_between_are_said_and_at_the_end_are_not() -> None:
    table = read(sheet(HEADER, row(), [], row("C-EDU-03"), [], [" "]))
    assert found(table) == [("F15", 3)]
    data = sheet(HEADER, row(), *[[]] * 100_000, row("C-EDU-03"))
    (one,) = read(data).diagnostics
    assert (one.code, one.count, one.lines) == ("F15", 100_000, ((3, 100_002),))


def test_which_sheet() -> None:
    data = {"rows": [HEADER, row()]}
    other = {"rows": [HEADER, row("C-EDU-03")]}
    table = read(workbook({"说明": {"rows": [["填表说明"]]}, "甲": data}))
    assert (table.source.sheet, table.remarks) == ("甲", ("读取工作表“甲”，没有读取“说明”",))
    table = read(workbook({"甲": data, "乙": {**other, "hidden": True}}))
    assert (found(table), table.failed, table.rows_misshapen) == ([("F18", None)], True, 2)
    assert "“甲”、“乙”（隐藏）" in table.diagnostics[0].message
    table = read(workbook({"甲": data, "乙": {"rows": [HEADER]}}))
    assert (table.source.sheet, table.failed) == ("甲", False)


def test_a_form_says_which_sheet() -> None:
    sheets = {title: {"rows": [HEADER, row(code)]} for title, code in (("甲", "C-EDU-02"), ("报表", "C-EDU-03"))}
    dictionary = {"字典": {"rows": [["表单", "lianggang"], ["数据表", "报表"]], "hidden": "very"}}
    table = read(workbook(sheets | dictionary))
    assert (table.source.sheet, [one.code for one in table.diagnostics]) == ("报表", ["F08"])
    table = read(workbook(sheets | {"字典": {"rows": [["表单", "别家的"], ["数据表", "报表"]]}}))
    assert [one.code for one in table.diagnostics] == ["F18"]


def test_a_sheet_of_that_name_that_is_no_dictionary_is_a_sheet_like_any_other() -> None:
    assert read(workbook({"字典": {"rows": [HEADER, row()]}})).source.sheet == "字典"


def test_a_foot_is_no_data_and_signs_the_rows() -> None:
    table = read(form(HEADER, row(), row("C-EDU-03"), [], FOOT, ["注：本表一式两份。"]))
    assert ([one.line for one in table.rows], table.diagnostics) == ([2, 3], ())
    assert {one.filled_on for one in table.rows} == {"2025-10-09"}
    assert table.rows[0].filled_by == "王示例"


def test_a_foot_in_one_cell() -> None:
    foot = ["单位负责人：张示例    审核人: 李示例  填表人：王示例　联系电话：12345 填报日期：2025年10月9日"]
    assert read(form(HEADER, row(), foot)).diagnostics == ()


@pytest.mark.parametrize(
    ("foot", "missing", "cell"),
    [
        ([], "单位负责人、审核人、填表人、联系电话、填报日期", None),
        (
            ["单位负责人：", "张示例", "审核人：", None, "填表人：王", "联系电话：1", "填报日期：2025-10-09"],
            "审核人",
            "C3",
        ),
        (["单位负责人：张", "审核人：李", "填表人：王", "联系电话：1"], "填报日期", 3),
    ],
)
def test_what_the_foot_of_a_form_leaves_open(foot: list[str], missing: str, cell: object) -> None:
    table = read(form(HEADER, row(), foot))
    assert found(table) == [("F08", cell)]
    assert table.diagnostics[0].message == f"表尾缺少{missing}；请补填。"
    assert len(table.rows) == 1
    assert read(sheet(HEADER, row(), foot)).diagnostics == ()


def test_a_date_at_the_foot_that_is_none() -> None:
    foot = [
        "单位负责人：张",
        "审核人：李",
        "填表人：王",
        "联系电话：1",
        "填报日期：十月",
    ]
    (one,) = read(form(HEADER, row(), foot)).diagnostics
    assert (one.code, one.severity, one.place.cell) == ("P04", Severity.NOTE, "E3")


def test_the_comments_of_a_form_are_its_own() -> None:
    foot = ["单位负责人：张", "审核人：李", "填表人：王", "联系电话：1", "填报日期：2025-10-09"]
    for author, codes in (("lianggang", []), ("", ["F06"]), ("王示例", ["F06"])):
        table = read(form(HEADER, row(), foot, comments={"C2": "分子÷分母×100"}, author=author))
        assert [one.code for one in table.diagnostics] == codes


@pytest.mark.parametrize(
    ("data", "cell"),
    [
        (form(HEADER, row(), FOOT, dictionary={"报送期": "2025Q2"}), None),
        (sheet(["2025年第二季度监测统计表"], HEADER, row()), "A1"),
        (sheet(["监测统计表"], ["报送期：", "2025年二季度"], HEADER, row()), "B2"),
        (sheet(["监测统计表", None, "报送期：2025Q2"], HEADER, row()), "C1"),
    ],
)
def test_a_form_or_title_of_another_quarter(data: bytes, cell: str | None) -> None:
    table = read(data)
    assert (found(table), table.failed, len(table.rows)) == ([("F04", cell)], True, 1)
    assert "本次应报2025年第三季度" in table.diagnostics[0].message


@pytest.mark.parametrize(
    "title",
    [
        "2025年第三季度监测统计表（上季：2025年第二季度）",
        "中国妇女发展纲要（2021—2030年）",
        "报送期：2025年第三季度",
        "2025年第3季度",
    ],
)
def test_a_title_that_does_not_contradict(title: str) -> None:
    assert not read(sheet([title], HEADER, row())).failed


def test_a_quarter_that_only_the_form_gives() -> None:
    table = read(form(HEADER, row(), FOOT), quarter=None)
    assert (table.quarter, table.failed) == (THIS, False)
    assert table.remarks == ("文件名没有写明报送期，按表上写的2025年第三季度读取",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (form(HEADER, row("C-WEL-01", 5), FOOT, dictionary={"填报单位": "区民政局"}), "表内填报单位为“区民政局”"),
        (sheet(["填报单位（盖章）：区民政局"], HEADER, row("C-WEL-01", 5)), "表内填报单位为“区民政局”"),
        (sheet(["填报单位", "区民政局"], HEADER, row("C-WEL-01", 5)), "表内填报单位为“区民政局”"),
        (sheet(HEADER, row("C-WEL-01", 5, 填报单位="区民政局")), "表内填报单位为“区民政局”"),
        (sheet(HEADER, row("C-WEL-01", 5)), "表内各项指标的牵头单位为区民政局"),
    ],
)
def test_a_return_of_another_unit(data: bytes, says: str) -> None:
    table = read(data, unit="区教育局")
    assert ([one.code for one in table.diagnostics if one.code != "F08"], table.failed) == (["F03"], True)
    assert says in table.diagnostics[-1].message
    assert not read(data).failed
    assert not read(data, unit="区民政局").failed


def test_single_rows_of_another_unit_are_rejected_by_themselves() -> None:
    table = read(sheet(HEADER, row(), row("C-WEL-01", 5), row("W-H-01", 5, 填报单位="卫健局")), unit="区教育局")
    assert (found(table), table.failed) == ([("R07", "A3"), ("R07", "G4")], False)
    assert [one.reporting_unit for one in table.rows] == ["区教育局", None, None]


def test_a_head_that_names_no_member_unit_proves_nothing() -> None:
    assert not read(sheet(["填报单位：区教育局学前科"], HEADER, row()), unit="区教育局").failed


def test_a_file_without_a_table() -> None:
    assert found(read(sheet(["a"], ["b"]))) == [("F02", 1)]
    assert found(read(sheet(["指标编码", "说明"], ["C-EDU-02", "x"]))) == [("F02", 1)]
    assert found(read(sheet(HEADER))) == [("F14", 1)]
    assert found(read(sheet())) == [("F14", None)]
    wide = [f"c{number}" for number in range(501)]
    assert found(read(sheet([*wide, "指标编码", "本期值"], ["C-EDU-02"]))) == [("F17", 1)]


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.xlsx", "文件是空的"),
        (b"code,value\nC-1,2\n", "a.xlsx", "像是文本文件"),
        (b"\0\1\2", "a.xlsx", "不是工作簿"),
        (b"<html><table>", "a.xls", "网页"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "设有密码"),
        (b"\xd0\xcf\x11\xe0rest", "a.xlsx", "内容却是旧版.xls"),
        (sheet(HEADER, row()), "a.xls", "内容却是.xlsx"),
        (sheet(HEADER, row()), "a.et", "不能读取.et文件"),
        (b"\xd0\xcf\x11\xe0rest", "a.xls", "损坏"),
        (sheet(HEADER, row())[:900], "a.xlsx", "损坏"),
    ],
)
def test_files_that_are_not_what_their_name_says(data: bytes, name: str, says: str) -> None:
    table = read(data, name=name)
    assert ([one.code for one in table.diagnostics], table.failed, table.rows) == (["F07"], True, ())
    assert says in table.diagnostics[0].message


def test_what_openpyxl_cannot_make_sense_of_is_no_traceback() -> None:
    broken = respoilt(sheet(HEADER, row()), lambda _, part: part.replace(b"<v>0</v>", b"<v>999</v>"))
    assert found(read(broken)) == [("F07", None)]


def test_openpyxl_s_own_files_read_alike(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "报表"
    for cells in (HEADER, row(value=0.787, 填报日期=dt.date(2025, 10, 9))):
        book.active.append(cells)
    book.active["C2"].number_format = "0.0%"
    book.save(tmp_path / "区教育局.xlsx")
    table = read_return(tmp_path / "区教育局.xlsx", CATALOGUE, THIS, "a.xlsx")
    assert ([one.code for one in table.diagnostics], table.unit) == (["P03"], "区教育局")
    assert (str(table.rows[0].value.number), table.rows[0].filled_on) == ("78.7", "2025-10-09")


def test_an_old_workbook_is_read_without_its_formats() -> None:
    data = (Path(__file__).parent / "old.xls").read_bytes()
    table = read(data, name="区教育局.xls")
    assert [(one.code, one.severity.value, one.place.cell) for one in table.diagnostics] == [
        ("F09", "note", None),
        ("F09", "query", "C2"),
    ]
    assert [str(one.value.number) for one in table.rows] == ["0.787", "49.2"]
    assert [(one.area, one.filled_on) for one in table.rows] == [(None, "2025-10-09"), ("城东街道", "")]


def test_an_old_workbook_without_the_optional_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    data = (Path(__file__).parent / "old.xls").read_bytes()
    (one,) = read(data, name="区教育局.xls").diagnostics
    assert one.code == "F07"
    assert "另存为.xlsx后重报" in one.message
    assert "lianggang[xls]" in one.message


def test_openpyxl_prints_nothing_of_a_style_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    styles = "xl/styles.xml"
    data = respoilt(
        sheet(HEADER, row()),
        lambda name, part: part.replace(b'xfId="0"', b'xfId="7"') if name == styles else part,
    )
    (one,) = read(data).diagnostics
    assert one.code == "F07"
    assert capsys.readouterr().out == ""
