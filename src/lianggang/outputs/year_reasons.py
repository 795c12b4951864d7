"""The card beside the card (年内进度) in plain Chinese: how far the year has come, and what it comes to.

Source: docs/methods.md, section 9, second half.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.indicator import FigureKind
from lianggang.model.year_progress import Unprojected, WithinYear, YearCard, YearProblem

from .amounts import difference, figure_text, number
from .wording import CARD_SHORT, NO_CARD, card_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from lianggang.model.assessment import Assessment
    from lianggang.model.card_rules import Card

_SO_FAR = ("一季度", "上半年", "前三季度", "全年")
_SO_FAR_OF_HEALTH_YEAR = ("（上年10—12月）", "（上年10月至3月）", "（上年10月至6月）", "全年（上年10月至9月）")


def year_reason(item: Assessment, beside: YearCard) -> str:
    """One sentence: the figure so far, what share of the year is usual by now, the projection, the year's target."""
    progress = beside.progress
    if isinstance(progress, Unprojected):
        return _problem(item, progress)
    late = "" if beside.is_current else "本季的数还没有，按最近一次累计算："
    if progress.quarter == 4:
        return f"{late}{_so_far(item, progress)}{_value(item, progress.cumulative)}，{_against_target(item, beside)}。"
    usual = f"{_usual(progress)}，推算全年{_value(item, progress.projection)}"
    so_far = f"{_so_far(item, progress)}累计{_value(item, progress.cumulative)}"
    return f"{late}{so_far}，{usual}，{_against_target(item, beside)}。"


def year_short(item: Assessment, beside: YearCard) -> str:
    """``▲ 年内黄：2025年前三季度978.50万元，推算全年1367.88万元，比当年目标…少…``, for a line under a row."""
    progress = beside.progress
    if isinstance(progress, Unprojected):
        return f"{_head(beside)}：{_problem(item, progress).removesuffix('。')}"
    came = f"{_so_far(item, progress)}{_value(item, progress.cumulative)}"
    if progress.quarter < 4:
        came += f"，推算全年{_value(item, progress.projection)}"
    return f"{_head(beside)}：{came}，{_against_target(item, beside)}"


def year_line(item: Assessment, beside: YearCard) -> str:
    """``▲ 年内黄：`` and the whole sentence, for a line under a card."""
    return f"{_head(beside)}：{year_reason(item, beside)}"


def behind_within_year(items: Iterable[Assessment], shown: Iterable[Assessment], level: Card) -> list[str]:
    """Indicators that are not in ``shown``, whose year so far is at ``level`` or worse: one text each."""
    listed = [id(item) for item in shown]
    texts = []
    for item in items:
        beside = item.year_card
        if id(item) in listed or beside is None or beside.card is None or beside.card.rank < level.rank:
            continue
        where = f"（{item.area}）" if item.area else ""
        unverified = f"（{Mark.UNVERIFIED_TARGET.value}）" if Mark.UNVERIFIED_TARGET in item.marks else ""
        texts.append(f"{item.indicator.code} {item.indicator.name}{where}：{year_short(item, beside)}{unverified}")
    return texts


def _head(beside: YearCard) -> str:
    symbol = card_text(beside.card).split(" ", maxsplit=1)[0]
    return f"{symbol} 年内{CARD_SHORT[beside.card] if beside.card else NO_CARD}"


def _so_far(item: Assessment, progress: WithinYear) -> str:
    of_health_year = item.indicator.figure is FigureKind.HEALTH_YEAR_TO_DATE
    names = _SO_FAR_OF_HEALTH_YEAR if of_health_year else _SO_FAR
    return f"{progress.year}{'统计年度' if of_health_year else '年'}{names[progress.quarter - 1]}"


