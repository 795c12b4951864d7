"""The documents of the quarter in which deadlines are over and not all figures are out: nothing may get lost."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from deadline_workspace import write_deadline_workspace
from lianggang.api.agendas import agenda
from lianggang.api.bulletins import bulletin
from lianggang.api.evaluations import evaluate
from lianggang.api.quarter_basis import QuarterBasis, quarter_basis
from lianggang.api.reporting import report_of
from lianggang.model.evaluation import EvaluationKind
from lianggang.outputs.markdown import to_markdown
from paper_figures import FIGURE, compare, counts_up_to, figures_of, without_names

HERE = Path(__file__).parent
ON = date(2026, 4, 15)
AWAITING = "目标期限已到、到期的数尚未报送（待到期数据）的"
FEW = "例数少（一年不足20例）、期限未到的1项，按几年合计的例数判断"


@pytest.fixture(scope="module")
def basis(tmp_path_factory: pytest.TempPathFactory) -> QuarterBasis:
    folder = tmp_path_factory.mktemp("deadline")
    write_deadline_workspace(folder)
    return quarter_basis(start=folder)


def test_the_bulletin_is_the_one_accepted(basis: QuarterBasis, update_golden: bool) -> None:
    text = to_markdown(bulletin(basis, ON).document)
    compare(text, HERE / "bulletin-deadline.md", update=update_golden)


def test_every_figure_printed_is_one_of_the_assessments(basis: QuarterBasis) -> None:
    text = to_markdown(bulletin(basis, ON).document)
    items = list(basis.result.assessments)
    printed = set(FIGURE.findall(without_names(text, basis.result)))
    assert sorted(printed - figures_of(items) - counts_up_to(20)) == []


def test_the_numbers_of_cards_and_of_classes_add_up(basis: QuarterBasis) -> None:
    text = to_markdown(bulletin(basis, ON).document)
    cards = r"黄牌\d项，共(\d)项；.*解除(\d)项、不再判断(\d)项，新增(\d)项.*现为(\d)项"
    before, lifted, unjudged, new, now = map(int, re.findall(cards, text)[0])
    assert before - lifted - unjudged + new == now == 3
    assert unjudged == 1
    total, monitorable, awaiting, no_data = map(
        int, re.findall(r"共(\d)项，可监测(\d)项，.*待到期数据）的(\d)项，无数据或暂不能判断(\d)项", text)[0]
    )
    assert total == monitorable + awaiting + no_data
    met = re.findall(r"已达标减少(\d)项", text)
    assert met == re.findall(r"上季度已达标、本季度还不能判断的(\d)项", text)


def test_what_waits_is_said_in_every_document(basis: QuarterBasis) -> None:
    made = to_markdown(report_of(basis, ON).document)
    assert f"{AWAITING}指标2项，报齐以后再判断是否达标：适龄妇女宫颈癌人群筛查率（区卫健局）、" in made
    made = to_markdown(evaluate(basis, ON, EvaluationKind.FINAL).document)
    assert f"### （三）待到期数据的指标\n\n{AWAITING}指标2项" in made
    assert "每名专任教师负担的在园幼儿数2024年为14.86人，比上年减少0.54人，目标为2025年底不高于15人；" in made
    assert FEW in made
    made = to_markdown(agenda(basis, ON).document)
    assert f"另有{AWAITING}2项，判断以前不列入。" in made
