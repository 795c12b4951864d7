from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.load.returns import read_return, read_return_bytes
from lianggang.load.text import LONGEST_LINE, MOST_LINES, SIZE_LIMIT
from lianggang.model.diagnostic import Place, Severity
from lianggang.model.errors import LianggangError, UsageError
from lianggang.model.quarter import Period, Quarter
from lianggang.model.submission import BLANK, Column, DataStatus, Figure, Missing, ReturnTable

THIS = Quarter(2025, 3)
CATALOGUE = make_catalogue(
    make_indicator(),
    make_indicator("C-EDU-03", name="公办园在园幼儿占比"),
    make_indicator("C-HEA-07", name="0—6岁儿童眼保健覆盖率", field="健康", frequency="annual", lead_unit="区卫健局"),
    make_indicator("W-HEA-01", name="孕产妇死亡率", outline="妇纲", unit_of_measure="1/10万", lead_unit="区卫健局"),
    make_indicator("W-X-01", name="同名指标", outline="妇纲"),
    make_indicator("C-X-01", name="同名指标"),
)
HEADER = "指标编码,指标名称,区域,本期值,分子,分母,计量单位,数据期,数据状态,填报单位,填报人,填报日期,说明"
COLUMNS = HEADER.split(",")


def line(code: str = "C-EDU-02", **cells: str) -> str:
    return ",".join({"指标编码": code, **cells}.get(column, "") for column in COLUMNS)


def read(*lines: str, quarter: Quarter | None = THIS) -> ReturnTable:
    return read_return_bytes("\r\n".join([HEADER, *lines, ""]).encode(), CATALOGUE, quarter, "data/2025Q3.csv")


def found(table: ReturnTable) -> list[tuple[str, int | None, str | None]]:
    return [(one.code, one.place.line, one.place.header) for one in table.diagnostics]


def test_a_row_and_all_its_cells() -> None:
    cells = dict(
        zip(
            COLUMNS[1:],
            [
                "普惠性幼儿园覆盖率",
                "城东街道",
                "78.70",
                "1106",
                "1405",
                "%",
                "2025Q3",
                "正常",
                "教育局",
                "张三",
                "2025-10-08",
                "新增2所",
            ],
            strict=True,
        )
    )
    table = read(line(**cells))
    (row,) = table.rows
    assert row.indicator is CATALOGUE.indicators["C-EDU-02"]
    assert (row.line, row.area, row.period, row.status) == (2, "城东街道", Period(THIS), DataStatus.NORMAL)
    assert row.value == Figure("78.70", Decimal("78.70"))
    assert (row.numerator.number, row.denominator.number) == (1106, 1405)
    assert (row.note, row.reporting_unit, row.filled_by, row.filled_on) == (
        "新增2所", "区教育局", "张三", "2025-10-08",
    )  # fmt: skip
    assert (row.cells, row.failed) == (("C-EDU-02", *cells.values()), frozenset())
    assert (table.quarter, table.rows_misshapen, table.diagnostics, table.remarks, table.failed) == (
        THIS, 0, (), (), False,
    )  # fmt: skip
    assert table.source.place(2, Column.VALUE) == Place("data/2025Q3.csv", None, 2, 4, "本期值")


def test_the_filling_date_as_a_date() -> None:
    rows = read(line(填报日期="2025年10月8日"), line(区域="城东街道", 填报日期="2025-02-30")).rows
    assert [(row.filled_on, row.filled_date) for row in rows] == [
        ("2025年10月8日", date(2025, 10, 8)), ("2025-02-30", None),
    ]  # fmt: skip


def test_the_previous_value_is_read_and_never_faulted() -> None:
    header = "指标编码,上期值,本期值"
    rows = "C-EDU-02,77.90%,78.70\nC-EDU-02,约77,78.70\nC-EDU-02,—,78.70\nX,77,78.70"
    table = read_return_bytes(f"{header}\n{rows}\n".encode(), CATALOGUE, THIS, "a.csv")
    assert [row.previous_value for row in table.rows] == [
        Figure("77.90%", Decimal("77.90")), Figure("约77", failed=True), Figure("—", missing=Missing.NONE), BLANK,
    ]  # fmt: skip
    assert [found.code for found in table.diagnostics] == ["R01"]


