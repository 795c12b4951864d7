"""A 退回单 as text: nothing of the data is markup or a formula, every message is parted into what and what to do."""

from __future__ import annotations

import csv
import io

import pytest

from doubles import make_catalogue
from lianggang.model.diagnostic import CODES, Diagnostic, Place
from lianggang.model.quarter import Quarter
from lianggang.model.slip import Slip
from lianggang.outputs.markdown_text import escaped
from lianggang.outputs.slip_text import parted, slip_csv, slip_markdown


def finding(code: str, message: str, found: str = "", **more: object) -> Diagnostic:
    place = Place("data/2025Q3/区教育局.csv", None, 2, 3, "本期值")
    return Diagnostic(code, message, place, CODES[code].severity, "C-EDU-02", found=found, **more)  # type: ignore[arg-type]


def slip(*items: Diagnostic) -> Slip:
    return Slip(make_catalogue(), Quarter(2025, 3), "区教育局", items)


@pytest.mark.parametrize(
    ("message", "said", "asked"),
    [
        ("填报142.20，高于上限100%；请核对后重报。", "填报142.20，高于上限100%。", "请核对后重报。"),
        ("甲；乙；请丙。", "甲；乙。", "请丙。"),
        ("第9行为空行，已略过。", "第9行为空行，已略过。", "供参考。"),
    ],
)
def test_a_message_says_what_was_found_and_what_to_do(message: str, said: str, asked: str) -> None:
    assert parted(finding("F15", message)) == (said, asked)


def test_markdown_has_a_section_for_each_severity_and_numbers_on() -> None:
    text = slip_markdown(
        slip(finding("L01", "高；请改。"), finding("R05", "空；请补填。"), finding("P03", "全角；请改。"))
    )
    assert "须更正 1 项，须说明 1 项。报送截止 2025年10月10日；2025年10月20日以后数据锁定" in text
    heads = ["## 一、须更正后重报（1项）", "## 二、须说明（1项）", "## 三、供参考（1项）"]
    assert [line for line in text.splitlines() if line.startswith("## ")] == heads
    assert [line.split(" | ")[0] for line in text.splitlines() if line[2:3].isdigit()] == ["| 1", "| 2", "| 3"]


def test_nothing_of_the_data_is_markup_or_runs() -> None:
    nasty = "=1|2\n<b>*x*</b> [a](b) `c`"
    text = slip_markdown(slip(finding("P01", "不是数值；请改。", nasty)))
    assert "=1\\|2 \\<b\\>\\*x\\*\\</b\\> \\[a\\](b) \\`c\\`" in text
    (head, row) = csv.reader(
        io.StringIO(slip_csv(slip(finding("P01", "不是数值；请改。", "=1+1"))).decode("utf-8-sig"))
    )
    assert dict(zip(head, row, strict=True))["所填"] == "'=1+1"
    assert head[-1] == "回复"


def test_escaping_leaves_one_line() -> None:
    assert escaped("a\n b\t|c") == "a b \\|c"
