from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from lianggang.model.diagnostic import Diagnostic, Place, Severity
from lianggang.model.submission import Column, ReturnSource
from lianggang.model.written import TextLines
from lianggang.outputs.diagnostics_text import in_one_line, place_text, to_lines, to_text, totals
from lianggang.outputs.layout import cells, plain

LINE = "C-H-14,0—6岁儿童眼保健和视力检查覆盖率,92.71,1106,1200,%,2025Q3,正常,区卫健局,示例填报人,2025-10-08,"
SOURCE = ReturnSource(
    "data/samples/2025Q3.csv",
    columns={Column.CODE: 1, Column.NAME: 2, Column.VALUE: 3, Column.NUMERATOR: 4},
    headers=("指标编码", "指标名称", "本期值", "分子"),
    written=TextLines(("",) * 16 + (LINE,)),
)
NAMES = {"C-H-14": "0—6岁儿童眼保健和视力检查覆盖率"}
MISMATCH = SOURCE.diagnose(
    "L04", "1106÷1200×100=92.17，填报92.71；请核对后重报。", 17, Column.VALUE, indicator="C-H-14", found="92.71"
)


def on_line(line: str, column: Column = Column.VALUE, **more) -> Diagnostic:
    source = ReturnSource("a.csv", columns=SOURCE.columns, headers=SOURCE.headers, written=TextLines((line,)))
    return source.diagnose("P01", "不是数值；请填准确数。", 1, column, **more)


def test_in_full_on_a_wide_screen() -> None:
    assert to_text([MISMATCH], width=120, names=NAMES) == (
        "错误 L04 分子分母与数值不符  data/samples/2025Q3.csv:17:3 [C17]  C-H-14 0—6岁儿童眼保健和视力检查覆盖率\n"
        "   17 │ C-H-14,0—6岁儿童眼保健和视力检查覆盖率,92.71,1106,1200,%,2025Q3,正常,区卫健局,示例填报人,2025-10-08,\n"
        "      │                                        ^^^^^ 本期值\n"
        "      1106÷1200×100=92.17，填报92.71；请核对后重报。\n"
        "\n"
        "错误1项\n"
    )


