from __future__ import annotations

from decimal import Decimal

import pytest

from lianggang.load.measure_units import canonical_unit
from lianggang.load.numbers import read_figure
from lianggang.load.plain import proved
from lianggang.model.submission import BLANK, Missing


@pytest.mark.parametrize(
    ("text", "unit", "number", "notes"),
    [
        ("92.3", "%", "92.3", []),
        (" 71.30 ", "%", "71.30", []),
        ("0", "%", "0", []),
        ("-5.2", "%", "-5.2", []),
        ("-0", "%", "0", []),
        ("９２．３％", "%", "92.3", ["P03"]),
        ("92.3 %", "%", "92.3", []),
        ("92.3%", "%", "92.3", []),
        ("92.3%", "百分比", "92.3", []),
        ("3‰", "‰", "3", []),
        ("12/10万", "1/10万", "12", []),
        ("8.5/10万", "1/10万", "8.5", []),
        ("8.5／１０万", "1/10万", "8.5", ["P03"]),
        ("8.5/100000", "1/10万", "8.5", []),
        ("8.5/十万", "1/10万", "8.5", []),
        ("3/万", "1/万", "3", []),
        ("12,345", "人", "12345", []),
        ("1,234,567.5", "万元", "1234567.5", []),
        ("１２，３４５", "人", "12345", ["P03"]),
        ("−5", "%", "-5", ["P03"]),
        ("305人", "人", "305", []),
        ("'92.3", "%", "92.3", []),
        ("92.3\u200b", "%", "92.3", ["P06"]),
        ("\ufeff９2.3", "%", "92.3", ["P06", "P03"]),
        ("92.3\u3000", "%", "92.3", []),
        ("92.3\xa0%", "%", "92.3", []),
        ("123456789012345", "元", "123456789012345", []),
        ("12,345", None, "12345", []),
    ],
)
def test_what_is_a_number(text: str, unit: str | None, number: str, notes: list[str]) -> None:
    figure, found = read_figure(text, unit)
    assert (str(figure.number), figure.text, figure.failed, figure.missing) == (number, text, False, None)
    assert [one.code for one in found] == notes


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        (["", " ", "\u3000", "\xa0", "\t"], Missing.BLANK),
        (["—", "——", "－", "-", "/", "／", "\\", "＼", "无", "不适用", " 无 "], Missing.NONE),
        (["…", "……", "...", "．．．"], Missing.BELOW_UNIT),
    ],
)
def test_what_is_missing(texts: list[str], missing: Missing) -> None:
    for text in texts:
        figure, found = read_figure(text, "%")
        assert (figure.text, figure.missing, figure.number, figure.failed, found) == (text, missing, None, False, ())
    assert read_figure("", "%")[0] is BLANK


def test_the_reasons_of_health_forms_count_in_the_field_health_only() -> None:
    assert read_figure("-2", "%", health=True)[0].missing is Missing.NOT_CARRIED_OUT
    assert read_figure("－1", "%", health=True)[0].missing is Missing.NOT_COLLECTED
    assert read_figure("-2.00", "%", health=True)[0].missing is Missing.NOT_CARRIED_OUT
    assert read_figure("-2.01", "%", health=True)[0].number == Decimal("-2.01")
    assert read_figure("-2", "%")[0].number == -2
    assert read_figure("-3", "%", health=True)[0].number == -3


