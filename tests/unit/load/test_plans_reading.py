"""Every rule for a rectification plan: the code, and the place that it points at."""

from __future__ import annotations

from pathlib import Path

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.load.plans import plan_files, read_plan, read_plans
from lianggang.model.errors import UsageError
from plan_doubles import PLAN, plan_file

CATALOGUE = make_catalogue(make_indicator(), make_indicator("C-X", without=("numerator", "denominator")))


def faults(tmp_path: Path, text: str) -> list[tuple[str, int | None, int | None]]:
    file = plan_file(tmp_path, CATALOGUE, text)
    return [(found.code, found.place.line, found.place.column) for found in file.diagnostics]


def place_of(text: str, part: str) -> tuple[int, int]:
    """Line and column, from 1, of the first such part."""
    before = text[: text.index(part)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_a_sound_plan_is_read_with_its_numbers_as_written(tmp_path: Path) -> None:
    file = plan_file(tmp_path, CATALOGUE)
    assert file.diagnostics == ()
    assert not file.is_refused
    assert file.plan is not None
    assert (str(file.plan.target.by), str(file.plan.target.value), str(file.plan.current.value)) == (
        "2025Q4", "85", "77.90",
    )  # fmt: skip
    assert [(project.id, milestone.what) for _, project, milestone in file.plan.milestones()] == [
        ("P1", "第一批"), ("P1", "第二批"), ("P2", "竣工验收"),
    ]  # fmt: skip
    assert file.plan.persons == {"周示例", "李示例", "王示例", "陈示例"}


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("    responsible: 王示例\n", "", "Z01", "P1"),
        ("    ends: 2025-11-30\n", "", "Z01", "P2"),
        ("ends: 2025-12-15", "ends: 2026-01-15", "Z02", "2026-01-15"),
        ("starts: 2025-07-25\n    ends", "starts: 2025-07-01\n    ends", "Z02", "2025-07-01"),
        ("by: 2025-09-20", "by: 2025-12-01", "Z02", "2025-12-01"),
        ("by: 2025-10-31", "by: 2025-07-01", "Z02", "2025-07-01"),
        ("nodes: {2025Q3: 78.70, 2025Q4: 85}", "nodes: {2025Q4: 85, 2025Q3: 78.70}", "Z03", "2025Q3: 78"),
        ("2025Q3: 78.70", "2025Q3: 77.80", "Z04", "77.80"),
        ("2025Q4: 85}", "2025Q4: 84.99}", "Z05", "84.99"),
        ("nodes: {2025Q3: 78.70, ", "nodes: {", "Z06", "nodes"),
        ("2025Q4: 85}", "2025Q4: 85, 2026Q1: 86}", "Z07", "2026Q1"),
        ("2025Q4: 85}", "2025Q4: 101}", "Z08", "101"),
        ("indicator: C-EDU-02", "indicator: C-EDU-20", "Z09", "C-EDU-20"),
        ("effect: {numerator: 40}", "effect: {numerator: 40, value: 1}", "Z10", "effect: {numerator: 40, value"),
        ("effect: {numerator: 40}", "effect: {}", "Z10", "effect: {}"),
        ("effect: {numerator: 40}", "effect: {value: 1}", "Z10", "{numerator: 30"),
        ("id: P2", "id: P1", "Z11", "P1\n    cause: 学位"),
    ],
)
def test_each_rule_by_one_change(tmp_path: Path, old: str, new: str, code: str, at: str) -> None:
    text = PLAN.replace(old, new, 1)
    assert faults(tmp_path, text) == [(code, *place_of(text, at))]


def test_a_promise_above_100_percent_is_refused_and_says_so(tmp_path: Path) -> None:
    text = PLAN.replace("by: 2025Q4, value: 85", "by: 2025Q4, value: 102").replace("2025Q4: 85}", "2025Q4: 102}")
    file = plan_file(tmp_path, CATALOGUE, text)
    assert [found.code for found in file.diagnostics] == ["Z08", "Z08"]
    assert "目标值为102%，“普惠性幼儿园覆盖率”只能不大于100%。" in file.diagnostics[0].message
    assert file.is_refused


