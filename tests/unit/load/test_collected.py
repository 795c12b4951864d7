"""Reading a quarter's collected file."""

from __future__ import annotations

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.load.collected import collected_rows, read_collected, unguarded
from lianggang.model.collected import HEADERS
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Collected
from lianggang.outputs.collected_file import guarded

THIS = Quarter(2025, 3)
CATALOGUE = make_catalogue(make_indicator())
ROW = (
    "C-EDU-02,普惠性幼儿园覆盖率,全区,78.70,,,%,2025Q2,正常,区教育局,张示例,45933,'=补报,"
    "a.csv›D2；b.csv›D3,77.00,'-更正"
)


def content(*rows: str) -> bytes:
    return "\r\n".join([",".join(HEADERS), *rows, ""]).encode("utf-8-sig")


@pytest.mark.parametrize("text", ["", "更正", "=1", "'=1", "''=1", "-", "'-", "+86", "@a", "'", "''", "'a", "\t="])
def test_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_what_the_program_added_comes_back() -> None:
    (row,), unreadable = collected_rows(read_collected(content(ROW), CATALOGUE, THIS, "data/2025Q3.csv"))
    assert (row.sources, row.original, row.correction) == (("a.csv›D2", "b.csv›D3"), "77.00", "-更正")
    assert (row.note, row.filled_on, unreadable) == ("=补报", "45933", ())


def test_an_intact_file_of_late_figures_alone_is_sound_and_tells_no_notes_again() -> None:
    table = read_collected(content(ROW.replace("'=补报", "")), CATALOGUE, THIS, "data/2025Q3.csv")
    assert (table.failed, table.diagnostics, table.collected) == (False, (), Collected.INTACT)


def test_an_edited_one_is_read_like_any_return() -> None:
    table = read_collected(content(ROW.replace("'=补报", "")), CATALOGUE, THIS, "data/2025Q3.csv", Collected.EDITED)
    assert (table.failed, [one.code for one in table.diagnostics]) == (True, ["F04"])


def test_its_own_columns_are_known() -> None:
    table = read_collected(content(ROW), CATALOGUE, THIS, "data/2025Q3.csv", Collected.EDITED)
    assert "F16" not in {one.code for one in table.diagnostics}


def test_a_row_that_the_catalogue_no_longer_knows_is_named() -> None:
    table = read_collected(content(ROW, ROW.replace("C-EDU-02,普惠性幼儿园覆盖率", "C-X,Y")), CATALOGUE, THIS, "x.csv")
    assert collected_rows(table)[1] == (3,)
    assert [one.code for one in table.diagnostics] == ["R01"]
