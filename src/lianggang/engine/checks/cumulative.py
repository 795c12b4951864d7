"""Figures that accumulate within their year, and those that must not: falling, or looking like the other kind.

Of a rate the numerator is looked at, as the rate itself may fall. Source: docs/diagnostics.md.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.engine.series import ACCUMULATING, ADDED_UP, place_in_year
from lianggang.model.indicator import FigureKind, Frequency
from lianggang.model.submission import FIGURES, Column

from .subject import Fault
from .words import rounded, written

if TYPE_CHECKING:
    from lianggang.model.submission import Observation

    from .past import Past
    from .subject import Subject

_ABOUT = Decimal("0.2")
"""How far, as a share, one figure may lie from another that it looks like."""
_FEWEST = 20
"""Counts below this look like anything by chance."""
_USUAL = Decimal("1.5")
"""A year in which the figure hardly grew by this quarter is no reason to ask."""
_SEASON = Decimal("0.3")
_EXPLAIN = "如属实请在“说明”中写明"


def cumulative_falls(subject: Subject, past: Past) -> Fault | None:
    """T01: what accumulates is less than it was earlier in the same year."""
    now = _accumulated(subject)
    last = _earlier_in_year(subject, past) if now is not None else None
    if last is None or now is None:
        return None
    old = _quantity(subject, last)
    if old is None or now >= old:
        return None
    column, name = _cell(subject)
    message = (
        f"年内累计{name}{subject.row.period}为{written(subject, column)}，小于{last.period}的{_said(old, subject)}；"
        "疑似误填本期数，请按年初以来的累计数填报，以前报多了的，请同时更正该季的数并说明。"
    )
    return Fault("T01", column, message, FIGURES, last)


def not_cumulative(subject: Subject, past: Past) -> Fault | None:
    """T02: what should accumulate is about as large as a single quarter's increment.

    Beside the first quarter of the same year, unless it hardly grew by now last year either; without a figure of this
    year, beside the increment of the same quarter last year.
    """
    now = _accumulated(subject)
    if now is None or not past.figures or now < _FEWEST:
        return None
    last = _earlier_in_year(subject, past)
    basis, increment = (last, _first_quarter(subject, past, last)) if last else _last_years(subject, past, now)
    if basis is None or increment is None or increment < _FEWEST or abs(now - increment) > _ABOUT * increment:
        return None
    column, name = _cell(subject)
    message = (
        f"{name}填报{written(subject, column)}，与一个季度的增量（{_said(increment, subject)}）相近；疑似填报当季数，"
        f"本指标要求年内累计，请核对，{_EXPLAIN}。"
    )
    return Fault("T02", column, message, FIGURES, basis)


def looks_cumulative(subject: Subject, past: Past) -> Fault | None:
    """T03: a quarter's own figure is about what all quarters of the year come to.

    Not where the same quarter of last year was like it: that is the season. After a single quarter it takes last
    year's figure to tell a sum of two from a good quarter.
    """
    indicator, period = subject.expected.indicator, subject.row.period
    if indicator.figure is not FigureKind.PERIOD or not indicator.frequency.within_year or not past.figures:
        return None
    now = _additive(subject)
    if now is None or period is None or period.quarter.number == 1:
        return None
    step = 2 if indicator.frequency is Frequency.HALF_YEARLY else 1
    times = [period.index - back for back in range(step, period.quarter.number, step)]
    known = {one.period.index: one for one in past.figures[-2 * len(times) - 4 :]}
    parts = [_quantity(subject, known[time]) if time in known else None for time in times]
    season = _quantity(subject, known[period.index - 4]) if period.index - 4 in known else None
    whole = _sum(parts)
    if whole is None or whole < _FEWEST or (season is None and len(parts) == 1):
        return None
    if season is not None and abs(now - season) <= _SEASON * season:
        return None
    expected = whole * (len(parts) + 1) / len(parts)
    if now < whole or abs(now - expected) > _ABOUT * expected:
        return None
    column, name = _cell(subject)
    message = (
        f"{name}填报{written(subject, column)}，与年内各季之和相近（此前合计{_said(whole, subject)}）；"
        f"疑似填报累计数，本指标要求当季数，请核对，{_EXPLAIN}。"
    )
    return Fault("T03", column, message, FIGURES, known[times[0]])


def _accumulated(subject: Subject) -> Decimal | None:
    if subject.expected.indicator.figure not in ACCUMULATING:
        return None
    return subject.numerator if subject.expected.is_ratio else subject.value


def _additive(subject: Subject) -> Decimal | None:
    if subject.expected.is_ratio:
        return subject.numerator
    return subject.value if subject.expected.indicator.unit_of_measure in ADDED_UP else None


def _quantity(subject: Subject, one: Observation) -> Decimal | None:
    return one.numerator if subject.expected.is_ratio else one.value


def _earlier_in_year(subject: Subject, past: Past) -> Observation | None:
    """The latest figure on file of an earlier quarter of the row's own year."""
    period, indicator = subject.row.period, subject.expected.indicator
    if period is None or not past.figures:
        return None
    last = past.figures[-1]
    same = place_in_year(indicator, last.period)[0] == place_in_year(indicator, period)[0]
    return last if same else None


def _first_quarter(subject: Subject, past: Past, last: Observation) -> Decimal | None:
    """The year's first quarter, where nothing else is on file of it and last year grew from there."""
    indicator, period = subject.expected.indicator, subject.row.period
    if period is None or place_in_year(indicator, last.period)[1] != 1:
        return None
    then = _at(subject, past, period.index - 4), _at(subject, past, last.period.index - 4)
    if then[0] is not None and then[1] is not None and then[0] <= _USUAL * then[1]:
        return None
    return _quantity(subject, last)


def _last_years(subject: Subject, past: Past, now: Decimal) -> tuple[Observation | None, Decimal | None]:
    """Last year's figure of the same quarter and how much of it came in that quarter; only where now is far below."""
    indicator, period = subject.expected.indicator, subject.row.period
    if period is None or past.before is None or place_in_year(indicator, period)[1] == 1:
        return None, None
    total, before = _quantity(subject, past.before), _at(subject, past, period.index - 5)
    if total is None or before is None or 2 * now >= total:
        return None, None
    return past.before, total - before


def _at(subject: Subject, past: Past, time: int) -> Decimal | None:
    return next((_quantity(subject, one) for one in past.figures if one.period.index == time), None)


def _sum(parts: list[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _cell(subject: Subject) -> tuple[Column, str]:
    return (Column.NUMERATOR, "分子") if subject.expected.is_ratio else (Column.VALUE, "")


def _said(value: Decimal, subject: Subject) -> str:
    return f"{value:f}" if subject.expected.is_ratio else rounded(value, subject.expected.indicator.decimals)
