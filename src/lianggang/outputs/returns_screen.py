"""The screen of ``status --returns``, and the short block of it that ``check`` and ``collect`` show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.returns_status import ReturnState

from .layout import INDENT, NARROW, Column, Line, Row, Span, packed, paragraph, stacked, table
from .returns_text import (
    indicators_text,
    names_texts,
    overdue_text,
    rate,
    reminder_texts,
    standing_text,
    units_text,
)
from .wording import date_text, district_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.returns_status import ReturnsStatus, UnitReturns

_FIGURES = ("应报", "已报", "按时", "待核", "退回", "缺报", "报送率", "按时率")
_BROAD = 100
"""Below this width the figures stand closer together."""


def returns_block(status: ReturnsStatus, width: int) -> list[Line]:
    """The counts, and the late and missing units by name."""
    lines: list[Line] = [(Span("报送情况", "bold"), Span(f"  截止 {date_text(status.due_on)}", "dim"))]
    for text in (units_text(status), indicators_text(status.units) if status.units else "", *names_texts(status)):
        lines += paragraph(text, width) if text else []
    return lines


def returns_lines(status: ReturnsStatus, units: Sequence[UnitReturns], today: date, width: int) -> list[Line]:
    """The whole screen. units: those that were asked for; today: the day from which days are counted."""
    head = f"{quarter_text(status.quarter)} · {district_text(status.catalogue.district)} · 报送情况"
    when = (
        f"报送截止 {date_text(status.due_on)}（{overdue_text(status.due_on, today)}，按{date_text(today)}计），"
        f"{date_text(status.lock_on)}以后锁定。"
    )
    lines = [*paragraph(head, width, style="bold"), *paragraph(when, width)]
    if status.collected:
        lines += paragraph(f"已收齐：{status.collected}。", width)
    if len(units) == len(status.units):
        lines += paragraph(units_text(status), width)
    if not units:
        return [*lines, *paragraph("所选单位本季没有应报指标。", width)] if status.units else lines
    lines += [*paragraph(indicators_text(units), width), (), *_units(units, width)]
    return [*lines, *_reminders(status, units, today, width)]


def _units(units: Sequence[UnitReturns], width: int) -> list[Line]:
    if width < NARROW:
        return [line for unit in units for line in _stacked(unit, width)]
    gap = 2 if width >= _BROAD else 1
    figures = (Column(title, right=True, gap=gap) for title in _FIGURES)
    columns = (Column("填报单位", foldable=True), *figures, Column("情况", foldable=True))
    return table(columns, [_row(unit) for unit in units], width)


def _row(unit: UnitReturns) -> Row:
    return Row((Span(unit.unit), *map(Span, _figures(unit)), Span(standing_text(unit), _style(unit))))


def _stacked(unit: UnitReturns, width: int) -> list[Line]:
    texts = (f"{title} {figure}" for title, figure in zip(_FIGURES, _figures(unit), strict=True) if figure != "0")
    below = [Span(standing_text(unit), _style(unit)), *map(Span, packed(texts, width - INDENT))]
    return stacked(unit.unit, below, width)


def _figures(unit: UnitReturns) -> tuple[str, ...]:
    due = len(unit.owed)
    states = (len(unit.of_state(state)) for state in (ReturnState.HELD, ReturnState.RETURNED, ReturnState.MISSING))
    counts = (due, unit.reported, unit.on_time, *states)
    return (*map(str, counts), rate(unit.reported, due), rate(unit.on_time, due))


def _style(unit: UnitReturns) -> str:
    return "" if unit.is_complete else "yellow"


def _reminders(status: ReturnsStatus, units: Sequence[UnitReturns], today: date, width: int) -> list[Line]:
    """The 催报 list: who, what, since when, how long overdue."""
    asked = [unit for unit in units if not unit.is_complete]
    if not asked:
        return []
    lines: list[Line] = [(), (Span(f"催报 {len(asked)} 个单位：", "bold"),)]
    for unit in asked:
        head, texts = reminder_texts(unit, status.quarter, today)
        lines += paragraph(head, width, 2)
        for text in texts:
            lines += paragraph(text, width, 4)
    return lines
