"""Reports and evaluations with words in them: plans as they stand on a day, and what was written for the quarter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lianggang.api.evaluations import evaluate
from lianggang.api.quarter_basis import quarter_basis
from lianggang.api.reporting import report_of
from lianggang.model.evaluation import EvaluationKind
from lianggang.outputs.document import Document
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.word import to_word
from paper_figures import compare
from told_workspace import TEXTS, write_told_workspace
from word_checks import faults_in, structure_of

HERE = Path(__file__).parent
ON = date(2025, 11, 10)
NAMES = ("unit", "district", "evaluation")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told")
    write_told_workspace(folder)
    return folder


def document_of(folder: Path, name: str, on: date = ON) -> Document:
    basis = quarter_basis(start=folder)
    if name == "evaluation":
        return evaluate(basis, on, EvaluationKind.MID).document
    return report_of(basis, on, "区教育局" if name == "unit" else None).document


def section(text: str, title: str) -> str:
    """From the heading of level 1 to the next one."""
    _, _, rest = text.partition(f"、{title}\n")
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_the_one_accepted(told: Path, name: str, update_golden: bool) -> None:
    compare(to_markdown(document_of(told, name)), HERE / f"told-{name}.md", update=update_golden)


@pytest.mark.parametrize("name", NAMES)
def test_the_word_file_is_the_one_accepted_and_may_leave_the_office(told: Path, name: str, update_golden: bool) -> None:
    content = to_word(document_of(told, name))
    compare(structure_of(content), HERE / f"told-{name}.docx.txt", update=update_golden)
    assert faults_in(content) == []
    assert to_word(document_of(told, name)) == content


def test_no_text_is_dropped_and_none_rewritten(told: Path) -> None:
    texts = "".join(to_markdown(document_of(told, name)) for name in NAMES).replace("\\", "")
    said = [
        "新办两所公办园。",
        "认定*普惠*园[三]所 <b>",
        "城东片区入园的孩子多。",
        "民办园转普惠要等协议到期",
        "请各街道摸底。",
        "图书更新慢",
        "逐例评审。",
        "经费列入年度预算。",
        "常住人口由办公室填写。",
        "收回文字材料后与数据核对。",
        "出台移交办法。",
        "认定普惠园。",
        "筛查列入民生实事。",
    ]
    assert [text for text in said if text not in TEXTS] == []
    assert [text for text in said if text not in texts] == []


def test_a_measure_says_how_it_stands_on_the_day(told: Path) -> None:
    measures = section(to_markdown(document_of(told, "unit")), "下一步措施")
    assert (
        "转为普惠性民办园（责任人王示例，计划2025年12月15日完成，“第一批认定”逾期10天，另有1个里程碑逾期）。"
        in measures
    )
    assert "新园投用（责任人陈示例，已于2025年10月28日完成）。" in measures
    assert "收回配套园（责任人刘示例，计划2025年12月20日完成，按期）。" in measures
    later = section(to_markdown(document_of(told, "unit", date(2026, 4, 15))), "下一步措施")
    assert "收回配套园（责任人刘示例，应于2025年12月20日完成，“移交”逾期116天）。" in later


def test_a_plan_that_would_not_be_enough_says_so(told: Path) -> None:
    # 78.70 + 2 + 1 + 1 + 1 = 83.70
    measures = section(to_markdown(document_of(told, "unit")), "下一步措施")
    assert "推算：方案全部完成，到2025年第四季度为83.70%，距目标（85%）还差1.30个百分点。" in measures


def test_a_plan_that_is_enough_only_without_what_is_late_says_so(tmp_path: Path) -> None:
    write_told_workspace(tmp_path)
    plan = tmp_path / "data" / "plans" / "a.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("effect: {value: 2}", "effect: {value: 4}"), encoding="utf-8"
    )
    text = to_markdown(document_of(tmp_path, "unit"))
    assert "推算：逾期的2个里程碑不计，到2025年第四季度为81.70%，距目标（85%）还差3.30个百分点。" in text
    later = plan.read_text(encoding="utf-8").replace("2025-10-31", "2025-11-30").replace("11-05", "11-30")
    plan.write_text(later, encoding="utf-8")
    assert "推算：" not in section(to_markdown(document_of(tmp_path, "unit")), "下一步措施")


def test_plan_first_then_the_text_and_who_has_said_nothing_last(told: Path) -> None:
    causes = section(to_markdown(document_of(told, "district")), "原因分析")
    order = ["据整改方案ZG-1：民办园多。学位不足。", "据区教育局报送：城东片区", "图书更新慢", "区卫健局牵头的"]
    places = [causes.index(text) for text in order]
    assert places == sorted(places)
    assert causes.count("学位不足") == 1


def test_made_up_texts_are_marked_where_the_document_is_not(tmp_path: Path) -> None:
    write_told_workspace(tmp_path)
    catalogue = tmp_path / "indicators.yaml"
    catalogue.write_text(catalogue.read_text(encoding="utf-8").replace(", sample: true", ""), encoding="utf-8")
    text = to_markdown(document_of(tmp_path, "district"))
    assert "据区教育局报送（示例）：城东片区" in text
    assert "据整改方案ZG-1（示例）：" in text
    assert "（一）据区教育局报送（示例）。" in text


def test_an_evaluation_of_one_outline_has_only_its_policies(told: Path) -> None:
    basis = quarter_basis(start=told)
    text = to_markdown(evaluate(basis, ON, EvaluationKind.MID, "妇纲").document)
    assert "政策措施：筛查列入民生实事。" in text
    assert "出台移交办法。" not in text
    assert "据区教育局报送" not in text
    assert "据区财政局报送" in text
