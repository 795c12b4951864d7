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
    """``近5年年均提高1.52个百分点，谨慎预期每年提高1.20个百分点，达标每年需提高2.10个百分点``.

    With no more than a year left the yearly need says nothing that the gap does not say better.
    """
    parts = [recent_pace(assessment), expected_pace(assessment), needed_pace(assessment)]
    text = "，".join(part for part in parts if part)
    return [text] if text else []


def expected_pace(assessment: Assessment) -> str:
    """``谨慎预期每年提高1.20个百分点``; empty where it is not known."""
    pace = assessment.pace
    if pace is None or (expected := pace.in_unit.get("expected")) is None:
        return ""
    return f"谨慎预期{_yearly(assessment, pace, expected)}"


def needed_pace(assessment: Assessment) -> str:
    """``达标每年需提高2.10个百分点``; empty where nothing is needed, or no more than a year is left."""
    pace = assessment.pace
    if pace is None or (need := pace.in_unit.get("need")) is None:
        return ""
    if need <= 0 or assessment.met or pace.years_left <= 1:
        return ""
    return f"达标{_yearly(assessment, pace, need, need=True)}"


def recent_pace(assessment: Assessment) -> str:
    """The pace of the last years, in the unit; empty where it is not known."""
    pace = assessment.pace
    if pace is None or pace.in_unit.get("recent") is None or len(pace.window) < 2:
        return ""
    first, last = pace.window[0][0], pace.window[-1][0]
    change = _change(assessment, pace, pace.in_unit["recent"])
    if last.index - first.index < 4:
        return f"{period_text(first)}以来" + (f"折合每年{change}" if change else "基本持平")
    span = _span_text(last.index - first.index)
    return f"近{span}年年均{change}" if change else f"近{span}年基本持平"


def _span_text(quarters: int) -> str:
    """``5``, ``2.5``: the years that a window spans.

    The window reaches five years back; with quarterly figures its first point may lie a little inside.
    """
    if quarters in {18, 19}:
        return "5"
    return number(Decimal(quarters) / 4, 1).removesuffix(".0")


def _yearly(assessment: Assessment, pace: Pace, amount: float, *, need: bool = False) -> str:
    """``每年提高1.20个百分点``; ``每年需提高…``; ``基本持平`` where the change rounds to nothing."""
    change = _change(assessment, pace, amount)
    if not change:
        return "基本持平"
    return f"每年{'需' if need else ''}{change}"


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
