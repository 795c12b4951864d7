from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from assessment_doubles import make_assessment, make_observation, make_result
from lianggang.api.quarter_basis import quarter_basis
from lianggang.engine.evaluation import evaluation, term_gone
from lianggang.engine.self_inspection import self_inspection
from lianggang.model.assessment import Mark
from lianggang.model.attainment import AttainmentMark
from lianggang.model.catalogue import Outline
from lianggang.model.evaluation import EvaluationKind
from lianggang.model.quarter import Quarter
from paper_workspace import write_workspace


@pytest.mark.parametrize(
    ("quarter", "gone"),
    [
        ("2020Q4", Fraction(0)),
        ("2021Q1", Fraction(1, 40)),
        ("2025Q4", Fraction(1, 2)),
        ("2030Q4", Fraction(1)),
        ("2031Q1", Fraction(1)),
    ],
)
def test_how_much_of_a_term_is_over(quarter: str, gone: Fraction) -> None:
    outline = Outline.model_validate({"name": "甲", "starts": "2021", "ends": "2030"})
    assert term_gone(outline, Quarter.parse(quarter)) == gone


def test_an_outline_alone_holds_nothing_of_the_others(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    inspection = quarter_basis(start=tmp_path).inspection()
    whole = evaluation(inspection, EvaluationKind.MID)
    own = evaluation(inspection, EvaluationKind.MID, "妇纲")
    assert {item.assessment.indicator.outline for item in own.inspection.items} == {"妇纲"}
    assert own.inspection.tally.total + evaluation(inspection, EvaluationKind.MID, "儿纲").inspection.tally.total == (
        whole.inspection.tally.total
    )
    assert [course.outline.name for course in own.courses] == ["中国妇女发展纲要（2021—2030年）"]
    assert [item.assessment.indicator.code for item in own.inspection.behind] == ["W-H-05"]


def test_an_outline_that_has_not_begun_is_not_evaluated(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    path = tmp_path / "indicators.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "妇女发展纲要（2021—2030年）, starts: 2021", "妇女发展纲要, starts: 2026"
        ),
        encoding="utf-8",
    )
    made = evaluation(quarter_basis(start=tmp_path).inspection(), EvaluationKind.MID)
    assert {item.assessment.indicator.outline for item in made.inspection.items} == {"儿纲"}


def test_what_moved_since_a_year_by_what_is_better(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    earlier = tmp_path / "data/2024Q3.csv"
    text = earlier.read_text(encoding="utf-8")
    earlier.write_text(text.replace("C-H-09,,全区,96.20", "C-H-09,,全区,96.90"), encoding="utf-8")
    moves = evaluation(quarter_basis(start=tmp_path).inspection(), EvaluationKind.MID).moves
    assert [item.assessment.indicator.code for item in moves.worse] == ["C-H-09"]
    assert (moves.better, moves.same, moves.compared) == (5, 0, 6)


def test_a_case_more_of_a_rare_event_is_no_change() -> None:
    rows = (make_observation("2024Q3", "79.00"), make_observation("2025Q3", "78.70"))
    worse, rare = (make_result(make_assessment(observations=rows, marks=marks)) for marks in ((), (Mark.FEW_EVENTS,)))
    assert evaluation(self_inspection(worse), EvaluationKind.MID).moves.compared == 1
    assert evaluation(self_inspection(rare), EvaluationKind.MID).moves.compared == 0


def test_short_and_worse_than_at_the_baseline(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    assert marked(tmp_path) == []
    path = tmp_path / "indicators.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value: 71.30}", "value: 80.00}"), encoding="utf-8")
    assert marked(tmp_path) == ["C-EDU-02"]


def marked(folder: Path) -> list[str]:
    items = evaluation(quarter_basis(start=folder).inspection(), EvaluationKind.MID).inspection.items
    return [item.assessment.indicator.code for item in items if AttainmentMark.WORSE in item.marks]
