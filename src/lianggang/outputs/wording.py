"""Every Chinese label, and how numbers, differences, quarters and targets are written; no sentence and no layout.

Figures are rounded here and nowhere else: once, half away from zero. Source: docs/methods.md, section 11.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Direction, FigureKind, Frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lianggang.model.assessment import Assessment, QuarterResult, Reference, ResolvedTarget
    from lianggang.model.catalogue import District
    from lianggang.model.indicator import Indicator, Target
    from lianggang.model.measures import MeasureValue
    from lianggang.model.quarter import Period, Quarter

MOST_DECIMALS = 6
_STEPS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(MOST_DECIMALS + 1))
_HALF_UP = Context(prec=400, rounding=ROUND_HALF_UP)
"""Room for every float there is."""

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
_DIFFERENCE_UNITS = {"%": "个百分点", "‰": "个千分点", "1/万": "/万", "1/10万": "/10万"}
_RATE_UNITS = frozenset({"%", "‰", "1/万", "1/10万", "年", "岁", "分"})
"""Units whose figures 提高 or 下降; counted things 增加 or 减少."""


def rounded(value: Decimal | Fraction | float, decimals: int) -> Decimal:
    """``value`` (finite) at that many decimals (at most 6), half away from zero; never ``-0``.

    A float is taken at its shortest decimal form, so that 0.125 is the half it looks like.
    """
    # Whether something is a Fraction takes longer to find out than whether it is one of the others.
    if isinstance(value, Decimal):
        exact = value.quantize(_STEPS[decimals], context=_HALF_UP)
    elif isinstance(value, float):
        exact = Decimal(repr(value)).quantize(_STEPS[decimals], context=_HALF_UP)
    else:
        scaled, whole = 10**decimals * value.numerator, value.denominator
        digits = (2 * abs(scaled) + whole) // (2 * whole)
        exact = Decimal(digits if scaled > 0 else -digits).scaleb(-decimals)
    return exact or abs(exact)


def number(value: Decimal | Fraction | float, decimals: int) -> str:
    """``78.70``: fixed decimals, no thousands separators, no exponent."""
    return f"{rounded(value, decimals):f}"


def as_written(value: Decimal) -> str:
    """A figure of the catalogue with the digits it was given: ``85``, ``71.30``."""
    return f"{value:f}"


def percent(share: Decimal | Fraction | float) -> str:
    """A share as whole percent; with decimals where whole percent would turn not quite 100 into 100."""
    decimals = 0
    while decimals < MOST_DECIMALS and share < 1 and rounded(share * 100, decimals) >= 100:
        decimals += 1
    return f"{number(share * 100, decimals)}%"


def shares(parts: Sequence[int], total: int, decimals: int = 1) -> tuple[str, ...]:
    """Each part as a percentage of ``total`` (more than 0): ``22.3%``; whether they add up says ``shares_note``."""
    return tuple(f"{number(Fraction(100 * part, total), decimals)}%" for part in parts)


def shares_note(parts: Sequence[int], decimals: int = 1) -> str:
    """The remark for percentages of a whole that, as printed, do not add up to 100; empty where they do.

    parts: all of them, which together are the whole; at least one is more than 0.
    """
    total = sum(parts)
    printed = sum(rounded(Fraction(100 * part, total), decimals) for part in parts)
    return "" if printed == 100 else "因四舍五入，各项占比之和可能不等于100%。"


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


def with_unit(text: str, unit_of_measure: str) -> str:
    """A figure with its unit: ``78.70%``, ``8.50/10万``, ``12人``, ``54.2 per 1000 live births``."""
    return joined(text, {"1/万": "/万", "1/10万": "/10万"}.get(unit_of_measure, unit_of_measure))


def joined(figure: str, unit: str) -> str:
    """A figure and its unit; a unit that begins with a Latin letter stands apart from it."""
    return f"{figure} {unit}" if figure and unit[:1].isascii() and unit[:1].isalpha() else figure + unit


def figure_text(text: str, indicator: Indicator) -> str:
    """A figure of the indicator with its unit; what is done or not done has none."""
    return text if indicator.direction is Direction.YES_NO else with_unit(text, indicator.unit_of_measure)


def figure_unit(indicator: Indicator) -> str:
    """The unit as it stands beside the indicator's figures in a table."""
    return figure_text("", indicator)


def unit_text(unit_of_measure: str) -> str:
    """The unit as it stands beside a figure in a table: ``%``, ``/10万``, ``人``."""
    return with_unit("", unit_of_measure)


def difference(amount: Decimal | Fraction | float, unit_of_measure: str, decimals: int) -> str:
    """A difference of two figures, without its sign: ``6.30个百分点``, ``8.50/10万``, ``12人``.

    A difference that rounds to nothing gets more decimals until it shows.
    """
    unit = _DIFFERENCE_UNITS.get(unit_of_measure, unit_of_measure)
    return joined(number(-amount if amount < 0 else amount, decimals_to_show(amount, decimals)), unit)


def decimals_to_show(amount: Decimal | Fraction | float, decimals: int) -> int:
    """How many decimals it takes for an amount other than 0 not to print as 0."""
    while amount and decimals < MOST_DECIMALS and not rounded(amount, decimals):
        decimals += 1
    return decimals


def is_rate(unit_of_measure: str) -> bool:
    """Whether figures of this unit 提高 or 下降; those of counted things 增加 or 减少."""
    return unit_of_measure in _RATE_UNITS or unit_of_measure.startswith("per ")


def moved(rises: bool, unit_of_measure: str) -> str:
    """The verb for a change: 提高, 下降, 增加 or 减少."""
    if is_rate(unit_of_measure):
        return "提高" if rises else "下降"
    return "增加" if rises else "减少"


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


NOT_PUBLISHED = "不公布"
"""In the place of a figure that a public paper leaves out."""


def value_text(assessment: Assessment) -> str:
    """The figure without its unit; more decimals where rounding would make a missed target look met; ``—`` for none."""
    value, decimals = assessment.value, assessment.indicator.decimals
    if value is None:
        return NOT_PUBLISHED if assessment.is_concealed else "—"
    if assessment.indicator.direction is Direction.YES_NO:
        return "已完成" if value else "未完成"
    while decimals < MOST_DECIMALS and _misleads(assessment, value, rounded(value, decimals)):
        decimals += 1
    return number(value, decimals)


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
