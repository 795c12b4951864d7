"""From rows to the assessments of a quarter: reasons without a card, steps, marks, areas, breaks, versions."""

from __future__ import annotations

from decimal import Decimal
from math import exp, log
from typing import Any

import pytest

from doubles import make_catalogue, make_indicator
from judging import built_in, filed, history_of, judge, judge_all, not_used, series, stated
from lianggang.engine.assess import assess_quarter
from lianggang.model.assessment import Assessment, Mark, NotAssessed
from lianggang.model.card_rules import Card, RuleSet
from lianggang.model.indicator import Indicator
from lianggang.model.measures import MEASURES
from lianggang.model.quarter import Quarter
from lianggang.model.submission import DataStatus, Disposition, Missing

TARGET = {"by": "2025Q4", "at_least": "85", "level": "国家", "source": "某规划", "verified": "true"}
FEW = {"2024Q4": "77.0", "2025Q1": "77.5", "2025Q2": "78.0"}


def kindergartens(**more: Any) -> Indicator:
    return make_indicator("X", **{"targets": [TARGET], **more})


def cards(found: Assessment) -> list[tuple[str, str | None]]:
    return [(str(step.quarter), step.card.value if step.card else None) for step in found.steps]


def test_the_founding_case() -> None:
    figures = {"2021Q4": "73.1", "2022Q4": "74.6", "2023Q4": "76.0", "2024Q4": "77.5", "2025Q3": "78.70"}
    found = judge(kindergartens(), series("X", figures), "2025Q3")
    assert (found.card, found.rule, found.label) == (Card.RED, "far-behind", "按现有进度难以达标")
    assert (found.value, found.gap, found.met) == (Decimal("78.70"), Decimal("6.30"), False)
    assert (str(found.data_period), found.returned, found.not_assessed) == ("2025Q3", True, None)
    assert found.previous is not None
    assert (str(found.previous[0]), found.previous[1]) == ("2024Q4", Decimal("77.5"))
    assert found.target is not None
    assert (found.target.value, found.target.baseline) == (85, found.indicator.baseline)
    assert found.marks == ()
    assert [str(condition) for condition in found.conditions] == ["improve = 1", "z < -0.50"]
    assert tuple(found.measures) == MEASURES


# Reasons without a card.


def reason(
    indicator: Indicator, rows: list[Any], quarter: str = "2025Q2", also: tuple[str, ...] = ()
) -> NotAssessed | None:
    return judge(indicator, rows, quarter, also=also).not_assessed


@pytest.mark.parametrize(
    ("indicator", "figures", "expected"),
    [
        (kindergartens(), {"2020Q4": "71.3"}, NotAssessed.NO_DATA_SINCE_BASELINE),
        (make_indicator("X", without=("baseline",)), FEW, NotAssessed.NO_BASELINE),
        (
            make_indicator("X", direction="down", without=("baseline",),
                           targets=[{"by": "2025Q4", "change": "-20%", "level": "区", "source": "某规划"}]),
            FEW, NotAssessed.NO_BASELINE,
        ),
        (kindergartens(targets=[]), {"2025Q1": "77", "2025Q2": "78"}, NotAssessed.TOO_LITTLE_DATA),
        (make_indicator("X", direction="none", targets=[]), FEW, NotAssessed.OBSERVED_ONLY),
        (make_indicator("X", direction="range", targets=[]), FEW, NotAssessed.OBSERVED_ONLY),
        (kindergartens(figure="period"), FEW, NotAssessed.NOT_SUPPORTED),
        (kindergartens(small_numbers="true"), FEW, NotAssessed.SMALL_NUMBERS),
        (kindergartens(breaks=[{"period": "2025Q1", "why": "口径调整"}]), FEW, NotAssessed.DEFINITION_CHANGED),
    ],
)  # fmt: skip
def test_not_assessed(indicator: Indicator, figures: dict[str, str], expected: NotAssessed) -> None:
    quarter = list(figures)[-1]
    found = judge(indicator, series("X", figures), quarter)
    assert (found.not_assessed, found.card, found.rule, found.label) == (expected, None, None, expected.value)
    assert found.value == Decimal(figures[quarter])


