from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isfinite, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianggang.engine.within_year import (
    expected_share,
    falling_quarter,
    past_shares,
    share_spread,
    within_year,
    year_and_quarter,
)
from lianggang.model.measures import MEASURES
from lianggang.model.quarter import Quarter
from lianggang.model.year_progress import Unprojected, WithinYear, YearProblem


def filed(*figures: str | int | None) -> dict[int, Decimal]:
    """The cumulative figures of Q1, Q2 …; None for a quarter that was not filed."""
    return {place: Decimal(figure) for place, figure in enumerate(figures, 1) if figure is not None}


def projected(figures: dict[int, dict[int, Decimal]], sign: int = 1, target: str | None = "100", **more) -> WithinYear:
    found = within_year(figures, 2025, sign=sign, target=None if target is None else Decimal(target), **more)
    assert isinstance(found, WithinYear)
    return found


PAST = {2023: filed(10, 30, 60, 100), 2024: filed(20, 50, 80, 100)}
"""By Q2 30 % and 50 % of the year: 40 % on average."""


def test_second_quarter_at_forty_percent_is_on_time() -> None:
    found = projected({**PAST, 2025: filed(12, 40)})
    assert (found.year, found.quarter, found.cumulative) == (2025, 2, 40)
    assert found.past == ((2024, Fraction(1, 2)), (2023, Fraction(3, 10)))
    assert (found.share, found.linear) == (Fraction(2, 5), Fraction(1, 2))
    assert (found.projection, found.ratio, found.shortfall) == (100, 1, 0)


def test_spread_of_two_years() -> None:
    found = projected({**PAST, 2025: filed(12, 30)})
    # v = (0.1² + 0.1² + 2·(0.1·0.6)²) / 3
    assert found.spread == pytest.approx(sqrt(0.0272 / 3) / 0.4)
    assert found.shortfall == Fraction(1, 4)
    assert found.per_spread == pytest.approx(0.25 / found.spread)


def test_no_past_year_expects_the_linear_share() -> None:
    found = projected({2025: filed(20)})
    assert (found.share, found.projection, found.shortfall) == (Fraction(1, 4), 80, Fraction(1, 5))
    # v = 2·(0.1·0.75)² / 2
    assert found.spread == pytest.approx(0.075 / 0.25)


def test_one_past_year_is_drawn_towards_the_linear_share() -> None:
    found = projected({2024: filed(5, 20, 60, 100), 2025: filed(5, 20)})
    assert found.share == (Fraction(1, 5) + Fraction(1, 4)) / Fraction(3, 2) == Fraction(3, 10)
    assert found.spread == pytest.approx(0.1 * 0.7 / 0.3)


def test_a_shortfall_of_just_the_spread_is_not_above_it() -> None:
    # 0.1 · (13/18) / (5/18) is 0.26; in floats a little less.
    found = projected({2024: filed(0, 10, 40, 60), 2025: filed(5, 35)}, sign=-1)
    assert (found.shortfall, found.spread, found.per_spread) == (Fraction(13, 50), Fraction(13, 50), 1)


def test_lower_is_better_falls_short_above_the_target() -> None:
    found = projected({**PAST, 2025: filed(12, 44)}, sign=-1)
    assert (found.projection, found.ratio, found.shortfall) == (110, Fraction(11, 10), Fraction(1, 10))


def test_year_complete() -> None:
    found = projected({**PAST, 2025: filed(12, 40, 70, 95)})
    assert (found.share, found.spread, found.per_spread) == (1, 0, None)
    assert (found.projection, found.shortfall) == (95, Fraction(1, 20))


def test_a_shortfall_of_exactly_a_twentieth_is_exact() -> None:
    assert projected({**PAST, 2025: filed(None, "38.0")}).shortfall == Fraction(1, 20)


@pytest.mark.parametrize(("figures", "quarter"), [(filed(12, None, 40), 3), (filed(12, 30), 2), (filed(None, 30), 2)])
def test_missing_quarter_leaves_the_latest_present_at_its_own_share(figures: dict[int, Decimal], quarter: int) -> None:
    found = projected({**PAST, 2025: figures})
    assert (found.quarter, found.cumulative) == (quarter, figures[quarter])
    assert found.share == {2: Fraction(2, 5), 3: Fraction(7, 10)}[quarter]


def test_nothing_filed() -> None:
    for figures in ({}, PAST, {**PAST, 2025: {}}):
        assert within_year(figures, 2025, sign=1, target=None) == Unprojected(YearProblem.NO_FIGURE, 2025)


@pytest.mark.parametrize(
    ("figures", "quarter"), [(filed(10, 30, 21), 3), (filed(10, None, 9), 3), (filed(-1), 1), (filed(0, 0, 0), None)]
)
def test_falling_sum_is_refused(figures: dict[int, Decimal], quarter: int | None) -> None:
    assert falling_quarter(figures) == quarter
    found = within_year({**PAST, 2025: figures}, 2025, sign=1, target=Decimal(100))
    assert (found == Unprojected(YearProblem.FALLING, 2025, quarter)) is (quarter is not None)


