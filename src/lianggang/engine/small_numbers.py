"""Which indicators of rare events are judged by their counts, and what those come to; gives no card.

The link between a position and the pure reckoning of ``small_counts``. Source: docs/methods.md, section 8.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.small_count import CountProblem, SmallCount, Uncounted

from .small_counts import FEW, RatePath, is_small, path_scale, pooled_count

if TYPE_CHECKING:
    from .points import Point
    from .position import Position
    from .small_counts import Count, YearFigures

YEAR = 4
"""In quarters: what stands at a multiple of it on the time axis is a complete year."""


def counts_too_few(at: Position) -> bool:
    """Whether a year's rate says nothing: fewer than 20 events in it, and fewer than 20 expected on the path.

    Also where the counts are not known, or few and without a path: then there is no judgement at all.
    """
    years = _years(at)
    if not years:
        return True
    path = path_of(at)
    if path is None:
        events = years[-1][1]
        return events is None or events < FEW
    return is_small(years[-1:], path, factor_of(at)) is not False


def counts_of(at: Position) -> SmallCount | Uncounted:
    """The latest complete years pooled, against the path."""
    years = _years(at)
    if not years:
        return Uncounted(CountProblem.NO_YEARS)
    latest, events, exposure = years[-1]
    if events is None or exposure is None:
        return Uncounted(CountProblem.NOT_COUNTED, latest)
    path = path_of(at)
    if path is None or at.aim is None:
        return Uncounted(CountProblem.NO_PATH)
    return pooled_count(years, path, sign=at.aim.sign, factor=factor_of(at))


def path_of(at: Position) -> RatePath | None:
    """The path to the target that counts, evenly on the working scale; the target itself for a level to hold.

    None where there is no number, inside a range, and without a baseline to start from.
    """
    if at.aim is None:
        return None
    if at.improve == 0:
        return RatePath(at.aim.goal)
    way, reckoning = at.way, at.reckoning
    if way is None or reckoning is None:
        return None
    (_, goal, _), baseline, start, end = way
    scale = path_scale(reckoning.scale.kind, baseline, goal)
    return RatePath(goal, baseline, Fraction(start, YEAR), Fraction(end, YEAR), scale)


def factor_of(at: Position) -> Decimal:
    """What events ÷ exposure is multiplied by; 1 for a plain number of events."""
    return Decimal(1) if _is_plain_number(at) else at.indicator.ratio_factor


def _is_plain_number(at: Position) -> bool:
    return at.indicator.is_count and at.indicator.denominator is None


def _years(at: Position) -> list[YearFigures]:
    """The complete years with their counts, oldest first; none where the latest is not later than the baseline.

    Rolling years that end within a calendar year overlap with complete ones and are left out.
    """
    complete = [point for point in at.points if point.time % YEAR == 0]
    if not complete or (at.plan.start is not None and complete[-1].time <= at.plan.start):
        return []
    return [(point.time // YEAR, *_figures(at, point)) for point in complete]


def _figures(at: Position, point: Point) -> tuple[Count | None, Count | None]:
    return (point.value, 1) if _is_plain_number(at) else (point.numerator, point.denominator)
