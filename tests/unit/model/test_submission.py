from __future__ import annotations

from lianggang.model.diagnostic import Place, Severity
from lianggang.model.submission import Column, ReturnSource
from lianggang.model.written import TextLines


def test_a_place_is_named_as_a_spreadsheet_does() -> None:
    assert Place("a.csv", line=17, column=3, header="本期值").cell == "C17"
    assert Place("a.csv", line=2, column=28, header="x").cell == "AB2"
    assert Place("indicators.yaml", line=17, column=3).cell is None


def test_a_diagnostic_shows_the_line_and_the_cell() -> None:
    source = ReturnSource(
        "2025Q3.csv",
        columns={Column.CODE: 1, Column.VALUE: 2},
        headers=("指标编码", "本期值"),
        written=TextLines(("指标编码,本期值", "C-EDU-02,约92")),
    )
    found = source.diagnose("P01", "“约92”不是数值。", 2, Column.VALUE, found="约92")
    assert found.place == Place("2025Q3.csv", None, 2, 2, "本期值")
    assert (found.severity, found.name, found.excerpt, found.span) == (
        Severity.ERROR,
        "not-a-number",
        "C-EDU-02,约92",
        (9, 12),
    )
