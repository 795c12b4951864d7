"""What is said about a rectification plan, in sentences: where it leads, what is missing, what is late."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.plan_standing import MilestoneState, NotReckoned

from .amounts import as_written, decimals_to_show, decimals_to_tell, difference, figure_text, number
from .target_words import target_text
from .wording import date_text, period_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from lianggang.model.indicator import Indicator
    from lianggang.model.plan_standing import (
        MilestoneStanding,
        PlanCourse,
        PlanOutlook,
        PlanStanding,
        PlanStep,
        Shortfall,
    )
    from lianggang.model.rectification import Project


def outlook_sentences(standing: PlanStanding) -> Iterator[str]:
    """Whether the plan is enough, then how things stand now, then what it is reckoned from."""
    outlook, indicator = standing.outlook, standing.indicator
    if outlook is None or indicator is None or standing.file.plan is None:
        yield f"未推算：{(standing.not_reckoned or NotReckoned.REFUSED).value}。"
        return
    counted = standing.file.plan.counted_as or ""
    yield _course_sentence(outlook, outlook.full, indicator, counted, "全部项目按期完成")
    if (late := standing.late) and outlook.as_is.end.value != outlook.full.end.value:
        yield _course_sentence(outlook, outlook.as_is, indicator, counted, f"逾期的{len(late)}个里程碑不计")
    first = outlook.full.steps[0]
    counts = "" if first.numerator is None else f"（{_count(first.numerator)}÷{_count(first.denominator)}）"
    start = figure_text(number(first.value, indicator.decimals), indicator)
    yield f"从{period_text(first.period)}的{start}{counts}算起，里程碑没有涉及的按不变推算。"
    if outlook.every_area:
        yield "目标要求每个区域都达到，这里只推算本方案所指的一个数。"


def shortfall_sentence(standing: PlanStanding) -> str:
    """What would be missing were everything done; else what is missing as long as late steps are; empty where nothing.

    Empty too where it cannot be reckoned.
    """
    outlook, indicator, plan = standing.outlook, standing.indicator, standing.file.plan
    if outlook is None or indicator is None or plan is None:
        return ""
    counted = plan.counted_as or ""
    if not _decisive(outlook, outlook.full).met:
        return "推算：" + _course_sentence(outlook, outlook.full, indicator, counted, "方案全部完成")
    if (late := standing.late) and not _decisive(outlook, outlook.as_is).met:
        return "推算：" + _course_sentence(outlook, outlook.as_is, indicator, counted, f"逾期的{len(late)}个里程碑不计")
    return ""


def project_sentence(project: Project, standing: PlanStanding) -> str:
    """A measure with who answers for it, by when, and how it stands: done, without delay (按期), or late since when."""
    who = f"责任人{project.responsible}，" if project.responsible else ""
    return f"{project.measure.rstrip('。；')}（{who}{_project_state(project, standing)}）"


def _project_state(project: Project, standing: PlanStanding) -> str:
    own = [one for one in standing.milestones if one.project is project]
    finished = [one.milestone.done.on for one in own if one.milestone.done is not None]
    if len(finished) == len(own):
        return f"已于{date_text(max(finished))}完成"
    past = project.ends is not None and project.ends < standing.today
    until = f"{'应于' if past else '计划'}{date_text(project.ends)}完成，" if project.ends else ""
    late = sorted((one for one in own if one.state is MilestoneState.LATE), key=lambda one: -one.days)
    if not late:
        return f"{until}按期"
    first = late[0]
    more = f"，另有{len(late) - 1}个里程碑逾期" if len(late) > 1 else ""
    return f"{until}“{first.milestone.what}”逾期{first.days}天{more}"


def verdict_text(standing: PlanStanding) -> str:
    """In a word: 可达标, 不足, or why it cannot be said."""
    outlook = standing.outlook
    if outlook is None:
        return "有错误" if standing.not_reckoned is NotReckoned.REFUSED else "未推算"
    return "足以达标" if _decisive(outlook, outlook.full).met else "不足"


def end_text(outlook: PlanOutlook, course: PlanCourse, indicator: Indicator) -> str:
    """The figure at the end of a course, without its unit."""
    return step_text(course.end, _decisive(outlook, course), indicator)


def step_text(step: PlanStep, against: Shortfall | None, indicator: Indicator) -> str:
    """A figure without its unit; more decimals where rounding would make a missed number look reached."""
    decimals = indicator.decimals
    if against is not None and not against.met:
        goal = Fraction(against.value)
        decimals = decimals_to_tell(step.value, decimals, lambda shown: _misleads(step.value, Fraction(shown), goal))
    return number(step.value, decimals)


def goal_text(standing: PlanStanding) -> str:
    """What the plan works towards: the catalogue's target, else its own promise."""
    outlook, plan = standing.outlook, standing.file.plan
    if plan is None:
        return "—"
    if outlook is not None and outlook.target is not None and outlook.full.target is not None:
        decimals = standing.indicator.decimals if standing.indicator else 2
        return f"{target_text(outlook.target.target, outlook.target, decimals)} {outlook.target.target.by}"
    return f"承诺{as_written(plan.target.value)} {plan.target.by}"


