"""How a rectification plan stands on a day, and where it leads: what is done, what is late, what would be missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from .assessment import ResolvedTarget
    from .diagnostic import Diagnostic
    from .indicator import Indicator
    from .quarter import Period
    from .rectification import Milestone, PlanFile, Project

SOON_DAYS = 15
"""A milestone due within so many days is named beside the late ones."""


class MilestoneState(Enum):
    """Where a milestone stands on a day."""

    LATE = "逾期"
    SOON = "临近"
    COMING = "未到期"
    DONE = "已完成"
    DONE_LATE = "逾期完成"


class MilestoneStanding(NamedTuple):
    """A milestone on a day."""

    project: Project
    milestone: Milestone
    state: MilestoneState
    days: int
    """Late or done late: by how many days. Not done and not late: how many days are left. Done in time: 0."""
    in_figure: bool
    """Whether its effect is in the latest figure already: done by the end of the period that speaks of."""


class Shortfall(NamedTuple):
    """What is missing to a number, or not."""

    value: Decimal | Fraction
    """The number to reach, in the unit of measure."""
    gap: Fraction
    """What is missing, in the unit of measure; ≤ 0 where nothing is."""
    met: bool
    places: int | None = None
    """How many more the numerator must count (fewer, where lower is better), the denominator as it is; None without
    counts and where nothing is missing."""
    new_places: int | None = None
    """The same where each of them also adds to the denominator; None where that can never be enough, or is no part."""


class PlanStep(NamedTuple):
    """The figure at the end of a period, as the plan leads there."""

    period: Period
    """The first step is the latest figure itself."""
    milestones: tuple[MilestoneStanding, ...]
    """Those whose effect this period is the first to show."""
    numerator: Decimal | None
    denominator: Decimal | None
    value: Fraction
    node: Shortfall | None
    """Against what the path to the catalogue's target asks for at that period."""
    promised: Shortfall | None
    """Against the plan's own node for that quarter."""


@dataclass(frozen=True, slots=True)
class PlanCourse:
    """One way things may go."""

    steps: tuple[PlanStep, ...]
    """From the latest figure to the deadline; at least one."""
    target: Shortfall | None
    """At the last step, against the catalogue's target; None where that has no number."""
    promise: Shortfall
    """At the last step, against what the plan promises."""

    @property
    def end(self) -> PlanStep:
        """The last step."""
        return self.steps[-1]


class NotReckoned(Enum):
    """Why it cannot be said where a plan leads."""

    REFUSED = "方案有错误，改正后才能推算"
    NO_FIGURE = "还没有可用的填报数"
    NO_COUNTS = "最近一期没有分子和分母，不能按人数推算"
    NO_EFFECTS = "里程碑都没有写对分子、分母或数值的影响"


@dataclass(frozen=True, slots=True)
class PlanOutlook:
    """Where a plan leads from the latest figure."""

    target: ResolvedTarget | None
    """The catalogue's target that the plan works towards."""
    sign: int
    """+1 where a higher figure is better, -1 where a lower one is."""
    every_area: bool
    """Whether that target must be met in every area: the plan is reckoned for one figure only."""
    full: PlanCourse
    """Every project finished as planned; what is late, from now on."""
    as_is: PlanCourse
    """Late milestones left out."""


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A plan on a day."""

    file: PlanFile
    today: date
    indicator: Indicator | None
    """None where the plan names none of the catalogue."""
    milestones: tuple[MilestoneStanding, ...] = ()
    """In the order of their days."""
    outlook: PlanOutlook | None = None
    not_reckoned: NotReckoned | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    """The file's own and those that the figures bring, in their total order."""

    @property
    def late(self) -> tuple[MilestoneStanding, ...]:
        """The late milestones, the longest late first."""
        found = [one for one in self.milestones if one.state is MilestoneState.LATE]
        return tuple(sorted(found, key=lambda one: -one.days))

    @property
    def done(self) -> int:
        """How many milestones are done."""
        return sum(one.milestone.done is not None for one in self.milestones)
