from __future__ import annotations

import pytest

from lianggang.model.written import OneLine, SheetRows, TextLines, cell_span


@pytest.mark.parametrize(
    ("line", "ordinal", "cell"),
    [
        ("a,bb,ccc", 1, "a"),
        ("a,bb,ccc", 3, "ccc"),
        ("a,,c", 2, ""),
        ("a,b,", 3, ""),
        ('"a,1",b', 1, '"a,1"'),
        ('"a,1",b', 2, "b"),
        ('"say ""x"", y",b', 2, "b"),
        ('x,"open, and never closed', 2, '"open, and never closed'),
    ],
)
def test_where_a_cell_stands(line: str, ordinal: int, cell: str) -> None:
    span = cell_span(line, ",", ordinal)
    assert span is not None
    assert line[slice(*span)] == cell


def test_a_line_with_fewer_cells_has_no_such_cell() -> None:
    assert cell_span("a,b", ",", 3) is None


def test_a_line_of_text_and_its_cell() -> None:
    text = TextLines(("a;b", "c;dd"), ";")
    assert text.excerpt(2, 2) == ("c;dd", (2, 4))
    assert text.excerpt(2) == ("c;dd", None)
    assert text.excerpt(3, 1) == text.excerpt(0) == (None, None)


@pytest.mark.parametrize(
    ("ordinal", "shown", "cell"),
    [
        (2, "C-1 |  | 92 | 一↵二", "C-1"),
        (3, "C-1 |  | 92 | 一↵二", ""),
        (5, "C-1 |  | 92 | 一↵二", "一↵二"),
        # Cells beyond the filled ones are shown empty, so that there is something to point at.
        (1, " | C-1 |  | 92 | 一↵二", ""),
        (7, "C-1 |  | 92 | 一↵二 |  | ", ""),
    ],
)
def test_a_row_of_a_sheet_and_its_cell(ordinal: int, shown: str, cell: str) -> None:
    rows = SheetRows({4: ("", "C-1", "", "92", "一\r\n二", "")})
    text, span = rows.excerpt(4, ordinal)
    assert text == shown
    assert span is not None
    assert text[slice(*span)] == cell


def test_a_row_that_holds_nothing_is_not_shown() -> None:
    assert SheetRows({4: ("a",)}).excerpt(5, 1) == (None, None)
    assert SheetRows({4: ("a",)}).excerpt(4) == ("a", None)


def test_what_is_written_is_compared_cell_for_cell() -> None:
    assert SheetRows({4: ("a",)}) == SheetRows({4: ("a",)})
    assert SheetRows({4: ("a",)}) != SheetRows({5: ("a",)})
    assert not SheetRows()
    assert not TextLines()


def test_the_only_line_has_no_cells() -> None:
    assert OneLine("a: 1").excerpt(7, 2) == ("a: 1", None)
