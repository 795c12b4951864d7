"""会商清单: the lagging indicators that need several units, gathered into meetings of the same units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .self_inspection import Inspected, SelfInspection


class Meeting(NamedTuple):
    """A meeting to be called."""

    units: tuple[str, ...]
    """Who: in the catalogue's order; at least two."""
    matters: tuple[Inspected, ...]
    """Each needs some or all of these units and nobody else; red cards first, then the largest gap first."""

    @property
    def leads(self) -> tuple[str, ...]:
        """The units that lead one of its matters, in the order of ``units``."""
        leading = {one.assessment.indicator.lead_unit for one in self.matters}
        return tuple(unit for unit in self.units if unit in leading)


@dataclass(frozen=True, slots=True)
class Agenda:
    """A quarter, the district as a whole."""

    inspection: SelfInspection
    meetings: tuple[Meeting, ...]
    """Those with red cards first, then those with more matters."""
    alone: tuple[Inspected, ...]
    """Lagging indicators without partner units: for their lead unit alone."""
