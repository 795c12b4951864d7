from __future__ import annotations

import pytest

from doubles import make_indicator
from lianggang.load.periods import (
    period_of_row,
    quarter_of_column,
    too_late,
    why_no_date,
    why_no_period,
    why_other_period,
)
from lianggang.model.quarter import Period, Quarter
from lianggang.model.submission import ReturnRow

THIS = Quarter(2025, 3)
QUARTERLY, ANNUAL = make_indicator(), make_indicator("C-2", frequency="annual")


def row(period: str | None, note: str = "", frequency: str = "quarterly") -> ReturnRow:
    indicator = make_indicator(frequency=frequency)
    return ReturnRow(2, (), indicator, None, Period.parse(period) if period else None, note=note)


@pytest.mark.parametrize(
    ("frequency", "written", "quarter", "period"),
    [
        ("quarterly", None, "2025Q3", "2025Q3"),
        ("half_yearly", None, "2025Q2", "2025Q2"),
        ("quarterly", "2025Q2", "2025Q3", "2025Q2"),
        ("quarterly", "2024", "2025Q3", "2024Q4"),
        ("annual", None, "2025Q1", "2024"),
        ("annual", None, "2025Q3", "2024"),
        ("annual", None, "2025Q4", "2025"),
        ("annual", "2023", "2025Q1", "2023"),
        ("annual", "2025Q4", "2025Q4", "2025"),
        ("annual", "2024Q2", "2025Q1", "2024"),
        ("election", None, "2025Q1", "2024"),
        ("irregular", None, "2025Q4", "2025"),
        ("school_year", None, "2025Q2", "2024"),
        ("school_year", None, "2025Q3", "2025"),
        ("health_year", None, "2025Q3", "2025"),
        ("health_year", None, "2025Q4", "2025"),
        ("health_year", None, "2026Q2", "2025"),
    ],
)
def test_what_a_row_speaks_of(frequency: str, written: str | None, quarter: str, period: str) -> None:
    indicator = make_indicator(frequency=frequency)
    spoken = period_of_row(indicator, Period.parse(written) if written else None, Quarter.parse(quarter))
    assert str(spoken) == period


def test_a_health_year_to_date_figure_keeps_its_quarter() -> None:
    indicator = make_indicator(figure="health_year_to_date")
    assert str(period_of_row(indicator, None, Quarter(2025, 4))) == "2025Q4"


@pytest.mark.parametrize(
    ("frequency", "period", "late"),
    [
        ("quarterly", "2025Q3", False), ("quarterly", "2025Q2", False), ("quarterly", "2025Q4", True),
        ("annual", "2024", False), ("annual", "2025", True), ("health_year", "2025", False),
        ("health_year", "2026", True),
        ("election", "2025", False), ("election", "2026", True),
    ],
)  # fmt: skip
def test_a_period_that_cannot_be_known_yet(frequency: str, period: str, late: bool) -> None:
    assert (too_late(make_indicator(frequency=frequency), Period.parse(period), THIS) is not None) is late


@pytest.mark.parametrize(
    ("rows", "other"),
    [
        ([row("2025Q3")], False),
        ([row("2025Q2")], True),
        ([row("2025Q2"), row("2025Q2")], True),
        ([row("2025Q2", "更正"), row("2025Q1", "迟报")], False),
        ([row("2025Q2", "更正"), row("2025Q2")], True),
        ([row("2025Q3"), row("2025Q2")], False),
        ([row("2025Q4", "说明")], True),
        ([row("2024", frequency="annual")], False),
        ([row("2024", frequency="annual"), row("2025Q2")], True),
        ([row(None)], False),
        ([], False),
    ],
)
def test_a_return_of_another_quarter(rows: list[ReturnRow], other: bool) -> None:
    assert (why_other_period(rows, THIS) is not None) is other


@pytest.mark.parametrize(
    ("written", "quarter"),
    [
        ([(QUARTERLY, "2025Q3"), (QUARTERLY, "2025Q3")], "2025Q3"),
        ([(QUARTERLY, "2025Q3"), (ANNUAL, "2024")], "2025Q3"),
        ([(ANNUAL, "2024")], "2024Q4"),
        ([(QUARTERLY, "2025Q3"), (QUARTERLY, "2025Q2")], None),
        ([], None),
    ],
)
def test_the_quarter_that_the_rows_agree_on(written: list[tuple[object, str]], quarter: str | None) -> None:
    found, why = quarter_of_column((indicator, Period.parse(text)) for indicator, text in written)  # type: ignore[misc]
    assert (str(found) if found else None) == quarter
    assert bool(why) is (quarter is None)


def test_serial_numbers_are_named_with_their_date() -> None:
    assert "2025年9月30日" in why_no_period("45930")
    assert "没有写明年份" in why_no_period("三季度")
    assert why_no_date("45939") == "是Excel日期序号（2025年10月9日）；请按2025-10-09填写。"
    assert why_no_date("2025年10月9日") is None
    assert why_no_date("昨天") == "不是日历上的日期；请按2025-10-09的样式填写。"
