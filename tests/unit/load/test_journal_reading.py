"""The journal as read: its lines, and what a damaged or foreign file is diagnosed with."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianggang.load.journal import read_journal
from lianggang.model.card_rules import Card
from lianggang.model.errors import LianggangError
from lianggang.model.journal import JOURNAL_HEADERS, Journal, JournalEntry
from lianggang.model.quarter import Quarter

HEADER = ",".join(JOURNAL_HEADERS)
LINE = (
    "{},2025-04-20,张示例,发布牌,牌,1,2025Q1,C-EDU-02,普惠性幼儿园覆盖率,全区,2025Q1,77.50,≥85 2025年底,,"
    "红牌,far-behind,default@abc,,,,"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "journal.csv"


def written(place: Path, *lines: str, header: str = HEADER) -> Journal:
    place.write_bytes(b"\xef\xbb\xbf" + "".join(f"{line}\r\n" for line in (header, *lines)).encode())
    return read_journal(place)


def test_there_is_none_yet(place: Path) -> None:
    assert read_journal(place) == Journal()


def test_every_line_and_what_it_publishes(place: Path) -> None:
    area = LINE.format(2).replace("全区", "城东街道").replace("红牌", "未判（待核）").replace(",1,2025Q1", ",2,2025Q1")
    found = written(place, LINE.format(1), area)
    assert found.diagnostics == ()
    assert [(one.number, one.quarter, one.area, one.after) for one in found.entries] == [
        (1, Quarter(2025, 1), "全区", "红牌"),
        (2, Quarter(2025, 1), "城东街道", "未判（待核）"),
    ]
    assert [(one.area, one.card, one.words, one.rules, one.fingerprint, one.version) for one in found.cards] == [
        (None, Card.RED, "红牌", "default", "abc", 1),
        ("城东街道", None, "未判（待核）", "default", "abc", 2),
    ]
    assert found.content == place.read_bytes()


def test_the_latest_version_counts(place: Path) -> None:
    later = LINE.format(2).replace("红牌", "黄牌").replace(",1,2025Q1", ",2,2025Q1")
    (card,) = written(place, LINE.format(1), later).published().values()
    assert (card.card, card.version) == (Card.YELLOW, 2)


def test_acts_of_other_commands_are_kept(place: Path) -> None:
    other = '1,2025-04-20,张示例,发函,"示妇儿工委函,〔2025〕1号",,,,,,,,,,,,,依据,out/函.docx,00ff,\'=备注'
    (entry,) = written(place, other).entries
    assert (entry.action, entry.object, entry.quarter, entry.ground) == (
        "发函",
        "示妇儿工委函,〔2025〕1号",
        None,
        "依据",
    )
    assert (entry.file, entry.sha256, entry.note) == ("out/函.docx", "00ff", "=备注")


def test_a_last_line_without_its_end_and_without_mark_is_read(place: Path) -> None:
    place.write_bytes(f"{HEADER}\n{LINE.format(1)}".encode())
    assert len(read_journal(place).entries) == 1


@pytest.mark.parametrize(
    ("lines", "expected", "said"),
    [
        (["1,2025-04-20,张示"], ("J03", 2), "可能在保存或复制时中断"),
        (["", LINE.format(1)], ("J03", 2), "应有21格"),
        (["<<<<<<< HEAD", LINE.format(1)], ("J03", 2), "有1格"),
        ([LINE.format(1), LINE.format(3)], ("J04", 3), "序号为3，应为2"),
        ([LINE.format(1), LINE.format(1)], ("J04", 3), "序号为1，应为2"),
        ([LINE.format("一")], ("J05", 2), "序号为“一”，应为1"),
        ([LINE.format(1).replace(",2025Q1,C-", ",2025年,C-")], ("J05", 2), "季度为“2025年”"),
        ([LINE.format(1).replace("红牌", "橙牌")], ("J05", 2), "不完整"),
        ([LINE.format(1).replace("default@abc", "")], ("J05", 2), "不完整"),
        ([LINE.format(1).replace(",牌,1,", ",牌,,")], ("J05", 2), "不完整"),
    ],
)
def test_a_damaged_line_is_diagnosed_with_its_place_and_remedy(
    place: Path, lines: list[str], expected: tuple[str, int], said: str
) -> None:
    (found,) = written(place, *lines).diagnostics
    assert (found.code, found.place.line) == expected
    assert said in found.message
    assert "请用备份恢复" in found.message
    assert found.place.path == "journal.csv"


def test_one_missing_line_is_one_diagnostic(place: Path) -> None:
    found = written(place, *(LINE.format(number) for number in (1, 3, 4, 5)))
    assert [(one.code, one.place.line) for one in found.diagnostics] == [("J04", 3)]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "J02", "第一行不是日志的表头"),
        ("指标编码,本期值\nC-1,2\n".encode(), "J02", "如是别的文件，请改名或移走"),
        (f"{HEADER},自加列\n".encode(), "J02", "第一行不是日志的表头"),
        (b"PK\x03\x04\x00\x00", "J01", "空字节"),
        (f"{HEADER}\n{LINE.format(1)}\n".encode("gb18030"), "J01", "第1行不是UTF-8文字"),
    ],
)
def test_a_foreign_file(place: Path, content: bytes, code: str, said: str) -> None:
    place.write_bytes(content)
    found = read_journal(place)
    assert [one.code for one in found.diagnostics] == [code]
    assert said in found.diagnostics[0].message
    assert (found.entries, found.content) == ((), content)


def test_a_folder_of_that_name(place: Path) -> None:
    place.mkdir()
    with pytest.raises(LianggangError, match=r"这是一个文件夹"):
        read_journal(place)


def test_headers_and_fields_are_as_many() -> None:
    assert len(JOURNAL_HEADERS) == len(JournalEntry._fields) == len(set(JOURNAL_HEADERS))
