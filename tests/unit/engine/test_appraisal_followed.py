from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ledger_doubles as at_step
from appraisal_workspace import TODAY, score, units_of, write_appraisal_workspace, year
from ledger_doubles import on
from lianggang.engine.appraisal_followed import matter_end, steps_in_time
from lianggang.model.appraisal_lines import Component, HeldNode, Matter, MatterEnd, NodeEnd, StepsInTime
from lianggang.model.ledger import LedgerItem, LedgerState

UNDER_WAY = at_step.under_way()
"""Due on 10 October 2025."""


def changed(item: LedgerItem, **changes: Any) -> LedgerItem:
    return replace(item, **changes)


@pytest.mark.parametrize(
    ("item", "end"),
    [
        (at_step.draft(), None),
        (at_step.closed(), MatterEnd.IN_TIME),
        (changed(at_step.closed(), answered=on("2025-10-10")), MatterEnd.IN_TIME),
        (changed(at_step.closed(), answered=on("2025-10-11")), MatterEnd.LATE),
        (changed(at_step.closed(), closed=on("2026-02-01")), MatterEnd.IN_TIME),
        (changed(at_step.closed(), result_due=None), MatterEnd.IN_TIME),
        (at_step.answered(), MatterEnd.IN_REVIEW),
        (changed(at_step.answered(), answered=on("2025-10-12")), MatterEnd.LATE_REVIEW),
        (UNDER_WAY, MatterEnd.OPEN),
        (changed(UNDER_WAY, extended_to=on("2025-12-20")), MatterEnd.NOT_DUE),
        (changed(UNDER_WAY, extended_to=on("2025-12-19")), MatterEnd.OPEN),
        (changed(UNDER_WAY, extended_to=on("2026-01-10")), MatterEnd.LATER),
        (at_step.returned(), MatterEnd.OPEN),
        (changed(UNDER_WAY, state=LedgerState.RAISED), MatterEnd.RAISED),
        (changed(UNDER_WAY, state=LedgerState.RAISED, result_due=on("2024-10-10")), None),
        (changed(UNDER_WAY, state=LedgerState.WITHDRAWN), MatterEnd.WITHDRAWN),
        (changed(UNDER_WAY, state=LedgerState.WITHDRAWN, result_due=None), MatterEnd.WITHDRAWN),
        (changed(UNDER_WAY, state=LedgerState.WITHDRAWN, result_due=on("2024-10-10")), None),
        (changed(UNDER_WAY, result_due=on("2024-12-31")), MatterEnd.CARRIED),
        (changed(at_step.closed(), result_due=on("2024-12-31")), MatterEnd.CARRIED),
        (changed(at_step.closed(), result_due=on("2026-01-10")), MatterEnd.LATER),
        (changed(UNDER_WAY, result_due=on("2026-01-10")), MatterEnd.LATER),
        (changed(at_step.closed(), result_due=on("2023-01-10"), closed=on("2024-10-01")), None),
        (changed(UNDER_WAY, result_due=None), MatterEnd.NOT_DUE),
    ],
)
def test_what_had_become_of_a_matter(item: LedgerItem, end: MatterEnd | None) -> None:
    assert matter_end(item, 2025, TODAY) is end


def test_plans_and_answers_in_time() -> None:
    ends = [
        Matter(at_step.closed(), 2, MatterEnd.IN_TIME),
        Matter(changed(UNDER_WAY, plan_filed=on("2025-08-10")), 3, MatterEnd.OPEN),
        Matter(changed(UNDER_WAY, plan_filed=None, result_due=on("2025-12-31")), 4, MatterEnd.NOT_DUE),
        Matter(at_step.returned(), 5, MatterEnd.WITHDRAWN),
        Matter(at_step.returned(), 6, MatterEnd.CARRIED),
    ]
    assert steps_in_time(ends, TODAY) == StepsInTime(3, 1, 2, 1)
    assert steps_in_time([], TODAY) == StepsInTime()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    write_appraisal_workspace(tmp_path)
    return tmp_path


def test_each_matter_leads_to_its_line(workspace: Path) -> None:
    lines = (workspace / "data/ledger.csv").read_text(encoding="utf-8-sig").splitlines()
    found = []
    for unit in year(workspace).units:
        told = [line for one in unit.scores for line in one.lines] + list(unit.passed_over)
        for one in (one for one in told if isinstance(one, Matter)):
            assert lines[one.line - 1].startswith(f"{one.item.number},{one.item.letter},")
            found.append((unit.unit, one.item.number, one.end))
    assert found == [
        ("区教育局", "D2025-001", MatterEnd.IN_TIME),
        ("区教育局", "D2025-002", MatterEnd.LATE_REVIEW),
        ("区教育局", "D2025-005", MatterEnd.WITHDRAWN),
        ("区卫健局", "D2025-003", MatterEnd.RAISED),
        ("区卫健局", "D2025-004", MatterEnd.OPEN),
        ("区卫健局", "D2025-006", MatterEnd.NOT_DUE),
    ]


