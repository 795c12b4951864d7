from __future__ import annotations

import json

from assessment_doubles import NOW, make_assessment, make_result
from lianggang.model.diagnostic import Diagnostic, Place, Severity
from lianggang.model.journal import JournalEntry
from lianggang.outputs.journal_json import journal_document
from lianggang.outputs.journal_screen import journal_lines, published_lines
from lianggang.outputs.layout import cells, plain


def entry(number: int, **changes: object) -> JournalEntry:
    values = {
        "number": number, "on": "2025-10-20", "by": "张示例", "action": "发布牌", "object": "牌", "version": "1",
        "quarter": NOW, "indicator": "C-EDU-02", "name": "普惠性幼儿园覆盖率", "area": "全区", "value": "78.70",
        "after": "红牌", "rule": "far-behind", "rules": "default@3f2a9c1b77d0", **changes,
    }  # fmt: skip
    return JournalEntry(**values)  # type: ignore[arg-type]


ENTRIES = [
    entry(1),
    entry(2, area="城东街道", after="未判（待核）"),
    entry(3, version="2", on="2025-11-02", before="红牌", after="黄牌"),
    JournalEntry(4, "2025-11-03", "李示例", "发函", "示妇儿工委函〔2025〕1号", ground="第三季度会商"),
]


def lines(**options: bool) -> list[str]:
    return [plain(line) for line in journal_lines("data/journal.csv", ENTRIES, 140, **options)]


def test_each_act_in_one_line() -> None:
    text = lines()
    assert [line.split()[0] for line in text[1:4]] == ["1—2", "3", "4"]
    assert "全区 红1 黄0 绿0 未判0；各区域 红0 黄0 绿0 未判1" in text[1]
    assert "示妇儿工委函〔2025〕1号" in text[3]
    assert text[-1] == "逐行查看：lianggang journal --all，或 --indicator C-EDU-02。"


def test_line_by_line() -> None:
    text = lines(every=True)
    assert len(text) == 5
    assert text[3].split() == [
        "3", "2025-11-02", "张示例", "发布牌", "2025Q3（第2版）", "C-EDU-02", "普惠性幼儿园覆盖率", "全区", "78.70",
        "红牌", "黄牌", "far-behind",
    ]  # fmt: skip
    assert "第三季度会商" in text[4]


def test_a_narrow_screen_is_kept() -> None:
    assert max(cells(plain(line)) for line in journal_lines("data/journal.csv", ENTRIES, 80, every=True)) <= 80


def test_nothing_yet() -> None:
    (line,) = journal_lines("data/journal.csv", [], 120)
    assert plain(line).startswith("“data/journal.csv”中没有符合条件的记录；")


def test_what_was_published() -> None:
    shown = published_lines("data/journal.csv", make_result(make_assessment()), ENTRIES[2:3], 120)
    text = [plain(line) for line in shown]
    assert text[:4] == [
        "2025年第三季度 · 示例区（示例数据） · 规则 default@3f2a9c1b77d0",
        "已记入“data/journal.csv”：发布 1 项（第2版，序号 3—3）。",
        "全区 红0 黄1 绿0 未判0",
        "",
    ]
    assert text[4] == "与上一版不同："


def test_json_has_every_column_and_null_for_what_is_empty() -> None:
    damage = Diagnostic("J04", "序号", Place("data/journal.csv", None, 3), Severity.ERROR)
    found = json.loads(journal_document(ENTRIES, [damage]))
    assert list(found) == ["command", "diagnostics", "entries"]
    assert list(found["entries"][0]) == list(JournalEntry._fields)
    assert (found["entries"][0]["number"], found["entries"][0]["quarter"]) == (1, "2025Q3")
    assert (found["entries"][3]["quarter"], found["entries"][3]["value"]) == (None, None)
    assert found["diagnostics"][0]["code"] == "J04"
