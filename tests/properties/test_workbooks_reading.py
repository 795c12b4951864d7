"""What must hold for every spreadsheet, whoever wrote it and whatever became of it on the way."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.load.returns import read_return_bytes
from lianggang.model.diagnostic import Diagnostic
from lianggang.model.quarter import Quarter
from lianggang.model.submission import CheckedQuarter
from workbooks import form, respoilt, sheet

THIS = Quarter(2025, 3)
CATALOGUE = make_catalogue(
    make_indicator(),
    make_indicator("C-EDU-03", name="公办园在园幼儿占比"),
    make_indicator("C-HEA-07", field="健康", frequency="annual", unit_of_measure="‰", lead_unit="区卫健局"),
)
HEADER = ["指标编码", "指标名称", "区域", "本期值", "分子", "分母", "数据状态", "数据期", "说明"]
NASTY = (
    "", "约92", "９２．３％", "92.3①", "1_000", "nan", "-2", "—", "…", "12,345", "45/60", "3‰", "#DIV/0!", "1e400",
    "8 5.3", "\u200b92", '"', "a,b", ";", "=1+1", "@a", "'=1", "2025-02-30", "45930", "92.3%", "9" * 40, "\U0001f600",
    "[m3]", "_x0041_",
)  # fmt: skip
FIGURES = st.one_of(
    st.decimals(min_value=-1000, max_value=10**6, places=2, allow_nan=False).map(str),
    st.integers(0, 10**6).map(str),
    st.sampled_from(NASTY),
)
ROWS = st.tuples(
    st.sampled_from(["C-EDU-02", "C-EDU-03", "C-HEA-07", "C-EDU-2", ""]),
    st.sampled_from(["", "公办园在园幼儿占比"]),
    st.sampled_from(["", "全区", "城东街道", "城东街"]),
    FIGURES,
    FIGURES,
    FIGURES,
    st.sampled_from(["", "正常", "不适用", "其他"]),
    st.sampled_from(["", "2025Q3", "2025Q2", "2024", "昨天"]),
    st.sampled_from(["", "说明", "=1+1", "一，二", "@x", "审核人：李"]),
).map(list)
GOOD = form(
    ["示例区监测统计表"],
    ["填报单位：区教育局", None, "报送期：2025年第三季度"],
    HEADER,
    ["C-EDU-02", None, None, 78.7, 787, 1000, "正常", "2025Q3", "说明"],
    ["C-EDU-03", None, "城东街道", {"formula": "E5/F5*100", "value": 50}, 1, 2, None, None, None],
    ["单位负责人：", "张示例", "审核人：李示例"],
    merge=["A1:F1"],
    comments={"D4": "x"},
    hidden_rows=[5],
)
with zipfile.ZipFile(io.BytesIO(GOOD)) as _archive:
    PARTS = sorted(_archive.namelist())
XML = (
    b"", b"<", b">", b"/", b"&amp;", b"&x;", b'"', b"<c>", b"</c>", b"<v>", b"</v>", b'<c r="A1">', b"<f>1</f>", b"-1",
    b"99999999", b'r="ZZZZ9"', b'ref="A1:XFD1048576"', b' t="e"', b' t="d"', b' t="b"', b' s="999"', b"1e999", b"nan",
    b"\xff", b"\x00", b"<!DOCTYPE a>", b"<row/>", b' hidden="1"', b"A1", b"0",
)  # fmt: skip


def check(data: bytes, name: str = "a.xlsx", unit: str | None = None) -> CheckedQuarter:
    table = read_return_bytes(data, CATALOGUE, THIS, name, unit)
    assert table.rows or table.rows_misshapen or table.diagnostics
    checked = check_quarter([table], CATALOGUE, THIS, [])
    (one,) = checked.submissions
    assert one.rows_read == one.rows_used + one.rows_held + one.rows_rejected
    assert one.rows_read == len(table.rows) + table.rows_misshapen
    return checked


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=300).map(lambda rest: b"PK\x03\x04" + rest),
        st.binary(max_size=300).map(lambda rest: b"\xd0\xcf\x11\xe0" + rest),
    ),
    st.sampled_from(["a.xlsx", "a.xlsm", "a.et", "a.XLSX"]),
)
def test_any_bytes_give_diagnostics(data: bytes, name: str) -> None:
    assert check(data, name).diagnostics


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=4), st.integers(0, 8)), max_size=4))
def test_a_damaged_container_gives_diagnostics_or_its_rows(edits: list[tuple[int, bytes, int]]) -> None:
    data = GOOD
    for at, inserted, cut in edits:
        data = data[:at] + inserted + data[at + cut :]
    check(data)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(PARTS),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(XML), st.integers(0, 30)), min_size=1, max_size=4),
)
def test_mutated_parts_give_diagnostics_or_rows(part: str, edits: list[tuple[float, bytes, int]]) -> None:
    def edit(name: str, content: bytes) -> bytes:
        if name == part:
            for where, inserted, cut in edits:
                at = int(where * len(content))
                content = content[:at] + inserted + content[at + cut :]
        return content

    check(respoilt(GOOD, edit))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_missing_or_empty(part: str) -> None:
    check(respoilt(GOOD, lambda name, content: None if name == part else content))
    check(respoilt(GOOD, lambda name, content: b"" if name == part else content))


def as_csv(rows: list[list[str]], encoding: str) -> bytes:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"') else text

    return "".join(",".join(map(cell, row)) + "\r\n" for row in [HEADER, *rows]).encode(encoding, "replace")


def as_numbers(rows: list[list[str]]) -> tuple[list[list[Any]], dict[str, str]]:
    """The figures that a person would type as numbers, and their formats."""
    formats, typed = {}, []
    for number, row in enumerate(rows, 2):
        cells: list[Any] = [text or None for text in row]
        for column in (3, 4, 5):
            if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]+)?", row[column]):
                cells[column] = float(row[column])
                decimals = row[column].partition(".")[2]
                formats[f"{'ABCDEF'[column]}{number}"] = "0" + ("." + "0" * len(decimals) if decimals else "")
        typed.append(cells)
    return typed, formats


def by_openpyxl(rows: list[list[Any]], formats: dict[str, str]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "报表"
    for row, cells in enumerate([HEADER, *rows], 1):
        for column, value in enumerate(cells, 1):
            if value is not None:
                cell = book.active.cell(row, column)
                cell.value = value
                if isinstance(value, str):
                    # A formula or an error only if it is said to be one.
                    cell.data_type = "s"
    for address, number_format in formats.items():
        book.active[address].number_format = number_format
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def said(checked: CheckedQuarter) -> list[tuple[object, ...]]:
    def but_for_the_place(found: Diagnostic) -> tuple[object, ...]:
        place = found.place
        where = (place.line, place.column, place.header, found.lines)
        return (found.code, found.severity, found.message, found.found, *where)

    return [but_for_the_place(found) for found in checked.diagnostics]


def figures(checked: CheckedQuarter) -> list[tuple[object, ...]]:
    (one,) = checked.submissions
    counts = (one.rows_read, one.rows_used, one.rows_held, one.rows_rejected)
    seen = (seen._replace(place=seen.place._replace(path="", sheet=None)) for seen in one.observations)
    return [counts, *((*one, str(one.value)) for one in seen)]


@settings(max_examples=120, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=5), st.booleans())
def test_the_same_content_reads_alike_from_every_format(rows: list[list[str]], typed: bool) -> None:
    # Blank rows at the end are no rows in either; a cell of spaces is written by no spreadsheet.
    rows = [row for row in rows if any(row)] or [["C-EDU-02", *[""] * 8]]
    cells, formats = as_numbers(rows) if typed else ([[text or None for text in row] for row in rows], {})
    plain = check(as_csv(rows, "utf-8-sig"), "a.csv")
    for data, name in (
        (as_csv(rows, "gb18030"), "a.csv"),
        (as_csv(rows, "utf-16"), "a.csv"),
        (sheet(HEADER, *cells, formats=formats), "a.xlsx"),
        (by_openpyxl(cells, formats), "a.xlsx"),
    ):
        other = check(data, name)
        assert figures(other) == figures(plain)
        assert said(other) == said(plain)
