from __future__ import annotations

import pytest

from lianggang.load.header import Header, column_names, find_header, header_findings
from lianggang.model.submission import Column, ReturnSource
from lianggang.model.written import TextLines

FORM = "指标编码,指标名称,区域,本期值,分子,分母,计量单位,数据期,数据状态,填报单位,填报人,填报日期,说明,上期值"


def header_of(*lines: str) -> Header:
    header = find_header(lines)
    assert header is not None
    return header


def findings(*lines: str) -> list[tuple[str, int | None, str]]:
    header = header_of(*lines)
    source = ReturnSource("a.csv", None, header.columns, header.headers, TextLines(lines, header.delimiter))
    return [(one.code, one.place.column, one.message) for one in header_findings(header, source)]


def test_the_form_and_its_english_names() -> None:
    english = ",".join(column.value for column in Column)
    for line in (FORM, english):
        header = header_of(line)
        assert header.columns == {column: number for number, column in enumerate(Column, 1)}
        assert header.is_complete
        assert findings(line) == []


@pytest.mark.parametrize("column", list(Column))
def test_no_name_belongs_to_two_columns(column: Column) -> None:
    others = {name for other in Column if other is not column for name in column_names(other)}
    assert not others & set(column_names(column))


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("指标编号", Column.CODE), ("代码", Column.CODE), (" 指标 编码 ", Column.CODE), ("\ufeff指标编码", Column.CODE),
        ("*指标编码", Column.CODE), ("CODE", Column.CODE), ("ｃｏｄｅ", Column.CODE), ("Indicator Code", Column.CODE),
        ("数值", Column.VALUE), ("本期数", Column.VALUE), ("本期值（%）", Column.VALUE), ("本期值(％)", Column.VALUE),
        ("本期\n值", Column.VALUE), ("单位", Column.UNIT_OF_MEASURE), ("Unit of Measure", Column.UNIT_OF_MEASURE),
        ("报送期", Column.PERIOD), ("时期", Column.PERIOD), ("备注", Column.NOTE), ("说明：", Column.NOTE),
        ("街道/乡镇", Column.AREA), ("街道／乡镇", Column.AREA), ("填表人", Column.FILLED_BY), ("状态", Column.STATUS),
    ],
)  # fmt: skip
def test_other_names(written: str, column: Column) -> None:
    cell = f'"{written}"' if "\n" in written else written
    lines = ("name,numerator,denominator," + cell).split("\n")
    assert header_of(*lines).columns[column] == 4


def test_titles_above_the_header() -> None:
    header = header_of("示例区监测统计表,,", "填报单位：,区教育局,", "", "指标编码,本期值,说明", "C-1,5,")
    assert (header.line, header.end) == (4, 4)


def test_a_header_over_two_lines() -> None:
    header = header_of('指标编码,"本期值', '（%）",说明', "C-1,5,")
    assert (header.line, header.end, header.columns[Column.NOTE]) == (1, 2, 3)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "；", "，", "|"])
def test_the_delimiter_is_the_one_that_gives_columns(delimiter: str) -> None:
    assert header_of(delimiter.join(["指标编码", "本期值", "说明"])).delimiter == delimiter


def test_no_header_in_the_first_lines() -> None:
    assert find_header(["x"] * 15 + ["指标编码,本期值"]) is None
    assert find_header([]) is None


@pytest.mark.parametrize(
    ("line", "columns"),
    [("code,status", True), ("name,numerator,denominator", True), ("code,value", True), ("code,numerator", False)],
)
def test_what_a_return_must_have(line: str, columns: bool) -> None:
    assert header_of(line).is_complete is columns


def test_missing_columns_are_named() -> None:
    assert findings("本期值,说明") == [
        ("F02", None, "表头缺少“指标编码”（或“指标名称”）；请使用下发的报表，不要删改列。")
    ]
    assert findings("指标编码,分子") == [
        ("F02", None, "表头缺少“本期值”（或“分子”和“分母”）；请使用下发的报表，不要删改列。")
    ]


def test_a_repeated_column() -> None:
    assert findings("指标编码,数值,本期值") == [("F02", 3, "第2列“数值”与第3列“本期值”都是“本期值”；请只保留一列。")]


def test_unknown_columns_are_passed_over_with_a_note() -> None:
    found = findings("指标编码,本期值,联系电话,,说明,,")
    assert [(code, column) for code, column, _ in found] == [("F16", 3), ("F16", 4)]
    assert "“联系电话”不是报表的列" in found[0][2]


def test_columns_of_our_own_files_are_known() -> None:
    assert findings("指标编码,本期值,来源,原值,更正说明,上期值,口径/期间,分子名称,分母名称") == []
