"""Checks of the figures of one row against each other and against what the indicator allows; no other row is looked at.

Each takes a ``Subject`` and gives the ``Fault`` it finds, else None. Their order is part of the rule: what one of them
spoils, the next ones leave alone. Source: docs/diagnostics.md.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.submission import FIGURES, Column

from .subject import EXACT, Fault, ratio
from .words import decimals_of, rounded, written

if TYPE_CHECKING:
    from .subject import Subject

_PAIR = (Column.NUMERATOR, Column.DENOMINATOR)
_NAMES = {Column.VALUE: "本期值", Column.NUMERATOR: "分子", Column.DENOMINATOR: "分母"}
_HALF_UNIT = tuple(Decimal(5).scaleb(-decimals - 1) for decimals in range(7))
"""Half a unit of the last decimal, by number of decimals."""
_SPREADSHEET_DIGITS = 15


def negative(subject: Subject) -> Fault | None:
    """A figure below zero: L06 for counted units, else L01; but a hard range may reach below zero."""
    value, numerator, denominator = subject.value, subject.numerator, subject.denominator
    expected = subject.expected
    if value is not None and value < 0 and (expected.low is None or expected.low >= 0):
        column = Column.VALUE
    elif numerator is not None and numerator < 0 and (expected.low is None or expected.low >= 0):
        column = Column.NUMERATOR
    elif denominator is not None and denominator < 0:
        column = Column.DENOMINATOR
    else:
        return None
    message = f"{_NAMES[column]}填报{written(subject, column)}，不应为负数；请核对后重报。"
    return Fault("L06" if expected.is_count else "L01", column, message, FIGURES)


def fractional_count(subject: Subject) -> Fault | None:
    """L06: a count with decimals. ``12.0`` is whole."""
    value = subject.value
    if value is None or not subject.expected.is_count or value == value.to_integral_value():
        return None
    unit = subject.expected.indicator.unit_of_measure
    message = f"填报{written(subject, Column.VALUE)}，本指标按“{unit}”计数，应为非负整数；请核对后重报。"
    return Fault("L06", Column.VALUE, message, (Column.VALUE,))


def zero_denominator(subject: Subject) -> Fault | None:
    """L03: a denominator of 0 beside a value or a numerator above 0. 0 ÷ 0 without a value is 不适用."""
    if subject.denominator != 0 or not subject.expected.is_ratio:
        return None
    if subject.value is None and not subject.numerator:
        return None
    message = "分母为0，不能计算比率；请核对分母，确无对象的，本期值请填“不适用”。"
    return Fault("L03", Column.DENOMINATOR, message, FIGURES)


def numerator_above_denominator(subject: Subject) -> Fault | None:
    """L02: a numerator above its denominator where it is a part of it (the range ends at the factor or below)."""
    numerator, denominator = subject.numerator, subject.denominator
    if numerator is None or denominator is None or numerator <= denominator or not subject.expected.is_share:
        return None
    message = (
        f"分子{written(subject, Column.NUMERATOR)}大于分母{written(subject, Column.DENOMINATOR)}，"
        "本指标的分子是分母的一部分；请核对后重报。"
    )
    return Fault("L02", Column.NUMERATOR, message, FIGURES)


def half_a_pair(subject: Subject) -> Fault | None:
    """L10: a numerator without its denominator, or the other way round; the place is the empty cell."""
    row = subject.row
    if subject.numerator is not None and row.denominator.missing is not None:
        there, absent = Column.NUMERATOR, Column.DENOMINATOR
    elif subject.denominator is not None and row.numerator.missing is not None:
        there, absent = Column.DENOMINATOR, Column.NUMERATOR
    else:
        return None
    if not subject.expected.is_ratio:
        return None
    message = f"填了{_NAMES[there]}未填{_NAMES[absent]}；分子、分母请都填写，或都不填。"
    return Fault("L10", absent, message, _PAIR)


def out_of_range(subject: Subject) -> Fault | None:
    """L01: a value, reported or computed, outside the indicator's hard range; both ends are allowed."""
    low, high = subject.expected.low, subject.expected.high
    if low is None or high is None:
        return None
    figure = subject.value if subject.value is not None else subject.computed
    if figure is None or low <= figure <= high:
        return None
    unit = subject.expected.indicator.unit_of_measure
    limit = f"高于上限{high:f}{unit}" if figure > high else f"低于下限{low:f}{unit}"
    if subject.value is None:
        computed = rounded(figure, subject.expected.indicator.decimals)
        message = f"分子÷分母×{subject.expected.factor:f}={computed}，{limit}；请核对后重报。"
        return Fault("L01", Column.NUMERATOR, message, FIGURES)
    message = f"填报{written(subject, Column.VALUE)}，{limit}；请核对后重报。"
    return Fault("L01", Column.VALUE, message, (Column.VALUE,))


def ratio_mismatch(subject: Subject) -> Fault | None:
    """L04: the value is not numerator ÷ denominator × factor, by more than half a unit of the last decimal given."""
    value, numerator, denominator = subject.value, subject.numerator, subject.denominator
    expected = subject.expected
    if value is None or numerator is None or not denominator or not expected.is_ratio:
        return None
    if is_ratio_of(value, numerator, denominator, expected.factor):
        return None
    decimals = max(decimals_of(value), expected.indicator.decimals)
    computed = rounded(ratio(numerator, denominator, expected.factor), decimals)
    times = "" if expected.factor == 1 else f"×{expected.factor:f}"
    message = (
        f"{written(subject, Column.NUMERATOR)}÷{written(subject, Column.DENOMINATOR)}{times}={computed}，"
        f"填报{written(subject, Column.VALUE)}；请核对后重报。"
    )
    return Fault("L04", Column.VALUE, message, FIGURES)


def is_ratio_of(value: Decimal, numerator: Decimal, denominator: Decimal, factor: Decimal) -> bool:
    """Whether the value is numerator ÷ denominator × factor, to half a unit of the last decimal it is given with.

    Compared as products, so exactly: a value rounded up or down from the very middle passes. A value of 15 digits
    was worked out by a spreadsheet in binary, and may be wrong by a whole unit of the last of its decimals.
    """
    decimals = decimals_of(value)
    distance = EXACT.subtract(EXACT.multiply(value, denominator), EXACT.multiply(numerator, factor))
    tolerance = _HALF_UNIT[decimals] if decimals < len(_HALF_UNIT) else _of_many_decimals(value, decimals)
    return EXACT.abs(distance) <= EXACT.multiply(tolerance, denominator)


def _of_many_decimals(value: Decimal, decimals: int) -> Decimal:
    digits = len(value.as_tuple().digits)
    return Decimal(10 if digits >= _SPREADSHEET_DIGITS else 5).scaleb(-decimals - 1)
