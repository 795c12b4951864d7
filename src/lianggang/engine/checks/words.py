"""Figures as the messages of the checks say them: as written in the cell, or at the indicator's own decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from lianggang.model.visible import visible

from .subject import EXACT

if TYPE_CHECKING:
    from lianggang.model.indicator import Indicator
    from lianggang.model.submission import Column

    from .subject import Subject

_POINTS = {"%": "个百分点", "‰": "个千分点"}
_MOST_DECIMALS = 6


def written(subject: Subject, column: Column) -> str:
    """The figure as it stands in its cell."""
    return visible(getattr(subject.row, column.value).text.strip())


def decimals_of(value: Decimal) -> int:
    """How many decimals the figure was given with."""
    text = str(value)  # three times as fast as ``as_tuple``
    if "E" in text:
        text = f"{value:f}"
    return len(text) - text.find(".") - 1 if "." in text else 0


def rounded(value: Decimal, decimals: int) -> str:
    """``value`` at that many decimals, half away from zero."""
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, EXACT):f}"


def said(value: Decimal, indicator: Indicator) -> str:
    """A figure on file, at the indicator's decimals, or at its own where it was given with a few more."""
    own = decimals_of(value)
    return rounded(value, own if indicator.decimals < own <= _MOST_DECIMALS else indicator.decimals)


def figure_said(subject: Subject) -> str:
    """The row's figure: 本期值 as written, else what numerator and denominator give."""
    if subject.value is not None:
        return f"{subject.value:f}"
    computed = subject.computed
    return "" if computed is None else rounded(computed, subject.expected.indicator.decimals)


def difference_said(value: Decimal, indicator: Indicator) -> str:
    """A difference of two figures with the unit that it has: ``1.20个百分点``."""
    unit = indicator.unit_of_measure
    return rounded(abs(value), indicator.decimals) + _POINTS.get(unit, f"（{unit}）" if "/" in unit else unit)


def percent_said(share: Decimal) -> str:
    """A share as a whole percentage: ``35%``."""
    return f"{rounded(share * 100, 0)}%"
