"""What a backtest finds: how rule sets would have judged targets of the past, and how rightly; it judges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from .card_rules import Card
    from .quarter import Period, Quarter


class KnownEnd(NamedTuple):
    """A target whose outcome is known."""

    id: str
    """Unique within a backtest: the case's own, or code, area and deadline of the workspace's target."""
    group: tuple[str, str]
    """Every group weighs the same: family and indicator of a case; one group for a whole workspace."""
    deadline: Quarter
    is_met: bool
    name: str = ""
    """Of the workspace's indicator."""
    area: str | None = None
    """None: the district as a whole."""


class Forecast(NamedTuple):
    """One judgement of the past, as of a year or a quarter before the deadline."""

    asof: Period
    card: Card | None
    """As it counts in a comparison (``compared_as`` of the rule); None: there was nothing to judge by."""
    score: float | None
    """Higher = more on track, by the set's own measure; None where that is not defined."""


class Track(NamedTuple):
    """All that one rule set would have said of one target, oldest first."""

    end: KnownEnd
    forecasts: tuple[Forecast, ...]
    lead: float | None = None
    """Years from the first yellow or red card that was never lifted again to the deadline; 0 without one, None where
    nothing was judged."""


class Shares(NamedTuple):
    """Of the judgements of targets with one outcome: shares, 0 to 1; None where there are too few targets."""

    red: float | None
    warned: float | None
    """Red or yellow."""


@dataclass(frozen=True, slots=True)
class Backtested:
    """One rule set, and how good it was. Source of the figures: docs/methods.md, sections 13 and 14."""

    rules: str
    """The name that the sets of a backtest are told apart by."""
    title: str
    measure: str | None
    """What ``score`` rests on; None: on the card alone."""
    tracks: tuple[Track, ...]
    judged: int
    """Judgements that gave a card."""
    not_judged: int
    auc: float | None
    """Chance that a judgement of a met target scores higher than one of a missed target."""
    missed: Shares
    met: Shares
    """``red`` is the share of false red."""
    precision: float | None
    """Of red cards, if half of all targets were missed: the share whose target was missed."""
    changes_per_ten: float | None
    """How often the card changes from one judgement to the next, per ten such steps."""
    lead: float | None
    """Missed targets: years from the first yellow or red card that was never lifted again to the deadline, on average;
    0 for those without."""
    lead_red: float | None
    """The same for red alone."""


@dataclass(frozen=True, slots=True)
class BacktestResult:
    """All rule sets on the same targets."""

    source: Literal["cases", "workspace"]
    place: str
    """The case file, or the folder of the returns, as shown to the user."""
    ends: tuple[KnownEnd, ...]
    sets: tuple[Backtested, ...]
    hysteresis: bool
    """Whether the sets kept theirs."""
    least: int
    """Groups with fewer targets of an outcome take no part in its figures."""
    years_ahead: float | None
    """The longest lead there can be: from the first judgement of a missed target to its deadline, on average."""
    remarks: tuple[str, ...] = ()
    """What was assumed or left out while the returns were read, for stderr."""
    left_out: int = 0
    """Cases of other kinds, and of the family that holds another institute's series."""

    @property
    def met(self) -> int:
        """How many of the targets were met."""
        return sum(end.is_met for end in self.ends)

    @property
    def missed(self) -> int:
        """How many were not."""
        return len(self.ends) - self.met

    @property
    def groups(self) -> int:
        """How many groups the targets belong to."""
        return len({end.group for end in self.ends})
