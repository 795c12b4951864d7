"""When a deadline is decided, by which figure, and what counts afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from doubles import make_indicator
from judging import filed, judge, series
from lianggang.engine.verdict import due_index
from lianggang.model.assessment import Assessment
from lianggang.model.indicator import Indicator
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Observation

TO_2025 = {"by": "2025Q4", "at_least": "85", "level": "国家", "source": "某规划"}
TO_2030 = {"by": "2030Q4", "at_least": "90", "level": "国家", "source": "某规划"}


def outcome(found: Assessment) -> str:
    if found.not_assessed is not None:
        return found.not_assessed.value
    return str(found.rule)


def timeline(indicator: Indicator, rows: list[Observation], *quarters: str, rules: str = "default") -> list[str]:
    """The outcome as of each quarter; other units file all through 2020 to 2032."""
    also = [f"{year}Q{quarter}" for year in range(2020, 2033) for quarter in (1, 2, 3, 4)]
    return [outcome(judge(indicator, rows, quarter, rules=rules, also=also)) for quarter in quarters]


def quarterly(**more: Any) -> Indicator:
    return make_indicator("X", **{"targets": [TO_2025], **more})


def yearly(due: str, **more: Any) -> Indicator:
    return make_indicator("X", **{"frequency": "annual", "targets": [TO_2025], "due": [due], **more})


EARLIER = {"2023Q4": "82", "2024Q4": "84", "2025Q3": "84.5"}


def test_quarterly_figures_decide_in_the_deadlines_own_quarter() -> None:
    rows = series("X", {**EARLIER, "2025Q4": "85", "2026Q1": "80"})
    found = timeline(quarterly(), rows, "2025Q3", "2025Q4", "2026Q1", "2027Q1")
    assert found[1:] == ["final-met"] * 3
    assert found[0] not in {"final-met", "final-missed"}


def test_the_verdict_shows_the_figure_it_rests_on_and_no_z() -> None:
    rows = series("X", {**EARLIER, "2025Q4": "84.9", "2026Q1": "90"})
    found = judge(quarterly(), rows, "2026Q1")
    assert (found.rule, found.label, str(found.data_period), found.value) == (
        "final-missed", "到期未达标", "2025Q4", rows[3].value,
    )  # fmt: skip
    assert (found.measures["z"], found.measures["need"], found.pace) == (None, None, None)
    assert (found.met, str(found.gap)) == (False, "0.1")


def test_a_missing_last_quarter_is_waited_for_and_then_the_latest_within_a_year_decides() -> None:
    rows = series("X", EARLIER)
    found = timeline(quarterly(due=["Q1", "Q2", "Q3"]), rows, "2025Q4", "2026Q1", "2027Q1")
    assert found == ["待到期数据", "final-missed", "final-missed"]


def test_what_was_due_in_the_last_quarter_and_is_not_there_is_not_reported() -> None:
    assert timeline(quarterly(), series("X", EARLIER), "2025Q4", "2026Q1") == ["未报", "final-missed"]


def test_a_figure_older_than_a_year_decides_nothing() -> None:
    found = timeline(quarterly(), series("X", {"2023Q4": "86", "2024Q3": "87"}), "2026Q1", "2026Q2")
    assert found == ["无到期数据", "无到期数据"]


def test_a_figure_exactly_one_year_older_decides() -> None:
    assert timeline(quarterly(), series("X", {"2024Q4": "87"}), "2026Q1") == ["final-met"]


def test_a_later_figure_ends_the_waiting() -> None:
    rows = [*series("X", EARLIER), filed("X", "2026Q1", "86")]
    assert timeline(quarterly(), rows, "2026Q1") == ["final-missed"]


def test_a_figure_for_the_deadline_that_comes_late_still_decides() -> None:
    rows = [*series("X", {"2023Q4": "84"}), filed("X", "2025Q4", "86", "2026Q2")]
    assert timeline(quarterly(), rows, "2026Q1", "2026Q2", "2026Q3") == ["无到期数据", "final-met", "final-met"]


def test_a_year_due_in_the_fourth_quarter() -> None:
    rows = [filed("X", "2024", "84", "2024Q4"), filed("X", "2025", "86", "2025Q4")]
    assert timeline(yearly("Q4"), rows, "2025Q4") == ["final-met"]


def test_a_year_due_in_the_next_first_quarter() -> None:
    rows = [filed("X", "2024", "84", "2025Q1"), filed("X", "2025", "86", "2026Q1")]
    found = timeline(yearly("Q1"), rows, "2025Q4", "2026Q1", "2026Q2")
    assert found == ["待到期数据", "final-met", "final-met"]


def test_a_year_due_in_the_next_first_quarter_that_never_comes() -> None:
    rows = [filed("X", "2024", "84", "2025Q1")]
    found = timeline(yearly("Q1"), rows, "2025Q4", "2026Q1", "2026Q2")
    assert found == ["待到期数据", "未报", "final-missed"]


def test_a_school_year_known_before_the_deadlines_quarter_decides_at_once() -> None:
    indicator = yearly("Q3", frequency="school_year")
    rows = [filed("X", "2024", "84", "2024Q3"), filed("X", "2025", "86", "2025Q3")]
    assert timeline(indicator, rows, "2025Q3", "2025Q4") == ["final-met", "final-met"]


def test_what_is_never_due_is_not_waited_for() -> None:
    irregular = make_indicator("X", frequency="irregular", targets=[TO_2025])
    rows = series("X", {"2023Q2": "80", "2025Q2": "84"})
    assert timeline(irregular, rows, "2025Q4") == ["final-missed"]
    assert timeline(irregular, rows[:1], "2025Q4") == ["无到期数据"]


def test_the_next_target_counts_from_the_quarter_after_the_verdict() -> None:
    indicator = make_indicator("X", targets=[TO_2025, TO_2030])
    rows = series("X", {**EARLIER, "2025Q4": "85", "2026Q1": "85.2"})
    found = [judge(indicator, rows, quarter) for quarter in ("2025Q4", "2026Q1")]
    assert [str(one.target.target.by) for one in found if one.target] == ["2025Q4", "2030Q4"]
    assert found[0].rule == "final-met"
    assert [str(step.target.by) for step in found[1].steps if step.target][-2:] == ["2025Q4", "2030Q4"]


def test_the_next_target_counts_only_after_a_late_verdict() -> None:
    indicator = yearly("Q1", targets=[TO_2025, TO_2030])
    rows = [filed("X", "2024", "84", "2025Q1"), filed("X", "2025", "86", "2026Q1")]
    found = [judge(indicator, rows, quarter, also=["2026Q2"]) for quarter in ("2025Q4", "2026Q1", "2026Q2")]
    assert [str(one.target.target.by) for one in found if one.target] == ["2025Q4", "2025Q4", "2030Q4"]


def test_no_verdict_counts_as_given_too() -> None:
    indicator = make_indicator("X", targets=[TO_2025, TO_2030])
    rows = series("X", {"2023Q4": "82", "2026Q2": "85"})
    assert timeline(indicator, rows, "2026Q1") == ["无到期数据"]
    assert str(judge(indicator, rows, "2026Q2", also=["2026Q1"]).target.target.by) == "2030Q4"  # type: ignore[union-attr]


def test_deadlines_that_were_over_before_the_first_return_are_passed_over() -> None:
    indicator = make_indicator(
        "X", targets=[{**TO_2025, "by": "2020Q4", "baseline": {"period": "2010", "value": "60"}}, TO_2030]
    )
    found = judge(indicator, series("X", {"2021Q1": "80"}), "2021Q1")
    assert str(found.target.target.by) == "2030Q4"  # type: ignore[union-attr]


def test_but_the_only_one_stays_with_its_verdict() -> None:
    indicator = make_indicator(
        "X", targets=[{**TO_2025, "by": "2020Q4", "baseline": {"period": "2010", "value": "60"}}]
    )
    rows = [filed("X", "2020Q4", "86", "2021Q1")]
    assert outcome(judge(indicator, rows, "2021Q1")) == "final-met"


def test_a_direction_alone_gets_no_verdict() -> None:
    indicator = quarterly(targets=[{**{key: TO_2025[key] for key in ("by", "level", "source")}, "rise": "true"}])
    rows = series("X", {**EARLIER, "2025Q4": "85", "2026Q1": "86"})
    assert timeline(indicator, rows, "2025Q4", "2026Q1") == ["trend", "trend"]


def test_a_direction_alone_is_not_judged_on_figures_from_before_its_baseline() -> None:
    """Three of them make a pace, but nothing is known of what came of the target."""
    asked = {key: TO_2025[key] for key in ("by", "level", "source")}
    indicator = make_indicator("X", targets=[{**asked, "rise": "true"}], baseline={"period": "2023", "value": "74"})
    rows = series("X", {"2021Q4": "70", "2022Q4": "72", "2023Q4": "74"})
    assert outcome(judge(indicator, rows, "2023Q4")) == "基期后无数据"
    later = [*rows, filed("X", "2024Q1", "75")]
    assert [outcome(judge(indicator, later, quarter)) for quarter in ("2023Q4", "2024Q1")] == [
        "基期后无数据",
        "trend",
    ]


def test_a_published_set_applies_its_own_rules_at_and_after_the_deadline() -> None:
    rows = series("X", {**EARLIER, "2025Q4": "84.9", "2026Q1": "86"})
    assert timeline(quarterly(), rows, "2025Q4", "2026Q1", rules="schedule") == ["behind", "met"]


def test_a_published_set_turns_to_the_next_target_when_the_deadline_has_passed() -> None:
    indicator = make_indicator("X", targets=[TO_2025, TO_2030])
    rows = series("X", {**EARLIER, "2025Q4": "84", "2026Q1": "85"})
    found = [judge(indicator, rows, quarter, rules="schedule") for quarter in ("2025Q4", "2026Q1")]
    assert [str(one.target.target.by) for one in found if one.target] == ["2025Q4", "2030Q4"]


@pytest.mark.parametrize(
    ("frequency", "due", "deadline", "expected"),
    [
        ("quarterly", None, "2025Q4", "2025Q4"), ("quarterly", None, "2025Q2", "2025Q2"),
        ("half_yearly", None, "2025Q4", "2025Q4"), ("annual", None, "2025Q4", "2025Q4"),
        ("annual", ["Q1"], "2025Q4", "2026Q1"), ("annual", ["Q2"], "2025Q4", "2026Q2"),
        ("annual", ["Q3"], "2025Q4", "2026Q3"), ("annual", ["Q1"], "2025Q2", "2025Q1"),
        ("school_year", None, "2025Q4", "2025Q4"), ("school_year", ["Q3"], "2025Q4", "2025Q3"),
        ("health_year", None, "2025Q4", "2025Q3"), ("health_year", ["Q1"], "2025Q4", "2026Q1"),
        ("irregular", None, "2025Q4", None), ("election", None, "2025Q4", None),
    ],
)  # fmt: skip
def test_when_the_figure_for_a_deadline_is_due(
    frequency: str, due: list[str] | None, deadline: str, expected: str | None
) -> None:
    indicator = make_indicator("X", frequency=frequency, due=due)
    index = due_index(indicator, Quarter.parse(deadline).index)
    assert (None if index is None else str(Quarter.at(index))) == expected


@pytest.mark.parametrize(
    ("quarter", "value", "expected"),
    [
        ("2024Q4", "0", "待到期数据"), ("2024Q4", "1", "done"),
        ("2025Q4", "1", "final-met"), ("2025Q4", "0", "final-missed"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rules", ["default", "schedule"])
def test_yes_or_no(quarter: str, value: str, expected: str, rules: str) -> None:
    indicator = make_indicator(
        "X", direction="yes_no", unit_of_measure="是否", frequency="annual",
        baseline={"period": "2020", "value": "0"}, targets=[{**TO_2025, "at_least": "1"}],
    )  # fmt: skip
    found = judge(indicator, [filed("X", quarter[:4], value, quarter)], quarter, rules=rules)
    assert outcome(found) == expected
    assert [found.measures[name] for name in ("z", "progress", "node")] == [None] * 3
