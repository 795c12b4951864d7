"""Word files opened by the real LibreOffice: lines and characters of a page, page numbers, pages, what stands where."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from lianggang.outputs.document import Document, Paragraph, ParagraphKind, Run, Signature, Table, attachment_label
from lianggang.outputs.word import to_word
from word_checks import faults_of
from word_documents import copy_example, letters, other_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TOOLS = {name: shutil.which(name) for name in ("soffice", "pdftotext", "pdftoppm", "fc-list")}
WRITER = TOOLS["soffice"] and any(
    (folder / "libswlo.so").exists()
    for folder in (Path(TOOLS["soffice"]).resolve().parent, Path("/usr/lib/libreoffice/program"))
)


def why_not() -> str:
    if not WRITER:
        return "soffice (libreoffice-writer) is not installed"
    if not (TOOLS["pdftotext"] and TOOLS["pdftoppm"]):
        return "pdftotext and pdftoppm (poppler-utils) are not installed"
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
MM = 72 / 25.4
SHORT_SIDE, LONG_SIDE = 210 * MM, 297 * MM
TOP, LEFT, RIGHT, BOTTOM = 37 * MM, 28 * MM, 26 * MM, 35 * MM
A_CHARACTER = 16.5
LETTER_PAGES = (3, 6)
PAGES = {
    "自查报告（区教育局）": (10, 16), "自查报告（区法院）": (3, 5), "季度通报": (15, 22),
    "会商清单": (9, 15), "中期评估报告（区儿规）": (6, 14), "终期评估报告（儿纲）": (24, 36), "考核评分建议": (15, 26),
    "评分明细（区教育局）": (5, 10), "退回告知": (1, 2), "复核通过告知": (1, 2), "销号告知": (2, 4),
}  # fmt: skip
"""How many pages each document takes, within reason: what the example holds changes from time to time."""


class Word(NamedTuple):
    """A word on a page, in points from its upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    """A page as it is printed."""

    width: float
    height: float
    words: tuple[Word, ...]
    text: str
    """As it stands on the page."""

    @property
    def squeezed(self) -> str:
        return re.sub(r"\s", "", self.text)

    @property
    def is_across(self) -> bool:
        return self.width > self.height

    @property
    def number(self) -> str:
        """The page number, as ``—3—``; else empty."""
        return "".join(word.text for word in self.words if self.is_foot(word))

    def is_foot(self, word: Word) -> bool:
        """Whether the word stands below the text."""
        return word.top > self.height - (RIGHT if self.is_across else BOTTOM)


class Printed(NamedTuple):
    """A document and its pages."""

    document: Document
    pages: tuple[Page, ...]
    pdf: Path

    @property
    def is_letter(self) -> bool:
        return self.document.letterhead is not None

    @property
    def main(self) -> tuple[Page, ...]:
        """The pages before the first attachment."""
        first = next((place for place, page in enumerate(self.pages) if page.squeezed.startswith("附件")), None)
        return self.pages[:first]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """Every kind of document, opened and turned into pages."""
    folder = tmp_path_factory.mktemp("word")
    start = copy_example(tmp_path_factory.mktemp("example"))
    documents = {"满页": PLAIN, **letters(start), **other_documents(start)}
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(to_word(document))
    command = [str(TOOLS["soffice"]), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    files = [str(folder / f"{name}.docx") for name in documents]
    subprocess.run(  # noqa: S603 - a program of the system, on our own files
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *files], check=True, capture_output=True, timeout=500
    )
    pdfs = {name: folder / f"{name}.pdf" for name in documents}
    return {name: Printed(one, tuple(pages_of(pdfs[name])), pdfs[name]) for name, one in documents.items()}


def pages_of(pdf: Path) -> Iterator[Page]:
    texts = told(pdf, "-layout").removesuffix("\f").split("\f")
    html = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", told(pdf, "-bbox"))
    pages = ET.fromstring(html).iter("{http://www.w3.org/1999/xhtml}page")  # noqa: S314 - of our own file
    for page, text in zip(pages, texts, strict=True):
        words = tuple(
            Word(one.text or "", *(float(one.get(key, "nan")) for key in ("xMin", "yMin", "xMax", "yMax")))
            for one in page
        )
        yield Page(float(page.get("width", "nan")), float(page.get("height", "nan")), words, text)


