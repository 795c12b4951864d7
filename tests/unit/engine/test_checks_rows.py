from __future__ import annotations

from dataclasses import replace

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.model.diagnostic import Diagnostic, Place
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Column, Disposition, ReturnTable
from lianggang.model.written import TextLines
from return_doubles import THIS, make_return, make_row

COVER = make_indicator()
PUBLIC = make_indicator("C-EDU-03", name="公办园在园幼儿占比")
YEARLY = make_indicator("C-EDU-04", frequency="annual")
NEVER = make_indicator("C-EDU-05", frequency="election")
HEALTH = make_indicator("C-H-01", lead_unit="区卫健局")
CATALOGUE = make_catalogue(COVER, PUBLIC, YEARLY, NEVER, HEALTH)
FOUND = make_row(COVER, "78.70")


def check(*tables: ReturnTable) -> tuple[Diagnostic, ...]:
    return check_quarter(tables, CATALOGUE, THIS, previous=[]).diagnostics


def codes(*tables: ReturnTable) -> list[str]:
    return [found.code for found in check(*tables)]


PUBLIC_ROW = make_row(PUBLIC, "50.1")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (make_row(COVER), ["R05"]),
        (make_row(COVER, status="正常"), ["R05"]),
        (make_row(COVER, area="城东街道"), ["R05", "R03"]),
        (make_row(COVER, status="缺测"), []),
        (make_row(COVER, "无"), []),
        (make_row(COVER, "…"), []),
        (make_row(COVER, note="系统升级，下季补报"), []),
        (make_row(COVER, "", "10", "20"), []),
        (make_row(COVER, failed=frozenset({Column.STATUS})), []),
    ],
)
def test_a_missing_value_needs_a_reason(row, expected) -> None:
    assert sorted(codes(make_return(row, PUBLIC_ROW))) == sorted(expected)


def test_the_blank_cell_is_the_place_of_a_missing_value() -> None:
    (found,) = check(make_return(make_row(COVER), PUBLIC_ROW))
    assert (found.place.cell, found.found, found.indicator) == ("C2", "", "C-EDU-02")
    assert found.message == "本期值为空；请补填，确无数据的，请在“数据状态”选择原因，或在“说明”写明。"


def test_a_figure_that_is_not_due_is_used_with_a_note() -> None:
    table = make_return(FOUND, PUBLIC_ROW, make_row(YEARLY, "81", period="2024"))
    checked = check_quarter([table], CATALOGUE, THIS, previous=[])
    (found,) = checked.diagnostics
    assert (found.code, found.place.cell, found.found) == ("R04", "A4", "C-EDU-04")
    assert found.message == "该指标本季不报（应报：第四季度），已按补报记入。"
    assert checked.submissions[0].rows_used == 3


@pytest.mark.parametrize(
    "row",
    [
        make_row(YEARLY, status="本季不报", period="2024"),
        make_row(YEARLY, period="2024"),
        make_row(NEVER, "33.3", period="2024"),
    ],
)
def test_nothing_is_said_of_what_is_not_due_and_blank_or_comes_when_it_comes(row) -> None:
    assert codes(make_return(FOUND, PUBLIC_ROW, row)) == []


def test_of_the_same_indicator_with_another_value_neither_row_is_used() -> None:
    table = make_return(make_row(COVER, "92.3"), PUBLIC_ROW, make_row(COVER, "93.2"))
    checked = check_quarter([table], CATALOGUE, THIS, previous=[])
    (found,) = checked.diagnostics
    assert (found.code, found.place.cell, found.found) == ("R02", "C4", "93.2")
    assert found.also == Place("data/2025Q3.csv", None, 2, 3, "本期值")
    assert found.message == "同一指标、同一数据期出现2次且数值不同（92.3、93.2），两行都没有采用；请核对后只保留一行。"
    assert [row.disposition for row in checked.submissions[0].observations] == [
        Disposition.REJECTED,
        Disposition.USED,
        Disposition.REJECTED,
    ]


def test_the_other_row_may_stand_in_another_file() -> None:
    first = make_return(make_row(COVER, "92.3"), PUBLIC_ROW, path="data/2025Q3/区教育局.csv")
    second = make_return(make_row(COVER, "93.2"), path="data/2025Q3/区教育局-2.csv")
    (found,) = check(first, second)
    assert (found.place.path, found.also and found.also.path) == (second.source.path, first.source.path)
    checked = check_quarter([first, second], CATALOGUE, THIS, previous=[])
    assert [(one.rows_used, one.rows_rejected) for one in checked.submissions] == [(1, 1), (0, 1)]


