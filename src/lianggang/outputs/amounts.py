"""How numbers, shares, differences and units are written.

Figures are rounded here and nowhere else: once, half away from zero. Source: docs/methods.md, section 11.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.indicator import Direction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lianggang.model.indicator import Indicator

MOST_DECIMALS = 6
_STEPS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(MOST_DECIMALS + 1))
_HALF_UP = Context(prec=400, rounding=ROUND_HALF_UP)
"""Room for every float there is."""

_DIFFERENCE_UNITS = {"%": "个百分点", "‰": "个千分点", "1/万": "/万", "1/10万": "/10万"}
_RATE_UNITS = frozenset({"%", "‰", "1/万", "1/10万", "年", "岁", "分"})
"""Units whose figures 提高 or 下降; counted things 增加 or 减少."""


def rounded(value: Decimal | Fraction | float, decimals: int) -> Decimal:
    """``value`` (finite) at that many decimals (at most 6), half away from zero; never ``-0``.

    A float is taken at its shortest decimal form, so that 0.125 is the half it looks like.
    """
    # Whether something is a Fraction takes longer to find out than whether it is one of the others.
    if isinstance(value, Decimal):
        exact = value.quantize(_STEPS[decimals], context=_HALF_UP)
    elif isinstance(value, float):
        exact = Decimal(repr(value)).quantize(_STEPS[decimals], context=_HALF_UP)
    else:
        scaled, whole = 10**decimals * value.numerator, value.denominator
        digits = (2 * abs(scaled) + whole) // (2 * whole)
        exact = Decimal(digits if scaled > 0 else -digits).scaleb(-decimals)
    return exact or abs(exact)


def number(value: Decimal | Fraction | float, decimals: int) -> str:
    """``78.70``: fixed decimals, no thousands separators, no exponent."""
    return f"{rounded(value, decimals):f}"


def decimals_to_tell(value: Decimal | Fraction | float, decimals: int, misleads: Callable[[Decimal], bool]) -> int:
    """How many decimals, from ``decimals`` on and at most 6, it takes for the rounded value not to mislead."""
    while decimals < MOST_DECIMALS and misleads(rounded(value, decimals)):
        decimals += 1
    return decimals


def as_written(value: Decimal) -> str:
    """A figure of the catalogue with the digits it was given: ``85``, ``71.30``."""
    return f"{value:f}"


def percent(share: Decimal | Fraction | float) -> str:
    """A share as whole percent; with decimals where whole percent would turn not quite 100 into 100."""
    decimals = decimals_to_tell(share * 100, 0, lambda shown: shown >= 100) if share < 1 else 0
    return f"{number(share * 100, decimals)}%"


def shares(parts: Sequence[int], total: int, decimals: int = 1) -> tuple[str, ...]:
    """Each part as a percentage of ``total`` (more than 0): ``22.3%``; whether they add up says ``shares_note``."""
    return tuple(f"{number(Fraction(100 * part, total), decimals)}%" for part in parts)


def shares_note(parts: Sequence[int], decimals: int = 1) -> str:
    """The remark for percentages of a whole that, as printed, do not add up to 100; empty where they do.

    parts: all of them, which together are the whole; at least one is more than 0.
    """
    total = sum(parts)
    printed = sum(rounded(Fraction(100 * part, total), decimals) for part in parts)
    return "" if printed == 100 else "因四舍五入，各项占比之和可能不等于100%。"


def with_unit(text: str, unit_of_measure: str) -> str:
    """A figure with its unit: ``78.70%``, ``8.50/10万``, ``12人``, ``54.2 per 1000 live births``."""
    return joined(text, {"1/万": "/万", "1/10万": "/10万"}.get(unit_of_measure, unit_of_measure))


def joined(figure: str, unit: str) -> str:
    """A figure and its unit; a unit that begins with a Latin letter stands apart from it."""
    return f"{figure} {unit}" if figure and unit[:1].isascii() and unit[:1].isalpha() else figure + unit


def figure_text(text: str, indicator: Indicator) -> str:
    """A figure of the indicator with its unit; what is done or not done has none."""
    return text if indicator.direction is Direction.YES_NO else with_unit(text, indicator.unit_of_measure)


def figure_unit(indicator: Indicator) -> str:
    """The unit as it stands beside the indicator's figures in a table."""
    return figure_text("", indicator)


def unit_text(unit_of_measure: str) -> str:
    """The unit as it stands beside a figure in a table: ``%``, ``/10万``, ``人``."""
    return with_unit("", unit_of_measure)


def difference(amount: Decimal | Fraction | float, unit_of_measure: str, decimals: int) -> str:
    """A difference of two figures, without its sign: ``6.30个百分点``, ``8.50/10万``, ``12人``.

    A difference that rounds to nothing gets more decimals until it shows.
    """
    unit = _DIFFERENCE_UNITS.get(unit_of_measure, unit_of_measure)
    return joined(number(-amount if amount < 0 else amount, decimals_to_show(amount, decimals)), unit)


def decimals_to_show(amount: Decimal | Fraction | float, decimals: int) -> int:
    """How many decimals it takes for an amount other than 0 not to print as 0."""
    return decimals_to_tell(amount, decimals, lambda shown: not shown) if amount else decimals


def is_rate(unit_of_measure: str) -> bool:
    """Whether figures of this unit 提高 or 下降; those of counted things 增加 or 减少."""
    return unit_of_measure in _RATE_UNITS or unit_of_measure.startswith("per ")


def moved(rises: bool, unit_of_measure: str) -> str:
    """The verb for a change: 提高, 下降, 增加 or 减少."""
    if is_rate(unit_of_measure):
        return "提高" if rises else "下降"
    return "增加" if rises else "减少"