def told(pdf: Path, how: str) -> str:
    command = [str(TOOLS["pdftotext"]), how, str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=60).stdout  # noqa: S603


def test_every_file_may_leave_the_office(printed: Mapping[str, Printed]) -> None:
    assert {name: faults for name, one in printed.items() if (faults := faults_of(one.document))} == {}


def test_a_page_of_plain_text_has_22_lines_of_28_characters(printed: Mapping[str, Printed]) -> None:
    lines = [line.strip() for line in printed["满页"].pages[1].text.splitlines() if "字" in line]
    assert [len(line) for line in lines] == [28] * 22


def test_each_document_takes_a_sensible_number_of_pages(printed: Mapping[str, Printed]) -> None:
    for name, one in printed.items():
        least, most = LETTER_PAGES if one.is_letter else PAGES.get(name, (3, 4))
        assert least <= len(one.pages) <= most, f"{name}: {len(one.pages)}"
    # A letter about one indicator, or two with little to say, is two pages of text and two attachments.
    for kind in ("催报函", "提示函", "督办函", "二次督办函", "约谈通知"):
        assert len(printed[f"{kind}（1项）"].pages) == 4


def test_the_paper_is_a4_and_across_only_where_an_attachment_asks_for_it(printed: Mapping[str, Printed]) -> None:
    for name, one in printed.items():
        for page in one.pages:
            sides = sorted((page.width, page.height))
            assert sides == pytest.approx([SHORT_SIDE, LONG_SIDE], abs=1), name
        assert any(page.is_across for page in one.pages) == any(part.landscape for part in one.document.attachments)
        assert not any(page.is_across for page in one.main), name


def test_nothing_stands_outside_the_margins(printed: Mapping[str, Printed]) -> None:
    for name, one in printed.items():
        for place, page in enumerate(one.pages, 1):
            left, right = (BOTTOM, TOP) if page.is_across else (LEFT, RIGHT)
            top = LEFT if page.is_across else TOP
            for word in page.words:
                if page.is_foot(word):
                    continue
                # A mark at the end of a line may hang over by a character.
                over = A_CHARACTER if word.text[-1] in "，。；：、）》”" else 1
                where = f"{name}, page {place}: {word}"
                assert left - 1 <= word.left, where
                assert word.right <= page.width - right + over, where
                # The name at the head of a letter stands above the text; the box of a letter is larger than its line.
                highest = 30 * MM if one.is_letter and place == 1 else top
                assert word.top >= highest - (word.bottom - word.top) / 5, where


def test_every_page_has_its_number_at_the_outer_edge(printed: Mapping[str, Printed]) -> None:
    for name, one in printed.items():
        for place, page in enumerate(one.pages, 1):
            if one.is_letter and place == 1:
                assert page.number == "", name
                continue
            assert page.number == f"—{place}—", name
            edge = next(word.left for word in page.words if page.is_foot(word))
            assert (edge > page.width / 2) == (place % 2 == 1), name


def test_the_number_stands_seven_millimetres_below_the_text(printed: Mapping[str, Printed]) -> None:
    page = printed["满页"].pages[1]
    (top,) = {word.top for word in page.words if page.is_foot(word) and word.text.isdecimal()}
    assert 5 * MM < top - (page.height - BOTTOM) < 9 * MM


def test_the_signature_stands_on_a_page_with_text(printed: Mapping[str, Printed]) -> None:
    for name, one in printed.items():
        signature = one.document.signature
        on = f"{signature.on.year}年{signature.on.month}月{signature.on.day}日"
        signed = one.main[-1].squeezed
        assert f"{signature.name}{on}" in signed, name
        # Neither the signature, nor the list of attachments, nor what stands below begins a page.
        assert re.match(rf"(?!附件|{re.escape(signature.name)}|（联系人|（【|抄送).{{4,}}", signed), name


def test_each_attachment_begins_a_page(printed: Mapping[str, Printed]) -> None:
    for name, one in printed.items():
        heads = [page.squeezed for page in one.pages if re.match(r"附件\d*[^：]", page.squeezed)]
        titles = [attachment.title for attachment in one.document.attachments]
        expected = [f"{attachment_label(one.document, place)}{title}" for place, title in enumerate(titles)]
        assert [head[: len(begin)] for head, begin in zip(heads, expected, strict=True)] == expected, name


