"""Targets that look further than at one figure: another indicator's, several years, every area."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from doubles import make_catalogue, make_indicator
from judging import built_in, filed, history_of, judge, not_used, series
from lianggang.engine.assess import assess_quarter
from lianggang.engine.neighbours import owing
from lianggang.model.assessment import Assessment, Mark, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Indicator
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Observation

TARGET = {"by": "2025Q4", "at_least": "85", "level": "国家", "source": "某规划", "verified": "true"}
AREAS = ("城东街道", "城西街道", "河口镇")


def found_for(
    indicators: list[Indicator], rows: list[Observation], quarter: str, *, rules: str = "default", **catalogue: Any
) -> dict[str | None, Assessment]:
    """The first indicator's assessments by area."""
    known = make_catalogue(*indicators, **catalogue)
    result = assess_quarter(known, history_of(rows), built_in(rules), Quarter.parse(quarter))
    return {one.area: one for one in result.assessments if one.indicator.code == indicators[0].code}


# Relative to another indicator.


def congress(**more: Any) -> list[Indicator]:
    """女党员代表比例 is not to lie below 党员中女性比例."""
    asks = {"by": "2030Q4", "not_below": "Y", "level": "国家", "source": "某规划"}
    own = {"frequency": "election", "baseline": {"period": "2016", "value": "28"}, "targets": [asks], **more}
    return [
        make_indicator("X", **own),
        make_indicator("Y", direction="none", frequency="annual", due=["Q2"], targets=[], without=("baseline",)),
    ]


MEMBERS = [filed("Y", str(year), value, f"{year + 1}Q2") for year, value in
           ((2019, "29"), (2020, "29.6"), (2021, "30.2"), (2022, "30.8"), (2024, "32"))]  # fmt: skip


@pytest.mark.parametrize(
    ("quarter", "asked"),
    [("2021Q4", "29.6"), ("2022Q1", "29.6"), ("2022Q2", "30.2"), ("2025Q3", "30.2")],
)
def test_the_number_is_the_others_latest_known_at_the_figures_own_period(quarter: str, asked: str) -> None:
    rows = [*MEMBERS, filed("X", "2021", "30", "2021Q4")]
    one = found_for(congress(), rows, quarter)[None]
    assert one.target is not None
    assert one.target.value == Decimal(asked)
    assert one.gap == Decimal(asked) - 30
    assert one.met is (asked == "29.6")
    assert one.measures["node"] is not None
    assert one.target.reference is not None
    assert (one.target.reference.indicator.code, one.target.reference.value) == ("Y", Decimal(asked))
    assert str(one.target.reference.period) == ("2021" if asked == "30.2" else "2020")


def test_the_reckoning_is_that_of_the_number() -> None:
    """τ = 30.2: the same z as with at_least: 30.2."""
    rows = [*MEMBERS, filed("X", "2021", "29", "2021Q4")]
    relative = found_for(congress(), rows, "2022Q2")[None]
    plain = found_for(congress(targets=[{**TARGET, "by": "2030Q4", "at_least": "30.2"}]), rows, "2022Q2")[None]
    assert relative.measures == plain.measures
    assert relative.measures["z"] is not None
    # The step that the other indicator's figure brought.
    assert [str(step.quarter) for step in relative.steps] == ["2021Q4", "2022Q2"]


def test_without_a_figure_of_the_other_there_is_no_card_and_the_label_says_which() -> None:
    one = found_for(congress(), [filed("X", "2021", "30", "2021Q4")], "2021Q4")[None]
    assert (one.card, one.not_assessed, one.label) == (None, NotAssessed.TOO_LITTLE_DATA, "数据不足：缺Y")
    assert (one.met, one.gap) == (None, None)
    assert one.target is not None
    assert one.target.value is None


def test_of_an_area_the_others_figure_for_the_same_area_counts() -> None:
    rows = [*MEMBERS, filed("Y", "2021", "40", "2021Q4", area="河口镇")]
    rows += [filed("X", "2021", "35", "2021Q4"), filed("X", "2021", "35", "2021Q4", area="河口镇")]
    found = found_for(congress(), rows, "2022Q2")
    assert [one.target.value for one in found.values() if one.target] == [Decimal("30.2"), 40]


