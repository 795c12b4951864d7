"""A 退回单 as text: nothing of the data is markup or a formula, every message is parted into what and what to do."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from doubles import make_catalogue
from lianggang.model.diagnostic import CODES, Diagnostic, Place
from lianggang.model.quarter import Quarter
from lianggang.model.slip import Slip
from lianggang.outputs.document import Table, body
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.slip_document import slip_document
from lianggang.outputs.slip_text import parted, slip_csv

ON = date(2025, 10, 12)


def finding(code: str, message: str, found: str = "", **more: object) -> Diagnostic:
    place = Place("data/2025Q3/区教育局.csv", None, 2, 3, "本期值")
    return Diagnostic(code, message, place, CODES[code].severity, "C-EDU-02", found=found, **more)  # type: ignore[arg-type]


def slip(*items: Diagnostic) -> Slip:
    return Slip(make_catalogue(), Quarter(2025, 3), "区教育局", items)


def markdown(of: Slip) -> str:
    return to_markdown(slip_document(of, ON))


@pytest.mark.parametrize(
    ("message", "said", "asked"),
    [
        ("填报142.20，高于上限100%；请核对后重报。", "填报142.20，高于上限100%。", "请核对后重报。"),
        ("甲；乙；请丙。", "甲；乙。", "请丙。"),
        ("不在目录中；是否为“乙”？", "不在目录中。", "是否为“乙”？请核对后重报。"),
        ("第9行为空行，已略过。", "第9行为空行，已略过。", "供参考。"),
    ],
)
def test_a_message_says_what_was_found_and_what_to_do(message: str, said: str, asked: str) -> None:
    code = "F15" if asked == "供参考。" else "R06"
    assert parted(finding(code, message)) == (said, asked)


def test_markdown_has_a_section_for_each_severity_and_numbers_on() -> None:
    text = markdown(slip(finding("L01", "高；请改。"), finding("R05", "空；请补填。"), finding("P03", "全角；请改。")))
    assert "你单位2025年第三季度的填报已经核对：须更正1项，须说明1项，供参考1项。" in text
    assert "报送截止2025年10月10日（含当日）；2025年10月20日以后数据锁定" in text
    heads = ["## 一、须更正后重报（1项）", "## 二、须说明（1项）", "## 三、供参考（1项）", "## 四、重报办法"]
    assert [line for line in text.splitlines() if line.startswith("## ")] == heads
    assert [line.split(" | ")[0] for line in text.splitlines() if line.startswith("| ") and line[2:3].isdigit()] == [
        "| 1",
        "| 2",
        "| 3",
    ]


def test_nothing_of_the_data_is_markup_or_runs() -> None:
    nasty = "=1|2\n<b>*x*</b> [a](b) `c`"
    text = markdown(slip(finding("P01", "不是数值；请改。", nasty)))
    assert "=1\\|2 \\<b\\>\\*x\\*\\</b\\> \\[a\\](b) \\`c\\`" in text
    (head, row) = csv.reader(
        io.StringIO(slip_csv(slip(finding("P01", "不是数值；请改。", "=1+1"))).decode("utf-8-sig"))
    )
    assert dict(zip(head, row, strict=True))["所填"] == "'=1+1"
    assert head[-1] == "回复"


def test_a_cell_is_one_line_and_shows_what_cannot_be_seen() -> None:
    (table,) = [block for block in slip_document(slip(finding("P06", "有；请改。", "a\n b\t|c\u200b")), ON).blocks
                if isinstance(block, Table)]  # fmt: skip
    assert table.rows[0][4] == "a b |c‹U+200B›"


def test_what_no_known_unit_filed_asks_the_office() -> None:
    document = slip_document(Slip(make_catalogue(), None, None, (finding("R01", "没有；请改。"),)), ON)
    assert (document.title_text, document.addressee) == ("填报退回单", "")
    assert document.blocks[0] == body("本次的填报中，看不出由哪个单位报送的：须更正1项。请办公室查明后再退。")
