from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from appraisal_workspace import RECORD, TODAY, score, units_of, write_appraisal_workspace, write_scheme, year
from lianggang.api.appraising import appraisal
from lianggang.api.collecting import Asked, collect, returns_of
from lianggang.model.appraisal import Proposal
from lianggang.model.appraisal_lines import CheckedRow, Component, RowFault, Scored
from lianggang.model.quarter import Quarter
from paper_workspace import CATALOGUE, write_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    write_workspace(tmp_path)
    return tmp_path


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    write_appraisal_workspace(tmp_path)
    return tmp_path


def test_points_are_the_exact_sum_of_their_lines(followed: Path) -> None:
    for unit in year(followed).units:
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


def test_with_them_they_count_for_those_who_have_any(followed: Path) -> None:
    made = year(followed)
    assert made.missing == ()
    education = units_of(made)["区教育局"]
    assert (education.most, score(education, Component.SUPERVISION).points) == (100, 5)
    (followed / "data/plans/b.yaml").unlink()
    health = units_of(year(followed))["区卫健局"]
    assert (health.most, health.left_out) == (90, (Component.RECTIFICATION,))


def test_a_partner_unit_has_its_share_of_the_weight(workspace: Path) -> None:
    units = units_of(year(workspace, write_scheme(workspace, ("lead_share: 1 ", "lead_share: 0.6 "))))
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


def faulty_rows(workspace: Path, unit: str) -> tuple[int, list[tuple[str, str]]]:
    """How many rows the unit is scored by, and the faulty ones with their text as written."""
    lines = [
        one for one in score(units_of(year(workspace))[unit], Component.QUALITY).lines if isinstance(one, CheckedRow)
    ]
    return len(lines), [(one.fault.value, one.row.text) for one in lines if one.fault]


def correct(workspace: Path, *, name: str, row: str) -> None:
    folder = workspace / "data/2025Q3"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"指标编码,区域,本期值,填报单位,填报日期,说明\n{row}\n", encoding="utf-8")


def collect_q3(workspace: Path) -> None:
    folder = workspace / "data/2025Q3"
    folder.mkdir(exist_ok=True)
    if (workspace / "data/2025Q3.csv").exists() and not (workspace / "data/journal.csv").exists():
        (workspace / "data/2025Q3.csv").rename(folder / "全部.csv")
    third = Quarter(2025, 3)
    collect(returns_of(start=workspace, quarter=third), Asked(third, "2025-10-16", "张示例", replace=True, note="更正"))


def test_a_correction_within_the_quarter_counts_before_and_after_the_collecting(workspace: Path) -> None:
    rows, faulty = faulty_rows(workspace, "区卫健局")
    assert faulty == []
    correct(workspace, name="区卫健局-2.csv", row="C-H-09,全区,96.60,区卫健局,2025-10-12,少计一所")
    assert faulty_rows(workspace, "区卫健局") == (rows, [("后来更正", "96.50")])
    collect_q3(workspace)
    assert faulty_rows(workspace, "区卫健局") == (rows, [("后来更正", "96.60")])


def test_a_row_that_was_mended_within_the_quarter_was_rejected(workspace: Path) -> None:
    rows, _ = faulty_rows(workspace, "区卫健局")
    path = workspace / "data/2025Q3.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("C-H-09,,全区,96.50", "C-H-09,,全区,196.50"), encoding="utf-8"
    )
    correct(workspace, name="区卫健局-2.csv", row="C-H-09,全区,96.50,区卫健局,2025-10-12,")
    assert faulty_rows(workspace, "区卫健局") == (rows, [("退回", "196.50")])
    collect_q3(workspace)
    assert faulty_rows(workspace, "区卫健局") == (rows, [("退回", "196.50")])


def test_a_figure_that_came_after_a_reason_was_not_wrong(workspace: Path) -> None:
    path = workspace / "data/2025Q3.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("C-H-09,,全区,96.50,,,,,正常", "C-H-09,,全区,,,,,,缺测"), encoding="utf-8")
    collect_q3(workspace)
    whole = workspace / "data/2025Q3/全部.csv"
    whole.write_text(text, encoding="utf-8")
    collect_q3(workspace)
    assert "缺测" in path.read_text(encoding="utf-8-sig")
    assert faulty_rows(workspace, "区卫健局")[1] == []


def test_small_units_have_no_place_and_no_proposal(followed: Path) -> None:
    scheme = write_scheme(
        followed, ("remind_below: 60 ", "remind_below: 120 "), ("praise_from: 90 ", "praise_from: 121 ")
    )
    assert {one.proposal for one in year(followed, scheme).units} == {Proposal.REMIND}
    scheme = write_scheme(followed, ("remind_below: 60 ", "remind_below: 120 "), ("fewest: 3 ", "fewest: 4 "))
    made = year(followed, scheme)
    assert [(one.indicators, one.place, one.proposal) for one in made.units] == [(3, None, Proposal.NONE)] * 2
    assert any(one.bonus for one in made.units)


