"""The screens of ``indicators``: the catalogue as a table, and one indicator with its definition and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .amounts import as_written, unit_text, with_unit
from .cards_table import MIDDLE, WIDE
from .diagnostics_text import explain_hint, to_lines
from .layout import INDENT, NARROW, Column, Line, Row, Span, packed, paragraph, stacked, table
from .target_words import UNVERIFIED_SIGN, target_text
from .wording import (
    DIRECTION_NAMES,
    FIGURE_NAMES,
    FREQUENCY_NAMES,
    deadline_text,
    district_text,
    period_text,
    quarter_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.indicator import Indicator, Target

_LABEL_WIDTH = 10


def catalogue_lines(catalogue: Catalogue, indicators: Sequence[Indicator], width: int) -> list[Line]:
    """The chosen indicators as a table, and how many have targets that nobody has checked."""
    unverified = sum(any(not target.verified for target in item.targets) for item in indicators)
    lines = paragraph(f"{catalogue.title} · {district_text(catalogue.district)}", width, style="bold")
    lines += [*_indicators(indicators, width), ()]
    text = f"共 {len(indicators)} 项指标"
    if unverified:
        where = f"带 {UNVERIFIED_SIGN} 号；清单见 lianggang indicators --unverified"
        text += f"，其中 {unverified} 项有目标值待核原文（{where}）"
    return [*lines, *paragraph(text, width)]


def _indicators(indicators: Sequence[Indicator], width: int) -> list[Line]:
    if width < NARROW:
        return [line for item in indicators for line in _stacked(item, width)]
    columns = [Column("编码"), Column("指标", foldable=True), Column("牵头单位", foldable=True)]
    columns += [Column("单位"), Column("目标", foldable=True)]
    if width >= MIDDLE:
        columns[2:2] = [Column("规划"), Column("领域")]
    if width >= WIDE:
        columns[-1:-1] = [Column("方向"), Column("报送", foldable=True)]
    rows = []
    for item in indicators:
        targets = "；".join(_target_words(target) for target in item.targets) or "—"
        row = [Span(item.code), Span(item.name), Span(item.lead_unit), Span(unit_text(item.unit_of_measure))]
        if width >= MIDDLE:
            row[2:2] = [Span(item.outline), Span(item.field)]
        if width >= WIDE:
            row += [Span(DIRECTION_NAMES[item.direction]), Span(FREQUENCY_NAMES[item.frequency])]
        rows.append(Row((*row, Span(targets))))
    return table(columns, rows, width)


def _stacked(item: Indicator, width: int) -> list[Line]:
    unit = f"{item.lead_unit} · 单位 {unit_text(item.unit_of_measure)}"
    targets = packed(map(_target_words, item.targets), width - INDENT, "；")
    return stacked(f"{item.code} {item.name}", map(Span, (unit, *targets)), width)


def catalogue_check_lines(
    path: str, catalogue: Catalogue | None, diagnostics: Sequence[Diagnostic], width: int
) -> list[Line]:
    """What is wrong with the catalogue, all of it; one line where nothing is."""
    lines = list(to_lines(diagnostics, width=width, names={}, limit=None, full=len(diagnostics)))
    if diagnostics:
        lines += paragraph(explain_hint(diagnostics), width, style="dim")
    if catalogue is not None:
        lines += paragraph(f"{path}：{len(catalogue.indicators)} 项指标，未发现错误。", width, style="green")
    return lines


def _target_words(target: Target) -> str:
    return f"{target_text(target)} {deadline_text(target.by)}{'' if target.verified else UNVERIFIED_SIGN}"


def indicator_lines(catalogue: Catalogue, item: Indicator, width: int, counting: Target | None = None) -> list[Line]:
    """One indicator in full. counting: the target that counts now, which is marked."""
    lines = paragraph(f"{item.code} {item.name}", width, style="bold")
    outline = catalogue.outlines.get(item.outline)
    facts = [
        ("规划", f"{item.outline}（{outline.name}）" if outline else item.outline),
        ("领域", item.field),
        ("牵头单位", item.lead_unit),
        ("配合单位", "、".join(item.partner_units)),
        ("口径", item.definition),
        ("计算", _formula(item)),
        ("计量单位", f"{item.unit_of_measure}，{item.decimals} 位小数"),
        ("方向", DIRECTION_NAMES[item.direction]),
        ("报送", _reporting(item)),
        ("基期", _baseline(item)),
        ("口径变化", "；".join(f"{period_text(part.period)}：{part.why}" for part in item.breaks)),
    ]
    for label, text in facts:
        if text:
            lines += _fact(label, text, width)
    return [*lines, (), *_targets(item, width, counting)]


def _fact(label: str, text: str, width: int) -> list[Line]:
    """``label  text``, the text folded beside its label."""
    blank = " " * (_LABEL_WIDTH - 2 * len(label))
    first, *rest = paragraph(text, width - _LABEL_WIDTH)
    return [(Span(label + blank, "dim"), *first), *((Span(" " * _LABEL_WIDTH), *line) for line in rest)]


def _formula(item: Indicator) -> str:
    if item.numerator is None or item.denominator is None:
        return ""
    factor = "" if item.ratio_factor == 1 else f"×{as_written(item.ratio_factor)}"
    return f"{item.numerator}÷{item.denominator}{factor}"


def _reporting(item: Indicator) -> str:
    text = f"{FREQUENCY_NAMES[item.frequency]}，{FIGURE_NAMES[item.figure]}"
    due = sorted(item.due_quarters)
    return text if len(due) in {0, 4} else f"{text}，第{'、'.join('一二三四'[number - 1] for number in due)}季度报送"


def _baseline(item: Indicator) -> str:
    if item.baseline is None:
        return "目录中没有基期值"
    value = with_unit(as_written(item.baseline.value), item.unit_of_measure)
    source = f"，{item.baseline.source}" if item.baseline.source else ""
    return f"{period_text(item.baseline.period)} {value}{source}"


def _targets(item: Indicator, width: int, counting: Target | None) -> list[Line]:
    if not item.targets:
        return paragraph("没有设定目标。", width)
    columns = [Column("")] if counting else []
    columns += [
        Column("期限"),
        Column("目标", foldable=True),
        Column("级别"),
        Column("核对"),
        Column("出处", foldable=True),
    ]
    rows = []
    for target in item.targets:
        source = target.source + (f"；{quarter_text(target.valid_from)}起适用" if target.valid_from else "")
        row = [
            Span(deadline_text(target.by)),
            Span(target_text(target), "bold" if target is counting else ""),
            Span(target.level),
            Span("已核" if target.verified else "待核"),
            Span(source),
        ]
        if counting:
            row.insert(0, Span("→" if target is counting else ""))
        rows.append(Row(tuple(row)))
    return table(columns, rows, width)
