from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isfinite

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lianggang.engine.poisson import at_least, at_most
from lianggang.engine.scale import WorkingScale
from lianggang.engine.small_counts import RatePath, is_small, path_scale, pooled_count
from lianggang.model.pace import Scale
from lianggang.model.small_count import CountProblem, SmallCount, Uncounted

PER_100_000 = Decimal(100000)


def keep(goal: str) -> RatePath:
    return RatePath(Decimal(goal))


def towards(baseline: str, goal: str, start: int = 2020, end: int = 2030, kind: Scale = Scale.LOG) -> RatePath:
    first, last = Decimal(baseline), Decimal(goal)
    return RatePath(last, first, start, end, path_scale(kind, first, last))


def births(*events: int | Decimal | None, each: int = 3000, last: int = 2025) -> list[tuple]:
    """Counts of the years up to ``last``, oldest first."""
    return [(last - len(events) + 1 + place, count, Decimal(each)) for place, count in enumerate(events)]


def counted(years: list[tuple], path: RatePath, sign: int = -1, factor: Decimal = PER_100_000) -> SmallCount:
    found = pooled_count(years, path, sign=sign, factor=factor)
    assert isinstance(found, SmallCount)
    return found


# The path.


def test_path_of_a_rate_is_geometric() -> None:
    path = towards("40", "10")
    assert path.rate(2025) == pytest.approx(20)
    assert path.rate(2022) == pytest.approx(40 * 0.25**0.2)
    assert (path.rate(2020), path.rate(2030)) == (40, 10)


def test_path_before_the_baseline_and_after_the_deadline() -> None:
    path = towards("40", "10")
    assert path.rate(2015) == pytest.approx(80)
    assert path.rate(2031) == 10


def test_path_from_a_baseline_within_a_year() -> None:
    # The health year 2020 ended in Q3; a baseline of 2020Q2 stands at 2019.5.
    path = RatePath(Decimal(10), Decimal(40), Fraction(4039, 2), 2030, WorkingScale(Scale.LOG, 0.1))
    assert path.rate(2020) == pytest.approx(40 * 0.25 ** (0.5 / 10.5))


def test_path_to_zero_is_straight_and_never_below() -> None:
    assert towards("8", "0").rate(2025) == pytest.approx(4)
    assert towards("0", "10").rate(2018) == 0


def test_path_of_a_level_to_hold_is_exact() -> None:
    assert keep("0.1").rate(1999) == Fraction(1, 10)


def test_path_of_a_percentage_is_on_logit() -> None:
    # Odds of 1/4 and 1/19, half way 1/√76; the geometric mean would be 10.
    assert towards("20", "5", kind=Scale.LOGIT).rate(2025) == pytest.approx(100 / (1 + 76**0.5))


@pytest.mark.parametrize(("baseline", "goal", "half_way"), [("0.4", "0.1", 0.2), ("0.4", "0", 0.2), ("8", "0.02", 0.4)])
def test_path_of_a_tiny_percentage_reaches_its_own_ends(baseline: str, goal: str, half_way: float) -> None:
    assert towards(baseline, goal, kind=Scale.LOGIT).rate(2025) == pytest.approx(half_way)


def test_path_carried_far_back_stays_finite() -> None:
    assert isfinite(towards("999999999999999", "0.000001", 2020, 2021).rate(1900))


# Pooling.


def test_five_years_of_three_thousand_births() -> None:
    four, five = (counted(births(1, 0, 1, 1, last), keep("12")) for last in (1, 2))
    assert (four.events, five.events) == (4, 5)
    assert four.expected == five.expected == Fraction(9, 5)
    assert f"{four.tail_p:.3f} {five.tail_p:.3f}" == "0.109 0.036"
    assert four.years == (2021, 2022, 2023, 2024, 2025)
    assert four.exposure == 15000
    assert four.rate == Fraction(80, 3)
    assert (four.low, four.high) == pytest.approx((7.266, 68.277), abs=5e-4)


def test_false_reds_of_the_naive_rule_and_of_this_one() -> None:
    """If the true rate is exactly the path's: how many of 100 years come out red."""

    def chance(events: int, mean: float) -> float:
        return at_least(events, mean) - at_least(events + 1, mean)

    naive = sum(chance(events, 0.36) for events in range(40) if events * 100000 / 3000 > 12)
    ours = sum(
        chance(events, 1.8) for events in range(40) if counted(births(0, 0, 0, 0, events), keep("12")).tail_p < 0.05
    )
    assert round(100 * naive) == 30
    assert 100 * ours == pytest.approx(3.6407, abs=5e-5)
    assert 100 * ours < 4


def test_no_more_years_than_three_expected_events_need() -> None:
    assert counted(births(2, 9, 1, each=5000), keep("30")).years == (2024, 2025)
    assert counted(births(2, 9, 1, each=10000), keep("30")).years == (2025,)