def test_on_eighty_columns_the_line_is_cut_around_the_cell() -> None:
    text = to_text([MISMATCH], width=80, names=NAMES)
    assert text.splitlines()[:4] == [
        "错误 L04 分子分母与数值不符  data/samples/2025Q3.csv:17:3 [C17]",
        "      C-H-14 0—6岁儿童眼保健和视力检查覆盖率",
        "   17 │ …0—6岁儿童眼保健和视力检查覆盖率,92.71,1106,1200,%,2025Q3,正常,区卫健局…",
        "      │                                  ^^^^^ 本期值",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize(
    "found",
    [
        MISMATCH,
        on_line("值" * 300),
        on_line("a,b," + "很长的文字" * 60 + ",d", found="x"),
        on_line("值" * 100 + ",b,92,d"),
        on_line("a,b,92," + "值" * 100),
        on_line("a,b,,d"),
        replace(MISMATCH, message="说明很长。" * 50),
    ],
)
def test_nothing_is_wider_than_the_screen_and_the_carets_stand_under_the_cell(found: Diagnostic, width: int) -> None:
    lines = to_text([found], width=width, names=NAMES).splitlines()
    assert max(cells(line) for line in lines if "^" not in line) <= width
    for above, below in pairwise(lines):
        if "^" in below and found is MISMATCH:
            at = below.index("^")
            assert _from_column(above, at).startswith("92.71,")


def _from_column(line: str, column: int) -> str:
    """What stands in a line from that column of the screen on."""
    end = next(end for end in range(len(line) + 1) if cells(line[:end]) == column)
    return line[end:]


def test_an_empty_cell_has_one_caret_at_its_place() -> None:
    assert to_text([on_line("a,b,,d")], width=80, names={}).splitlines()[1:3] == [
        "    1 │ a,b,,d",
        "      │     ^ 本期值",
    ]


def test_what_a_terminal_would_obey_or_hide_is_spelt_out() -> None:
    evil = replace(
        on_line("\x1b[31mC-1\u202e,x,9\u200b2,\x07", indicator="C-1\x1b"),
        message="找到\x1b]0;x\x07。",
        place=Place("a\x1b[2J.csv", None, 1, 3, "本期\u200b值"),
    )
    text = to_text([evil], width=120, names={"C-1\x1b": "名\u2066称"})
    assert not {"\x1b", "\x07", "\u200b", "\u202e", "\u2066"} & set(text)
    lines = text.splitlines()
    assert lines[0] == "错误 P01 不是数值  a‹U+001B›[2J.csv:1:3 [C1]  C-1‹U+001B› 名‹U+2066›称"
    assert lines[1] == "    1 │ ‹U+001B›[31mC-1‹U+202E›,x,9‹U+200B›2,‹U+0007›"
    assert lines[2] == "      │                           ^^^^^^^^^^ 本期‹U+200B›值"


def test_the_tabs_of_a_tab_separated_line_are_arrows() -> None:
    source = ReturnSource(
        "a.csv", columns=SOURCE.columns, headers=SOURCE.headers, written=TextLines(("a\tb\t约92",), "\t")
    )
    found = source.diagnose("P01", "不是数值。", 1, Column.VALUE)
    assert to_text([found], width=80, names={}).splitlines()[1:3] == [
        "    1 │ a→b→约92",
        "      │     ^^^^ 本期值",
    ]


def test_a_finding_about_the_whole_file_has_no_line() -> None:
    found = SOURCE.diagnose("R03", "区教育局应报2项，缺报1项：C-EDU-03公办园在园幼儿占比。")
    assert to_text([found], width=120, names={}) == (
        "错误 R03 应报指标缺报  data/samples/2025Q3.csv\n"
        "      区教育局应报2项，缺报1项：C-EDU-03公办园在园幼儿占比。\n\n"
        "错误1项\n"
    )


def test_groups_second_places_and_explanations_are_said() -> None:
    group = replace(MISMATCH, count=5, lines=((17, 19), (23, 23), (40, 40)), also=Place("b.csv", None, 3, 3, "本期值"))
    text = to_text([group, replace(MISMATCH, severity=Severity.QUERY, explained=True)], width=120, names=NAMES)
    assert "      共5行：第17—19、23、40行\n      另见 b.csv:3:3 [C3]\n" in text
    assert "核实 L04 分子分母与数值不符（已说明）" in text
    scattered = replace(group, count=100, lines=tuple((line, line) for line in range(2, 202, 2)))
    assert "、78、80行等\n" in to_text([scattered], width=200, names=NAMES)
    assert text.endswith("\n错误1项 核实1项（已说明1项）\n")


def test_ten_in_full_fifty_at_all_and_exact_totals() -> None:
    written = TextLines((LINE,) * 80)
    many = [replace(MISMATCH, place=MISMATCH.place._replace(line=line), written=written) for line in range(2, 74)]
    notes = [replace(found, severity=Severity.NOTE) for found in many[:7]]
    lines = to_text([*many, *notes], width=100, names=NAMES).splitlines()
    assert sum("│" in line and "^" in line for line in lines) == 10
    in_short = [line for line in lines if "2025Q3.csv" in line and "[" in line][10:]
    assert len(in_short) == 40
    assert in_short[0] == (
        "错误 L04  data/samples/2025Q3.csv:12:3 [C12]  C-H-14 1106÷1200×100=92.17，填报92.71；请核对后重报。"
    )
    assert lines[-2:] == [
        "错误72项 提示7项",
        "以上列出50项，其余29项请用 --format csv 查看，或加 --all 全部列出。",
    ]


def test_all_can_be_listed() -> None:
    text = to_text([MISMATCH] * 60, width=100, names=NAMES, limit=None)
    assert text.count("data/samples/2025Q3.csv") == 60
    assert text.endswith("错误60项\n")


def test_nothing_found_is_nothing_printed() -> None:
    assert to_text([], width=80, names={}) == ""


@pytest.mark.parametrize("width", [40, 80])
def test_one_line_stays_one_line(width: int) -> None:
    line = plain(in_one_line(replace(MISMATCH, message="很长\n" * 80, count=4, lines=((17, 20),)), width))
    assert cells(line) <= width
    assert "\n" not in line


def test_styles_follow_the_severity() -> None:
    lines = list(to_lines([replace(MISMATCH, severity=Severity.QUERY)], width=120, names=NAMES))
    assert lines[0][0] == ("核实 L04 分子分母与数值不符", "query")
    assert [span for line in lines for span in line if span.text.startswith("^")] == [("^^^^^ 本期值", "query")]


def test_totals_leave_out_what_there_is_none_of() -> None:
    assert totals([]) == ""
    assert totals([replace(MISMATCH, severity=Severity.NOTE)]) == "提示1项"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.csv"), "a.csv"),
        (Place("a.csv", None, 9), "a.csv:9"),
        (Place("a.csv", None, 9, 3, "本期值"), "a.csv:9:3 [C9]"),
        (Place("indicators.yaml", None, 9, 3), "indicators.yaml:9:3"),
        (Place("a.xlsx", "Sheet1", 11, 4, "本期值"), "a.xlsx›Sheet1›D11"),
        (Place("a.xlsx", "Sheet1", 11), "a.xlsx›Sheet1›第11行"),
        (Place("a.xlsx", "Sheet1"), "a.xlsx›Sheet1"),
    ],
)
def test_places(place: Place, text: str) -> None:
    assert place_text(place) == text
