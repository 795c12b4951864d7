from __future__ import annotations

import pytest

from lianggang.model.diagnostic import Place, Severity
from lianggang.model.submission import Column, ReturnSource, cell_span


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


def test_a_place_is_named_as_a_spreadsheet_does() -> None:
    assert Place("a.csv", line=17, column=3, header="本期值").cell == "C17"
    assert Place("a.csv", line=2, column=28, header="x").cell == "AB2"
    assert Place("indicators.yaml", line=17, column=3).cell is None


def test_a_diagnostic_shows_the_line_and_the_cell() -> None:
    source = ReturnSource(
        "2025Q3.csv",
        columns={Column.CODE: 1, Column.VALUE: 2},
        headers=("指标编码", "本期值"),
        lines=("指标编码,本期值", "C-EDU-02,约92"),
    )
    found = source.diagnose("P01", "“约92”不是数值。", 2, Column.VALUE, found="约92")
    assert found.place == Place("2025Q3.csv", None, 2, 2, "本期值")
    assert (found.severity, found.name, found.excerpt, found.span) == (
        Severity.ERROR,
        "not-a-number",
        "C-EDU-02,约92",
        (9, 12),
    )
