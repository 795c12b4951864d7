"""The measures that card rules speak of, one small function each; which card they give stands in the rules.

Every function takes a ``Position`` and returns None where the measure is not defined, never NaN or infinity.
What rests on reported figures alone is exact (int, Decimal, Fraction); what rests on a working scale is a float.
Source, where a function names none: docs/methods.md, sections 1 to 6. Not reckoned here, always None: the ``year_``
measures with ``shortfall_per_spread``, which speak of the year so far and not of the series judged (``year_so_far``).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.indicator import Direction
from lianggang.model.measures import MEASURES
from lianggang.model.small_count import SmallCount

from . import published
from .pace import chance as chance_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianggang.model.measures import MeasureValue

    from .position import Position


EXACT_TO = 12
"""Decimals to which measures on a working scale are compared with cuts; what lies beyond is the noise of floats."""


class Measured(dict[str, "MeasureValue | None"]):
    """The measures of a position, reckoned when first asked for."""

    __slots__ = ("position",)

    def __init__(self, position: Position) -> None:
        self.position = position
        # Every judgement asks for these two, and they are at hand.
        self["improve"] = position.improve
        self["has_number"] = int(position.plan.value is not None)

    def __missing__(self, name: str) -> MeasureValue | None:
        reckon = _FORMULAS.get(name)
        value = reckon(self.position) if reckon else None
        if type(value) is float:
            # What is exactly at a cut by the formula must not fall on its wrong side by the last bit of a float.
            value = round(value, EXACT_TO)
        self[name] = value
        return value

    def look_from(self, quarter: int) -> None:
        """Let a later quarter be the one judged: nothing has changed since but the age of the data."""
        self.position.quarter = quarter
        self.pop("data_age", None)

    def all(self) -> dict[str, MeasureValue | None]:
        """Every measure by name, in the order of the closed list."""
        return {name: self[name] for name in MEASURES}


def undefined() -> dict[str, MeasureValue | None]:
    """Every measure, none of them defined: there is nothing to judge."""
    return dict.fromkeys(MEASURES)


def met(at: Position) -> int | None:
    """1 if the latest figure meets the target, else 0. None without a number or without a figure since the baseline."""
    is_met = at.plan.is_met(at.latest.value) if at.is_since_baseline else None
    return None if is_met is None else int(is_met)


def improve(at: Position) -> int | None:
    """1 if the target asks for more than the baseline, 0 for a level to hold; None without a baseline to tell by."""
    return at.improve


def has_number(at: Position) -> int:
    """1 if the target is a number or a range, 0 for a direction alone."""
    return int(at.plan.value is not None)


def quarter(at: Position) -> int:
    """1 to 4: the quarter that the latest figure speaks of, 4 for a whole year."""
    return at.latest.period.quarter.number


def progress(at: Position) -> Fraction | None:
    """Share of the way P = (x - b) / (τ - b), a share: below 0 if worse than the baseline. None for a level to hold."""
    shares = _shares(at)
    return Fraction(*shares[0]) if shares else None


def elapsed(at: Position) -> Fraction | None:
    """Elapsed share e = (t - t0) / (T - t0), counted to the latest figure, not to the quarter judged.

    Above 1 after the deadline. None without a baseline or a figure after it.
    """
    start, end = at.plan.start, at.plan.deadline
    if start is None or end is None or start >= end or not at.is_since_baseline:
        return None
    return Fraction(at.latest.time - start, end - start)


def completion_gap(at: Position) -> Fraction | None:
    """100 · (e - P), in points, positive = behind. None for a level to hold."""
    shares = _shares(at)
    if shares is None:
        return None
    (done, way), (passed, span) = shares
    return Fraction(100 * (passed * way - done * span), span * way)


def pace_ratio(at: Position) -> Fraction | None:
    """P / e: 1 is just on schedule. None for a level to hold."""
    shares = _shares(at)
    if shares is None:
        return None
    (done, way), (passed, span) = shares
    return Fraction(done * span, way * passed)


def _shares(at: Position) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """P and e as dividends and divisors, not reduced: a replay asks for their difference at every step."""
    improving = at.improving
    if improving is None:
        return None
    (_, goal, _), baseline, start, end = improving
    done, way = (at.latest.value - baseline).as_integer_ratio(), (goal - baseline).as_integer_ratio()
    return (done[0] * way[1], done[1] * way[0]), (at.latest.time - start, end - start)


def node(at: Position) -> Decimal | Fraction | None:
    """What the path asks for at the latest figure's own period.

    A node of the catalogue for exactly that quarter, else the straight line from baseline to target; the target
    itself for a level to hold and after the deadline. None inside a range and without a number.
    """
    written = at.indicator.nodes.get(at.latest.period.quarter)
    if written is not None:
        return written
    way = at.way
    if way is None or at.indicator.direction is Direction.YES_NO:
        return None
    (_, goal, _), baseline, start, end = way
    if not at.improve or at.latest.time >= end:
        return goal
    return Fraction(baseline) + Fraction(goal - baseline) * Fraction(at.latest.time - start, end - start)


def value_gap(at: Position) -> Fraction | None:
    """The latest figure against the node, in the unit of measure, positive = behind in either direction."""
    planned, sign = node(at), _side(at)
    return None if planned is None or not sign else sign * (Fraction(planned) - Fraction(at.latest.value))


def relative_gap(at: Position) -> Fraction | None:
    """``value_gap`` over the size of the node, a share. None where the node is 0."""
    planned, behind = node(at), value_gap(at)
    return None if not planned or behind is None else behind / abs(Fraction(planned))


def need(at: Position) -> float | None:
    """The pace required from now on. None once the verdict is given."""
    return None if at.final or at.reckoning is None else at.reckoning.need


def expected(at: Position) -> float | None:
    """The pace that may cautiously be expected."""
    return None if at.reckoning is None else at.reckoning.expected


def recent(at: Position) -> float | None:
    """The pace of the last five years. Without a number it takes at least three observations (section 7.13)."""
    if at.plan.value is None:
        drift = at.drift
        return None if drift is None else drift.recent
    return None if at.reckoning is None else at.reckoning.recent


def whole(at: Position) -> float | None:
    """The pace since the baseline."""
    return None if at.reckoning is None else at.reckoning.whole


def noise(at: Position) -> float | None:
    """σ of the yearly changes; 0 where fewer than two can be seen."""
    return None if at.reckoning is None else at.reckoning.noise


def z(at: Position) -> float | None:
    """(expected - need) / (σ + k). None once the verdict is given."""
    reckoning = None if at.final else at.reckoning
    return None if reckoning is None else reckoning.z


def chance(at: Position) -> int | None:
    """Of 100 past targets in this position, how many were met."""
    balance = z(at)
    return None if balance is None else chance_of(round(balance, EXACT_TO), keep=not at.improve)


def years_left(at: Position) -> Fraction | None:
    """T - t, counted from the latest figure; 0 at and after the deadline."""
    end = at.plan.deadline
    return None if end is None else Fraction(max(end - at.latest.time, 0), 4)


def worse_than_baseline(at: Position) -> int | None:
    """1 if the latest figure is worse than the baseline; for a range: if it lies farther outside it."""
    baseline = at.plan.baseline
    if baseline is None or not at.is_since_baseline:
        return None
    if at.plan.sign:
        return int(at.plan.sign * (at.latest.value - baseline.value) < 0)
    now, then = at.plan.gap(at.latest.value), at.plan.gap(baseline.value)
    return None if now is None or then is None else int(max(now, Decimal(0)) > max(then, Decimal(0)))


def periods_worsening(at: Position) -> int | None:
    """How many of the latest figures running are each worse than the one before; 0 if the latest is not."""
    sign = _side(at)
    if not sign:
        return None
    count = 0
    for later in range(len(at.points) - 1, 0, -1):
        if sign * (at.points[later].value - at.points[later - 1].value) >= 0:
            break
        count += 1
    return count


def events(at: Position) -> int | None:
    """k: the events of the pooled years, a count. None where the catalogue does not speak of rare events.

    Source, here and for the next two: docs/methods.md, section 8. Without counts, an exposure or a path: None.
    """
    counts = _counts(at)
    return None if counts is None else counts.events


def expected_events(at: Position) -> MeasureValue | None:
    """E: the events that the path allows in the pooled years."""
    counts = _counts(at)
    return None if counts is None else counts.expected


def tail_p(at: Position) -> float | None:
    """The chance of counts at least as bad as these if the true rate were the path's, 0 to 1."""
    counts = _counts(at)
    return None if counts is None else counts.tail_p


