"""What a self-inspection summary (自查报告) rests on: the sorted assessments of one unit or of the district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .attainment import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from .assessment import Assessment, QuarterResult
    from .attainment import Attainment
    from .quarter import Period, Quarter


class Measure(NamedTuple):
    """A measure that a unit has planned."""

    text: str
    responsible: str = ""
    until: str = ""
    """By when, as it is to be printed."""


class Explanation(NamedTuple):
    """What a lead unit has said of an indicator; nothing of it is made up where a unit has said nothing."""

    practices: tuple[str, ...] = ()
    """主要做法."""
    causes: tuple[str, ...] = ()
    """原因."""
    measures: tuple[Measure, ...] = ()
    """下一步措施."""


SILENT = Explanation()
"""Of an indicator whose unit has said nothing."""


class Inspected(NamedTuple):
    """An indicator in the summary."""

    assessment: Assessment
    attainment: Attainment
    year_before: tuple[Period, Decimal] | None = None
    """The figure of the same period a year earlier; None where there is none, or it had another definition."""
    projected: float | None = None
    """Where the recent pace would lead to at the deadline (推算), in the unit of measure; None where it is not known,
    the target is met, or the pace would lead out of what is possible."""


@dataclass(frozen=True, slots=True)
class SelfInspection:
    """A quarter of one unit's indicators, or of all; the district as a whole, not its areas."""

    result: QuarterResult
    unit: str | None
    """None: the whole district."""
    items: tuple[Inspected, ...]
    """All indicators, in the catalogue's order of outlines and fields."""
    behind: tuple[Inspected, ...]
    """Those that have not reached their node (after the deadline: their target), the largest gap first.

    Gaps are compared as shares of the node, since their units differ.
    """
    carded: tuple[Inspected, ...]
    """Those with a yellow or red card that are not among ``behind``, red first."""
    without_data: tuple[Inspected, ...]
    """Those with a target for which there is no figure that says where they stand."""
    explanations: Mapping[str, Explanation]
    """By the indicator's code."""
    collected: bool = False
    """Whether the journal has it that the quarter's returns were collected (已采用)."""
    assisting: int = 0
    """How many indicators of other lead units the unit is a partner of; 0 for the district."""

    @property
    def tally(self) -> Tally:
        """How many of each class."""
        return Tally.of(item.attainment for item in self.items)

    @property
    def uncollected(self) -> tuple[Quarter, ...]:
        """The quarter, where its returns were not collected."""
        return () if self.collected else (self.result.period,)

    def explanation(self, item: Inspected) -> Explanation:
        """What its lead unit has said."""
        return self.explanations.get(item.assessment.indicator.code, SILENT)
