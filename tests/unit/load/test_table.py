from __future__ import annotations

import pytest

from lianggang.load.table import Row, Rows, first_record, read_rows
from lianggang.load.text import BadBytes
from lianggang.model.submission import Column, ReturnSource
from lianggang.model.written import TextLines

HEADERS = ("code", "value", "area", "note")


def rows_of(
    *lines: str, delimiter: str = ",", headers: tuple[str, ...] = HEADERS, bad: tuple[BadBytes, ...] = ()
) -> Rows:
    text = TextLines((delimiter.join(headers), *lines), delimiter)
    return read_rows(ReturnSource("a.csv", None, {Column.CODE: 1}, headers, text), text, 1, bad)


def found(table: Rows) -> list[tuple[str, int | None, int | None]]:
    return [(one.code, one.place.line, one.place.column) for one in table.diagnostics]


def test_plain_rows() -> None:
    table = rows_of("C-1,5,,x", "C-2,6,城东,")
    assert table == Rows([Row(2, ("C-1", "5", "", "x")), Row(3, ("C-2", "6", "城东", ""))], 0, [], [], is_stripped=True)


def test_quotes_and_the_lines_after_a_quoted_line_break() -> None:
    table = rows_of('C-1,5,,"一，""二"",', '三"', "C-2,6,,")
    assert table.rows == [Row(2, ("C-1", "5", "", '一，"二",\n三')), Row(4, ("C-2", "6", "", ""))]
    assert table.diagnostics == []


@pytest.mark.parametrize("line", ["C-1,5,,a\u2028b", "C-1,5,,a\x0bb", "C-1,5,,a\x85b"])
def test_other_separators_of_unicode_stay_in_their_cell(line: str) -> None:
    assert [row.line for row in rows_of(line, "C-2,6,,").rows] == [2, 3]


def test_a_quote_within_a_cell_is_text() -> None:
    assert rows_of('C-1,5,,5" pipe').rows == [Row(2, ("C-1", "5", "", '5" pipe'))]


def test_empty_cells_too_many_at_the_end_are_passed_over() -> None:
    table = rows_of("C-1,5,,x,,", 'C-2,6,,"x",,')
    assert [row.cells for row in table.rows] == [("C-1", "5", "", "x"), ("C-2", "6", "", "x")]
    assert table.diagnostics == []


def test_a_header_with_empty_cells_at_its_end_may_have_shorter_rows() -> None:
    table = rows_of("C-1,5", "C-1,5,", "C-1", headers=("code", "value", "", ""))
    assert (len(table.rows), table.misshapen, found(table)) == (2, 1, [("F10", 4, None)])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("C-1,5,", ("F10", 3, None)),
        ("C-1,5,,x,y", ("F10", 3, None)),
        ("C-1", ("F10", 3, None)),
        ("C-1;5;;x", ("F12", 3, None)),
        ("C-1；5；；x", ("F12", 3, None)),
        ("C-1\t5\t\tx", ("F12", 3, None)),
        ("C-1，5,,x", ("F12", 3, None)),
        # Chinese punctuation in a note is no delimiter.
        ("C-1,5,原因，如下", ("F10", 3, None)),
        ('C-1,5,,"x', ("F11", 3, 4)),
        ('C-1,"5,,x', ("F11", 3, 2)),
        ('C-1,5,"x"y,', ("F11", 3, 3)),
    ],
)
def test_a_misshapen_row_costs_itself_only(line: str, expected: tuple[str, int, int | None]) -> None:
    table = rows_of("C-0,1,,", line, "C-2,6,,", 'C-3,7,,"z"')
    assert [row.line for row in table.rows] == [2, 4, 5]
    assert (table.misshapen, found(table)) == (1, [expected])


def test_an_unclosed_quote_points_at_the_quote() -> None:
    (one,) = rows_of('C-1,5,"城东,x', "C-2,6,,").diagnostics
    assert one.excerpt is not None
    assert one.span is not None
    assert one.excerpt[slice(*one.span)] == '"城东,x'


def test_an_unclosed_quote_swallows_no_row_even_if_another_closes_it() -> None:
    # Together the first and the last line make a record of the right width.
    table = rows_of('C-1,5,,"迟报', "C-2,6,,", 'C-3,7,,补报"')
    assert ([row.line for row in table.rows], table.misshapen) == ([3, 4], 1)
    assert found(table) == [("F11", 2, 4)]


def test_a_quoted_cell_over_too_many_lines_was_left_open() -> None:
    table = rows_of('C-1,5,,"a', *["x"] * 30, '"')
    assert found(table)[0] == ("F11", 2, 4)
    assert len(table.rows) + table.misshapen == 32


def test_blank_lines() -> None:
    table = rows_of("C-1,5,,", "", ",,,", "C-2,6,,", "", ",,,,", "  ")
    assert [row.line for row in table.rows] == [2, 5]
    assert (table.misshapen, found(table), table.blank) == (0, [], [3, 4])


def test_a_row_with_an_invalid_byte_is_left_out() -> None:
    table = rows_of("C-1,5,城\ufffd,", "C-2,6,,", bad=(BadBytes(2, 9, 7),))
    assert ([row.line for row in table.rows], table.misshapen, found(table)) == ([3], 1, [("F13", 2, 3)])
    assert "第2行第9字节" in table.diagnostics[0].message


@pytest.mark.parametrize("delimiter", ["\t", ";", "；", "，", "|"])
def test_other_delimiters(delimiter: str) -> None:
    table = rows_of(delimiter.join(["C-1", "5", "", '"a']), 'b"', delimiter=delimiter)
    assert table.rows == [Row(2, ("C-1", "5", "", "a\nb"))]


def test_the_first_record_of_broken_quotes_is_cut_plainly() -> None:
    assert first_record(['a,"b,c', "d"], 0, ",") == (["a", '"b', "c"], 1)
