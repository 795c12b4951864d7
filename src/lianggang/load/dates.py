"""The spellings of dates and periods in a return: text → calendar date or period; not which period a row speaks of."""

from __future__ import annotations

import re
from datetime import date, timedelta

from lianggang.model.quarter import Period, Quarter

from .cells import half_width

_DATE = r"([12][0-9]{3})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)"
_MONTH = r"([12][0-9]{3})(?:-([0-9]{2})|年([0-9]{1,2})月)"
_QUARTER = r"(?:([12][0-9]{3})年?(?:度)?-?)?(?:Q([1-4])|第?([1-4一二三四])季度?)"
_HALF = r"([12][0-9]{3})年(上|下)半年"
_YEAR = r"([12][0-9]{3})(?:年度?)?"

_YEARS = range(1980, 2100)
"""Any other year is a slip of the pen."""

_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of spreadsheets' 1900 system, for dates after its leap year that never was."""
_SERIALS = range(20000, 80000)
"""Five digits, from 1954 to 2119: outside them a number is no date that a return could mean."""


def read_date(text: str) -> date | None:
    """A calendar date: ``2025-09-30``, ``2025/9/30``, ``2025.9.30``, ``2025年9月30日``. None for anything else."""
    match = re.fullmatch(_DATE, _bare(text))
    if not match:
        return None
    month, day = (match[3], match[4]) if match[2] else (match[5], match[6])
    try:
        return date(int(match[1]), int(month), int(day))
    except ValueError:
        return None


def read_period(text: str, year: int | None = None) -> Period | None:
    """A period as written in 数据期: a quarter, a half-year (its last quarter), a year, a month or date (its quarter).

    ``year`` is the one of the file, for ``三季度``; without it such a text is None, like anything else that is
    neither ``2025Q3``, ``2025年第三季度``, ``2025年9月``, ``2025年``, ``2025`` nor a date, and like years before 1980.
    """
    period = _period(_bare(text), year)
    return period if period and period.quarter.year in _YEARS else None


def _period(bare: str, year: int | None) -> Period | None:
    if match := re.fullmatch(_QUARTER, bare.upper()):
        written = int(match[1]) if match[1] else year
        number = "一二三四".find(match[3]) + 1 if match[3] else 0
        return Period(Quarter(written, number or int(match[2] or match[3]))) if written is not None else None
    if match := re.fullmatch(_YEAR, bare):
        return Period.of_year(int(match[1]))
    if match := re.fullmatch(_HALF, bare):
        return Period(Quarter(int(match[1]), 2 if match[2] == "上" else 4))
    if match := re.fullmatch(_MONTH, bare):
        month = int(match[2] or match[3])
        return Period(Quarter(int(match[1]), (month + 2) // 3)) if 1 <= month <= 12 else None
    if day := read_date(bare):
        return Period(Quarter.of(day))
    return None


def serial_date(text: str) -> date | None:
    """The date of a spreadsheet's serial number (1900 system): 45930 is 2025-09-30; None for other text."""
    bare = _bare(text)
    if re.fullmatch("[0-9]{5}", bare) and int(bare) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(bare))
    return None


def chinese_date(day: date) -> str:
    """``2025年9月30日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_quarter(quarter: Quarter) -> str:
    """``2025年第三季度``."""
    return f"{quarter.year}年第{'一二三四'[quarter.number - 1]}季度"


def _bare(text: str) -> str:
    return "".join(half_width(text).split()).lstrip("'")
