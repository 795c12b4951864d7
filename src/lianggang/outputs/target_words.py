"""What a target asks for: in a table's cell, in a sentence, with its deadline, with the sign of an unverified one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.indicator import Direction

from .amounts import as_written, figure_text, number
from .wording import deadline_text, period_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianggang.model.assessment import Assessment, Reference, ResolvedTarget
    from lianggang.model.indicator import Indicator, Target


def target_text(target: Target, resolved: ResolvedTarget | None = None, decimals: int = 2) -> str:
    """What a target asks for, without its deadline: ``≥85``, ``下降20%（≤8.00）``, ``45±2``, ``逐步提高``.

    resolved: gives the number of a relative target, printed behind it.
    """
    text = _asked(target)
    if target.op in {"change", "not_below"} and resolved is not None and isinstance(resolved.value, Decimal):
        sign = "≥" if target.op == "not_below" or (target.change or 0) > 0 else "≤"
        text += f"（{sign}{number(resolved.value, decimals)}）"
    if target.keep:
        text = f"保持{text}"
    if target.every_area:
        text = f"每个区域{text}"
    return text + _years_text(target, resolved)


def target_prose(indicator: Indicator, resolved: ResolvedTarget) -> str:
    """What a target asks for, in a sentence and with its unit: ``不低于95%``, ``38%～42%之间``."""
    target, value = resolved.target, resolved.value
    if indicator.direction is Direction.YES_NO:
        return "每个区域都完成" if target.every_area else "完成"
    if isinstance(value, tuple):
        low, high = (figure_text(as_written(end), indicator) for end in value)
        text = f"在{low}～{high}之间"
    elif value is None:
        text = _asked(target)
    elif resolved.reference is not None:
        text = f"不低于{reference_text(resolved.reference)}"
    else:
        words = {"at_least": "不低于", "at_most": "不高于", "above": "高于", "below": "低于", "not_below": "不低于"}
        word = words.get(target.op) or ("不低于" if (target.change or 0) > 0 else "不高于")
        number_text = number(value, indicator.decimals) if target.op in {"change", "not_below"} else as_written(value)
        text = word + figure_text(number_text, indicator)
    return ("每个区域都" if target.every_area else "") + text + _years_text(target, resolved)


def _years_text(target: Target, resolved: ResolvedTarget | None) -> str:
    """``，连续2年达到（已1年）`` for a target that must hold several years; else empty."""
    if target.for_ == 1:
        return ""
    held = None if resolved is None else resolved.years_held
    return f"，连续{target.for_}年达到" + ("" if held is None else f"（已{held}年）")


def reference_text(reference: Reference) -> str:
    """The other indicator and its figure: ``“党员中女性比例”（2021年30.2%）``."""
    other = reference.indicator
    if reference.value is None or reference.period is None:
        return f"“{other.name}”"
    figure = figure_text(number(reference.value, other.decimals), other)
    return f"“{other.name}”（{period_text(reference.period)}{figure}）"


def _asked(target: Target) -> str:
    """The operator and its number."""
    signs = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<"}
    if target.op in signs:
        limit: Decimal = getattr(target, target.op)
        return signs[target.op] + as_written(limit)
    if target.between is not None:
        return "～".join(as_written(end) for end in target.between)
    if target.about is not None:
        return as_written(target.about) + ("" if target.within is None else f"±{as_written(target.within)}")
    if target.change is not None:
        return f"{'提高' if target.change > 0 else '下降'}{as_written(abs(target.change))}%"
    if target.not_below is not None:
        return f"不低于{target.not_below}"
    return "逐步提高" if target.rise else "逐步降低"


def target_with_deadline(assessment: Assessment) -> str:
    """``≥85 2025年底``; ``—`` where there is no target."""
    resolved = assessment.target
    if resolved is None:
        return "—"
    asked = target_text(resolved.target, resolved, assessment.indicator.decimals)
    if assessment.indicator.direction is Direction.YES_NO:
        asked = "完成"
    return f"{asked} {deadline_text(resolved.target.by)}"


UNVERIFIED_SIGN = "＊"
"""Behind a target that nobody has checked against the official text, where no sentence says so."""


def signed_target(assessment: Assessment) -> str:
    """The target for a table without reasons: an unverified one bears a sign, which the table explains below."""
    sign = UNVERIFIED_SIGN if Mark.UNVERIFIED_TARGET in assessment.marks else ""
    return f"{target_with_deadline(assessment)}{sign}"


def sign_note(assessments: Iterable[Assessment]) -> str:
    """What ``UNVERIFIED_SIGN`` means; empty where none of the assessments bears it."""
    unverified = any(Mark.UNVERIFIED_TARGET in item.marks for item in assessments)
    return f"{UNVERIFIED_SIGN} {Mark.UNVERIFIED_TARGET.value}。" if unverified else ""
