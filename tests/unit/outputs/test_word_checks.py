"""Each check on Word files sees a file that is spoilt in just that way: a check that cannot fail checks nothing."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import NamedTuple

import pytest

from lianggang.outputs.document import (
    Attachment,
    Column,
    Document,
    Heading,
    Letterhead,
    Signature,
    Table,
    body,
)
from lianggang.outputs.word import to_word
from word_checks import faults_in, faults_of, parts_of

TABLE = Table((Column("指标"), Column("值")), (("甲", "1"), ("乙", "2")))
LETTER = Document(
    title=("关于", "甲指标进度的", "督办函"),
    blocks=(body("根据“某规划”。"), Heading(1, "问题"), body("为78.70%。"), body("特此函告。")),
    signature=Signature("示例区妇儿工委办公室", date(2025, 10, 24)),
    addressee="区教育局",
    annotations=("联系人：赵示例",),
    attachments=(
        Attachment("明细表", (TABLE,), landscape=True),
        Attachment("签收回执", (TABLE,)),
        Attachment("说明", (TABLE,)),
    ),
    letterhead=Letterhead("示例区妇儿工委办公室", "示妇儿工委办〔2025〕3号"),
)
DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
HEAD, RIGHT, LEFT, FIRST = "word/header1.xml", "word/footer1.xml", "word/footer2.xml", "word/footer3.xml"
A_LINE = '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:p>'


class Spoilt(NamedTuple):
    part: str
    old: str
    new: str
    fault: str
    """What begins the fault that must be seen."""


SPOILT = [
    Spoilt(DOCUMENT, 'w:w="11906"', 'w:w="12240"', "pgSz w"),
    Spoilt(DOCUMENT, 'w:h="11906"', 'w:h="12240"', "pgSz h"),
    Spoilt(DOCUMENT, 'w:top="2098"', 'w:top="1440"', "pgMar top"),
    Spoilt(DOCUMENT, 'w:left="1984"', 'w:left="1440"', "pgMar left"),
    Spoilt(DOCUMENT, 'w:type="lines"', 'w:type="linesAndChars"', "grid"),
    Spoilt(DOCUMENT, 'w:linePitch="579"', 'w:linePitch="312"', "grid"),
    Spoilt(DOCUMENT, 'w:hint="eastAsia" ', "", "fonts of “示妇儿工委办〔2025〕3号” in word/document.xml"),
    Spoilt(HEAD, 'w:eastAsia="方正小标宋简体"', "", "fonts of “示例区妇儿工委办公室” in word/header1.xml"),
    Spoilt(STYLES, "w:eastAsia=", "w:eastAsiaTheme=", "theme font in word/styles.xml"),
    Spoilt(STYLES, 'w:line="579"', 'w:line="560"', "Normal spacing line"),
    Spoilt(STYLES, '<w:widowControl w:val="0"/>', "<w:widowControl/>", "Normal widowControl val"),
    Spoilt(STYLES, '<w:autoSpaceDE w:val="0"/>', "", "Normal autoSpaceDE val"),
    Spoilt(STYLES, '<w:spacing w:val="-5"/>', "", "Normal spacing"),
    Spoilt(STYLES, 'w:styleId="BodyText"', 'w:styleId="Body"', "no style BodyText"),
    Spoilt(STYLES, 'w:eastAsia="zh-CN" w:bidi', 'w:eastAsia="ja-JP" w:bidi', "language of styles"),
    Spoilt(SETTINGS, 'w:eastAsia="zh-CN"', 'w:eastAsia="ja-JP"', "language of settings"),
    Spoilt(
        DOCUMENT,
        '<w:pStyle w:val="Title"/><w:spacing w:after="160" w:line="660" w:lineRule="exact"/>',
        '<w:spacing w:after="160" w:line="660" w:lineRule="exact"/><w:pStyle w:val="Title"/>',
        "order ['spacing', 'pStyle'] of pPr",
    ),
    Spoilt(HEAD, '<w:sz w:val="72"/>', '<w:sz w:val="72"/><w:sz w:val="72"/>', "twice one of"),
    Spoilt(DOCUMENT, '<w:vAlign w:val="center"/>', '<w:vAlign w:val="center"/><w:tcBorders/>', "order"),
    Spoilt(DOCUMENT, "<w:cantSplit/><w:tblHeader/>", "<w:cantSplit/>", "header row not repeated"),
    Spoilt(DOCUMENT, "<w:cantSplit/></w:trPr>", "</w:trPr>", "a row may be parted"),
    Spoilt(DOCUMENT, '<w:gridCol w:w="', '<w:gridCol w:w="1', "table "),
    Spoilt(DOCUMENT, '<w:tcW w:w="', '<w:tcW w:w="1', "cells of other widths"),
    Spoilt(DOCUMENT, "〔2025〕3号", "[2025]3号", "number “示妇儿工委办[2025]3号”"),
    Spoilt(DOCUMENT, "〔2025〕3号", "〔2025〕第3号", "number"),
    Spoilt(DOCUMENT, "〔2025〕3号", "〔2025〕03号", "number"),
    Spoilt(DOCUMENT, "2025年10月24日", "2025年10月04日", "not one date of issue"),
    Spoilt(DOCUMENT, "2025年10月24日", "二〇二五年十月二十四日", "date “二〇二五年十月二十四日”"),
    Spoilt(DOCUMENT, "为78.70%。", "2025年09月为78.70%。", "date “2025年09月”"),
    Spoilt(DOCUMENT, "督办函</w:t>", "督办函。</w:t>", "title “关于甲指标进度的督办函。”"),
    Spoilt(DOCUMENT, "2. 签收回执", "2. 回执", "attachments listed ['明细表', '回执', '说明']"),
    Spoilt(DOCUMENT, "2. 签收回执", "2. 签收回执；", "a mark behind the name"),
    Spoilt(DOCUMENT, '<w:pageBreakBefore/>', "", "附件3 does not begin a page"),
    Spoilt(
        DOCUMENT, '<w:pStyle w:val="AttachmentLabel"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia" '
        'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="黑体"',
        '<w:pStyle w:val="AttachmentLabel"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia" '
        'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"', "附件1 is not black",
    ),
    Spoilt(
        DOCUMENT,
        '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:keepNext/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="Title"',
        f'{A_LINE}{A_LINE}<w:p><w:pPr><w:pStyle w:val="Title"', "the title of 附件1 is not on its third line",
    ),
    Spoilt(
        DOCUMENT, '<w:keepNext/><w:ind w:right="788"/>', '<w:ind w:right="788"/>', "the signature may stand alone"
    ),
    Spoilt(SETTINGS, "<w:evenAndOddHeaders/>", "", "odd and even pages alike"),
    Spoilt(RIGHT, 'w:jc w:val="right"', 'w:jc w:val="center"', "page number of default pages in section 1"),
    Spoilt(LEFT, "PAGE", "DATE", "page number of even pages in section 1"),
    Spoilt(DOCUMENT, "<w:titlePg/>", "", "first page of section 1"),
    Spoilt(FIRST, "</w:p>", '<w:fldSimple w:instr="PAGE"/></w:p>', "a number on the first page"),
    Spoilt(DOCUMENT, 'w:header="1701"', 'w:header="850"', "letterhead not 30 mm"),
    Spoilt(HEAD, "thickThinSmallGap", "single", "red line of the header"),
    Spoilt(FIRST, "FF0000", "000000", "red line of the footer"),
    Spoilt(FIRST, 'w:left="-397"', 'w:left="0"', "red line of the footer not 170 mm long"),
    Spoilt(HEAD, '<w:color w:val="FF0000"/>', "", "no red letterhead"),
    Spoilt(HEAD, "示例区妇儿工委办公室", "示例自治区示例市示例区妇儿工委办公室", "letterhead “"),
    Spoilt(DOCUMENT, "根据“某规划”。", "根据“某规划”,如下:", "half-width mark"),
    Spoilt(DOCUMENT, "为78.70%。", "为\ufffd。", "no such character"),
]  # fmt: skip


def spoil(content: bytes, part: str, old: str, new: str, *, times: int = 1) -> bytes:
    parts = parts_of(content)
    text = parts[part].decode()
    assert old in text, f"{part} has no {old}"
    parts[part] = text.replace(old, new, times).encode()
    return packed(parts)


def packed(parts: dict[str, bytes], at: tuple[int, int, int, int, int, int] = (1980, 1, 1, 0, 0, 0)) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, at), data)
    return held.getvalue()


@pytest.fixture(scope="module")
def content() -> bytes:
    return to_word(LETTER)


def test_the_file_that_is_spoilt_is_without_fault(content: bytes) -> None:
    assert faults_in(content, letter=True) == []
    assert faults_in(packed(parts_of(content)), letter=True) == []


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.fault)
def test_the_checks_see(content: bytes, spoilt: Spoilt) -> None:
    found = faults_in(spoil(content, spoilt.part, spoilt.old, spoilt.new), letter=True)
    assert [fault for fault in found if fault.startswith(spoilt.fault)], found


def test_they_see_a_table_without_rows(content: bytes) -> None:
    text = parts_of(content)[DOCUMENT].decode()
    (row, *_) = re.findall(r"<w:tr>(?:(?!</w:tr>).)*>甲<.*?</w:tr>", text)
    (other, *_) = re.findall(r"<w:tr>(?:(?!</w:tr>).)*>乙<.*?</w:tr>", text)
    assert "empty table" in faults_in(spoil(content, DOCUMENT, row + other, ""), letter=True)


def test_they_see_what_the_package_should_not_have(content: bytes) -> None:
    parts = parts_of(content)
    assert "part customXml/item1.xml" in faults_in(packed({**parts, "customXml/item1.xml": b""}), letter=True)
    assert "part word/theme/theme1.xml" in faults_in(packed({**parts, "word/theme/theme1.xml": b"<a/>"}), letter=True)
    assert f"time of {DOCUMENT}" in faults_in(packed(parts, (2025, 10, 24, 9, 0, 0)), letter=True)


def test_they_see_a_letter_that_should_be_none_and_the_reverse(content: bytes) -> None:
    assert "first page of section 1" in faults_in(content, letter=False)
    assert "first page of section 1" in faults_in(to_word(Document(("甲",), (), LETTER.signature)), letter=True)


def test_they_see_a_file_that_differs_when_it_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults_of(LETTER) == []
    files = iter([to_word(LETTER), to_word(LETTER)[:-1] + b"x"])
    monkeypatch.setattr("word_checks.to_word", lambda *_: next(files))
    assert faults_of(LETTER) == ["written again it is another file"]
