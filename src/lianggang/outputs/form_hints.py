"""What a form tells the person who fills it in: prompts, messages for impossible figures, formula and example.

Spreadsheets cut a prompt's title at 32 characters and its text at 255.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.indicator import Direction

from .amounts import as_written, number, with_unit

if TYPE_CHECKING:
    from lianggang.model.indicator import Indicator

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_LONGEST_NAME = 60
"""Characters of a name or a unit that a prompt repeats."""
_NO_DATA = "确无数据的，本格留空，在“数据状态”中选择原因，并写明说明。"


class Limits(NamedTuple):
    """Between which figures a cell's must lie, both allowed; None: no limit on that side."""

    low: Decimal | None
    high: Decimal | None
    whole: bool = False
    """Whether it must be a whole number."""


class Hint(NamedTuple):
    """What shows beside a cell when it is chosen, and when its figure is impossible."""

    title: str
    prompt: str
    error: str


def value_limits(indicator: Indicator) -> Limits:
    """What 本期值 may be: the hard range, else nothing below 0; counted things are whole (L01, L06)."""
    whole = indicator.is_count or indicator.direction is Direction.YES_NO
    if indicator.hard_range is not None:
        return Limits(*indicator.hard_range, whole)
    return Limits(_ZERO, Decimal(1) if indicator.direction is Direction.YES_NO else None, whole)


def numerator_limits(indicator: Indicator) -> Limits:
    """What 分子 may be: below 0 only where the figure may."""
    low = value_limits(indicator).low
    return Limits(None if low is not None and low < 0 else _ZERO, None)


DENOMINATOR_LIMITS = Limits(_ZERO, None)


def value_hint(indicator: Indicator) -> Hint:
    """For 本期值."""
    unit = _short(indicator.unit_of_measure)
    if indicator.direction is Direction.YES_NO:
        said = "已完成的填1，未完成的填0。"
        return Hint("本期值", said + _NO_DATA, f"{said}请核对后重新填写；{_NO_DATA}")
    asked = _asked(value_limits(indicator))
    decimals = f"，保留{indicator.decimals}位小数" if indicator.decimals and not indicator.is_count else ""
    prompt = f"单位：{unit}。请填{asked}，只写数字，不写单位{decimals}。{_NO_DATA}"
    return Hint(f"本期值（{unit}）"[:32], prompt, f"本指标应为{asked}（单位：{unit}）。请核对后重新填写；{_NO_DATA}")


def part_hint(column: str, name: str | None, limits: Limits) -> Hint:
    """For 分子 or 分母. name: what is counted."""
    what = f"{_short(name)}。" if name else ""
    asked = _asked(limits)
    return Hint(
        column, f"{what}请填{asked}，只写数字，不写单位；分子、分母请都填写。", f"应为{asked}。请核对后重新填写。"
    )


STATUS_HINT = Hint(
    "数据状态",
    "有数的不必选。没有数或口径有变化的，请从列表中选择，并写明说明。",
    "请从列表中选择；其他情况写入“说明”。",
)
PERIOD_HINT = Hint("数据期", "请填数据说的是哪一年，如2025。没有新数据的，本行不用填。", "")
NOTE_HINT = Hint("说明", "没有数的原因、变动较大的原因、更正的情况等，请写在这里。", "")


def comment(indicator: Indicator) -> str:
    """How the figure is reckoned, with an example that nobody can take for data."""
    if indicator.direction is Direction.YES_NO:
        return "例：全部完成的填1，尚未全部完成的填0。"
    value = _example_value(indicator)
    written = number(value, indicator.decimals)
    made_up = "（例中数字是虚构的）"
    if not indicator.is_ratio:
        figure = with_unit(written, indicator.unit_of_measure)
        return f"直接填报本期值。\n例：{figure}，填{written}{made_up}"
    factor = indicator.ratio_factor
    numerator, denominator = as_written((2 * value).normalize()), as_written(2 * factor)
    times = "" if factor == 1 else f"×{as_written(factor)}"
    lines = [
        f"本期值＝分子÷分母{times}",
        f"分子：{indicator.numerator}" if indicator.numerator else "",
        f"分母：{indicator.denominator}" if indicator.denominator else "",
        f"例：分子{numerator}，分母{denominator}，{numerator}÷{denominator}{times}＝{written}，填{written}{made_up}",
    ]
    return "\n".join(line for line in lines if line)


def _example_value(indicator: Indicator) -> Decimal:
    """A round figure that the indicator could have."""
    value = Decimal(75) if indicator.ratio_factor == _HUNDRED else Decimal("1.5") if indicator.decimals else Decimal(2)
    low, high = indicator.hard_range or (value, value)
    return value if low <= value <= high else (low + high) / 2


def _asked(limits: Limits) -> str:
    """``0—100之间的数``, ``不小于0的整数``."""
    kind = "整数" if limits.whole else "数"
    low, high = limits.low, limits.high
    if low is not None and high is not None:
        return f"{as_written(low)}—{as_written(high)}之间的{kind}"
    if low is not None:
        return f"不小于{as_written(low)}的{kind}"
    return kind if high is None else f"不大于{as_written(high)}的{kind}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[:_LONGEST_NAME] + "…"
