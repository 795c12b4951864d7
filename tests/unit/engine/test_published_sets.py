"""The published rule sets on worked figures; what is expected was reckoned by hand from their formulas."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from doubles import make_indicator
from judging import built_in, judge, series
from lianggang.load.rule_sets import built_in_rule_sets
from lianggang.model.assessment import Assessment, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Indicator

PUBLISHED = (
    "schedule", "schedule-points", "open-sdg", "un-2022", "un-2023", "eurostat", "sdg-index", "escap", "dns",
)  # fmt: skip


def target(by: str, **asks: str) -> dict[str, str]:
    return {"by": by, "level": "国家", "source": "某规划", **asks}


def yearly(direction: str, baseline: tuple[str, str], *targets: dict[str, Any], **more: Any) -> Indicator:
    period, value = baseline
    known = {"baseline": {"period": period, "value": value}, "frequency": "annual", "unit_of_measure": "1/10万", **more}
    return make_indicator("X", direction=direction, targets=list(targets), **known)


def years(first: int, values: str) -> dict[str, str]:
    return {str(first + place): value for place, value in enumerate(values.split())}


def card(of: Indicator, figures: Mapping[str, str], rules: str, quarter: str | None = None) -> Assessment:
    return judge(of, series("X", figures), quarter or f"{list(figures)[-1]}Q4", rules=rules)


def outcome(of: Indicator, figures: Mapping[str, str], rules: str, quarter: str | None = None) -> tuple[Any, Any]:
    found = card(of, figures, rules, quarter)
    return found.rule, found.card.value if found.card else found.not_assessed


FIVE = target("2030Q4", at_most="5")
V1 = yearly("down", ("2020", "10"), FIVE), years(2020, "10 9.8 9.7 9.5 9.4")
V2 = yearly("down", ("2020", "10"), FIVE), years(2020, "10 9.2 8.6 8.1 7.6")
V4 = (
    yearly("up", ("2020", "80"), target("2030Q4", at_least="95"), unit_of_measure="%"),
    years(2020, "80 82.5 84 86 87.2"),
)
V10 = yearly("down", ("2000", "53"), target("2010Q4", at_most="39.75")), years(2000, "53 50.2 43.2 51.3")


@pytest.mark.parametrize(
    ("case", "numbers"),
    [
        # P - e, R, the UN share, Eurostat's R, the trend, the ESCAP share, the yearly change, the share still missing
        (V1, (-0.28, 0.2292, 0.2866, 0.2292, 0.3, 0.2977, 0.15, 0.7955)),
        (V2, (0.08, 0.9902, 0.9929, 0.9902, 1.18, 1.16, 0.6, -0.3846)),
        (V4, (0.08, 1.2564, 1.2822, 1.2564, 1.1933, 1.1733, 1.8, -0.3846)),
        (V10, (-0.1717, 0.3811, 0.4119, 0.3811, 0.9132, 0.3879, 0.5667, 0.6566)),
    ],
)
def test_the_measures(case: tuple[Indicator, dict[str, str]], numbers: tuple[float, ...]) -> None:
    found = card(*case, "schedule").measures
    gap = found["completion_gap"]
    names = ("cagr_ratio", "un_share", "eurostat_ratio", "trend_ratio", "escap_share", "five_year_change",
             "five_year_share")  # fmt: skip
    reckoned = [-float(gap or 0) / 100, *(float(found[name] or 0) for name in names)]
    assert [round(one, 4) for one in reckoned] == list(numbers)


@pytest.mark.parametrize(
    ("rules", "v1", "v2", "v4", "v10"),
    [
        ("schedule", "far-behind red", "on-schedule green", "on-schedule green", "far-behind red"),
        ("schedule-points", "behind yellow", "on-schedule green", "on-schedule green", "behind yellow"),
        ("open-sdg", "limited yellow", "on-track green", "on-track green", "limited yellow"),
        ("un-2022", "limited red", "on-track green", "on-track green", "limited red"),
        ("un-2023", "progress yellow", "on-track green", "on-track green", "progress yellow"),
        ("eurostat", "insufficient red", "significant green", "significant green", "insufficient red"),
        ("sdg-index", "stagnating red", "on-track green", "on-track green", "moderate yellow"),
        ("escap", "accelerate yellow", "on-track green", "on-track green", "accelerate yellow"),
        ("dns", "cloudy yellow", "sun green", "sun green", "cloudy yellow"),
    ],
)
def test_the_cards(rules: str, v1: str, v2: str, v4: str, v10: str) -> None:
    found = [" ".join(outcome(*case, rules)) for case in (V1, V2, V4, V10)]
    assert found == [v1, v2, v4, v10]


@pytest.mark.parametrize(
    ("rules", "values", "expected"),
    [
        # Baseline 100 in 2020, 200 in 2030; after 5 years half of the time has gone.
        ("schedule", "150", "on-schedule"), ("schedule", "140", "behind"), ("schedule", "139.9", "far-behind"),
        ("schedule-points", "140", "on-schedule"), ("schedule-points", "139.9", "behind"),
        ("schedule-points", "120", "behind"), ("schedule-points", "119.9", "far-behind"),
        # R = 0.95, 0.60, 0.50, 0, -0.1 lie at 139.08, 123.47, 119.28, 100 and 96.46.
        ("open-sdg", "139.1", "on-track"), ("open-sdg", "139", "moderate"), ("open-sdg", "123.5", "moderate"),
        ("open-sdg", "123.4", "limited"), ("open-sdg", "100", "limited"), ("open-sdg", "99.9", "deterioration"),
        ("un-2022", "139.1", "on-track"), ("un-2022", "139", "fair"), ("un-2022", "119.3", "fair"),
        ("un-2022", "119.2", "limited"), ("un-2022", "96.6", "limited"), ("un-2022", "96.4", "deterioration"),
        # v̂ = x²/100 over five more years: 195, 110 at 139.64 and 104.88.
        ("un-2023", "139.7", "on-track"), ("un-2023", "139.6", "progress"), ("un-2023", "104.9", "progress"),
        ("un-2023", "104.8", "stagnation"),
        # From the baseline's own figure five years before.
        ("eurostat", "100 139.1", "significant"), ("eurostat", "100 139", "moderate"),
        ("eurostat", "100 123.5", "moderate"), ("eurostat", "100 123.4", "insufficient"),
        ("eurostat", "100 100", "insufficient"), ("eurostat", "100 99.9", "away"),
        # Three points a year apart; 10 a year are needed.
        ("sdg-index", "120 130 140", "on-track"), ("sdg-index", "121 130 140", "moderate"),
        ("sdg-index", "130 135 140", "moderate"), ("sdg-index", "131 135 140", "stagnating"),
        ("sdg-index", "130 140", "not-defined"),
        # A line through both: 1.8 and 0 carried on to the deadline.
        ("escap", "100 145", "on-track"), ("escap", "100 144", "accelerate"), ("escap", "100 100", "accelerate"),
        ("escap", "100 99", "regression"), ("escap", "145", "not-defined"),
        # (200 - x - 5·(x - 100)/5) / (200 - x) = 0.05 at 148.72, 0.20 at 144.44.
        ("dns", "100 148.8", "sun"), ("dns", "100 148.6", "partly-cloudy"), ("dns", "100 144.5", "partly-cloudy"),
        ("dns", "100 144.4", "cloudy"), ("dns", "100 100.1", "cloudy"), ("dns", "100 100", "thunderstorm"),
    ],
)  # fmt: skip
def test_where_each_class_begins(rules: str, values: str, expected: str) -> None:
    of = yearly("up", ("2020", "100"), target("2030Q4", at_least="200"), unit_of_measure="万人")
    times = {1: [2025], 2: [2020, 2025], 3: [2023, 2024, 2025]}
    figures = values.split()
    filed = dict(zip(map(str, times[len(figures)]), figures, strict=True))
    assert outcome(of, filed, rules)[0] == expected


def test_classes_that_a_method_leaves_without_a_card_are_not_assessed() -> None:
    of = yearly("up", ("2020", "100"), target("2030Q4", at_least="200"), unit_of_measure="万人")
    found = card(of, {"2025": "145"}, "escap")
    assert (found.card, found.rule, found.label) == (None, "not-defined", "此法算不出，不作判断")
    assert found.not_assessed is not None
    assert found.not_assessed is not NotAssessed.SMALL_NUMBERS


@pytest.mark.parametrize("rules", [name for name in PUBLISHED if name != "dns"])
def test_met_is_green_and_a_level_to_hold_that_is_missed_red(rules: str) -> None:
    keep = yearly("up", ("2020", "97"), target("2030Q4", at_least="95"), unit_of_measure="%")
    assert outcome(keep, years(2020, "97 96.5 96.1"), rules)[1] == "green"
    assert outcome(keep, years(2020, "97 96.5 94.9"), rules)[1] == "red"


@pytest.mark.parametrize("rules", [name for name in PUBLISHED if name != "open-sdg"])
def test_a_target_without_a_number_is_not_judged(rules: str) -> None:
    rising = yearly("up", ("2020", "50"), target("2030Q4", rise="true"), unit_of_measure="%")
    found = card(rising, years(2021, "51 52 53 54"), rules)
    assert found.card is None
    assert found.not_assessed is not None


@pytest.mark.parametrize(
    ("latest", "expected"), [("53.1", "on-track"), ("52.9", "moderate"), ("50.6", "limited"), ("49.9", "deterioration")]
)
def test_open_sdg_judges_a_direction_by_its_growth(latest: str, expected: str) -> None:
    """50 × 1.015⁴ = 53.07, 50 × 1.005⁴ = 51.01."""
    rising = yearly("up", ("2020", "50"), target("2030Q4", rise="true"), unit_of_measure="%")
    assert outcome(rising, {"2024": latest}, "open-sdg")[0] == expected


def test_the_eurostat_window_that_starts_at_or_beyond_the_target_is_red() -> None:
    of = yearly("up", ("2010", "10"), target("2030Q4", at_least="20"), unit_of_measure="万人")
    for start in ("20", "21"):
        assert outcome(of, {"2020": start, "2024": "15"}, "eurostat") == ("away", "red")
        assert outcome(of, {"2017": start, "2024": "15"}, "eurostat") == ("away", "red")


def test_dns_asks_neither_for_a_baseline_nor_for_the_latest_figure_alone() -> None:
    of = make_indicator("X", without=("baseline",), frequency="annual", targets=[target("2030Q4", at_least="85")])
    assert outcome(of, {"2023": "70", "2024": "75"}, "dns") == ("sun", "green")
    assert outcome(of, {"2023": "86", "2024": "85"}, "dns") == ("thunderstorm", "red")  # met today, lost at this pace
    assert outcome(of, {"2023": "84", "2024": "85"}, "dns") == ("sun", "green")


# At and after a deadline.

PLAIN = yearly("up", ("2020", "100"), target("2024Q4", at_least="140"), unit_of_measure="万人")


@pytest.mark.parametrize("rules", PUBLISHED)
def test_the_sets_apply_their_own_rules_at_and_after_the_deadline(rules: str) -> None:
    """The last target stays; no verdict, no waiting for the figure, and no years are carried on."""
    figures = {"2020": "100", "2022": "118", "2023": "127"}
    waiting = card(PLAIN, figures, rules, "2025Q2")
    assert waiting.rule not in {"final-met", "final-missed"}
    assert waiting.card is not None
    assert waiting.target is not None
    assert str(waiting.target.target.by) == "2024Q4"
    after = card(PLAIN, {**figures, "2024": "136", "2025": "138"}, rules, "2025Q4")
    assert after.rule not in {"final-met", "final-missed", None}
    assert after.measures["years_left"] == 0


def test_what_is_carried_on_after_the_deadline() -> None:
    found = card(PLAIN, {"2020": "100", "2024": "136", "2025": "138"}, "un-2023").measures
    assert math.isclose(float(found["un_share"] or 0), 38 / 40)  # v̂ = x
    assert found["five_year_share"] == Fraction(2, 2)  # nothing is added to the latest value
    # Weights 1, 5, 6: means 25/6 years and 134, slope 160 / (65/3); the line at the latest figure.
    assert math.isclose(float(found["escap_share"] or 0), (134 + 480 / 65 * 5 / 6 - 100) / 40)
    assert math.isclose(float(found["cagr_ratio"] or 0), (1.38 ** (1 / 5) - 1) / (1.4 ** (1 / 4) - 1))


@pytest.mark.parametrize("rules", PUBLISHED)
def test_the_nearest_deadline_that_has_not_passed_counts(rules: str) -> None:
    two = yearly(
        "up",
        ("2020", "100"),
        target("2024Q4", at_least="140"),
        target("2030Q4", at_least="200"),
        unit_of_measure="万人",
    )
    figures = {"2020": "100", "2022": "120", "2023": "130", "2024": "135"}
    counting = [card(two, figures, rules, quarter).target for quarter in ("2024Q4", "2025Q1")]
    assert [str(one.target.by) for one in counting if one] == ["2024Q4", "2030Q4"]


@pytest.mark.parametrize("rules", ["schedule", "schedule-points", "open-sdg", "un-2022", "un-2023"])
def test_one_figure_after_the_baseline_is_enough(rules: str) -> None:
    of = yearly("up", ("2020", "100"), target("2030Q4", at_least="200"), unit_of_measure="万人")
    assert card(of, {"2021": "108"}, rules).card is not None
    assert card(of, {"2020": "100"}, rules).not_assessed is NotAssessed.NO_DATA_SINCE_BASELINE


def test_what_open_sdg_shows_yellow_and_counts_as_red_in_comparisons() -> None:
    counted = [(rule.id, rule.card, rule.compared_as) for rule in built_in("open-sdg").rules if rule.compared_as]
    assert counted == [("limited", "yellow", "red")] * 2
    others = [rule for name in built_in_rule_sets() for rule in built_in(name).rules if rule.compared_as]
    assert len(others) == 2
    assert card(*V1, "open-sdg").card is Card.YELLOW
