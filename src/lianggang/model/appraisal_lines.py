"""What the points of a yearly review rest on, line by line: an indicator, a return, a row, a matter, a node.

Not here: how lines become points (``lianggang.model.appraisal``). Source: docs/documents.md, section 11.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from .assessment import Assessment
    from .attainment import Attainment
    from .indicator import Indicator
    from .ledger import LedgerItem
    from .quarter import Quarter
    from .rectification import RectificationPlan
    from .returns_status import Owed
    from .submission import Observation


class Component(Enum):
    """A part of the score; the value is what a reader sees, the name in small letters its key in the scheme."""

    ATTAINMENT = "指标完成"
    PUNCTUALITY = "报送按时率"
    QUALITY = "数据质量"
    SUPERVISION = "督办办结率"
    RECTIFICATION = "整改成效"

    @property
    def key(self) -> str:
        """Its key in the scheme and in the record of a year."""
        return self.name.lower()


class Scored(NamedTuple):
    """An indicator in 指标完成."""

    assessment: Assessment
    attainment: Attainment
    completion: Fraction
    """As it counts: from 0 to the cap."""
    weight: Fraction
    """The unit's share of the indicator's weight."""
    is_lead: bool


class Filed(NamedTuple):
    """An indicator that was owed in a quarter, in 报送按时率."""

    quarter: Quarter
    owed: Owed
    in_time: bool
    row: Observation | None
    """None where none was accepted."""


class RowFault(Enum):
    """Why a filed row does not count as right."""

    REJECTED = "退回"
    REVISED = "后来更正"
    """A later return, or a later file of the same quarter, gave another figure for the same period."""


class CheckedRow(NamedTuple):
    """A filed row, in 数据质量."""

    row: Observation
    indicator: Indicator
    fault: RowFault | None


class MatterEnd(Enum):
    """What had become of a matter of the ledger; the first alone counts as done."""

    IN_TIME = "按期办结"
    LATE = "逾期办结"
    """Closed, but the answer came after the day."""
    RAISED = "已升级"
    OPEN = "逾期未办结"
    LATE_REVIEW = "逾期反馈、待复核"
    """The answer came after the day: the review cannot change that."""
    IN_REVIEW = "按期反馈、待复核"
    """The unit has done its part in time; the office has not. Not scored."""
    CARRIED = "以前年度到期"
    """Fell due in an earlier year, closed in this one. Not scored: it was, in its own year."""
    NOT_DUE = "期限未到"
    """Not scored."""
    LATER = "期限在以后年度"
    """Not scored: it will be, in the year of its day, also where it was closed before."""
    WITHDRAWN = "已撤销"
    """Not scored."""

    @property
    def is_scored(self) -> bool:
        """Whether it is one of those that were to be closed."""
        return self in {MatterEnd.IN_TIME, MatterEnd.LATE, MatterEnd.RAISED, MatterEnd.OPEN, MatterEnd.LATE_REVIEW}


class Matter(NamedTuple):
    """An item of the ledger, in 督办办结率."""

    item: LedgerItem
    line: int
    """Of the ledger's file."""
    end: MatterEnd


class StepsInTime(NamedTuple):
    """Of a unit's matters of the year: plans and answers that were due, and those that came in time."""

    plans_due: int = 0
    plans_in_time: int = 0
    answers_due: int = 0
    answers_in_time: int = 0


class NodeEnd(Enum):
    """Whether a quantified node of a plan was reached."""

    MET = "达到"
    MISSED = "未达到"
    NO_FIGURE = "没有该期的数"
    """Not scored."""


class ProjectSteps(NamedTuple):
    """A project's milestones up to the end of a quarter."""

    project: str
    done: int
    due: int


class HeldNode(NamedTuple):
    """A quantified node of a rectification plan, in 整改成效, and the figure that it is held against."""

    plan: RectificationPlan
    indicator: Indicator
    file: str
    line: int | None
    """Where the node stands in the plan's file."""
    quarter: Quarter
    node: Decimal
    end: NodeEnd
    value: Decimal | None = None
    row: Observation | None = None
    """The row of the return that the value was filed in."""

    @property
    def projects(self) -> tuple[ProjectSteps, ...]:
        """The projects that had something to do by the end of the quarter."""
        end, found = self.quarter.last_day, []
        for project in self.plan.projects:
            due = [one for one in project.milestones if one.by <= end]
            done = sum(one.done is not None and one.done.on <= end for one in due)
            if due:
                found.append(ProjectSteps(project.id, done, len(due)))
        return tuple(found)


Line = Scored | Filed | CheckedRow | Matter | HeldNode


def weight_of(line: Line) -> Fraction:
    """How much a line weighs among those of its component."""
    return line.weight if isinstance(line, Scored) else Fraction(1)


def share_of(line: Line) -> Fraction:
    """What of its points a line gets: 0 to 1, up to the cap for an indicator."""
    match line:
        case Scored():
            return line.completion
        case Filed():
            return Fraction(line.in_time)
        case CheckedRow():
            return Fraction(line.fault is None)
        case Matter():
            return Fraction(line.end is MatterEnd.IN_TIME)
        case HeldNode():
            return Fraction(line.end is NodeEnd.MET)
