"""docs/returns.md names what a return may hold, as the program knows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lianggang.load.dates import read_period
from lianggang.load.header import column_names
from lianggang.model.diagnostic import CODES
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Column

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "returns.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("column", Column)
def test_every_name_of_a_column_is_listed_in_its_row(column: Column) -> None:
    own, *others = column_names(column)
    _, _, aliases = PAGE.partition("下面的列名也认")
    row = re.search(rf"^\| {own} \| (.*) \|$", aliases, re.MULTILINE)
    assert row
    assert re.split("[、；]", row[1].replace("`", "")) == others


def test_the_periods_it_shows_are_read_as_it_says() -> None:
    (row,) = re.findall(r"^\| (.*) \| 2025 年第三季度 \|$", PAGE, re.MULTILINE)
    for written in re.findall("`([^`]+)`", row):
        assert str(read_period(written)) == "2025Q3"
    (row,) = re.findall(r"^\| (.*) \| 所在的季度 \|$", PAGE, re.MULTILINE)
    for written in re.findall("`([^`]+)`", row):
        assert str(read_period(written)) == "2025Q3"
    (row,) = re.findall(r"^\| (.*) \| 文件所属那一年的第三季度", PAGE, re.MULTILINE)
    for written in re.findall("`([^`]+)`", row):
        assert read_period(written) is None
        period = read_period(written, 2025)
        assert period is not None
        assert period.quarter == Quarter(2025, 3)


def test_it_speaks_of_no_code_that_does_not_exist() -> None:
    assert set(re.findall(r"\b([FRPUL][0-9]{2})\b", PAGE)) <= set(CODES)