def test_milestones_after_the_target_date(tmp_path: Path) -> None:
    text = PLAN.replace("ends: 2025-12-31", "ends: 2026-03-31").replace("by: 2025-12-15", "by: 2026-01-15")
    text = text.replace("ends: 2025-12-15", "ends: 2026-03-01")
    assert faults(tmp_path, text) == [("Z07", *place_of(text, "2026-01-15"))]


def test_a_plan_for_a_lower_figure_must_not_rise(tmp_path: Path) -> None:
    catalogue = make_catalogue(make_indicator(direction="down", targets=[]))
    text = PLAN.replace("value: 77.90", "value: 9").replace("value: 85", "value: 7")
    text = text.replace("{2025Q3: 78.70, 2025Q4: 85}", "{2025Q3: 9.5, 2025Q4: 7.2}")
    assert [one.code for one in plan_file(tmp_path, catalogue, text).diagnostics] == ["Z04", "Z05"]


def test_counts_ask_for_an_indicator_that_has_them(tmp_path: Path) -> None:
    file = plan_file(tmp_path, CATALOGUE, PLAN.replace("C-EDU-02", "C-X"))
    assert [found.code for found in file.diagnostics] == ["Z10", "Z10"]


def test_unknown_areas_and_units_are_named_with_near_matches(tmp_path: Path) -> None:
    text = PLAN.replace("    cause: 民办园多", "    area: 城东街\n    partner_units: [教育]\n    cause: 民办园多")
    file = plan_file(tmp_path, CATALOGUE, text)
    assert [(found.code, found.found) for found in file.diagnostics] == [("Z09", "城东街"), ("Z09", "教育")]
    assert "是否为“城东街道”" in file.diagnostics[0].message


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("leader: 周示例", "leder: 周示例", "K04"),
        ("by: 2025-10-31", "by: 2025-10-32", "K05"),
        ("sample: true", "sample: 是", "K05"),
        ("id: ZG-1", "id: ZG-1\nid: ZG-2", "K02"),
        ("milestones:\n      - {by: 2025-09-20, what: 竣工验收}", "milestones: []", "K05"),
    ],
)
def test_the_form_is_strict(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert code in [found.code for found in plan_file(tmp_path, CATALOGUE, PLAN.replace(old, new)).diagnostics]


def test_a_number_that_two_plans_bear_is_told_in_the_later_one(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    first, second = read_plans(plan_files(tmp_path), CATALOGUE)
    assert first.diagnostics == ()
    (found,) = second.diagnostics
    assert (found.code, found.place.line, found.also and found.also.path[-6:]) == ("Z11", 2, "a.yaml")


def test_which_files_are_plans(tmp_path: Path) -> None:
    for name in ("b.yml", "a.YAML", ".c.yaml", "~$d.yaml", "e.md"):
        (tmp_path / name).touch()
    assert [path.name for path in plan_files(tmp_path)] == ["a.YAML", "b.yml"]
    assert plan_files(tmp_path / "plans") == ()
    with pytest.raises(UsageError):
        read_plan(tmp_path / "f.yaml", CATALOGUE)


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("ends: 2025-12-31", "ends: 2025-07-01", "2025-07-01", "整改期止于2025年7月1日，早于起始日2025年7月25日"),
        ("by: 2025Q4", "by: 2025Q1", "2025Q1", "目标期限2025Q1早于现值的数据期2025Q2"),
    ],
)
def test_a_span_that_cannot_be(tmp_path: Path, old: str, new: str, at: str, said: str) -> None:
    text = PLAN.replace(old, new, 1)
    found = plan_file(tmp_path, CATALOGUE, text).diagnostics
    assert [said in one.message for one in found if (one.place.line, one.place.column) == place_of(text, at)] == [True]
    assert {one.code for one in found} >= {"Z02"}
