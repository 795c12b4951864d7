"""A case laid open: what each rule set said of it at each of its years, and why; it judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .assessment import Assessment
    from .backtest import Forecast
    from .card_rules import TriedRule
    from .case import Case
    from .quarter import Period


class OpenedYear(NamedTuple):
    """One judgement of a case, as whole as that of a quarter of a workspace."""

    assessment: Assessment
    """Of the year's end; its steps are those up to it."""
    forecast: Forecast
    """As it counts in the comparison."""
    tried: tuple[TriedRule, ...]
    """The rules from the top to the one that fired; empty where nothing was judged."""

    @property
    def asof(self) -> Period:
        """The year that was judged."""
        return self.forecast.asof


class OpenedSet(NamedTuple):
    """One rule set, and all its judgements of the case, oldest first."""

    rules: str
    """The name that the sets are told apart by."""
    title: str
    measure: str | None
    """What the set ranks by; None: by its cards alone."""
    years: tuple[OpenedYear, ...]

    def at(self, asof: Period) -> OpenedYear:
        """The judgement of that year; KeyError where there is none."""
        for year in self.years:
            if year.asof == asof:
                return year
        raise KeyError(asof)


class OpenedCase(NamedTuple):
    """The case and all sets, over the same years."""

    case: Case
    place: str
    """The case file, as shown to the user."""
    sets: tuple[OpenedSet, ...]
    """At least one."""
    asof: Period | None
    """The year to be explained; None where the plan is too short for any to be judged."""
    hysteresis: bool
    """Whether the sets kept theirs."""
