"""The ways that are fast for many rows give what the slow ones give: blocks of lines, kinds of rows, plain rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.engine.checks.plain import not_plain
from lianggang.engine.checks.subject import Expected
from lianggang.load.returns import read_return_bytes
from lianggang.model.quarter import Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.load.table import Row, _Reader
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import CheckedQuarter, ReturnTable

BARE = ("numerator", "denominator", "targets", "baseline")
CATALOGUE = make_catalogue(
    make_indicator(plausible=["20", "99"]),
    make_indicator("C-1", unit_of_measure="人", decimals="0", without=BARE),
    make_indicator("C-2", unit_of_measure="‰", hard=["-5", "1000"], may_exceed_100="true"),
    make_indicator("C-3", frequency="annual", due=["Q1"], without=BARE),
    make_indicator("C-4", frequency="annual", lead_unit="区卫健局", breaks=[{"period": "2024Q4", "why": "新口径"}]),
)
THIS = Quarter(2025, 3)
HEADER = "指标编码,指标名称,区域,本期值,分子,分母,计量单位,数据期,数据状态,填报单位,说明"
NUMBERS = st.sampled_from(
    ["", "0", "50", "50.00", "85", "85.00", "100", "50.5", "101", "-1", "1e3", "约5", "无", "５", "8" * 20]
)
COUNTS = st.sampled_from(["", "", "0", "50", "100", "200", "-3", "—", "85"])
ROWS = st.tuples(
    st.sampled_from([*CATALOGUE.indicators, *CATALOGUE.indicators, "C-EDU-2", "C-9"]),
    st.sampled_from(["", "", "公办园在园幼儿占比"]),
    st.sampled_from(["", "全区", "城东街道", "城西街道", "城东街"]),
    NUMBERS,
    COUNTS,
    COUNTS,
    st.sampled_from(["", "", "%", "‰", "人"]),
    st.sampled_from(["", "2025Q3", "2024", "昨天"]),
    st.sampled_from(["", "", "正常", "口径变化", "其他"]),
    st.sampled_from(["", "", "区教育局", "区卫健局", "教育局", "某局"]),
    st.sampled_from(["", "属实", "=1+1", "\u200b"]),
)


ANCHOR = ("C-EDU-02", "", "河口镇", "60", "", "", "", "2025Q3", "", "", "")
"""A row without which the others may make the file one of another quarter."""


def read(rows: Sequence[Sequence[str]]) -> ReturnTable:
    return read_return_bytes("\n".join([HEADER, *map(",".join, rows)]).encode(), CATALOGUE, THIS, "a.csv")


def told(found: Diagnostic) -> tuple[object, ...]:
    return found.code, found.message, found.place.column, found.found, found.indicator, found.area, found.severity


@settings(max_examples=300)
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_rows_are_read_together_as_each_by_itself(rows: list[tuple[str, ...]]) -> None:
    together, alone = read([ANCHOR, *rows]), [read([ANCHOR, row]) for row in rows]
    ours, each = together.rows[1:], [row for one in alone for row in one.rows[1:]]
    assert [row._replace(line=0) for row in ours] == [row._replace(line=0) for row in each]
    assert Counter(map(told, together.diagnostics)) == Counter(
        told(found) for one in alone for found in one.diagnostics
    )


def line_by_line(self: _Reader, rows: list[Row], start: int, block: Sequence[str]) -> None:
    self._read_lines(rows, start, start + len(block))


LINES = st.lists(
    st.one_of(
        ROWS.map(",".join),
        st.sampled_from(
            ["", ",,,,,,,,,,", " ,　", '"C-1",,,5,,,,,,,', 'C-1,,,5,,,,,,,"a', 'b"', "C-1,5", "C-1;;;5;;", "\ufffd"]
        ),
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=300)
@given(LINES, st.integers(1, 4))
def test_lines_are_read_in_blocks_as_one_by_one(lines: list[str], block: int) -> None:
    data = "\n".join([HEADER, *lines]).encode().replace("\ufffd".encode(), b"\xff")
    with patch("lianggang.load.table._BLOCK", block):
        in_blocks = read_return_bytes(data, CATALOGUE, THIS, "a.csv")
    with patch("lianggang.load.table._Reader._read_plain", line_by_line):
        one_by_one = read_return_bytes(data, CATALOGUE, THIS, "a.csv")
    assert in_blocks == one_by_one


def without_proofs(table: ReturnTable) -> CheckedQuarter:
    """Every row through every check, and each held against all others."""
    with (
        patch("lianggang.engine.checks.not_plain", lambda _, rows: rows),
        patch("lianggang.engine.checks.context.QuarterContext.says_all_once", new=False),
    ):
        return check_quarter([table], CATALOGUE, THIS, ())


@settings(max_examples=500)
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_what_is_proved_sound_is_sound(rows: list[tuple[str, ...]]) -> None:
    table = read(rows)
    assert check_quarter([table], CATALOGUE, THIS, ()) == without_proofs(table)


def test_a_sound_row_is_proved_and_a_faulty_one_is_not() -> None:
    expected = Expected.of(CATALOGUE.indicators["C-EDU-02"], THIS)
    blank = [""] * 5
    sound = [["C-EDU-02", "", "", "50.00", "50", "100", *blank], ["C-EDU-02", "", "河口镇", "60", "", "", *blank]]
    assert not_plain(expected, read(sound).rows) == []
    for place, text in ((3, "51.00"), (3, "10"), (3, ""), (3, "-1"), (4, "-50"), (4, ""), (5, "0"), (8, "口径变化")):
        faulty = [cell if at != place else text for at, cell in enumerate(sound[0])]
        assert len(not_plain(expected, read([faulty]).rows)) == 1, faulty
    assert len(not_plain(expected, read([["C-EDU-02", "", "", "85", "", "", *blank]]).rows)) == 1
    assert (
        len(not_plain(Expected.of(CATALOGUE.indicators["C-3"], THIS), read([["C-3", "", "", "60", *[""] * 7]]).rows))
        == 1
    )
