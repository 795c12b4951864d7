"""What must hold for every return, however it is written."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from doubles import make_catalogue, make_indicator
from lianggang.load.form import is_foot
from lianggang.load.numbers import read_figure
from lianggang.load.plain import proved
from lianggang.load.returns import read_return_bytes
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Column, ReturnRow, ReturnTable

THIS = Quarter(2025, 3)
CATALOGUE = make_catalogue(
    make_indicator(),
    make_indicator("C-EDU-03", name="公办园在园幼儿占比"),
    make_indicator("C-HEA-07", field="健康", frequency="annual", unit_of_measure="‰", lead_unit="区卫健局"),
)
HEADERS = {
    Column.CODE: "指标编码",
    Column.NAME: "指标名称",
    Column.AREA: "区域",
    Column.VALUE: "本期值",
    Column.NUMERATOR: "分子",
    Column.STATUS: "数据状态",
    Column.PERIOD: "数据期",
    Column.NOTE: "说明",
}
NASTY = (
    "", " ", "约92", "９２．３％", "92.3①", "1_000", "nan", "１２", "٣", "-2", "-1", "—", "…", "12,345", "45/60", "3‰",
    "#DIV/0!", "1e400", "8 5.3", "\u200b92", "\ufeff", "\u2028", "\x85", "\x0b", '"', '""', '"a', 'a"b', "a\nb", ",",
    ";", "；", "，", "\t", "=1+1", "2025-02-30", "45930", "C-EDU-2", "城东街", "正常", "2025Q2", "2025Q4", "三季度",
    "9" * 40, "é", "茅", "\U0001f600", "\x00", "\x1b[31m", "[m3]",
)  # fmt: skip
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False).map(str)
CELLS = st.one_of(
    NUMBERS,
    st.sampled_from(NASTY),
    st.text(max_size=6),
    st.text(alphabet="0123456789.,-+%‰/ _eE万'\u200b０９．", max_size=20),
)
ROWS = st.fixed_dictionaries({
    Column.CODE: st.sampled_from([*CATALOGUE.indicators, "C-EDU-2", ""]),
    Column.NAME: st.sampled_from(["", "公办园在园幼儿占比"]),
    Column.AREA: st.sampled_from(["", "全区", "城东街道", "城东街"]),
    Column.VALUE: CELLS,
    Column.NUMERATOR: CELLS,
    Column.STATUS: st.sampled_from(["", "正常", "不适用", "其他"]),
    Column.PERIOD: st.sampled_from(["", "2025Q3", "2025Q2", "2024", "昨天"]),
    Column.NOTE: st.one_of(st.just(""), st.text(alphabet="说明，；,;\"'\n", max_size=8)),
})  # fmt: skip


def to_csv(rows: list[dict[Column, str]], columns: list[Column], end: str = "\r\n", delimiter: str = ",") -> str:
    def cell(text: str) -> str:
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(mark in text for mark in f'{delimiter}"\r\n') else text

    lines = [[HEADERS[column] for column in columns], *([cell(row[column]) for column in columns] for row in rows)]
    return "".join(delimiter.join(line) + end for line in lines)


def read(data: bytes, quarter: Quarter | None = THIS) -> ReturnTable:
    return read_return_bytes(data, CATALOGUE, quarter, "a.csv")


def meaning(row: ReturnRow) -> tuple[object, ...]:
    """A row but for where and in which order it was written."""
    figures = (row.value, row.numerator, row.denominator)
    return (row.indicator and row.indicator.code, row.area, row.period, row.status, row.note, row.failed, figures)


@given(st.lists(CELLS, max_size=20))
def test_pydantic_and_the_grammar_read_the_same_numbers(cells: list[str]) -> None:
    for cell, number in zip(cells, proved(cells), strict=True):
        if isinstance(number, Decimal):
            for unit in ("%", "人", None):
                figure, found = read_figure(cell, unit)
                assert (str(figure.number), found) == (str(number), ())
        else:
            assert number == cell


@given(st.one_of(CELLS, st.text()), st.sampled_from(["%", "‰", "1/10万", "人", "万元", None]), st.booleans())
def test_a_cell_is_a_number_or_missing_or_has_one_error(text: str, unit: str | None, health: bool) -> None:
    figure, found = read_figure(text, unit, health=health)
    assert [figure.number is not None, figure.missing is not None, figure.failed].count(True) == 1
    assert figure.text == text
    codes = [one.code for one in found]
    if figure.failed:
        assert len(codes) == 1
        assert codes[0] in {"P01", "P02", "P07", "U01"}
    else:
        assert set(codes) <= {"P03", "P06"}
    assert all(len(one.message) < 600 for one in found)


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)), st.sampled_from([THIS, None]))
def test_any_bytes_give_a_table(data: bytes, quarter: Quarter | None) -> None:
    table = read(data, quarter)
    assert table.failed == (not table.rows and not table.rows_misshapen) or table.diagnostics


@settings(max_examples=300)
@given(st.data(), st.sampled_from([THIS, None]))
def test_a_mutated_file_loses_no_row(data: st.DataObject, quarter: Quarter | None) -> None:
    """Rows read = rows + misshapen: each physical line that holds anything is one of them, or part of a quoted cell."""
    count = data.draw(st.integers(1, 12))
    line = "C-EDU-02,,城东街道,78.70,1,正常,,说明"
    lines = [line] * count
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, count - 1))
        position = data.draw(st.integers(0, len(lines[at])))
        insert = data.draw(st.sampled_from([mark for mark in NASTY if "\n" not in mark and "\0" not in mark]))
        cut = data.draw(st.integers(0, 3))
        lines[at] = lines[at][:position] + insert + lines[at][position + cut :]
    header = ",".join(HEADERS.values())
    table = read("\n".join([header, *lines]).encode(), quarter)
    continued = sum(cell.count("\n") for row in table.rows for cell in row.cells)
    assert len(table.rows) + table.rows_misshapen + continued == count
    assert len({row.line for row in table.rows}) == len(table.rows)


@settings(max_examples=150)
@given(
    st.lists(ROWS, min_size=1, max_size=5),
    st.permutations(list(HEADERS)),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from([",", "\t", ";", "；", "|"]),
    st.sampled_from([
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("gb18030"),
    ]),
)  # fmt: skip
def test_encoding_columns_delimiter_and_line_ends_change_nothing(
    rows: list[dict[Column, str]],
    columns: list[Column],
    end: str,
    delimiter: str,
    encode: Callable[[str], bytes],
) -> None:
    # Line ends and NULs are for other tests: here each row is a line of text.
    table = str.maketrans(dict.fromkeys("\r\n\0", " "))
    rows = [
        {column: text.translate(table).encode("utf-8", "ignore").decode() for column, text in row.items()}
        for row in rows
    ]
    # What a row begins with tells the foot of a form from its table: there the order of columns does matter.
    assume(not any(is_foot([text]) for row in rows for text in row.values()))
    plain = read(to_csv(rows, list(HEADERS)).encode())
    other = read(encode(to_csv(rows, columns, end, delimiter)))
    assert [meaning(row) for row in other.rows] == [meaning(row) for row in plain.rows]
    assert (other.failed, other.quarter) == (plain.failed, plain.quarter)
    codes = sorted((one.code, one.place.line, one.place.header or "") for one in plain.diagnostics)
    assert sorted((one.code, one.place.line, one.place.header or "") for one in other.diagnostics) == codes


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_each_cell_has_at_most_one_error(rows: list[dict[Column, str]]) -> None:
    table = read(to_csv(rows, list(HEADERS)).encode("utf-8", "replace"))
    errors = [(one.place.line, one.place.column) for one in table.diagnostics if one.severity.value == "error"]
    assert len(errors) == len(set(errors))


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_reading_twice_gives_the_same(rows: list[dict[Column, str]]) -> None:
    data = to_csv(rows, list(HEADERS)).encode("utf-8", "replace")
    assert read(data).diagnostics == read(data).diagnostics