def test_what_a_row_leaves_out() -> None:
    (row,) = read(line(本期值="无")).rows
    assert (row.area, row.reporting_unit, row.status, row.note) == (None, None, None, "")
    assert row.value == Figure("无", missing=Missing.NONE)
    assert row.numerator is row.denominator is BLANK


def test_columns_the_file_does_not_have() -> None:
    table = read_return_bytes("名称;分母;分子\n公办园在园幼儿占比;2;1\n".encode("gb18030"), CATALOGUE, THIS, "a.csv")
    (row,) = table.rows
    assert (row.indicator and row.indicator.code, row.value, row.numerator.number) == ("C-EDU-03", BLANK, 1)
    assert table.remarks == ("按 GB18030 读取", "按“;”分隔读取")


def test_the_mark_that_keeps_a_spreadsheet_from_running_a_text_is_no_part_of_it() -> None:
    table = read(line(指标编码="'C-EDU-02", 区域="'城东街道", 本期值="1", 填报单位="'区教育局"))
    assert table.diagnostics == ()
    (row,) = table.rows
    assert (row.indicator and row.indicator.code, row.area, row.reporting_unit) == ("C-EDU-02", "城东街道", "区教育局")


@pytest.mark.parametrize("area", ["", "全区", "示例区", " 全区 "])
def test_the_district_as_a_whole(area: str) -> None:
    assert read(line(本期值="1", 区域=area)).rows[0].area is None


@pytest.mark.parametrize(
    ("code", "cells", "column", "says"),
    [
        ("C-EDU-99", {}, "指标编码", "不在指标目录中；是否为"),
        ("C-EDU-2", {}, "指标编码", "是否为“C-EDU-02”？（开头的0丢失"),
        ("c-edu-02", {}, "指标编码", "是否为“C-EDU-02”？"),
        ("Ｃ－ＥＤＵ－０２", {}, "指标编码", "是否为“C-EDU-02”？"),
        ("1E+05", {}, "指标编码", "科学计数法"),
        ("ZZZ", {"指标名称": "孕产妇死亡率"}, "指标编码", "“孕产妇死亡率”的编码是“W-HEA-01”"),
        ("ZZZ", {}, "指标编码", "请使用下发报表中的指标编码"),
        ("公办园在园幼儿占比", {}, "指标编码", "这是指标名称，编码是“C-EDU-03”"),
        ("", {}, "指标编码", "都没有填写"),
        ("C-EDU-02", {"指标名称": "公办园在园幼儿占比"}, "指标名称", "编码C-EDU-02对应“普惠性幼儿园覆盖率”，表内写作"),
        ("", {"指标名称": "普惠幼儿园覆盖率"}, "指标名称", "是否为“普惠性幼儿园覆盖率”？"),
        ("", {"指标名称": "同名指标"}, "指标名称", "有2项指标名为“同名指标”（W-X-01、C-X-01）"),
    ],
)
def test_a_row_without_a_known_indicator_says_so_and_nothing_else(
    code: str, cells: dict[str, str], column: str, says: str
) -> None:
    table = read(line(code, 本期值="约92", 区域="无此街", 数据期="昨天", 填报日期="x", **cells))
    assert found(table) == [("R01", 2, column)]
    assert says in table.diagnostics[0].message
    assert len(table.diagnostics[0].message) < 150
    assert table.rows[0].indicator is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("0-6岁儿童眼保健覆盖率", "C-HEA-07"), ("0～6岁儿童眼保健覆盖率", "C-HEA-07"),
        ("普惠性 幼儿园覆盖率（%）", "C-EDU-02"),
        ("孕产妇死亡率(1/10万)", "W-HEA-01"),
    ],
)  # fmt: skip
def test_names_that_differ_in_dashes_spaces_and_units_are_the_same(name: str, code: str) -> None:
    table = read(line(code, 指标名称=name, 本期值="1"), line("", 指标名称=name, 本期值="1"))
    assert [row.indicator and row.indicator.code for row in table.rows] == [code, code]
    assert table.diagnostics == ()


