"""The 退回单 of a unit with all kinds of findings: its text, its Word file, and that nothing of the table is lost."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from lianggang.api.checking import check
from lianggang.model.slip import Slip
from lianggang.outputs.slip_files import SlipFormat, slip_bytes
from paper_figures import compare
from paper_workspace import write_workspace
from small_workspace import HEADER
from word_checks import faults_in, structure_of

HERE = Path(__file__).parent
ON = date(2025, 10, 12)
FILED = """\
C-EDU-02,普惠性幼儿园覆盖率,全区,77.78,787,1000,%,,正常,区教育局,李示例,2025-10-09,
C-EDU-02,普惠性幼儿园覆盖率,河口镇,７０．１,,,%,,正常,区教育局,李示例,2025-10-09,
C-EDU-02,普惠性幼儿园覆盖率,城东街,81.20,,,%,,正常,区教育局,李示例,2025-10-09,
C-EDU-07,每名专任教师负担的在园幼儿数,全区,约15人|<b>*甲*</b>~~乙~~ & 丙,,,人,2024,正常,区教育局,李示例,2025-10-09,
C-EDU-02,普惠性幼儿园覆盖率,城东街道,,,,%,,,区教育局,李示例,2025-10-09,
C-EDU-99,示例,全区,3,,,册,2024,正常,区教育局,李示例,2025-10-09,
"""


def slip_of(folder: Path) -> Slip:
    """The only slip of a quarter of which one unit's return is full of faults."""
    write_workspace(folder)
    (folder / "data/2025Q3.csv").unlink()
    (folder / "data/2025Q3").mkdir()
    filed = folder / "data/2025Q3/区教育局.csv"
    filed.write_text(f"{HEADER}\n{FILED}", encoding="utf-8")
    (slip,) = check([filed], slips=True).slips
    return slip


@pytest.fixture(scope="module")
def slip(tmp_path_factory: pytest.TempPathFactory) -> Slip:
    return slip_of(tmp_path_factory.mktemp("slips"))


def test_the_text_is_the_one_accepted(slip: Slip, update_golden: bool) -> None:
    text = slip_bytes(slip, SlipFormat.MARKDOWN, ON).decode()
    compare(text, HERE / "slip.md", update=update_golden)


def test_the_word_file_is_the_one_accepted_and_may_leave_the_office(slip: Slip, update_golden: bool) -> None:
    content = slip_bytes(slip, SlipFormat.WORD, ON)
    compare(structure_of(content), HERE / "slip.docx.txt", update=update_golden)
    assert faults_in(content) == []
    assert slip_bytes(slip, SlipFormat.WORD, ON) == content


def test_the_document_says_of_every_item_what_the_table_says(slip: Slip) -> None:
    rows = csv.DictReader(io.StringIO(slip_bytes(slip, SlipFormat.TABLE, ON).decode("utf-8-sig")))
    shown = structure_of(slip_bytes(slip, SlipFormat.WORD, ON)).splitlines()
    lines = [line for line in shown if line.startswith("表行")]
    told = [(row["序号"], f"{row['级别']}⏎{row['编号']}", row["指标编码"], row["发现"], row["请"]) for row in rows]
    assert len(told) == len(lines) > 5
    for (number, code, indicator, said, asked), line in zip(told, lines, strict=True):
        cells = line.split(" | ")
        assert cells[1:3] == [number, code]
        assert indicator in cells[4]
        assert cells[6].startswith(said)
        assert cells[7] == asked
