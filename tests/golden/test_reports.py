"""Whole reports of a small workspace: their text, their Word structure, and that each figure in them is ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lianggang.api.judging import assess
from lianggang.api.reporting import report
from lianggang.outputs.document import Document
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.word import to_word
from lianggang.outputs.word_fonts import FontProfile
from paper_figures import FIGURE, compare, counts_up_to, figures_of, without_names
from paper_workspace import CATALOGUE, write_workspace
from word_checks import faults_in, structure_of

HERE = Path(__file__).parent
ON = date(2025, 10, 20)
UNITS = {"unit": "区教育局", "district": None}


def document_of(workspace: Path, name: str) -> Document:
    return report(start=workspace, on=ON, unit=UNITS[name]).document


@pytest.mark.parametrize("name", UNITS)
def test_the_text_is_the_one_accepted(workspace: Path, name: str, update_golden: bool) -> None:
    compare(to_markdown(document_of(workspace, name)), HERE / f"report-{name}.md", update=update_golden)


@pytest.mark.parametrize("name", UNITS)
def test_the_word_file_has_the_structure_accepted(workspace: Path, name: str, update_golden: bool) -> None:
    content = to_word(document_of(workspace, name))
    compare(structure_of(content), HERE / f"report-{name}.docx.txt", update=update_golden)


@pytest.mark.parametrize("profile", FontProfile)
@pytest.mark.parametrize("name", UNITS)
def test_the_word_file_may_leave_the_office(workspace: Path, name: str, profile: FontProfile) -> None:
    assert faults_in(to_word(document_of(workspace, name), profile)) == []


def test_the_same_report_has_the_same_bytes(workspace: Path) -> None:
    first, second = (to_word(document_of(workspace, "district")) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", UNITS)
def test_every_figure_printed_is_one_of_the_assessments(workspace: Path, name: str) -> None:
    text = to_markdown(document_of(workspace, name))
    result = assess(start=workspace)
    own = [one for one in result.assessments if UNITS[name] in {None, one.indicator.lead_unit}]
    known = figures_of(own) | counts_up_to(len(own))
    printed = FIGURE.findall(without_names(text, result))
    assert len(printed) > 60
    assert sorted(set(printed) - known) == []


def test_a_unit_signs_with_its_full_name_and_names_its_liaison(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    written = '{aliases: [教育局], contact: "张示例，0000-00000001"}'
    unit = "{full_name: 示例区教育局, liaison: 李示例, telephone: 0000-00000002}"
    (tmp_path / "indicators.yaml").write_text(CATALOGUE.replace(written, unit), encoding="utf-8")
    text = to_markdown(document_of(tmp_path, "unit"))
    assert "\n示例区教育局  \n2025年10月20日\n" in text
    assert "（联系人：李示例，联系电话：0000-00000002）" in text
    assert text.startswith("# 关于区教育局2025年第三季度")