def test_past_years_that_do_not_count() -> None:
    figures = {
        2017: filed(9, 9, 9, 9),  # a sixth year back
        2018: filed(1, 2, 3, 10),
        2019: filed(1, 2, 3, None),  # no total
        2020: filed(1, None, 3, 10),  # nothing filed for the quarter looked at
        2021: filed(0, 0, 0, 0),  # no positive total
        2022: filed(4, 3, 6, 10),  # falling
        2023: filed(1, 3, 4, 10),
        2024: filed(1, 4, 5, 10),
        2025: filed(1, 5),
        2026: filed(9, 9, 9, 9),  # later
    }
    assert [year for year, _ in past_shares(figures, 2025, 2)] == [2024, 2023, 2018, 2017]
    more = {**figures, 2015: filed(1, 1, 1, 2), 2016: filed(1, 1, 1, 2)}
    assert past_shares(more, 2025, 2) == (
        (2024, Fraction(2, 5)),
        (2023, Fraction(3, 10)),
        (2018, Fraction(1, 5)),
        (2017, Fraction(1)),
        (2016, Fraction(1, 2)),
    )


def test_nothing_ever_comes_in_by_this_quarter() -> None:
    past = {2023: filed(0, 5, 5, 10), 2024: filed(0, 0, 9, 10)}
    found = within_year({**past, 2025: filed(0)}, 2025, sign=1, target=Decimal(10))
    assert found == Unprojected(YearProblem.NOTHING_BY_NOW, 2025, 1)
    assert projected({2024: past[2024], 2025: filed(1)}, target="10").share == Fraction(1, 12)


@pytest.mark.parametrize("target", [None, "0", "-3"])
def test_without_a_target_above_zero_there_is_a_projection_only(target: str | None) -> None:
    found = projected({**PAST, 2025: filed(12, 40)}, target=target)
    assert (found.projection, found.ratio, found.shortfall, found.per_spread) == (100, None, None, None)


def test_inside_a_range_nothing_falls_short() -> None:
    found = projected({**PAST, 2025: filed(12, 40)}, sign=0)
    assert (found.ratio, found.shortfall) == (1, None)


def test_a_ratio_of_two_sums_may_fall_and_is_expected_at_its_level() -> None:
    found = projected({2025: filed("66.0", "64.6")}, target="68", is_sum=False)
    assert (found.share, found.linear, found.shortfall) == (1, Fraction(1, 2), Fraction(1, 20))
    found = projected({2024: filed("66", "65.1", "66", "70"), 2025: filed("66", "64.6")}, target="68", is_sum=False)
    assert found.share == (Fraction(93, 100) + Fraction(1, 2)) / Fraction(3, 2)


@pytest.mark.parametrize(
    ("quarter", "place"),
    [("2024Q4", (2025, 1)), ("2025Q1", (2025, 2)), ("2025Q2", (2025, 3)), ("2025Q3", (2025, 4)), ("2025Q4", (2026, 1))],
)
def test_health_year_begins_in_october(quarter: str, place: tuple[int, int]) -> None:
    assert year_and_quarter(Quarter.parse(quarter), health_year=True) == place


def test_calendar_year() -> None:
    assert year_and_quarter(Quarter.parse("2025Q3")) == (2025, 3)


def test_measures_are_of_the_closed_list() -> None:
    measures = projected({**PAST, 2025: filed(12, 30)}).measures
    assert set(measures) <= set(MEASURES)
    assert (measures["quarter"], measures["year_ratio"], measures["year_shortfall"]) == (
        2,
        Fraction(3, 4),
        Fraction(1, 4),
    )


# Properties.

amounts = st.decimals("0", "10000", places=2)
years = st.lists(amounts, min_size=4, max_size=4).map(lambda steps: filed(*(sum(steps[: n + 1]) for n in range(4))))


@given(st.dictionaries(st.integers(2018, 2024), years), years, st.integers(1, 4), st.sampled_from([1, -1]))
def test_everything_is_finite_and_scale_free(
    past: dict[int, dict[int, Decimal]], this: dict[int, Decimal], quarter: int, sign: int
) -> None:
    figures = {**past, 2025: {place: figure for place, figure in this.items() if place <= quarter}}
    found = within_year(figures, 2025, sign=sign, target=Decimal(500))
    if isinstance(found, Unprojected):
        assert found.problem is YearProblem.NOTHING_BY_NOW
        return
    assert 0 < found.share <= 1
    assert isfinite(found.spread)
    assert found.per_spread is None or isfinite(found.per_spread)
    assert quarter < 4 or (found.share, found.spread) == (1, 0)
    hundredfold = {year: {place: 100 * figure for place, figure in row.items()} for year, row in figures.items()}
    other = within_year(hundredfold, 2025, sign=sign, target=Decimal(50000))
    assert isinstance(other, WithinYear)
    assert (other.shortfall, other.spread) == (found.shortfall, found.spread)


@given(st.dictionaries(st.integers(2018, 2024), years), amounts, amounts, st.sampled_from([1, -1]))
def test_a_better_figure_never_falls_further_short(
    past: dict[int, dict[int, Decimal]], one: Decimal, other: Decimal, sign: int
) -> None:
    worse, better = sorted((one, other), reverse=sign < 0)
    before, after = (
        within_year({**past, 2025: {2: figure}}, 2025, sign=sign, target=Decimal(700)) for figure in (worse, better)
    )
    if isinstance(before, WithinYear) and isinstance(after, WithinYear):
        assert after.shortfall <= before.shortfall


@given(st.lists(st.fractions(0, 1), max_size=5))
def test_expected_share_lies_among_the_shares_and_the_prior(shares: list[Fraction]) -> None:
    share = expected_share(shares, Fraction(1, 2))
    known = [*shares, Fraction(1, 2)] if len(shares) < 2 else shares
    assert min(known) <= share <= max(known)
    assert not share or share_spread(shares, share) >= 0
