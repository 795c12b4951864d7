"""Why an assessment has its card, or none, in plain Chinese that the lead unit can check against its own figures.

Says only what the figures say and what follows from it; never whose fault it is. Source: docs/methods.md,
sections 4 to 7 and 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark, NotAssessed
from lianggang.model.indicator import Direction
from lianggang.model.small_count import SmallCount

from .amounts import number
from .amounts_text import amount_text, moved_by, own_figure, surplus, to_go
from .count_reasons import counts_reason, verdict_remark
from .further_reasons import further_remarks
from .missing_reasons import why_no_card
from .pace_text import expected_pace, needed_pace, paces, recent_pace
from .target_words import target_prose, target_text
from .wording import card_name, deadline_text, period_text, quarter_text, time_left_text

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment, ResolvedTarget
    from lianggang.model.quarter import Quarter

_VERDICTS = frozenset({"final-met", "final-missed"})
"""The rule ids of verdicts at a deadline."""


OLD_FIGURE = 4
"""In quarters: from then on the time left is also said from the figure's own period on."""


def reason(assessment: Assessment, *, marks: bool = True, chance: bool = True, figure: bool = True) -> str:
    """One Chinese sentence: what is missing, how fast it goes, what may be expected; then what the marks say.

    Where there is no card: why, and what to do or wait for. marks: whether to say what the marks say. chance: whether
    to say how such targets ended before, which is for the office and not for the unit. figure: whether to say the
    figure itself, which may stand before it.
    """
    untold = () if chance else _chance(assessment)
    standing = [text for text in _standing(assessment, figure=figure).split("；") if text not in untold]
    said = [*standing, *further_remarks(assessment)]
    return "；".join([*said, *(_remarks(assessment).values() if marks else ())]) + "。"


def clauses(assessment: Assessment) -> list[str]:
    """What ``reason`` says of a card, piece by piece, the most telling first: the last ones may be left out.

    Without the mark of an unverified target, which a table shows with its sign.
    """
    said = _standing(assessment).split("；")
    pieces = [text for text in said if text not in {*paces(assessment), *_chance(assessment)}]
    told = set(said) & set(paces(assessment))
    pace = [recent_pace(assessment), needed_pace(assessment)] if told else []
    remarks = [text for mark, text in _remarks(assessment).items() if mark is not Mark.UNVERIFIED_TARGET]
    last = [*([expected_pace(assessment)] if told else []), *(text for text in _chance(assessment) if text in said)]
    return [text for text in (*pieces, *pace, *further_remarks(assessment), *remarks, *last) if text]


def _standing(assessment: Assessment, *, figure: bool = True) -> str:
    """What the card, or the lack of one, rests on."""
    counts, why = assessment.counts, assessment.not_assessed
    is_verdict = assessment.rule in _VERDICTS
    if isinstance(counts, SmallCount) and why in {None, NotAssessed.SMALL_NUMBERS}:
        if is_verdict:
            return f"{_verdict(assessment, figure=figure)}；{verdict_remark(assessment, counts)}"
        return counts_reason(assessment, counts)
    if why is not None:
        return why_no_card(assessment, why)
    return _verdict(assessment, figure=figure) if is_verdict else _under_way(assessment, figure=figure)


def _under_way(assessment: Assessment, *, figure: bool) -> str:
    """Before the deadline: by the kind of target."""
    target = assessment.target
    if assessment.indicator.direction is Direction.YES_NO:
        return _done(assessment)
    if target is None or target.value is None:
        return _trend(assessment, figure=figure)
    is_to_improve = assessment.measures.get("improve", 1)
    return _improve(assessment, target) if is_to_improve else _keep(assessment, target, figure=figure)


def since_text(assessment: Assessment) -> str:
    """``2024年第二季度起`` for a card that is out, ``2025年第一季度解除`` for one that was lifted; else empty."""
    if assessment.since is not None:
        return f"{quarter_text(assessment.since)}起"
    if assessment.lifted is not None:
        return f"{quarter_text(assessment.lifted)}解除"
    return ""


def _improve(assessment: Assessment, target: ResolvedTarget) -> str:
    """A level that is still to be reached, or has been reached before its time."""
    if assessment.met:
        parts = [f"已达到{deadline_text(target.target.by)}的目标{surplus(assessment)}"]
    else:
        parts = [f"{_time_left(assessment, target.target.by)}，{to_go(assessment)}"]
    return "；".join([*parts, *paces(assessment), *_chance(assessment)])


