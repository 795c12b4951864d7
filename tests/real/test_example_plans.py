"""The example's two plans: sound, labelled, agreeing with the figures reported; one is enough, the other is not."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from lianggang.api.plans import plans

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", name="found")
def _found():
    return plans(start=ROOT, today=date(2025, 11, 5))


def test_they_are_sound_and_labelled(found) -> None:
    assert found.diagnostics == ()
    assert [one.file.plan.sample for one in found.plans] == [True, True]
    persons = {person for one in found.plans for person in one.file.plan.persons}
    assert all("示例" in person for person in persons)


def test_one_is_enough_and_the_other_is_not(found) -> None:
    by_code = {one.file.plan.indicator: one.outlook.full for one in found.plans}
    assert by_code["C-EDU-02"].target.met
    short = by_code["C-EDU-03"].target
    assert (short.met, short.places) == (False, 211)


@pytest.mark.parametrize("code", ["C-EDU-02", "C-EDU-03"])
def test_the_course_begins_with_the_children_counted_in_the_return(found, code: str) -> None:
    with (ROOT / "data" / "2025Q3.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(one for one in csv.DictReader(file) if one["指标编码"] == code and one["区域"] == "全区")
    plan = next(one for one in found.plans if one.file.plan.indicator == code)
    first, *_, last = plan.outlook.full.steps
    assert (str(first.numerator), str(first.denominator)) == (row["分子"], row["分母"])
    counted = [one.milestone.effect for one in plan.milestones if one.milestone.effect and not one.in_figure]
    assert (
        last.value
        == Fraction(
            int(row["分子"]) + sum(int(one.numerator or 0) for one in counted),
            int(row["分母"]) + sum(int(one.denominator or 0) for one in counted),
        )
        * 100
    )
