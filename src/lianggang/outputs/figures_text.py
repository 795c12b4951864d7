"""What reports say of an indicator's figures, clause by clause: value, change, node, gap; decides and reckons nothing.

Source: docs/documents.md, section 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.indicator import Direction

from .amounts import decimals_to_show, difference, figure_text, number
from .amounts_text import amount_text, moved_by, own_figure
from .history_text import change_word
from .pace_text import window_text
from .reasons import since_text
from .target_words import UNVERIFIED_SIGN, target_prose, target_text
from .wording import card_name, deadline_text, period_text

if TYPE_CHECKING:
    from decimal import Decimal

    from lianggang.model.assessment import Assessment, ResolvedTarget
    from lianggang.model.measures import MeasureValue
    from lianggang.model.quarter import Period
    from lianggang.model.self_inspection import Inspected


def value_clause(assessment: Assessment) -> str:
    """``2025年第三季度为78.70%``; what is done or not done: ``2024年已完成``. Only for an assessment with a figure."""
    of = period_text(assessment.data_period) if assessment.data_period else ""
    if assessment.is_concealed:
        return f"{of}的数字不公布（有过1—4例）" if of else "数字不公布（有过1—4例）"
    is_done_or_not = assessment.indicator.direction is Direction.YES_NO
    return f"{of}{'' if is_done_or_not else '为'}{own_figure(assessment)}"


def change_clause(assessment: Assessment, earlier: tuple[Period, Decimal] | None, than: str) -> str:
    """``比上年同期提高2.40个百分点``, ``与上年同期持平``; empty without an earlier figure.

    than: what the earlier figure is called.
    """
    if earlier is None or assessment.value is None or assessment.indicator.direction is Direction.YES_NO:
        return ""
    change = assessment.value - earlier[1]
    return f"比{than}{moved_by(assessment, change)}" if change else f"与{than}持平"


def yearly_change_clause(item: Inspected) -> str:
    """The change since the same period a year earlier."""
    period = item.assessment.data_period
    than = "上年" if period is not None and period.whole_year else "上年同期"
    return change_clause(item.assessment, item.year_before, than)


def previous_clause(item: Inspected) -> str:
    """The change since the figure before, unless that is the one of a year earlier."""
    previous = item.assessment.previous
    if previous is None or (item.year_before is not None and previous[0] == item.year_before[0]):
        return ""
    return change_clause(item.assessment, previous, f"上期（{period_text(previous[0])}）")


def node_figure(assessment: Assessment) -> str:
    """The node with its unit; empty where there is no path."""
    node = assessment.measures.get("node")
    return "" if node is None else figure_text(number(node, assessment.indicator.decimals), assessment.indicator)


def node_clause(assessment: Assessment) -> str:
    """``低于当期节点目标（84.32%）5.62个百分点``; empty for a figure that is not behind its node."""
    behind, node = assessment.measures.get("value_gap"), assessment.measures.get("node")
    if behind is None or node is None or behind <= 0 or assessment.value is None:
        return ""
    side = "低于" if assessment.value < node else "高于"
    return f"{side}当期节点目标（{node_figure(assessment)}）{_amount(assessment, behind)}"


def target_words(assessment: Assessment, target: ResolvedTarget) -> str:
    """``2025年底不低于85%的目标``; one that nobody has checked against its document bears a sign."""
    sign = UNVERIFIED_SIGN if Mark.UNVERIFIED_TARGET in assessment.marks else ""
    if target.value is None:
        return f"{deadline_text(target.target.by)}{target_text(target.target)}{sign}的目标"
    return f"{deadline_text(target.target.by)}{target_prose(assessment.indicator, target)}{sign}的目标"


def target_clause(item: Inspected) -> str:
    """``已达到2025年底不低于85%的目标``, ``与…的目标相差6.30个百分点``; what a target without a number asks for.

    Of what has a figure on the right side and cannot be judged yet only what the target is.
    """
    assessment = item.assessment
    target, gap = assessment.target, assessment.gap
    if target is None:
        return "没有设定目标值"
    asked = target_words(assessment, target)
    if item.attainment.is_met:
        return f"已达到{asked}"
    if gap is not None and gap > 0 and assessment.indicator.direction is not Direction.YES_NO:
        return f"与{asked}相差{amount_text(assessment, gap)}"
    if gap is None or not item.attainment.is_settled:
        return f"目标为{asked.removesuffix('的目标')}"
    return f"尚未达到{asked}"


def projection_clause(item: Inspected) -> str:
    """``按近5年的变动推算，到2025年底约为79.40%（推算）``; empty where nothing is reckoned."""
    assessment, value = item.assessment, item.projected
    if value is None or assessment.pace is None or assessment.target is None:
        return ""
    indicator = assessment.indicator
    at = figure_text(number(value, indicator.decimals), indicator)
    deadline = deadline_text(assessment.target.target.by)
    return f"按{window_text(assessment.pace)}的变动推算，到{deadline}约为{at}（推算）"


def card_clause(assessment: Assessment) -> str:
    """``红牌，自2023年第一季度起``, ``黄牌，本季新亮``; empty without a yellow or red card."""
    if assessment.since is None or assessment.card is None:
        return ""
    word = change_word(assessment)
    return f"{card_name(assessment.card)}，{f'本季{word}' if word else f'自{since_text(assessment)}'}"


def _amount(assessment: Assessment, amount: MeasureValue) -> str:
    unit = assessment.indicator.unit_of_measure
    return difference(amount, unit, decimals_to_show(amount, assessment.indicator.decimals))
