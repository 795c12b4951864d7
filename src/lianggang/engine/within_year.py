"""How far a figure that accumulates within its year has come, against what earlier years had by then; gives no card.

The level of a plan indicator is the annual judgement; this stands beside it as 年内进度 and never replaces it.
Which card the measures give, the rule set ``within-year`` says. Source: docs/methods.md, section 9, second half.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt, sqrt
from typing import TYPE_CHECKING

from lianggang.model.year_progress import Unprojected, WithinYear, YearProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from lianggang.model.quarter import Quarter

MOST_YEARS = 5
"""Complete past years whose shares are looked at."""
_PRIOR_SPREAD = Fraction(1, 10)
"""How far off a share is taken to be before anything is known, of what is still to come; weighs like two years."""
_PRIOR_WEIGHT = Fraction(1, 2)
"""How much the linear share weighs beside a single past year."""


def year_and_quarter(quarter: Quarter, *, health_year: bool = False) -> tuple[int, int]:
    """The statistical year that a calendar quarter belongs to, and which quarter of it it is.

    Q4 of Y-1 is the first quarter of health year Y, Q3 of Y its last.
    """
    shifted = quarter + 1 if health_year else quarter
    return shifted.year, shifted.number


def within_year(
    figures: Mapping[int, Mapping[int, Decimal]],
    year: int,
    *,
    sign: int,
    target: Decimal | Fraction | None,
    is_sum: bool = True,
) -> WithinYear | Unprojected:
    """Project the year from the latest cumulative figure present, at that figure's own quarter.

    figures: statistical year → quarter of it, 1 to 4 → the figure accumulated by then, the year's own up to the
    quarter judged and earlier years in full. A quarter that was not filed is left out. In past years quarter 4 is
    the total; what has no total above 0, or none for the quarter looked at, is no complete year.
    sign: +1 if higher is better, -1 if lower is, 0 inside a range.
    target: of the year; the path's value at its end where only the deadline has one. In the indicator's unit.
    is_sum: False for a ratio of two sums that grow together (a cumulative rate). It may fall, and without past
    years it is expected to stand at the year's level all along, not at q/4 of it.
    """
    present = figures.get(year, {})
    if not present:
        return Unprojected(YearProblem.NO_FIGURE, year)
    if is_sum and (fallen := falling_quarter(present)):
        return Unprojected(YearProblem.FALLING, year, fallen)
    quarter = max(present)
    past = past_shares(figures, year, quarter, is_sum=is_sum)
    shares = [share for _, share in past]
    linear = Fraction(quarter, 4)
    share = expected_share(shares, linear if is_sum else Fraction(1))
    if share <= 0:
        return Unprojected(YearProblem.NOTHING_BY_NOW, year, quarter)
    projection = Fraction(present[quarter]) / share
    ratio = projection / Fraction(target) if target is not None and target > 0 else None
    return WithinYear(
        year=year,
        quarter=quarter,
        cumulative=present[quarter],
        past=past,
        share=share,
        linear=linear,
        projection=projection,
        target=target,
        ratio=ratio,
        shortfall=sign * (1 - ratio) if ratio is not None and sign else None,
        spread=share_spread(shares, share),
        is_sum=is_sum,
    )


def falling_quarter(cumulative: Mapping[int, Decimal]) -> int | None:
    """The first quarter whose cumulative figure is below an earlier one, or below 0; None where it never falls."""
    before: Decimal | int = 0
    for quarter in sorted(cumulative):
        if cumulative[quarter] < before:
            return quarter
        before = cumulative[quarter]
    return None


def past_shares(
    figures: Mapping[int, Mapping[int, Decimal]], year: int, quarter: int, *, is_sum: bool = True
) -> tuple[tuple[int, Fraction], ...]:
    """Up to five complete years before ``year``, latest first, and the share of its total each had by ``quarter``.

    Left out: a year without a total above 0 or without a figure for the quarter, and one whose sums fall.
    """
    found: list[tuple[int, Fraction]] = []
    for earlier in sorted((one for one in figures if one < year), reverse=True):
        cumulative = figures[earlier]
        total, by_then = cumulative.get(4), cumulative.get(quarter)
        if total is None or by_then is None or total <= 0 or (is_sum and falling_quarter(cumulative)):
            continue
        found.append((earlier, Fraction(by_then) / Fraction(total)))
        if len(found) == MOST_YEARS:
            break
    return tuple(found)


def expected_share(shares: Sequence[Fraction], prior: Fraction) -> Fraction:
    """ŝ: the mean of the past shares; a single one is drawn towards ``prior`` (q/4), which stands alone without any."""
    if not shares:
        return prior
    if len(shares) == 1:
        return (shares[0] + _PRIOR_WEIGHT * prior) / (1 + _PRIOR_WEIGHT)
    return sum(shares, Fraction(0)) / len(shares)


def share_spread(shares: Sequence[Fraction], share: Fraction) -> Fraction | float:
    """The spread rel = √v / ŝ, v = (Σ(share - mean)² + 2·(0.10·(1 - ŝ))²) / (max(n, 1) + 1).

    Exact with fewer than two past years.
    """
    mean = sum(shares, Fraction(0)) / max(len(shares), 1)
    squares = sum(((one - mean) ** 2 for one in shares), Fraction(0))
    variance = (squares + 2 * (_PRIOR_SPREAD * (1 - share)) ** 2) / (max(len(shares), 1) + 1)
    return _root(variance / share**2)


def _root(square: Fraction) -> Fraction | float:
    """Exact where it can be, so that a shortfall of just the spread is not above it by a rounding."""
    root = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    return root if root * root == square else sqrt(square)
