"""The sections of ``show`` that look back: the course of the figures, the cards so far, and every filed row."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.indicator import FigureKind
from lianggang.model.submission import Disposition

from .amounts import as_written, number, unit_text
from .cards_table import style_of
from .chart import FIGURE, PATH, TARGET, chart
from .history_text import event_text, published_otherwise_text
from .layout import Column, Line, Row, Span, paragraph, table
from .wording import card_text, deadline_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment
    from lianggang.model.card_history import CardStep
    from lianggang.model.quarter import Period, Quarter
    from lianggang.model.submission import Observation


_DISPOSITIONS = {Disposition.USED: "采用", Disposition.HELD: "待核", Disposition.REJECTED: "退回"}


def course_lines(item: Assessment, width: int) -> list[Line]:
    """The chart and its legend."""
    figures = [(period.index, value) for period, value in _latest_by_period(item)]
    if not figures:
        return []
    path = _path(item)
    indexes = [index for index, _ in (*figures, *path)]
    quarter = item.period
    span = (quarter + (min(indexes) - quarter.index), quarter + (max(indexes) - quarter.index))
    unit = unit_text(item.indicator.unit_of_measure)
    lines = chart(figures, path, (item.indicator.decimals, unit), span, width)
    legend = f"{FIGURE} 填报值" + (
        f"   {PATH} 应走的路径   {TARGET} 目标" if len(path) > 1 else "   = 目标" if path else ""
    )
    return [*lines, (Span(f"  {legend}", "dim"),)] if lines else []


def _path(item: Assessment) -> list[tuple[int, Decimal]]:
    """From the baseline over the nodes to the target; level with the target where that is one to keep.

    The target alone where there is no way to it to be drawn.
    """
    target = item.target
    if target is None or not isinstance(target.value, Decimal):
        return []
    end = (target.target.by.index, target.value)
    baseline = target.baseline
    # A single year's rate of rare events is not to be looked at beside a path.
    if baseline is None or item.counts is not None:
        return [end]
    nodes = [(at.index, value) for at, value in sorted(item.indicator.nodes.items()) if at < target.target.by]
    begin = target.value if item.measures.get("improve") == 0 else baseline.value
    return [(baseline.period.index, begin), *nodes, end]


def _latest_by_period(item: Assessment) -> list[tuple[Period, Decimal]]:
    """The used figures, for each period the newest filed one, oldest period first.

    What accumulates within the year is drawn for complete years only: a part of a year is nothing beside the path.
    """
    newest: dict[Period, tuple[Quarter, Decimal]] = {}
    for row in item.observations:
        if row.disposition is Disposition.USED and row.value is not None:
            known = newest.get(row.period)
            if known is None or known[0] <= row.filed:
                newest[row.period] = (row.filed, row.value)
    years_end = {FigureKind.YEAR_TO_DATE: 4, FigureKind.HEALTH_YEAR_TO_DATE: 3}.get(item.indicator.figure)
    return [
        (period, newest[period][1])
        for period in sorted(newest)
        if years_end is None or period.whole_year or period.quarter.number == years_end
    ]


def step_lines(steps: Sequence[CardStep], item: Assessment, width: int) -> list[Line]:
    """The cards so far, the newest first."""
    columns = [Column("季度"), Column("", gap=2), Column("数据期"), Column("数值", right=True), Column("z", right=True)]
    columns += [Column("变化", foldable=True), Column("规则"), Column("目标", foldable=True)]
    rows = [_step_row(step, item) for step in reversed(steps)]
    return table(columns, rows, width) if rows else []


def _step_row(step: CardStep, item: Assessment) -> Row:
    symbol, _, name = card_text(step.card).partition(" ")
    return Row(
        (
            Span(str(step.quarter)),
            Span(f"{symbol} {step.not_assessed.value if step.not_assessed else name}", style_of(step.card)),
            Span(str(step.data_period or "—")),
            Span("—" if step.value is None else number(step.value, item.indicator.decimals)),
            Span("—" if step.z is None else number(step.z, 2)),
            Span(event_text(item.events, step.quarter)),
            Span(step.rule or "—"),
            Span(deadline_text(step.target.by) if step.target else "—"),
        )
    )


def published_lines(item: Assessment, width: int) -> list[Line]:
    """The quarters for which another card was published, each in a sentence."""
    lines: list[Line] = []
    for one in item.published_otherwise:
        lines += paragraph(f"与已发布不同：{published_otherwise_text(one)}", width, style="query")
    return lines


def trace_lines(item: Assessment, width: int) -> list[Line]:
    """Every filed row, the newest first: what it says, where it stands, what became of it."""
    columns = [Column("填报季"), Column("数据期"), Column("填写", right=True), Column("采用值", right=True)]
    columns += [Column("分子", right=True), Column("分母", right=True), Column("处理"), Column("出处", foldable=True)]
    columns += [Column("说明", foldable=True)]
    return table(columns, [_filed_row(row) for row in reversed(item.observations)], width)


def _filed_row(row: Observation) -> Row:
    place = row.place
    where = f"{place.path}:{place.line}" if place.line else place.path
    where += f"›{place.sheet}" if place.sheet else ""
    return Row(
        (
            Span(str(row.filed)),
            Span(str(row.period)),
            Span(row.text or (row.missing.value if row.missing else "")),
            Span("—" if row.value is None else as_written(row.value)),
            Span("—" if row.numerator is None else as_written(row.numerator)),
            Span("—" if row.denominator is None else as_written(row.denominator)),
            Span(_DISPOSITIONS[row.disposition]),
            Span(where + (f" [{place.cell}]" if place.cell else "") + (f"，收自 {row.source}" if row.source else "")),
            Span(row.note),
        )
    )