def test_parts_of_a_first_year_are_too_little() -> None:
    rows = [filed("X", "2021Q1", "70", numerator="70", denominator="100")]
    assert reason(kindergartens(figure="period"), rows, "2021Q1") is NotAssessed.TOO_LITTLE_DATA


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (None, NotAssessed.NOT_REPORTED),
        (not_used("X", "2025Q3", held=True), NotAssessed.HELD),
        (not_used("X", "2025Q3", held=False), NotAssessed.NOT_REPORTED),
        (stated("X", "2025Q3", DataStatus.NOT_APPLICABLE), NotAssessed.NOT_APPLICABLE),
        (filed("X", "2025Q3", None, text="不适用", missing=Missing.NONE), NotAssessed.NOT_APPLICABLE),
        (filed("X", "2025Q3", None, text="无", missing=Missing.NONE), NotAssessed.NOT_REPORTED),
        (stated("X", "2025Q3", DataStatus.DEFINITION_CHANGED), NotAssessed.DEFINITION_CHANGED),
        (stated("X", "2025Q3", DataStatus.NOT_MEASURED), NotAssessed.NOT_REPORTED),
        (stated("X", "2025Q3", DataStatus.NOT_DUE), NotAssessed.NOT_REPORTED),
    ],
)
def test_what_was_due_and_is_not_there_is_no_stale_value_in_disguise(row: Any, expected: NotAssessed) -> None:
    found = judge(kindergartens(), [*series("X", FEW), *([row] if row else [])], "2025Q3", also=["2025Q3"])
    assert (found.not_assessed, found.card, found.value, found.data_period) == (expected, None, None, None)
    assert (found.met, found.gap, found.returned, found.since, found.lifted) == (None, None, False, None, None)
    assert set(found.measures.values()) == {None}
    assert found.previous is not None
    assert found.previous[1] == Decimal("78.0")


def test_an_earlier_quarter_without_a_figure_simply_brought_nothing_new() -> None:
    rows = [*series("X", FEW), filed("X", "2025Q4", "80")]
    found = judge(kindergartens(targets=[{**TARGET, "by": "2030Q4"}]), rows, "2025Q4", also=["2025Q3"])
    assert [quarter for quarter, _ in cards(found)] == ["2024Q4", "2025Q1", "2025Q2", "2025Q4"]


def test_where_nothing_is_due_the_last_figure_keeps_its_card() -> None:
    yearly = kindergartens(frequency="annual", due=["Q4"])
    rows = [filed("X", "2023", "74", "2023Q4"), filed("X", "2024", "75", "2024Q4")]
    found = judge(yearly, rows, "2025Q2", also=["2025Q1", "2025Q2"])
    assert (found.card, str(found.data_period), found.returned) == (Card.RED, "2024", False)
    assert found.since is not None
    assert found.steps[-1].quarter == Quarter(2024, 4)


def test_a_held_figure_that_is_never_due_is_held() -> None:
    irregular = kindergartens(frequency="irregular")
    rows = [*series("X", FEW), not_used("X", "2025Q3", held=True)]
    assert reason(irregular, rows, "2025Q3") is NotAssessed.HELD
    assert reason(irregular, rows[:-1], "2025Q3", also=("2025Q3",)) is None


def test_a_used_figure_on_a_new_definition_waits_for_the_catalogue() -> None:
    rows = [*series("X", FEW), filed("X", "2025Q3", "90", status=DataStatus.DEFINITION_CHANGED)]
    found = judge(kindergartens(), rows, "2025Q3")
    assert (found.not_assessed, found.value, found.met) == (NotAssessed.DEFINITION_CHANGED, 90, None)
    known = kindergartens(
        breaks=[{"period": "2025Q3", "why": "口径调整"}],
        targets=[{**TARGET, "by": "2030Q4", "baseline": {"period": "2025Q3", "value": "90"}}],
    )
    assert reason(known, rows, "2025Q3") is NotAssessed.NO_DATA_SINCE_BASELINE


def test_a_year_of_many_cases_is_judged_by_its_rate() -> None:
    deaths = make_indicator(
        "X", direction="down", unit_of_measure="1/10万", frequency="annual", small_numbers="true",
        baseline={"period": "2020", "value": "10"},
        targets=[{"by": "2030Q4", "at_most": "5", "level": "国家", "source": "某规划"}],
    )  # fmt: skip

    def outcome(events: str, born: str) -> Assessment:
        rows = [filed("X", str(year), "9", f"{year}Q4", numerator=events, denominator=born) for year in (2021, 2022)]
        return judge(deaths, rows, "2022Q4")

    few = outcome("19", "200000")  # about 17 are expected on the path
    assert (few.rule, few.met, few.gap, few.measures["z"]) == ("within-chance", None, None, None)
    assert few.numerator == 19
    assert outcome("20", "200000").measures["z"] is not None
    assert outcome("19", "250000").measures["z"] is not None  # about 22 are expected


