"""docs/periods.md: every line of its tables is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doubles import make_indicator
from judging import filed, history_of, not_used, stated
from lianggang.engine.reporting import reporting_state
from lianggang.engine.series import series_of
from lianggang.engine.verdict import due_index
from lianggang.engine.within_year import year_and_quarter
from lianggang.load.dates import read_period
from lianggang.load.periods import period_of_row, too_late
from lianggang.load.workspace import quarter_of
from lianggang.model.indicator import FigureKind, Frequency
from lianggang.model.quarter import Period, Quarter
from lianggang.model.submission import DataStatus, Observation

PAGE = (Path(__file__).parents[2] / "docs" / "periods.md").read_text(encoding="utf-8")
NUMBERS = "一二三四"


def lines(title: str, *, columns: int) -> list[tuple[str, ...]]:
    """The rows of the tables under a headline that have so many columns, without head and marks of code."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, title
    rows = [line.strip("|").split("|") for line in found[1].splitlines() if line.startswith("|")]
    told = [tuple(cell.strip().strip("`") for cell in row) for row in rows if len(row) == columns]
    heads = [number for number, row in enumerate(told) if set(row[0]) == {"-"}]
    return [row for number, row in enumerate(told) if number not in heads and number + 1 not in heads]


def test_the_pages_tables_are_read() -> None:
    """Every line of a table is in one of the tests below: nothing on the page goes unread."""
    read = sum(len(lines(title, columns=columns)) for title, columns in TABLES)
    marks = re.findall(r"^\|(?:---\|)+$", PAGE, re.MULTILINE)
    assert read == len(re.findall(r"^\|", PAGE, re.MULTILINE)) - 2 * len(marks) > 90


TABLES = [
    ("频率", 5), ("文件说的是哪一季", 2), ("“数据期”空着", 3), ("“数据期”怎样写", 2), ("“数据期”写了的，怎样用", 4),
    ("本期、年内累计、滚动", 3), ("应报和“本季不报”", 3), ("什么时候算知道了", 3), ("在时间轴上记在哪里", 2),
    ("期限到了，等哪个文件", 3),
]  # fmt: skip


def test_frequencies() -> None:
    told = {row[0]: row[2:] for row in lines("频率", columns=5)}
    known = {}
    for frequency in Frequency:
        due = sorted(make_indicator(frequency=frequency.value).due_quarters)
        when = f"第{'、'.join(NUMBERS[number - 1] for number in due)}季度" if due else "从不催报"
        end = f"第{NUMBERS[frequency.year_ends_in - 1]}季度"
        known[frequency.value] = ("一季" if frequency.within_year else "一年", end, when)
    assert told == known


@pytest.mark.parametrize(("path", "quarter"), lines("文件说的是哪一季", columns=2))
def test_names_of_files(path: str, quarter: str, tmp_path: Path) -> None:
    found = quarter_of(tmp_path / path)
    assert (str(found) if found else "没有写明") == quarter


@pytest.mark.parametrize(("frequency", "file", "period"), lines("“数据期”空着", columns=3))
def test_a_blank_period(frequency: str, file: str, period: str) -> None:
    assert str(period_of_row(make_indicator(frequency=frequency), None, Quarter.parse(file))) == period


@pytest.mark.parametrize(("text", "period"), lines("“数据期”怎样写", columns=2))
def test_spellings(text: str, period: str) -> None:
    found = read_period(text, 2025)
    assert (str(found) if found else "读不出") == period


@pytest.mark.parametrize(("frequency", "file", "text", "period"), lines("“数据期”写了的，怎样用", columns=4))
def test_a_written_period(frequency: str, file: str, text: str, period: str) -> None:
    indicator, quarter = make_indicator(frequency=frequency), Quarter.parse(file)
    found = period_of_row(indicator, read_period(text, quarter.year), quarter)
    assert ("F04" if too_late(indicator, found, quarter) else str(found)) == period


def test_figures_and_health_years() -> None:
    rows = lines("本期、年内累计、滚动", columns=3)
    kinds = [row[0] for row in rows if not row[0].startswith("20")]
    assert kinds == [kind.value for kind in FigureKind]
    quarters = [row for row in rows if row[0].startswith("20")]
    assert len(quarters) == 5
    for file, year, place in quarters:
        assert year_and_quarter(Quarter.parse(file), health_year=True) == (int(year), int(place))


def _filed(row: str) -> list[Observation]:
    """The rows of the return of 2025Q3 that the words of the page stand for."""
    if row == "没有这一行":
        return []
    if row == "待核":
        return [not_used("X", "2025Q3", held=True)]
    return [filed("X", "2025Q3", "80")] if row == "有数，采用" else [stated("X", "2025Q3", DataStatus(row))]


@pytest.mark.parametrize(("due", "row", "shown"), lines("应报和“本季不报”", columns=3))
def test_due_and_not_due(due: str, row: str, shown: str) -> None:
    indicator = make_indicator("X", due=["Q3" if due == "应报" else "Q4"])
    found = _filed(row)
    earlier = [filed("X", "2024Q4", "79")]
    state = reporting_state(indicator, [*earlier, *found], found, Quarter(2025, 3))
    assert (state.value if state else "照判") == shown


@pytest.mark.parametrize(("told", "quarter", "value"), lines("什么时候算知道了", columns=3))
def test_when_a_period_is_known(told: str, quarter: str, value: str) -> None:
    first = re.match(r"(\S+) = (\S+)，在 (\w+)", told)
    assert first
    rows = [filed("X", first[1], first[2], first[3])]
    if later := re.search(r"更正为 (\S+)，在 (\w+)", told):
        rows.append(filed("X", first[1], later[1], later[2]))
    indicator = make_indicator("X", frequency="quarterly" if "Q" in first[1] else "annual")
    known = series_of(indicator, history_of(rows).points("X", None)).known(Quarter.parse(quarter).index)
    assert ([str(point.value) for point in known] or ["没有"]) == [value]


@pytest.mark.parametrize(("period", "time"), lines("在时间轴上记在哪里", columns=2))
def test_the_time_axis(period: str, time: str) -> None:
    assert f"{Period.parse(period).index / 4:.2f}" == time


@pytest.mark.parametrize(("frequency", "due", "quarter"), lines("期限到了，等哪个文件", columns=3))
def test_deadlines(frequency: str, due: str, quarter: str) -> None:
    indicator = make_indicator(frequency=frequency, due=None if due == "不写" else [due])
    index = due_index(indicator, Quarter(2025, 4).index)
    assert ("不等" if index is None else str(Quarter.at(index))) == quarter
