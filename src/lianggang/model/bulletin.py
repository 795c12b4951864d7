"""What a quarterly bulletin (季度通报) rests on: the district's inspection, the returns, the units' places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .assessment import Assessment
    from .attainment import Attainment, Tally
    from .card_rules import Card
    from .quarter import Quarter
    from .reminder import Reminder
    from .returns_status import ReturnsStatus
    from .self_inspection import Inspected, SelfInspection
    from .supervision import Supervision
    from .unit_standing import UnitStanding


class ClassBefore(NamedTuple):
    """An indicator, and what it was a quarter earlier."""

    item: Inspected
    attainment: Attainment
    """Its class then."""
    new_target: bool
    """Whether another target counted then."""


class MetChanges(NamedTuple):
    """Which indicators came to 已达标 since the quarter before, and which left it: every one of them is in one list."""

    gained: tuple[Inspected, ...] = ()
    """Met now, and not a quarter earlier, against the same target."""
    lost: tuple[Inspected, ...] = ()
    """Met a quarter earlier, and not now, against the same target."""
    entered: tuple[ClassBefore, ...] = ()
    """Met now; a quarter earlier nothing could be said, or another target counted."""
    left: tuple[ClassBefore, ...] = ()
    """Met a quarter earlier; now nothing can be said, or another target counts."""


class CardsBefore(NamedTuple):
    """What became of the cards of the quarter before: those − lifted − unjudged + new = those of now."""

    red: int
    yellow: int
    lifted: tuple[Assessment, ...]
    """Bore a card then, and are judged green now."""
    unjudged: tuple[tuple[Card, Assessment], ...]
    """The card that it bore then; now it is not judged, which lifts nothing."""
    new: tuple[Assessment, ...]
    """Bear a card now and bore none then."""


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
    met: MetChanges
    """Empty where nothing was filed a quarter earlier."""
    red: tuple[Assessment, ...]
    yellow: tuple[Assessment, ...]
    lifted: tuple[Assessment, ...]
    """Whose card was lifted this quarter."""
    cards_before: CardsBefore | None
    """None where nothing was filed a quarter earlier."""
    due_soon: tuple[Inspected, ...]
    """Not met yet, with a deadline to come within four quarters, the nearest first; not those judged by counts."""
    due_soon_by_counts: tuple[Inspected, ...]
    """Rare events with such a deadline: their figure of one year is not held against the target before it."""
    following: Quarter
    """The next quarter whose returns are not due before the day of the bulletin."""
    praised: tuple[str, ...]
    """Units that owed enough, handed in everything in time, and lead no indicator with a yellow or red card."""
    reminded: tuple[Reminder, ...]
    """Units that did not hand in everything, or late, or lead an indicator with a red card."""
    supervision: Supervision | None = None
    """None: there is no ledger."""
