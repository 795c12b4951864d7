"""The screen of ``rules compare``: a row for each indicator, the card of every set, differences marked and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .amounts import figure_unit
from .cards_table import style_of
from .layout import Column, Line, Row, Span, cells, paragraph, table
from .target_words import sign_note, signed_target
from .totals import KEYS, count
from .wording import card_name, card_text, district_text, quarter_text, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from lianggang.model.assessment import Assessment
    from lianggang.model.card_rules import Card
    from lianggang.model.rule_view import ComparedRow, RulesComparison

    _Rows: TypeAlias = Sequence[ComparedRow]

DIFFERENT = "≠"
_FEW_SETS = 3
"""Up to so many sets the reasons of a difference are told below its row."""
_WIDE = 120
_CARD_WIDTH = 6
_LEAST_NAME = 40
"""What mark, code and name of an indicator need."""


class Against(NamedTuple):
    """How often the card of a set differs from that of the first, and which way."""

    stricter: int
    milder: int
    one_sided: int
    """Only one of the two gives a card."""


def against(rows: _Rows, place: int) -> Against:
    """The set at that place among the sets, held against the first."""
    counts = {"stricter": 0, "milder": 0, "one_sided": 0}
    for row in rows:
        first, other = row.assessments[0].card, row.assessments[place].card
        if first is other:
            continue
        if first is None or other is None:
            counts["one_sided"] += 1
        else:
            counts["stricter" if other.rank > first.rank else "milder"] += 1
    return Against(**counts)


def different(rows: _Rows) -> list[ComparedRow]:
    """The rows in which the sets do not agree."""
    return [row for row in rows if row.is_different]


def comparison_lines(
    found: RulesComparison, rows: _Rows, width: int, *, areas_as_rows: bool = False, only_different: bool = False
) -> list[Line]:
    """The whole screen. rows: those that were asked for, the district's and its areas'.

    areas_as_rows: areas get rows of their own instead of being counted only. only_different: leave out the others.
    """
    districts = [row for row in rows if row.assessments[0].area is None]
    areas = [row for row in rows if row.assessments[0].area is not None]
    pool = rows if areas_as_rows else districts
    shown = different(pool) if only_different else pool
    titles = set_titles([*found.sets], width)
    result = found.result
    head = f"{quarter_text(result.period)} · {district_text(result.catalogue.district)} · {len(found.sets)} 套规则并列"
    lines = [*paragraph(head, width, style="bold"), *_verdict(pool, width)]
    lines += titles_told(titles, [*found.sets], width)
    if shown:
        lines += [(), *_table(found, shown, titles, width)]
        if width >= _WIDE and (note := sign_note(row.assessments[0] for row in shown)):
            lines += paragraph(note, width, style="dim")
    lines += [(), *_totals(found, pool, width)]
    if areas and not areas_as_rows and districts:
        text = f"各区域 {len(areas)} 项次，其中 {len(different(areas))} 项次判得不同；逐行列出加 --area all。"
        lines += paragraph(text, width)
    return lines


def _verdict(rows: _Rows, width: int) -> list[Line]:
    if not rows:
        return paragraph("没有所选的指标。", width)
    count_different = len(different(rows))
    if not count_different:
        return paragraph(f"{len(rows)} 项，判得都一样。", width, style="green")
    opposite = sum(_is_opposite(row) for row in rows)
    text = f"{len(rows)} 项，判得不同的 {count_different} 项（{DIFFERENT}）"
    text += f"，其中有红有绿的 {opposite} 项。" if opposite else "。"
    return paragraph(text, width)


def _is_opposite(row: ComparedRow) -> bool:
    cards = {one.card.value for one in row.assessments if one.card}
    return {"red", "green"} <= cards


def set_titles(names: Sequence[str], width: int) -> list[str]:
    """The sets' names as titles of columns; numbers where the names would take more than half of the screen."""
    taken = sum(max(cells(name), _CARD_WIDTH) + 2 for name in names)
    if taken <= width // 2:
        return [*names]
    return [str(number) for number in range(1, len(names) + 1)]


def titles_told(titles: Sequence[str], names: Sequence[str], width: int) -> list[Line]:
    """Which set is meant by which number; nothing where they stand under their names."""
    if [*titles] == [*names]:
        return []
    return paragraph("；".join(f"{title} {name}" for title, name in zip(titles, names, strict=True)), width)


def _table(found: RulesComparison, rows: _Rows, titles: Sequence[str], width: int) -> list[Line]:
    columns = [Column(""), Column("编码"), Column("指标", foldable=True, gap=2)]
    if width >= _WIDE:
        columns += [Column("现值", right=True), Column("", gap=1), Column("目标", foldable=True)]
    compact = len(titles) * (_CARD_WIDTH + 2) + _LEAST_NAME > width
    columns += [Column(title, gap=1 if compact else 2) for title in titles]
    made = []
    for row in rows:
        first = row.assessments[0]
        name = first.indicator.name if first.area is None else f"{first.indicator.name}（{first.area}）"
        texts = [Span(DIFFERENT if row.is_different else "", "bold"), Span(first.indicator.code), Span(name)]
        if width >= _WIDE:
            unit = figure_unit(first.indicator) if first.value is not None else ""
            texts += [Span(value_text(first)), Span(unit), Span(signed_target(first))]
        texts += [Span(_card(one.card, compact=compact), style_of(one.card)) for one in row.assessments]
        below = [Span(text, "dim") for text in _why(found, row)]
        made.append(Row(tuple(texts), tuple(below)))
    return table(columns, made, width, 3)


def _card(card: Card | None, *, compact: bool) -> str:
    """``■ 红``, or ``■红`` where there are many sets on a narrow screen."""
    text = card_text(card)
    return text.replace(" ", "")[:2] if compact else text


def _why(found: RulesComparison, row: ComparedRow) -> list[str]:
    """What each set's rule says, where they differ and there are few of them."""
    if not row.is_different or len(found.sets) > _FEW_SETS:
        return []
    return ["；".join(f"{name} {_rule(one)}" for name, one in zip(found.sets, row.assessments, strict=True))]


def _rule(one: Assessment) -> str:
    label = f"（{one.label}）" if one.label and one.label != one.rule else ""
    return f"{one.rule}{label}" if one.rule else one.label or "—"


def _totals(found: RulesComparison, rows: _Rows, width: int) -> list[Line]:
    first = next(iter(found.sets))
    columns = [Column("规则", foldable=True), Column("红牌", right=True), Column("黄牌", right=True)]
    columns += [Column("绿牌", right=True), Column(card_name(None), right=True)]
    columns += [Column(f"与 {first} 不同", foldable=True)]
    made = []
    for place, name in enumerate(found.sets):
        counts = count(row.assessments[place] for row in rows)
        spans = [Span(str(counts[key]), key if counts[key] and key != KEYS[-1] else "dim") for key in KEYS]
        title = name + ("（本工作区所用）" if name == found.used else "")
        made.append(Row((Span(title), *spans, Span(_against(rows, place) if place else "—"))))
    return table(columns, made, width)


def _against(rows: _Rows, place: int) -> str:
    counts = against(rows, place)
    words = ("更严", "更宽", "一方无牌")
    parts = [f"{word} {times}" for word, times in zip(words, counts, strict=True) if times]
    return f"{sum(counts)}（{'，'.join(parts)}）" if parts else "0"
