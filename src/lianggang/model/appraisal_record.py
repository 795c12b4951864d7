"""What people have decided or said in a year's review: 加分, 扣分, 自评. The format of ``data/appraisal/2025.yaml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .scalars import DayText, Field, Name, Number, Part, Whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from .appraisal_lines import Component


class DecidedItem(Part):
    """加分 (points above 0) or 扣分 (below)."""

    unit: Name
    item: Name
    """What for."""
    points: Number
    evidence: tuple[Name, ...] = Field(min_length=1)
    """佐证材料."""
    decided_by: Name
    """A person or a meeting."""
    decided_on: DayText


class SelfScore(Part):
    """自评: a unit's own points, component by component, as far as it has given any."""

    unit: Name
    attainment: Number | None = None
    punctuality: Number | None = None
    quality: Number | None = None
    supervision: Number | None = None
    rectification: Number | None = None

    def points(self, component: Component) -> Decimal | None:
        """Of one component; None where the unit has not scored it."""
        found: Decimal | None = getattr(self, component.key)
        return found


class AppraisalRecord(Part):
    """The whole file."""

    version: Literal["1"]
    year: Whole
    items: tuple[DecidedItem, ...] = ()
    self_scores: tuple[SelfScore, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The file as read; units by their full names."""

    path: str
    """As shown to the user."""
    record: AppraisalRecord
    lines: Mapping[int, int] = field(default_factory=dict)
    """The line of each item by its place in the list."""
