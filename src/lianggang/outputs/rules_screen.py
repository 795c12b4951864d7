"""The screens of ``rules``: all sets in a list, one laid open in words; ``rules_compared`` holds several together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card
from lianggang.model.rule_view import Origin

from .amounts import as_written
from .cards_table import WIDE, style_of
from .layout import Column, Line, Row, Span, paragraph, table
from .rule_words import MEASURE_NAMES, compared_words, conditions_words, conditions_written, measures_words
from .wording import CARD_SHORT, card_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lianggang.model.card_rules import Rule, RuleSet
    from lianggang.model.rule_view import ListedSet

_LABEL_WIDTH = 10
NOT_COLOURED = "○ 不着色"
_USED = "→"
_INDENT = 3


def rules_lines(sets: Sequence[ListedSet], width: int) -> list[Line]:
    """All sets; the one that the workspace uses is marked."""
    columns = [Column(""), Column("规则"), Column("题名", foldable=True), Column("条数", right=True), Column("起用")]
    is_wide = width >= WIDE
    if is_wide:
        columns.append(Column("出处", foldable=True))
    rows = []
    for one in sets:
        source = Span(_source(one), "dim")
        rows.append(Row((*_set_cells(one), source) if is_wide else _set_cells(one), () if is_wide else (source,)))
    used = next((one for one in sets if one.is_used), None)
    said = f"{_USED} 本工作区所用。" if used else ""
    lines = [*table(columns, rows, width, _INDENT), ()]
    name = used.rules.name if used else sets[0].rules.name
    text = f"{said}一套规则的全文：lianggang rules show {name}；并列比较：lianggang rules compare default schedule。"
    return [*lines, *paragraph(text, width, style="dim")]


def _set_cells(one: ListedSet) -> tuple[Span, ...]:
    rules = one.rules
    return (
        Span(_USED if one.is_used else ""),
        Span(rules.name, "bold" if one.is_used else ""),
        Span(rules.title),
        Span(str(len(rules.rules))),
        Span(str(rules.valid_from or "—")),
    )


def _source(one: ListedSet) -> str:
    where = "" if one.origin is Origin.BUILT_IN else _written_in(one)
    return "；".join(part for part in (where, one.rules.source) if part) or "没有写明出处"


def _written_in(one: ListedSet) -> str:
    match one.origin:
        case Origin.BUILT_IN:
            return "程序内置"
        case Origin.FILE:
            return f"文件 {one.path}"
        case Origin.CATALOGUE:
            return f"写在目录 {one.path} 里"


def rule_set_lines(listed: ListedSet, width: int) -> list[Line]:
    """One set laid open: what it needs, its rules in order, in words and as written, and how hysteresis moves cuts."""
    rules = listed.rules
    head = f"{rules.name} · {rules.title}" + ("（本工作区所用）" if listed.is_used else "")
    lines = paragraph(head, width, style="bold")
    facts = [
        ("出处", rules.source or "没有写明"),
        ("起用", f"{quarter_text(rules.valid_from)}起" if rules.valid_from else "没有写明"),
        ("写在", _written_in(listed)),
        ("须算得出", _needed(rules)),
        ("无数值时", _needed_without_number(rules)),
    ]
    for label, text in facts:
        if text:
            lines += _fact(label, text, width)
    how = "规则：从上往下读，第一条全部条件成立的定牌；度量算不出，含它的条件不成立"
    lines += [(), *paragraph(how, width, style="bold"), *_rules(rules, width)]
    if listed.moved:
        lines += [(), *_hysteresis(listed, width)]
    return lines


def _needed(rules: RuleSet) -> str:
    if not rules.requires:
        return "没有要求"
    return f"{measures_words(rules.requires)}；有一项算不出就不判，绝不算绿"


def _needed_without_number(rules: RuleSet) -> str:
    if not rules.requires_without_number:
        return ""
    return f"目标没有数值的，改要求 {measures_words(rules.requires_without_number)}"


def _fact(label: str, text: str, width: int) -> list[Line]:
    blank = " " * (_LABEL_WIDTH - 2 * len(label))
    first, *rest = paragraph(text, width - _LABEL_WIDTH)
    return [(Span(label + blank, "dim"), *first), *((Span(" " * _LABEL_WIDTH), *line) for line in rest)]


def _rules(rules: RuleSet, width: int) -> list[Line]:
    columns = [Column("", right=True), Column("牌"), Column("编号"), Column("条件", foldable=True)]
    columns += [Column("说明", foldable=True)]
    rows = []
    for number, rule in enumerate(rules.rules, 1):
        cells = (Span(str(number)), _card(rule), Span(rule.id), Span(conditions_words(rule)), Span(_label(rule)))
        rows.append(Row(cells, (Span(conditions_written(rule), "dim"),) if rule.when else ()))
    return table(columns, rows, width, _indent(rules))


def _indent(rules: RuleSet) -> int:
    """What stands below a rule begins under its card."""
    return len(str(len(rules.rules))) + 2


def _card(rule: Rule) -> Span:
    if rule.card == "none":
        return Span(NOT_COLOURED, "dim")
    card = Card(rule.card)
    return Span(card_text(card), style_of(card))


def _label(rule: Rule) -> str:
    return "；".join(part for part in (rule.label, compared_words(rule)) if part)


def _hysteresis(listed: ListedSet, width: int) -> list[Line]:
    hysteresis = listed.rules.hysteresis
    if hysteresis is None:
        return []
    name = MEASURE_NAMES[hysteresis.measure].name
    head = f"后退保护（滞回）：上一次的牌使 {name} 的界线移动 {as_written(hysteresis.by)}，更容易留在原处"
    columns = [Column("界线"), Column("第一次判定", right=True)]
    columns += [Column(f"上次{CARD_SHORT[card]}牌", right=True) for card in (Card.RED, Card.YELLOW, Card.GREEN)]
    columns.append(Column("用到它的规则", foldable=True))
    rows = []
    for cut in listed.moved:
        after = [_signed(cut.after[card]) for card in (Card.RED, Card.YELLOW, Card.GREEN)]
        title = Span(f"{CARD_SHORT[cut.card]}线", style_of(cut.card))
        rows.append(Row((title, Span(_signed(cut.number)), *map(Span, after), Span(_users(listed.rules, cut.number)))))
    remark = f"只移动 {name} 条件里的这几个数；同一条件里的其他数、其他度量都不动。换了目标或基期就重新开始。"
    return [*paragraph(head, width, style="bold"), *table(columns, rows, width), *paragraph(remark, width, style="dim")]


def _users(rules: RuleSet, number: Decimal) -> str:
    """The ids of the rules with a condition that the cut moves."""
    measure = rules.hysteresis.measure if rules.hysteresis else None
    held = (rule.id for rule in rules.rules if any((c.measure, c.number) == (measure, number) for c in rule.when))
    return "、".join(dict.fromkeys(held))


def _signed(number: Decimal) -> str:
    return f"{number:.2f}" if number == round(number, 2) else as_written(number)
