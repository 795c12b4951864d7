"""The ledger as written: for Excel, with its line in the journal, and both or neither."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ledger_doubles import issued, received
from lianggang.load.journal import read_journal
from lianggang.model.errors import LianggangError
from lianggang.model.journal import Journal
from lianggang.model.ledger import LedgerChange
from lianggang.outputs import ledger_file
from lianggang.outputs.ledger_file import change_entries, to_bytes, write

CHANGE = LedgerChange("台账签收", issued(), received())


def test_excel_opens_it_rightly_and_runs_nothing() -> None:
    content = to_bytes([replace(received(), received_by="=cmd()", note="-1+2", source="@x", problem='有"引号", 逗号')])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 2
    assert content.count(b"\n") == 2
    row = content.decode("utf-8-sig").splitlines()[1]
    assert ",'=cmd()," in row
    assert ",'@x," in row
    assert row.endswith(",'-1+2")
    assert '"有""引号"", 逗号"' in row


def test_the_journal_says_what_changed_from_what_to_what() -> None:
    (entry,) = change_entries([CHANGE], Journal(), b"new", on="2025-07-28", by="郑示例", note="示例数据")
    assert (entry.number, entry.on, entry.by, entry.action, entry.object) == (
        1, "2025-07-28", "郑示例", "台账签收", "D2025-001",
    )  # fmt: skip
    assert entry.before == "签收日期=；签收人=；状态=已发"
    assert entry.after == "签收日期=2025-07-28；签收人=王示例；状态=已签收"
    assert (entry.note, len(entry.sha256)) == ("示例数据", 64)


def test_a_new_item_has_nothing_before_it() -> None:
    before, after = LedgerChange("台账登记", None, issued()).told()
    assert before == ""
    assert after.startswith("编号=D2025-001；文号=示妇儿工委办〔2025〕1号；类别=督办；")


@pytest.mark.parametrize("had_journal", [True, False])
def test_a_ledger_that_cannot_be_written_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, had_journal: bool
) -> None:
    place, journal_place = tmp_path / "ledger.csv", tmp_path / "journal.csv"
    if had_journal:
        entries = change_entries([CHANGE], Journal(), b"", on="2025-07-28", by="郑示例")
        write(place, b"old", journal_place, Journal(), entries)
    place.write_bytes(b"old")
    before = journal_place.read_bytes() if had_journal else None
    journal = read_journal(journal_place)
    real = ledger_file.write_whole

    def broken(path: Path, content: bytes) -> None:
        if path == place:
            raise LianggangError("文件正被别的程序打开")
        real(path, content)

    monkeypatch.setattr(ledger_file, "write_whole", broken)
    entries = change_entries([CHANGE], journal, b"new", on="2025-07-29", by="郑示例")
    with pytest.raises(LianggangError):
        write(place, b"new", journal_place, journal, entries)
    assert place.read_bytes() == b"old"
    assert (journal_place.read_bytes() if journal_place.exists() else None) == before
