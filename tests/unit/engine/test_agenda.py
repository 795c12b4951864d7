from __future__ import annotations

from pathlib import Path

from lianggang.api.quarter_basis import quarter_basis
from lianggang.engine.agenda import agenda
from lianggang.model.agenda import Agenda
from lianggang.outputs.meeting_agenda import meeting_name
from paper_workspace import CATALOGUE, write_workspace

INFANTS, SCREENING = '"C-H-02":\n    name: 婴儿死亡率\n', '"W-H-05":\n    name: 适龄妇女宫颈癌人群筛查率\n'


def agenda_with(folder: Path, **partners: str) -> Agenda:
    """The agenda where the mortality of infants, and screening, have these partner units."""
    write_workspace(folder)
    text = CATALOGUE
    for head, units in ((INFANTS, partners.get("infants")), (SCREENING, partners.get("screening"))):
        if units:
            text = text.replace(head, f"{head}    partner_units: [{units}]\n")
    (folder / "indicators.yaml").write_text(text, encoding="utf-8")
    return agenda(quarter_basis(start=folder).inspection())


def meetings(made: Agenda) -> list[tuple[tuple[str, ...], list[str]]]:
    return [(one.units, [item.assessment.indicator.code for item in one.matters]) for one in made.meetings]


def test_what_needs_its_lead_unit_alone_is_no_matter_for_a_meeting(tmp_path: Path) -> None:
    made = agenda_with(tmp_path)
    assert meetings(made) == [(("区教育局", "区财政局"), ["C-EDU-02"])]
    assert [item.assessment.indicator.code for item in made.alone] == ["C-H-02", "W-H-05"]


def test_matters_of_the_same_units_are_one_meeting_whoever_leads(tmp_path: Path) -> None:
    made = agenda_with(tmp_path, infants="区财政局", screening="区财政局")
    assert meetings(made) == [
        (("区卫健局", "区财政局"), ["C-H-02", "W-H-05"]),
        (("区教育局", "区财政局"), ["C-EDU-02"]),
    ]
    assert made.meetings[0].leads == ("区卫健局",)
    assert made.alone == ()


def test_a_matter_whose_units_sit_in_a_larger_meeting_is_dealt_with_there(tmp_path: Path) -> None:
    made = agenda_with(tmp_path, infants="区教育局, 区财政局")
    assert meetings(made) == [(("区教育局", "区卫健局", "区财政局"), ["C-H-02", "C-EDU-02"])]
    assert made.meetings[0].leads == ("区教育局", "区卫健局")
    assert meeting_name(made.meetings[0]) == "婴儿死亡率等2项（区教育局、区卫健局牵头）"


def test_units_that_only_overlap_meet_apart_red_cards_first(tmp_path: Path) -> None:
    made = agenda_with(tmp_path, screening="区教育局")
    assert meetings(made) == [
        (("区教育局", "区财政局"), ["C-EDU-02"]),
        (("区教育局", "区卫健局"), ["W-H-05"]),
    ]
