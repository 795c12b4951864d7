from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.model.diagnostic import Place
from lianggang.model.submission import Column, Disposition, Missing, ReturnTable, Submission
from return_doubles import THIS, make_return, make_row

ONE, TWO, THREE = (make_indicator(f"C-{number}") for number in (1, 2, 3))
COUNT = make_indicator("C-P-01", unit_of_measure="人", decimals="0", without=("numerator", "denominator"))
HEALTH = make_indicator("C-H-01", lead_unit="区卫健局")
CATALOGUE = make_catalogue(ONE, TWO, THREE, COUNT, HEALTH)


def submit(table: ReturnTable) -> Submission:
    (submission,) = check_quarter([table], CATALOGUE, THIS, previous=[]).submissions
    assert submission.rows_read == submission.rows_used + submission.rows_held + submission.rows_rejected
    return submission


def outcome(table: ReturnTable) -> list[Disposition]:
    return [row.disposition for row in submit(table).observations]


def test_every_row_is_used_held_or_rejected() -> None:
    table = make_return(
        make_row(ONE, "80"),
        make_row(TWO),
        make_row(THREE, "120"),
        make_row(None, "5"),
        make_row(COUNT, "约5"),
        rows_misshapen=2,
    )
    submission = submit(table)
    assert (submission.rows_read, submission.rows_used, submission.rows_held, submission.rows_rejected) == (7, 1, 1, 5)
    assert [(row.indicator, row.disposition) for row in submission.observations] == [
        ("C-1", Disposition.USED),
        ("C-2", Disposition.HELD),
        ("C-3", Disposition.REJECTED),
        ("C-P-01", Disposition.REJECTED),
    ]


def test_a_file_that_failed_rejects_all_its_rows() -> None:
    submission = submit(make_return(make_row(ONE, "80"), make_row(TWO, "150"), rows_misshapen=1, failed=True))
    assert (submission.rows_read, submission.rows_rejected) == (3, 3)
    assert {row.disposition for row in submission.observations} == {Disposition.REJECTED}


def test_what_reading_found_wrong_in_a_row_rejects_it() -> None:
    table = make_return(make_row(ONE, "80"), make_row(TWO, "80"))
    wrong = table.source.diagnose("U01", "本指标单位为‰。", 3, Column.VALUE)
    noted = table.source.diagnose("P06", "含不可见字符。", 2, Column.CODE)
    table = ReturnTable(table.source, THIS, table.rows, diagnostics=(wrong, noted))
    assert outcome(table) == [Disposition.USED, Disposition.REJECTED]


def test_a_cell_on_a_later_line_belongs_to_the_row_that_began_before_it_but_a_broken_line_does_not() -> None:
    table = make_return(make_row(ONE, "80"), make_row(TWO, "80"))
    late = table.source.diagnose("P04", "“昨天”不是日期。", 4)
    broken = table.source.diagnose("F10", "第5行有2格。", 5)
    table = ReturnTable(table.source, THIS, table.rows, diagnostics=(late,))
    assert outcome(table) == [Disposition.USED, Disposition.REJECTED]
    table = ReturnTable(table.source, THIS, table.rows, rows_misshapen=1, diagnostics=(broken,))
    assert outcome(table) == [Disposition.USED, Disposition.USED]


def test_a_query_is_explained_by_the_note_of_its_own_row_only() -> None:
    table = make_return(make_row(ONE, "80", note="属实"), make_row(TWO, "80"))
    asked = tuple(table.source.diagnose("R05", "请核实。", line, Column.VALUE) for line in (2, 3))
    checked = check_quarter([ReturnTable(table.source, THIS, table.rows, diagnostics=asked)], CATALOGUE, THIS, [])
    of_rows = [found for found in checked.diagnostics if found.code == "R05"]
    assert [(found.explained, found.message) for found in of_rows] == [
        (True, "请核实；已附说明，数值照用。"),
        (False, "请核实。"),
    ]
    assert [row.disposition for row in checked.submissions[0].observations] == [Disposition.USED, Disposition.HELD]


