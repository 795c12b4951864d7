"""The screen of ``status --returns``, and the short block of it that ``check`` and ``collect`` show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.returns_status import ReturnState

from .layout import Column, Line, Row, Span, paragraph, table
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

_COLUMNS = (
    Column("填报单位", foldable=True),
    *(Column(title, right=True) for title in ("应报", "已报", "按时", "待核", "退回", "缺报", "报送率", "按时率")),
    Column("情况", foldable=True),
)


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
    lines += [*paragraph(indicators_text(units), width), (), *table(_COLUMNS, [_row(unit) for unit in units], width)]
    return [*lines, *_reminders(status, units, today, width)]


def _row(unit: UnitReturns) -> Row:
    due = len(unit.owed)
    states = (len(unit.of_state(state)) for state in (ReturnState.HELD, ReturnState.RETURNED, ReturnState.MISSING))
    counts = (due, unit.reported, unit.on_time, *states)
    rates = (rate(unit.reported, due), rate(unit.on_time, due))
    style = "" if unit.is_complete else "yellow"
    return Row(
        (Span(unit.unit), *(Span(str(count)) for count in counts), *map(Span, rates), Span(standing_text(unit), style))
    )


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
