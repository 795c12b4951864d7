"""By which rules the cards in a document were given, for readers who have only the document; decides nothing.

A report carries an attachment, a letter a line for each rule below its table. Only rules that decided a card in the
document are listed. Source: docs/documents.md, section 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card
from lianggang.model.small_count import SmallCount

from .document import Attachment, Column, ColumnKind, Table, body
from .rule_words import VERDICT_WORDS, conditions_words, hysteresis_words, measure_notes, set_words
from .wording import card_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.card_rules import Rule, RuleSet

    from .document import Block

TITLE = "判定规则"
_NOT_COLOURED = "不着色"
_READ = "从上往下看，第一条全部条件成立的定牌"
_COLUMNS = (
    Column("编号", ColumnKind.SHORT, 7),
    Column("牌", ColumnKind.SHORT, 3),
    Column("说明", ColumnKind.TEXT, 9),
    Column("条件", ColumnKind.TEXT, 18),
)
_VERDICTS = "到期的目标、是否完成的目标不用规则集，直接与目标比较。"


def rules_attachment(result: QuarterResult, shown: Iterable[Assessment], what: str) -> Attachment | None:
    """判定规则 of the cards shown; None where no rule decided anything. what: the kind of document, as ``报告``."""
    blocks = tuple(_blocks(result, list(shown), what))
    return Attachment(TITLE, blocks) if blocks else None


def rules_notes(result: QuarterResult, shown: Iterable[Assessment]) -> tuple[str, ...]:
    """The same in short, a line each: the set, its rules, and what is to be known of their measures."""
    return tuple(_notes(result, list(shown)))


def deciding_rule(one: Assessment, sets: Sequence[RuleSet]) -> tuple[RuleSet, Rule] | None:
    """The rule that decided, as it is written in its set; None where none of ``sets`` did.

    Ids may repeat within a set: of such the one whose conditions held.
    """
    held = [(fired.measure, fired.operator, fired.number if fired.written is None else fired.written)
            for fired in one.conditions]  # fmt: skip
    for rules in sets:
        alike = [rule for rule in rules.rules if rule.id == one.rule]
        exact = (rule for rule in alike if [(c.measure, c.operator, c.number) for c in rule.when] == held)
        if alike:
            return rules, next(exact, alike[0])
    return None


def _decided(result: QuarterResult, shown: Sequence[Assessment]) -> tuple[list[tuple[RuleSet, list[Rule]]], list[str]]:
    """The rules that decided, set by set in their order; and the ids of what the program decides without a set."""
    sets = [rules for rules in (result.rule_set, result.small_numbers) if rules is not None]
    found: set[tuple[str, int]] = set()
    verdicts: set[str] = set()
    for one in shown:
        if one.rule is None:
            continue
        # Behind their gate rare events are never judged by the set that was chosen.
        own = sets[1:] if isinstance(one.counts, SmallCount) else sets[:1]
        decided = deciding_rule(one, own)
        if decided is not None:
            rules, rule = decided
            found.add((rules.name, next(place for place, other in enumerate(rules.rules) if other is rule)))
        elif one.rule in VERDICT_WORDS:
            verdicts.add(one.rule)
    listed = [
        (rules, [rule for place, rule in enumerate(rules.rules) if (rules.name, place) in found]) for rules in sets
    ]
    return [(rules, used) for rules, used in listed if used], [name for name in VERDICT_WORDS if name in verdicts]


def _blocks(result: QuarterResult, shown: Sequence[Assessment], what: str) -> Iterator[Block]:
    decided, verdicts = _decided(result, shown)
    catalogue = result.catalogue
    ground = f"根据《{catalogue.warning_regulation}》，" if catalogue.warning_regulation else ""
    for rules, used in decided:
        is_chosen = rules is result.rule_set
        whose = f"{ground}本{what}的牌" if is_chosen else "例数少的指标"
        how = f"各条{_READ}；这里只列本{what}用到的各条。" if is_chosen else ""
        yield body(f"{whose}按{set_words(rules)}判定。{how}")
        rows = tuple((rule.id, _card_word(rule), rule.label or "—", conditions_words(rule)) for rule in used)
        yield Table(_COLUMNS, rows, notes=tuple(_below(rules, used)))
    if verdicts:
        yield body(_VERDICTS)
        yield Table(_COLUMNS, tuple(_verdict_row(name, shown) for name in verdicts))


def _verdict_row(name: str, shown: Iterable[Assessment]) -> tuple[str, ...]:
    one = next(one for one in shown if one.rule == name)
    return name, card_name(one.card), one.label, VERDICT_WORDS[name]


def _notes(result: QuarterResult, shown: Sequence[Assessment]) -> Iterator[str]:
    decided, verdicts = _decided(result, shown)
    for rules, used in decided:
        whose = "判定规则" if rules is result.rule_set else "例数少的指标的判定规则"
        yield f"{whose}：{set_words(rules)}，{_READ}。"
        for rule in used:
            label = f"，{rule.label}" if rule.label else ""
            yield f"{rule.id}（{_card_word(rule)}{label}）：{conditions_words(rule)}。"
        yield from _below(rules, used)
    for name in verdicts:
        _, card, label, words = _verdict_row(name, shown)
        yield f"{name}（{card}，{label}）：{words}。"


def _below(rules: RuleSet, used: Sequence[Rule]) -> Iterator[str]:
    yield from measure_notes(used)
    if moving := hysteresis_words(rules, used):
        yield moving


def _card_word(rule: Rule) -> str:
    return _NOT_COLOURED if rule.card == "none" else card_name(Card(rule.card))
