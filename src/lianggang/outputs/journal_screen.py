"""The screens of ``journal``: the acts in short, the lines of one indicator, and what publishing has added."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card
from lianggang.model.catalogue import DISTRICT_WORD
from lianggang.model.journal import CHANGE_COLLECTED, COLLECT, PUBLISH_CARD, RETURN_OBJECT, card_of

from .layout import INDENT, Column, Line, Row, Span, fitted, packed, paragraph, stacked, table
from .wording import CARD_SHORT, NO_CARD, district_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import QuarterResult
    from lianggang.model.journal import JournalEntry

_BROAD, _BROADER = 100, 120
"""From these widths on the acts, and all their lines, stand in columns: there are many of them."""
_WORST_FIRST = (Card.RED, Card.YELLOW, Card.GREEN, None)


def journal_lines(shown: str, entries: Sequence[JournalEntry], width: int, *, every: bool = False) -> list[Line]:
    """The whole screen. shown: the file's path. every: each line of the journal, not each act in one."""
    if not entries:
        return paragraph(
            f"“{shown}”中没有符合条件的记录；发布一季的牌：lianggang journal publish --period 季度。", width
        )
    lines = _every_line(entries, width) if every else _acts(entries, width)
    hint = "" if every else f"逐行查看：lianggang journal --all，或 --indicator {_an_indicator(entries)}。"
    return [*lines, *([(), *paragraph(hint, width, style="dim")] if hint else [])]


def published_lines(shown: str, result: QuarterResult, entries: Sequence[JournalEntry], width: int) -> list[Line]:
    """What was added: how many, of which version, and the cards that the version before had otherwise."""
    first, last = entries[0], entries[-1]
    head = f"{quarter_text(result.period)} · {district_text(result.catalogue.district)} · 规则 {first.rules}"
    said = f"已记入“{shown}”：发布 {len(entries)} 项（第{first.version}版，序号 {first.number}—{last.number}）。"
    lines = [*paragraph(head, width, style="bold"), *paragraph(said, width), *fitted(_count_line(entries), width)]
    changed = [entry for entry in entries if entry.before and entry.before != entry.after]
    if changed:
        lines += [(), (Span("与上一版不同：", "bold"),), *_every_line(changed, width)]
    return lines


def _acts(entries: Sequence[JournalEntry], width: int) -> list[Line]:
    """One line for each act: consecutive lines of the same day, person, action, quarter and version."""
    columns = [Column("序号"), Column("日期"), Column("经办人", foldable=True), Column("动作"), Column("季度")]
    columns += [Column("版次", right=True), Column("内容", foldable=True), Column("备注", foldable=True)]
    rows = []
    for _, group in groupby(entries, lambda one: (one.on, one.by, one.action, one.quarter, one.version)):
        lines = list(group)
        first, last = lines[0], lines[-1]
        numbers = str(first.number) if first is last else f"{first.number}—{last.number}"
        texts = (numbers, first.on, first.by, first.action, _quarter(first), first.version, _content(lines), first.note)
        rows.append(Row(tuple(map(Span, texts))))
    if width < _BROAD:
        return [line for row in rows for line in _stacked_act(row, width)]
    return table(columns, rows, width)


def _stacked_act(row: Row, width: int) -> list[Line]:
    number, on, by, action, quarter, version, content, note = (cell.text for cell in row.cells)
    edition = f"第{version}版" if version not in {"", "1"} else ""
    head = " · ".join(text for text in (number, on, by, action, quarter, edition) if text)
    return stacked(head, map(Span, (content, note)), width, "")


def _content(lines: Sequence[JournalEntry]) -> str:
    if lines[0].action == PUBLISH_CARD:
        return "".join(span.text for span in _count_line(lines))
    if lines[0].action == COLLECT:
        returns = sum(line.object == RETURN_OBJECT for line in lines)
        return f"{lines[0].file}：{lines[0].after}，来自 {returns} 个文件"
    if lines[0].action == CHANGE_COLLECTED:
        kinds = [line.object for line in lines]
        return "，".join(f"{kind} {kinds.count(kind)} 行" for kind in dict.fromkeys(kinds))
    return lines[0].object if len(lines) == 1 else f"{lines[0].object}等 {len(lines)} 项"


def _count_line(entries: Sequence[JournalEntry]) -> Line:
    """``全区 红2 黄5 绿41 未判15；各区域 红3 …``."""
    texts = []
    for title, of_areas in (("全区", False), ("各区域", True)):
        cards = [card_of(entry.after) for entry in entries if (entry.area != DISTRICT_WORD) is of_areas]
        if cards:
            texts.append(" ".join([title, *(f"{_word(card)}{cards.count(card)}" for card in _WORST_FIRST)]))
    return (Span("；".join(texts)),)


def _word(card: Card | None) -> str:
    return CARD_SHORT[card] if card else NO_CARD


def _every_line(entries: Sequence[JournalEntry], width: int) -> list[Line]:
    columns = [
        Column("序号", right=True),
        Column("日期"),
        Column("经办人", foldable=True),
        Column("动作"),
        Column("季度"),
    ]
    columns += [Column("对象", foldable=True), Column("区域", foldable=True), Column("数值", right=True)]
    columns += [Column("原值", foldable=True), Column("新值", foldable=True), Column("规则", foldable=True)]
    rows = []
    for entry in entries:
        subject = f"{entry.indicator} {entry.name}".strip() or entry.object
        version = f"（第{entry.version}版）" if entry.version not in {"", "1"} else ""
        texts = (
            str(entry.number), entry.on, entry.by, entry.action, _quarter(entry) + version, subject, entry.area,
            entry.value, entry.before, entry.after, entry.rule or entry.ground,
        )  # fmt: skip
        rows.append(Row(tuple(map(Span, texts))))
    if width < _BROADER:
        return [line for row in rows for line in _stacked_line(row, width)]
    return table(columns, rows, width)


def _stacked_line(row: Row, width: int) -> list[Line]:
    number, on, by, action, quarter, subject, area, value, before, after, rule = (cell.text for cell in row.cells)
    changed = f"{before} → {after}" if before and after else before or after
    head = " · ".join(text for text in (number, on, by, action, quarter) if text)
    rest = packed([text for text in (area, value, changed, rule) if text], width - INDENT)
    return stacked(head, map(Span, (subject, *rest)), width, "")


def _quarter(entry: JournalEntry) -> str:
    return str(entry.quarter) if entry.quarter else ""


def _an_indicator(entries: Sequence[JournalEntry]) -> str:
    return next((entry.indicator for entry in entries if entry.indicator), "指标编码")
