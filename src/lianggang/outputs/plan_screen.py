"""The screen of ``plan show``: one plan with its people, its course quarter by quarter, and its milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.plan_standing import MilestoneState

from .amounts import as_written, figure_text, figure_unit, number
from .diagnostics_text import to_lines
from .layout import INDENT, NARROW, Column, Line, Row, Span, paragraph, table
from .plan_words import effect_text, outlook_sentences, state_text, step_text
from .wording import date_text, deadline_text, district_text, period_text

if TYPE_CHECKING:
    from decimal import Decimal

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator
    from lianggang.model.plan_standing import MilestoneStanding, PlanOutlook, PlanStanding, PlanStep, Shortfall
    from lianggang.model.rectification import Project, RectificationPlan

_STYLES = {MilestoneState.LATE: "red", MilestoneState.SOON: "yellow", MilestoneState.DONE: "green"}


def plan_lines(catalogue: Catalogue, standing: PlanStanding, width: int) -> list[Line]:
    """The whole screen; of a file that is no plan what is wrong with it."""
    plan, indicator = standing.file.plan, standing.indicator
    if plan is None or indicator is None:
        return list(to_lines(standing.diagnostics, width=width, names={}))
    label = "（示例）" if plan.sample else ""
    head = f"整改方案 {plan.id}{label} · {district_text(catalogue.district)} · 截至{date_text(standing.today)}"
    lines = paragraph(head, width, style="bold")
    for text in outlook_sentences(standing):
        lines += paragraph(text, width)
    lines += [(), *_facts(plan, indicator, standing, width)]
    if standing.outlook is not None:
        lines += [(), (Span("逐期推算（全部项目按期完成）", "bold"),), *_course(standing.outlook, indicator, width)]
    for project in plan.projects:
        lines += [(), *_project(project, standing, indicator, width)]
    if standing.diagnostics:
        names = {indicator.code: indicator.name}
        lines += [(), *to_lines(standing.diagnostics, width=width, names=names)]
    return lines


def _facts(plan: RectificationPlan, indicator: Indicator, standing: PlanStanding, width: int) -> list[Line]:
    where = f" · {plan.area}" if plan.area else ""
    current = figure_text(as_written(plan.current.value), indicator)
    promise = figure_text(as_written(plan.target.value), indicator)
    late = f"，逾期{len(standing.late)}个" if standing.late else ""
    rows = [
        ("指标", f"{indicator.code} {indicator.name}{where}（{indicator.lead_unit}）"),
        ("对应函号", plan.letter or "—"),
        ("现值", f"{period_text(plan.current.period)} {current}"),
        ("承诺", f"{deadline_text(plan.target.by)} {promise}"),
        ("整改期", f"{date_text(plan.starts)}至{date_text(plan.ends)}"),
        ("责任领导", f"{plan.leader}；联络人：{plan.contact}"),
        ("进度", f"里程碑{len(standing.milestones)}个，完成{standing.done}个{late}"),
    ]
    columns = [Column(""), Column("", foldable=True)]
    return table(columns, [Row((Span(name, "dim"), Span(text))) for name, text in rows], width)


def _course(outlook: PlanOutlook, indicator: Indicator, width: int) -> list[Line]:
    """A row a period; the course without what is late beside it where it differs."""
    beside = outlook.as_is.end.value != outlook.full.end.value
    in_counts = outlook.full.end.numerator is not None
    columns = [Column("数据期"), Column("本期完成", foldable=True)]
    if in_counts:
        columns += [Column("分子", right=True), Column("分母", right=True)]
    columns += [Column("推算" + figure_unit(indicator), right=True), Column("方案节点", right=True)]
    columns += [Column("序时节点", right=True)]
    if beside:
        columns.append(Column("不计逾期", right=True))
    rows = [
        _step_row(full, other if beside else None, indicator, in_counts=in_counts)
        for full, other in zip(outlook.full.steps, outlook.as_is.steps, strict=True)
    ]
    return table(columns, rows, width)


def _step_row(step: PlanStep, other: PlanStep | None, indicator: Indicator, *, in_counts: bool) -> Row:
    projects = "、".join(dict.fromkeys(one.project.id for one in step.milestones))
    against = step.promised or step.node
    cells = [Span(str(step.period)), Span(projects or "—")]
    if in_counts:
        cells += [Span(_figure(step.numerator)), Span(_figure(step.denominator))]
    cells += [
        Span(step_text(step, against, indicator)),
        _against(step.promised, indicator),
        _against(step.node, indicator),
    ]
    if other is not None:
        cells.append(Span(step_text(other, other.promised or other.node, indicator)))
    return Row(tuple(cells))


def _against(short: Shortfall | None, indicator: Indicator) -> Span:
    if short is None:
        return Span("—")
    return Span(f"{number(short.value, indicator.decimals)} {'●' if short.met else '▲'}", "" if short.met else "yellow")


def _project(project: Project, standing: PlanStanding, indicator: Indicator, width: int) -> list[Line]:
    lines = paragraph(f"{project.id} {project.measure}", width, style="bold")
    until = f"，计划{date_text(project.ends)}完成" if project.ends else ""
    site = f"地点：{project.site}。" if project.site else ""
    partners = f"协同：{'、'.join(project.partner_units)}。" if project.partner_units else ""
    budget = f"经费{as_written(project.budget)}万元。" if project.budget is not None else ""
    said = f"原因：{project.cause}。责任人：{project.responsible or '（未写）'}{until}。{site}{partners}{budget}"
    lines += paragraph(said, width, 2)
    own = [one for one in standing.milestones if one.project is project]
    if width < NARROW:
        return [*lines, *(line for one in own for line in _stacked(one, standing, indicator, width))]
    columns = [Column("  应完成"), Column("里程碑", foldable=True), Column("影响", foldable=True), Column("状态")]
    columns.append(Column("佐证材料", foldable=True))
    return [*lines, *table(columns, [_milestone_row(one, standing, indicator) for one in own], width)]


def _stacked(one: MilestoneStanding, standing: PlanStanding, indicator: Indicator, width: int) -> list[Line]:
    """A milestone where the screen is too narrow for columns."""
    by, what, effect, state, evidence = _milestone_row(one, standing, indicator).cells
    lines = paragraph(f"{by.text.strip()} {what.text}", width, INDENT)
    lines += paragraph(f"{state.text} · 影响 {effect.text} · 佐证 {evidence.text}", width, 2 * INDENT, state.style)
    return lines


def _milestone_row(one: MilestoneStanding, standing: PlanStanding, indicator: Indicator) -> Row:
    done = one.milestone.done
    evidence = one.milestone.evidence if done is None else done.evidence
    state = state_text(one, standing.today) + ("（已计入现值）" if one.in_figure and one.milestone.effect else "")
    return Row(
        (
            Span(f"  {one.milestone.by.isoformat()}"),
            Span(one.milestone.what),
            Span(effect_text(one, indicator)),
            Span(state, _STYLES.get(one.state, "")),
            Span("、".join(evidence) or "—"),
        )
    )


def _figure(value: Decimal | None) -> str:
    return "—" if value is None else as_written(value)
