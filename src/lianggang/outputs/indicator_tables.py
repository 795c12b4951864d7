"""Tables of indicators for reports: all figures of each, and where targets come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.attainment import AttainmentMark
from lianggang.model.indicator import Direction
from lianggang.model.quarter import Period
from lianggang.model.submission import row_of_period

from .amounts import as_written, figure_unit, number
from .amounts_text import moved_by
from .attainment_text import marks_note
from .cards_table import node_text
from .document import Column, ColumnKind, Table
from .target_words import UNVERIFIED_SIGN, sign_note, signed_target, target_text
from .wording import card_text, deadline_text, quarter_text, share_gone, value_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from lianggang.model.assessment import Assessment
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Target
    from lianggang.model.quarter import Quarter
    from lianggang.model.self_inspection import Inspected
    from lianggang.model.submission import Observation

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE

_INDICATOR_COLUMNS = (
    Column("序号", _SHORT, 2),
    Column("领域", _SHORT, 3),
    Column("指标", _TEXT, 8),
    Column("单位", _SHORT, 3),
    Column("基期值\n（年）", _FIGURE, 5),
    Column("目标值（年）", _TEXT, 7),
    Column("节点\n目标", _FIGURE, 4),
    Column("本期值", _FIGURE, 6),
    Column("上期值", _FIGURE, 6),
    Column("同比", _TEXT, 5),
    Column("完成率", _FIGURE, 4),
    Column("判定", _TEXT, 6),
    Column("牵头\n单位", _TEXT, 4),
    Column("数据来源/口径", _TEXT, 9),
    Column("说明", _TEXT, 5),
)
_SOURCE_COLUMNS = (
    Column("序号", _SHORT, 3),
    Column("编码", _SHORT, 6),
    Column("指标", _TEXT, 11),
    Column("目标", _TEXT, 8),
    Column("级别", _SHORT, 3),
    Column("出处", _TEXT, 16),
    Column("核对", _SHORT, 4),
)


def indicator_tables(items: Sequence[Inspected], catalogue: Catalogue, quarter: Quarter) -> tuple[Table, ...]:
    """附表: every indicator with all its figures."""
    signs = sign_note([item.assessment for item in items])
    notes = tuple(text for text in (signs, *_NOTES, marks_note(items)) if text)
    rows = [_indicator_row(place, item, quarter) for place, item in enumerate(items, 1)]
    return by_outline(items, catalogue, _INDICATOR_COLUMNS, rows, notes)


def by_outline(
    items: Sequence[Inspected],
    catalogue: Catalogue,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[str, ...]],
    notes: tuple[str, ...],
) -> tuple[Table, ...]:
    """A table for each outline, called by its name: fields of two outlines may be called the same.

    rows: one for each item. notes: below the last table.
    """
    groups: dict[str, list[tuple[str, ...]]] = {}
    for item, row in zip(items, rows, strict=True):
        groups.setdefault(item.assessment.indicator.outline, []).append(row)
    last = next(reversed(groups), "")
    return tuple(
        Table(
            columns,
            tuple(group),
            caption=f"{catalogue.outlines[key].name}（{len(group)}项）",
            notes=notes if key == last else (),
            laid_out_for=tuple(rows),
        )
        for key, group in groups.items()
    )


_NOTES = (
    "本期值、上期值不是本季数的，括号内为数据期；节点目标取本期值的数据期所应达到的值。",
    "完成率=（本期值－基期值）÷（目标值－基期值）；同比为与上年同期之差，例数少的不比。各数四舍五入，差数可能与所列两数相减略有出入。",
)


def _indicator_row(place: int, item: Inspected, quarter: Quarter) -> tuple[str, ...]:
    assessment = item.assessment
    indicator = assessment.indicator
    baseline = (assessment.target.baseline if assessment.target else None) or indicator.baseline
    progress = assessment.measures.get("progress")
    return (
        str(place),
        indicator.field,
        indicator.name,
        figure_unit(indicator) or "—",
        f"{as_written(baseline.value)}\n（{_short(baseline.period)}）" if baseline else "—",
        signed_target(assessment).replace(" ", "\n"),
        node_text(assessment),
        value_text(assessment) + of_period(assessment.data_period, quarter, "\n"),
        previous_text(assessment),
        yearly_change(item),
        "—" if progress is None else share_gone(progress),
        _judgement(item),
        indicator.lead_unit,
        _source(assessment),
        _remarks(item),
    )


def _short(period: Period) -> str:
    """``2020``, ``2020Q4``: the year of a baseline that stands at its end is the year."""
    return str(period.quarter.year) if period.quarter.number == 4 else str(period)


def of_period(period: Period | None, quarter: Quarter, before: str = "") -> str:
    """``（2024）``, where the figure is not the quarter's own; before: what stands before it."""
    return "" if period is None or period == Period(quarter) else f"{before}（{period}）"