@pytest.mark.parametrize(
    ("text", "unit", "code", "says"),
    [
        ("92.3%", "‰", "U01", "本指标单位为‰"),
        ("3‰", "%", "U01", "本指标单位为%"),
        ("8.5‰", "1/10万", "U01", "本指标单位为1/10万"),
        ("12/10万", "%", "U01", "的单位是/10万"),
        ("305万人", "人", "U01", "本指标单位为人"),
        ("5%", None, "U01", "请填绝对数"),
        ("1106人", None, "P01", "“说明”列"),
        ("45/60", "%", "P01", "像是分子/分母"),
        ("92.3①", "%", "P01", "请去掉脚注符号，说明写入“说明”列"),
        ("92.3²", "%", "P01", "脚注"),
        ("92.3*", "%", "P01", "脚注"),
        ("92.3%注1", "%", "P01", "脚注"),
        ("92。3", "%", "P01", "小数点"),
        ("约92", "%", "P01", "“约92”不是数值；请填准确数"),
        ("92左右", "%", "P01", "请填准确数"),
        ("≥95", "%", "P01", "请填准确数"),
        ("95以上", "%", "P01", "请填准确数"),
        ("90-95", "%", "P01", "范围"),
        ("90～95%", "%", "P01", "范围"),
        ("九成", "%", "P01", "不是数值"),
        ("九十二", "%", "P01", "不是数值"),
        ("98.7（全区）", "%", "P01", "请将文字移到“说明”列"),
        ("见附件", "%", "P01", "请填“无”"),
        ("#DIV/0!", "%", "P02", "公式错误"),
        ("#REF!", "%", "P02", "公式错误"),
        ("#VALUE!", "%", "P02", "公式错误"),
        ("#N/A", "%", "P02", "公式错误"),
        ("#NAME?", "%", "P02", "公式错误"),
        ("########", "%", "P02", "公式错误"),
        ("=D5/E5", "%", "P02", "是公式"),
        ("O.9", "%", "P01", "疑似误输"),
        ("l2", "%", "P01", "疑似误输"),
        ("85.3.", "%", "P01", "疑似误输"),
        ("8 5.3", "%", "P01", "疑似误输"),
        ("5.", "%", "P01", "疑似误输"),
        (".5", "%", "P01", "疑似误输"),
        ("12,34", "%", "P01", "千分位"),
        ("1,23,456", "%", "P01", "千分位"),
        ("1e3", "%", "P01", "科学计数法"),
        ("1E+05", "%", "P01", "科学计数法"),
        ("+5", "%", "P01", "“+”号"),
        ("1_000", "%", "P07", "“1_000”不是数值"),
        ("nan", "%", "P07", "不是数值"),
        ("NaN", "%", "P07", "不是数值"),
        ("inf", "%", "P07", "不是数值"),
        ("-Infinity", "%", "P07", "不是数值"),
        ("١٢", "%", "P07", "不是数值"),
        ("9٣", "%", "P07", "不是数值"),
        ("1234567890123456", "元", "P07", "超过15位"),
        ("0.3000000000000000444", "%", "P07", "超过15位"),
        ("1,234,567,890,123,456", "元", "P07", "超过15位"),
        ("9" * 400, "元", "P07", "超过15位"),
    ],
)
def test_what_is_an_error(text: str, unit: str | None, code: str, says: str) -> None:
    figure, found = read_figure(text, unit)
    assert (figure.text, figure.failed, figure.number, figure.missing) == (text, True, None, None)
    (one,) = found
    assert one.code == code
    assert says in one.message
    assert len(one.message) < 120


def test_invisible_characters_are_shown() -> None:
    (one,) = read_figure("约\u200b92", "%")[1]
    assert "U+200B" in one.message
    (note,) = read_figure("\u200b92\u200e\u200b", "%")[1]
    assert note.message.startswith("单元格中含不可见字符U+200B、U+200E，已忽略")


@pytest.mark.parametrize(
    "cell",
    [
        "1_000", "nan", "inf", "1e3", "1e400", "１２", "٣", " 1 ", "1\xa0", "+1", ".5", "5.", "-1", "1\n", "1,000", "",
        "1234567890123456", "92.3%", "0x10", "1/2", "True", "Ⅷ", "1\u200b", "12345678901234.567",
    ],
)  # fmt: skip
def test_pydantic_proves_nothing_but_plain_numbers(cell: str) -> None:
    assert proved([cell]) == [cell]
    assert isinstance(proved([cell])[0], str)


def test_pydantic_proves_plain_numbers_at_their_place() -> None:
    assert proved(["71.30", "约92", "0", "007"]) == [Decimal("71.30"), "约92", Decimal(0), Decimal(7)]
    assert [str(number) for number in proved(["71.30", "0.10"])] == ["71.30", "0.10"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("％", "%", True), ("百分比", "%", True), ("千分比", "‰", True), ("/10万", "1/10万", True),
        ("十万分之一", "1/10万", True), ("1／10万", "1/10万", True), ("每10万", "1/10万", True), ("名", "人", True),
        ("人次", "人", False), ("‰", "%", False), ("1/万", "1/10万", False), ("万人", "人", False),
        ("万元", "元", False),
    ],
)  # fmt: skip
def test_spellings_of_units(one: str, other: str, same: bool) -> None:
    assert (canonical_unit(one) == canonical_unit(other)) is same
