"""What has to be said of a target that looks at more than one figure: another indicator, several years, every area.

Part of the reasons; says nothing of an ordinary target. Source: docs/methods.md, section 7, items 14 to 16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.indicator import Direction

from .amounts import figure_text, number
from .target_words import reference_text, target_prose
from .wording import deadline_text, period_text

if TYPE_CHECKING:
    from decimal import Decimal

    from lianggang.model.assessment import AreaStanding, Assessment, Reference, ResolvedTarget

MOST_NAMES = 8
"""Areas named one by one; of more than that the rest is counted."""


def further_remarks(assessment: Assessment) -> list[str]:
    """What is to be said beside a card, in order: where the number comes from, for how long, in which areas."""
    target = assessment.target
    if target is None or assessment.not_assessed is not None:
        return []
    said = []
    if target.reference is not None and assessment.measures.get("improve"):
        said.append(f"目标值取自{reference_text(target.reference)}")
    if target.years_held is not None and (years := _years(assessment, target, target.years_held)):
        said.append(years)
    if target.areas is not None:
        said += _areas(assessment, target.areas)
    return said


def lacking_text(assessment: Assessment) -> str:
    """Why such a target cannot be judged, and what to do; empty where the reason lies elsewhere."""
    target, why = assessment.target, assessment.not_assessed
    decided = {NotAssessed.AWAITING_DEADLINE_DATA, NotAssessed.NO_DEADLINE_DATA}
    if target is None or why not in {NotAssessed.TOO_LITTLE_DATA, *decided}:
        return ""
    if target.reference is not None and target.reference.value is None:
        return _without_reference(assessment, target.reference)
    if target.areas is not None and target.areas.missing:
        return _without_areas(assessment, target, target.areas)
    if target.years_held and why is NotAssessed.NO_DEADLINE_DATA:
        by = deadline_text(target.target.by)
        return f"{by}已到期，须连续{target.target.for_}年达到，其中有的年份没有数据，不能判定；如有数据请补报"
    return ""


def _years(assessment: Assessment, target: ResolvedTarget, held: int) -> str:
    """Whether the years still to come suffice; empty where the target text has said all."""
    asked, data_period = target.target.for_, assessment.data_period
    if assessment.met is not False or data_period is None:
        return ""
    to_come = target.target.by.index // 4 - data_period.index // 4
    if to_come > 0 and held + to_come < asked:
        return f"须连续{asked}年达到，已{held}年，到{deadline_text(target.target.by)}凑不满"
    return f"须连续{asked}年达到，已{held}年"


def _areas(assessment: Assessment, areas: AreaStanding) -> list[str]:
    extreme = "最高" if assessment.indicator.direction is Direction.DOWN else "最低"
    said = [f"要求{areas.count}个区域个个达到，数值取{extreme}的{areas.worst}"]
    if len(areas.short) > 1:
        names = _named([f"{name}{_figure(assessment, value)}" for name, value in areas.short])
        said.append(f"未达到的有{len(areas.short)}个：{names}")
    if areas.missing:
        said.append(f"没有数据的有{len(areas.missing)}个：{_named(areas.missing)}")
    if areas.district is not None:
        period, value = areas.district
        said.append(f"全区为{_figure(assessment, value)}（{period_text(period)}）")
    return said


def _without_reference(assessment: Assessment, reference: Reference) -> str:
    other = reference.indicator
    until = f"到{period_text(assessment.data_period)}为止" if assessment.data_period else ""
    return f"目标要求不低于“{other.name}”（{other.code}），该指标{until}没有数据可比；请{other.lead_unit}补报"


def _without_areas(assessment: Assessment, target: ResolvedTarget, areas: AreaStanding) -> str:
    asked = f"目标要求{target_prose(assessment.indicator, target)}"
    if areas.worst is None:
        own = ""
        if areas.district is not None:
            own = f"，全区的数（{_figure(assessment, areas.district[1])}）不能代替"
        return f"{asked}，还没有区域的数据{own}；请{assessment.indicator.lead_unit}分区域填报"
    period = period_text(assessment.data_period) if assessment.data_period else ""
    missing = f"{period}还缺{_named(areas.missing)}的数据，不能判定"
    known = areas.count - len(areas.missing)
    worst = f"（{areas.worst}{_figure(assessment, assessment.value)}）" if assessment.value is not None else ""
    return f"{asked}；{missing}，请补报；已有数据的{known}个区域都达到{worst}"


def _named(names: list[str] | tuple[str, ...]) -> str:
    listed = "、".join(names[:MOST_NAMES])
    return listed if len(names) <= MOST_NAMES else f"{listed}等{len(names)}个"


def _figure(assessment: Assessment, value: Decimal) -> str:
    indicator = assessment.indicator
    if indicator.direction is Direction.YES_NO:
        return "已完成" if value else "未完成"
    return figure_text(number(value, indicator.decimals), indicator)