@pytest.mark.parametrize(
    ("cells", "code", "column", "says"),
    [
        ({"区域": "城东街"}, "R06", "区域", "是否为“城东街道”？"),
        ({"区域": "火星"}, "R06", "区域", "全区数据请留空"),
        ({"填报单位": "区卫健局"}, "R07", "填报单位", "不负责该指标（牵头单位：区教育局）"),
        ({"填报单位": "教育厅局"}, "R07", "填报单位", "不在成员单位目录中"),
        ({"数据状态": "正长"}, "R08", "数据状态", "请从正常、缺测、不适用、本季不报、口径变化中选择"),
        ({"数据期": "45930"}, "P04", "数据期", "Excel日期序号（2025年9月30日）"),
        ({"计量单位": "‰"}, "U01", "计量单位", "计量单位写作“‰”，本指标单位为%"),
        ({"本期值": "78.70‰"}, "U01", "本期值", "本指标单位为%"),
        ({"本期值": "78.70‰", "计量单位": "‰"}, "U01", "本期值", "本指标单位为%"),
        ({"分子": "约90"}, "P01", "分子", "“约90”不是数值"),
        ({"分母": "#DIV/0!"}, "P02", "分母", "公式错误"),
        ({"本期值": "1_000"}, "P07", "本期值", "“1_000”不是数值"),
    ],
)
def test_a_failed_cell_has_one_diagnostic(cells: dict[str, str], code: str, column: str, says: str) -> None:
    table = read(line("C-EDU-03", 本期值="5"), line(**{"本期值": "78.70", **cells}))
    (one,) = table.diagnostics
    assert (one.code, one.place.line, one.place.header) == (code, 3, column)
    assert (one.severity, one.indicator, one.found) == (Severity.ERROR, "C-EDU-02", cells[column])
    assert says in one.message
    assert one.excerpt is not None
    assert one.span is not None
    assert one.excerpt[slice(*one.span)] == cells[column]
    assert [header for header in table.rows[1].failed if COLUMNS[table.source.columns[header] - 1] == column]


def test_a_value_in_another_unit_of_measure_is_no_figure() -> None:
    (row,) = read(line(本期值="787", 计量单位="‰", 分子="3")).rows
    assert row.failed == {Column.UNIT_OF_MEASURE, Column.VALUE}
    assert row.value == Figure("787", failed=True)
    assert row.numerator.number == 3


def test_spellings_of_the_unit_of_measure() -> None:
    assert read(line("W-HEA-01", 本期值="8.5/10万", 计量单位="十万分之一")).diagnostics == ()


def test_a_wrong_date_of_filling_in_is_a_note_only() -> None:
    table = read(line(本期值="5", 填报日期="45939"), line("C-EDU-03", 本期值="5", 填报日期="2025.10.9"))
    (one,) = table.diagnostics
    assert (one.code, one.severity, one.place.line) == ("P04", Severity.NOTE, 2)
    assert one.message == "填报日期“45939”是Excel日期序号（2025年10月9日）；请按2025-10-09填写。"
    assert not table.rows[0].failed


def test_invisible_characters_are_passed_over_with_a_note() -> None:
    table = read(line("C-EDU\u200b-02", 本期值="\ufeff78.70", 说明="\u200b"))
    assert sorted((one.code, one.severity.value, one.place.header) for one in table.diagnostics) == [
        ("P06", "note", "指标编码"),
        ("P06", "note", "本期值"),
    ]
    (row,) = table.rows
    assert (row.value.number, row.note) == (Decimal("78.70"), "")


def test_the_reasons_of_health_forms() -> None:
    table = read(line("C-HEA-07", 本期值="-2"), line(本期值="-2"))
    assert [(row.value.missing, row.value.number) for row in table.rows] == [
        (Missing.NOT_CARRIED_OUT, None),
        (None, Decimal(-2)),
    ]


def test_periods_of_rows() -> None:
    table = read(
        line(本期值="5"), line("C-EDU-03", 本期值="5", 数据期="2025年第二季度", 说明="更正"),
        line("C-HEA-07", 本期值="5"), line("C-HEA-07", 本期值="5", 数据期="2023"),
        line(本期值="5", 数据期="三季度"),
    )  # fmt: skip
    assert [str(row.period) for row in table.rows] == ["2025Q3", "2025Q2", "2024", "2023", "2025Q3"]
    assert table.diagnostics == ()


