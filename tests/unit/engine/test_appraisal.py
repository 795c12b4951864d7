from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from assessment_doubles import make_assessment
from lianggang.api.appraising import appraisal
from lianggang.engine.appraisal import completion
from lianggang.load.appraisal_scheme import BUILT_IN
from lianggang.model.appraisal import (
    Appraisal,
    CheckedRow,
    Component,
    ComponentScore,
    Followed,
    Proposal,
    RowFault,
    Scored,
    UnitAppraisal,
)
from lianggang.model.appraisal_scheme import AttainmentComponent
from lianggang.model.attainment import Attainment
from paper_workspace import write_workspace

RULE = AttainmentComponent.model_validate({"points": "50"})


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    write_workspace(tmp_path)
    return tmp_path


def units_of(made: Appraisal) -> dict[str, UnitAppraisal]:
    return {one.unit: one for one in made.units}


def score(unit: UnitAppraisal, component: Component) -> ComponentScore:
    return next(one for one in unit.scores if one.component is component)


def year(folder: Path, **more: object) -> Appraisal:
    return appraisal(start=folder, year=2025, **more)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ratio", "of", "cap", "share"),
    [
        (Fraction(1, 2), Attainment.HARD, 1, Fraction(1, 2)),
        (Fraction(-1, 2), Attainment.HARD, 1, Fraction(0)),
        (Fraction(3, 2), Attainment.EXPECTED, 1, Fraction(1)),
        (Fraction(3, 2), Attainment.EXPECTED, 2, Fraction(3, 2)),
        (Fraction(1, 2), Attainment.MET, 1, Fraction(1)),
        (None, Attainment.MET, 1, Fraction(1)),
        (None, Attainment.EXPECTED, 1, Fraction(1)),
        (None, Attainment.HARD, 1, Fraction(0)),
    ],
)
def test_how_much_is_done(ratio: Fraction | None, of: Attainment, cap: int, share: Fraction) -> None:
    one = make_assessment(measures={"pace_ratio": ratio, "progress": Fraction(1, 4)})
    assert completion(one, of, RULE.model_copy(update={"cap": Decimal(cap)})) == share


def test_against_the_whole_way() -> None:
    one = make_assessment(measures={"pace_ratio": Fraction(1), "progress": Fraction(1, 4)})
    assert completion(one, Attainment.EXPECTED, RULE.model_copy(update={"against": "target"})) == Fraction(1, 4)


def test_points_are_the_exact_sum_of_their_lines(workspace: Path) -> None:
    made = year(workspace)
    for unit in made.units:
        for one in unit.scores:
            assert one.points == sum(map(one.points_of, one.lines))
            assert 0 <= one.points <= one.most
        assert unit.of_hundred is None or unit.of_hundred == 100 * unit.points / unit.most


def test_what_has_no_data_is_left_out_and_listed(workspace: Path) -> None:
    unit = units_of(year(workspace))["区卫健局"]
    codes = [
        line.assessment.indicator.code for line in score(unit, Component.ATTAINMENT).lines if isinstance(line, Scored)
    ]
    assert codes == ["C-H-02", "C-H-09", "W-H-05"]
    assert [one.indicator.code for one in unit.unscored] == ["W-H-12"]


def test_without_a_ledger_and_plans_their_components_are_left_out(workspace: Path) -> None:
    made = year(workspace)
    assert made.missing == (Component.SUPERVISION, Component.RECTIFICATION)
    assert units_of(made)["区教育局"].most == 80


def test_with_them_they_count_for_those_who_have_any(workspace: Path) -> None:
    lines = (Followed("督办函", True, "ledger.csv第2行"), Followed("督办函", False, "ledger.csv第3行"))
    made = year(workspace, followed={Component.SUPERVISION: {"区教育局": lines}})
    assert made.missing == (Component.RECTIFICATION,)
    education, health = units_of(made)["区教育局"], units_of(made)["区卫健局"]
    assert (education.most, score(education, Component.SUPERVISION).points) == (90, 5)
    assert (health.most, health.left_out) == (80, (Component.SUPERVISION,))


def test_a_partner_unit_has_its_share_of_the_weight(workspace: Path) -> None:
    scheme = workspace / "办法.yaml"
    text = BUILT_IN.read_text(encoding="utf-8").replace("lead_share: 1 ", "lead_share: 0.6 ")
    scheme.write_text(text, encoding="utf-8")
    units = units_of(year(workspace, scheme=scheme))
    (line,) = score(units["区财政局"], Component.ATTAINMENT).lines
    assert isinstance(line, Scored)
    assert (line.assessment.indicator.code, line.weight, line.is_lead) == ("C-EDU-02", Fraction(2, 5), False)
    weights = [line.weight for line in score(units["区教育局"], Component.ATTAINMENT).lines if isinstance(line, Scored)]
    assert sorted(weights) == [Fraction(3, 5), 1, 1]


def test_a_figure_that_was_corrected_later_was_not_right_at_first(workspace: Path) -> None:
    path = workspace / "data/2025Q3.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}C-EDU-02,,全区,78.10,,,,2025Q2,正常,区教育局,李示例,,核对后更正\n", encoding="utf-8")
    unit = units_of(year(workspace))["区教育局"]
    faulty = [one for one in score(unit, Component.QUALITY).lines if isinstance(one, CheckedRow) and one.fault]
    assert [(one.fault, str(one.row.filed), one.row.text) for one in faulty] == [(RowFault.REVISED, "2025Q2", "78.15")]


def test_a_row_that_was_rejected(workspace: Path) -> None:
    path = workspace / "data/2025Q3.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("C-H-09,,全区,96.50", "C-H-09,,全区,196.50"), encoding="utf-8")
    unit = units_of(year(workspace))["区卫健局"]
    faulty = [one for one in score(unit, Component.QUALITY).lines if isinstance(one, CheckedRow) and one.fault]
    assert [(one.fault, one.indicator.code) for one in faulty] == [(RowFault.REJECTED, "C-H-09")]


def test_small_units_have_no_place_and_no_proposal(workspace: Path) -> None:
    scheme = workspace / "办法.yaml"
    text = BUILT_IN.read_text(encoding="utf-8").replace("remind_below: 60 ", "remind_below: 100 ")
    scheme.write_text(text, encoding="utf-8")
    assert {one.proposal for one in year(workspace, scheme=scheme).units} == {Proposal.REMIND}
    scheme.write_text(text.replace("fewest: 3 ", "fewest: 4 "), encoding="utf-8")
    made = year(workspace, scheme=scheme)
    assert [(one.indicators, one.place, one.proposal) for one in made.units] == [(3, None, Proposal.NONE)] * 2


def test_places_by_the_share_of_what_could_be_had(workspace: Path) -> None:
    units = units_of(year(workspace))
    ranked = {one.unit: one.of_hundred for one in units.values() if one.place is not None}
    assert set(ranked) == {"区教育局", "区卫健局"}
    best = max(ranked, key=lambda unit: ranked[unit] or 0)
    assert units[best].place == 1
