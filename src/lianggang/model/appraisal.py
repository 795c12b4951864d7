"""The proposal for a yearly review (年度考核): every unit's points, line by line, each with its row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from .appraisal_scheme import AppraisalScheme
    from .assessment import Assessment, QuarterResult
    from .attainment import Attainment
    from .indicator import Indicator
    from .quarter import Quarter
    from .returns_status import Owed
    from .submission import Observation


class Component(Enum):
    """A part of the score; the value is what a reader sees, the name in small letters its key in the scheme."""

    ATTAINMENT = "指标完成"
    PUNCTUALITY = "报送按时率"
    QUALITY = "数据质量"
    SUPERVISION = "督办办结率"
    RECTIFICATION = "整改成效"


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
    """A later return gave another figure for the same period."""


class CheckedRow(NamedTuple):
    """A filed row, in 数据质量."""

    row: Observation
    indicator: Indicator
    fault: RowFault | None


class Followed(NamedTuple):
    """A letter of the ledger or a node of a plan, in 督办办结率 or 整改成效."""

    what: str
    done: bool
    where: str
    """The file and row, as a reader finds it."""


Line = Scored | Filed | CheckedRow | Followed


class ComponentScore(NamedTuple):
    """A unit's points of one component."""

    component: Component
    most: Decimal
    lines: tuple[Line, ...]
    """At least one."""

    @property
    def weight(self) -> Fraction:
        """Of all its lines together."""
        return sum((weight_of(line) for line in self.lines), Fraction(0))

    @property
    def points(self) -> Fraction:
        """Exact; the sum of what its lines give."""
        return sum((self.points_of(line) for line in self.lines), Fraction(0))

    def points_of(self, line: Line) -> Fraction:
        """What one of its lines gives."""
        return Fraction(self.most) * weight_of(line) * share_of(line) / self.weight


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
        case Followed():
            return Fraction(line.done)


class Proposal(Enum):
    """What the scheme proposes; a person decides."""

    PRAISE = "建议通报表扬"
    NONE = "—"
    REMIND = "建议提醒"


class UnitAppraisal(NamedTuple):
    """A unit's whole score."""

    unit: str
    duties: str
    scores: tuple[ComponentScore, ...]
    left_out: tuple[Component, ...]
    """Components for which the unit has nothing to be scored."""
    unscored: tuple[Assessment, ...]
    """Indicators with a target that the unit leads, for which there is no figure that says where they stand."""
    proposal: Proposal = Proposal.NONE
    place: int | None = None
    """Among units of the same duties; None for a unit with too few scored indicators."""
    among: int = 0

    @property
    def most(self) -> Fraction:
        """The points that could be had."""
        return sum((Fraction(score.most) for score in self.scores), Fraction(0))

    @property
    def points(self) -> Fraction:
        """The points that were had."""
        return sum((score.points for score in self.scores), Fraction(0))

    @property
    def of_hundred(self) -> Fraction | None:
        """折合百分制; None where nothing could be scored."""
        return 100 * self.points / self.most if self.most else None

    @property
    def indicators(self) -> int:
        """How many indicators are scored."""
        return sum(isinstance(line, Scored) for score in self.scores for line in score.lines)


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A year."""

    year: int
    scheme: AppraisalScheme
    result: QuarterResult
    """Of the latest quarter of the year."""
    quarters: tuple[Quarter, ...]
    """Those of the year for which anything was filed."""
    units: tuple[UnitAppraisal, ...]
    """In the catalogue's order."""
    missing: tuple[Component, ...]
    """Components that nobody is scored by: there is no ledger, or are no plans."""
    uncollected: tuple[Quarter, ...]
    """Those of ``quarters`` that were not collected."""

    @property
    def is_complete(self) -> bool:
        """Whether all four quarters are there."""
        return len(self.quarters) == 4