def test_a_blank_value_is_computed_from_numerator_and_denominator() -> None:
    (found,) = submit(make_return(make_row(ONE, "", "1", "3"))).observations
    assert (found.value, found.missing) == (Decimal("33.33333333333333333333333333"), None)
    assert (found.numerator, found.denominator, found.text) == (Decimal(1), Decimal(3), "")


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        (make_row(ONE, "", "0", "0"), Missing.NONE),
        (make_row(ONE, "无", "1", "3"), Missing.NONE),
        (make_row(ONE, "…"), Missing.BELOW_UNIT),
        (make_row(ONE, status="缺测"), Missing.BLANK),
        (make_row(COUNT, "", "1", "3", note="未统计"), Missing.BLANK),
    ],
)
def test_a_missing_figure_is_never_a_zero(row, missing: Missing) -> None:
    (found,) = submit(make_return(row)).observations
    assert (found.value, found.missing, found.disposition) == (None, missing, Disposition.USED)


def test_an_observation_knows_its_cell_and_when_it_was_filed() -> None:
    (found,) = submit(make_return(make_row(ONE, "80.10", area="城东街道", period="2025Q2", note="补报"))).observations
    assert found.place == Place("data/2025Q3.csv", None, 2, 3, "本期值")
    assert (str(found.period), str(found.filed), found.area, found.text) == ("2025Q2", "2025Q3", "城东街道", "80.10")


def test_a_row_whose_area_or_period_is_unknown_becomes_no_observation() -> None:
    table = make_return(
        make_row(ONE, "80", failed=frozenset({Column.AREA})), make_row(TWO, "80", period=None), make_row(THREE, "80")
    )
    assert [row.indicator for row in submit(table).observations] == ["C-3"]


def test_the_units_are_those_named_else_those_that_lead() -> None:
    table = make_return(
        make_row(ONE, "80", unit="区教育局"),
        make_row(HEALTH, "80"),
        make_row(HEALTH, "80", area="城东街道", failed=frozenset({Column.REPORTING_UNIT})),
    )
    assert submit(table).reporting_units == ("区卫健局", "区教育局")


def test_no_returns_are_no_submissions() -> None:
    checked = check_quarter([], CATALOGUE, THIS, previous=[])
    assert (checked.quarter, checked.submissions, checked.diagnostics) == (THIS, (), ())


CELLS = st.sampled_from(["", "无", "0", "0.5", "12", "92.17", "1106", "1200", "-3", "约92"])
ROWS = st.builds(
    make_row,
    st.sampled_from([ONE, TWO, COUNT, HEALTH, None]),
    CELLS,
    CELLS,
    CELLS,
    area=st.sampled_from([None, "城东街道"]),
    status=st.sampled_from(["", "正常", "缺测"]),
    note=st.sampled_from(["", "属实"]),
    period=st.sampled_from(["2025Q3", "2025Q2", None]),
)


@given(st.lists(ROWS, max_size=12), st.lists(ROWS, max_size=5), st.booleans())
def test_no_row_vanishes_whatever_is_filled_in(rows, before, failed: bool) -> None:
    tables = [make_return(*rows, failed=failed), make_return(*before, path="data/b.csv")]
    checked = check_quarter(tables, CATALOGUE, THIS, previous=[make_return(*before, path="data/2025Q2.csv")])
    for table, submission in zip(tables, checked.submissions, strict=True):
        assert submission.rows_read == len(table.rows)
        assert submission.rows_read == submission.rows_used + submission.rows_held + submission.rows_rejected
    used = [row for one in checked.submissions for row in one.observations if row.disposition is Disposition.USED]
    figures = [(row.indicator, row.area, row.period) for row in used if row.value is not None]
    assert len(figures) == len(set(figures))
    assert list(checked.diagnostics) == sorted(checked.diagnostics, key=lambda found: found.sort_key)


def test_an_explanation_that_failed_explains_nothing() -> None:
    table = make_return(
        make_row(ONE, "80", note="=A1", failed=frozenset({Column.NOTE})), make_row(TWO, "80", note="属实")
    )
    queries = [table.source.diagnose("P05", "说明以“=”开头，可能是公式。", line, Column.NOTE) for line in (2, 3)]
    table = ReturnTable(table.source, THIS, table.rows, diagnostics=tuple(queries))
    assert outcome(table) == [Disposition.HELD, Disposition.USED]


def test_a_return_without_rows_is_its_own_unit_s() -> None:
    assert submit(make_return(failed=True, unit="区教育局")).reporting_units == ("区教育局",)
    assert submit(make_return(make_row(HEALTH, "80"), unit="区卫健局")).reporting_units == ("区卫健局",)