def _chance(assessment: Assessment) -> list[str]:
    """How such targets ended before; nothing where history offers no comparison."""
    chance = assessment.measures.get("chance")
    return [] if chance is None else [f"历史上处在这一位置的100个目标约{number(chance, 0)}个最终达标"]


def _time_left(assessment: Assessment, by: Quarter) -> str:
    """``距2030年底还有6年``; and from the figure on, where that is a year old or more: the paces count from there."""
    left, deadline = by - assessment.period, deadline_text(by)
    if left <= 0:
        return f"{deadline}已到期"
    text = f"距{deadline}还有{time_left_text(left)}"
    data = assessment.data_period
    if data is None or assessment.period - data.quarter < OLD_FIGURE:
        return text
    return f"{text}（从{period_text(data)}的数算起为{time_left_text(by - data.quarter)}）"


def _done(assessment: Assessment) -> str:
    """What is done or not done."""
    if assessment.met:
        return "已完成"
    return f"尚未完成，须在{deadline_text(assessment.target.target.by)}前完成" if assessment.target else "尚未完成"


def _keep(assessment: Assessment, target: ResolvedTarget, *, figure: bool) -> str:
    """A level to hold."""
    asked = f"目标是到{deadline_text(target.target.by)}保持{target_prose(assessment.indicator, target)}"
    if assessment.met:
        room = surplus(assessment)
    else:
        is_short = assessment.gap is None or assessment.gap > 0
        room = f"，{to_go(assessment)}{'才能守住' if is_short else ''}"
    now = f"现为{own_figure(assessment)}{room}" if figure else room.removeprefix("，")
    return "；".join(part for part in (asked, now, *paces(assessment)) if part)


def _verdict(assessment: Assessment, *, figure: bool) -> str:
    """The deadline has come and its figure is known."""
    target = assessment.target
    if target is None:
        return assessment.label
    asked = target_prose(assessment.indicator, target)
    of = f"（{period_text(assessment.data_period)}）" if assessment.data_period else ""
    head = f"{deadline_text(target.target.by)}到期" + (f"，数值为{own_figure(assessment)}{of}" if figure else "")
    if assessment.met:
        return f"{head}，达到{asked}的目标"
    missing = "" if assessment.gap is None else f"，相差{amount_text(assessment, assessment.gap)}"
    return f"{head}，未达到{asked}的目标{missing}"


def _trend(assessment: Assessment, *, figure: bool) -> str:
    """A target without a number, or a direction without a target."""
    target, indicator = assessment.target, assessment.indicator
    if target is None:
        head = "没有设定目标值，按变化方向判断"
    else:
        head = f"目标为{target_text(target.target)}，没有数值，按变化方向判断"
    baseline = (target.baseline if target else None) or indicator.baseline
    parts = [f"现为{own_figure(assessment)}"] if figure else []
    if baseline is not None and assessment.value is not None:
        change = assessment.value - baseline.value
        since = f"比基期（{period_text(baseline.period)}）"
        parts.append(f"{since}{moved_by(assessment, change)}" if change else f"{since.replace('比', '与')}持平")
    recent = recent_pace(assessment)
    said = "，".join([*parts, recent] if recent else parts)
    return f"{head}：{said}" if said else head


def _remarks(assessment: Assessment) -> dict[Mark, str]:
    """What has to be known beside the card."""
    words = {Mark.LOST_AGAIN: "此前曾经达标，现又回落"}
    if assessment.data_period is not None and assessment.not_assessed is not NotAssessed.NO_DATA_SINCE_BASELINE:
        words[Mark.OLD_DATA] = f"所用为{period_text(assessment.data_period)}的数据，已超过两年"
    if assessment.card is not None:
        words[Mark.NOT_YET_LIFTED] = f"余地还小，尚未越过解除{card_name(assessment.card)}的界线"
    words |= {Mark.REVISED: "此前报过的数据有更正", Mark.UNVERIFIED_TARGET: "目标值待核原文"}
    if assessment.published_otherwise:
        published = assessment.published_otherwise[-1].published
        words[Mark.CARD_REVISED] = f"本季已发布的是{published}，与按现有数据判定的不同"
    return {mark: text for mark, text in words.items() if mark in assessment.marks}
