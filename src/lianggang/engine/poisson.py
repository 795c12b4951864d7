"""The Poisson distribution, exactly and with the standard library alone: tails, the interval of a mean; judges nothing.

Each tail is summed outwards from its largest term, all terms positive. Of two complementary tails the smaller keeps
its digits and the larger is 1 minus it. Source: docs/methods.md, section 8.
"""

from __future__ import annotations

from functools import lru_cache
from math import erfc, exp, lgamma, log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TAIL = 0.025
"""On either side of the 95 % interval."""
_NEGLIGIBLE = 1e-18
"""A term this small beside its sum changes no digit of it."""


def at_least(events: int, expected: float) -> float:
    """P(X ≥ k) for X Poisson with mean ``expected``; 1 for k ≤ 0, and 0 for k > 0 where nothing is expected."""
    if events <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    return _upwards(events, expected) if events > expected else 1.0 - _downwards(events - 1, expected)


def at_most(events: int, expected: float) -> float:
    """P(X ≤ k) for X Poisson with mean ``expected``; 0 for k < 0, and 1 where nothing is expected."""
    if events < 0:
        return 0.0
    if expected <= 0:
        return 1.0
    return _downwards(events, expected) if events < expected else 1.0 - _upwards(events + 1, expected)


def _probability(events: int, expected: float) -> float:
    return exp(events * log(expected) - expected - lgamma(events + 1))


def _upwards(events: int, expected: float) -> float:
    """The terms from k on, k above the mean: each is a smaller share of the one before."""
    first = _probability(events, expected)
    total = term = 1.0
    while term > _NEGLIGIBLE * total:
        events += 1
        term *= expected / events
        total += term
    return min(total * first, 1.0)


def _downwards(events: int, expected: float) -> float:
    """The terms from k back to 0, k not above the mean."""
    first = _probability(events, expected)
    total = term = 1.0
    while events and term > _NEGLIGIBLE * total:
        term *= events / expected
        events -= 1
        total += term
    return min(total * first, 1.0)


@lru_cache(maxsize=1024)
def garwood(events: int) -> tuple[float, float]:
    """The exact 95 % interval of a Poisson mean after ``events`` were counted, in events; lower end 0 for none.

    Lower λ: P(X ≥ k | λ) = 0.025. Upper λ: P(X ≤ k | λ) = 0.025. By bisection on the exact sums.
    """
    far = events + 4.0 * sqrt(events + 1.0) + 4.0
    low = _bisect(0.0, float(events), lambda mean: at_least(events, mean) < TAIL) if events else 0.0
    return low, _bisect(float(events), far, lambda mean: at_most(events, mean) > TAIL)


def _bisect(low: float, high: float, is_below: Callable[[float], bool]) -> float:
    """The mean at which ``is_below``, true at ``low`` and false at ``high``, turns; to the last digit of a float."""
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return middle
        if is_below(middle):
            low = middle
        else:
            high = middle


def probability_above(events: int, expected: float) -> float:
    """1 - F(E), F the Gamma(k + ½, 1) distribution function: the chance that the true mean is above E (Jeffreys prior).

    For half-integers a finite sum of positive terms, by the recursion Q(a + 1, E) = Q(a, E) + E^a e^(-E) / Γ(a + 1)
    from Q(½, E) = erfc(√E) on: erfc(√E) + Σ E^(j + ½) e^(-E) / Γ(j + 3/2) for j from 0 to k - 1. The largest of these
    terms is reckoned, and the others from it in either direction as long as they count.
    """
    if expected <= 0:
        return 1.0
    if events <= 0:
        return erfc(sqrt(expected))
    largest = min(events - 1, int(expected))
    first = exp((largest + 0.5) * log(expected) - expected - lgamma(largest + 1.5))
    total = term = 1.0
    place = largest
    while place and term > _NEGLIGIBLE * total:
        term *= (place + 0.5) / expected
        place -= 1
        total += term
    term, place = 1.0, largest
    while place < events - 1 and term > _NEGLIGIBLE * total:
        place += 1
        term *= expected / (place + 0.5)
        total += term
    return min(erfc(sqrt(expected)) + first * total, 1.0)
