"""Every rule for the texts of a quarter: the code, the place that it points at, and what is used nevertheless."""

from __future__ import annotations

from pathlib import Path

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.load.texts import read_texts
from lianggang.model.errors import UsageError
from lianggang.model.quarter_texts import TextsFile

CATALOGUE = make_catalogue(make_indicator(), make_indicator("C-H-01", lead_unit="区卫健局", field="健康"))
TEXT = """\
version: 1
period: 2025Q3
units:
  教育局:
    practices:
      - 甲
      - 乙
    indicators:
      C-EDU-02:
        causes: 丙
        measures: [丁]
  区卫健局:
    practices: 戊
district:
  background: [己]
  policies:
    儿纲: {教育: 庚}
"""


def read(folder: Path, text: str = TEXT, name: str = "2025Q3.yaml") -> TextsFile:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_texts(path, CATALOGUE)


def place_of(text: str, part: str) -> tuple[int, int]:
    """Line and column, from 1, of the first such part."""
    before = text[: text.index(part)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_sound_texts_are_read_with_units_by_their_full_names(tmp_path: Path) -> None:
    file = read(tmp_path)
    assert file.diagnostics == ()
    texts = file.texts
    assert texts is not None
    assert [*texts.practices()] == [("区教育局", ("甲", "乙")), ("区卫健局", ("戊",))]
    assert [*texts.practices("区卫健局")] == [("区卫健局", ("戊",))]
    said = texts.of_indicator("区教育局", "C-EDU-02")
    assert (said.causes, said.measures) == (("丙",), ("丁",))
    assert texts.of_indicator("区卫健局", "C-EDU-02").causes == ()
    assert (texts.district.background, texts.district.policies) == (("己",), {"儿纲": {"教育": ("庚",)}})


def test_each_line_of_a_text_is_a_paragraph(tmp_path: Path) -> None:
    file = read(tmp_path, TEXT.replace("causes: 丙", "causes: |\n          一：二 #三\n\n            四"))
    assert file.texts is not None
    assert file.texts.of_indicator("区教育局", "C-EDU-02").causes == ("一：二 #三", "四")


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("  区卫健局:", "  区卫生局:", "X01", "区卫生局"),
        ("C-EDU-02:", "C-EDU-03:", "X01", "C-EDU-03"),
        ("儿纲:", "儿刚:", "X01", "儿刚"),
        ("教育: 庚", "健身: 庚", "X01", "健身"),
        ("C-EDU-02:", "C-H-01:", "X02", "C-H-01"),
        ("causes: 丙", "causes:", "X03", "causes"),
        ("causes: 丙", 'causes: " "', "X03", "causes"),
        ("measures: [丁]", "measures: [丁, ]\n      C-H-01:", "X03", "C-H-01:"),
        ("measures: [丁]", "measures: [丁, '']", "X03", "''"),
        ("practices: 戊", "practices:\n      -", "X03", "practices:\n      -\nd"),
        ("background: [己]", "background: []", "X03", "background"),
        ("period: 2025Q3", "period: 2025Q2", "X04", "2025Q2"),
        ("  区卫健局:", "  区教育局:", "X05", "区教育局"),
        ("causes: 丙", "causes: 丙\n          丁", "X06", "丙"),
        ("causes: 丙", "causes: '丙\n          丁'", "X06", "'丙"),
        ("causes: 丙", "causes: >\n          丙\n          丁", "X06", ">"),
        ("practices: 戊", "practice: 戊", "K03", "practice: 戊"),
        ("units:", "unit: 一\nunits:", "K03", "unit: 一"),
        ("measures: [丁]", "measures: {丁: 戊}", "K05", "{丁"),
        ("measures: [丁]", "measures: [[丁]]", "K05", "[[丁"),
        ("version: 1", "version: 2", "K05", "2\n"),
        ("version: 1\n", "", "K04", "period"),
        ("measures: [丁]", "causes: 丁", "K02", "causes: 丁"),
    ],
)
def test_each_rule_by_one_change(tmp_path: Path, old: str, new: str, code: str, at: str) -> None:
    text = TEXT.replace(old, new, 1)
    (found,) = read(tmp_path, text).diagnostics
    assert (found.code, found.place.line, found.place.column) == (code, *place_of(text, at))


def test_a_fault_costs_the_part_that_it_is_in(tmp_path: Path) -> None:
    text = (
        TEXT.replace("causes: 丙", "cause: 丙")
        .replace("区卫健局:", "区卫生局:")
        .replace("教育: 庚", "体育: 庚, 健康: 辛")
    )
    file = read(tmp_path, text)
    assert file.errors == 3
    assert file.texts is not None
    assert [*file.texts.practices()] == [("区教育局", ("甲", "乙"))]
    assert file.texts.of_indicator("区教育局", "C-EDU-02").measures == ("丁",)
    assert file.texts.district.policies == {"儿纲": {"健康": ("辛",)}}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TEXT.replace("2025Q3", "2025Q2"), "2025Q3.yaml"),
        (TEXT, "2025q3.yaml"),
        (TEXT, "2025Q3.yml"),
        (TEXT.replace("version: 1", "version: 9"), "2025Q3.yaml"),
        (TEXT.replace("period: 2025Q3", "period: 三季度"), "2025Q3.yaml"),
        ("units: [", "2025Q3.yaml"),
        ("", "2025Q3.yaml"),
        ("- 甲\n", "2025Q3.yaml"),
    ],
)
def test_what_cannot_be_used_at_all(tmp_path: Path, text: str, name: str) -> None:
    file = read(tmp_path, text, name)
    assert file.texts is None
    assert file.errors == 1


def test_blanks_alone_are_no_errors_and_leave_nothing(tmp_path: Path) -> None:
    file = read(
        tmp_path, "version: 1\nperiod: 2025Q3\nunits:\n  区教育局:\n    practices:\n      -\n  区卫健局:\ndistrict:\n"
    )
    assert [found.code for found in file.diagnostics] == ["X03", "X03", "X03"]
    assert file.errors == 0
    assert file.texts is not None
    assert [*file.texts.practices()] == []


def test_messages_say_whose_and_what_was_meant(tmp_path: Path) -> None:
    text = (
        TEXT.replace("C-EDU-02:", "C-H-01:")
        .replace("区卫健局:", "区卫建局:")
        .replace("  background: [己]", "  background:")
    )
    blank, other, unknown = sorted(read(tmp_path, text).diagnostics, key=lambda one: one.code != "X03")
    assert blank.message == "基本情况还没有填写。请填写；没有的可以留着，文书里写未报送。"
    assert "由区卫健局牵头，原因和措施由牵头单位写。请移到“区卫健局”之下" in other.message
    assert (other.unit, other.indicator) == ("区教育局", "C-H-01")
    assert "目录中没有单位“区卫建局”。是否为“区卫健局”" in unknown.message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到文件"):
        read_texts(tmp_path / "2025Q3.yaml", CATALOGUE)
