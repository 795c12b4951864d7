"""A reporting form (填报表): which figures a member unit is asked for in one quarter, and what became of its files.

Not here: how a form looks, and how it is read once it has been filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from .catalogue import Catalogue
    from .indicator import Indicator
    from .quarter import Period, Quarter


class PreviousFigure(NamedTuple):
    """上期值: the last used figure before the one asked for."""

    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class FormRow:
    """One figure that is asked for."""

    indicator: Indicator
    area: str | None
    """None: the district as a whole."""
    period: Period | None
    """What the figure will speak of; None for what is due in no quarter: whoever has it says its year."""
    previous: PreviousFigure | None = None

    @property
    def is_due(self) -> bool:
        """Whether the figure is owed in the form's quarter."""
        return self.period is not None


@dataclass(frozen=True, slots=True)
class ReportingForm:
    """What one unit is asked for in one quarter."""

    catalogue: Catalogue
    unit: str
    """The member unit that leads all of its indicators."""
    quarter: Quarter
    rows: tuple[FormRow, ...]
    """In the catalogue's order, what is due before what never is, the district before its areas; empty: nothing."""

    @property
    def due_indicators(self) -> int:
        """How many indicators are owed."""
        return len({row.indicator.code for row in self.rows if row.is_due})


class FormFormat(Enum):
    """What a form is written as; the value is the ending of its file."""

    XLSX = "xlsx"
    CSV = "csv"


class FormOutcome(Enum):
    """What became of a form's file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    """The very same file is there already."""
    KEPT = "kept"
    """Another file of that name is there, perhaps filled in, and was left alone."""


class FormFile(NamedTuple):
    """A file of a form, and what became of it."""

    form: ReportingForm
    name: str
    """Without its folder."""
    outcome: FormOutcome