@pytest.mark.parametrize(
    ("code", "period"), [("C-EDU-02", "2025Q4"), ("C-EDU-02", "2026"), ("C-HEA-07", "2025"), ("C-HEA-07", "2030Q1")]
)
def test_a_row_that_speaks_of_the_future(code: str, period: str) -> None:
    table = read(line("C-EDU-03", 本期值="5"), line(code, 本期值="5", 数据期=period, 说明="预计"))
    assert (found(table), table.failed) == ([("F04", 3, "数据期")], False)
    assert table.rows[1].failed == {Column.PERIOD}


@pytest.mark.parametrize(
    ("cells", "failed"),
    [
        ({"数据期": "2025Q2"}, True),
        ({"数据期": "2025Q4", "说明": "x"}, True),
        ({"数据期": "2025Q2", "说明": "更正"}, False),
        ({}, False),
    ],
)
def test_a_return_of_another_quarter_is_rejected_once(cells: dict[str, str], failed: bool) -> None:
    codes = ("C-EDU-02", "C-EDU-03")
    table = read(
        *(line(code, 本期值="约5" if failed else "5", **cells) for code in codes), line("C-HEA-07", 本期值="5")
    )
    assert table.failed is failed
    assert found(table) == ([("F04", None, None)] if failed else [])
    assert len(table.rows) == 3


def test_a_return_without_a_period_in_its_name() -> None:
    table = read(line(本期值="5", 数据期="2025Q2"), line("C-HEA-07", 本期值="5"), quarter=None)
    assert (table.quarter, table.failed) == (Quarter(2025, 2), False)
    assert table.remarks == ("文件名没有写明报送期，按“数据期”列作2025年第二季度读取",)
    assert [str(row.period) for row in table.rows] == ["2025Q2", "2024"]
    for rows in ([line(本期值="5")], [line(本期值="5", 数据期=quarter) for quarter in ("2025Q1", "2025Q2")]):
        table = read(*rows, quarter=None)
        assert (table.quarter, table.failed, found(table)) == (None, True, [("F04", None, None)])


@pytest.mark.parametrize(
    ("data", "code", "rows_read"),
    [
        (b"", "F14", 0),
        (b"\r\n \r\n", "F14", 0),
        (b"\xef\xbb\xbf", "F14", 0),
        (HEADER.encode(), "F14", 0),
        ((HEADER + "\n,,,,\n\n").encode(), "F14", 0),
        (b"PK\x03\x04", "F01", 0),
        (b"\0\1\2\3", "F01", 0),
        (b"\xff\x80" * 50, "F01", 0),
        (b"a,b\n1,2\n\n3,4\n", "F02", 2),
        ("指标编码,说明\n1,2\n".encode(), "F02", 1),
        ("指标编码,本期值,数值\n1,2,3\n".encode(), "F02", 1),
    ],
)
def test_a_file_that_cannot_be_used(data: bytes, code: str, rows_read: int) -> None:
    table = read_return_bytes(data, CATALOGUE, THIS, "a.csv")
    assert [one.code for one in table.diagnostics] == [code]
    assert (table.failed, table.rows, table.rows_misshapen) == (True, (), rows_read)


def test_rows_of_the_wrong_shape_are_counted() -> None:
    bad = line("C-EDU-03", 本期值="7")[:-1]
    table = read(line(本期值="5"), bad, line("C-EDU-03", 本期值='"7'), "", line("C-HEA-07", 本期值="约7"))
    assert sorted(found(table)) == [("F10", 3, None), ("F11", 4, "本期值"), ("F15", 5, None), ("P01", 6, "本期值")]
    assert ([row.line for row in table.rows], table.rows_misshapen) == ([2, 6], 2)


def test_a_damaged_row_is_left_out_and_the_others_are_read() -> None:
    data = "\n".join([HEADER, line(本期值="5", 说明="甲"), line("C-EDU-03", 本期值="7", 说明="乙")])
    table = read_return_bytes(data.encode().replace("甲".encode(), b"\xe7\x94"), CATALOGUE, THIS, "a.csv")
    assert ([row.line for row in table.rows], table.rows_misshapen, found(table)) == ([3], 1, [("F13", 2, "说明")])