def nodes(workspace: Path, unit: str) -> list[tuple[str, str, Decimal, Decimal | None, NodeEnd]]:
    one = units_of(year(workspace))[unit]
    lines = [line for each in one.scores for line in each.lines] + list(one.passed_over)
    return [
        (line.plan.id, str(line.quarter), line.node, line.value, line.end)
        for line in lines
        if isinstance(line, HeldNode)
    ]


def test_each_node_is_held_against_the_figure_of_its_own_quarter(workspace: Path) -> None:
    assert nodes(workspace, "区教育局") == [("ZG-1", "2025Q3", Decimal("78.70"), Decimal("78.70"), NodeEnd.MET)]
    assert nodes(workspace, "区卫健局") == [
        ("ZG-2", "2025Q2", Decimal("78.20"), Decimal("78.10"), NodeEnd.MISSED),
        ("ZG-2", "2025Q3", Decimal("78.60"), None, NodeEnd.NO_FIGURE),
    ]
    one = score(units_of(year(workspace))["区卫健局"], Component.RECTIFICATION)
    assert (one.points, len(one.lines)) == (0, 1)


def test_each_node_leads_to_its_plan_its_projects_and_the_row_of_the_figure(workspace: Path) -> None:
    (line,) = score(units_of(year(workspace))["区教育局"], Component.RECTIFICATION).lines
    assert isinstance(line, HeldNode)
    text = (workspace / "data/plans/a.yaml").read_text(encoding="utf-8").splitlines()
    assert line.line is not None
    assert line.row is not None
    assert "2025Q3: 78.70" in text[line.line - 1]
    assert (Path(line.row.place.path).name, line.row.place.line) == ("2025Q3.csv", 2)
    assert line.projects == (("P2", 0, 1),)


def test_a_figure_that_was_filed_later_still_counts(workspace: Path) -> None:
    path = workspace / "data/2025Q3.csv"
    late = "W-H-12,,全区,78.20,,,,2025Q2,正常,区卫健局,李示例,,核对后更正\n"
    path.write_text(path.read_text(encoding="utf-8") + late, encoding="utf-8")
    assert nodes(workspace, "区卫健局")[0][-2:] == (Decimal("78.20"), NodeEnd.MET)


def rewritten(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    path.write_text(text, encoding="utf-8")


def test_lower_is_better(workspace: Path) -> None:
    indicators = workspace / "indicators.yaml"
    was = indicators.read_text(encoding="utf-8")
    head, _, own = was.partition('  "W-H-12":')
    own = own.replace("direction: up", "direction: down").replace("at_least: 80", "at_most: 65")
    indicators.write_text(f'{head}  "W-H-12":{own}', encoding="utf-8")
    rewritten(
        workspace / "data/plans/b.yaml",
        ("value: 77.40}", "value: 79}"),
        ("value: 80}", "value: 77}"),
        ("{2025Q2: 78.20, 2025Q3: 78.60, 2025Q4: 80}", "{2025Q2: 78.20, 2025Q3: 78, 2025Q4: 77}"),
    )
    assert nodes(workspace, "区卫健局")[0] == ("ZG-2", "2025Q2", Decimal("78.20"), Decimal("78.10"), NodeEnd.MET)


def test_a_yearly_figure_has_none_for_a_quarter(workspace: Path) -> None:
    rewritten(
        workspace / "data/plans/b.yaml",
        ("indicator: W-H-12", "indicator: C-EDU-07"),
        ("{period: 2025Q1, value: 77.40}", "{period: 2023, value: 15.40}"),
        ("value: 80}", "value: 15}"),
        ("{2025Q2: 78.20, 2025Q3: 78.60, 2025Q4: 80}", "{2025Q2: 15.2, 2025Q3: 15.1, 2025Q4: 15}"),
    )
    assert [one[-1] for one in nodes(workspace, "区教育局")][1:] == [NodeEnd.NO_FIGURE] * 2


def test_a_plan_with_errors_is_named_and_not_scored(workspace: Path) -> None:
    plan = workspace / "data/plans/b.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("    responsible: 王示例\n", ""), encoding="utf-8")
    made = year(workspace)
    assert [(Path(one.file).name, one.unit) for one in made.refused_plans] == [("b.yaml", "区卫健局")]
    assert nodes(workspace, "区卫健局") == []
    plan.write_text("version: 1\n", encoding="utf-8")
    assert [one.unit for one in year(workspace).refused_plans] == [None]


def test_a_matter_that_is_not_due_on_the_day_counts_later(workspace: Path) -> None:
    def points(today: date) -> int:
        return len(score(units_of(year(workspace, today=today))["区卫健局"], Component.SUPERVISION).lines)

    assert (points(date(2025, 12, 31)), points(date(2026, 1, 1))) == (2, 3)
