from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lianggang.outputs.layout import Column, Row, Span, beside, cells, fold, packed, paragraph, plain, table


def test_chinese_takes_two_cells() -> None:
    assert [cells(text) for text in ("abc", "覆盖率", "≥85 2025年底", "e\u0301", "■ 红")] == [3, 6, 12, 1, 4]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    assert fold("应报指标缺报，请补报（全部）。", 14) == ["应报指标缺报，", "请补报（全", "部）。"]
    assert fold("应报指标缺报，", 12) == ["应报指标缺", "报，"]
    assert fold("缺报三项（全部）", 10) == ["缺报三项", "（全部）"]


def test_figures_stay_whole() -> None:
    assert fold("现为78.70个百分点", 8) == ["现为", "78.70个", "百分点"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert fold("abcdefgh", 3) == ["abc", "def", "gh"]


@given(st.text(alphabet="ab1 覆盖率，。（）“”%", max_size=60), st.integers(min_value=2, max_value=30))
def test_folding_loses_nothing_but_blanks_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = fold(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cells(line) <= width for line in lines)


def test_numbers_stand_at_the_right_and_narrow_columns_fold() -> None:
    columns = [Column("指标", foldable=True), Column("现值", right=True)]
    rows = [Row((Span("普惠性幼儿园覆盖率"), Span("78.70"))), Row((Span("公办"), Span("5.1")), (Span("说明文字"),))]
    assert [plain(line) for line in table(columns, rows, 17, 2)] == [
        "指标         现值",
        "普惠性幼儿  78.70",
        "园覆盖率",
        "公办          5.1",
        "  说明文字",
    ]


def test_control_characters_cannot_steer_the_terminal() -> None:
    assert [plain(line) for line in paragraph("甲\x1b[31m乙", 40)] == ["甲‹U+001B›[31m乙"]


def test_blocks_stand_side_by_side_where_there_is_room() -> None:
    blocks = [paragraph("一二 三", 4), paragraph("四", 4)]
    assert [plain(line) for line in beside(blocks, 20)] == ["一二    四", "三"]
    assert [plain(line) for line in beside(blocks, 6)] == ["一二", "三", "", "四"]


def test_what_stands_over_a_row_takes_the_full_width_from_the_margin() -> None:
    columns = [Column(""), Column("指标", foldable=True)]
    rows = [Row((Span("■"), Span("公办")), (Span("下面"),), (Span("上面的一行字"),)), Row((Span("▲"), Span("普惠")))]
    assert [plain(line) for line in table(columns, rows, 12, 3)] == [
        "   指标", "上面的一行字", "■  公办", "   下面", "▲  普惠",
    ]  # fmt: skip


def test_packing_breaks_between_texts_only() -> None:
    assert packed(["C-01", "区教育局", "自2024Q2"], 16) == ["C-01 · 区教育局", "自2024Q2"]
    assert packed(["区教育局"], 4) == ["区教育局"]
    assert packed([], 10) == []
