"""The evaluations of a small workspace: their text, their Word files, and that each figure in them is ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lianggang.api.evaluations import evaluate
from lianggang.api.quarter_basis import quarter_basis
from lianggang.model.evaluation import EvaluationKind
from lianggang.outputs.document import Document
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.word import to_word
from paper_figures import FIGURE, compare, counts_up_to, figures_of, without_names
from word_checks import faults_in, structure_of

HERE = Path(__file__).parent
ASKED = {"mid": (EvaluationKind.MID, None), "final-outline": (EvaluationKind.FINAL, "儿纲")}


def document_of(workspace: Path, name: str) -> Document:
    return evaluate(quarter_basis(start=workspace), date(2025, 10, 20), *ASKED[name]).document


@pytest.mark.parametrize("name", ASKED)
def test_the_text_is_the_one_accepted(workspace: Path, name: str, update_golden: bool) -> None:
    compare(to_markdown(document_of(workspace, name)), HERE / f"evaluation-{name}.md", update=update_golden)


@pytest.mark.parametrize("name", ASKED)
def test_the_word_file_is_the_one_accepted_and_may_leave_the_office(
    workspace: Path, name: str, update_golden: bool
) -> None:
    content = to_word(document_of(workspace, name))
    compare(structure_of(content), HERE / f"evaluation-{name}.docx.txt", update=update_golden)
    assert faults_in(content) == []
    assert to_word(document_of(workspace, name)) == content


@pytest.mark.parametrize("name", ASKED)
def test_every_figure_printed_is_one_of_the_assessments(workspace: Path, name: str) -> None:
    text = to_markdown(document_of(workspace, name))
    result = quarter_basis(start=workspace).result
    own = [one for one in result.assessments if ASKED[name][1] in {None, one.indicator.outline}]
    gone = "47.5"  # 19 of 40 quarters
    known = figures_of(own) | counts_up_to(len(own)) | {gone}
    printed = FIGURE.findall(without_names(text, result))
    assert len(printed) > 60
    assert sorted(set(printed) - known) == []
