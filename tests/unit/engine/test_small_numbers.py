from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from doubles import make_catalogue, make_indicator
from judging import built_in, filed, history_of, judge
from lianggang.engine.assess import assess_quarter
from lianggang.model.assessment import Assessment, Mark, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Indicator
from lianggang.model.quarter import Quarter
from lianggang.model.small_count import CountProblem, SmallCount, Uncounted
from lianggang.model.submission import Observation

KEEP = {"by": "2030Q4", "at_most": "12", "keep": "true", "level": "国家", "source": "某规划", "verified": "true"}


def deaths(**more: Any) -> Indicator:
    """Maternal deaths per 100,000 births, to be held at 12."""
    written = {
        "direction": "down", "unit_of_measure": "1/10万", "frequency": "annual", "figure": "period",
        "small_numbers": "true", "baseline": {"period": "2019", "value": "12"}, "targets": [KEEP], **more,
    }  # fmt: skip
    return make_indicator("X", **written)


def years(*events: int | None, each: int | str = 3000, first: int = 2020) -> list[Observation]:
    """One row a year: its events of that many births, filed in the year's last quarter."""
    return [
        filed("X", str(year), str(count * 100000 / int(each)), f"{year}Q4", numerator=str(count), denominator=str(each))
        for year, count in enumerate(events, first)
        if count is not None
    ]


def pooled(found: Assessment) -> SmallCount:
    assert isinstance(found.counts, SmallCount)
    return found.counts


@pytest.mark.parametrize(
    ("events", "card", "rule", "tail"),
    [((0, 1, 1, 1, 1), None, "few", 0.109), ((1, 1, 1, 1, 1), Card.RED, "beyond-chance", 0.036)],
)
def test_five_years_of_3000_births_on_a_path_of_12(
    events: tuple[int, ...], card: Card | None, rule: str, tail: float
) -> None:
    found = judge(deaths(), years(*events), "2024Q4")
    assert (found.card, found.rule) == (card, rule)
    assert found.not_assessed is (None if card else NotAssessed.SMALL_NUMBERS)
    counts = pooled(found)
    assert (counts.events, counts.expected, counts.years) == (sum(events), Decimal("1.8"), tuple(range(2020, 2025)))
    assert found.measures["tail_p"] == pytest.approx(tail, abs=0.0005)
    assert (found.measures["events"], found.measures["expected_events"]) == (sum(events), Decimal("1.8"))
    assert Mark.FEW_EVENTS in found.marks


def test_a_single_death_in_a_small_district_is_no_card_ever() -> None:
    """The rate of the year with one death is three times the limit."""
    for place in range(5):
        events = [0] * 5
        events[place] = 1
        found = judge(deaths(), years(*events), "2024Q4")
        assert [step.card for step in found.steps] == [None] * 5
        assert (found.met, found.gap, found.measures["z"], found.pace) == (None, None, None, None)


def test_a_path_to_a_lower_rate_is_walked_year_by_year() -> None:
    falling = deaths(baseline={"period": "2020", "value": "40"}, targets=[{**KEEP, "at_most": "10", "keep": "false"}])
    counts = pooled(judge(falling, years(2, 2, 1, 2, 1), "2024Q4"))
    # 40 · 0.25^((y - 2020) / 10) per 100,000 of 3,000 births; four years make 3.
    assert counts.years == (2021, 2022, 2023, 2024)
    assert [one.path for one in counts.pooled] == [pytest.approx(40 * 0.25 ** (year / 10)) for year in (1, 2, 3, 4)]
    assert counts.expected == pytest.approx(sum(1.2 * 0.25 ** (year / 10) for year in (1, 2, 3, 4)))


def test_births_are_not_few_everywhere() -> None:
    many = judge(deaths(), years(14, 13, 21, each=120000), "2022Q4")
    assert many.counts is None
    assert many.measures["z"] is not None
    assert many.measures["events"] == 21
    few = judge(deaths(), years(14, 13, 19, each=120000), "2022Q4")
    assert (pooled(few).events, pooled(few).years, few.rule) == (19, (2022,), "off-path")


def test_a_higher_count_can_be_the_good_one() -> None:
    target = {key: value for key, value in KEEP.items() if key != "at_most"} | {"at_least": "12"}
    found = judge(deaths(direction="up", targets=[target]), years(0, 0, 0, each=20000), "2022Q4")
    assert (found.card, pooled(found).events) == (Card.RED, 0)  # P(X ≤ 0 | 4.8) = 0.008
    assert found.measures["tail_p"] == pytest.approx(0.00823, abs=1e-5)


