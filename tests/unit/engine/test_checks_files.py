from __future__ import annotations

from dataclasses import replace

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.model.diagnostic import Place, Severity
from lianggang.model.submission import CheckedQuarter, Column, ReturnRow, ReturnTable
from lianggang.model.written import SheetRows
from return_doubles import LAST, THIS, make_return, make_row

SHARES = [make_indicator(f"C-{number}") for number in range(1, 5)]
YEARLY = [make_indicator(f"Y-{number}", frequency="annual", due=["Q2", "Q3"]) for number in range(1, 5)]
CATALOGUE = make_catalogue(*SHARES, *YEARLY)
OLD = ("81", "82", "83", "84")


def rows(*values: str, period: str = "2025Q3", note: str = "") -> list[ReturnRow]:
    made = [make_row(indicator, value, period=period) for indicator, value in zip(SHARES, values, strict=False)]
    made += [make_row(indicator, "90", period="2024") for indicator in YEARLY]
    return [*made[:-1], make_row(YEARLY[-1], "90", period="2024", note=note)]


def earlier(*values: str) -> ReturnTable:
    return make_return(*rows(*values, period="2025Q2"), path="data/2025Q2.csv", quarter=LAST)


def check(*values: str, before: tuple[str, ...] = OLD, note: str = "") -> CheckedQuarter:
    return check_quarter([make_return(*rows(*values, note=note))], CATALOGUE, THIS, [earlier(*before)])


def test_a_file_whose_every_figure_is_last_quarters_is_held() -> None:
    checked = check_quarter([make_return(*reversed(rows(*OLD)))], CATALOGUE, THIS, [earlier(*OLD)])
    (found,) = checked.diagnostics
    assert (found.code, found.severity, found.explained) == ("F05", Severity.QUERY, False)
    assert found.message == (
        "全部数值（可比的4行）与上季度完全相同；请确认是否误交上季度文件，如属实，请在“说明”中写明。"
    )
    (submission,) = checked.submissions
    assert (submission.rows_read, submission.rows_used, submission.rows_held) == (8, 0, 8)


def test_any_explanation_in_the_file_will_do() -> None:
    checked = check(*OLD, note="经核实无变化")
    (found,) = checked.diagnostics
    assert (found.code, found.severity, found.explained) == ("F05", Severity.QUERY, True)
    assert checked.submissions[0].rows_used == 8


def test_a_copy_of_the_earlier_file_is_rejected_whole_and_checked_no_further() -> None:
    wrong = ("181", "82", "83", "84")
    checked = check(*wrong, before=wrong)
    (found,) = checked.diagnostics
    assert found.message == ("文件内容与上季度的data/2025Q2.csv完全相同；请核对是否误交上季度文件，改报本季度数据。")
    assert found.also == Place("data/2025Q2.csv")
    (submission,) = checked.submissions
    assert (submission.rows_read, submission.rows_rejected) == (8, 8)


@pytest.mark.parametrize("values", [("81", "82", "83", "84.1"), ("81", "82"), ("81", "82", "", "")])
def test_one_new_figure_or_fewer_than_three_to_compare_is_enough(values: tuple[str, ...]) -> None:
    assert "F05" not in [found.code for found in check(*values).diagnostics]


def test_yearly_figures_whose_year_has_not_changed_are_not_compared() -> None:
    checked = check("91", "92", "93", "94")
    assert checked.diagnostics == ()


def test_without_an_earlier_return_there_is_nothing_to_compare() -> None:
    assert check_quarter([make_return(*rows(*OLD))], CATALOGUE, THIS, previous=[]).diagnostics == ()


def test_a_late_figure_and_a_row_of_an_unknown_area_are_not_compared() -> None:
    before = [*rows(*OLD, period="2025Q2"), make_row(SHARES[0], "70", period="2025Q1")]
    now = [*rows(*OLD), make_row(SHARES[1], "60", period="2025Q1")]
    now.append(make_row(SHARES[2], "61", failed=frozenset({Column.AREA})))
    old = make_return(*before, path="data/2025Q2.csv", quarter=LAST)
    assert [one.code for one in check_quarter([make_return(*now)], CATALOGUE, THIS, [old]).diagnostics] == ["F05"]


def test_a_sheet_is_a_copy_where_it_is_the_earlier_one_cell_for_cell() -> None:
    def of_sheet(table: ReturnTable, title: str = "监测表") -> ReturnTable:
        written = SheetRows({1: (title,)} | {row.line: row.cells for row in table.rows})
        return replace(table, source=replace(table.source, sheet="报表", written=written))

    now, old = of_sheet(make_return(*rows(*OLD))), of_sheet(earlier(*OLD))
    (found,) = check_quarter([now], CATALOGUE, THIS, [old]).diagnostics
    assert (found.severity, found.also) == (Severity.ERROR, Place("data/2025Q2.csv", "报表"))
    (found,) = check_quarter([of_sheet(now, "新表")], CATALOGUE, THIS, [old]).diagnostics
    assert found.severity is Severity.QUERY


def test_an_explanation_that_is_a_formula_explains_nothing() -> None:
    *others, last = rows(*OLD, note="=1+1")
    now = make_return(*others, replace(last, failed=frozenset({Column.NOTE})))
    (found,) = check_quarter([now], CATALOGUE, THIS, [earlier(*OLD)]).diagnostics
    assert (found.code, found.explained) == ("F05", False)
