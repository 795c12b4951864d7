"""Why an assessment has its card, or none, in plain Chinese that the lead unit can check against its own figures.

Says only what the figures say and what follows from it; never whose fault it is. Source: docs/methods.md,
sections 4 to 7 and 11.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark, NotAssessed, Scale
from lianggang.model.indicator import Direction

from .wording import (
    deadline_text,
    difference,
    figure_text,
    moved,
    number,
    period_text,
    quarter_text,
    rounded,
    target_prose,
    target_text,
    time_left_text,
    value_text,
)

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment, Pace, ResolvedTarget
    from lianggang.model.indicator import Indicator

FINAL_MET, FINAL_MISSED = "final-met", "final-missed"
"""The rule ids of verdicts at a deadline."""


def reason(assessment: Assessment, *, marks: bool = True) -> str:
    """One Chinese sentence: what is missing, how fast it goes, what may be expected; then what the marks say.

    Where there is no card: why, and what to do or wait for. marks: whether to say what the marks say.
    """
    if assessment.not_assessed is not None:
        text = _without_card(assessment, assessment.not_assessed)
    elif assessment.rule in {FINAL_MET, FINAL_MISSED}:
        text = _verdict(assessment)
    elif assessment.indicator.direction is Direction.YES_NO:
        text = _done(assessment)
    elif assessment.target is None or assessment.target.value is None:
        text = _trend(assessment)
    elif not assessment.measures.get("improve", 1):
        text = _keep(assessment, assessment.target)
    else:
        text = _improve(assessment, assessment.target)
    return "；".join([text, *(_remarks(assessment) if marks else [])]) + "。"


def since_text(assessment: Assessment) -> str:
    """``2024年第二季度起`` for a card that is out, ``2025年第一季度解除`` for one that was lifted; else empty."""
    if assessment.since is not None:
        return f"{quarter_text(assessment.since)}起"
    if assessment.lifted is not None:
        return f"{quarter_text(assessment.lifted)}解除"
    return ""


def _improve(assessment: Assessment, target: ResolvedTarget) -> str:
    """A level that is still to be reached, or has been reached before its time."""
    left = target.target.by - assessment.period
    deadline = deadline_text(target.target.by)
    if assessment.met:
        parts = [f"已达到{deadline}的目标{_surplus(assessment)}"]
    else:
        time_left = f"距{deadline}还有{time_left_text(left)}" if left > 0 else f"{deadline}已到期"
        parts = [f"{time_left}，{_to_go(assessment)}"]
    parts += _paces(assessment)
    chance = assessment.measures.get("chance")
    if chance is not None:
        parts.append(f"历史上处在这一位置的100个目标约{number(chance, 0)}个最终达标")
    return "；".join(parts)


def _done(assessment: Assessment) -> str:
    """What is done or not done."""
    if assessment.met:
        return "已完成"
    return f"尚未完成，须在{deadline_text(assessment.target.target.by)}前完成" if assessment.target else "尚未完成"


def _keep(assessment: Assessment, target: ResolvedTarget) -> str:
    """A level to hold."""
    parts = [f"目标是到{deadline_text(target.target.by)}保持{target_prose(assessment.indicator, target)}"]
    if assessment.met:
        parts.append(f"现为{_value(assessment)}{_surplus(assessment)}")
    else:
        parts.append(f"现为{_value(assessment)}，{_to_go(assessment)}才能守住")
    return "；".join([*parts, *_paces(assessment)])


def _verdict(assessment: Assessment) -> str:
    """The deadline has come and its figure is known."""
    target = assessment.target
    if target is None:
        return assessment.label
    asked = target_prose(assessment.indicator, target)
    of = f"（{period_text(assessment.data_period)}）" if assessment.data_period else ""
    head = f"{deadline_text(target.target.by)}到期，数值为{_value(assessment)}{of}"
    if assessment.met:
        return f"{head}，达到{asked}的目标"
    missing = "" if assessment.gap is None else f"，相差{_amount(assessment, assessment.gap)}"
    return f"{head}，未达到{asked}的目标{missing}"


def _trend(assessment: Assessment) -> str:
    """A target without a number, or a direction without a target."""
    target, indicator = assessment.target, assessment.indicator
    if target is None:
        head = "没有设定目标值，按变化方向判断"
    else:
        head = f"目标为{target_text(target.target)}，没有数值，按变化方向判断"
    baseline = (target.baseline if target else None) or indicator.baseline
    parts = [f"{head}：现为{_value(assessment)}"]
    if baseline is not None and assessment.value is not None:
        change = assessment.value - baseline.value
        since = f"比基期（{period_text(baseline.period)}）"
        parts.append(f"{since}{_moved_by(assessment, change)}" if change else f"{since.replace('比', '与')}持平")
    recent = _recent(assessment)
    return "，".join([*parts, recent] if recent else parts)


def _paces(assessment: Assessment) -> list[str]:
    """``近5年年均提高1.52个百分点，谨慎预期每年提高1.20个百分点，每年需提高2.10个百分点``.

    With no more than a year left the yearly need says nothing that the gap does not say better.
    """
    pace = assessment.pace
    if pace is None:
        return []
    parts = [text for text in [_recent(assessment)] if text]
    expected, need = pace.in_unit.get("expected"), pace.in_unit.get("need")
    if expected is not None:
        parts.append(f"谨慎预期{_yearly(assessment, pace, expected)}")
    if need is not None and need > 0 and not assessment.met and pace.years_left > 1:
        parts.append(f"达标{_yearly(assessment, pace, need, need=True)}")
    return ["，".join(parts)] if parts else []


def _recent(assessment: Assessment) -> str:
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
    rises = (amount > 0) == (_sign(assessment) > 0)
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


def _sign(assessment: Assessment) -> int:
    """+1 where a higher figure is better, as things stand: a range is approached from either side."""
    if assessment.indicator.direction is Direction.DOWN:
        return -1
    target = assessment.target
    if target is not None and isinstance(target.value, tuple) and assessment.value is not None:
        low, high = target.value
        # Inside the range the nearer limit is the one in danger.
        return 1 if 2 * assessment.value < low + high else -1
    return 1


def _to_go(assessment: Assessment) -> str:
    """``需再提高6.30个百分点``."""
    gap = assessment.gap
    if gap is None:
        return "尚未达到目标"
    if gap <= 0:
        return "须连续达标" if assessment.target and assessment.target.target.for_ > 1 else "须越过目标值"
    return f"需再{moved(_sign(assessment) > 0, assessment.indicator.unit_of_measure)}{_amount(assessment, gap)}"


def _surplus(assessment: Assessment) -> str:
    """``，高出2.00个百分点``; empty for a range, inside which no distance matters."""
    gap, target = assessment.gap, assessment.target
    if gap is None or target is None or isinstance(target.value, tuple):
        return "，在目标区间内" if target is not None and isinstance(target.value, tuple) else ""
    if not gap:
        return "，恰好等于目标值"
    return f"，比目标值{'高' if _sign(assessment) > 0 else '低'}{_amount(assessment, gap)}"


def _moved_by(assessment: Assessment, change: Decimal) -> str:
    unit = assessment.indicator.unit_of_measure
    return moved(change > 0, unit) + _amount(assessment, change)


def _amount(assessment: Assessment, amount: Decimal) -> str:
    return difference(amount, assessment.indicator.unit_of_measure, assessment.indicator.decimals)


def _value(assessment: Assessment) -> str:
    return figure_text(value_text(assessment), assessment.indicator)


def _remarks(assessment: Assessment) -> list[str]:
    """What has to be known beside the card."""
    said = []
    if Mark.LOST_AGAIN in assessment.marks:
        said.append("此前曾经达标，现又回落")
    if Mark.OLD_DATA in assessment.marks and assessment.data_period is not None:
        said.append(f"所用为{period_text(assessment.data_period)}的数据，已超过两年")
    if Mark.REVISED in assessment.marks:
        said.append("此前报过的数据有更正")
    if Mark.UNVERIFIED_TARGET in assessment.marks:
        said.append("目标值待核原文")
    return said


_PLAIN = {
    NotAssessed.NO_BASELINE: "目录中没有基期值，不能计算进度；请补充基期、数值和出处",
    NotAssessed.TOO_LITTLE_DATA: "数据期数还不够判断，请继续按期报送",
    NotAssessed.DEFINITION_CHANGED: "口径有变化，不与以前比较；请按新口径确定基期值",
    NotAssessed.NOT_APPLICABLE: "本季填报为不适用，不作判断",
    NotAssessed.OBSERVED_ONLY: "只监测不考核，不亮牌",
    NotAssessed.NOT_SUPPORTED: "这类指标或目标的判断办法尚未提供，数据照常登记，暂不亮牌",
}
"""Reasons that are the same for every indicator."""


def _without_card(assessment: Assessment, why: NotAssessed) -> str:
    """Why there is no card, and what to do or wait for."""
    indicator, target = assessment.indicator, assessment.target
    deadline = deadline_text(target.target.by) if target else "目标期限"
    match why:
        case NotAssessed.NO_DATA_SINCE_BASELINE:
            text = f"{_baseline_words(indicator, target)}以后还没有数据，请按期报送"
        case NotAssessed.NOT_REPORTED:
            text = f"本季应报，尚未收到可用数据，请{indicator.lead_unit}补报{_last_figure(assessment)}"
        case NotAssessed.HELD:
            text = f"本季数据待核实，请{indicator.lead_unit}在“说明”中说明情况，或更正后重报"
        case NotAssessed.AWAITING_DEADLINE_DATA:
            text = f"{deadline}已到期，待期末数据报送后判定"
        case NotAssessed.NO_DEADLINE_DATA:
            text = f"{deadline}已到期，此前一年内没有数据，不能判定是否达标；如有数据请补报"
        case NotAssessed.SMALL_NUMBERS:
            text = f"例数少{_events(assessment)}，不亮牌，请逐例研判"
        case _:
            text = _PLAIN[why]
    return text


def _baseline_words(indicator: Indicator, target: ResolvedTarget | None) -> str:
    baseline = (target.baseline if target else None) or indicator.baseline
    return f"基期（{period_text(baseline.period)}）" if baseline else "基期"


def _last_figure(assessment: Assessment) -> str:
    if assessment.value is None or assessment.data_period is None:
        return ""
    return f"；最近一期为{_value(assessment)}（{period_text(assessment.data_period)}）"


def _events(assessment: Assessment) -> str:
    if assessment.numerator is None or assessment.data_period is None:
        return ""
    return f"（{period_text(assessment.data_period)}{number(assessment.numerator, 0)}例）"
