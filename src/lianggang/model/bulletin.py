"""What a quarterly bulletin (季度通报) rests on: the district's inspection, the returns, the units' places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .assessment import Assessment
    from .attainment import Tally
    from .returns_status import ReturnsStatus
    from .self_inspection import Inspected, SelfInspection
    from .supervision import Supervision
    from .unit_standing import UnitStanding


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A quarter, the district as a whole, not its areas."""

    inspection: SelfInspection
    """Of the whole district."""
    returns: ReturnsStatus
    standings: tuple[UnitStanding, ...]
    """In the catalogue's order of units."""
    before: Tally | None
    """The classes a quarter earlier; None where nothing was filed then."""
    gained: tuple[Inspected, ...]
    """Met now, and not a quarter earlier."""
    lost: tuple[Inspected, ...]
    """Met a quarter earlier, and not now."""
    red: tuple[Assessment, ...]
    yellow: tuple[Assessment, ...]
    lifted: tuple[Assessment, ...]
    """Whose card was lifted this quarter."""
    due_soon: tuple[Inspected, ...]
    """Not met yet, with a deadline within the next four quarters, the nearest first."""
    praised: tuple[str, ...]
    """Units that owed enough, handed in everything in time, and lead no indicator with a yellow or red card."""
    reminded: tuple[str, ...]
    """Units that did not hand in everything, or late, or lead an indicator with a red card."""
    supervision: Supervision | None = None
    """None: there is no ledger."""
