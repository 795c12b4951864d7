"""The screens of ``plan``: all plans, the most urgent first; and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.plan_standing import MilestoneState

from .diagnostics_text import to_lines
from .layout import INDENT, NARROW, Column, Line, Row, Span, paragraph, table
from .plan_words import end_text, goal_text, late_text, outlook_sentences, verdict_text
from .wording import date_text, district_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.plan_standing import PlanStanding
    from lianggang.model.quarter import Quarter

_VERDICTS = {"不足": "red", "有错误": "red", "足以达标": "green"}
_MOST_NAMED = 3
"""So many late milestones of a plan are named in the list."""


def plans_lines(
    catalogue: Catalogue, quarter: Quarter, today: date, folder: str, plans: Sequence[PlanStanding], width: int
) -> list[Line]:
    """The whole list. folder: where plans are looked for."""
    lines = paragraph(_head(catalogue, quarter, today), width, style="bold")
    if not plans:
        return [*lines, *paragraph(f"没有整改方案；请放在“{folder}”，写法见 docs/plans.md。", width)]
    late = sum(len(one.late) for one in plans)
    short = sum(verdict_text(one) == "不足" for one in plans)
    said = f"方案{len(plans)}个，逾期里程碑{late}个" + (f"；全部按期完成仍不足以达标的{short}个" if short else "")
    return [
        *lines,
        *paragraph(f"{said}。", width),
        (),
        *_table(plans, width),
        (),
        *paragraph(_hint(plans), width, style="dim"),
    ]


def plan_check_lines(plans: Sequence[PlanStanding], folder: str, width: int) -> list[Line]:
    """What is wrong with each plan, or that nothing is."""
    if not plans:
        return paragraph(f"没有整改方案；请放在“{folder}”，写法见 docs/plans.md。", width)
    found = sorted((one for plan in plans for one in plan.diagnostics), key=lambda one: one.sort_key)
    names = {one.indicator.code: one.indicator.name for one in plans if one.indicator is not None}
    sound = sorted((one for one in plans if not one.diagnostics), key=lambda one: one.file.path)
    lines = list(to_lines(found, width=width, names=names))
    for one in sound:
        number = one.file.plan.id if one.file.plan else ""
        lines += paragraph(f"{one.file.path}：方案 {number}，没有发现问题。", width)
    return lines


def _head(catalogue: Catalogue, quarter: Quarter, today: date) -> str:
    return f"整改方案 · {district_text(catalogue.district)} · 截至{date_text(today)} · 数据至{quarter_text(quarter)}"


def _table(plans: Sequence[PlanStanding], width: int) -> list[Line]:
    if width < NARROW:
        return [line for one in plans for line in _stacked(one, width)]
    columns = [Column("方案"), Column("指标", foldable=True), Column("里程碑", right=True), Column("逾期", right=True)]
    columns += [Column("可达", right=True), Column("目标", foldable=True), Column("判断")]
    return table(columns, [_row(one) for one in plans], width, INDENT)


def _stacked(standing: PlanStanding, width: int) -> list[Line]:
    """A plan where the screen is too narrow for columns."""
    name, about, progress, late, end, goal, verdict = (cell.text for cell in _cells(standing))
    if standing.file.plan is None:
        return [*paragraph(f"{name}：{verdict}", width, style="bold"), *_under(standing, width)]
    lines = paragraph(f"{name} {about}", width, style="bold")
    said = f"里程碑 {progress}，逾期 {late} · 可达 {end}，目标 {goal} · {verdict}"
    return [*lines, *paragraph(said, width, INDENT, _VERDICTS.get(verdict, "")), *_under(standing, width)]


def _under(standing: PlanStanding, width: int) -> list[Line]:
    return [line for text, style in _below(standing) for line in paragraph(text, width, INDENT, style)]


def _row(standing: PlanStanding) -> Row:
    return Row(_cells(standing), _below(standing))


def _cells(standing: PlanStanding) -> tuple[Span, ...]:
    """方案, 指标, 里程碑, 逾期, 可达, 目标, 判断."""
    plan, indicator, outlook = standing.file.plan, standing.indicator, standing.outlook
    if plan is None:
        return tuple(map(Span, (standing.file.path, "—", "—", "—", "—", "—", "有错误")))
    name = plan.indicator if indicator is None else f"{indicator.code} {indicator.name}"
    name += f"（{plan.area}）" if plan.area else ""
    end = "—" if outlook is None or indicator is None else end_text(outlook, outlook.full, indicator)
    verdict = verdict_text(standing)
    late = len(standing.late)
    progress = f"{standing.done}/{len(standing.milestones)}" if standing.milestones else "—"
    return (
        Span(plan.id + ("（示例）" if plan.sample else "")),
        Span(name),
        Span(progress),
        Span(str(late) if late else "—", "red" if late else ""),
        Span(end),
        Span(goal_text(standing)),
        Span(verdict, _VERDICTS.get(verdict, "")),
    )


def _below(standing: PlanStanding) -> tuple[Span, ...]:
    if standing.file.plan is None:
        return _faults(standing)
    texts = [late_text(one) for one in standing.late[:_MOST_NAMED]]
    if len(standing.late) > _MOST_NAMED:
        texts.append(f"另有逾期{len(standing.late) - _MOST_NAMED}个")
    soon = [one for one in standing.milestones if one.state is MilestoneState.SOON]
    spans = [Span(f"{text}。", "red") for text in texts]
    spans += [Span(f"{late_text(one)}。", "yellow") for one in soon]
    spans += [Span(text) for text in outlook_sentences(standing)]
    return (*spans, *_faults(standing))


def _faults(standing: PlanStanding) -> tuple[Span, ...]:
    count = len(standing.diagnostics)
    path = standing.file.path
    return (Span(f"方案有{count}处待改：lianggang plan check {path}", "dim"),) if count else ()


def _hint(plans: Sequence[PlanStanding]) -> str:
    number = next((one.file.plan.id for one in plans if one.file.plan is not None), "编号")
    return f"逐项目、逐节点：lianggang plan show {number}"
