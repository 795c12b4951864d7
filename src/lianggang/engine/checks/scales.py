"""Figures that look as if they were given on another scale: a factor of ten, another unit, a share for a percentage.

Each takes a row and its past and gives the ``Fault`` it finds, else None. Source: docs/diagnostics.md.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.engine.series import ACCUMULATING, place_in_year
from lianggang.model.indicator import FACTORS
from lianggang.model.submission import FIGURES, Column

from .subject import Fault
from .words import figure_said, said, written

if TYPE_CHECKING:
    from lianggang.model.submission import Observation

    from .past import Past
    from .subject import Subject

FEW = 5
"""Fewer events than this, or fewer units of the last decimal, change tenfold by chance and by rounding."""

_NEVER_NEAR_ONE = Decimal("1.5")
_POWERS = tuple(Decimal(10) ** power for power in range(1, 5))
_LEAST_RATIO = 8
_BAND = (Decimal("0.8"), Decimal("1.2"))
_TEN_THOUSAND = Decimal(10000)
_UNIT_MULTIPLE = {"元": "万元", "人": "万人", "人次": "万人次", "个": "万个", "件": "万件", "户": "万户"}


def share_for_percent(subject: Subject, past: Past) -> Fault | None:
    """U02: a plain number in (0, 1] in a % row whose earlier figures were all above 1.5.

    Not where numerator and denominator bear the number out, nor where the cell itself says %.
    """
    value = subject.value
    if value is None or not 0 < value <= 1 or past.before is None:
        return None
    if subject.expected.indicator.unit_of_measure != "%" or subject.row.value.text.strip().endswith(("%", "％")):
        return None
    if subject.numerator is not None and subject.denominator is not None:
        return None
    if any(one.value is None or one.value <= _NEVER_NEAR_ONE for one in past.figures):
        return None
    message = (
        f"填报{written(subject, Column.VALUE)}，{_before(subject, past)}；"
        "疑似漏乘100，请按百分数填报，如属实请在“说明”中写明。"
    )
    return Fault("U02", Column.VALUE, message, FIGURES, past.before)


def other_multiple(subject: Subject, past: Past) -> Fault | None:
    """U04: about 10⁴ times the figure before or its inverse, in a unit of which there is one of ten thousand."""
    step = _ratio_to_before(subject, past)
    if step is None or abs(step) != len(_POWERS):
        return None
    unit = subject.expected.indicator.unit_of_measure
    written_in = _smaller_unit(unit) if step > 0 else _larger_unit(unit)
    if written_in is None:
        return None
    message = (
        f"填报{figure_said(subject)}，{_before(subject, past)}，相差约1万倍；疑似以“{written_in}”填报"
        f"（单位应为{unit}），请核对，如属实请在“说明”中写明。"
    )
    return Fault("U04", Column.VALUE, message, FIGURES, past.before)


def power_of_ten(subject: Subject, past: Past) -> Fault | None:
    """U03: about 10, 100, 1000 or 10⁴ times the figure before (±20 %), or the inverse; not between tiny figures."""
    step = _ratio_to_before(subject, past)
    if step is None:
        return None
    message = (
        f"填报{figure_said(subject)}，{_before(subject, past)}，相差约{_POWERS[abs(step) - 1]:f}倍；"
        "疑似小数点或单位错误，请核对，如属实请在“说明”中写明。"
    )
    return Fault("U03", Column.VALUE, message, FIGURES, past.before)


def implausible(subject: Subject, past: Past) -> Fault | None:  # noqa: ARG001 - all of them are called alike
    """U05: outside the indicator's plausible range.

    A rate made of a few events says nothing of its level, and before the end of its year a figure that accumulates
    is not yet as high as the range asks for.
    """
    indicator = subject.expected.indicator
    figure = subject.figure if indicator.plausible is not None else None
    if figure is None or indicator.plausible is None:
        return None
    low, high = indicator.plausible
    if low <= figure <= high or (figure < low and _year_is_open(subject)) or _is_made_of_few(subject, figure, low):
        return None
    unit = indicator.unit_of_measure
    hint = _other_unit(figure, unit, low, high)
    doubt = f"疑似按{hint}填报（单位应为{unit}）" if hint else "请核对小数点和单位"
    message = (
        f"填报{figure_said(subject)}，明显{'偏大' if figure > high else '偏小'}"
        f"（单位{unit}，通常为{low:f}—{high:f}）；{doubt}，如属实请在“说明”中写明。"
    )
    return Fault("U05", Column.VALUE, message, FIGURES)


def _before(subject: Subject, past: Past) -> str:
    value = past.before.value if past.before else None
    return "" if value is None else f"{past.label}为{said(value, subject.expected.indicator)}"


def _ratio_to_before(subject: Subject, past: Past) -> int | None:
    """The power of ten, 1 to 4, negative for the inverse, that lies between the figure before and this one."""
    before = past.before
    figure = subject.figure if before is not None else None
    if before is None or figure is None or before.value is None:
        return None
    old = before.value
    smaller, larger = (old, figure) if old < figure else (figure, old)
    if smaller <= 0 or larger < smaller * _LEAST_RATIO or _is_tiny(subject, before, smaller):
        return None
    for power, multiple in enumerate(_POWERS, 1):
        # ±20 % of value ÷ previous where it grew, of its inverse where it fell.
        if _BAND[0] * multiple * smaller <= larger <= _BAND[1] * multiple * smaller:
            return power if figure > old else -power
    return None


def _is_tiny(subject: Subject, before: Observation, smaller: Decimal) -> bool:
    if smaller < FEW * Decimal(1).scaleb(-subject.expected.indicator.decimals):
        return True
    events = [one for one in (subject.numerator, before.numerator) if one is not None]
    return len(events) == 2 and min(events) < FEW


def has_other_multiple(unit: str) -> bool:
    """Whether there is a unit of ten thousand of this one, or one ten thousand times smaller."""
    return _smaller_unit(unit) is not None or _larger_unit(unit) is not None


def _smaller_unit(unit: str) -> str | None:
    if unit.startswith("亿"):
        return f"万{unit[1:]}"
    return unit[1:] if unit.startswith("万") and len(unit) > 1 else None


def _larger_unit(unit: str) -> str | None:
    if unit.startswith("万"):
        return f"亿{unit[1:]}"
    return _UNIT_MULTIPLE.get(unit)


def _year_is_open(subject: Subject) -> bool:
    indicator, period = subject.expected.indicator, subject.row.period
    return indicator.figure in ACCUMULATING and period is not None and place_in_year(indicator, period)[1] < 4


def _is_made_of_few(subject: Subject, figure: Decimal, low: Decimal) -> bool:
    """Whether the rate comes of fewer than five events, or, below the range, fewer would be expected at its end."""
    numerator, denominator = subject.numerator, subject.denominator
    if figure >= low:
        return numerator is not None and numerator < FEW
    return denominator is not None and low * denominator < FEW * subject.expected.factor


def _other_unit(figure: Decimal, unit: str, low: Decimal, high: Decimal) -> str | None:
    """The unit of a rate in which the figure would lie in the range; None where there is none, or more than one."""
    own = FACTORS.get(unit)
    if own is None:
        return None
    fitting = [other for other, factor in FACTORS.items() if other != unit and low <= figure * own / factor <= high]
    return fitting[0] if len(fitting) == 1 and figure > 0 else None
