from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from doubles import keys_of
from lianggang.engine.scenario import COMPARED, agrees, history_of, judge_scenario
from lianggang.load.rule_sets import engine_sets
from lianggang.load.scenarios import read_scenarios
from lianggang.model.assessment import Mark
from lianggang.model.scenario import SUBJECT, Expected, Scenario, ScenarioOutcome


def scenario(tmp_path: Path, indicator: str, body: str) -> Scenario:
    file = tmp_path / "scenarios.yaml"
    text = f"indicators: {{指标: {{unit_of_measure: 分, {indicator}}}}}\nscenarios:\n  - name: 一\n"
    file.write_text(text + "".join(f"    {line}\n" for line in body.splitlines()), encoding="utf-8")
    (found,), diagnostics = read_scenarios(file)
    assert diagnostics == ()
    return found


def judged(tmp_path: Path, indicator: str, body: str) -> ScenarioOutcome:
    found = scenario(tmp_path, indicator, body)
    return judge_scenario(found, engine_sets(found.catalogue))


@pytest.mark.parametrize(
    ("expected", "got", "result"),
    [
        ("-25.82", -25.8249, True), ("-25.82", -25.825, False), ("-25.83", -25.825, True), ("0.13", 0.125, True),
        ("0.12", 0.125, False), ("0", 0.5, False), ("1", 0.5, True), ("0.000000", 1e-9, True), ("-0.00", 0.0, True),
        ("0.1667", Fraction(1, 6), True), ("0.333", Fraction(1, 3), True), ("6.30", Decimal("6.3"), True),
        ("6.30", Decimal("6.305"), False), ("2", 2, True), ("85", None, False),
        ("85", (Decimal(80), Decimal(85)), False),
    ],
)  # fmt: skip
def test_numbers_are_compared_to_the_digits_written(expected: str, got: Any, result: bool) -> None:
    assert agrees(Decimal(expected), got) is result


@pytest.mark.parametrize(
    ("expected", "got", "result"),
    [
        (None, None, True), (None, 0, False), ("red", "red", True), (False, False, True), (True, False, False),
        ((Mark.KEEP, Mark.REVISED), frozenset({Mark.REVISED, Mark.KEEP}), True), ((), frozenset({Mark.KEEP}), False),
        (("东街道", "西街道"), ("西街道", "东街道"), False), ((), None, False),
    ],
)  # fmt: skip
def test_other_fields_are_compared_as_they_are(expected: Any, got: Any, result: bool) -> None:
    assert agrees(expected, got) is result


def test_everything_that_may_be_expected_can_be_read() -> None:
    assert {*keys_of(Expected)} == {*COMPARED, *SUBJECT}


@pytest.mark.parametrize(
    ("indicator", "period", "filed"),
    [
        ("frequency: quarterly", "2021Q2", "2021Q2"),
        ("frequency: annual", "2021", "2021Q4"),
        ("frequency: annual, due: [Q1]", "2021", "2022Q1"),
        ("frequency: school_year, due: [Q3]", "2021", "2021Q3"),
        ("frequency: health_year", "2021", "2021Q3"),
        ("frequency: quarterly, figure: health_year_to_date", "2021", "2021Q3"),
        ("frequency: irregular", "2021", "2021Q4"),
        ("frequency: annual", "2021Q2", "2021Q2"),
    ],
)
def test_a_figure_is_filed_when_it_is_due(tmp_path: Path, indicator: str, period: str, filed: str) -> None:
    body = f"figures: {{{period}: 3}}\nexpect: [{{as_of: 2025Q4, card: none}}]"
    history = history_of(scenario(tmp_path, f"direction: up, {indicator}", body))
    assert [str(one.filed) for one in history.observations("指标", None)] == [filed]


def test_a_ratio_gives_the_value(tmp_path: Path) -> None:
    body = "figures: {2021: 3/12000}\nexpect: [{as_of: 2025Q4, card: none}]"
    found = scenario(tmp_path, "direction: up, frequency: annual, factor: 100000", body)
    (row,) = history_of(found).observations("指标", None)
    assert (row.value, row.numerator, row.denominator) == (25, 3, 12000)


UP = "direction: up, frequency: annual, baseline: {period: 2020, value: 0}, targets: [{by: 2029Q4, at_least: 100}]"


def test_every_field_is_held_against_what_was_found(tmp_path: Path) -> None:
    body = "figures: {2020: 0, 2024: 44}\nexpect: [{as_of: 2024Q4, card: red, rule: behind, z: -0.61, gap: 56.0}]"
    outcome = judged(tmp_path, UP, body)
    (one,) = outcome.expectations
    assert [(field.name, field.is_met) for field in one.fields] == [
        ("card", False), ("rule", True), ("z", False), ("gap", True),
    ]  # fmt: skip
    assert (one.fields[0].got, round(one.fields[2].got, 9)) == ("yellow", -0.6)
    assert not outcome.is_met


def test_an_area_that_has_not_filed_yet_fails_whatever_is_expected(tmp_path: Path) -> None:
    body = "areas: [东街道]\nfigures: {2021: 3}\nexpect: [{as_of: 2021Q4, area: 东街道, card: none, z: 无}]"
    (one,) = judged(tmp_path, UP, body).expectations
    assert one.assessment is None
    assert [field.is_met for field in one.fields] == [False, False]


def test_each_quarter_is_judged_with_what_was_known_by_then(tmp_path: Path) -> None:
    body = (
        "figures: {2020: 0, 2023: 28, 2024: 42}\n"
        "expect:\n  - {as_of: 2023Q4, value: 28, since: 2023Q4}\n  - {as_of: 2024Q4, value: 42, since: 2023Q4}"
    )
    assert judged(tmp_path, UP, body).is_met
