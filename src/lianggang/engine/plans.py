"""How a rectification plan stands on a day, and whether it would bring the indicator to its target by the deadline.

Reckoned exactly, node by node, from the latest figure: what each milestone adds to numerator and denominator (or to
the figure itself) counts from the first period that ends on or after its day. What no milestone speaks of is left as
it is. Source: docs/plans.md, section 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.plan_standing import (
    SOON_DAYS,
    MilestoneStanding,
    MilestoneState,
    NotReckoned,
    PlanStanding,
)

from .plan_course import latest_day, outlook
from .plan_findings import findings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Quarter
    from lianggang.model.rectification import Milestone, PlanFile, Project

    from .points import Point


def plan_standing(
    file: PlanFile, indicator: Indicator | None, points: Sequence[Point], quarter: Quarter, today: date
) -> PlanStanding:
    """A plan as of ``today``, reckoned from the last of ``points``: the judged figures known at ``quarter``.

    A plan with errors is listed with its milestones, but not reckoned.
    """
    if file.plan is None or indicator is None:
        return PlanStanding(file, today, indicator, (), None, NotReckoned.REFUSED, file.diagnostics)
    end = latest_day(indicator, points[-1].period) if points else None
    milestones = tuple(
        sorted(
            (_standing(project, one, end, today) for _, project, one in file.plan.milestones()),
            key=lambda standing: standing.milestone.by,
        )
    )
    found = outlook(file.plan, indicator, points, milestones, quarter)
    brought = tuple(findings(file, indicator, points, quarter, found, today))
    diagnostics = tuple(sorted((*file.diagnostics, *brought), key=lambda one: one.sort_key))
    if file.is_refused or any(one.code == "Z08" for one in brought):
        found = NotReckoned.REFUSED
    if isinstance(found, NotReckoned):
        return PlanStanding(file, today, indicator, milestones, None, found, diagnostics)
    return PlanStanding(file, today, indicator, milestones, found, None, diagnostics)


def _standing(project: Project, milestone: Milestone, end: date | None, today: date) -> MilestoneStanding:
    """end: the last day that the latest figure speaks of."""
    done = milestone.done
    if done is not None:
        late = max((done.on - milestone.by).days, 0)
        state = MilestoneState.DONE_LATE if late else MilestoneState.DONE
        return MilestoneStanding(project, milestone, state, late, in_figure=end is not None and done.on <= end)
    left = (milestone.by - today).days
    if left < 0:
        return MilestoneStanding(project, milestone, MilestoneState.LATE, -left, in_figure=False)
    state = MilestoneState.SOON if left <= SOON_DAYS else MilestoneState.COMING
    return MilestoneStanding(project, milestone, state, left, in_figure=False)


def urgency(standing: PlanStanding) -> tuple[int, int, str]:
    """Plans with late milestones first, the longest late before; then what is due soonest; the finished last."""
    late = standing.late
    if late:
        return 0, -late[0].days, standing.file.path
    due = [one.days for one in standing.milestones if one.milestone.done is None]
    return (1, min(due), standing.file.path) if due else (2, 0, standing.file.path)
