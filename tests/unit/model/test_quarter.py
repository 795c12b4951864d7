from __future__ import annotations

import pytest

from lianggang.model.quarter import Period, Quarter


@pytest.mark.parametrize(
    ("text", "quarter"),
    [("2025Q3", Quarter(2025, 3)), ("2021Q1", Quarter(2021, 1)), ("2025", Quarter(2025, 4))],
)
def test_quarters_read(text: str, quarter: Quarter) -> None:
    assert Quarter.parse(text) == quarter


@pytest.mark.parametrize(
    "text", ["", "2025Q5", "2025Q0", "2025q3", " 2025Q3", "２０２５Q3", "25Q3", "2025-Q3", "3025Q1"]
)
def test_quarters_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Quarter.parse(text or ".")


def test_the_end_of_a_year_stands_at_that_year() -> None:
    assert Quarter(2025, 4).index / 4 == 2025
    assert Quarter(2025, 1).index / 4 == 2024.25


def test_quarters_add_and_subtract_over_years() -> None:
    assert Quarter(2025, 3) + 2 == Quarter(2026, 1)
    assert Quarter(2025, 1) + -1 == Quarter(2024, 4)
    assert Quarter(2025, 3) - Quarter(2020, 4) == 19
    assert all(Quarter.at(Quarter(2020, number).index) == Quarter(2020, number) for number in (1, 2, 3, 4))


def test_a_whole_year_stands_with_its_last_quarter_and_is_written_as_a_year() -> None:
    year, quarter = Period.parse("2024"), Period.parse("2024Q4")
    assert year == Period.of_year(2024)
    assert (year.index, str(year), str(quarter)) == (quarter.index, "2024", "2024Q4")
    assert sorted([Period.parse("2025Q1"), year, Period.parse("2024Q3")]) == [
        Period.parse("2024Q3"),
        year,
        Period.parse("2025Q1"),
    ]
