"""The proposal for a yearly review: its text, its Word file, and that every point leads back to its row."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest

from appraisal_workspace import TODAY, write_appraisal_workspace, write_scheme
from lianggang.api.appraising import YearAppraised, appraisal, appraise
from lianggang.model.appraisal import UnitAppraisal
from lianggang.model.appraisal_lines import CheckedRow, Filed, HeldNode, Line, Scored
from lianggang.outputs.document import Document, Table
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.word import to_word
from paper_figures import FIGURE, compare, counts_up_to, figures_of, rounded, without_names
from word_checks import faults_in, structure_of

HERE = Path(__file__).parent
PLAIN, FOLLOWED = "appraisal", "appraisal-followed"
PAPERS = {
    f"{PLAIN}-all": None,
    f"{PLAIN}-unit": "区教育局",
    f"{FOLLOWED}-all": None,
    f"{FOLLOWED}-unit": "区教育局",
}
COMPONENTS = {
    "指标完成": "指标完成得分明细",
    "报送按时率": "报送按时率得分明细",
    "数据质量": "数据质量得分明细",
    "督办办结率": "督办办结率得分明细",
    "整改成效": "整改成效得分明细",
}


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a ledger, plans and a record of the year, and a scheme by which cards take points away."""
    folder = tmp_path_factory.mktemp("followed")
    write_appraisal_workspace(folder)
    write_scheme(folder, ("# cards: {yellow: 1, red: 2}", "cards: {yellow: 1, red: 2}"))
    return folder