def test_a_rule_that_does_not_colour_gives_no_card() -> None:
    rules = RuleSet.model_validate(
        {"name": "own", "title": "自定", "rules": [{"id": "few", "card": "none", "label": "例数过少"}]}
    )
    found = judge(kindergartens(), series("X", FEW), "2025Q2", rules=rules)
    assert (found.card, found.rule, found.label, found.not_assessed) == (
        None, "few", "例数过少", NotAssessed.TOO_LITTLE_DATA,
    )  # fmt: skip


def test_a_published_set_without_a_measure_for_a_direction_says_so() -> None:
    rising = kindergartens(targets=[])
    found = judge(rising, series("X", FEW), "2025Q2", rules="schedule")
    assert found.not_assessed is NotAssessed.NOT_SUPPORTED


# Steps, since and lifted.


def by_value(*, red: str, yellow: str) -> RuleSet:
    """A set that colours by the value's distance from the path, so that a test can paint."""
    rules = [
        {"id": "red", "card": "red", "when": [f"value_gap > {red}"]},
        {"id": "yellow", "card": "yellow", "when": [f"value_gap > {yellow}"]},
        {"id": "green", "card": "green", "when": []},
    ]
    return RuleSet.model_validate({"name": "own", "title": "自定", "rules": rules})


def painted(colours: str, quarter: str | None = None) -> Assessment:
    """G, y and R, one a quarter from 2021Q1 on; a dot is a quarter without a figure."""
    level = make_indicator(
        "X", baseline={"period": "2020Q4", "value": "60"}, targets=[{**TARGET, "by": "2030Q4", "keep": "true"}]
    )
    values = {"G": "85", "y": "80", "R": "70"}
    start = Quarter(2021, 1)
    figures = {str(start + place): values[colour] for place, colour in enumerate(colours) if colour != "."}
    also = [str(start + place) for place in range(len(colours))]
    rules = by_value(red="10", yellow="1")
    return judge(level, series("X", figures), quarter or also[-1], rules=rules, also=also)


@pytest.mark.parametrize(
    ("colours", "since", "lifted"),
    [
        ("G", None, None), ("GG", None, None), ("R", "2021Q1", None), ("GRR", "2021Q2", None),
        ("RyR", "2021Q3", None), ("RRy", "2021Q3", None), ("R.R", "2021Q1", None), ("RGR", "2021Q3", None),
        ("RG", None, "2021Q2"), ("RGG", None, "2021Q2"), ("RyGG", None, "2021Q3"), ("RGyGG", None, "2021Q4"),
        ("R.G", None, "2021Q3"),
    ],
)  # fmt: skip
def test_since_and_lifted(colours: str, since: str | None, lifted: str | None) -> None:
    found = painted(colours)
    assert (str(found.since) if found.since else None, str(found.lifted) if found.lifted else None) == (since, lifted)


def test_a_step_for_each_quarter_with_something_new() -> None:
    found = painted("GyR.R")
    assert cards(found) == [("2021Q1", "green"), ("2021Q2", "yellow"), ("2021Q3", "red"), ("2022Q1", "red")]
    assert [step.rule for step in found.steps] == ["green", "yellow", "red", "red"]


def test_the_past_is_judged_as_it_was_known_but_with_the_values_of_today() -> None:
    rows = [filed("X", "2024Q4", "70"), filed("X", "2024Q4", "84", "2025Q2"), filed("X", "2025Q2", "84.5")]
    found = judge(kindergartens(), rows, "2024Q4")
    assert (found.value, found.marks) == (84, (Mark.REVISED,))
    assert len(found.observations) == 3


def test_hysteresis_follows_the_final_card_of_the_step_before() -> None:
    indicator = make_indicator(
        "X", unit_of_measure="万元", baseline={"period": "2020Q4", "value": "0"},
        targets=[{**TARGET, "by": "2030Q4", "at_least": "100"}],
    )  # fmt: skip
    early, late = {"2022Q4": "4", "2023Q4": "6"}, {"2024Q4": "24.5"}
    alone = judge(
        indicator, [filed("X", period, value, "2024Q4") for period, value in {**early, **late}.items()], "2024Q4"
    )
    stepwise = judge(indicator, series("X", {**early, **late}), "2024Q4")
    assert alone.measures["z"] == stepwise.measures["z"] == stepwise.steps[-1].z
    assert round(float(stepwise.measures["z"] or 0), 2) == -0.52
    assert cards(alone) == [("2024Q4", "yellow")]
    assert cards(stepwise) == [("2022Q4", "red"), ("2023Q4", "red"), ("2024Q4", "red")]


# Plans.