def test_no_code_figure_or_period_of_a_table_is_parted(printed: Mapping[str, Printed]) -> None:
    for name, one in printed.items():
        shown = {word.text for page in one.pages for word in page.words}
        tables = [block for part in one.document.attachments for block in part.blocks if isinstance(block, Table)]
        cells = {line for table in tables for row in table.rows for cell in row for line in cell.split("\n")}
        whole = {cell for cell in cells if re.fullmatch(r"[!-~]+", cell)}
        assert sorted(whole - shown) == [], name


def test_the_header_row_is_repeated(printed: Mapping[str, Printed]) -> None:
    tables = [page for page in printed["自查报告（区教育局）"].pages if "数据来源/口径" in page.text]
    assert len(tables) >= 2
    assert "附件" not in tables[-1].text


def test_no_page_is_empty_and_nothing_is_lost(printed: Mapping[str, Printed]) -> None:
    for name, one in printed.items():
        # A paragraph that goes with the signature moves as a whole here, and leaves the title of 满页 alone.
        assert name == "满页" or all(len(page.squeezed) > 40 for page in one.pages), name
        text = "".join(page.squeezed for page in one.pages)
        assert re.sub(r"\s", "", one.document.title_text) in text, name
        assert "\ufffd" not in text
        addressee = one.document.addressee
        assert not addressee or f"{addressee}：" in text, name


def test_a_letter_begins_with_its_head_and_its_number_at_the_edge(printed: Mapping[str, Printed]) -> None:
    for name, one in printed.items():
        if one.document.letterhead is None:
            continue
        first = one.pages[0]
        head = re.sub(r"\s", "", "".join(one.document.letterhead))
        assert first.squeezed.startswith(f"{head}关于"), name
        assert {word.top for word in first.words if word.text == one.document.letterhead.name}, f"{name}: two lines"
        number = next(word for word in first.words if word.text == "号")
        assert number.right == pytest.approx(first.width - RIGHT, abs=3), name


DOTS = 5
"""Of a picture, in a millimetre."""


class Streak(NamedTuple):
    """Rows of a picture that hold red, one below the other, in millimetres from the upper left corner."""

    top: float
    bottom: float
    left: float
    right: float


def red_streaks(pdf: Path) -> list[Streak]:
    """What is red on the first page, from the top."""
    command = [str(TOOLS["pdftoppm"]), "-r", str(25.4 * DOTS), "-f", "1", "-l", "1", str(pdf)]
    picture = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout  # noqa: S603
    _, size, _, dots = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    streaks: list[Streak] = []
    for row in range(height):
        line = dots[3 * width * row : 3 * width * (row + 1)]
        red = [x for x in range(width) if line[3 * x] > 150 and max(line[3 * x + 1 : 3 * x + 3]) < 110]
        if not red:
            continue
        found = Streak(row / DOTS, (row + 1) / DOTS, red[0] / DOTS, (red[-1] + 1) / DOTS)
        if streaks and streaks[-1].bottom == found.top:
            last = streaks.pop()
            found = Streak(last.top, found.bottom, min(last.left, found.left), max(last.right, found.right))
        streaks.append(found)
    return streaks


@pytest.mark.parametrize("name", ["督办函（1项）", "约谈通知（1项）", "发文机关标志18字", "不加盖印章"])
def test_the_red_lines_stand_where_the_standard_has_them(printed: Mapping[str, Printed], name: str) -> None:
    head, thick, thin, low_thin, low_thick = red_streaks(printed[name].pdf)
    assert head.top == pytest.approx(30, abs=1)
    assert head.right - head.left <= 156
    # 4 mm below the name, whose characters do not fill their square.
    assert 3.5 <= thick.top - head.bottom <= 6
    for line in (thick, thin, low_thin, low_thick):
        assert (line.left, line.right) == pytest.approx((28 - 7, 210 - 26 + 7), abs=0.3)
    assert low_thick.bottom == pytest.approx(297 - 20, abs=0.3)
    assert thick.bottom - thick.top > 2 * (thin.bottom - thin.top)
    assert low_thick.bottom - low_thick.top > 2 * (low_thin.bottom - low_thin.top)


def test_nothing_else_is_red(printed: Mapping[str, Printed]) -> None:
    assert red_streaks(printed["自查报告（区法院）"].pdf) == []
