"""The screen of one case of a backtest: what it was, how it was judged year by year, and one year laid open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.case import CaseKind

from .amounts import as_written, number, with_unit
from .cards_table import style_of
from .layout import Column, Line, Row, Span, paragraph, table
from .measure_formulas import FORMULAS
from .reasons import reason
from .rule_words import ALWAYS, measured_text, tried_text
from .rules_compared import set_titles, titles_told
from .show_reckoning import reckoning_lines
from .wording import CARD_SHORT, DIRECTION_NAMES, card_name, card_text

if TYPE_CHECKING:
    from decimal import Decimal

    from lianggang.model.card_rules import TriedRule
    from lianggang.model.case import Case
    from lianggang.model.opened_case import OpenedCase, OpenedSet, OpenedYear
    from lianggang.model.quarter import Period

MOST_SETS = 3
"""For how many sets the rule stands beside the card of each year."""
_KINDS = {CaseKind.REACH: "达到类", CaseKind.KEEP: "保持类"}


def case_lines(opened: OpenedCase, width: int) -> list[Line]:
    """The whole screen."""
    hysteresis = "" if opened.hysteresis else " · 不带滞回"
    lines = paragraph(f"案例 {opened.case.id} · {opened.place}{hysteresis}", width, style="bold")
    lines += _facts(opened.case, width)
    asof = opened.asof
    if asof is None:
        return [*lines, (), *paragraph("计划太短，没有判定的年份。", width)]
    sections = [("历次判定", _years(opened, width)), (f"{asof}年的判定", _cards(opened, asof, width))]
    sections.append(("测算", reckoning_lines(opened.sets[0].at(asof).assessment, width)))
    sections += [(f"{one.rules} 逐条", _rules(one, asof, width)) for one in opened.sets]
    for title, section in sections:
        if section:
            lines += [(), (Span(title, "bold"),), *section]
    return lines


def _facts(case: Case, width: int) -> list[Line]:
    """What was asked for, and what became of it."""
    sign = "≥" if case.direction.value == "up" else "≤"
    final = "" if case.final is None else f"{case.final[0] or case.target_year}年 {_figure(case, case.final[1])}，"
    rows = [
        ("目标集", case.family, ""),
        ("指标", f"{case.indicator}（{case.unit}）" if case.unit else case.indicator, ""),
        ("国家", case.country or "—", ""),
        ("方向", DIRECTION_NAMES[case.direction], ""),
        ("类别", _KINDS[case.kind], ""),
        ("基期", f"{case.baseline_year}年 {_figure(case, case.baseline)}", ""),
        ("目标", f"{case.target_year}年底 {sign}{as_written(case.target)}", ""),
        ("结果", f"{final}{'达标' if case.is_met else '未达标'}", "green" if case.is_met else "red"),
        ("各年", "；".join(f"{year} {as_written(value)}" for year, value in case.series), ""),
    ]
    columns = [Column(""), Column("", foldable=True)]
    return table(columns, [Row((Span(name, "dim"), Span(text, style))) for name, text, style in rows], width)


def _figure(case: Case, value: Decimal) -> str:
    return with_unit(as_written(value), case.unit)


def _years(opened: OpenedCase, width: int) -> list[Line]:
    """Every year's figure and z, and what each set said."""
    columns = [Column("判定年"), Column("数据"), Column("数值", right=True), Column("z", right=True)]
    names = [one.rules for one in opened.sets]
    titles = set_titles(names, width)
    columns += [Column(title, foldable=True) for title in titles]
    rows = []
    for place, first in enumerate(opened.sets[0].years):
        item = first.assessment
        step = item.steps[-1]
        cards = (_card(one.years[place], with_rule=len(opened.sets) <= MOST_SETS) for one in opened.sets)
        mark = "→" if first.asof == opened.asof else ""
        rows.append(
            Row(
                (
                    Span(f"{mark}{first.asof}"),
                    Span(str(item.data_period or "—")),
                    Span("—" if item.value is None else number(item.value, item.indicator.decimals)),
                    Span("—" if step.z is None else number(step.z, 3)),
                    *cards,
                )
            )
        )
    return [*titles_told(titles, names, width), *table(columns, rows, width)]


def _card(year: OpenedYear, *, with_rule: bool) -> Span:
    item = year.assessment
    text = card_text(item.card)
    if with_rule:
        text += f" {item.rule or item.label}{_compared(year)}"
    return Span(text, style_of(item.card))


def _compared(year: OpenedYear) -> str:
    """``（比较时算红）`` where a rule counts otherwise in comparisons than it is shown."""
    counted = year.forecast.card
    return f"（比较时算{CARD_SHORT[counted]}）" if counted is not None and counted is not year.assessment.card else ""


def _cards(opened: OpenedCase, asof: Period, width: int) -> list[Line]:
    """The chosen year: the first set's card and why, then all sets side by side."""
    item = opened.sets[0].at(asof).assessment
    label = f" · {item.label}" if item.label else ""
    lines = paragraph(f"{card_text(item.card)[0]} {card_name(item.card)}{label}", width, style=style_of(item.card))
    lines += paragraph(reason(item), width)
    if len(opened.sets) == 1:
        return lines
    columns = [Column("规则"), Column("牌"), Column("由哪条"), Column("该条", foldable=True)]
    columns.append(Column("所看的数", foldable=True))
    rows = []
    for one in opened.sets:
        year = one.at(asof)
        card = Span(card_text(year.assessment.card), style_of(year.assessment.card))
        label = f"{year.assessment.label}{_compared(year)}"
        rows.append(
            Row((Span(one.rules), card, Span(year.assessment.rule or "—"), Span(label), Span(_graded(one, year))))
        )
    return [*lines, (), *table(columns, rows, width)]


def _graded(one: OpenedSet, year: OpenedYear) -> str:
    """The measure that the set grades, and its number."""
    if one.measure is None:
        return "—"
    return f"{one.measure} {measured_text(year.assessment.measures.get(one.measure))}"


def _rules(one: OpenedSet, asof: Period, width: int) -> list[Line]:
    """The rules from the top to the one that gave the card, each with what it was held against."""
    year = one.at(asof)
    if not year.tried:
        return paragraph(f"未判：{year.assessment.label}。", width)
    columns = [Column("规则"), Column("牌"), Column(""), Column("条件", foldable=True)]
    rows = []
    for tried in year.tried:
        style = "bold" if tried.fired else "dim"
        verdict = "→ 由此定牌" if tried.fired else "不符"
        rows.append(
            Row((Span(tried.rule, style), Span(card_text(tried.card)), Span(verdict, style), Span(_conditions(tried))))
        )
    lines = table(columns, rows, width)
    for measure in _spoken_of(year):
        if measure in FORMULAS:
            value = measured_text(year.assessment.measures.get(measure))
            lines += paragraph(f"{measure} = {value}：{FORMULAS[measure]}。", width, style="dim")
    return lines


def _conditions(tried: TriedRule) -> str:
    """All conditions of the rule that fired; of another one those that do not hold."""
    told = [one for one in tried.conditions if tried.fired or not one.holds]
    if not told:
        return ALWAYS if tried.fired else "条件都成立，但连续的次数不够"
    return "；".join(tried_text(one.condition, one.value) for one in told)


def _spoken_of(year: OpenedYear) -> list[str]:
    """The measures that decided, or stood against a rule, once each."""
    told = (one.condition.measure for tried in year.tried for one in tried.conditions if tried.fired or not one.holds)
    return list(dict.fromkeys(told))
