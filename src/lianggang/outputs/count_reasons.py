"""What the counts of rare events say, in plain Chinese with all its numbers: k, E, the years, the rate, its interval.

Source: docs/methods.md, sections 8 and 11.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card
from lianggang.model.indicator import Direction
from lianggang.model.small_count import CountProblem, SmallCount, Uncounted

from .amounts import figure_text, number
from .wording import period_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment

_UNCOUNTED = {
    CountProblem.NO_YEARS: "还没有完整年份的例数",
    CountProblem.NOT_COUNTED: "{year}年只有率，没有例数，请补报分子、分母",
    CountProblem.NOT_A_COUNT: "{year}年的例数不是整数，不能推算，请核对后重报",
    CountProblem.BAD_EXPOSURE: "{year}年的分母不能用来推算，请核对后重报",
    CountProblem.NO_PATH: "目标没有数值或是区间，没有可比的路线",
}


def counts_reason(item: Assessment, counts: SmallCount) -> str:
    """Of a card that rests on counts, or of too few of them for any."""
    return f"{counts_summary(item, counts)}；{_meaning(item, counts)}"


def uncounted_text(counts: Uncounted) -> str:
    """Why the counts cannot be reckoned with."""
    return _UNCOUNTED[counts.problem].format(year=counts.year)


def verdict_remark(item: Assessment, counts: SmallCount) -> str:
    """Beside a verdict by one year's rate: how little that rate says."""
    latest = counts.pooled[-1]
    return f"{latest.year}年仅{latest.events}例，一年的率受偶然影响大：{counts_summary(item, counts)}"


def counts_summary(item: Assessment, counts: SmallCount) -> str:
    """``2021—2024年4年合计2例，按路线预期2.42例，合计18.25/10万（95%区间2.21～65.94/10万）``."""
    rate, low, high = (number(one, item.indicator.decimals) for one in (counts.rate, counts.low, counts.high))
    word = "合计率" if len(counts.years) > 1 else "率"
    expected = number(counts.expected, 2)
    shown = f"{word}{figure_text(rate, item.indicator)}（95%区间{low}～{figure_text(high, item.indicator)}）"
    return f"{_years_text(counts.years)}{counts.events}例，按{path_word(item)}预期{expected}例，{shown}"


def year_counts(item: Assessment, counts: SmallCount) -> str:
    """``孕产妇死亡数1，活产数2587``: what the year's rate is made of; empty where the figure is itself the count."""
    indicator = item.indicator
    if indicator.denominator is None and indicator.is_count:
        return ""
    latest = counts.pooled[-1]
    events = latest.events if item.numerator is None else item.numerator
    exposure = latest.exposure if item.denominator is None else item.denominator
    shown = number(events, 0), number(exposure, 0)
    return f"{indicator.numerator or '例数'}{shown[0]}，{indicator.denominator or '分母'}{shown[1]}"


def counts_note(item: Assessment, counts: SmallCount) -> str:
    """The counts in full, to be read without the card: this year's, then those pooled."""
    of = f"{period_text(item.data_period)}" if item.data_period else ""
    own = f"{of}{one}；" if (one := year_counts(item, counts)) else ""
    return f"{item.indicator.name}例数少：{own}{counts_summary(item, counts)}"


def path_word(item: Assessment) -> str:
    """What the expected count belongs to: the path, or the value to hold."""
    return "路线" if item.measures.get("improve") else "目标值"


def _meaning(item: Assessment, counts: SmallCount) -> str:
    """What the chance of such counts means for the card."""
    path, fewer_is_bad = path_word(item), item.indicator.direction is Direction.UP
    if item.card is None:
        return f"{path}预期不足3例，看不出差别，不亮牌，请逐例研判"
    surplus = counts.expected - counts.events if fewer_is_bad else counts.events - counts.expected
    if item.card is Card.GREEN and surplus <= 0:
        return f"实际不{'少' if fewer_is_bad else '多'}于{path}预期"
    many = "少" if fewer_is_bad else "多"
    chance = f"假如真实水平就在{path}上，出现这么{many}例的可能为{_percent(counts.tail_p)}"
    if item.card is Card.RED:
        return f"{chance}，难以用偶然解释"
    return f"{chance}，{f'偏{many}，也可能是偶然' if item.card is Card.YELLOW else '在偶然起伏之内'}"


def _percent(share: float) -> str:
    """``3.6%``; ``不到0.1%`` for what would round to nothing."""
    return "不到0.1%" if share < 0.0005 else f"{number(share * 100, 1)}%"


def _years_text(years: Sequence[int]) -> str:
    """``2024年``, ``2021—2024年4年合计``, ``2020、2022、2023年3年合计`` where a year has no counts."""
    if len(years) == 1:
        return f"{years[0]}年"
    running = years[-1] - years[0] + 1 == len(years)
    span = f"{years[0]}—{years[-1]}" if running else "、".join(str(year) for year in years)
    return f"{span}年{len(years)}年合计"


def counts_rows(item: Assessment, counts: SmallCount) -> list[tuple[str, str, str]]:
    """Everything needed to redo the reckoning: year by year, then pooled. Name, number, how it comes about."""
    indicator, path = item.indicator, path_word(item)
    factor = indicator.ratio_factor if indicator.denominator is not None else Decimal(1)
    rows = []
    for one in counts.pooled:
        rate = figure_text(number(one.path, max(indicator.decimals, 2)), indicator)
        note = f"{path}上的率 {rate}，预期 {number(one.expected, 3)} 例"
        if indicator.denominator is not None:
            note += f" ＝ 率 × {number(one.exposure, 0)} ÷ {number(factor, 0)}"
        rows.append((f"{one.year}年", f"{one.events}例", note))
    low, high = (figure_text(number(one, indicator.decimals), indicator) for one in (counts.low, counts.high))
    sign = "≤" if indicator.direction is Direction.UP else "≥"
    return [
        *rows,
        ("合并年数 m", str(len(counts.years)), "从最近一年起逐年合并，预期满3例即止，至多5年"),
        ("实际例数 k", str(counts.events), "各年之和"),
        ("预期例数 E", number(counts.expected, 3), "各年之和"),
        ("合计率", figure_text(number(counts.rate, indicator.decimals), indicator), "k ÷ 分母之和 × 系数"),
        ("95%区间", f"{low}～{high}", "Garwood 精确区间，由 k 得例数的上下限，再除以分母之和"),
        ("偶然概率 p", number(counts.tail_p, 4), f"P（X {sign} k），X 服从均值为 E 的泊松分布"),
        ("高于路线的概率", number(counts.above_path, 4), "真实的率高于路线的概率（Jeffreys 先验），供参考"),
    ]
