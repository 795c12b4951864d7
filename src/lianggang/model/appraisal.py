"""The proposal for a yearly review (年度考核): every unit's points and what they rest on; a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from .appraisal_lines import Component, Scored, StepsInTime, share_of, weight_of

if TYPE_CHECKING:
    from decimal import Decimal

    from .appraisal_lines import HeldNode, Line, Matter
    from .appraisal_record import DecidedItem, SelfScore
    from .appraisal_scheme import AppraisalScheme
    from .assessment import Assessment, QuarterResult
    from .card_history import CardEvent
    from .quarter import Quarter
    from .reminder import Reminder
    from .working_days import WorkingDay


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
        return self.points_of(*self.lines)

    def points_of(self, *lines: Line) -> Fraction:
        """What some of its lines give together."""
        given = sum((weight_of(line) * share_of(line) for line in lines), Fraction(0))
        return Fraction(self.most) * given / self.weight


class Decided(NamedTuple):
    """加分 or 扣分 that people have decided, with where it stands in the record of the year."""

    item: DecidedItem
    file: str
    line: int | None

    @property
    def points(self) -> Decimal:
        """Above 0: a bonus; below: a deduction."""
        return self.item.points


class CardDeduction(NamedTuple):
    """What a card that was new in the year takes away, where the scheme has it so."""

    assessment: Assessment
    event: CardEvent
    points: Decimal
    """Below 0."""


Adjustment = Decided | CardDeduction


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
    passed_over: tuple[Matter | HeldNode, ...] = ()
    """Matters and nodes that are named but not scored."""
    steps: StepsInTime = StepsInTime()
    adjustments: tuple[Adjustment, ...] = ()
    bonus_cap: Fraction = Fraction(0)
    """So much at most is added, whatever the bonuses come to."""
    self_score: SelfScore | None = None
    proposal: Proposal = Proposal.NONE
    withheld: Reminder | None = None
    """Why a unit with enough points for praise is not proposed for it: what it is reminded of in the latest quarter."""
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
    def bonus(self) -> Fraction:
        """加分 as it counts: at most the cap."""
        return min(self.bonus_decided, self.bonus_cap)

    @property
    def bonus_decided(self) -> Fraction:
        """加分 before the cap."""
        return sum((Fraction(one.points) for one in self.adjustments if one.points > 0), Fraction(0))

    @property
    def deducted(self) -> Fraction:
        """扣分, of cards too; at most 0."""
        return sum((Fraction(one.points) for one in self.adjustments if one.points < 0), Fraction(0))

    @property
    def total(self) -> Fraction | None:
        """总分: 折合百分制, and what is added and taken away; None where nothing could be scored."""
        hundred = self.of_hundred
        return None if hundred is None else hundred + self.bonus + self.deducted

    @property
    def indicators(self) -> int:
        """How many indicators are scored."""
        return sum(isinstance(line, Scored) for score in self.scores for line in score.lines)


class RefusedPlan(NamedTuple):
    """A rectification plan with mistakes: its nodes are not scored."""

    file: str
    unit: str | None
    """Whose it is, as far as that can be read."""


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
    objections_by: WorkingDay
    """The last day of the 异议期."""
    refused_plans: tuple[RefusedPlan, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether all four quarters are there."""
        return len(self.quarters) == 4
