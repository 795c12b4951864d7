from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from lianggang.load.holidays import load_calendar, read_holidays
from lianggang.model.errors import HolidaysError
from lianggang.model.working_days import DayKind


def table(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "holidays.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_the_published_tables_agree_with_their_package_on_every_day() -> None:
    calendar = load_calendar(Path("no-such-table.csv"))
    assert calendar.years >= set(range(2004, 2027))
    days = (date(2004, 1, 1) + timedelta(days=step) for step in range(23 * 365 + 5))
    assert [day for day in days if calendar.is_worked(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_offices_own_table_goes_before_the_published_one(tmp_path: Path, encoding: str) -> None:
    text = "日期,类别,说明\n2025-10-09,放假,本地节日\n2031/10/1,holiday,\n2031年10月11日,workday,调休\n\n"
    calendar = load_calendar(table(tmp_path, text, encoding))
    assert not calendar.is_worked(date(2025, 10, 9))
    assert not calendar.is_worked(date(2025, 10, 3))
    assert calendar.is_worked(date(2031, 10, 11))
    assert 2031 in calendar.years


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("甲,乙\n2025-10-09,holiday\n", "H01", None, None),
        ("", "H01", None, None),
        ("date,kind\n2025-02-30,holiday\n", "H02", 2, 1),
        ("date,kind\n2025-02-03,假\n", "H02", 2, 2),
        ("date,kind\n2025-02-03\n", "H02", 2, 2),
        ("date,kind\n2025-02-03,holiday\n2025-02-03,workday\n", "H03", 3, 1),
    ],
)
def test_a_faulty_table_is_never_half_used(tmp_path: Path, text: str, code: str, line: int, column: int) -> None:
    path = table(tmp_path, text)
    _, (found,) = read_holidays(path)
    assert (found.code, found.place.line, found.place.column) == (code, line, column)
    with pytest.raises(HolidaysError) as raised:
        load_calendar(path)
    assert raised.value.diagnostics == (found,)


def test_a_workbook_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "holidays.csv"
    path.write_bytes(b"PK\x03\x04rest")
    _, (found,) = read_holidays(path)
    assert "Excel工作簿" in found.message


def test_kinds_in_both_languages(tmp_path: Path) -> None:
    days, found = read_holidays(table(tmp_path, "kind,date\n上班,2027-01-02\nHOLIDAY,2027-01-04\n"))
    assert found == ()
    assert days == {date(2027, 1, 2): DayKind.WORKDAY, date(2027, 1, 4): DayKind.HOLIDAY}
