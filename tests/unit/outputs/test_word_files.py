from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import docx
import pytest

from lianggang.outputs.document import (
    Attachment,
    Column,
    ColumnKind,
    Document,
    Heading,
    Letterhead,
    PageBreak,
    Run,
    Signature,
    Table,
    body,
)
from lianggang.outputs.word import signature_indents, to_word
from lianggang.outputs.word_elements import EM, ems
from lianggang.outputs.word_fonts import FontProfile, rare_characters
from lianggang.outputs.word_pages import letterhead_size
from lianggang.outputs.word_title import title_lines
from word_checks import faults_of, parts_of, structure_of, texts_of

TABLE = Table(
    (Column("指标", width=10), Column("本期值", ColumnKind.FIGURE, 5)),
    (("普惠性幼儿园覆盖率", "78.70%"),),
    "表",
    ("注。",),
)


def make_letter(**changes: Any) -> Document:
    """A letter with everything that a document can hold."""
    values: dict[str, Any] = {
        "title": ("关于", "普惠性幼儿园覆盖率", "未达到", "节点目标", "的", "督办函"),
        "blocks": (
            body("根据《中国儿童发展纲要（2021—2030年）》“儿童与教育”……现函告如下。"),
            Heading(1, "问题"),
            Heading(2, "普惠性幼儿园覆盖率", (Run("为78.70%"), Run("。", strong=True))),
            TABLE,
            PageBreak(),
            TABLE,
            body("特此函告。"),
        ),
        "signature": Signature("示例区妇儿工委办公室", date(2025, 10, 24)),
        "addressee": "区教育局",
        "annotations": ("联系人：赵示例",),
        "copy_to": ("区政府督查室",),
        "attachments": (Attachment("明细表", (TABLE,), landscape=True), Attachment("签收回执", (TABLE,))),
        "letterhead": Letterhead("示例区妇女儿童工作委员会办公室", "示妇儿工委办〔2025〕3号"),
        **changes,
    }
    return Document(**values)


@pytest.mark.parametrize("profile", FontProfile)
@pytest.mark.parametrize("letterhead", [make_letter().letterhead, None])
def test_a_document_may_leave_the_office(profile: FontProfile, letterhead: Letterhead | None) -> None:
    assert faults_of(make_letter(letterhead=letterhead), profile) == []


def test_sections_turn_only_where_a_table_lies_across() -> None:
    lines = structure_of(to_word(make_letter())).splitlines()
    assert [line for line in lines if "分节" in line] == [
        "—— 分节 portrait ——", "—— 分节 landscape ——", "—— 分节 portrait ——",
    ]  # fmt: skip
    assert lines[:6] == [
        "Normal: 示妇儿工委办〔2025〕3号", "Normal: ", "Normal: ",
        "Title: 关于普惠性幼儿园覆盖率未达到⏎节点目标的督办函", "Normal: ", "Normal: 区教育局：",
    ]  # fmt: skip


def test_a_letter_has_red_lines_on_its_first_page_only() -> None:
    parts = {name: data.decode() for name, data in parts_of(to_word(make_letter())).items() if name.endswith(".xml")}
    assert sum("thickThinSmallGap" in data and "FF0000" in data for data in parts.values()) == 1
    assert sum("thinThickSmallGap" in data for data in parts.values()) == 1
    assert parts["word/document.xml"].count("<w:titlePg/>") == 1


def test_what_is_known_of_the_file_is_the_documents_own() -> None:
    core = parts_of(to_word(make_letter()))["docProps/core.xml"].decode()
    assert core.count("2025-10-24T00:00:00Z") == 2
    assert "关于普惠性幼儿园覆盖率未达到节点目标的督办函" in core


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    texts = texts_of(to_word(make_letter(blocks=(body("甲\x0b乙\ud800&<丙>"),))))
    assert "甲乙&<丙>" in texts


def test_python_docx_reads_it_back() -> None:
    read = docx.Document(io.BytesIO(to_word(make_letter())))
    assert [style.name for style in read.styles if style.name in {"Title", "Body Text"}] == ["Title", "Body Text"]
    assert len(read.tables) == 4


@pytest.mark.parametrize(
    ("name", "seal", "expected"),
    [
        # 2025年10月24日 is 7 wide: centred on its middle, 4 + 3.5 from the margin.
        ("区教育局", True, (5.5, 4)),
        ("示例区妇儿工委办公室", True, (2.5, 4)),
        ("某某某某某某某某某某某某某某某某某某", True, (0, 4)),
        ("示例区妇儿工委办公室", False, (2, 3)),
        ("区教育局", False, (7, 2)),
    ],
)
def test_where_name_and_date_stand(name: str, seal: bool, expected: tuple[float, float]) -> None:
    found = signature_indents(name, "2025年10月24日", seal=seal)
    assert found == tuple(round(width * EM) for width in expected)


def test_a_title_is_cut_between_words_and_never_waisted() -> None:
    assert title_lines(("关于", "督办", "的函")) == ("关于督办的函",)
    pieces = ("关于", "区教育局", "2025年", "第三季度", "“两纲两规划”", "指标", "落实情况的", "自查报告")
    assert title_lines(pieces) == ("关于区教育局2025年第三季度", "“两纲两规划”指标落实情况的自查报告")
    long = title_lines([f"词语{place}" for place in range(16)])
    widths = [ems(line) for line in long]
    assert len(long) == 2 or not widths[1] < min(widths[0], widths[2])
    assert title_lines(("长" * 30, "短")) == ("长" * 30, "短")


def test_a_name_longer_than_a_line_is_parted_at_its_brackets() -> None:
    pieces = ("示例区", "《示例区儿童发展规划（2021—2030年）（示例）》", "中期评估报告", "（截至2025年第三季度）")
    assert title_lines(pieces) == (
        "示例区《示例区儿童发展规划",
        "（2021—2030年）（示例）》",
        "中期评估报告（截至2025年第三季度）",
    )


def test_a_letterhead_stays_on_one_line() -> None:
    assert letterhead_size("示例区妇儿工委办公室") == 72
    name = "示例区妇女儿童工作委员会办公室某某"
    assert letterhead_size(name) * 10 * ems(name) <= 8844 < (letterhead_size(name) + 2) * 10 * ems(name)


def test_rare_characters_are_named_for_the_fonts_that_lack_them() -> None:
    assert rare_characters("王镕、张喆、李堃、赵祎、镕（78.70％）", FontProfile.GOV) == "镕喆堃祎"
    assert rare_characters("王镕、张喆、李堃、赵祎", FontProfile.WINDOWS) == ""


def test_no_font_has_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    names = set(re.findall(r'w:eastAsia="([^"]+)"', parts_of(to_word(make_letter()))["word/styles.xml"].decode()))
    assert {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"} <= names


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (FontProfile.GOV, {"方正小标宋简体": "华文中宋", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}),
        (FontProfile.WINDOWS, {"仿宋": "FangSong", "楷体": "KaiTi"}),
    ],
)
def test_the_file_says_which_font_may_take_the_place_of_a_missing_one(
    profile: FontProfile, expected: dict[str, str]
) -> None:
    table = parts_of(to_word(make_letter(), profile))["word/fontTable.xml"].decode()
    found = dict(re.findall(r'w:name="([^"]+)"><w:altName w:val="([^"]+)"', table))
    assert found == {**expected, "黑体": "SimHei", "宋体": "SimSun"}
