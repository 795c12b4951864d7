from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from doubles import make_indicator
from judging import filed, judge, not_used
from lianggang.model.assessment import Assessment, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Indicator
from lianggang.model.submission import Observation
from lianggang.model.year_progress import Unprojected, WithinYear, YearProblem

_UNNUMBERED = {"by": "2025Q4", "level": "区", "source": "某规划", "verified": "true"}
TARGET = {**_UNNUMBERED, "at_least": "100"}


def loans(**more: Any) -> Indicator:
    """Money paid out within the year: 60 in 2020, 100 asked for in 2025."""
    written = {
        "unit_of_measure": "万元", "figure": "year_to_date", "baseline": {"period": "2020Q4", "value": "60"},
        "targets": [TARGET], **more,
    }  # fmt: skip
    return make_indicator("X", without=("numerator", "denominator"), **written)


def year(number: int, *figures: str | int | None) -> list[Observation]:
    """The cumulative figures of the quarters; None for one that was not filed."""
    return [
        filed("X", f"{number}Q{place}", str(figure))
        for place, figure in enumerate(figures, 1)
        if figure is not None
    ]  # fmt: skip


PAST = [*year(2023, 9, 27, 54, 90), *year(2024, 19, 47, 76, 95)]
"""By Q2 30 % and 49.5 % of the year."""


def progress(found: Assessment) -> WithinYear:
    assert found.year_card is not None
    assert isinstance(found.year_card.progress, WithinYear)
    return found.year_card.progress


def test_complete_years_are_judged_and_the_year_so_far_stands_beside() -> None:
    found = judge(loans(), [*PAST, *year(2025, 12, 30)], "2025Q2")
    assert (str(found.data_period), found.value, found.met, found.gap) == ("2024", 95, False, 5)
    assert [(str(step.quarter), str(step.data_period)) for step in found.steps] == [
        ("2023Q4", "2023"),
        ("2024Q4", "2024"),
    ]
    so_far = progress(found)
    share = (Fraction(27, 90) + Fraction(47, 95)) / 2
    assert (so_far.year, so_far.quarter, so_far.cumulative, so_far.share, so_far.linear) == (
        2025, 2, 30, share, Fraction(1, 2),
    )  # fmt: skip
    assert so_far.ratio == 30 / share / 100
    assert found.year_card is not None
    assert (found.year_card.card, found.year_card.rule, found.year_card.is_years_own_target) == (
        Card.YELLOW, "short", True,
    )  # fmt: skip
    assert found.measures["year_ratio"] == so_far.ratio
    assert found.measures["shortfall_per_spread"] == so_far.per_spread
    assert found.measures["quarter"] == 4  # of the figure that is judged


@pytest.mark.parametrize(
    ("figures", "card", "rule"),
    [
        ((5,), Card.YELLOW, "short"),  # never red in the first quarter
        ((5, 10), Card.RED, "far-short"),
        ((12, 40), Card.GREEN, "on-time"),  # 40 % by Q2 is on time
        ((12, 40, 66, 100), Card.GREEN, "year-done"),
        ((12, 40, 66, 99), Card.YELLOW, "year-short"),
        ((12, 40, 66, 90), Card.YELLOW, "year-short"),
        ((12, 40, 66, 89), Card.RED, "year-missed"),
    ],
)
def test_cards_of_the_year(figures: tuple[int, ...], card: Card, rule: str) -> None:
    found = judge(loans(), [*PAST, *year(2025, *figures)], f"2025Q{len(figures)}")
    assert found.year_card is not None
    assert (found.year_card.card, found.year_card.rule) == (card, rule)


def test_the_year_so_far_never_moves_the_card() -> None:
    alone = judge(loans(), PAST, "2025Q2", also=("2025Q1", "2025Q2"))
    for by_now in ("1", "30", "99"):
        found = judge(loans(), [*PAST, *year(2025, "1", by_now)], "2025Q2")
        before = judge(loans(), PAST, "2024Q4")
        assert (found.card, found.rule, found.measures["z"]) == (before.card, before.rule, before.measures["z"])
    assert (alone.card, alone.not_assessed) == (None, NotAssessed.NOT_REPORTED)


def test_the_last_quarter_completes_the_year_and_has_the_verdict() -> None:
    found = judge(loans(), [*PAST, *year(2025, 12, 40, 66, 100)], "2025Q4")
    assert (found.rule, str(found.data_period), found.value) == ("final-met", "2025", 100)


def test_only_what_was_known_by_then() -> None:
    rows = [*PAST, *year(2025, 12, 30, 60)]
    assert progress(judge(loans(), rows, "2025Q1")).cumulative == 12
    assert progress(judge(loans(), rows, "2024Q3")).past == ((2023, Fraction(3, 5)),)


def test_a_falling_sum_is_refused_and_a_falling_ratio_is_not() -> None:
    found = judge(loans(), [*PAST, *year(2025, 12, 11)], "2025Q2")
    assert found.year_card is not None
    assert (found.year_card.progress, found.year_card.card) == (Unprojected(YearProblem.FALLING, 2025, 2), None)
    assert found.measures["year_ratio"] is None
    ratio = loans(unit_of_measure="%")
    assert progress(judge(ratio, year(2025, 12, 11), "2025Q2")).share == 1


def test_a_quarter_that_was_not_filed() -> None:
    found = judge(loans(), [*PAST, *year(2025, 12, 30, None)], "2025Q3", also=("2025Q3",))
    assert (found.card, found.not_assessed, found.value) == (None, NotAssessed.NOT_REPORTED, None)
    assert (progress(found).quarter, found.year_card and found.year_card.is_current) == (2, False)
    held = judge(loans(), [*PAST, *year(2025, 12, 30), not_used("X", "2025Q3", held=True)], "2025Q3")
    assert (held.not_assessed, progress(held).quarter) == (NotAssessed.HELD, 2)


