"""A long 退回单 opened by the real LibreOffice: across the page, its header repeated, no item lost, the end kept."""

from __future__ import annotations

import re
import subprocess
from datetime import date

import pytest
from test_word_in_libreoffice import TOOLS, WHY_NOT, pages_of

from doubles import make_catalogue
from lianggang.model.diagnostic import CODES, Diagnostic, Place
from lianggang.model.quarter import Quarter
from lianggang.model.slip import Slip
from lianggang.outputs.slip_files import SlipFormat, slip_bytes

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
MANY = 40


def slip() -> Slip:
    message = "1106÷1200×100=92.17，填报92.71；请核对后重报。"
    items = [
        Diagnostic(
            "L04", message, Place("data/2025Q3/区教育局.xlsx", "填报表", line, 4, "本期值"), CODES["L04"].severity,
            "C-EDU-02", "城东街道", found=f"92.71（第{line}行）",
        )
        for line in range(2, MANY + 2)
    ]  # fmt: skip
    return Slip(make_catalogue(), Quarter(2025, 3), "区教育局", tuple(items))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("slips")
    (folder / "slip.docx").write_bytes(slip_bytes(slip(), SlipFormat.WORD, date(2025, 10, 12)))
    command = [str(TOOLS["soffice"]), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(  # noqa: S603 - a program of the system, on our own file
        [*command, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "slip.docx")],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return [page.text for page in pages_of(folder / "slip.pdf")]


def test_every_item_stands_on_a_page_below_the_header(pages: list[str]) -> None:
    numbers = [re.findall(r"^ *(\d{1,2}) +(?=\S)", page, re.MULTILINE) for page in pages]
    assert {int(number) for found in numbers for number in found} == set(range(1, MANY + 1))
    with_items = [page for page, found in zip(pages, numbers, strict=True) if found]
    assert len(with_items) > 2
    assert all(re.search(r"位置 +指标 +所填 +发现 +请做什么 +回复", page) for page in with_items)


def test_the_signature_does_not_stand_alone(pages: list[str]) -> None:
    last = re.sub(r"\s", "", pages[-1])
    assert "重报办法" in last
    assert last.index("重报办法") < last.index("2025年10月12日")