def late_text(one: MilestoneStanding) -> str:
    """``逾期12天：X2 新港园开园（责任人王示例，应于2025年10月25日）``."""
    person = f"责任人{one.project.responsible}，" if one.project.responsible else ""
    days = f"逾期{one.days}天" if one.state is MilestoneState.LATE else f"还有{one.days}天"
    return f"{days}：{one.project.id} {one.milestone.what}（{person}应于{date_text(one.milestone.by)}）"


def state_text(one: MilestoneStanding, today: date) -> str:
    """``逾期12天``, ``10月25日完成``, ``还有8天``."""
    done = one.milestone.done
    if done is not None:
        late = f"，晚{one.days}天" if one.days else ""
        return f"{done.on.isoformat()}完成{late}"
    if one.state is MilestoneState.LATE:
        return f"逾期{one.days}天"
    return f"还有{one.days}天" if one.milestone.by > today else "今天到期"


def effect_text(one: MilestoneStanding, indicator: Indicator) -> str:
    """``分子+180、分母+60``; ``+2.1个百分点``; ``—`` for a step that moves nothing."""
    effect = one.milestone.effect
    if effect is None:
        return "—"
    if effect.value is not None:
        amount = difference(effect.value, indicator.unit_of_measure, indicator.decimals)
        return ("+" if effect.value >= 0 else "-") + amount
    parts = (("分子", effect.numerator), ("分母", effect.denominator))
    return "、".join(f"{name}{_signed(count)}" for name, count in parts if count is not None)


def missing_text(short: Shortfall, indicator: Indicator, counted: str) -> str:
    """``1.89个百分点，即还差163个公办学位``: positive where something is missing."""
    text = difference(short.gap, indicator.unit_of_measure, decimals_to_show(short.gap, indicator.decimals))
    if short.places is None:
        return text
    what = f"{short.places}{counted}" if counted else f"“{indicator.numerator}”{short.places}"
    if indicator.direction.value == "down":
        return f"{text}，即还须减少{what}"
    text += f"，即还差{what}"
    if short.new_places is not None and short.new_places != short.places:
        text += f"（“{indicator.denominator}”随之增加的，须{short.new_places}）"
    return text


def _course_sentence(
    outlook: PlanOutlook, course: PlanCourse, indicator: Indicator, counted: str, on_condition: str
) -> str:
    against = _decisive(outlook, course)
    end = figure_text(end_text(outlook, course, indicator), indicator)
    said = f"{on_condition}，到{period_text(course.end.period)}为{end}，"
    goal = "目标" if against is course.target else "承诺"
    goal += "（" + figure_text(_number(against.value), indicator) + "）"
    if against.met:
        said += f"达到{goal}"
    else:
        said += f"距{goal}还差{missing_text(against, indicator, counted)}"
    node = course.end.node
    if node is not None and Fraction(node.value) != Fraction(against.value):
        path = figure_text(number(node.value, indicator.decimals), indicator)
        verb = "达到" if node.met else "未到"
        said += f"；{verb}当期节点（{path}）"
    if against is course.target and against.met and not course.promise.met:
        said += f"；距承诺还差{missing_text(course.promise, indicator, counted)}"
    return f"{said}。"


def _decisive(outlook: PlanOutlook, course: PlanCourse) -> Shortfall:
    """The target of the promised deadline; a target of a later one is no measure of the plan, its promise is."""
    target = outlook.target
    if course.target is None or target is None or target.target.by != course.end.period.quarter:
        return course.promise
    return course.target


def _misleads(value: Fraction, shown: Fraction, goal: Fraction) -> bool:
    return (value < goal) != (shown < goal) or (value > goal) != (shown > goal)


def _number(value: Decimal | Fraction) -> str:
    return number(value, 2) if isinstance(value, Fraction) else as_written(value)


def _count(value: Decimal | None) -> str:
    return "—" if value is None else as_written(value)


def _signed(count: Decimal) -> str:
    return f"{'+' if count >= 0 else '-'}{as_written(abs(count))}"