def previous_text(assessment: Assessment) -> str:
    """The figure before with its period below; ``—`` where there is none."""
    if assessment.previous is None:
        return "—"
    period, value = assessment.previous
    return f"{_figure(assessment, value)}\n（{period}）"


def _figure(assessment: Assessment, value: Decimal) -> str:
    if assessment.indicator.direction is Direction.YES_NO:
        return "已完成" if value else "未完成"
    return number(value, assessment.indicator.decimals)


def yearly_change(item: Inspected) -> str:
    """``提高1.90个百分点``, ``持平``; ``—`` where there is no figure of a year earlier, and of rare events.

    Of those a single case more or less is no change.
    """
    assessment, earlier = item.assessment, item.year_before
    if Mark.FEW_EVENTS in assessment.marks:
        return "—"
    if earlier is None or assessment.value is None or assessment.indicator.direction is Direction.YES_NO:
        return "—"
    change = assessment.value - earlier[1]
    return moved_by(assessment, change) if change else "持平"


def _judgement(item: Inspected) -> str:
    """``达标困难``, ``（倒退、得而复失）``, ``■ 红``, a line each."""
    card = item.assessment.card
    marks = f"（{'、'.join(item.mark_words)}）" if item.marks else ""
    return "\n".join(part for part in (item.class_word, marks, card and card_text(card)) if part)


def _source(assessment: Assessment) -> str:
    """``2025Q3.csv第17行；甲÷乙``: where the figure stands, and how it is made."""
    indicator, row = assessment.indicator, source_row(assessment)
    where = [f"{row.place.path.rpartition('/')[2]}第{row.place.line}行"] if row is not None else []
    made = indicator.definition
    if indicator.numerator and indicator.denominator:
        made = f"{indicator.numerator}÷{indicator.denominator}"
    return "；".join([*where, *([made.rstrip("。")] if made else [])]) or "—"


def source_row(assessment: Assessment) -> Observation | None:
    """The row of a return that the figure shown was filed in: the newest used one that speaks of its period."""
    period = assessment.data_period
    return None if period is None else row_of_period(assessment.observations, period)


def _remarks(item: Inspected) -> str:
    """Why there is no card, the marks that no other column shows, and what the unit said of the figure."""
    assessment = item.assessment
    why = [assessment.not_assessed.value] if assessment.not_assessed else []
    shown = {Mark.UNVERIFIED_TARGET, *((Mark.LOST_AGAIN,) if AttainmentMark.LOST in item.marks else ())}
    marks = [mark.value for mark in assessment.marks if mark not in shown]
    row = source_row(assessment)
    note = [f"填报说明：{row.note.rstrip('。')}"] if row is not None and row.note else []
    return "；".join([*why, *marks, *note])


def source_table(items: Sequence[Inspected]) -> Table:
    """Where each target comes from: every target of every indicator, and whether it was checked."""
    rows: list[tuple[str, ...]] = []
    for item in items:
        for target in item.assessment.indicator.targets:
            rows.append((str(len(rows) + 1), *_target_cells(item.assessment, target)))
    is_checked = all(target.verified for item in items for target in item.assessment.indicator.targets)
    notes = () if is_checked else (f"{UNVERIFIED_SIGN} 目标值待与原文核对。",)
    return Table(_SOURCE_COLUMNS, tuple(rows), notes=notes)


def _target_cells(assessment: Assessment, target: Target) -> Iterator[str]:
    indicator = assessment.indicator
    yield indicator.code
    yield indicator.name
    asked = "完成" if indicator.direction is Direction.YES_NO else target_text(target)
    since = "" if target.valid_from is None else f"（{quarter_text(target.valid_from)}起）"
    yield f"{asked} {deadline_text(target.by)}{since}"
    yield target.level
    yield target.source
    yield "已核" if target.verified else f"待核{UNVERIFIED_SIGN}"
