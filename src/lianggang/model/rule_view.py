"""Rule sets as they are shown and compared: where one comes from, its moved cuts, its results beside others'."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from .assessment import Assessment, QuarterResult
    from .card_rules import Card, RuleSet


class Origin(Enum):
    """Where a set is written."""

    BUILT_IN = "built-in"
    FILE = "file"
    CATALOGUE = "catalogue"
    """In the catalogue itself."""


class MovedCut(NamedTuple):
    """A number that hysteresis moves, and what stands in its place after each card."""

    card: Card
    """Whose cut it is."""
    number: Decimal
    after: Mapping[Card, Decimal]


class ListedSet(NamedTuple):
    """A set as it is listed."""

    rules: RuleSet
    origin: Origin
    path: str | None
    """Of a file or the catalogue, as the user would write it; None for a built-in one."""
    is_used: bool
    """Whether it is the workspace's own choice."""
    moved: tuple[MovedCut, ...] = ()


class ComparedRow(NamedTuple):
    """One indicator and area, judged by each set in the order of ``RulesComparison.sets``."""

    assessments: tuple[Assessment, ...]

    @property
    def is_different(self) -> bool:
        """Whether the sets do not all give the same card, or none."""
        return any(one.card is not self.assessments[0].card for one in self.assessments)


class RulesComparison(NamedTuple):
    """The same returns judged by several sets; the first is what the others are held against."""

    sets: Mapping[str, RuleSet]
    """By the name that tells them apart."""
    result: QuarterResult
    """That of the first set."""
    rows: tuple[ComparedRow, ...]
    used: str | None
    """Which of the sets the workspace uses; None for none of them."""