def test_the_total_is_what_ranks(followed: Path) -> None:
    units = units_of(year(followed))
    education, health = units["区教育局"], units["区卫健局"]
    assert (education.bonus_decided, education.bonus, education.deducted) == (Fraction(13, 2), 5, 0)
    assert (health.bonus, health.deducted) == (0, Fraction(-3, 2))
    for one in (education, health):
        assert one.of_hundred is not None
        assert one.total == one.of_hundred + one.bonus + one.deducted
    assert education.total is not None
    assert health.total is not None
    assert (education.place, health.place) == ((1, 2) if education.total > health.total else (2, 1))
    scheme = write_scheme(followed, ("bonus_cap: 5 ", "bonus_cap: 100 "))
    text = (followed / "data/appraisal/2025.yaml").read_text(encoding="utf-8")
    (followed / "data/appraisal/2025.yaml").write_text(text.replace("points: 4", "points: 90"), encoding="utf-8")
    assert units_of(year(followed, scheme))["区教育局"].place == 1
    text = text.replace("points: 4", "points: -90")
    (followed / "data/appraisal/2025.yaml").write_text(text, encoding="utf-8")
    assert units_of(year(followed, scheme))["区教育局"].place == 2


def test_a_tie_in_the_total_shares_the_place_and_a_hair_s_breadth_does_not(workspace: Path) -> None:
    text = CATALOGUE.replace("at_least: 85", "at_least: 75").replace("at_most: 3.0", "at_most: 4.5")
    (workspace / "indicators.yaml").write_text(text.replace("at_least: 70", "at_least: 40"), encoding="utf-8")
    units = units_of(year(workspace)).values()
    assert [(one.total, one.place, one.among) for one in units] == [(Fraction(6500, 80), 1, 2)] * 2
    (workspace / "data/appraisal").mkdir()
    record = RECORD[: RECORD.index("self_scores")].replace("points: 4\n", "points: 0.000001\n")
    head, first, *_ = record.split("  - unit: ")
    (workspace / "data/appraisal/2025.yaml").write_text(f"{head}  - unit: {first}", encoding="utf-8")
    assert [(one.unit, one.place) for one in year(workspace).units] == [("区教育局", 1), ("区卫健局", 2)]


def test_a_unit_with_nothing_but_a_bonus_is_there_without_a_total(followed: Path) -> None:
    record = followed / "data/appraisal/2025.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("unit: 区卫健局", "unit: 区财政局"), encoding="utf-8")
    unit = units_of(year(followed))["区财政局"]
    assert (unit.total, unit.place, [one.points for one in unit.adjustments]) == (None, None, [Decimal("-1.5")])


def test_the_unit_s_own_points(followed: Path) -> None:
    units = units_of(year(followed))
    own = units["区教育局"].self_score
    assert own is not None
    assert [own.points(one) for one in Component] == [45, 15, Decimal("14.5"), 10, None]
    assert units["区卫健局"].self_score is None


def test_the_last_day_for_objections_is_counted_in_working_days(workspace: Path) -> None:
    by = year(workspace).objections_by
    assert (by.day.isoformat(), by.unknown) == ("2025-12-26", ()), "20 December 2025 is a Saturday"
    made = appraisal(start=workspace, year=2025, today=date(2031, 6, 20))
    assert made.appraisal.objections_by.unknown == (2031,)
    assert any("还不知道2031年的放假安排" in remark for remark in made.remarks)
    (workspace / "data/holidays.csv").write_text("date,kind\n2025-12-22,holiday\n", encoding="utf-8")
    assert year(workspace).objections_by.day.isoformat() == "2025-12-29"


def test_a_matter_of_an_unknown_unit_is_remarked_upon(followed: Path) -> None:
    text = CATALOGUE.replace("  区卫健局: {}\n", "  区卫生健康局: {}\n").replace("区卫健局", "区卫生健康局")
    (followed / "indicators.yaml").write_text(text, encoding="utf-8")
    record = followed / "data/appraisal/2025.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("区卫健局", "区卫生健康局"), encoding="utf-8")
    made = appraisal(start=followed, year=2025, today=TODAY)
    (remark,) = (one for one in made.remarks if "没有计入考核" in one)
    assert remark.endswith("/data/ledger.csv第4、5、7行：目录中没有单位“区卫健局”，没有计入考核。")


def test_nothing_is_changed_by_looking_at_a_year(followed: Path) -> None:
    before = {path: path.read_bytes() for path in followed.rglob("*") if path.is_file()}
    year(followed)
    assert {path: path.read_bytes() for path in followed.rglob("*") if path.is_file()} == before


def test_a_unit_that_the_latest_bulletin_reminds_is_not_proposed_for_praise(followed: Path) -> None:
    scheme = write_scheme(followed, ("praise_from: 90 ", "praise_from: 1 "), ("remind_below: 60 ", "remind_below: 0 "))
    education, health = year(followed, scheme).units[:2]
    assert (education.unit, education.proposal) == ("区教育局", Proposal.NONE)
    assert education.withheld is not None
    assert education.withheld.red == ("普惠性幼儿园覆盖率",)
    assert health.withheld is not None
    assert (health.withheld.open, health.withheld.red) == (1, ("婴儿死亡率",))
    # Without a red card, and with everything filed, nothing stands against it. A missing date alone is no reason.
    path = followed / "data/2025Q3.csv"
    text = path.read_text(encoding="utf-8")
    row = "C-EDU-02,,全区,{},,,,,正常,区教育局,李示例,,{}\n"
    path.write_text(text.replace(row.format("78.70", ""), row.format("85.10", "新园投用")), encoding="utf-8")
    education = year(followed, scheme).units[0]
    assert (education.proposal, education.withheld) == (Proposal.PRAISE, None)


def test_nothing_is_withheld_from_a_unit_without_the_points(followed: Path) -> None:
    scheme = write_scheme(followed, ("praise_from: 90 ", "praise_from: 121 "))
    assert [one.withheld for one in year(followed, scheme).units] == [None, None]