def test_the_verdict_waits_for_the_others_figure() -> None:
    asks = {"by": "2025Q4", "not_below": "Y", "level": "国家", "source": "某规划"}
    asked = congress(frequency="annual", due=["Q4"], targets=[asks])
    own = filed("X", "2025", "31", "2025Q4")
    assert found_for(asked, [own], "2025Q4")[None].not_assessed is NotAssessed.AWAITING_DEADLINE_DATA
    late = [own, filed("Y", "2025", "32", "2026Q2")]
    assert found_for(asked, [*late, filed("X", "2026", "33", "2026Q4")], "2026Q4")[None].rule == "final-missed"
    in_time = [own, filed("Y", "2024", "30", "2025Q2")]
    assert found_for(asked, in_time, "2025Q4")[None].rule == "final-met"


# Several years running.

TWICE = {**TARGET, "for": "2"}


def yearly(figures: Mapping[int, str], quarter: str, *, rules: str = "default", **more: Any) -> Assessment:
    indicator = make_indicator("X", **{"frequency": "annual", "due": ["Q4"], "targets": [TWICE], **more})
    return judge(indicator, series("X", {str(year): value for year, value in figures.items()}), quarter, rules=rules)


@pytest.mark.parametrize(
    ("figures", "met", "held"),
    [
        ({2022: "86"}, False, 1),
        ({2021: "84", 2022: "86"}, False, 1),
        ({2021: "86", 2022: "84"}, False, 0),
        ({2021: "86", 2022: "85"}, True, 2),
        ({2020: "86", 2022: "86"}, False, 1),  # the year between is not known
        ({2020: "86", 2021: "87", 2022: "88"}, True, 3),
    ],
)
def test_met_only_when_the_last_years_all_meet(figures: dict[int, str], met: bool, held: int) -> None:
    one = yearly(figures, "2022Q4")
    assert one.target is not None
    assert (one.met, one.target.years_held) == (met, held)
    assert one.measures["met"] == int(Decimal(figures[2022]) >= 85)  # the rules speak of the latest figure
    assert one.card is not None


def test_before_that_the_card_is_the_ordinary_one() -> None:
    figures = {2021: "73", 2022: "75", 2023: "77"}
    one, plain = yearly(figures, "2023Q4"), yearly(figures, "2023Q4", targets=[TARGET])
    assert (one.card, one.rule, one.measures) == (plain.card, plain.rule, plain.measures)
    assert Mark.LOST_AGAIN not in one.marks


def test_of_quarterly_figures_the_years_ends_count_and_the_latest_must_meet() -> None:
    indicator = make_indicator("X", targets=[{**TWICE, "by": "2027Q4"}])
    held = {"2022Q4": "86", "2023Q3": "80", "2023Q4": "86", "2024Q2": "86"}
    assert judge(indicator, series("X", held), "2024Q2").met is True
    assert judge(indicator, series("X", {**held, "2024Q2": "84"}), "2024Q2").met is False
    assert judge(indicator, series("X", {**held, "2023Q4": "84"}), "2024Q2").met is False


@pytest.mark.parametrize(
    ("figures", "rule", "why"),
    [
        ({2024: "86", 2025: "86"}, "final-met", None),
        ({2024: "84", 2025: "86"}, "final-missed", None),
        ({2024: "86", 2025: "84"}, "final-missed", None),
        ({2025: "84"}, "final-missed", None),  # one that misses decides, whatever the other says
        ({2025: "86"}, None, NotAssessed.AWAITING_DEADLINE_DATA),  # until the return in which it is due is over
    ],
)
def test_the_verdict_takes_all_years(figures: dict[int, str], rule: str | None, why: NotAssessed | None) -> None:
    one = yearly(figures, "2025Q4")
    assert (one.rule, one.not_assessed) == (rule, why)
    if rule:
        assert one.met is (rule == "final-met")