def _counts(at: Position) -> SmallCount | None:
    counts = at.counts if at.indicator.small_numbers else None
    return counts if isinstance(counts, SmallCount) else None


def data_age(at: Position) -> Fraction:
    """Years from the latest figure's period to the quarter judged; 0 for a statistical year that ends early."""
    return Fraction(max(at.quarter - at.latest.time, 0), 4)


def _side(at: Position) -> int:
    """+1 where higher is better as things stand, -1 where lower is; 0 inside a range."""
    return at.aim.sign if at.aim else at.plan.sign


_FORMULAS: dict[str, Callable[[Position], MeasureValue | None]] = {
    "met": met,
    "improve": improve,
    "has_number": has_number,
    "quarter": quarter,
    "progress": progress,
    "elapsed": elapsed,
    "completion_gap": completion_gap,
    "pace_ratio": pace_ratio,
    "node": node,
    "value_gap": value_gap,
    "relative_gap": relative_gap,
    "need": need,
    "expected": expected,
    "recent": recent,
    "whole": whole,
    "noise": noise,
    "z": z,
    "chance": chance,
    "annual_growth": published.annual_growth,
    "cagr_ratio": published.cagr_ratio,
    "un_share": published.un_share,
    "eurostat_ratio": published.eurostat_ratio,
    "trend_ratio": published.trend_ratio,
    "escap_share": published.escap_share,
    "five_year_change": published.five_year_change,
    "five_year_share": published.five_year_share,
    "years_left": years_left,
    "worse_than_baseline": worse_than_baseline,
    "periods_worsening": periods_worsening,
    "events": events,
    "expected_events": expected_events,
    "tail_p": tail_p,
    "data_age": data_age,
}
