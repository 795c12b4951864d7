"""The list of matters for meetings: its text, its Word file, and that each figure in it is ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lianggang.api.agendas import agenda
from lianggang.api.quarter_basis import quarter_basis
from lianggang.outputs.document import Document
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.word import to_word
from paper_figures import FIGURE, compare, counts_up_to, figures_of, without_names
from word_checks import faults_in, structure_of

HERE = Path(__file__).parent


def document_of(workspace: Path) -> Document:
    return agenda(quarter_basis(start=workspace), date(2025, 10, 20)).document


def test_the_text_is_the_one_accepted(workspace: Path, update_golden: bool) -> None:
    compare(to_markdown(document_of(workspace)), HERE / "agenda.md", update=update_golden)


def test_the_word_file_is_the_one_accepted_and_may_leave_the_office(workspace: Path, update_golden: bool) -> None:
    content = to_word(document_of(workspace))
    compare(structure_of(content), HERE / "agenda.docx.txt", update=update_golden)
    assert faults_in(content) == []
    assert to_word(document_of(workspace)) == content


def test_every_figure_printed_is_one_of_the_assessments(workspace: Path) -> None:
    text = to_markdown(document_of(workspace))
    result = quarter_basis(start=workspace).result
    known = figures_of(list(result.assessments)) | counts_up_to(len(result.assessments))
    printed = FIGURE.findall(without_names(text, result))
    assert len(printed) > 20
    assert sorted(set(printed) - known) == []