def test_nothing_is_carried_across_the_end_of_a_year() -> None:
    found = judge(loans(), PAST, "2025Q1", also=("2025Q1",))
    assert found.year_card is None


def test_the_first_year_has_a_card_beside_none() -> None:
    found = judge(loans(), year(2021, 10, 40), "2021Q2")
    assert (found.card, found.not_assessed) == (None, NotAssessed.TOO_LITTLE_DATA)
    # The path asks for 68 in 2021; q/4 of the year has passed.
    assert (progress(found).target, progress(found).projection) == (68, 80)
    assert found.year_card is not None
    assert (found.year_card.card, found.year_card.is_years_own_target) == (Card.GREEN, False)


@pytest.mark.parametrize(
    ("changes", "target"),
    [
        ({}, 68),
        ({"nodes": {"2021Q4": "70"}}, 70),
        ({"targets": [{**TARGET, "keep": "true"}]}, 100),
        ({"targets": [TARGET, {**TARGET, "by": "2021Q4", "at_least": "75"}]}, 75),
        ({"baseline": {"period": "2020Q4", "value": "120"}}, 100),
        ({"targets": [{**_UNNUMBERED, "rise": "true"}]}, None),
        ({"direction": "range", "targets": [{**_UNNUMBERED, "between": ["90", "95"]}]}, None),
    ],
)  # fmt: skip
def test_the_target_of_a_year(changes: dict[str, Any], target: int | None) -> None:
    found = judge(loans(**changes), year(2021, 10, 40), "2021Q2")
    assert progress(found).target == target
    assert (found.year_card is not None and found.year_card.card is None) is (target is None)


def test_what_is_only_observed_is_shown_as_filed() -> None:
    found = judge(loans(direction="none", targets=[]), [*PAST, *year(2025, 12, 30)], "2025Q2")
    assert (found.not_assessed, str(found.data_period), found.value, found.year_card) == (
        NotAssessed.OBSERVED_ONLY, "2025Q2", 30, None,
    )  # fmt: skip


def test_no_card_beside_what_does_not_accumulate() -> None:
    found = judge(make_indicator("X"), year(2025, 80, 81), "2025Q2")
    assert (found.year_card, found.measures["year_ratio"]) == (None, None)


# The health year, 1 October to 30 September.


def screening(**more: Any) -> Indicator:
    written = {
        "figure": "health_year_to_date", "numerator": "筛查人数", "denominator": "活产数",
        "baseline": {"period": "2023Q3", "value": "90"},
        "targets": [{**TARGET, "by": "2025Q4", "at_least": "95"}], **more,
    }  # fmt: skip
    return make_indicator("X", **written)


def births(quarter: str, value: str, born: int) -> Observation:
    return filed("X", quarter, value, numerator=str(Decimal(value) * born / 100), denominator=str(born))


HEALTH_YEAR = [births("2023Q4", "91", 100), births("2024Q1", "92", 200), births("2024Q2", "92", 300),
               births("2024Q3", "92", 400)]  # fmt: skip


def test_the_first_quarter_of_a_health_year_is_the_calendars_last() -> None:
    found = judge(screening(), [*HEALTH_YEAR, births("2024Q4", "93", 100)], "2024Q4")
    # The baseline of 2023Q3 is the health year 2023, the figure of 2024Q3 the health year 2024.
    assert (str(found.data_period), found.value, found.measures["elapsed"]) == ("2024", 92, Fraction(1, 2))
    assert found.target is not None
    assert found.target.baseline is not None
    assert str(found.target.baseline.period) == "2023"
    so_far = progress(found)
    assert (so_far.year, so_far.quarter, so_far.cumulative, so_far.target, so_far.is_sum) == (2025, 1, 93, 95, False)


def test_the_third_quarter_has_the_verdict_of_the_health_year() -> None:
    rows = [*HEALTH_YEAR, *(births(f"2025Q{number}", "95", 100 * number + 100) for number in (1, 2, 3))]
    found = judge(screening(), rows, "2025Q3")
    assert (found.rule, str(found.data_period)) == ("final-met", "2025")


def test_a_health_year_that_is_not_filed_in_its_last_quarter_is_over() -> None:
    found = judge(screening(), HEALTH_YEAR, "2025Q4", also=("2025Q3", "2025Q4"))
    assert (found.rule, str(found.data_period)) == ("final-missed", "2024")


def test_events_over_residents_accumulate_like_a_sum() -> None:
    cases = screening(figure="year_to_date", baseline={"period": "2020Q4", "value": "60"}, may_exceed_100="true")
    steady = [filed("X", f"2025Q{place}", str(20 * place), numerator="2", denominator="1000") for place in (1, 2)]
    assert progress(judge(cases, steady, "2025Q2")).is_sum
    growing = [births(f"2025Q{place}", "90", 100 * place) for place in (1, 2)]
    assert not progress(judge(cases, growing, "2025Q2")).is_sum


def test_a_new_definition_begins_the_shares_anew() -> None:
    broken = loans(breaks=[{"period": "2024", "why": "口径调整"}], baseline={"period": "2024", "value": "95"})
    rows = [*PAST, *year(2025, 12, 30)]
    assert [one for one, _ in progress(judge(loans(), rows, "2025Q2")).past] == [2024, 2023]
    assert [one for one, _ in progress(judge(broken, rows, "2025Q2")).past] == [2024]
