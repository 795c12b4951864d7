"""How fast a figure moves, may be expected to move and has to move, in words; the numbers themselves come ready.

Source: docs/methods.md, sections 4 and 11.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.assessment import Scale

from .amounts_text import better_sign
from .wording import difference, moved, number, period_text, rounded

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment, Pace


def paces(assessment: Assessment) -> list[str]:
    """``近5年年均下降3.4%，谨慎预期每年下降2.7%，达标每年需下降5.3%``.

    On the logit scale a steady pace makes other steps each year, and only the next one is said
    (``近5年的步子折合来年提高1.52个百分点``): it is neither the yearly mean nor the gap shared out by years, which a
    reader would get from the figures.
    With no more than a year left the yearly need says nothing that the gap does not say better.
    """
    pace = assessment.pace
    if pace is None:
        return []
    parts = [text for text in [recent_pace(assessment)] if text]
    expected, need = pace.in_unit.get("expected"), pace.in_unit.get("need")
    if expected is not None:
        parts.append(f"谨慎预期{_yearly(assessment, pace, expected)}")
    if need is not None and need > 0 and not assessment.met and pace.years_left > 1:
        parts.append(f"达标{_yearly(assessment, pace, need, need=True)}")
    return ["，".join(parts)] if parts else []


def recent_pace(assessment: Assessment) -> str:
    """The pace of the last years, in the unit; empty where it is not known."""
    pace = assessment.pace
    if pace is None or pace.in_unit.get("recent") is None or len(pace.window) < 2:
        return ""
    first, last = pace.window[0][0], pace.window[-1][0]
    change = _change(assessment, pace, pace.in_unit["recent"])
    is_short = last.index - first.index < 4
    span = f"{period_text(first)}以来" if is_short else f"近{_span_text(last.index - first.index)}年"
    if not change:
        return f"{span}基本持平"
    if pace.scale is Scale.LOGIT:
        return f"{span}的步子折合来年{change}"
    if is_short:
        return f"{span}折合每年{change}"
    return f"{span}{change}" if span == "近1年" else f"{span}年均{change}"


def _span_text(quarters: int) -> str:
    """``5``, ``2.5``: the years that a window spans.

    The window reaches five years back; with quarterly figures its first point may lie a little inside.
    """
    if quarters in {18, 19}:
        return "5"
    return number(Decimal(quarters) / 4, 1).removesuffix(".0")


def _yearly(assessment: Assessment, pace: Pace, amount: float, *, need: bool = False) -> str:
    """``每年提高1.20个百分点``; ``来年需提高…``; ``基本持平`` where the change rounds to nothing."""
    change = _change(assessment, pace, amount)
    if not change:
        return "基本持平"
    return f"{'来年' if pace.scale is Scale.LOGIT else '每年'}{'需' if need else ''}{change}"


def _change(assessment: Assessment, pace: Pace, amount: float) -> str:
    """``提高1.20个百分点`` or ``下降6.8%`` of a yearly pace, improvement positive; empty where it rounds to nothing."""
    indicator = assessment.indicator
    rises = (amount > 0) == (better_sign(assessment) > 0)
    if pace.scale is not Scale.LOG:
        if not rounded(amount, indicator.decimals):
            return ""
        return moved(rises, indicator.unit_of_measure) + difference(
            amount, indicator.unit_of_measure, indicator.decimals
        )
    if not rounded(amount, 1):
        return ""
    # "提高2.1%" of a percentage would be read as percentage points.
    verb = moved(rises, indicator.unit_of_measure)
    if indicator.unit_of_measure in {"%", "‰"}:
        verb = "递增" if rises else "递减"
    return f"{verb}{number(abs(amount), 1)}%"
