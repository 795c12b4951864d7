from __future__ import annotations

from math import exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianggang.engine.poisson import at_least, at_most, garwood, probability_above

counts = st.integers(0, 400)
means = st.floats(1e-6, 400)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, "0.000", "3.689"),
        (1, "0.025", "5.572"),
        (2, "0.242", "7.225"),
        (5, "1.623", "11.668"),
        (10, "4.795", "18.390"),
        (20, "12.217", "30.888"),
    ],
)
def test_garwood_interval_to_the_printed_digits(events: int, low: str, high: str) -> None:
    assert tuple(f"{end:.3f}" for end in garwood(events)) == (low, high)


@pytest.mark.parametrize(("events", "printed"), [(1, "0.3023"), (2, "0.0512"), (3, "0.0060")])
def test_upper_tail_to_the_printed_digits(events: int, printed: str) -> None:
    assert f"{at_least(events, 0.36):.4f}" == printed


def test_tails_at_their_ends() -> None:
    assert (at_least(0, 2.5), at_least(0, 0), at_least(1, 0)) == (1, 1, 0)
    assert (at_most(-1, 2.5), at_most(0, 0), at_most(3, 0)) == (0, 1, 1)
    assert at_most(0, 2.5) == pytest.approx(exp(-2.5), rel=1e-15)


def test_tails_keep_their_digits_far_out() -> None:
    # 1 - P(X ≤ 59) would be lost in the rounding of 1. By hand: e^-2 · 2^60/60! · (1 + 2/61 + 4/(61·62) + …)
    first = exp(-2) * 2**60 / factorial(60)
    by_hand = first * (1 + 2 / 61 + 4 / (61 * 62) + 8 / (61 * 62 * 63) + 16 / (61 * 62 * 63 * 64))
    assert at_least(60, 2.0) == pytest.approx(by_hand, rel=1e-6, abs=0)
    assert at_most(2, 600.0) == pytest.approx(exp(-600) * (1 + 600 + 180000), rel=1e-11, abs=0)


def test_tails_and_intervals_agree_with_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    for mean in (1e-4, 0.36, 1.8, 2.999, 3.0, 7.5, 19.9, 60.0, 350.0, 5000.0):
        for events in (0, 1, 2, 3, 5, 8, 13, 20, 47, 150, 340, 360, 4900, 5100):
            assert at_least(events, mean) == pytest.approx(stats.poisson.sf(events - 1, mean), rel=1e-9, abs=1e-290)
            assert at_most(events, mean) == pytest.approx(stats.poisson.cdf(events, mean), rel=1e-9, abs=1e-290)
    for events in (0, 1, 2, 3, 5, 10, 19, 20, 100, 2000):
        low = stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0.0
        assert garwood(events) == pytest.approx((low, stats.chi2.ppf(0.975, 2 * events + 2) / 2), rel=1e-9)


def test_probability_above_the_path_agrees_with_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    for mean in (1e-4, 0.36, 1.8, 3.0, 19.9, 60.0, 900.0):
        for events in (0, 1, 2, 5, 20, 60, 850, 1000):
            expected = stats.gamma.sf(mean, events + 0.5)
            assert probability_above(events, mean) == pytest.approx(expected, rel=1e-9, abs=1e-290)
    assert probability_above(3, 0.0) == 1


@given(counts, means)
def test_a_tail_and_its_complement_make_one(events: int, mean: float) -> None:
    assert at_least(events + 1, mean) + at_most(events, mean) == pytest.approx(1, abs=1e-11)


@given(counts, means)
def test_tails_are_probabilities(events: int, mean: float) -> None:
    for chance in (at_least(events, mean), at_most(events, mean), probability_above(events, mean)):
        assert 0 <= chance <= 1


@given(counts, means)
def test_more_events_are_rarer_upwards(events: int, mean: float) -> None:
    assert at_least(events + 1, mean) <= at_least(events, mean) + 1e-12
    assert at_most(events + 1, mean) >= at_most(events, mean) - 1e-12
    assert probability_above(events + 1, mean) >= probability_above(events, mean) - 1e-12


@given(counts, means, means)
def test_more_expected_makes_many_likelier(events: int, one: float, other: float) -> None:
    few, many = sorted((one, other))
    assert at_least(events, few) <= at_least(events, many) + 1e-11
    assert at_most(events, few) >= at_most(events, many) - 1e-11
    assert probability_above(events, few) >= probability_above(events, many) - 1e-11


@given(counts)
def test_interval_ends_are_where_the_tails_are_a_fortieth(events: int) -> None:
    low, high = garwood(events)
    assert low <= events < high
    assert at_most(events, high) == pytest.approx(0.025, rel=1e-9)
    if events:
        assert at_least(events, low) == pytest.approx(0.025, rel=1e-9)