def test_the_same_value_again_is_no_contradiction_and_no_second_observation() -> None:
    table = make_return(make_row(COVER, "92.3"), PUBLIC_ROW, make_row(COVER, "92.30"))
    checked = check_quarter([table], CATALOGUE, THIS, previous=[])
    assert checked.diagnostics == ()
    (submission,) = checked.submissions
    assert (submission.rows_read, submission.rows_used) == (3, 3)
    assert [(row.indicator, row.text) for row in submission.observations] == [
        ("C-EDU-02", "92.3"),
        ("C-EDU-03", "50.1"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        make_row(COVER, "93.2", area="城东街道"),
        make_row(COVER, "93.2", period="2025Q2"),
        make_row(COVER, "约93"),
        make_row(COVER, "93.2", area=None, failed=frozenset({Column.AREA})),
    ],
)
def test_another_area_or_period_or_a_cell_that_failed_is_no_repetition(other) -> None:
    assert "R02" not in codes(make_return(FOUND, PUBLIC_ROW, other))


def test_a_row_that_says_nothing_is_not_the_first() -> None:
    table = make_return(make_row(COVER), PUBLIC_ROW, make_row(COVER, "93.2"), make_row(COVER, "94"))
    assert [(found.code, found.place.line) for found in check(table)] == [("R05", 2), ("R02", 5)]
    (submission,) = check_quarter([table], CATALOGUE, THIS, previous=[]).submissions
    used = [row for row in submission.observations if row.disposition is Disposition.USED]
    assert [row.text for row in used] == ["50.1"]


def test_a_due_indicator_that_is_missing_is_named_for_its_unit() -> None:
    (found,) = check(make_return(FOUND))
    assert (found.code, found.place, found.indicator) == ("R03", Place("data/2025Q3.csv"), "C-EDU-03")
    assert found.message == (
        "区教育局应报2项，缺报1项：C-EDU-03公办园在园幼儿占比；请补报，确无数据的也请保留该行并说明原因。"
    )


def test_only_units_that_appear_owe_anything() -> None:
    assert codes(make_return(make_row(HEALTH, "90"))) == []


def test_the_unit_that_is_named_appears_too() -> None:
    catalogue = make_catalogue(COVER, HEALTH)
    table = make_return(make_row(None, unit="区卫健局"), FOUND)
    assert [one.code for one in check_quarter([table], catalogue, THIS, previous=[]).diagnostics] == ["R03"]


@pytest.mark.parametrize(
    "row",
    [
        make_row(PUBLIC, "约50"),
        make_row(PUBLIC, "150"),
        make_row(PUBLIC),
        make_row(PUBLIC, "50", failed=frozenset({Column.REPORTING_UNIT})),
        make_row(PUBLIC, "50", period=None),
    ],
)
def test_a_row_that_was_held_or_rejected_was_handed_in(row) -> None:
    assert "R03" not in codes(make_return(FOUND, row))


@pytest.mark.parametrize("row", [make_row(PUBLIC, "50", area="城东街道"), make_row(PUBLIC, "50", period="2025Q2")])
def test_a_row_of_an_area_or_of_another_quarter_is_not_what_was_due(row) -> None:
    assert codes(make_return(FOUND, row)) == ["R03"]


def test_what_a_line_of_the_wrong_shape_or_a_row_with_a_wrong_code_speaks_of_was_handed_in() -> None:
    table = make_return(FOUND)
    assert isinstance(table.source.written, TextLines)
    source = replace(table.source, written=TextLines((*table.source.written.lines, "C-EDU-03,,50.1")))
    broken = source.diagnose("F10", "第3行有2格", 3)
    assert codes(ReturnTable(source, THIS, table.rows, rows_misshapen=1, diagnostics=(broken,))) == ["F10"]
    named = make_row(None, "50.1")
    named = type(named)(line=0, cells=("C-EDU-3", "公办园在园幼儿占比", "50.1"), indicator=None, area=None, period=None)
    assert codes(make_return(FOUND, named)) == []


def test_at_most_ten_missing_indicators_are_named() -> None:
    many = [make_indicator(f"C-{number:02}") for number in range(13)]
    (found,) = check_quarter(
        [make_return(make_row(many[0], "50"))], make_catalogue(*many), THIS, previous=[]
    ).diagnostics
    assert "应报13项，缺报12项：C-01指标C-01、" in found.message
    assert "C-10指标C-10等；" in found.message


def test_without_a_quarter_nothing_is_due() -> None:
    table = make_return(make_row(COVER, "50"), quarter=None)
    assert check_quarter([table], CATALOGUE, None, previous=[]).diagnostics == ()


def test_in_the_fourth_quarter_the_yearly_figure_is_due() -> None:
    quarter = Quarter(2025, 4)
    rows = [make_row(one, "50", period="2025Q4") for one in (COVER, PUBLIC)]
    (found,) = check_quarter([make_return(*rows, quarter=quarter)], CATALOGUE, quarter, previous=[]).diagnostics
    assert (found.code, found.indicator) == ("R03", "C-EDU-04")
