"""Rectification plans for other programs: one object a plan, with both courses step by step; absent as null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .diagnostics_json import diagnostic_object
from .json_text import indented_json, json_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.plan_standing import (
        MilestoneStanding,
        PlanCourse,
        PlanOutlook,
        PlanStanding,
        PlanStep,
        Shortfall,
    )
    from lianggang.model.quarter import Quarter


def plans_document(
    command: str, quarter: Quarter, today: date, plans: Iterable[PlanStanding], found: Iterable[Diagnostic]
) -> str:  # fmt: skip
    """The plans in the order given; ``value`` and ``gap`` in the indicator's unit, ``missing`` in counts."""
    document = {
        "command": command,
        "period": str(quarter),
        "today": today.isoformat(),
        "diagnostics": [diagnostic_object(one) for one in found],
        "plans": [_plan(one) for one in plans],
    }
    return indented_json(document)


def _plan(standing: PlanStanding) -> dict[str, Any]:
    plan, outlook = standing.file.plan, standing.outlook
    late = standing.late
    return {
        "path": standing.file.path,
        "plan": plan.id if plan else None,
        "sample": plan.sample if plan else None,
        "letter": plan.letter if plan else None,
        "indicator": plan.indicator if plan else None,
        "name": standing.indicator.name if standing.indicator else None,
        "area": plan.area if plan else None,
        "lead_unit": standing.indicator.lead_unit if standing.indicator else None,
        "starts": plan.starts.isoformat() if plan else None,
        "ends": plan.ends.isoformat() if plan else None,
        "promise": {"by": str(plan.target.by), "value": json_number(plan.target.value)} if plan else None,
        "milestones": [_milestone(one) for one in standing.milestones],
        "done": standing.done,
        "late": len(late),
        "days_late": late[0].days if late else None,
        "not_reckoned": standing.not_reckoned.value if standing.not_reckoned else None,
        "outlook": None if outlook is None else _outlook(outlook),
    }


def _milestone(one: MilestoneStanding) -> dict[str, Any]:
    milestone, effect = one.milestone, one.milestone.effect
    return {
        "project": one.project.id,
        "responsible": one.project.responsible,
        "by": milestone.by.isoformat(),
        "what": milestone.what,
        "state": one.state.name.lower(),
        "days": one.days,
        "done": milestone.done.on.isoformat() if milestone.done else None,
        "evidence": list(milestone.done.evidence if milestone.done else milestone.evidence),
        "numerator": json_number(effect.numerator) if effect else None,
        "denominator": json_number(effect.denominator) if effect else None,
        "value": json_number(effect.value) if effect else None,
        "in_figure": one.in_figure,
    }


def _outlook(outlook: PlanOutlook) -> dict[str, Any]:
    target = outlook.target
    return {
        "target": None if target is None else {"by": str(target.target.by), "level": target.target.level},
        "full": _course(outlook.full),
        "as_is": _course(outlook.as_is),
    }


def _course(course: PlanCourse) -> dict[str, Any]:
    return {
        "target": _shortfall(course.target),
        "promise": _shortfall(course.promise),
        "steps": [_step(one) for one in course.steps],
    }


def _step(step: PlanStep) -> dict[str, Any]:
    return {
        "period": str(step.period),
        "projects": list(dict.fromkeys(one.project.id for one in step.milestones)),
        "numerator": json_number(step.numerator),
        "denominator": json_number(step.denominator),
        "value": json_number(step.value),
        "node": _shortfall(step.node),
        "promised": _shortfall(step.promised),
    }


def _shortfall(short: Shortfall | None) -> dict[str, Any] | None:
    if short is None:
        return None
    return {
        "value": json_number(short.value),
        "met": short.met,
        "gap": json_number(short.gap),
        "missing": short.places,
        "missing_with_denominator": short.new_places,
    }