def test_a_year_that_never_came_leaves_no_verdict_and_one_that_comes_late_decides() -> None:
    also = {"frequency": "annual", "due": ["Q4"], "targets": [TWICE]}
    rows = [filed("X", "2025", "86", "2025Q4")]
    assert judge(make_indicator("X", **also), rows, "2026Q1", also=["2026Q1"]).not_assessed is (
        NotAssessed.NO_DEADLINE_DATA
    )
    rows.append(filed("X", "2024", "86", "2026Q2"))
    assert judge(make_indicator("X", **also), rows, "2026Q2").rule == "final-met"


def test_the_latest_within_a_year_stands_in_for_the_deadlines_figure() -> None:
    also = {"frequency": "annual", "due": ["Q4"], "targets": [TWICE]}
    rows = series("X", {"2023": "86", "2024": "86"})
    one = judge(make_indicator("X", **also), rows, "2026Q1", also=["2026Q1"])
    assert (one.rule, str(one.data_period)) == ("final-met", "2024")


# Every area.

EVERY = {**TARGET, "at_least": "90", "keep": "true", "every_area": "true", "by": "2030Q4"}


def vaccination(**more: Any) -> Indicator:
    return make_indicator("X", **{"baseline": {"period": "2020Q4", "value": "97"}, "targets": [EVERY], **more})


def by_area(quarter: str, *values: str | None, district: str = "97") -> list[Observation]:
    rows = [filed("X", quarter, district)]
    return rows + [filed("X", quarter, value, area=area) for area, value in zip(AREAS, values, strict=True) if value]


EARLIER = [row for year in (2021, 2022, 2023) for row in by_area(f"{year}Q4", "97", "96", "95")]


def test_the_district_shows_its_worst_area() -> None:
    one = found_for([vaccination()], [*EARLIER, *by_area("2024Q4", "97", "94.1", "95")], "2024Q4")[None]
    assert (one.value, one.met, one.gap, one.card) == (Decimal("94.1"), True, Decimal("-4.1"), Card.GREEN)
    assert one.target is not None
    standing = one.target.areas
    assert standing is not None
    assert (standing.worst, standing.short, standing.missing, standing.count) == ("城西街道", (), (), 3)
    assert standing.district is not None
    assert standing.district[1] == 97
    assert {row.area for row in one.observations} == {"城西街道"}
    assert [step.value for step in one.steps] == [95, 95, 95, Decimal("94.1")]


def test_one_area_that_misses_is_enough_though_the_district_complies() -> None:
    rows = [*EARLIER, *by_area("2024Q4", "97", "89.9", "88")]
    found = found_for([vaccination()], rows, "2024Q4")
    one = found[None]
    assert (one.value, one.met, one.gap, one.card) == (88, False, 2, Card.RED)
    assert one.target is not None
    assert one.target.areas is not None
    assert one.target.areas.short == (("河口镇", Decimal(88)), ("城西街道", Decimal("89.9")))
    assert [area.met for area in found.values()] == [False, True, False, False]
    assert [area.target.areas for area in found.values() if area.area and area.target] == [None] * 3


def test_areas_without_a_figure_leave_it_open_unless_another_misses() -> None:
    silent = [*EARLIER, *by_area("2024Q4", "97", None, "95")]
    one = found_for([vaccination()], silent, "2024Q4")[None]
    assert (one.card, one.not_assessed, one.label) == (None, NotAssessed.TOO_LITTLE_DATA, "数据不足：缺城西街道")
    assert (one.met, one.gap, one.value) == (None, None, 95)
    missed = [*EARLIER, *by_area("2024Q4", "97", None, "80")]
    one = found_for([vaccination()], missed, "2024Q4")[None]
    assert (one.card, one.met) == (Card.RED, False)
    assert one.target is not None
    assert one.target.areas is not None
    assert one.target.areas.missing == ("城西街道",)