def test_just_three_expected_are_enough() -> None:
    # 0.6 a year: in floats the sum could miss 3.
    found = counted(births(9, 0, 0, 0, 0, 0, each=5000), keep("12"))
    assert (found.expected, found.years[0], found.events) == (3, 2021, 0)


def test_expected_follows_the_path_and_the_exposure() -> None:
    years = [(2024, 3, Decimal(2000)), (2025, 2, Decimal(3000))]
    found = counted(years, towards("40", "10"))
    assert found.expected == pytest.approx(3000 * 20e-5 + 2000 * 40e-5 * 0.25**0.4)


def test_higher_is_better_asks_for_too_few() -> None:
    found = counted(births(2, each=100), keep("6"), sign=1, factor=Decimal(100))
    assert (found.expected, found.tail_p) == (6, pytest.approx(at_most(2, 6)))


def test_a_year_without_count_or_exposure_is_passed_over() -> None:
    years = [(2025, None, Decimal(3000)), (2024, 1, None), (2023, 0, Decimal(0)), *births(1, 2, last=2022)]
    assert counted(years, keep("12")).years == (2021, 2022)


def test_order_of_years_does_not_matter() -> None:
    years = births(3, 1, 4, 1, 5, 9)
    assert counted(years[::-1], keep("12")) == counted(years, keep("12"))


@pytest.mark.parametrize("years", [[], births(None, None), births(0, 0, each=0)])
def test_nothing_to_count(years: list[tuple]) -> None:
    assert pooled_count(years, keep("12"), sign=-1, factor=PER_100_000) == Uncounted(CountProblem.NO_YEARS)
    assert is_small(years, keep("12"), PER_100_000) is None


@pytest.mark.parametrize("count", [Decimal("1.5"), Decimal(-1), Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_count_is_refused(count: Decimal) -> None:
    years = births(2, count, 1)
    refused = Uncounted(CountProblem.NOT_A_COUNT, 2024)
    assert pooled_count(years, keep("12"), sign=-1, factor=PER_100_000) == refused
    assert is_small(years[:-1], keep("12"), PER_100_000) is None
    assert counted(births(count, 1, each=30000), keep("12")).years == (2025,)


def test_whole_counts_written_with_decimals_are_counts() -> None:
    assert counted(births(Decimal("3.00")), keep("12")).events == 3


@pytest.mark.parametrize("people", [Decimal(-5), Decimal(0), Decimal("NaN")])
def test_events_without_people_are_refused(people: Decimal) -> None:
    found = pooled_count([(2025, 1, people)], keep("12"), sign=-1, factor=PER_100_000)
    assert found == Uncounted(CountProblem.BAD_EXPOSURE, 2025)


def test_nothing_expected() -> None:
    none, one = (counted(births(events), keep("0")) for events in (0, 1))
    assert (none.expected, none.tail_p, none.above_path) == (0, 1, 1)
    assert (one.expected, one.tail_p) == (0, 0)


# The gate.


@pytest.mark.parametrize(
    ("events", "each", "small"),
    [(19, 10000, True), (20, 10000, False), (0, 200000, False), (5, 166666, True), (5, 166667, False)],
)
def test_gate_of_twenty_events_and_twenty_expected(events: int, each: int, small: bool) -> None:
    assert is_small(births(99, events, each=each), keep("12"), PER_100_000) is small


def test_gate_looks_at_the_latest_complete_year() -> None:
    assert is_small([*births(30, 3), (2026, None, None)], keep("12"), PER_100_000) is True


# Properties of the whole.

figures = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 100000)), min_size=1, max_size=8)


@given(figures, st.decimals("0.01", "500", places=2), st.sampled_from([1, -1]))
def test_interval_contains_the_rate(pairs: list[tuple[int, int]], goal: Decimal, sign: int) -> None:
    years = [(2025 - place, events, Decimal(people)) for place, (events, people) in enumerate(pairs)]
    found = counted(years, RatePath(goal), sign)
    assert found.low <= found.rate <= found.high
    assert len(found.years) <= 5
    assert found.expected >= 3 or len(found.years) == min(5, len(years))
    assert 0 <= found.tail_p <= 1
    assert isfinite(found.high)


@given(figures, st.decimals("0.01", "500", places=2), st.sampled_from([1, -1]), st.integers(1, 9))
def test_a_better_count_is_never_less_likely(
    pairs: list[tuple[int, int]], goal: Decimal, sign: int, better: int
) -> None:
    years = [(2025 - place, events, Decimal(people)) for place, (events, people) in enumerate(pairs)]
    improved = [(2025, years[0][1] + sign * better, years[0][2]), *years[1:]]
    assume(improved[0][1] >= 0)
    assert counted(improved, RatePath(goal), sign).tail_p >= counted(years, RatePath(goal), sign).tail_p - 1e-12