def test_a_reading_whose_header_is_known_wins() -> None:
    # In UTF-8 the cell 茅 would be é; the header tells that it is not.
    data = "编码,值,备注\nC-EDU-02,5,茅\n".encode("gb18030")
    table = read_return_bytes(data, CATALOGUE, THIS, "a.csv")
    assert (table.rows[0].note, table.failed) == ("茅", False)


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到文件"):
        read_return(tmp_path / "2025Q3.csv", CATALOGUE, THIS)
    with pytest.raises(LianggangError, match="是文件夹"):
        read_return(tmp_path, CATALOGUE, THIS)


def test_a_file_is_read_from_disk_and_shown_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "2025Q3.csv"
    path.write_bytes(b"code,value\nC-EDU-02,5\n")
    assert read_return(path, CATALOGUE, THIS, "data/2025Q3.csv").source.path == "data/2025Q3.csv"
    assert read_return(path, CATALOGUE, THIS).source.path == path.as_posix()


def test_what_stands_above_and_below_the_table_is_no_data() -> None:
    """A form that Excel has saved as CSV: every line has the width of the table."""
    wide = len(COLUMNS) - 1
    above = [
        "示例区监测统计表" + "," * wide,
        "填报单位：区教育局,报送期：2025年第三季度" + "," * (wide - 1),
        "," * wide,
    ]
    below = [
        "," * wide,
        "单位负责人：,张示例,填表人,王示例,填报日期：2025年10月9日" + "," * (wide - 4),
        "注：无" + "," * wide,
    ]
    text = "\n".join([*above, HEADER, line(本期值="5"), *below])
    table = read_return_bytes(text.encode(), CATALOGUE, THIS, "data/2025Q3/区教育局.csv", "区教育局")
    assert (found(table), table.failed, table.remarks) == ([], False, ("表头在第4行",))
    assert [(row.line, row.filled_by, row.filled_on) for row in table.rows] == [(5, "王示例", "2025年10月9日")]
    old = read_return_bytes(text.replace("第三", "第二").encode(), CATALOGUE, THIS, "a.csv")
    assert (found(old), old.failed) == ([("F04", 2, None)], True)
    other = read_return_bytes(text.replace("区教育局", "区卫健局").encode(), CATALOGUE, THIS, "a.csv", "区教育局")
    assert (found(other), other.failed) == ([("F03", 2, None)], True)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"x" * (SIZE_LIMIT + 1), "64 MiB"),
        (b"code,value\n" + b"\n" * MOST_LINES, f"超过{MOST_LINES}行"),
        (b"code,value\n" + b"\r" * (MOST_LINES + 1), f"超过{MOST_LINES}行"),
        (b"code,value\nC-EDU-02," + b"1" * LONGEST_LINE, f"第2行超过{LONGEST_LINE}个字符"),
        (b"code,value\n" + b"," * LONGEST_LINE + b",", f"第2行超过{LONGEST_LINE}个字符"),
        (b"code,value" + b"," * 1_000_000 + b"\nC-EDU-02,1", "第1行超过500列"),
    ],
    ids=["bytes", "lines", "lines of CR", "a long cell", "a million cells", "a million columns"],
)
def test_a_file_that_is_too_large(data: bytes, says: str) -> None:
    table = read_return_bytes(data, CATALOGUE, THIS, "a.csv")
    assert ([one.code for one in table.diagnostics], table.failed, table.rows) == (["F17"], True, ())
    assert says in table.diagnostics[0].message


def test_a_line_of_half_a_million_cells_costs_itself_only() -> None:
    table = read(line(本期值="5"), "," * 400_000 + "x", line("C-EDU-03", 本期值="5"))
    assert (found(table), len(table.rows)) == ([("F10", 3, None)], 2)


def test_many_blank_lines_are_one_finding() -> None:
    (one,) = read(line(本期值="5"), *[""] * 10_000, line("C-EDU-03", 本期值="5")).diagnostics
    assert (one.code, one.place.line, one.count, one.lines) == ("F15", 3, 10_000, ((3, 10_002),))


@pytest.mark.parametrize("remark", ["注：①为快报数。", "审核人：李示例,填表人：王示例", "备注：本表由两家单位会同填报"])
def test_a_remark_typed_below_the_table_is_no_row(remark: str) -> None:
    table = read(line(本期值="78.70"), remark)
    assert (len(table.rows), table.rows_misshapen, table.diagnostics) == (1, 0, ())