def test_a_new_version_of_the_target_starts_afresh() -> None:
    versions = [TARGET, {**TARGET, "at_least": "78", "valid_from": "2025Q2"}]
    rows = series("X", {"2024Q4": "77", "2025Q1": "77.5"})
    found = judge(kindergartens(targets=versions, due=["Q1"]), rows, "2025Q2", also=["2025Q2"])
    assert [str(step.quarter) for step in found.steps] == ["2024Q4", "2025Q1", "2025Q2"]
    assert [step.target.at_least for step in found.steps if step.target] == [85, 85, 78]
    assert found.target is not None
    assert found.target.value == 78
    assert all(condition.number in {Decimal("-0.20"), Decimal("-0.60"), 0, 1} for condition in found.conditions)


def test_a_relative_target_moves_with_its_baseline() -> None:
    def asked(baseline: str) -> Any:
        indicator = make_indicator(
            "X", direction="down", unit_of_measure="1/10万", baseline={"period": "2020Q4", "value": baseline},
            targets=[{"by": "2025Q4", "change": "-20%", "level": "区", "source": "某规划"}],
        )  # fmt: skip
        found = judge(indicator, series("X", FEW), "2025Q2")
        return found.target.value if found.target else None

    assert (asked("80"), asked("90")) == (64, 72)


def test_only_figures_from_a_break_on_count() -> None:
    broken = kindergartens(
        breaks=[{"period": "2023Q4", "why": "口径调整"}],
        baseline={"period": "2023Q4", "value": "74"},
        targets=[{**TARGET, "by": "2030Q4"}],
    )
    old, new = {"2022Q4": "10", "2023Q3": "12"}, {"2023Q4": "74", "2024Q2": "75", "2024Q4": "76"}
    found = judge(broken, series("X", {**old, **new}), "2024Q4")
    alone = judge(broken, series("X", new), "2024Q4")
    assert found.measures == alone.measures
    assert found.pace is not None
    assert [str(figure.period) for figure in found.pace.window] == list(new)


def test_before_its_break_a_series_is_judged_on_the_old_definition() -> None:
    broken = kindergartens(breaks=[{"period": "2025Q2", "why": "口径调整"}])
    assert [reason(broken, series("X", FEW), quarter) for quarter in ("2025Q1", "2025Q2")] == [
        None, NotAssessed.DEFINITION_CHANGED,
    ]  # fmt: skip


def test_history_before_the_baseline_is_used() -> None:
    figures = {"2019Q4": "70", "2020Q4": "71.3", "2021Q4": "73"}
    found = judge(kindergartens(), series("X", figures), "2021Q4")
    assert found.pace is not None
    assert [str(figure.period) for figure in found.pace.window] == list(figures)


def test_the_baseline_is_no_observation_unless_it_was_filed() -> None:
    found = judge(kindergartens(), series("X", {"2021Q4": "73"}), "2021Q4")
    assert found.pace is not None
    assert [str(figure.period) for figure in found.pace.window] == ["2021Q4"]
    assert found.pace.recent == 0


def test_a_pooled_figure_is_judged_with_its_counts() -> None:
    pooled = kindergartens(figure="period", targets=[{**TARGET, "by": "2030Q4"}])
    rows = [
        filed("X", f"{year}Q{quarter}", "0", numerator=str(70 + year - 2020), denominator="100")
        for year in (2021, 2022) for quarter in (1, 2, 3, 4)
    ]  # fmt: skip
    found = judge(pooled, rows, "2022Q4")
    assert (str(found.data_period), found.value, found.numerator, found.denominator) == ("2022", 72, 288, 400)
    midway = judge(pooled, rows, "2022Q2")
    assert (str(midway.data_period), midway.value) == ("2022Q2", Decimal("71.5"))


# Marks.


