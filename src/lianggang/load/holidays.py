"""The calendar of working days: the State Council's tables as published, and the office's own table over them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES, Diagnostic, Place
from lianggang.model.errors import HolidaysError
from lianggang.model.visible import visible
from lianggang.model.working_days import DayKind, WorkCalendar
from lianggang.model.written import OneLine, cell_span

from .dates import read_date
from .table import first_record
from .text import decodings, read_bytes, why_not_text
from .yaml_source import shown_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

_DATE, _KIND = frozenset({"date", "日期"}), frozenset({"kind", "类别"})
_KINDS = {
    "holiday": DayKind.HOLIDAY,
    "放假": DayKind.HOLIDAY,
    "workday": DayKind.WORKDAY,
    "上班": DayKind.WORKDAY,
}


def load_calendar(own: Path) -> WorkCalendar:
    """The published tables, and over them the office's own, where there is such a file.

    A year of which the own table names a day counts as known. Raises HolidaysError with the places (H01–H03) where
    that table is faulty, LianggangError where it cannot be read.
    """
    published = _published()
    if not own.exists():
        return published
    days, diagnostics = read_holidays(own)
    if diagnostics:
        message = f"节假日表“{shown_path(own)}”有 {len(diagnostics)} 处错误，不能据以计算工作日。请先改正。"
        raise HolidaysError(message, diagnostics)
    return WorkCalendar({**published.days, **days}, published.years | {day.year for day in days})


def read_holidays(path: Path) -> tuple[dict[date, DayKind], tuple[Diagnostic, ...]]:
    """The days that the table names, and what is wrong with it; columns other than date and kind are passed over."""
    shown = shown_path(path)
    data = read_bytes(path)
    why = why_not_text(data)
    for reading in () if why else decodings(data):
        columns = _columns(reading.lines)
        if columns is not None and not reading.bad:
            return _days(shown, reading.lines, columns)
    message = why or "第一行应有 date 和 kind（或“日期”“类别”）两列；请补上表头，另存为“CSV UTF-8”。"
    return {}, (Diagnostic("H01", message, Place(shown), CODES["H01"].severity),)


def _columns(lines: Sequence[str]) -> tuple[int, int] | None:
    header = [cell.strip().lower() for cell in first_record(lines, 0, ",")[0]] if lines else []
    found = [next((at for at, name in enumerate(header) if name in names), None) for names in (_DATE, _KIND)]
    first, second = found
    return None if first is None or second is None else (first, second)


def _days(
    shown: str, lines: Sequence[str], columns: tuple[int, int]
) -> tuple[dict[date, DayKind], tuple[Diagnostic, ...]]:
    days: dict[date, DayKind] = {}
    first: dict[date, int] = {}
    found: list[Diagnostic] = []
    for position in range(1, len(lines)):
        line = lines[position]
        cells = [cell.strip() for cell in first_record([line], 0, ",")[0]]
        if not any(cells):
            continue
        texts = [cells[at] if at < len(cells) else "" for at in columns]
        day, kind = read_date(texts[0]), _KINDS.get(texts[1].lower())
        if day is None:
            message = f"“{visible(texts[0])}”不是日期；请写成 2027-02-05 这样。"
            found.append(_found("H02", shown, position, line, columns[0], message))
        elif kind is None:
            message = f"类别“{visible(texts[1])}”不符；应为 holiday（放假）或 workday（上班）。"
            found.append(_found("H02", shown, position, line, columns[1], message))
        elif day in days:
            message = f"{day}在第{first[day] + 1}行已经写过；请删去一行。"
            found.append(_found("H03", shown, position, line, columns[0], message))
        else:
            days[day], first[day] = kind, position
    return days, tuple(found)


def _found(code: str, shown: str, position: int, line: str, column: int, message: str) -> Diagnostic:
    place = Place(shown, line=position + 1, column=column + 1)
    span = cell_span(line, ",", column + 1)
    return Diagnostic(code, message, place, CODES[code].severity, written=OneLine(line), marked=span)


@cache
def _published() -> WorkCalendar:
    """The tables that come with the package ``chinesecalendar``."""
    from chinese_calendar.constants import holidays, workdays  # noqa: PLC0415  # only where working days are counted

    days = dict.fromkeys(workdays, DayKind.WORKDAY) | dict.fromkeys(holidays, DayKind.HOLIDAY)
    return WorkCalendar(days, frozenset(range(min(holidays).year, max(holidays).year + 1)))
