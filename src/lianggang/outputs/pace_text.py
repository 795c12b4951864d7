"""How fast a figure moves, may be expected to move and has to move, in words; the numbers themselves come ready.

Source: docs/methods.md, sections 4 and 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.pace import Scale

from .amounts import difference, figure_text, moved, number, rounded
from .amounts_text import better_sign
from .wording import period_text, time_left_text

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment
    from lianggang.model.pace import Drift, Pace


def paces(assessment: Assessment) -> list[str]:
    """``近5年年均提高1.56个百分点，谨慎预期来年提高1.20个百分点，达标来年需提高2.10个百分点``.

    On the logit scale a steady pace makes other steps each year: what was is said as the plain yearly mean, what is to
    come as the next year's step. With no more than a year left the yearly need says nothing that the gap does not say
    better.
    """
    recent = recent_pace(assessment) or _since_baseline(assessment)
    text = "，".join(part for part in (recent, expected_pace(assessment), needed_pace(assessment)) if part)
    return [text] if text else []


def expected_pace(assessment: Assessment) -> str:
    """``谨慎预期每年提高1.20个百分点``; empty where it is not known."""
    pace = assessment.pace
    if pace is None or (expected := pace.in_unit.get("expected")) is None:
        return ""
    return f"谨慎预期{_yearly(assessment, pace.scale, expected)}"


def needed_pace(assessment: Assessment) -> str:
    """``达标每年需提高2.10个百分点``; empty where nothing is needed, or no more than a year is left."""
    pace = assessment.pace
    if pace is None or (need := pace.in_unit.get("need")) is None:
        return ""
    if need <= 0 or assessment.met or pace.years_left <= 1:
        return ""
    return f"达标{_yearly(assessment, pace.scale, need, need=True)}{_counted_from(assessment, pace)}"


def recent_pace(assessment: Assessment) -> str:
    """The pace of the last years, in the unit; empty where it is not known."""
    pace, drift = assessment.pace, assessment.drift
    if pace is not None:
        window, change = pace.window, _recent_change(assessment, pace, pace.in_unit.get("recent"))
    elif drift is not None:
        window, change = drift.window, _recent_change(assessment, drift, drift.in_unit)
    else:
        return ""
    if change is None or len(window) < 2:
        return ""
    first, last = window[0].period, window[-1].period
    if last.index - first.index < 4:
        return f"{period_text(first)}以来" + (f"折合每年{change}" if change else "基本持平")
    span = _span_text(last.index - first.index)
    if not change:
        return f"近{span}基本持平"
    return f"近{span}{change}" if span == "1年" else f"近{span}年均{change}"


def _recent_change(assessment: Assessment, pace: Pace | Drift, recent: float | None) -> str | None:
    """``提高1.56个百分点`` a year, empty where it rounds to nothing; None where it is not known."""
    if pace.scale is Scale.LOGIT:
        recent = None if pace.yearly is None else float(pace.sign * pace.yearly)
    return None if recent is None else _change(assessment, pace.scale, recent)


def window_text(pace: Pace) -> str:
    """``近5年``: what the recent pace rests on; for a window of a year at least."""
    return f"近{_span_text(pace.window[-1].period.index - pace.window[0].period.index)}"


def _since_baseline(assessment: Assessment) -> str:
    """What takes the place of the recent pace where a single figure tells of none."""
    pace = assessment.pace
    if pace is None or (whole := pace.in_unit.get("whole")) is None:
        return ""
    change = _change(assessment, pace.scale, whole)
    if not change:
        return ""
    return f"按基期以来的步子来年{change}" if pace.scale is Scale.LOGIT else f"基期以来年均{change}"


def _counted_from(assessment: Assessment, pace: Pace) -> str:
    """``（从平滑后的89.95%算起）`` where the smoothed level lies far from the figure that a reader would count from.

    Far is more than a quarter of the gap.
    """
    gap, value = assessment.gap, assessment.value
    if value is None or not gap or abs(pace.smoothed - float(value)) <= float(abs(gap)) / 4:
        return ""
    level = figure_text(number(pace.smoothed, assessment.indicator.decimals), assessment.indicator)
    return f"（从平滑后的{level}算起）"


def _span_text(quarters: int) -> str:
    """``5年``, ``3年3个季度``: what a window spans.

    The window reaches five years back; with quarterly figures its first point may lie a little inside.
    """
    return time_left_text(20 if quarters in {18, 19} else quarters)


def _yearly(assessment: Assessment, scale: Scale, amount: float, *, need: bool = False) -> str:
    """``每年提高1.20个百分点``; ``来年需提高…``; ``基本持平`` where the change rounds to nothing."""
    change = _change(assessment, scale, amount)
    if not change:
        return "基本持平"
    return f"{'来年' if scale is Scale.LOGIT else '每年'}{'需' if need else ''}{change}"


def _change(assessment: Assessment, scale: Scale, amount: float) -> str:
    """``提高1.20个百分点`` or ``下降6.8%`` of a yearly pace, improvement positive; empty where it rounds to nothing."""
    indicator = assessment.indicator
    rises = (amount > 0) == (better_sign(assessment) > 0)
    if scale is not Scale.LOG:
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
