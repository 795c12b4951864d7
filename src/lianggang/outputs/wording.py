"""The Chinese labels of cards, periods, kinds of figures, and what one assessment has to say; no sentence, no layout.

How numbers are rounded: ``amounts``. What targets ask for: ``target_words``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Direction, FigureKind, Frequency

from .amounts import decimals_to_show, decimals_to_tell, number, percent

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.catalogue import District
    from lianggang.model.measures import MeasureValue
    from lianggang.model.quarter import Period, Quarter

CARD_NAMES = {Card.RED: "红牌", Card.YELLOW: "黄牌", Card.GREEN: "绿牌"}
CARD_SHORT = {Card.RED: "红", Card.YELLOW: "黄", Card.GREEN: "绿"}
CARD_SYMBOLS = {Card.RED: "■", Card.YELLOW: "▲", Card.GREEN: "●"}
NO_CARD, NO_CARD_SYMBOL = "未判", "○"

DIRECTION_NAMES = {
    Direction.UP: "越高越好",
    Direction.DOWN: "越低越好",
    Direction.RANGE: "保持在区间内",
    Direction.YES_NO: "是否完成",
    Direction.NONE: "只监测不考核",
}
FREQUENCY_NAMES = {
    Frequency.QUARTERLY: "每季",
    Frequency.HALF_YEARLY: "每半年",
    Frequency.ANNUAL: "每年",
    Frequency.SCHOOL_YEAR: "每学年",
    Frequency.HEALTH_YEAR: "每年（上年10月至本年9月）",
    Frequency.ELECTION: "每次换届",
    Frequency.IRREGULAR: "不定期",
}
FIGURE_NAMES = {
    FigureKind.LEVEL: "时点数",
    FigureKind.PERIOD: "本期数",
    FigureKind.YEAR_TO_DATE: "年内累计数",
    FigureKind.HEALTH_YEAR_TO_DATE: "上年10月起累计数",
    FigureKind.ROLLING_YEAR: "最近四个季度合计",
}
_QUARTER_WORDS = ("第一季度", "第二季度", "第三季度", "第四季度")


def quarter_text(quarter: Quarter) -> str:
    """``2025年第三季度``."""
    return f"{quarter.year}年{_QUARTER_WORDS[quarter.number - 1]}"


def period_text(period: Period) -> str:
    """``2025年`` for a whole year, else ``2025年第三季度``."""
    return f"{period.quarter.year}年" if period.whole_year else quarter_text(period.quarter)


def date_text(day: date) -> str:
    """``2025年10月9日``, as official documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def by_day_text(day: date) -> str:
    """``2025年10月9日以前（含当日）``: the last day on which something is still in time, said so that it counts."""
    return f"{date_text(day)}以前（含当日）"


def deadline_text(by: Quarter) -> str:
    """``2025年底``; ``2025年6月底`` for a deadline within a year."""
    return f"{by.year}年底" if by.number == 4 else f"{by.year}年{3 * by.number}月底"


def time_left_text(quarters: int) -> str:
    """``1个季度``, ``5年``, ``5年1个季度``; quarters: more than 0."""
    years, rest = divmod(quarters, 4)
    return (f"{years}年" if years else "") + (f"{rest}个季度" if rest else "")


def card_text(card: Card | None) -> str:
    """``■ 红``: colour never alone."""
    if card is None:
        return f"{NO_CARD_SYMBOL} {NO_CARD}"
    return f"{CARD_SYMBOLS[card]} {CARD_SHORT[card]}"


def card_name(card: Card | None) -> str:
    """红牌, 黄牌, 绿牌 or 未判."""
    return NO_CARD if card is None else CARD_NAMES[card]


def district_text(district: District) -> str:
    """The district's name; made-up data say so wherever they are printed."""
    if not district.sample:
        return district.name
    return f"{district.name}（示例数据）"


def head_text(result: QuarterResult) -> str:
    """``2025年第三季度 · 示例区（示例数据）· 规则 default``."""
    return f"{quarter_text(result.period)} · {district_text(result.catalogue.district)} · 规则 {result.rules}"


NOT_PUBLISHED = "不公布"
"""In the place of a figure that a public paper leaves out."""


def value_text(assessment: Assessment) -> str:
    """The figure without its unit; more decimals where rounding would make a missed target look met; ``—`` for none."""
    value, decimals = assessment.value, assessment.indicator.decimals
    if value is None:
        return NOT_PUBLISHED if assessment.is_concealed else "—"
    if assessment.indicator.direction is Direction.YES_NO:
        return "已完成" if value else "未完成"
    return number(value, decimals_to_tell(value, decimals, lambda shown: _misleads(assessment, value, shown)))


def _misleads(assessment: Assessment, value: Decimal, shown: Decimal) -> bool:
    """Whether a target is missed, and the rounded figure stands on the other side of its limit."""
    target = assessment.target
    if assessment.met is not False or target is None or target.value is None:
        return False
    limits = target.value if isinstance(target.value, tuple) else (target.value,)
    return any((value < limit) != (shown < limit) or (value > limit) != (shown > limit) for limit in limits)


def gap_text(assessment: Assessment) -> str:
    """What is still missing, without its unit; ``达标`` once nothing is; ``—`` where there is no number to reach."""
    gap = assessment.gap
    if gap is None:
        return "—"
    if assessment.indicator.direction is Direction.YES_NO:
        return "达标" if assessment.met else "未达标"
    if gap <= 0:
        # A strict limit that is just touched, or a level that must hold for more than one year.
        return "达标" if assessment.met is not False else "未超过" if not gap else "未连续"
    return number(gap, decimals_to_show(gap, assessment.indicator.decimals))


def node_gap_text(assessment: Assessment) -> str:
    """What is missing to the path at the figure's own period, without its unit; ``达到``; ``—`` without a path."""
    behind = assessment.measures.get("value_gap")
    if behind is None:
        return "—"
    return number(behind, decimals_to_show(behind, assessment.indicator.decimals)) if behind > 0 else "达到"


MOST_SHARE = 2
"""Of the way from baseline to target: what lies beyond it, in either direction, is not spelt out."""


def share_gone(progress: MeasureValue) -> str:
    """The share of the way from baseline to target: ``54%``; ``>200%`` and ``<-200%`` beyond twice the way."""
    if progress > MOST_SHARE:
        return f">{percent(MOST_SHARE)}"
    return f"<-{percent(MOST_SHARE)}" if progress < -MOST_SHARE else percent(progress)


def progress_text(assessment: Assessment) -> str:
    """``54%／95%``: the share of the way gone and the share that should be; ``保持`` for a level to hold.

    Where baseline and target all but agree the share grows without bounds and says nothing: ``>200%``, ``<-200%``.
    """
    progress, elapsed = assessment.measures.get("progress"), assessment.measures.get("elapsed")
    if progress is not None and elapsed is not None:
        return f"{share_gone(progress)}／{percent(elapsed)}"
    return "保持" if Mark.KEEP in assessment.marks else "—"
