"""The public versions of the example's papers: none of the figures left out can be found in them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lianggang.api.bulletins import bulletin
from lianggang.api.evaluations import evaluate
from lianggang.api.quarter_basis import QuarterBasis, quarter_basis
from lianggang.api.reporting import report_of
from lianggang.engine.concealment import gives_counts_away
from lianggang.model.evaluation import EvaluationKind
from lianggang.outputs.amounts import number
from lianggang.outputs.markdown import to_markdown

if TYPE_CHECKING:
    from lianggang.api.papers import Paper

ROOT = Path(__file__).resolve().parents[2]
ON = date(2025, 10, 20)
PAPERS = {
    "bulletin": lambda basis, public: bulletin(basis, ON, public=public),
    "evaluation": lambda basis, public: evaluate(basis, ON, EvaluationKind.MID, public=public),
    "report": lambda basis, public: report_of(basis, ON, public=public),
    "unit": lambda basis, public: report_of(basis, ON, "区卫健局", public=public),
}


@pytest.fixture(scope="module")
def basis() -> QuarterBasis:
    return quarter_basis(start=ROOT)


def hidden(basis: QuarterBasis) -> dict[str, set[str]]:
    """By the indicator's name, its figures as they would be printed."""
    found: dict[str, set[str]] = {}
    for one in basis.result.assessments:
        if gives_counts_away(one):
            indicator = one.indicator
            values = {row.value for row in one.observations if row.value}
            values |= {indicator.baseline.value} if indicator.baseline else set()
            printed = {number(value, indicator.decimals) for value in values}
            found.setdefault(indicator.name, set()).update(printed)
    return found


def told_of(text: str, name: str) -> list[str]:
    """The rows of tables and the sentences that speak of the indicator, without what it is to reach."""
    parts = [part for line in text.splitlines() for part in (line.split("；") if not line.startswith("|") else [line])]
    own = [part.split(name, 1)[1] for part in parts if name in part]
    return [re.sub(r"[≤≥<>][0-9.]+|[0-9.]+%?的目标|不[高低]于[0-9.]+", "", part.split("、")[0]) for part in own]


@pytest.mark.parametrize("name", PAPERS)
def test_no_figure_left_out_is_printed(basis: QuarterBasis, name: str) -> None:
    paper: Paper = PAPERS[name](basis, True)
    text = to_markdown(paper.document)
    named = 0
    for indicator, figures in hidden(basis).items():
        for part in told_of(text, indicator):
            named += 1
            assert not figures & set(re.findall(r"[0-9]+(?:\.[0-9]+)?", part)), (indicator, part)
    assert named > 4
    assert "公开版：有过1—4例的指标不列数字" in text
    assert paper.name.endswith("公开版")


@pytest.mark.parametrize("name", PAPERS)
def test_the_office_s_own_version_prints_them(basis: QuarterBasis, name: str) -> None:
    text = to_markdown(PAPERS[name](basis, False).document)
    found = [
        figures & set(re.findall(r"[0-9]+(?:\.[0-9]+)?", part))
        for indicator, figures in hidden(basis).items()
        for part in told_of(text, indicator)
    ]
    assert any(found)
    assert "公开版" not in text
