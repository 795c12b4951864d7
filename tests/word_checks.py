"""What a generated Word file must be, whatever stands in it: the acceptance checks for official documents.

``faults_in`` is for every test that makes one. Source: docs/documents.md, section 5.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import chain
from typing import Any
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = re.compile(r"[\u2014-\u2026\u3000-\u9fff\uff00-\uffef]")
_DATE = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日")
_RUN_ORDER = ("rFonts", "b", "bCs", "color", "spacing", "kern", "sz", "szCs", "lang")
_PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "pageBreakBefore", "widowControl", "pBdr", "autoSpaceDE", "autoSpaceDN", "snapToGrid",
    "spacing", "ind", "jc", "outlineLvl", "sectPr",
)  # fmt: skip
_UPRIGHT = {"w": "11906", "h": "16838"}
_UPRIGHT_MARGINS = {"top": "2098", "left": "1588", "right": "1474", "bottom": "1984"}


def parts_of(content: bytes) -> dict[str, bytes]:
    """Every part of the package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts_of(content: bytes) -> list[str]:
    """The text of each paragraph of the body, in order, those of tables too; line breaks as line feeds."""
    body = _tree(parts_of(content)["word/document.xml"])
    return [_text(paragraph) for paragraph in body.iter(f"{W}p")]


def structure_of(content: bytes) -> str:
    """The body as lines: style and text of each paragraph, the rows of tables, where sections end."""
    root = _tree(parts_of(content)["word/document.xml"])
    lines = []
    for child in root[0]:
        if child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                cells = ["/".join(_text(one) for one in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
                mark = "表头" if row.find(f"{W}trPr/{W}tblHeader") is not None else "表行"
                lines.append(f"{mark} | " + " | ".join(cells))
        elif child.tag == f"{W}p":
            style = child.find(f"{W}pPr/{W}pStyle")
            lines.append(f"{'' if style is None else style.get(f'{W}val')}: {_text(child)}")
        section = child if child.tag == f"{W}sectPr" else child.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            lines.append(f"—— 分节 {section.find(f'{W}pgSz').attrib.get(f'{W}orient', 'portrait')} ——")  # type: ignore[union-attr]
    return "\n".join(line.replace("\n", "⏎") for line in lines) + "\n"


def faults_in(content: bytes, *, letter: bool = False) -> list[str]:
    """What is wrong with the file; nothing for one that may leave the office."""
    parts = parts_of(content)
    trees = {name: _tree(data) for name, data in parts.items() if name.startswith("word/") and name.endswith(".xml")}
    document = trees["word/document.xml"]
    checks = (
        _package_faults(content, parts),
        _page_faults(document),
        chain.from_iterable(_run_faults(name, tree) for name, tree in trees.items()),
        chain.from_iterable(_order_faults(name, tree) for name, tree in trees.items()),
        _theme_faults(parts),
        _table_faults(document),
        _text_faults(document, letter=letter),
        _number_faults(parts, document, letter=letter),
    )
    return list(chain.from_iterable(checks))


def _tree(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - a file of our own


def _package_faults(content: bytes, parts: dict[str, bytes]) -> list[str]:
    faults = [f"part {name}" for name in parts if "thumbnail" in name or name.startswith("customXml")]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        faults += [f"time of {one.filename}" for one in package.infolist() if one.date_time != (1980, 1, 1, 0, 0, 0)]
    return faults


def _page_faults(document: ET.Element) -> list[str]:
    faults = []
    for section in document.iter(f"{W}sectPr"):
        size, margins, grid = (section.find(f"{W}{tag}") for tag in ("pgSz", "pgMar", "docGrid"))
        assert size is not None
        assert margins is not None
        if grid is None or (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) != ("lines", "579"):
            faults.append("grid")
        if size.get(f"{W}orient") == "landscape":
            continue
        faults += [f"page {key}" for key, value in _UPRIGHT.items() if size.get(W + key) != value]
        faults += [f"margin {key}" for key, value in _UPRIGHT_MARGINS.items() if margins.get(W + key) != value]
    return faults


def _run_faults(name: str, tree: ET.Element) -> list[str]:
    faults = []
    for run in tree.iter(f"{W}r"):
        text = _text(run)
        fonts = run.find(f"{W}rPr/{W}rFonts")
        if not _CHINESE.search(text):
            continue
        if (
            fonts is None
            or fonts.get(f"{W}hint") != "eastAsia"
            or not all(fonts.get(W + key) for key in ("ascii", "hAnsi", "eastAsia", "cs"))
        ):
            faults.append(f"fonts of “{text[:20]}” in {name}")
    return faults


def _order_faults(name: str, tree: ET.Element) -> list[str]:
    faults = []
    for tag, order in (("rPr", _RUN_ORDER), ("pPr", _PARAGRAPH_ORDER)):
        for properties in tree.iter(W + tag):
            found = [child.tag.removeprefix(W) for child in properties]
            unknown = set(found) - set(order)
            if unknown or sorted(found, key=order.index) != found:
                faults.append(f"order {found} in {name}")
    return faults


def _theme_faults(parts: dict[str, bytes]) -> list[str]:
    names = (b"asciiTheme", b"hAnsiTheme", b"eastAsiaTheme", b"cstheme")
    return [f"theme font in {name}" for name, data in parts.items() if any(one in data for one in names)]


def _table_faults(document: ET.Element) -> list[str]:
    faults = []
    for table in document.iter(f"{W}tbl"):
        first = table.find(f"{W}tr")
        if first is None or not any(_text(cell) for cell in first):
            faults.append("empty table")
        elif first.find(f"{W}trPr/{W}tblHeader") is None:
            faults.append("header row not repeated")
        widths = [int(one.get(f"{W}w", "0")) for one in table.iter(f"{W}gridCol")]
        if sum(widths) not in {8844, 12756}:
            faults.append(f"table {sum(widths)} wide")
    return faults


def _text_faults(document: ET.Element, *, letter: bool) -> list[str]:
    texts = [_text(paragraph) for paragraph in document.iter(f"{W}p")]
    faults = [] if any(_DATE.fullmatch(text) for text in texts) else ["no date"]
    if letter and not re.fullmatch(r".+〔\d{4}〕.*号", texts[0]):
        faults.append(f"number “{texts[0]}”")
    listed = [re.sub(r"^(附件：)?(\d+\. )?", "", text) for text in texts if re.match(r"(附件：)?\d+\. |附件：", text)]
    present = [texts[place + 2] for place, text in enumerate(texts) if re.fullmatch(r"附件\d*", text)]
    return faults if listed == present else [*faults, f"attachments listed {listed}, present {present}"]


def _number_faults(parts: dict[str, bytes], document: ET.Element, *, letter: bool) -> list[str]:
    """Page numbers at the outer edge; none on the first page of a letter."""
    feet = {name: data.decode() for name, data in parts.items() if "footer" in name and name.endswith(".xml")}
    numbered = [name for name, data in feet.items() if "PAGE" in data]
    faults = [] if len(numbered) == 2 else [f"page numbers in {numbered}"]
    is_letter = document.find(f".//{W}titlePg") is not None
    return faults if is_letter == letter else [*faults, "first page"]


def _text(element: Any) -> str:
    pieces = []
    for one in element.iter():
        if one.tag == f"{W}t":
            pieces.append(one.text or "")
        elif one.tag == f"{W}br":
            pieces.append("\n")
    return "".join(pieces)