@pytest.mark.parametrize(
    ("figures", "quarter", "changes", "mark", "expected"),
    [
        ({"2023Q4": "86", "2024Q4": "84"}, "2024Q4", {}, Mark.LOST_AGAIN, True),
        ({"2023Q4": "86", "2024Q4": "87"}, "2024Q4", {}, Mark.LOST_AGAIN, False),
        ({"2023Q4": "83", "2024Q4": "84"}, "2024Q4", {}, Mark.LOST_AGAIN, False),
        ({"2022Q4": "80"}, "2024Q4", {"due": ["Q1"]}, Mark.OLD_DATA, False),
        ({"2022Q3": "80"}, "2024Q4", {"due": ["Q1"]}, Mark.OLD_DATA, True),
        ({"2024Q4": "80"}, "2024Q4", {"targets": [{**TARGET, "verified": "false"}]}, Mark.UNVERIFIED_TARGET, True),
        ({"2024Q4": "80"}, "2024Q4", {}, Mark.UNVERIFIED_TARGET, False),
        ({"2024Q4": "80"}, "2024Q4", {"targets": [{**TARGET, "keep": "true"}]}, Mark.KEEP, True),
        ({"2024Q4": "80"}, "2024Q4", {"baseline": {"period": "2020", "value": "86"}}, Mark.KEEP, True),
        ({"2024Q4": "80"}, "2024Q4", {}, Mark.KEEP, False),
    ],
)
def test_marks(figures: dict[str, str], quarter: str, changes: dict[str, Any], mark: Mark, expected: bool) -> None:
    found = judge(kindergartens(**changes), series("X", figures), quarter, also=[quarter])
    assert (mark in found.marks) is expected


@pytest.mark.parametrize(("corrected", "expected"), [("2025Q2", True), ("2025Q1", False)])
def test_a_correction_is_marked_in_the_quarter_that_brought_it(corrected: str, expected: bool) -> None:
    rows = [*series("X", FEW), filed("X", "2024Q4", "76", corrected)]
    assert (Mark.REVISED in judge(kindergartens(), rows, "2025Q2").marks) is expected


# Areas and order.


def test_the_district_then_its_areas_that_have_filed() -> None:
    rows = [
        filed("X", "2025Q2", "80", area="河口镇"),
        filed("X", "2025Q2", "78", area="城东街道"),
        filed("X", "2025Q3", "78", area="城西街道"),
    ]
    found = judge_all(kindergartens(), rows, "2025Q2")
    assert [(one.area, one.not_assessed, one.value) for one in found] == [
        (None, NotAssessed.NOT_REPORTED, None), ("城东街道", None, 78), ("河口镇", None, 80),
    ]  # fmt: skip


def test_an_area_that_has_filed_before_owes_its_figure() -> None:
    rows = [filed("X", "2025Q1", "78", area="城东街道"), filed("X", "2025Q2", "79")]
    found = judge_all(kindergartens(), rows, "2025Q2")
    assert [(one.area, one.not_assessed) for one in found] == [(None, None), ("城东街道", NotAssessed.NOT_REPORTED)]


def test_an_areas_first_row_may_be_held() -> None:
    held = filed("X", "2025Q2", "79", area="城东街道", disposition=Disposition.HELD)
    assert judge_all(kindergartens(), [held], "2025Q2")[1].not_assessed is NotAssessed.HELD


def test_a_quarter_is_assessed_in_the_catalogues_order() -> None:
    catalogue = make_catalogue(make_indicator("Z"), make_indicator("A"))
    result = assess_quarter(catalogue, history_of(series("A", FEW)), built_in("default"), Quarter(2025, 2))
    assert [one.indicator.code for one in result.assessments] == ["Z", "A"]
    assert (result.rules, result.period, result.catalogue) == ("default", Quarter(2025, 2), catalogue)


def test_no_history_at_all() -> None:
    found = judge(kindergartens(frequency="irregular"), [], "2025Q2")
    assert (found.not_assessed, found.steps) == (NotAssessed.NO_DATA_SINCE_BASELINE, ())


def test_a_direction_without_a_number_is_told_by_how_much_it_moves_a_year() -> None:
    target = {"by": "2030Q4", "level": "国家", "source": "某规划", "rise": "true"}
    indicator = make_indicator("X", frequency="annual", baseline={"period": "2018", "value": "39.9"}, targets=[target])
    figures = {"2018": "39.9", "2021": "38.9", "2024": "38.1"}
    found = judge(indicator, series("X", figures), "2024Q4")
    assert found.pace is None
    assert found.drift is not None
    levels = [log(float(value) / (100 - float(value))) for value in figures.values()]
    slope = (levels[2] - levels[0]) / 6
    assert found.drift.recent == pytest.approx(slope)
    assert found.drift.recent == pytest.approx(found.measures["recent"])
    assert [(str(one.period), one.level) for one in found.drift.window] == [
        (period, pytest.approx(level)) for period, level in zip(figures, levels, strict=True)
    ]
    # The line ends at mean + 3 years; half-way between it and 38.1 is where the year to come begins.
    level = (levels[2] + sum(levels) / 3 + 3 * slope) / 2
    moved = 100 / (1 + exp(-level - slope)) - 100 / (1 + exp(-level))
    assert found.drift.in_unit == pytest.approx(moved)
    assert judge(indicator, series("X", dict(list(figures.items())[:2])), "2021Q4").drift is None
