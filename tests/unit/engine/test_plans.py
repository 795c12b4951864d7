"""Does the plan bring the indicator to its target: reckoned node by node, exactly."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.plans import plan_standing, urgency
from lianggang.model.indicator import Indicator
from lianggang.model.plan_standing import MilestoneState, NotReckoned, PlanOutlook, PlanStanding
from lianggang.model.quarter import Quarter
from plan_doubles import PLAN, on, plan_file, point

POINTS = (point("2025Q2", "77.90", "779", "1000"), point("2025Q3", "78.70", "787", "1000"))


def standing(
    tmp_path: Path,
    text: str = PLAN,
    today: str = "2025-10-20",
    points=POINTS,
    indicator: Indicator | None = None,
    quarter: str = "2025Q3",
) -> PlanStanding:
    indicator = indicator or make_indicator()
    file = plan_file(tmp_path, make_catalogue(indicator), text)
    return plan_standing(file, indicator, points, Quarter.parse(quarter), on(today))


def outlook(tmp_path: Path, text: str = PLAN, **more) -> PlanOutlook:
    found = standing(tmp_path, text, **more)
    assert found.outlook is not None, found
    return found.outlook


def test_effects_on_numerator_and_denominator_add_up_exactly(tmp_path: Path) -> None:
    full = outlook(tmp_path).full
    assert [str(step.period) for step in full.steps] == ["2025Q3", "2025Q4"]
    assert full.steps[0].value == Fraction("78.70")
    assert (full.end.numerator, full.end.denominator) == (857, 1020)
    assert full.end.value == Fraction(85700, 1020)
    assert full.target is not None
    assert not full.target.met
    assert full.target.gap == 85 - Fraction(85700, 1020)


def test_what_is_missing_is_the_least_whole_number_that_is_enough(tmp_path: Path) -> None:
    target = outlook(tmp_path).full.target
    assert target is not None
    # 857 + 10 = 867 of 1020 are 85 % exactly.
    assert target.places == 10
    assert Fraction(857 + 9, 1020) < Fraction(85, 100) <= Fraction(857 + 10, 1020)
    assert target.new_places is not None
    more = target.new_places
    assert Fraction(857 + more - 1, 1020 + more - 1) < Fraction(85, 100) <= Fraction(857 + more, 1020 + more)


def test_a_plan_that_just_reaches_its_target_suffices(tmp_path: Path) -> None:
    target = outlook(tmp_path, PLAN.replace("numerator: 40", "numerator: 50")).full.target
    assert target is not None
    assert (target.met, target.gap, target.places) == (True, 0, None)


def test_a_strict_target_wants_more_than_its_number(tmp_path: Path) -> None:
    above = make_indicator(targets=[{"by": "2025Q4", "above": "85", "level": "国家", "source": "某文件"}])
    target = outlook(tmp_path, PLAN.replace("numerator: 40", "numerator: 50"), indicator=above).full.target
    assert target is not None
    assert (target.met, target.places) == (False, 1)


def test_what_is_late_is_left_out_as_things_stand(tmp_path: Path) -> None:
    found = standing(tmp_path, today="2025-11-05")
    assert [(one.milestone.what, one.state, one.days) for one in found.late] == [
        ("竣工验收", MilestoneState.LATE, 46),
        ("第一批", MilestoneState.LATE, 5),
    ]
    assert found.outlook is not None
    assert found.outlook.full.end.numerator == 857
    assert found.outlook.as_is.end.numerator == 817


def test_what_was_done_by_the_latest_figure_is_in_it(tmp_path: Path) -> None:
    early = PLAN.replace("effect: {numerator: 40}", "effect: {numerator: 40}, done: {on: 2025-09-30, evidence: [名册]}")
    found = standing(tmp_path, early)
    first = next(one for one in found.milestones if one.milestone.what == "第一批")
    assert (first.in_figure, first.state) == (True, MilestoneState.DONE)
    assert found.outlook is not None
    assert found.outlook.full.end.numerator == 817
    later = early.replace("on: 2025-09-30", "on: 2025-10-01")
    assert outlook(tmp_path, later).full.end.numerator == 857


def test_due_today_is_not_late(tmp_path: Path) -> None:
    states = {one.milestone.what: one.state for one in standing(tmp_path, today="2025-10-31").milestones}
    assert states["第一批"] is MilestoneState.SOON
    assert states["第二批"] is MilestoneState.COMING


def test_done_late_counts_from_its_own_day(tmp_path: Path) -> None:
    text = PLAN.replace("by: 2025Q4", "by: 2026Q1").replace("2025Q4: 85}", "2025Q4: 80, 2026Q1: 85}")
    text = text.replace("ends: 2025-12-31", "ends: 2026-03-31")
    text = text.replace("effect: {numerator: 40}", "effect: {numerator: 40}, done: {on: 2026-01-10, evidence: [名册]}")
    found = standing(tmp_path, text, today="2026-01-20")
    assert found.milestones[1].state is MilestoneState.DONE_LATE
    assert found.milestones[1].days == 71
    assert found.outlook is not None
    assert [step.numerator for step in found.outlook.full.steps] == [787, 817, 857]


def test_against_the_path_and_the_plans_own_nodes(tmp_path: Path) -> None:
    first, last = outlook(tmp_path).full.steps
    assert first.node is not None
    assert first.node.value == Fraction("71.30") + Fraction("13.70") * Fraction(19, 20)
    assert first.promised is not None
    assert first.promised.met
    assert last.node is not None
    assert (last.node.value, last.node.places) == (85, 10)


def test_effects_on_the_figure_itself(tmp_path: Path) -> None:
    text = PLAN.replace("{numerator: 40}", "{value: 4.2}").replace("{numerator: 30, denominator: 20}", "{value: 1.9}")
    full = outlook(tmp_path, text).full
    assert full.end.value == Fraction("84.80")
    assert full.target is not None
    assert (full.target.gap, full.target.places) == (Fraction("0.2"), None)


def test_lower_is_better(tmp_path: Path) -> None:
    indicator = make_indicator(
        direction="down",
        baseline={"period": "2020Q4", "value": "30"},
        targets=[{"by": "2025Q4", "at_most": "15", "level": "区", "source": "某文件"}],
    )
    text = PLAN.replace("value: 77.90", "value: 22.10").replace("value: 85", "value: 15")
    text = text.replace("{2025Q3: 78.70, 2025Q4: 85}", "{2025Q3: 21.30, 2025Q4: 15}")
    text = text.replace("{numerator: 40}", "{numerator: -40}").replace(
        "{numerator: 30, denominator: 20}", "{numerator: -20}"
    )
    points = (point("2025Q2", "22.10", "221", "1000"), point("2025Q3", "21.30", "213", "1000"))
    target = outlook(tmp_path, text, points=points, indicator=indicator).full.target
    assert target is not None
    assert (target.gap, target.places, target.new_places) == (Fraction("0.3"), 3, None)


def test_a_yearly_figure_counts_what_is_done_in_its_statistical_year(tmp_path: Path) -> None:
    indicator = make_indicator(frequency="school_year", baseline={"period": "2020", "value": "71.30"})
    text = PLAN.replace("period: 2025Q2", "period: 2024")
    points = (point("2024", "77.90", "779", "1000"),)
    full = outlook(tmp_path, text, points=points, indicator=indicator).full
    # The school year ends in September: neither batch is in the figure of 2025.
    assert [(str(step.period), step.numerator) for step in full.steps] == [("2024", 779), ("2025", 779)]


def test_the_target_of_another_deadline_is_no_measure_of_the_promise(tmp_path: Path) -> None:
    later = make_indicator(targets=[{"by": "2030Q4", "at_least": "90", "level": "区", "source": "某文件"}])
    found = outlook(tmp_path, indicator=later)
    assert found.target is not None
    assert str(found.target.target.by) == "2030Q4"
    assert found.full.promise.places == 10


@pytest.mark.parametrize(
    ("points", "text", "why"),
    [
        ((), PLAN, NotReckoned.NO_FIGURE),
        ((point("2025Q3", "78.70"),), PLAN, NotReckoned.NO_COUNTS),
        (
            POINTS,
            PLAN.replace(", effect: {numerator: 40}", "").replace(", effect: {numerator: 30, denominator: 20}", ""),
            NotReckoned.NO_EFFECTS,
        ),
        (POINTS, PLAN.replace("    responsible: 王示例\n", ""), NotReckoned.REFUSED),
    ],
)
def test_why_it_cannot_be_said(tmp_path: Path, points, text: str, why: NotReckoned) -> None:
    found = standing(tmp_path, text, points=points)
    assert (found.outlook, found.not_reckoned) == (None, why)
    assert len(found.milestones) == 3


def test_milestones_that_lead_beyond_100_percent_are_refused(tmp_path: Path) -> None:
    found = standing(tmp_path, PLAN.replace("numerator: 40", "numerator: 240"))
    assert [one.code for one in found.diagnostics] == ["Z08"]
    assert "到2025Q4分子1057大于分母1020，超过100%" in found.diagnostics[0].message
    assert found.not_reckoned is NotReckoned.REFUSED


def test_the_current_value_is_held_against_what_was_reported(tmp_path: Path) -> None:
    found = standing(tmp_path, PLAN.replace("value: 77.90", "value: 78.00"))
    assert [one.code for one in found.diagnostics] == ["Z12"]
    assert "方案的现值2025Q2为78.00%，填报数为77.90%" in found.diagnostics[0].message
    assert found.outlook is not None


def test_a_promise_below_the_target_asks_why(tmp_path: Path) -> None:
    text = PLAN.replace("value: 85", "value: 84").replace("2025Q4: 85}", "2025Q4: 84}")
    found = standing(tmp_path, text)
    assert [(one.code, one.place.line) for one in found.diagnostics] == [("Z13", 6)]


@pytest.mark.parametrize("done", ["{on: 2025-10-19}", "{on: 2025-10-21, evidence: [名册]}"])
def test_a_completion_without_evidence_or_ahead_of_time(tmp_path: Path, done: str) -> None:
    text = PLAN.replace("effect: {numerator: 40}", f"effect: {{numerator: 40}}, done: {done}")
    assert [one.code for one in standing(tmp_path, text).diagnostics] == ["Z14"]


def test_the_longest_late_first_then_the_soonest_due_then_the_finished(tmp_path: Path) -> None:
    late, later = standing(tmp_path, today="2025-11-05"), standing(tmp_path, today="2025-10-05")
    text = PLAN.replace("what: 竣工验收", "what: 竣工验收, done: {on: 2025-09-20, evidence: [表]}")
    fine = standing(tmp_path, text, today="2025-10-05")
    assert sorted([fine, later, late], key=urgency) == [late, later, fine]
