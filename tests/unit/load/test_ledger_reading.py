"""The ledger as read: what Excel makes of it is understood, what is wrong is told at its cell, nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ledger_doubles import accepted, answered, closed, draft, issued, on, planned, received, returned, under_way
from lianggang.engine import ledger_rules as rules
from lianggang.load.ledger import read_ledger
from lianggang.model.ledger import LEDGER_HEADERS, LedgerItem, LedgerState
from lianggang.model.ledger_checks import NEEDS
from lianggang.outputs.ledger_file import to_bytes

WAY = (draft(), issued(), received(), planned(), under_way(), answered(), returned(), accepted(), closed())


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "ledger.csv"
    path.write_bytes(content)
    return path


def faults(tmp_path: Path, text: str) -> list[tuple[str, int | None, str | None]]:
    found = read_ledger(written(tmp_path, text.encode("utf-8-sig"))).diagnostics
    return [(one.code, one.place.line, one.place.header) for one in found]


def text_of(*items: LedgerItem) -> str:
    return to_bytes(items).decode("utf-8-sig")


@pytest.mark.parametrize("item", WAY, ids=lambda item: item.state.value)
def test_what_is_written_is_read_back(tmp_path: Path, item: LedgerItem) -> None:
    found = read_ledger(written(tmp_path, to_bytes([item])))
    assert found.diagnostics == ()
    assert found.items == (item,)


def test_a_ledger_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "ledger.csv").items == ()


def test_as_excel_saves_it(tmp_path: Path) -> None:
    item = replace(closed(), progress="第一行\n第二行", note="=1+1")
    text = text_of(item).replace("2025-07-25", "2025/7/25").replace("2025-10-08", "2025/10/8")
    text += "," * (len(LEDGER_HEADERS) - 1) + "\r\n"
    found = read_ledger(written(tmp_path, text.encode("gb18030")))
    assert found.diagnostics == ()
    assert found.items == (item,)


def test_every_column_has_its_place() -> None:
    assert len(LEDGER_HEADERS) == 31
    assert set(NEEDS) == set(LedgerState)


@pytest.mark.parametrize(
    ("old", "new", "code", "header"),
    [
        ("2025-07-25", "2025-07-32", "D04", "发出日期"),
        ("督办", "督查", "D04", "类别"),
        ("整改中", "整改", "D04", "状态"),
        ("〔2025〕1号", "[2025]1号", "D04", "文号"),
        ("〔2025〕1号", "〔2025〕01号", "D04", "文号"),
        (",区教育局,", ",,", "D04", "责任单位"),
        (",0,", ",两次,", "D04", "退回次数"),
        ("D2025-001", "2025-1", "D05", "编号"),
        ("2025-09-01,", ",", "D06", "最近进展日期"),
        (",王示例,", ",,", "D06", "签收人"),
        ("2025-07-28", "2025-07-20", "D06", "签收日期"),
        (",整改中,,", ",整改中,12,", "D07", "超期天数"),
        ("督办,,C-EDU-02", "督办,反弹：D2024-009,C-EDU-02", "D08", "来源"),
        (",整改中,,", ",整改中,", "D03", None),
    ],
)
def test_one_wrong_cell_is_one_diagnostic_at_its_cell(
    tmp_path: Path, old: str, new: str, code: str, header: str | None
) -> None:
    text = text_of(under_way())
    assert old in text
    assert faults(tmp_path, text.replace(old, new, 1)) == [(code, 2, header)]


def test_a_closed_item_needs_a_passed_review(tmp_path: Path) -> None:
    assert faults(tmp_path, text_of(closed()).replace(",通过,", ",退回,")) == [("D06", 2, "复核结论")]
    assert faults(tmp_path, text_of(closed()).replace(",已销号,", ",待复核,")) == [("D06", 2, "销号日期")]


def test_numbers_stand_once(tmp_path: Path) -> None:
    assert faults(tmp_path, text_of(issued(), issued())) == [("D05", 3, "编号"), ("D05", 3, "文号")]
    assert faults(tmp_path, text_of(draft(), draft(number="D2025-002"))) == []


def test_a_letter_about_several_indicators_has_one_number(tmp_path: Path) -> None:
    second = issued(number="D2025-002", indicator="C-EDU-03")
    assert faults(tmp_path, text_of(issued(), second)) == []
    for other in (replace(second, unit="区卫健局"), replace(second, indicator="C-EDU-02")):
        assert faults(tmp_path, text_of(issued(), other)) == [("D05", 3, "文号")]


def test_a_faulty_row_leaves_the_others_readable(tmp_path: Path) -> None:
    text = text_of(issued(), draft(number="D2025-002")).replace("已发", "已寄")
    found = read_ledger(written(tmp_path, text.encode()))
    assert [item.number for item in found.items] == ["D2025-002"]
    assert "应为其中之一：拟稿、已发、" in found.diagnostics[0].message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04workbook", "D01"),
        (to_bytes([issued()]).replace("已发".encode(), b"\xff\xfe\xff"), "D01"),
        ("指标编码,本期值\nC-1,2\n".encode(), "D02"),
        (b"", "D02"),
    ],
)
def test_files_that_are_no_ledger(tmp_path: Path, content: bytes, code: str) -> None:
    found = read_ledger(written(tmp_path, content))
    assert [one.code for one in found.diagnostics] == [code]
    assert found.items == ()


def test_an_answer_after_a_return_is_later_than_the_review_before(tmp_path: Path) -> None:
    again = rules.answer(rules.report_progress(returned(), on("2025-10-15"), "补"), on("2025-10-20"), "")
    assert faults(tmp_path, text_of(again)) == []
