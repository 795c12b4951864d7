from __future__ import annotations

from dataclasses import replace

import pytest

from lianggang.outputs.document import Column, ColumnKind, Table
from lianggang.outputs.word_columns import PADDING, table_layout

UPRIGHT, ACROSS = 8844, 12756
TEXT, SHORT, FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE


def chars(table: Table, width: int = UPRIGHT) -> list[float]:
    """How many characters of the table's text go into each column."""
    size, widths = table_layout(table, width)
    return [(one - PADDING) / (10 * size) for one in widths]


def of(*columns: Column, rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(columns, rows)


@pytest.mark.parametrize("width", [UPRIGHT, ACROSS])
@pytest.mark.parametrize("count", [1, 3, 15, 30])
def test_columns_fill_the_width_exactly(width: int, count: int) -> None:
    table = of(*[Column("列", width=9)] * count, rows=(("甲乙丙" * 9,) * count,))
    layout = table_layout(table, width)
    assert sum(layout.widths) == width
    assert min(layout.widths) > PADDING


@pytest.mark.parametrize(
    ("text", "kind", "least"),
    [
        # Capitals are wider than half a character, and so is %.
        ("W-DEC-16", SHORT, 4.6),
        ("49.31", FIGURE, 2.5),
        ("100%", FIGURE, 2.33),
        ("78.46\n（2025Q2）", FIGURE, 5.2),
        ("≥50\n2025年底＊", TEXT, 5),
        ("自2025年10月24日起", TEXT, 7),
        ("《2024Q4.csv》第11行", TEXT, 6.5),
    ],
)
def test_what_must_not_be_parted_has_room_in_a_crowd(text: str, kind: ColumnKind, least: float) -> None:
    others = [Column("说明", width=9)] * 9
    table = of(Column("列", kind, 1), *others, rows=((text, *["很长的说明" * 9] * 9),))
    assert chars(table)[0] >= least


def test_a_short_column_leaves_its_room_to_the_one_that_folds() -> None:
    table = of(Column("指标", TEXT, 8), Column("值", FIGURE, 8), rows=(("每千名儿童拥有的儿科执业医生数" * 2, "1.12"),))
    name, value = chars(table)
    assert name > 2 * value


def test_text_gets_smaller_for_many_columns_and_larger_where_a_pen_fills_it() -> None:
    few = of(Column("项目", SHORT, 8), Column("内容", TEXT, 20), rows=(("签收人", ""),))
    assert table_layout(few, UPRIGHT).size == 21
    assert table_layout(replace(few, by_hand=True), UPRIGHT).size == 28
    many = of(*[Column("列", SHORT, 9)] * 8, rows=(("九个字的短文本一二",) * 8,))
    assert table_layout(many, UPRIGHT).size < 21
    assert table_layout(of(*[Column("列", SHORT, 9)] * 30, rows=(("九个字的短文本一二",) * 30,)), UPRIGHT).size == 15


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("本期值", "本期值"),
        ("节点目标", "节点\n目标"),
        ("按时率名次", "按时率\n名次"),
        ("退回或后来更正的", "退回或后来更正的"),
        ("数据来源/口径", "数据来源/口径"),
        ("已\n达标", "已\n达标"),
    ],
)
def test_a_header_that_does_not_fit_is_parted_in_its_middle(header: str, shown: str) -> None:
    column = Column(header, FIGURE, 1)
    crowded = of(column, *[Column("说明", width=20)] * 4, rows=(("1", *["说明" * 20] * 4),))
    assert table_layout(crowded, UPRIGHT).header(column, 0) == shown
    alone = of(column, Column("说明", width=3), rows=(("1", "甲"),))
    assert table_layout(alone, UPRIGHT).header(column, 0) == header


def test_text_that_all_but_fits_is_not_folded() -> None:
    table = of(Column("目标", TEXT, 9), Column("说明", TEXT, 9), rows=(("2025年底不低于50%＊", "很长的说明" * 30),))
    assert chars(table)[0] >= 9.5


def test_tables_that_look_alike_have_the_same_columns_and_size() -> None:
    columns = (Column("指标", TEXT, 8), Column("值", FIGURE, 4))
    rows = (("每千名儿童拥有的儿科执业医生数" * 2, "1.12"), ("覆盖率", "12345678.00"))
    first, second = (Table(columns, (row,)) for row in rows)
    assert table_layout(first, UPRIGHT) != table_layout(second, UPRIGHT)
    alike = {table_layout(replace(one, laid_out_for=rows), UPRIGHT) for one in (first, second)}
    assert alike == {table_layout(Table(columns, rows), UPRIGHT)}
