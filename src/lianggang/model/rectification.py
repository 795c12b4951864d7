"""A rectification plan (靶向整改方案): who does what until when, and what each step is to add to the indicator.

Pydantic models: the single source of truth for the format of ``data/plans/*.yaml``. What goes beyond a single value
is checked by ``lianggang.load.plan_checks``; what becomes of the indicator is reckoned by ``lianggang.engine.plans``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from .diagnostic import Severity
from .indicator import Direction
from .scalars import DayText, Field, Flag, Name, Number, Part, PeriodText, QuarterText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .diagnostic import Diagnostic, Place


class CurrentFigure(Part):
    """现值: the figure that the plan starts from, as the unit saw it when it wrote the plan."""

    period: PeriodText
    value: Number


class Promise(Part):
    """目标值: what the plan promises, and by when."""

    by: QuarterText
    value: Number


class Effect(Part):
    """What a milestone adds to the figure once it is done: counts, or the figure itself in its unit of measure."""

    numerator: Number | None = None
    denominator: Number | None = None
    value: Number | None = None
    """Instead of counts, for figures without numerator and denominator."""

    @property
    def in_counts(self) -> bool:
        """Whether numerator or denominator are named."""
        return self.numerator is not None or self.denominator is not None


class Completion(Part):
    """A milestone done."""

    on: DayText
    evidence: tuple[Name, ...] = ()
    """佐证材料 as handed in."""


class Milestone(Part):
    """里程碑: a step that can be seen to be done, and what it does to the figure."""

    by: DayText
    what: Name
    effect: Effect | None = None
    """None for a step on the way that moves nothing yet, such as choosing a site."""
    evidence: tuple[Name, ...] = ()
    """佐证材料 that will show it."""
    done: Completion | None = None


class Project(Part):
    """整改项目. Persons and dates that are missing are told as Z01, not as a fault of the format."""

    ASKED_FOR = frozenset({"responsible", "ends"})

    id: Name
    cause: Name
    measure: Name
    site: Name | None = None
    area: Name | None = None
    """The catalogue's area in which it lies."""
    responsible: Name | None = None
    """责任人: a person."""
    partner_units: tuple[Name, ...] = ()
    starts: DayText | None = None
    ends: DayText | None = None
    budget: Number | None = None
    """万元."""
    milestones: tuple[Milestone, ...] = Field(min_length=1)


class RectificationPlan(Part):
    """The whole plan: one indicator, in the district or in one area."""

    ASKED_FOR = frozenset({"nodes"})

    version: Literal["1"]
    id: Name
    """方案编号."""
    letter: Name | None = None
    """对应函号."""
    sample: Flag = False
    """Worked example: every print says 示例."""
    indicator: Name
    area: Name | None = None
    """The catalogue's area whose figure it is; None: the district."""
    current: CurrentFigure
    target: Promise
    starts: DayText
    ends: DayText
    leader: Name
    """责任领导."""
    contact: Name
    """联络人."""
    counted_as: Name | None = None
    """What the numerator counts, with its measure word: ``个普惠性学位``."""
    nodes: dict[QuarterText, Number]
    """量化节点: the value promised at the end of a quarter, in the file's order."""
    projects: tuple[Project, ...] = Field(min_length=1)

    def milestones(self) -> Iterator[tuple[tuple[int, int], Project, Milestone]]:
        """Every milestone with its project and the places of both in their lists, in the file's order."""
        for first, project in enumerate(self.projects):
            for second, milestone in enumerate(project.milestones):
                yield (first, second), project, milestone

    def sign(self, direction: Direction) -> int:
        """+1 where the figure must rise, -1 where it must fall: the indicator's direction, else towards the promise."""
        if direction in {Direction.UP, Direction.DOWN}:
            return 1 if direction is Direction.UP else -1
        return 1 if self.target.value >= self.current.value else -1

    @property
    def persons(self) -> frozenset[str]:
        """Everybody the plan makes answerable."""
        named = {project.responsible for project in self.projects if project.responsible}
        return frozenset({self.leader, self.contact} | named)


class Written(NamedTuple):
    """Where a part of the plan stands in its file, for a diagnostic that needs more than the file to be seen."""

    place: Place
    excerpt: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as read."""

    path: str
    """As shown to the user."""
    plan: RectificationPlan | None
    """None where the file cannot be read as a plan at all."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """In their total order."""
    written: Mapping[tuple[str | int, ...], Written] = field(default_factory=dict)
    """By key path: ``("current", "value")``, ``("nodes", "2025Q4")``, ``("projects", 0, "milestones", 1)``."""

    @property
    def is_refused(self) -> bool:
        """Whether nothing may be reckoned from it."""
        return self.plan is None or any(found.severity is Severity.ERROR for found in self.diagnostics)
