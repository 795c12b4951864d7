"""How a rate of rare events stands against its path, over as many years as it takes to tell; gives no card.

Which indicators count rare events the catalogue says; which card the measures give, the rule set ``small-numbers``.
Source: docs/methods.md, section 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.pace import Scale
from lianggang.model.small_count import CountedYear, CountProblem, SmallCount, Uncounted

from .poisson import at_least, at_most, garwood, probability_above
from .scale import WorkingScale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEW = 20
"""From this number of events on, observed or expected, a year speaks for itself."""
ENOUGH = 3
"""Expected events at which no further year is pooled."""
MOST_YEARS = 5
_LARGEST_LEVEL = 100.0
"""On ``log``: no rate is larger than e to this."""

Count = int | Decimal
YearFigures = tuple[int, Count | None, Count | None]
"""A complete year, its events and its exposure (live births, children …); None where it was not reported."""


@dataclass(frozen=True, slots=True)
class RatePath:
    """The path that the plan asks for, as a rate in the indicator's unit (events · factor / exposure)."""

    goal: Decimal
    baseline: Decimal | None = None
    """None: a level to hold; the path is the goal in every year."""
    start: Fraction | int = 0
    """t0 on the time axis in years: the end of year Y stands at Y."""
    end: Fraction | int = 0
    """T, later than ``start``."""
    scale: WorkingScale | None = None
    """g, as ``path_scale`` gives it; not needed for a level to hold."""

    def rate(self, year: int) -> Fraction | float:
        """r(y), never below 0: evenly from b to τ on the working scale, so geometric where that is ``log``.

        Before the baseline the same curve carried back; from the deadline on the goal. Exact at both ends.
        """
        if self.baseline is None or self.scale is None or year >= self.end:
            return Fraction(self.goal)
        if year == self.start:
            return Fraction(self.baseline)
        first, last = self.scale.level(float(self.baseline)), self.scale.level(float(self.goal))
        level = first + (last - first) * float((year - self.start) / Fraction(self.end - self.start))
        if self.scale.kind is Scale.LOG:
            level = min(level, _LARGEST_LEVEL)
        return max(self.scale.value(level), 0.0)


def path_scale(kind: Scale, baseline: Decimal, goal: Decimal) -> WorkingScale:
    """The working scale of the path, ``kind`` being the indicator's own.

    ``logit`` cannot tell rates below 0.5 % or above 99.5 % apart; a path from or to such a rate would miss its own
    ends. It is geometric instead, as for every rate, or straight where an end is 0.
    """
    first, last = float(baseline), float(goal)
    if kind is Scale.LOGIT and not all(0.5 <= end <= 99.5 for end in (first, last)):
        kind = Scale.LOG
    if kind is Scale.LOG and min(first, last) <= 0:
        kind = Scale.LINEAR
    return WorkingScale.fitting(kind, first, last)


def is_small(years: Sequence[YearFigures], path: RatePath, factor: Decimal) -> bool | None:
    """Whether the latest complete year is judged by its counts: fewer than 20 events, and fewer than 20 expected.

    None where this cannot be told: no complete year, or figures that are no counts (``Uncounted``).
    """
    for found in _newest_first(years):
        if isinstance(found, Uncounted):
            return None
        year, events, exposure = found
        return events < FEW and _expected(exposure, path.rate(year), factor) < FEW
    return None


def pooled_count(years: Sequence[YearFigures], path: RatePath, *, sign: int, factor: Decimal) -> SmallCount | Uncounted:
    """The latest complete years, 1 to 5, until 3 events are expected of them, against the path.

    years: in any order, none twice, all of one definition. A year without its events or exposure is no complete
    year, nor is one in which nobody was exposed: it is passed over, and an older one takes its place.
    sign: +1 if many events are good, -1 if few are. factor: of the unit of measure, 100000 for 1/10万.
    """
    pooled: list[CountedYear] = []
    expected: Fraction | float = Fraction(0)
    for found in _newest_first(years):
        if isinstance(found, Uncounted):
            return found
        year, counted, people = found
        allowed = path.rate(year)
        pooled.append(CountedYear(year, counted, people, allowed, _expected(people, allowed, factor)))
        expected += pooled[-1].expected
        if expected >= ENOUGH or len(pooled) == MOST_YEARS:
            break
    if not pooled:
        return Uncounted(CountProblem.NO_YEARS)
    events, exposure = sum(one.events for one in pooled), sum((one.exposure for one in pooled), Decimal(0))
    low, high = garwood(events)
    per_event = float(factor) / float(exposure)
    return SmallCount(
        events=events,
        expected=expected,
        pooled=tuple(reversed(pooled)),
        exposure=exposure,
        rate=Fraction(events) * Fraction(factor) / Fraction(exposure),
        low=low * per_event,
        high=high * per_event,
        tail_p=at_most(events, float(expected)) if sign > 0 else at_least(events, float(expected)),
        above_path=probability_above(events, float(expected)),
    )


def _newest_first(years: Sequence[YearFigures]) -> Iterator[tuple[int, int, Decimal] | Uncounted]:
    """The complete years; a figure that cannot be one is told where it stands."""
    for year, events, exposure in sorted(years, key=lambda one: one[0], reverse=True):
        if events is None or exposure is None:
            continue
        counted, people = _whole(events), Decimal(exposure)
        if counted is None:
            yield Uncounted(CountProblem.NOT_A_COUNT, year)
        elif not people.is_finite() or people < 0 or (counted and not people):
            yield Uncounted(CountProblem.BAD_EXPOSURE, year)
        elif people:
            yield year, counted, people


def _whole(events: Count) -> int | None:
    number = Decimal(events)
    sound = number.is_finite() and number >= 0 and number == number.to_integral_value()
    return int(number) if sound else None


def _expected(exposure: Decimal, rate: Fraction | float, factor: Decimal) -> Fraction | float:
    return Fraction(exposure) / Fraction(factor) * rate
