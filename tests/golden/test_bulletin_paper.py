"""The quarterly bulletin of a small workspace: its text, its Word file, and that each figure in it is ours."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from lianggang.api.bulletins import bulletin
from lianggang.api.quarter_basis import quarter_basis
from lianggang.model.ledger import LetterKind
from lianggang.model.supervision import LettersSent, OverdueMatter, Supervision
from lianggang.outputs.document import Document
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.word import to_word
from paper_figures import FIGURE, compare, counts_up_to, figures_of, rounded, without_names
from paper_workspace import write_workspace
from word_checks import faults_in, structure_of

HERE = Path(__file__).parent
ON = date(2025, 10, 20)


def document_of(workspace: Path, supervision: Supervision | None = None) -> Document:
    return bulletin(quarter_basis(start=workspace), ON, supervision).document


def test_the_text_is_the_one_accepted(workspace: Path, update_golden: bool) -> None:
    compare(to_markdown(document_of(workspace)), HERE / "bulletin.md", update=update_golden)


def test_the_word_file_is_the_one_accepted_and_may_leave_the_office(workspace: Path, update_golden: bool) -> None:
    content = to_word(document_of(workspace))
    compare(structure_of(content), HERE / "bulletin.docx.txt", update=update_golden)
    assert faults_in(content) == []
    assert to_word(document_of(workspace)) == content


def test_every_figure_printed_is_one_of_the_assessments(workspace: Path) -> None:
    text = to_markdown(document_of(workspace))
    result = quarter_basis(start=workspace).result
    known = figures_of(list(result.assessments)) | counts_up_to(len(result.assessments)) | rates_of_returns(workspace)
    printed = FIGURE.findall(without_names(text, result))
    assert len(printed) > 60
    assert sorted(set(printed) - known) == []


def rates_of_returns(workspace: Path) -> set[str]:
    """In whole percent, of the units and of what they owe."""
    status = quarter_basis(start=workspace).returns
    wholes = (len(status.units), sum(len(one.owed) for one in status.units))
    return {rounded(Fraction(100 * part, whole), 0) for whole in wholes for part in range(whole + 1)}


def test_what_the_ledger_says_and_nothing_where_there_is_none(workspace: Path) -> None:
    assert "## 四、督办进展\n\n台账尚未建立。\n\n## 五" in to_markdown(document_of(workspace))
    overdue = (OverdueMatter("区教育局", "普惠性幼儿园覆盖率", 12),)
    kinds = ((LetterKind.NOTICE, 1), (LetterKind.SUPERVISION, 4))
    sent = LettersSent(kinds, under_way=2, closed=1, raised=1, withdrawn=1)
    known = Supervision(date(2025, 7, 1), ON, sent, 1, 2, ((LetterKind.SUPERVISION, 3),), 1, overdue)
    text = to_markdown(document_of(workspace, known))
    assert (
        "2025年7月1日至2025年10月20日，发函5项（提示函1项、督办函4项），在办2项、销号1项、升级1项、撤销1项。"
        "此前发出的函，这段时间销号2项，仍在办1项。" in text
    )
    assert "现在在办3项（督办函3项），其中超期1项、下季度末以前到期1项。" in text
    assert "超期的：区教育局（普惠性幼儿园覆盖率，超期12天）。" in text
    assert "台账尚未建立" not in text


def test_what_has_changed_since_the_quarter_before(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    row = "C-H-09,,全区,{},,,,,正常,区卫健局,李示例,,"
    for quarter, was, now in (("2025Q2", "96.40", "89.40"), ("2025Q3", "96.50", "96.50")):
        path = tmp_path / f"data/{quarter}.csv"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(row.format(was), f"{row.format(now)}疫苗短缺后补种"), encoding="utf-8")
    assert "本季度新达标1项：免疫规划疫苗接种率96.50%（区卫健局）。" in to_markdown(document_of(tmp_path))
    (tmp_path / "data/2025Q2.csv").unlink()
    assert "上季度没有填报，不作比较。" in to_markdown(document_of(tmp_path))
