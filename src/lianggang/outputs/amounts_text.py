"""How far a figure is from its target, in the indicator's own unit and direction; no sentence of its own.

Source: docs/methods.md, sections 4 and 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.indicator import Direction, FigureKind

from .amounts import difference, figure_text, moved
from .target_words import target_prose
from .wording import NOT_PUBLISHED, period_text, value_text

if TYPE_CHECKING:
    from decimal import Decimal

    from lianggang.model.assessment import Assessment


def to_go(assessment: Assessment) -> str:
    """``需再提高6.30个百分点``."""
    gap = assessment.gap
    if gap is None:
        return "尚未达到目标"
    if gap <= 0:
        target = assessment.target
        if target is None or target.target.for_ > 1:
            return "已达到目标值"
        return f"现等于目标值，须{target_prose(assessment.indicator, target)}"
    # The figure is of a complete year: the months that are left do not add to it.
    whole = f"全年数需比{period_text(of)}" if (of := assessment.data_period) and _accumulates(assessment) else "需"
    move = moved(better_sign(assessment) > 0, assessment.indicator.unit_of_measure)
    return f"{whole}再{move}{amount_text(assessment, gap)}"


def _accumulates(assessment: Assessment) -> bool:
    return assessment.indicator.figure in {FigureKind.YEAR_TO_DATE, FigureKind.HEALTH_YEAR_TO_DATE}


def surplus(assessment: Assessment) -> str:
    """``，比目标值高2.00个百分点``; ``，在目标区间内，距下限0.40个百分点``, which is the nearer end."""
    gap, target = assessment.gap, assessment.target
    if gap is None or target is None:
        return ""
    if isinstance(target.value, tuple):
        end = "下限" if better_sign(assessment) > 0 else "上限"
        return "，在目标区间内，" + (f"距{end}{amount_text(assessment, gap)}" if gap else f"恰在{end}")
    if not gap:
        return "，恰好等于目标值"
    return f"，比目标值{'高' if better_sign(assessment) > 0 else '低'}{amount_text(assessment, gap)}"


def moved_by(assessment: Assessment, change: Decimal) -> str:
    """``提高1.20个百分点``: a change that has happened; positive: upwards."""
    unit = assessment.indicator.unit_of_measure
    return moved(change > 0, unit) + amount_text(assessment, change)


def better_sign(assessment: Assessment) -> int:
    """+1 where a higher figure is better, as things stand: a range is approached from either side."""
    if assessment.indicator.direction is Direction.DOWN:
        return -1
    target = assessment.target
    if target is not None and isinstance(target.value, tuple) and assessment.value is not None:
        low, high = target.value
        # Inside the range the nearer limit is the one in danger.
        return 1 if 2 * assessment.value < low + high else -1
    return 1


def amount_text(assessment: Assessment, amount: Decimal) -> str:
    """``1.20个百分点``: a difference of the indicator's own figures, without its sign."""
    return difference(amount, assessment.indicator.unit_of_measure, assessment.indicator.decimals)


def own_figure(assessment: Assessment) -> str:
    """The latest figure with its unit."""
    if assessment.is_concealed:
        return f"（数字{NOT_PUBLISHED}）"
    return figure_text(value_text(assessment), assessment.indicator)
