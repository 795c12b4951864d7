from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lianggang.outputs.document import (
    Attachment,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    ParagraphKind,
    Run,
    Signature,
    Table,
    all_text,
    attachment_lines,
    body,
    labelled,
)
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.ordinals import ordinal


def make_document(*blocks: Any, **changes: Any) -> Document:
    values: dict[str, Any] = {
        "title": ("关于", "示例", "的函"),
        "blocks": blocks or (body("正文。"),),
        "signature": Signature("示例区妇儿工委办公室", date(2025, 10, 9)),
        **changes,
    }
    return Document(**values)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (42, "四十二"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
    ],
)
def test_ordinals(number: int, text: str) -> None:
    assert ordinal(number) == text


@pytest.mark.parametrize("number", [0, 1000])
def test_no_ordinal(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        ordinal(number)


def test_a_heading_begins_the_counting_below_it_anew() -> None:
    levels = [1, 2, 3, 4, 4, 3, 2, 3, 1, 2]
    labels = [label for _, label in labelled(Heading(level, "题") for level in levels)]
    assert labels == ["一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "1.", "二、", "（一）"]


def test_one_attachment_has_no_number() -> None:
    one, two = Attachment("明细表", ()), Attachment("签收回执", ())
    assert attachment_lines(make_document()) == []
    assert attachment_lines(make_document(attachments=(one,))) == ["附件：明细表"]
    assert attachment_lines(make_document(attachments=(one, two))) == ["附件：1. 明细表", "2. 签收回执"]


def test_markdown_in_the_order_of_a_letter() -> None:
    document = make_document(
        Heading(1, "问题"), Heading(2, "某指标", (Run("差"), Run("很多", strong=True))),
        letterhead=Letterhead("示例区妇儿工委办公室", "示妇儿工委办〔2025〕3号"), addressee="区教育局",
        annotations=("联系人：赵示例",), copy_to=("区政府督查室",),
        attachments=(Attachment("明细表", (body("表。"),)),),
    )  # fmt: skip
    assert to_markdown(document).split("\n\n") == [
        "**示例区妇儿工委办公室**",
        "示妇儿工委办〔2025〕3号",
        "# 关于示例的函",
        "区教育局：",
        "## 一、问题",
        "**（一）某指标。**差**很多**",
        "附件：明细表",
        "示例区妇儿工委办公室  \n2025年10月9日",
        "（联系人：赵示例）",
        "抄送：区政府督查室",
        "---",
        "附件",
        "## 明细表",
        "表。\n",
    ]


def test_markdown_shows_text_as_it_is() -> None:
    table = Table((Column("甲|乙"),), (("<b>*x*",), ("一\n二",), ("78\n（2024）",)), notes=("注_意",))
    document = make_document(body("1. 不是列表"), body("# 不是标题"), table)
    text = to_markdown(document)
    assert "\n1\\. 不是列表\n" in text
    assert "\n\\# 不是标题\n" in text
    assert "| 甲\\|乙 |\n|---|\n| \\<b\\>\\*x\\* |\n| 一二 |\n| 78（2024） |" in text
    assert "*注\\_意*" in text


def test_all_text_misses_nothing() -> None:
    document = make_document(
        Heading(1, "甲", (Run("乙"),)), Paragraph((Run("丙"),), ParagraphKind.NOTE),
        Table((Column("丁"),), (("戊",),), caption="己", notes=("庚",)),
        subtitle="辛", addressee="壬", annotations=("癸",), copy_to=("子",), letterhead=Letterhead("丑", "寅"),
        attachments=(Attachment("卯", (body("辰"),)),),
    )  # fmt: skip
    assert set("甲乙丙丁戊己庚辛壬癸子丑寅卯辰") <= set(all_text(document))