def _usual(progress: WithinYear) -> str:
    """What share of the year is usual by now, beside the share of an even year."""
    share, linear = f"{number(progress.share * 100, 1)}%", f"{number(progress.linear * 100, 0)}%"
    years = len(progress.past)
    if not progress.is_sum:
        if not years:
            return "没有往年数可比，按全年同一水平看"
        return f"往年同期的数平均为全年的{share}（{years}年）"
    if not years:
        return f"没有往年数可比，按季平分应占全年{linear}"
    if years == 1:
        own = f"{number(progress.past[0][1] * 100, 1)}%"
        return f"上年同期占全年{own}，与按季平分的{linear}折中，预期占{share}"
    return f"往年同期平均占全年{share}（近{years}年；按季平分为{linear}）"


def _against_target(item: Assessment, beside: YearCard) -> str:
    """What is missing to the year's target, in the unit and as a share of it."""
    progress = beside.progress
    if isinstance(progress, Unprojected) or progress.target is None:
        return "没有当年目标可比，不亮年内牌"
    on_the_way = "按路线当年应达到的" if item.measures.get("improve") else "要守住的"
    what = "当年目标" if beside.is_years_own_target else on_the_way
    target = f"{what}{_value(item, progress.target)}"
    asked = Fraction(progress.target)
    gap = progress.projection - asked
    if not gap:
        return f"恰好等于{target}"
    amount = difference(gap, item.indicator.unit_of_measure, item.indicator.decimals)
    share = f"（{number(abs(gap / asked) * 100, 1)}%）" if asked else ""
    return f"比{target}{'多' if gap > 0 else '少'}{amount}{share}"


def _problem(item: Assessment, found: Unprojected) -> str:
    year = f"{found.year}{'统计年度' if item.indicator.figure is FigureKind.HEALTH_YEAR_TO_DATE else '年'}"
    if found.problem is YearProblem.FALLING:
        return f"{year}第{found.quarter}季的累计数比前一季小，累计数不应减少，不推算全年；请核对后重报。"
    return f"往年到第{found.quarter}季都还没有数，不能推算{year}全年。"


def _value(item: Assessment, value: Decimal | Fraction) -> str:
    return figure_text(number(value, item.indicator.decimals), item.indicator)


def year_rows(item: Assessment, beside: YearCard) -> list[tuple[str, str, str]]:
    """Everything needed to redo the reckoning. Name, number, how it comes about; empty without a projection."""
    progress = beside.progress
    if isinstance(progress, Unprojected):
        return []
    past = "、".join(f"{year}年 {number(share * 100, 2)}%" for year, share in progress.past)
    alone = "没有往年数" if progress.is_sum else "没有往年数，按全年同一水平"
    even = f"按季平分 q÷4 = {number(progress.linear * 100, 0)}%" if progress.is_sum else "比率，不按季平分"
    rows = [
        ("累计", _value(item, progress.cumulative), _so_far(item, progress)),
        ("往年同期份额", f"{len(progress.past)}年", past or alone),
        ("预期份额 ŝ", f"{number(progress.share * 100, 2)}%", even),
        ("推算全年", _value(item, progress.projection), "累计 ÷ ŝ"),
    ]
    if progress.target is not None:
        what = "期限就在当年的目标" if beside.is_years_own_target else "按路线或要守住的水平，当年应有的值"
        rows.append(("当年目标", _value(item, progress.target), what))
    if progress.ratio is not None:
        rows.append(("推算比", number(progress.ratio, 4), "推算全年 ÷ 当年目标"))
    if progress.shortfall is not None:
        rows.append(("短少", f"{number(progress.shortfall * 100, 1)}%", "负数为超出"))
    rows.append(("起伏 rel", f"{number(progress.spread * 100, 1)}%", "往年同期份额的起伏 ÷ ŝ"))
    if beside.rule:
        from .rule_words import tried_text  # noqa: PLC0415  # only where a card is laid open

        fired = "；".join(tried_text(one, item.measures.get(one.measure)) for one in beside.conditions)
        rows.append(("规则", beside.rule, fired or "其余各条均不符合"))
    return rows
