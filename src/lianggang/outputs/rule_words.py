"""Conditions of card rules in the words of the field, for people who do not write rules; as written they stand beside.

The formulas of the measures are in docs/methods.md, appendix 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.card_rules import Card

from .amounts import as_written, decimals_to_tell, number
from .wording import CARD_SHORT, quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from lianggang.model.card_rules import Condition, Rule, RuleSet
    from lianggang.model.measures import MeasureValue


class Named(NamedTuple):
    """A measure in words."""

    name: str
    unit: str = ""
    is_share: bool = False
    """Told in percent."""


MEASURE_NAMES: dict[str, Named] = {
    "met": Named("是否达标"),
    "improve": Named("达到类还是保持类"),
    "has_number": Named("目标有没有数值"),
    "quarter": Named("第几季度"),
    "progress": Named("走完的路程", is_share=True),
    "elapsed": Named("应走的路程", is_share=True),
    "completion_gap": Named("落后序时", "个百分点"),
    "pace_ratio": Named("走完÷应走"),
    "node": Named("节点值"),
    "value_gap": Named("落后节点值"),
    "relative_gap": Named("落后节点值的幅度", is_share=True),
    "need": Named("需要的步子"),
    "expected": Named("谨慎预期的步子"),
    "recent": Named("近年的步子"),
    "whole": Named("基期以来的步子"),
    "noise": Named("年度波动 σ"),
    "z": Named("判定值 z"),
    "chance": Named("同类百个中达标数", "个"),
    "annual_growth": Named("年均增长率（好转为正）", is_share=True),
    "cagr_ratio": Named("实际与所需年均增长率之比"),
    "un_share": Named("按年均增长率推到期限走完的路程", is_share=True),
    "eurostat_ratio": Named("近五年与所需年均增长率之比"),
    "trend_ratio": Named("近四年斜率与所需之比"),
    "escap_share": Named("按加权直线推到期限走完的路程", is_share=True),
    "five_year_change": Named("近五年平均每年的变化（好转为正）"),
    "five_year_share": Named("推到期限还差的份额", is_share=True),
    "years_left": Named("剩余年数", "年"),
    "worse_than_baseline": Named("是否比基期差"),
    "periods_worsening": Named("连续变差", "期"),
    "events": Named("合并年份的例数", "例"),
    "expected_events": Named("路线上的预期例数", "例"),
    "tail_p": Named("偶然出现这样结果的机会", is_share=True),
    "year_ratio": Named("推算全年与当年目标之比"),
    "year_shortfall": Named("推算全年短少", is_share=True),
    "year_spread": Named("往年同期份额的起伏", is_share=True),
    "shortfall_per_spread": Named("短少÷起伏"),
    "data_age": Named("数据距判定季度", "年"),
}
"""Every measure of the closed list."""

MEASURE_NOTES: dict[str, str] = {
    "improve": "目标要求比基期好的为达到类，守住一个水平的为保持类",
    "progress": "从基期到目标的路程已经走完的份额",
    "elapsed": "从基期到目标期限的时间已经过去的份额",
    "completion_gap": "从基期到期限的时间过去了几成，路程就应走完几成；落后的是两者之差",
    "recent": "最近几次的数所连直线每年的变化，好转为正",
    "expected": "近年和基期以来平均每年的变化，打八折",
    "need": "从现在的水平走起，到期达标每年需要的变化",
    "z": (
        "谨慎预期的步子（近年和基期以来平均每年的变化，打八折）减去到期达标每年需要的变化，"
        "再除以这项指标平常的年度波动（另加一个小常数）；小于 0 的，按谨慎预期不够"
    ),
    "events": "合并的几年里实际发生的例数",
    "expected_events": "率恰在从基期到目标的路线上时，合并的几年里应有的例数",
    "tail_p": "率恰在路线上时，也会有这样多例数的机会",
}
"""What a measure is, for readers of a document who have no other page to look it up in; the others speak for
themselves or belong to published methods, whose own documents the set names."""

VERDICT_WORDS = {
    "final-met": "期限已到，到期的数达到目标",
    "final-missed": "期限已到，到期的数没有达到目标",
    "done": "已经完成",
}
"""The ids of what the engine decides without a set, and when."""

_PHRASES = {
    "met = 1": "现已达标",
    "met = 0": "现未达标",
    "improve = 1": "达到类目标",
    "improve = 0": "保持类目标",
    "has_number = 1": "目标有数值",
    "has_number = 0": "目标没有数值",
    "worse_than_baseline = 1": "比基期差",
    "worse_than_baseline = 0": "不比基期差",
    "completion_gap <= 0": "不慢于序时进度",
    "completion_gap > 0": "慢于序时进度",
    "recent < 0": "近年在变差",
    "recent >= 0": "近年没有变差",
    "five_year_change > 0": "近五年在好转",
    "annual_growth >= 0": "没有倒退",
    "quarter = 1": "第一季度的数",
    "quarter = 2": "第二季度的数",
    "quarter = 3": "第三季度的数",
    "quarter = 4": "第四季度的数",
    "quarter > 1": "第一季度以后的数",
    "quarter < 4": "第四季度以前的数",
}
_OPERATORS = {"<": "小于", "<=": "不大于", "=": "等于", ">=": "不小于", ">": "大于"}
ALWAYS = "其余一切情形"


def condition_words(condition: Condition) -> str:
    """``判定值 z 小于 -0.60``, ``现已达标``."""
    written = f"{condition.measure} {condition.operator} {condition.number.normalize():f}"
    if written in _PHRASES:
        return _PHRASES[written]
    named = MEASURE_NAMES[condition.measure]
    number = as_written(condition.number)
    if named.is_share:
        # Not rounded: a cut of 1.5 % is not one of 2 %.
        number = f"{(100 * condition.number).normalize():f}%"
    unit = f" {named.unit}" if named.unit else ""
    return f"{_spaced(named.name)}{_OPERATORS[condition.operator]} {number}{unit}"


def measured_text(value: MeasureValue | None, cut: Decimal | None = None) -> str:
    """A measure as it is held against ``cut``: ``-0.716``; more decimals where it would look equal to the cut."""
    if value is None:
        return "没有定义"
    if isinstance(value, int):
        return str(value)
    decimals = 3 if cut is None else decimals_to_tell(value, 3, lambda shown: shown == cut != value)
    return number(value, decimals)


def tried_text(condition: Condition, value: MeasureValue | None) -> str:
    """``z < -0.50（实为 -25.816；规则写 -0.60，按前一次的牌移动）``: a condition, and what it was held against."""
    actual = measured_text(value, condition.number)
    moved = "" if condition.written is None else f"；规则写 {condition.written}，按前一次的牌移动"
    return f"{condition}（实为 {actual}{moved}）"


def _spaced(name: str) -> str:
    return f"{name} " if name[-1].isascii() and name[-1].isalnum() else name


def conditions_words(rule: Rule) -> str:
    """All conditions of a rule, and for how long they must hold."""
    text = "，".join(condition_words(one) for one in rule.when) or ALWAYS
    return text + (f"；连续 {rule.for_} 次判定都如此" if rule.for_ > 1 else "")


def set_words(rules: RuleSet) -> str:
    """``“必需进度与审慎预期之比较”（规则集default，自2021年第一季度起施行；出处：…）``, as far as it says."""
    parts = [f"规则集{rules.name}" + (f"，自{quarter_text(rules.valid_from)}起施行" if rules.valid_from else "")]
    parts += [f"出处：{rules.source}"] if rules.source else []
    return f"“{rules.title}”（{'；'.join(parts)}）"


def measure_notes(rules: Iterable[Rule]) -> list[str]:
    """What the measures of these rules are, a line each: ``判定值 z：…。``."""
    spoken_of = {condition.measure for rule in rules for condition in rule.when}
    return [f"{_noted_name(name)}：{text}。" for name, text in MEASURE_NOTES.items() if name in spoken_of]


def _noted_name(measure: str) -> str:
    """By what the conditions call it."""
    return {"improve": "达到类、保持类", "completion_gap": "序时进度"}.get(measure, MEASURE_NAMES[measure].name)


def hysteresis_words(rules: RuleSet, used: Iterable[Rule]) -> str:
    """That the card before moves cuts of the rules ``used``; empty where it moves none of theirs."""
    moving = rules.hysteresis
    if moving is None:
        return ""
    listed = {*moving.red, *moving.yellow}
    if not any((one.measure, one.number) == (moving.measure, number)
               for rule in used for one in rule.when for number in listed):  # fmt: skip
        return ""
    name = _spaced(MEASURE_NAMES[moving.measure].name)
    return f"{name}的界线按前一次的牌移动 {as_written(moving.by)}：已有的牌更容易保持，没有的更不容易新亮。"


def conditions_written(rule: Rule) -> str:
    """As they stand in the file."""
    text = "[" + ", ".join(str(one) for one in rule.when) + "]"
    return text + (f"，for: {rule.for_}" if rule.for_ > 1 else "")


def measures_words(measures: Sequence[str]) -> str:
    """``判定值 z（z）、是否达标（met）``."""
    return "、".join(f"{MEASURE_NAMES[name].name.removesuffix(f' {name}')}（{name}）" for name in measures)


def compared_words(rule: Rule) -> str:
    """How a rule counts in comparisons where that is not its card; else empty."""
    if rule.compared_as is None or rule.compared_as == rule.card:
        return ""
    return f"与别的判法比较时算作{CARD_SHORT[Card(rule.compared_as)]}"
