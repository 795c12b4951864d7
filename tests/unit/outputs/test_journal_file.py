"""What publishing writes, and that what stood there stays byte for byte."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from assessment_doubles import make_assessment, make_result
from doubles import make_indicator
from judging import built_in
from lianggang.load.journal import read_journal
from lianggang.model.assessment import NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.errors import LianggangError
from lianggang.model.journal import JOURNAL_HEADERS, Journal, JournalEntry, fingerprint
from lianggang.outputs import journal_file
from lianggang.outputs.journal_file import add, card_entries, to_bytes

RULES = built_in("default")


def entries_of(*assessments, journal: Journal | None = None, note: str = "") -> list[JournalEntry]:
    return card_entries(make_result(*assessments), journal or Journal(), RULES, on="2025-10-20", by="张示例", note=note)


def test_a_card_with_all_that_it_rests_on() -> None:
    (entry,) = entries_of(make_assessment(), note="第三季度会商")
    assert entry._asdict() == {
        "number": 1, "on": "2025-10-20", "by": "张示例", "action": "发布牌", "object": "牌", "version": "1",
        "quarter": make_assessment().period, "indicator": "C-EDU-02", "name": "普惠性幼儿园覆盖率", "area": "全区",
        "data_period": "2025Q3", "value": "78.70", "target": "≥85 2025年底", "before": "", "after": "红牌",
        "rule": "far-behind", "rules": f"default@{fingerprint(RULES)}", "ground": "", "file": "", "sha256": "",
        "note": "示例数据；第三季度会商",
    }  # fmt: skip


def test_no_card_is_published_with_its_reason_and_what_nobody_judges_not_at_all() -> None:
    held = make_assessment(area="城东街道", card=None, not_assessed=NotAssessed.HELD, value=None, rule=None)
    observed = make_assessment(make_indicator("C-1"), card=None, not_assessed=NotAssessed.OBSERVED_ONLY)
    unsupported = make_assessment(make_indicator("C-2"), card=None, not_assessed=NotAssessed.NOT_SUPPORTED)
    (entry,) = entries_of(held, observed, unsupported)
    assert (entry.area, entry.after, entry.value, entry.rule) == ("城东街道", "未判（待核）", "", "")


def test_the_next_version_says_what_it_replaces(tmp_path: Path) -> None:
    place = tmp_path / "journal.csv"
    add(place, Journal(), entries_of(make_assessment()))
    (entry,) = entries_of(make_assessment(card=Card.YELLOW), journal=read_journal(place))
    assert (entry.number, entry.version, entry.before, entry.after) == (2, "2", "红牌", "黄牌")


def test_what_was_reckoned_is_written_to_six_decimals() -> None:
    (entry,) = entries_of(make_assessment(value=Decimal(100) / 3))
    assert entry.value == "33.333333"


def test_the_file_opens_in_a_spreadsheet_without_harm(tmp_path: Path) -> None:
    place = tmp_path / "journal.csv"
    entry = JournalEntry(
        1, "2025-10-20", "=张示例", "发函", "a,b", value="-1.20", note='+1 "x"\r\n第二行', file="@SUM(1)"
    )
    add(place, Journal(), [entry])
    content = place.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    header, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert tuple(header) == JOURNAL_HEADERS
    cells = dict(zip(header, row, strict=True))
    assert (cells["经办人"], cells["对象"], cells["数值"], cells["文件"]) == ("'=张示例", "a,b", "-1.20", "'@SUM(1)")
    assert cells["备注"] == '\'+1 "x"‹U+000D›‹U+000A›第二行'
    (read,) = read_journal(place).entries
    assert (read.by, read.object, read.file) == ("=张示例", "a,b", "@SUM(1)")


def test_what_stands_there_is_kept_byte_for_byte(tmp_path: Path) -> None:
    place = tmp_path / "journal.csv"
    add(place, Journal(), entries_of(make_assessment()))
    before = place.read_bytes().replace(b"\r\n", b"\n").rstrip(b"\n")
    place.write_bytes(before)
    known = read_journal(place)
    more = entries_of(make_assessment(), journal=known)
    add(place, known, more)
    assert place.read_bytes() == before + b"\r\n" + to_bytes(more)
    assert [one.number for one in read_journal(place).entries] == [1, 2]


@pytest.mark.parametrize("moment", ["os.replace", "os.fsync"])
def test_a_kill_before_the_end_leaves_the_old_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    place = tmp_path / "journal.csv"
    add(place, Journal(), entries_of(make_assessment()))
    before, known = place.read_bytes(), read_journal(place)

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(moment, killed)
    with pytest.raises(KeyboardInterrupt):
        add(place, known, entries_of(make_assessment(), journal=known))
    assert place.read_bytes() == before


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LianggangError, match=r"原有文件没有改动"):
        journal_file.add(tmp_path / "journal.csv", Journal(), entries_of(make_assessment()))
    assert list(tmp_path.iterdir()) == []