def test_where_no_area_has_ever_filed_the_districts_own_figure_does_not_stand_in() -> None:
    one = found_for([vaccination()], by_area("2024Q4", None, None, None), "2024Q4")[None]
    assert (one.card, one.not_assessed, one.label) == (None, NotAssessed.TOO_LITTLE_DATA, "数据不足：缺各区域数据")
    assert one.value is None


def test_a_quarter_in_which_no_area_files_is_not_reported_or_held() -> None:
    rows = [*EARLIER, filed("X", "2024Q1", "97")]
    assert found_for([vaccination()], rows, "2024Q1")[None].not_assessed is NotAssessed.NOT_REPORTED
    held = not_used("X", "2024Q1", held=True)
    rows.append(filed("X", "2024Q1", "97", area="河口镇", disposition=held.disposition))
    assert found_for([vaccination()], rows, "2024Q1")[None].not_assessed is NotAssessed.HELD


def test_the_verdict_takes_every_area() -> None:
    due = vaccination(targets=[{**EVERY, "by": "2024Q4"}])

    def verdict(quarter: str, *values: str | None) -> tuple[str | None, NotAssessed | None]:
        rows = [*EARLIER[:-4], *by_area("2024Q4", *values), filed("X", "2025Q1", "97")]
        one = found_for([due], rows, quarter)[None]
        return one.rule, one.not_assessed

    assert verdict("2024Q4", "97", "94", "90") == ("final-met", None)
    assert verdict("2024Q4", "97", "94", "89") == ("final-missed", None)
    assert verdict("2024Q4", "97", None, "89") == ("final-missed", None)
    assert verdict("2024Q4", "97", None, "90") == (None, NotAssessed.AWAITING_DEADLINE_DATA)
    assert verdict("2025Q1", "97", None, "90") == (None, NotAssessed.NO_DEADLINE_DATA)


def test_of_rates_to_be_lowered_the_highest_area_counts() -> None:
    falling = make_indicator(
        "X", direction="down", unit_of_measure="‰", baseline={"period": "2020Q4", "value": "9"},
        targets=[{"by": "2030Q4", "at_most": "5", "every_area": "true", "level": "市", "source": "某规划"}],
    )  # fmt: skip
    one = found_for([falling], by_area("2024Q4", "4", "6.5", "6", district="5"), "2024Q4")[None]
    assert (one.value, one.gap) == (Decimal("6.5"), Decimal("1.5"))
    assert one.target is not None
    assert one.target.areas is not None
    assert [name for name, _ in one.target.areas.short] == ["城西街道", "河口镇"]


def test_pooled_areas_are_compared_over_the_same_four_quarters() -> None:
    pooled = vaccination(figure="period")
    rows = [
        filed("X", f"{2023 + place // 4}Q{place % 4 + 1}", "0", area=area, numerator=given, denominator="100")
        for place in range(6)
        for area, given in zip(AREAS, ("97", str(90 + place), "94"), strict=True)
    ]
    one = found_for([pooled], rows, "2024Q2")[None]
    assert (one.value, str(one.data_period)) == (Decimal("93.5"), "2024Q2")  # 92, 93, 94, 95
    assert one.target is not None
    assert one.target.areas is not None
    assert one.target.areas.worst == "城西街道"
    assert [str(step.data_period) for step in one.steps] == ["2023", "2024Q1", "2024Q2"]


def test_published_sets_judge_the_worst_area_too() -> None:
    rows = [*EARLIER, *by_area("2024Q4", "97", "89.9", "95")]
    one = found_for([vaccination()], rows, "2024Q4", rules="un-2022")[None]
    assert (one.value, one.rule) == (Decimal("89.9"), "keep-missed")


def test_all_areas_of_the_level_that_reports_must_report() -> None:
    areas = make_catalogue(areas=[{"东区": ["甲街道", "乙镇"]}, {"西区": ["丙镇"]}]).areas
    assert owing(areas, frozenset({"东区", None})) == ("东区", "西区")
    assert owing(areas, frozenset({"甲街道", "东区"})) == ("甲街道", "乙镇", "丙镇")
    assert owing(areas, frozenset()) == ("甲街道", "乙镇", "丙镇")
    assert owing((), frozenset()) == ()