def test_plain_numbers_of_events_are_their_own_counts() -> None:
    cases = deaths(
        unit_of_measure="件", decimals="0", numerator=None, denominator=None,
        targets=[{**KEEP, "at_most": "4"}], baseline={"period": "2019", "value": "5"},
    )  # fmt: skip
    rows = [filed("X", str(year), value, f"{year}Q4") for year, value in ((2020, "4"), (2021, "9"))]
    found = judge(cases, rows, "2021Q4")
    assert (pooled(found).events, pooled(found).expected, found.card) == (9, 4, Card.RED)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (filed("X", "2021", "33.3", "2021Q4"), CountProblem.NOT_COUNTED),
        (filed("X", "2021", "33.3", "2021Q4", numerator="1.5", denominator="3000"), CountProblem.NOT_A_COUNT),
        (filed("X", "2021", "33.3", "2021Q4", numerator="1", denominator="-3"), CountProblem.BAD_EXPOSURE),
    ],
)
def test_without_sound_counts_there_is_no_judgement(row: Observation, problem: CountProblem) -> None:
    found = judge(deaths(), [*years(1), row], "2021Q4")
    assert (found.not_assessed, found.counts, found.rule) == (
        NotAssessed.SMALL_NUMBERS, Uncounted(problem, 2021), None,
    )  # fmt: skip


def test_a_direction_alone_has_no_path() -> None:
    falling = deaths(targets=[{"by": "2030Q4", "fall": "true", "level": "国家", "source": "某规划"}])
    found = judge(falling, years(1, 2, 3), "2022Q4")
    assert (found.not_assessed, found.counts) == (NotAssessed.SMALL_NUMBERS, Uncounted(CountProblem.NO_PATH))
    # Twenty in a year are enough for the trend.
    assert judge(falling, years(30, 25, 20), "2022Q4").card is Card.GREEN


def test_what_the_plan_lacks_is_said_first() -> None:
    to_reach = [{**KEEP, "keep": "false"}]
    assert judge(deaths(baseline=None, targets=to_reach), years(1), "2020Q4").not_assessed is NotAssessed.NO_BASELINE
    assert judge(deaths(baseline=None), years(0, each=30000), "2020Q4").card is Card.GREEN
    late = deaths(baseline={"period": "2020", "value": "12"})
    assert judge(late, years(1), "2020Q4").not_assessed is NotAssessed.NO_DATA_SINCE_BASELINE


def test_years_before_a_new_definition_are_not_pooled() -> None:
    broken = deaths(breaks=[{"period": "2022", "why": "口径调整"}], baseline={"period": "2022", "value": "12"})
    assert pooled(judge(broken, years(5, 5, 0, 0, 0), "2024Q4")).years == (2022, 2023, 2024)


def test_rolling_years_are_not_pooled_with_complete_ones() -> None:
    quarterly = deaths(frequency="quarterly")
    rows = [
        filed("X", f"{year}Q{number}", "0", numerator="1", denominator="750")
        for year in (2020, 2021, 2022)
        for number in (1, 2, 3, 4)
        if (year, number) < (2022, 3)
    ]
    found = judge(quarterly, rows, "2022Q2")
    assert str(found.data_period) == "2022Q2"
    assert (pooled(found).events, pooled(found).years) == (8, (2020, 2021))


def test_the_deadline_has_its_verdict_with_the_counts_beside_it() -> None:
    plan = deaths(targets=[{**KEEP, "by": "2022Q4"}])
    found = judge(plan, years(0, 0, 1), "2022Q4")
    assert (found.card, found.rule, found.met) == (Card.RED, "final-missed", False)
    assert (pooled(found).events, pooled(found).years) == (1, (2020, 2021, 2022))


def test_waiting_for_the_last_year_nothing_is_held_against_the_target() -> None:
    found = judge(deaths(targets=[{**KEEP, "by": "2022Q4"}], due=["Q1"]), years(0, 1), "2022Q4")
    assert (found.not_assessed, found.met, found.gap) == (NotAssessed.AWAITING_DEADLINE_DATA, None, None)


@pytest.mark.parametrize("rules", ["default", "schedule", "open-sdg", "small-numbers"])
def test_the_gate_holds_whichever_set_is_chosen(rules: str) -> None:
    found = judge(deaths(), years(1, 1, 1, 1, 1), "2024Q4", rules=rules)
    assert (found.card, found.rule) == (Card.RED, "beyond-chance")


def test_without_the_set_rare_events_are_not_judged() -> None:
    catalogue = make_catalogue(deaths())
    history = history_of(years(1, 1, 1, 1, 1))
    (found,) = assess_quarter(catalogue, history, built_in("default"), Quarter(2024, 4)).assessments
    assert (found.card, found.not_assessed) == (None, NotAssessed.SMALL_NUMBERS)


def test_nothing_but_rare_events_has_counts() -> None:
    plain = deaths(small_numbers="false")
    found = judge(plain, years(1, 1, 1, 1, 1), "2024Q4")
    assert (found.counts, found.measures["events"], found.measures["tail_p"]) == (None, None, None)
    assert judge(plain, years(1, 1), "2021Q4", rules="small-numbers").not_assessed is NotAssessed.TOO_LITTLE_DATA