@pytest.fixture(params=PAPERS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(name: str, workspace: Path, followed: Path) -> Path:
    return followed if name.startswith(FOLLOWED) else workspace


def known_of(place: Path) -> YearAppraised:
    scheme = place / "办法.yaml"
    return appraisal(start=place, year=2025, today=TODAY, scheme=scheme if scheme.exists() else None)


def document_of(place: Path, name: str) -> Document:
    return appraise(known_of(place), PAPERS[name]).document


def tables_of(document: Document, title: str) -> list[Table]:
    blocks = [block for one in document.attachments if one.title == title for block in one.blocks]
    return [block for block in blocks if isinstance(block, Table)]


def table_of(document: Document, title: str) -> Table:
    return tables_of(document, title)[0]


def column_of(table: Table, header: str) -> int:
    return [one.header.replace("\n", "") for one in table.columns].index(header)


def body_tables(document: Document) -> dict[str, Table]:
    return {one.caption: one for one in document.blocks if isinstance(one, Table)}


def test_the_text_is_the_one_accepted(place: Path, name: str, update_golden: bool) -> None:
    compare(to_markdown(document_of(place, name)), HERE / f"{name}.md", update=update_golden)


def test_the_word_file_is_the_one_accepted_and_may_leave_the_office(
    place: Path, name: str, update_golden: bool
) -> None:
    content = to_word(document_of(place, name))
    compare(structure_of(content), HERE / f"{name}.docx.txt", update=update_golden)
    assert faults_in(content) == []
    assert to_word(document_of(place, name)) == content


def test_each_indicator_leads_to_the_row_of_its_figure(workspace: Path) -> None:
    rows = table_of(document_of(workspace, "appraisal-all"), "指标完成得分明细").rows
    assert len(rows) == 6
    for row in rows:
        assert line_at(workspace, row[-1]).startswith(f"{row[1]},,全区,{row[3]},")


def line_at(folder: Path, written: str) -> str:
    """The line that a place as ``2025Q3.csv第3行`` names, wherever below ``data`` the file lies."""
    found = re.fullmatch(r"(.+\.(?:csv|yaml))第(\d+)行", written)
    assert found is not None
    (path,) = (folder / "data").rglob(found[1])
    return path.read_text(encoding="utf-8-sig").splitlines()[int(found[2]) - 1]


@pytest.mark.parametrize(("title", "column"), [("报送按时率得分明细", 5), ("数据质量得分明细", 5)])
def test_each_row_of_returns_is_one_of_the_unit(workspace: Path, title: str, column: int) -> None:
    rows = table_of(document_of(workspace, "appraisal-all"), title).rows
    assert len(rows) >= 6
    for row in rows:
        for first, last in re.findall(r"[第、](\d+)(?:—(\d+))?", row[column]):
            for number in range(int(first), int(last or first) + 1):
                assert f",{row[0]}," in line_at(workspace, f"{row[1].removesuffix('.csv')}.csv第{number}行")


def test_each_matter_leads_to_its_line_of_the_ledger(followed: Path) -> None:
    table = table_of(document_of(followed, f"{FOLLOWED}-all"), "督办办结率得分明细")
    with (followed / "data/ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        items = {one["编号"]: one for one in csv.DictReader(file)}
    assert [row[column_of(table, "编号")] for row in table.rows] == ["D2025-001", "D2025-002", "D2025-003", "D2025-004"]
    for row in table.rows:
        item = items[row[column_of(table, "编号")]]
        assert line_at(followed, row[-1]).startswith(f"{item['编号']},{item['文号']},")
        assert (row[0], item["指标编码"] in row[2], item["文号"] in row[2]) == (item["责任单位"], True, True)
        for header, own in (("期限", "结果截止"), ("反馈", "反馈日期"), ("销号", "销号日期")):
            assert (
                "-".join(f"{int(part):02}" for part in re.findall(r"\d+", row[column_of(table, header)])) == item[own]
            )


def test_each_node_leads_to_its_plan_and_to_the_row_of_the_figure(followed: Path) -> None:
    table = table_of(document_of(followed, f"{FOLLOWED}-all"), "整改成效得分明细")
    assert len(table.rows) == 2
    for row in table.rows:
        cells = {one.header.replace("\n", ""): cell for one, cell in zip(table.columns, row, strict=True)}
        assert f"{cells['节点']}: {cells['节点值']}" in line_at(followed, cells["节点出处"])
        assert line_at(followed, cells["数的出处"]).startswith(
            f"{re.findall('[A-Z0-9-]+', cells['指标'])[0]},,全区,{cells['填报数']},"
        )
        is_met = Decimal(cells["填报数"]) >= Decimal(cells["节点值"])
        assert (cells["是否达到"], Decimal(cells["得分"]) > 0) == ("达到" if is_met else "未达到", is_met)


def test_each_adjustment_leads_to_the_record_or_to_the_quarter_of_the_card(followed: Path) -> None:
    known = known_of(followed)
    rows = table_of(document_of(followed, f"{FOLLOWED}-all"), "加分和扣分明细").rows
    cards = {one.indicator.code: one for one in known.appraisal.result.assessments if one.area is None}
    kinds = set()
    for row in rows:
        if row[5].endswith("的判定"):
            (code,) = (code for code in cards if row[2].startswith(code))
            (event,) = (
                one for one in cards[code].events if f"（{one.kind.value}）" in row[2] and one.quarter.year == 2025
            )
            assert row[5] == f"2025年第{'一二三四'[event.quarter.number - 1]}季度的判定"
            kinds.add("card")
        else:
            assert row[0] in {"区教育局", "区卫健局"}
            assert line_at(followed, row[5]).strip() in {f"- unit: {row[0]}", f"- unit: {row[0].removeprefix('区')}"}
            kinds.add("decided")
    assert kinds >= {"decided"}
    assert len(rows) == sum(len(one.adjustments) for one in known.appraisal.units)


@pytest.mark.parametrize("component", COMPONENTS)
def test_the_lines_add_up_to_the_score_or_a_note_says_why_not(component: str, followed: Path) -> None:
    document = document_of(followed, f"{FOLLOWED}-all")
    scores = body_tables(document)["各项得分"]
    detail = table_of(document, COMPONENTS[component])
    column, points = column_of(scores, component), column_of(detail, "得分")
    is_noted = any("略有出入" in note for note in detail.notes)
    apart = []
    for row in scores.rows:
        own = [Decimal(line[points]) for line in detail.rows if line[0] == row[0]]
        if row[column] == "—":
            assert own == []
        else:
            apart.append(sum(own) - Decimal(row[column]))
            assert abs(apart[-1]) <= Decimal("0.005") * (len(own) + 1)
    assert is_noted == any(apart)


def test_the_components_add_up_to_the_points_or_a_note_says_why_not(place: Path, name: str) -> None:
    scores = body_tables(document_of(place, name))["各项得分"]
    last = column_of(scores, "得分")
    apart = [sum(Decimal(cell) for cell in row[1:last] if cell != "—") - Decimal(row[last]) for row in scores.rows]
    assert all(abs(one) <= Decimal("0.03") for one in apart)
    assert any("略有出入" in note for note in scores.notes) == any(apart)


def test_the_total_is_the_sum_of_what_is_printed_beside_it_or_a_note_says_why_not(followed: Path) -> None:
    for name in (f"{FOLLOWED}-all", f"{FOLLOWED}-unit"):
        (table,) = (
            one for caption, one in body_tables(document_of(followed, name)).items() if caption.endswith("的单位")
        )
        at = [column_of(table, header) for header in ("折合百分制", "加分", "扣分", "总分")]
        apart = []
        for row in table.rows:
            hundred, bonus, deducted, total = (Decimal("0" if row[one] == "—" else row[one]) for one in at)
            apart.append(hundred + bonus - deducted - total)
        assert any("略有出入" in note for note in table.notes) == any(apart)
        assert "区教育局加分合计6.50分，超过上限，按5.00分计。" in table.notes


def test_without_a_record_there_is_no_column_for_it(workspace: Path) -> None:
    document = document_of(workspace, "appraisal-all")
    (table,) = (one for caption, one in body_tables(document).items() if caption.endswith("的单位"))
    assert [one.header for one in table.columns if "分" in one.header] == ["计分\n指标", "总分"]
    assert not tables_of(document, "加分和扣分明细") + tables_of(document, "自评与评分对照")


def test_the_own_score_the_score_and_the_difference(followed: Path) -> None:
    table = table_of(document_of(followed, f"{FOLLOWED}-unit"), "自评与评分对照")
    both = []
    for _, component, own, score, apart in table.rows:
        if "—" in (own, score):
            assert apart == "—"
            continue
        difference = Decimal(score) - Decimal(own)
        said = "相同" if not difference else f"{'高' if difference > 0 else '低'}{abs(difference)}"
        assert apart == said
        if component == "合计":
            assert (Decimal(own), Decimal(score)) == tuple(map(sum, zip(*both, strict=True)))
        else:
            both.append((Decimal(own), Decimal(score)))
    assert [row[1] for row in table.rows][-1] == "合计"


def test_what_is_not_scored_is_named(followed: Path) -> None:
    text = to_markdown(document_of(followed, f"{FOLLOWED}-all"))
    assert "区教育局D2025-005儿童读物人均册数（已撤销，备注“异议成立”，ledger.csv第6行）" in text
    assert "区卫健局D2025-006免疫规划疫苗接种率（期限未到：2025年12月31日，ledger.csv第7行）" in text
    assert "区卫健局ZG-2的2025Q3节点（孕早期检测率，没有该期的数，b.yaml第12行）" in text
    own = to_markdown(document_of(followed, f"{FOLLOWED}-unit"))
    assert "区卫健局" not in own


def test_the_sheet_says_until_when_objections_may_be_raised(followed: Path) -> None:
    text = to_markdown(document_of(followed, f"{FOLLOWED}-unit"))
    assert "对评分有异议的，请于2025年12月26日以前（含当日）书面提出" in text
    assert "为5个工作日，收到得晚的从收到次日起算" in text
    later = appraise(appraisal(start=followed, year=2025, today=TODAY.replace(year=2031, month=6)), "区教育局")
    assert "为5个工作日（还不知道2031年的放假安排，工作日按周一至周五推算），" in to_markdown(later.document)


def test_every_figure_printed_is_one_of_the_scores_or_the_assessments(place: Path, name: str) -> None:
    made = known_of(place).appraisal
    text = to_markdown(document_of(place, name))
    units = [one for one in made.units if PAPERS[name] in {None, one.unit}]
    known = figures_of(list(made.result.assessments)) | counts_up_to(15) | {"50", "60", "90", "80", "100"}
    for unit in units:
        known |= figures_of_unit(unit)
    stripped = re.sub(r"第[\d、—]+行|D2025-\d+|〔2025〕\d+号|ZG-\d", "", without_names(text, made.result))
    printed = FIGURE.findall(stripped)
    assert len(printed) > 30
    assert sorted(set(printed) - known) == []


def figures_of_unit(unit: UnitAppraisal) -> set[str]:
    known = {rounded(unit.points, 2), rounded(unit.most, 0), rounded(unit.of_hundred or unit.points, 2)}
    known |= {rounded(one, 2) for one in (unit.total or unit.points, unit.bonus, unit.bonus_decided, -unit.deducted)}
    known |= {f"{abs(one.points).normalize():f}" for one in unit.adjustments}
    for score in unit.scores:
        known.add(rounded(score.points, 2))
        own = unit.self_score.points(score.component) if unit.self_score else None
        if own is not None:
            known |= {rounded(own, 2), rounded(abs(score.points - score.points.__class__(own)), 2)}
        for _, group in groupby(score.lines, key=group_of):
            lines = list(group)
            known.add(rounded(score.points_of(*lines), 2))
            for line in lines:
                if isinstance(line, Scored):
                    known |= {rounded(line.weight, 2), rounded(line.completion * 100, 0)}
                if isinstance(line, HeldNode):
                    known |= {f"{line.node:f}", f"{line.value:f}"}
    if unit.self_score is not None:
        both = [(unit.self_score.points(one.component), one.points) for one in unit.scores]
        own, scored = (sum(column) for column in zip(*((a, b) for a, b in both if a is not None), strict=True))
        known |= {rounded(own, 2), rounded(scored, 2), rounded(abs(scored - scored.__class__(own)), 2)}
    return known


def group_of(line: Line) -> object:
    """What is printed as one row."""
    if isinstance(line, Filed):
        return line.quarter
    return line.row.place.path if isinstance(line, CheckedRow) else id(line)
