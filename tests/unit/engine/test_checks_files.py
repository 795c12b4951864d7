from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.model.diagnostic import Diagnostic, Place, Severity
from lianggang.model.quarter import Quarter
from lianggang.model.submission import CheckedQuarter, Column, ReturnRow, ReturnTable
from lianggang.model.written import SheetRows
from return_doubles import HEADERS, LAST, THIS, make_return, make_row

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


def dated(*days: str, quarter: Quarter = THIS, **changes: Any) -> list[Diagnostic]:
    """What returns filled in on these days are diagnosed with, but for R03."""
    made = [
        make_row(SHARES[number], OLD[number], filled_on=day, filled_date=date.fromisoformat(day) if day else None)
        for number, day in enumerate(days)
    ]
    made = [row._replace(cells=(*row.cells, row.filled_on)) for row in made]
    table = make_return(*made, quarter=quarter)
    source = replace(
        table.source,
        columns={**table.source.columns, Column.FILLED_ON: len(HEADERS) + 1},
        headers=(*table.source.headers, "填报日期"),
    )
    catalogue = make_catalogue(*SHARES, **changes)
    found = check_quarter([replace(table, source=source)], catalogue, quarter, previous=[]).diagnostics
    return [one for one in found if one.code != "R03"]


def test_a_late_return_by_its_own_dates() -> None:
    assert dated("2025-10-10", "", "2025-07-01") == []
    (found,) = dated("2025-10-10", "2025-10-11")
    assert (found.code, found.severity, found.place.line, found.place.header, found.found, found.count) == (
        "C01", Severity.NOTE, 3, "填报日期", "2025-10-11", 1,
    )  # fmt: skip
    assert found.message == "填报日期为2025-10-11，晚于截止日期（2025-10-10）1天；数据照用，请按时报送。"


def test_a_late_return_is_said_once_with_its_latest_day() -> None:
    (found,) = dated("2025-10-13", "2025-10-10", "2025-10-20", "2025-10-12")
    assert (found.count, found.lines, found.place.line) == (3, ((2, 2), (4, 5)), 2)
    assert found.message.startswith("填报日期最晚为2025-10-20，晚于截止日期（2025-10-10）10天")


def test_the_due_day_is_counted_from_the_end_of_the_returns_quarter() -> None:
    assert dated("2026-01-10", quarter=Quarter(2025, 4)) == []
    assert [one.code for one in dated("2026-01-11", quarter=Quarter(2025, 4))] == ["C01"]
    assert dated("2025-10-15", returns={"due_day": "15"}) == []


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
    now = make_return(*others, last._replace(failed=frozenset({Column.NOTE})))
    (found,) = check_quarter([now], CATALOGUE, THIS, [earlier(*OLD)]).diagnostics
    assert (found.code, found.explained) == ("F05", False)
