"""Word files opened by the real LibreOffice: lines and characters of a page, page numbers, pages, headers."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from lianggang.api.letter_writing import LetterTerms, make_letters
from lianggang.api.letters import LetterChoice, find_letters
from lianggang.api.reporting import report
from lianggang.model.letter import Rung
from lianggang.outputs.document import Document, Paragraph, ParagraphKind, Run, Signature
from lianggang.outputs.word import to_word

ROOT = Path(__file__).resolve().parents[2]
TOOLS = {name: shutil.which(name) for name in ("soffice", "pdftotext", "fc-list")}
WRITER = TOOLS["soffice"] and any(
    (folder / "libswlo.so").exists()
    for folder in (Path(TOOLS["soffice"]).resolve().parent, Path("/usr/lib/libreoffice/program"))
)


def why_not() -> str:
    if not WRITER:
        return "soffice (libreoffice-writer) is not installed"
    if not TOOLS["pdftotext"]:
        return "pdftotext (poppler-utils) is not installed"
    command = [str(TOOLS["fc-list"]), ":lang=zh-cn"]
    fonts = subprocess.run(command, capture_output=True, check=True).stdout if TOOLS["fc-list"] else b""  # noqa: S603
    return "" if fonts else "no Chinese font (fonts-noto-cjk) is installed"


WHY_NOT = why_not()
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)

PLAIN = Document(
    title=("满页",),
    blocks=(Paragraph((Run("字" * 28 * 60),), ParagraphKind.FLUSH),),
    signature=Signature("示例区妇儿工委办公室", date(2025, 10, 20)),
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of each document, as it stands on the page."""
    folder = tmp_path_factory.mktemp("word")
    documents = {"plain": PLAIN, "report": report(start=ROOT, on=date(2025, 10, 20), unit="区教育局").document}
    documents |= {f"letter-{rung.name}": letter(rung) for rung in LETTERS}
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(to_word(document))
    command = [str(TOOLS["soffice"]), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    files = [str(folder / f"{name}.docx") for name in documents]
    subprocess.run(  # noqa: S603 - a program of the system, on our own files
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *files], check=True, capture_output=True, timeout=300
    )
    return {name: pages_of(folder / f"{name}.pdf") for name in documents}


LETTERS = {rung: LetterChoice("区医保局" if rung is Rung.REMINDER else "区卫健局", rung=rung, reason=reason)
           for rung, reason in ((Rung.REMINDER, ""), (Rung.NOTICE, "示例"), (Rung.SUPERVISION, ""),
                                (Rung.INTERVIEW, "示例"))}  # fmt: skip


def letter(rung: Rung) -> Document:
    (made,) = make_letters(find_letters(start=ROOT, today=date(2025, 10, 24), choice=LETTERS[rung]), LetterTerms())
    return made.document


def pages_of(pdf: Path) -> list[str]:
    done = subprocess.run(  # noqa: S603
        [str(TOOLS["pdftotext"]), "-layout", str(pdf), "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return done.stdout.removesuffix("\f").split("\f")


def test_a_page_of_plain_text_has_22_lines_of_28_characters(pages: dict[str, list[str]]) -> None:
    lines = [line.strip() for line in pages["plain"][1].splitlines() if "字" in line]
    assert [len(line) for line in lines] == [28] * 22


def test_every_page_has_its_number_at_the_outer_edge(pages: dict[str, list[str]]) -> None:
    for place, page in enumerate(pages["plain"], 1):
        number = page.rstrip().splitlines()[-1]
        assert number.replace(" ", "") == f"—{place}—"
        assert (len(number) - len(number.lstrip()) > 20) == (place % 2 == 1)


def test_nothing_of_the_report_is_lost_and_no_page_is_empty(pages: dict[str, list[str]]) -> None:
    shown = pages["report"]
    assert 10 <= len(shown) <= 16
    assert all(len(re.sub(r"\s", "", page)) > 100 for page in shown)
    text = re.sub(r"\s", "", "".join(shown))
    for expected in ("附件1指标情况表", "附件2目标出处和核对情况", "区教育局2025年10月20日", "普惠性幼儿园覆盖率"):
        assert expected in text


def test_the_header_row_is_repeated(pages: dict[str, list[str]]) -> None:
    tables = [page for page in pages["report"] if "数据来源/口径" in page]
    assert len(tables) >= 2
    assert "附件" not in tables[-1]


def test_the_signature_does_not_stand_alone(pages: dict[str, list[str]]) -> None:
    (signed,) = [page for page in pages["report"] if "2025 年 10 月 20 日" in page or "2025年10月20日" in page]
    before = re.split(r"附件：", signed)[0]
    assert len(before.split()) >= 1


@pytest.mark.parametrize("rung", LETTERS)
def test_a_letter_stands_on_its_pages(pages: dict[str, list[str]], rung: Rung) -> None:
    shown = pages[f"letter-{rung.name}"]
    first, *others = [re.sub(r"\s", "", page) for page in shown]
    office = "示例区妇女儿童工作委员会" if rung.by_committee else "示例区妇儿工委办公室"
    assert first.startswith(f"{office}示妇儿工委办〔2025〕号关于")
    assert "—1—" not in first
    assert "附件1" not in first
    # Number at the right edge, each attachment on a page of its own.
    number = next(line for line in shown[0].splitlines() if "〔2025〕" in line)
    assert len(number) - len(number.lstrip()) > 20
    assert [page.startswith("附件") for page in others].count(True) == 2
    (signed,) = [page for page in others if f"{office}2025年10月24日" in page]
    # Neither the signature nor what stands below it begins a page.
    assert re.match(f"(?!附件|{office}|（).+附件：", signed)
