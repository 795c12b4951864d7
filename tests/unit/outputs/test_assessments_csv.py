from __future__ import annotations

import csv
import io
from decimal import Decimal

from assessment_doubles import make_assessment
from doubles import make_indicator
from lianggang.model.assessment import Assessment, Mark, NotAssessed
from lianggang.outputs.assessments_csv import HEADERS, to_csv


def rows(*items: Assessment) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(items))))


def test_a_card() -> None:
    (row,) = rows(make_assessment(area="河口镇", marks=(Mark.UNVERIFIED_TARGET,)))
    assert tuple(row) == HEADERS
    assert row["原因"].startswith("距2025年底还有1个季度，需再提高6.30个百分点；近5年")
    assert [row[name] for name in HEADERS[:-1]] == [
        "2025Q3", "儿纲", "教育", "C-EDU-02", "普惠性幼儿园覆盖率", "区教育局", "河口镇", "2025Q3", "78.70", "9444",
        "12000", "%", "84.32", "≥85", "2025年底", "国家", "否", "6.30", "54.0", "95.0", "红牌", "",
        "按现有进度难以达标", "far-behind", "2024Q2", "", "", "目标待核原文",
    ]  # fmt: skip


def test_what_is_absent_is_empty() -> None:
    item = make_assessment(
        make_indicator("C-01", targets=[]), value=None, numerator=None, denominator=None, data_period=None, gap=None,
        card=None, rule=None, label="未报", not_assessed=NotAssessed.NOT_REPORTED, since=None,
        measures=dict.fromkeys(("node", "progress", "elapsed")),
    )  # fmt: skip
    (row,) = rows(item)
    empty = ("数据期", "现值", "分子", "分母", "节点", "目标", "目标期限", "差距", "走完", "应走", "规则", "亮牌自")
    assert {row[name] for name in empty} == {""}
    assert (row["区域"], row["牌"], row["未判原因"]) == ("全区", "未判", "未报")


def test_the_gap_keeps_the_digits_of_the_figure_and_its_sign() -> None:
    items = [
        make_assessment(value=Decimal("84.996"), gap=Decimal("0.004")),
        make_assessment(value=Decimal("86.1"), gap=Decimal("-1.1")),
    ]
    assert [row["差距"] for row in rows(*items)] == ["0.004", "-1.10"]


def test_text_that_a_spreadsheet_would_run_is_defused_and_numbers_are_not() -> None:
    item = make_assessment(make_indicator("C-01", name="=1+1"), value=Decimal("-2.50"))
    (row,) = rows(item)
    assert (row["指标名称"], row["现值"]) == ("'=1+1", "-2.50")
