"""A 退回单: what a unit has to correct or to explain in its returns of a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .catalogue import Catalogue
    from .diagnostic import Diagnostic, Severity
    from .quarter import Quarter

UNKNOWN_UNIT = "单位不明"
"""The name of the slip for what nobody can be asked about until somebody has looked at it."""


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip of one unit; at least one item is an error or an open 核实."""

    catalogue: Catalogue
    quarter: Quarter | None
    unit: str | None
    """None: what cannot be told to any unit."""
    items: tuple[Diagnostic, ...]
    """By severity, then by place."""

    @property
    def name(self) -> str:
        """The unit's name, or the one for no known unit."""
        return self.unit or UNKNOWN_UNIT

    def of(self, severity: Severity) -> tuple[Diagnostic, ...]:
        """The items of that severity."""
        return tuple(one for one in self.items if one.severity is severity)
