from __future__ import annotations

from datetime import date

import pytest

from lianggang.load.dates import chinese_quarter, read_date, read_period, serial_date
from lianggang.model.quarter import Quarter


@pytest.mark.parametrize(
    "text", ["2025-09-30", "2025/9/30", "2025.9.30", "2025年9月30日", "２０２５－０９－３０", " 2025年 9月 30日 "]
)
def test_calendar_dates(text: str) -> None:
    assert read_date(text) == date(2025, 9, 30)


@pytest.mark.parametrize(
    "text",
    ["", "2025-02-30", "2025-13-01", "2025/9-30", "2025年9月", "45930", "1759881600", "0", "20250930", "九月",
     "2025-09-30T00:00:00", "٢٠٢٥-09-30"],
)  # fmt: skip
def test_what_is_no_calendar_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025Q3", "2025Q3"), ("2025q3", "2025Q3"), ("2025-Q3", "2025Q3"), ("２０２５Ｑ３", "2025Q3"),
        ("2025年第三季度", "2025Q3"), ("2025年三季度", "2025Q3"), ("2025年3季度", "2025Q3"),
        ("2025年第3季度", "2025Q3"),
        ("2025年度第四季度", "2025Q4"), ("2025 年 一 季度", "2025Q1"), ("2025年9月", "2025Q3"), ("2025-09", "2025Q3"),
        ("2025年10月", "2025Q4"), ("2025-09-30", "2025Q3"), ("2025/1/1", "2025Q1"), ("2025年上半年", "2025Q2"),
        ("2025年下半年", "2025Q4"), ("2025年", "2025"), ("2025年度", "2025"), ("2025", "2025"),
    ],
)  # fmt: skip
def test_periods(text: str, period: str) -> None:
    assert str(read_period(text)) == period


@pytest.mark.parametrize("text", ["三季度", "第三季度", "3季度", "Q3"])
def test_a_quarter_without_a_year_needs_the_file_s(text: str) -> None:
    assert read_period(text) is None
    assert str(read_period(text, 2025)) == "2025Q3"


@pytest.mark.parametrize(
    "text",
    ["", "2025Q5", "2025Q0", "五季度", "2025年13月", "45930", "1025Q3", "2999", "2025-2026", "2025-13-01"],
)
def test_what_is_no_period(text: str) -> None:
    assert read_period(text, 2025) is None


def test_serial_numbers_of_spreadsheets() -> None:
    assert serial_date("45930") == date(2025, 9, 30)
    assert serial_date("45939") == date(2025, 10, 9)
    assert serial_date("2025") is None
    assert serial_date("99999") is None


def test_quarters_in_chinese() -> None:
    assert chinese_quarter(Quarter(2025, 3)) == "2025年第三季度"
