"""The proposal for a yearly review: its text, its Word file, and that every point leads back to its row."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lianggang.api.appraising import appraisal, appraise
from lianggang.outputs.document import Document, Table
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.word import to_word
from paper_figures import FIGURE, compare, counts_up_to, figures_of, rounded, without_names
from word_checks import faults_in, structure_of

HERE = Path(__file__).parent
UNITS = {"all": None, "unit": "区教育局"}


def document_of(workspace: Path, name: str) -> Document:
    return appraise(appraisal(start=workspace, year=2025), date(2025, 12, 20), UNITS[name]).document


def table_of(document: Document, title: str) -> Table:
    (attachment,) = (one for one in document.attachments if one.title == title)
    (table,) = attachment.blocks
    assert isinstance(table, Table)
    return table


@pytest.mark.parametrize("name", UNITS)
def test_the_text_is_the_one_accepted(workspace: Path, name: str, update_golden: bool) -> None:
    compare(to_markdown(document_of(workspace, name)), HERE / f"appraisal-{name}.md", update=update_golden)


@pytest.mark.parametrize("name", UNITS)
def test_the_word_file_is_the_one_accepted_and_may_leave_the_office(
    workspace: Path, name: str, update_golden: bool
) -> None:
    content = to_word(document_of(workspace, name))
    compare(structure_of(content), HERE / f"appraisal-{name}.docx.txt", update=update_golden)
    assert faults_in(content) == []
    assert to_word(document_of(workspace, name)) == content


def test_each_indicator_leads_to_the_row_of_its_figure(workspace: Path) -> None:
    rows = table_of(document_of(workspace, "all"), "指标完成得分明细").rows
    assert len(rows) == 6
    for row in rows:
        found = re.fullmatch(r"(.+\.csv)第(\d+)行", row[-1])
        assert found is not None
        line = (workspace / "data" / found[1]).read_text(encoding="utf-8").splitlines()[int(found[2]) - 1]
        assert line.startswith(f"{row[1]},,全区,{row[3]},")


@pytest.mark.parametrize(("title", "place"), [("报送按时率得分明细", 5), ("数据质量得分明细", 5)])
def test_each_row_of_returns_is_one_of_the_unit(workspace: Path, title: str, place: int) -> None:
    rows = table_of(document_of(workspace, "all"), title).rows
    assert len(rows) >= 6
    for row in rows:
        for first, last in re.findall(r"[第、](\d+)(?:—(\d+))?", row[place]):
            for number in range(int(first), int(last or first) + 1):
                quarter = row[1].removesuffix(".csv")
                line = (workspace / "data" / f"{quarter}.csv").read_text(encoding="utf-8").splitlines()[number - 1]
                assert f",{row[0]}," in line


@pytest.mark.parametrize("title", ["指标完成得分明细", "报送按时率得分明细", "数据质量得分明细"])
def test_the_lines_add_up_to_the_score_but_for_rounding(workspace: Path, title: str) -> None:
    document = document_of(workspace, "all")
    scores = next(one for one in document.blocks if isinstance(one, Table) and one.caption.endswith("的单位"))
    component = title.removesuffix("得分明细")
    column = [one.header for one in scores.columns].index(component)
    detail = table_of(document, title)
    points = [one.header for one in detail.columns].index("得分")
    for row in scores.rows:
        own = [Decimal(line[points]) for line in detail.rows if line[0] == row[0]]
        if row[column] == "—":
            assert own == []
        else:
            assert abs(sum(own) - Decimal(row[column])) <= Decimal("0.005") * (len(own) + 1)


@pytest.mark.parametrize("name", UNITS)
def test_every_figure_printed_is_one_of_the_scores_or_the_assessments(workspace: Path, name: str) -> None:
    made = appraisal(start=workspace, year=2025)[0]
    text = to_markdown(document_of(workspace, name))
    units = [one for one in made.units if UNITS[name] in {None, one.unit}]
    known = figures_of(list(made.result.assessments)) | counts_up_to(15) | {"50", "60", "90", "80", "100"}
    for unit in units:
        known |= {rounded(unit.points, 2), rounded(unit.most, 0), rounded(unit.of_hundred or unit.points, 2)}
        for score in unit.scores:
            known.add(rounded(score.points, 2))
            groups: dict[str, list[object]] = {}
            for line in score.lines:
                row = getattr(line, "row", None)
                quarter = getattr(line, "quarter", None) or (row.filed if row is not None else id(line))
                groups.setdefault(str(quarter), []).append(line)
                if score.component.name == "ATTAINMENT":
                    known |= {rounded(line.weight, 2), rounded(line.completion * 100, 0)}  # type: ignore[union-attr]
            known |= {
                rounded(sum(map(score.points_of, group), start=score.points * 0), 2)  # type: ignore[arg-type]
                for group in groups.values()
            }
    printed = FIGURE.findall(re.sub(r"第[\d、—]+行", "", without_names(text, made.result)))
    assert len(printed) > 30
    assert sorted(set(printed) - known) == []
