"""What a generated Word file must be, whatever stands in it: the acceptance checks for official documents.

``faults_of`` is for every test that has a document, ``faults_in`` for one that has only the file; what each check sees
is proved in ``unit/outputs/test_word_checks.py``. Source: docs/documents.md, sections 4 and 5.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from lianggang.outputs.word import to_word
from lianggang.outputs.word_fonts import FontProfile
from word_schema import W, order_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianggang.outputs.document import Document

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHINESE = re.compile(r"[\u2014-\u2026\u3000-\u9fff\uff00-\uffef]")
_DATE = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日")
_DATE_LIKE = re.compile(
    r"[\d〇一二三四五六七八九]{2,4}年[\d〇一二三四五六七八九十]{1,3}月(?:[\d〇一二三四五六七八九十]{1,3}日)?"
)
_MONTH = re.compile(r"\d{4}年[1-9]\d?月(?:[1-9]\d?日)?")
_NUMBER = re.compile(r"[^〔〕\[\]【】（）()\s]+〔\d{4}〕(?:[1-9]\d*| {2})号")
_LISTED = re.compile(r"(?:附件：)?\d+\. |附件：")
_LABEL = re.compile(r"附件\d*")
_UPRIGHT = {"pgSz": {"w": "11906", "h": "16838"},
            "pgMar": {"top": "2098", "left": "1588", "right": "1474", "bottom": "1984", "footer": "1134"}}  # fmt: skip
_ACROSS = {"pgSz": {"w": "16838", "h": "11906"},
           "pgMar": {"top": "1588", "left": "1984", "right": "2098", "bottom": "1474"}}  # fmt: skip
"""210 and 297 mm; 37, 28, 26 and 35 mm, turned with the page where it lies across."""
_NORMAL = {"widowControl": {"val": "0"}, "autoSpaceDE": {"val": "0"}, "autoSpaceDN": {"val": "0"},
           "spacing": {"before": "0", "after": "0", "line": "579", "lineRule": "exact"}}  # fmt: skip


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


class _File(NamedTuple):
    """A Word file taken apart."""

    content: bytes
    parts: dict[str, bytes]
    trees: dict[str, ET.Element]
    """By the name of the part: the document, its styles, headers and footers."""
    letter: bool

    @property
    def document(self) -> ET.Element:
        return self.trees["word/document.xml"]

    @property
    def texts(self) -> list[str]:
        return [_text(paragraph) for paragraph in self.document.iter(f"{W}p")]

    @property
    def sections(self) -> list[tuple[ET.Element, list[ET.Element]]]:
        """Each with the paragraphs and tables that stand in it."""
        found, blocks = [], []
        for child in self.document[0]:
            section = child if child.tag == f"{W}sectPr" else child.find(f"{W}pPr/{W}sectPr")
            if child is not section:
                blocks.append(child)
            if section is not None:
                found.append((section, blocks))
                blocks = []
        return found

    def running(self, section: ET.Element, kind: str, which: str) -> ET.Element | None:
        """The header or footer (kind) of a section for its first, even or other pages (which)."""
        targets = {one.get("Id"): one.get("Target") for one in _tree(self.parts["word/_rels/document.xml.rels"])}
        for one in section.iter(f"{W}{kind}Reference"):
            if one.get(f"{W}type") == which:
                return self.trees[f"word/{targets[one.get(f'{R}id')]}"]
        return None


def faults_of(document: Document, profile: FontProfile = FontProfile.GOV) -> list[str]:
    """What is wrong with the document's file, also whether writing it again gives another one."""
    content = to_word(document, profile)
    same = [] if to_word(document, profile) == content else ["written again it is another file"]
    return [*faults_in(content, letter=document.letterhead is not None), *same]


def faults_in(content: bytes, *, letter: bool = False) -> list[str]:
    """What is wrong with the file; nothing for one that may leave the office."""
    parts = parts_of(content)
    trees = {name: _tree(data) for name, data in parts.items() if name.startswith("word/") and name.endswith(".xml")}
    file = _File(content, parts, trees, letter)
    checks = (
        _package_faults, _page_faults, _font_faults, _theme_faults, _style_faults, _language_faults, _schema_faults,
        _table_faults, _number_faults, _date_faults, _title_faults, _attachment_faults, _signature_faults,
        _page_number_faults, _letterhead_faults, _mark_faults,
    )  # fmt: skip
    return list(chain.from_iterable(check(file) for check in checks))


def _tree(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - a file of our own


def _differing(element: ET.Element | None, expected: Mapping[str, str]) -> list[str]:
    """The attributes that are not as they should be."""
    return [key for key, value in expected.items() if element is None or element.get(W + key) != value]


def _package_faults(file: _File) -> Iterator[str]:
    yield from (f"part {name}" for name in file.parts if "thumbnail" in name or name.startswith("customXml"))
    with zipfile.ZipFile(io.BytesIO(file.content)) as package:
        yield from (f"time of {one.filename}" for one in package.infolist() if one.date_time != (1980, 1, 1, 0, 0, 0))


def _page_faults(file: _File) -> Iterator[str]:
    for section, _ in file.sections:
        is_across = section.find(f"{W}pgSz[@{W}orient='landscape']") is not None
        for tag, expected in (_ACROSS if is_across else _UPRIGHT).items():
            yield from (f"{tag} {key}" for key in _differing(section.find(W + tag), expected))
        if _differing(section.find(f"{W}docGrid"), {"type": "lines", "linePitch": "579"}):
            yield "grid"


def _font_faults(file: _File) -> Iterator[str]:
    """Each run with Chinese names a font for it, and that its quotes and dashes are Chinese too."""
    for name, tree in file.trees.items():
        for run in tree.iter(f"{W}r"):
            text, fonts = _text(run), run.find(f"{W}rPr/{W}rFonts")
            named = fonts is not None and all(fonts.get(W + key) for key in ("ascii", "hAnsi", "eastAsia", "cs"))
            if _CHINESE.search(text) and not (named and not _differing(fonts, {"hint": "eastAsia"})):
                yield f"fonts of “{text[:20]}” in {name}"


def _theme_faults(file: _File) -> Iterator[str]:
    names = (b"asciiTheme", b"hAnsiTheme", b"eastAsiaTheme", b"cstheme")
    yield from (f"theme font in {name}" for name, data in file.parts.items() if any(one in data for one in names))
    yield from (f"part {name}" for name in file.parts if "theme" in name)


def _style_faults(file: _File) -> Iterator[str]:
    """22 lines of 28 characters: the style that all others rest on."""
    styles = file.trees["word/styles.xml"]
    normal = styles.find(f"{W}style[@{W}styleId='Normal']")
    if normal is None:
        yield "no style Normal"
        return
    for tag, expected in _NORMAL.items():
        yield from (f"Normal {tag} {key}" for key in _differing(normal.find(f"{W}pPr/{W}{tag}"), expected))
    for tag, value in (("spacing", "-5"), ("sz", "32")):
        if _differing(normal.find(f"{W}rPr/{W}{tag}"), {"val": value}):
            yield f"Normal {tag}"
    named = {one.get(f"{W}val") for tree in file.trees.values() for one in tree.iter(f"{W}pStyle")}
    known = {one.get(f"{W}styleId") for one in styles.iter(f"{W}style")}
    yield from (f"no style {name}" for name in sorted(map(str, named - known)))


def _language_faults(file: _File) -> Iterator[str]:
    for name, path in (("styles", f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"), ("settings", f"{W}themeFontLang")):
        if _differing(file.trees[f"word/{name}.xml"].find(path), {"eastAsia": "zh-CN"}):
            yield f"language of {name}"


def _schema_faults(file: _File) -> Iterator[str]:
    for name, tree in file.trees.items():
        yield from order_faults(name, tree)


def _table_faults(file: _File) -> Iterator[str]:
    """As wide as the text, columns that add up, the header row on every page, no row parted, rows there at all."""
    for section, blocks in file.sections:
        room = _room(section)
        for table in (block for block in blocks if block.tag == f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            if len(rows) < 2:
                yield "empty table"
            if not rows or not _text(rows[0]) or rows[0].find(f"{W}trPr/{W}tblHeader") is None:
                yield "header row not repeated"
            if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
                yield "a row may be parted"
            widths = [one.get(f"{W}w", "0") for one in table.iter(f"{W}gridCol")]
            if sum(map(int, widths)) != room:
                yield f"table {sum(map(int, widths))} wide, the text {room}"
            cells = [[one.get(f"{W}w") for one in row.iter(f"{W}tcW")] for row in rows]
            if any(row != widths for row in cells):
                yield "cells of other widths than their columns"


def _room(section: ET.Element) -> int:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    return int(size.get(f"{W}w", "0")) - int(margins.get(f"{W}left", "0")) - int(margins.get(f"{W}right", "0"))


def _number_faults(file: _File) -> Iterator[str]:
    if file.letter and not _NUMBER.fullmatch(file.texts[0]):
        yield f"number “{file.texts[0]}”"


def _date_faults(file: _File) -> Iterator[str]:
    if sum(_DATE.fullmatch(text) is not None for text in file.texts) != 1:
        yield "not one date of issue"
    for found in chain.from_iterable(map(_DATE_LIKE.findall, file.texts)):
        if not _MONTH.fullmatch(found):
            yield f"date “{found}”"


def _title_faults(file: _File) -> Iterator[str]:
    """No mark at its end, and no line of it empty."""
    styles = file.document.findall(f"{W}body/{W}p/{W}pPr/{W}pStyle[@{W}val='Title']")
    titles = [_text(one) for one in file.document.iter(f"{W}p") if one.find(f"{W}pPr/{W}pStyle") in styles]
    for title in titles:
        lines = title.split("\n")
        if not title or title.endswith(("。", "，", "、")) or "" in lines:
            yield f"title “{title}”"


def _attachment_faults(file: _File) -> Iterator[str]:
    """Those listed are those there, in this order; each on a new page, its label black, its title on the third line."""
    texts = file.texts
    listed = [_LISTED.sub("", text, count=1) for text in texts if _LISTED.match(text)]
    present = [texts[place + 2] for place, text in enumerate(texts) if _LABEL.fullmatch(text)]
    if listed != present:
        yield f"attachments listed {listed}, present {present}"
    yield from (f"a mark behind the name of attachment {name}" for name in listed if name.endswith(("。", "；", "，")))
    for _, blocks in file.sections:
        for place, block in enumerate(blocks):
            if not _LABEL.fullmatch(_text(block)):
                continue
            if place and block.find(f"{W}pPr/{W}pageBreakBefore") is None:
                yield f"{_text(block)} does not begin a page"
            if not place and file.sections[0][1] is blocks:
                yield f"{_text(block)} begins the document"
            if _differing(block.find(f"{W}r/{W}rPr/{W}rFonts"), {"eastAsia": "黑体"}):
                yield f"{_text(block)} is not black"
            if _text(blocks[place + 1]) or _style(blocks[place + 2]) != "Title":
                yield f"the title of {_text(block)} is not on its third line"


def _signature_faults(file: _File) -> Iterator[str]:
    """Every paragraph from the last one of the text to the one before the end goes with the next."""
    blocks = file.sections[0][1]
    dated = [place for place, block in enumerate(blocks) if _DATE.fullmatch(_text(block))]
    if not dated:
        return
    last = next((place for place, block in enumerate(blocks) if _LABEL.fullmatch(_text(block))), len(blocks)) - 1
    first = dated[0] - 1
    while first and (not _text(blocks[first - 1]) or _LISTED.match(_text(blocks[first - 1]))):
        first -= 1
    kept = blocks[first if blocks[first - 1].tag == f"{W}tbl" else first - 1 : last]
    if any(block.find(f"{W}pPr/{W}keepNext") is None for block in kept):
        yield "the signature may stand alone"


def _page_number_faults(file: _File) -> Iterator[str]:
    """At the outer edge: right on odd pages, left on even ones; none on the first page of a letter."""
    if file.trees["word/settings.xml"].find(f"{W}evenAndOddHeaders") is None:
        yield "odd and even pages alike"
    for place, (section, _) in enumerate(file.sections):
        for which, side in (("default", "right"), ("even", "left")):
            foot = file.running(section, "footer", which)
            shown = "" if foot is None else ET.tostring(foot, "unicode")
            if "PAGE" not in shown or foot is None or _differing(foot.find(f".//{W}jc"), {"val": side}):
                yield f"page number of {which} pages in section {place + 1}"
        is_other = section.find(f"{W}titlePg") is not None
        if is_other != (file.letter and place == 0):
            yield f"first page of section {place + 1}"
        first = file.running(section, "footer", "first")
        if first is not None and "PAGE" in ET.tostring(first, "unicode"):
            yield "a number on the first page"


def _letterhead_faults(file: _File) -> Iterator[str]:
    """The name 30 mm below the edge, red, on one line; the double lines 170 mm long, the thick one outside."""
    if not file.letter:
        return
    section = file.sections[0][0]
    if _differing(section.find(f"{W}pgMar"), {"header": "1701", "footer": "1134"}):
        yield "letterhead not 30 mm from the edge, or the lower line not 20 mm"
    for kind, side, line in (("header", "bottom", "thickThinSmallGap"), ("footer", "bottom", "thinThickSmallGap")):
        part = file.running(section, kind, "first")
        border = None if part is None else part.find(f"{W}p/{W}pPr/{W}pBdr/{W}{side}")
        indent = None if part is None else part.find(f"{W}p/{W}pPr/{W}ind")
        if _differing(border, {"val": line, "sz": "24", "color": "FF0000"}):
            yield f"red line of the {kind}"
        if _differing(indent, {"left": "-397", "right": "-397"}):
            yield f"red line of the {kind} not 170 mm long"
    head = file.running(section, "header", "first")
    run = None if head is None else head.find(f".//{W}r")
    size = None if run is None else run.find(f"{W}rPr/{W}sz")
    if run is None or size is None or _differing(run.find(f"{W}rPr/{W}color"), {"val": "FF0000"}):
        yield "no red letterhead"
    elif len(_text(run)) * int(size.get(f"{W}val", "0")) * 10 > _room(section) or "\n" in _text(run):
        yield f"letterhead “{_text(run)}” takes two lines"


def _mark_faults(file: _File) -> Iterator[str]:
    """Marks of half width between Chinese, and characters that no font has."""
    for text in file.texts:
        if re.search(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\(|\)[\u4e00-\u9fff]", text):
            yield f"half-width mark in “{text[:30]}”"
        if re.search(r"[\ufffd\ue000-\uf8ff]", text):
            yield f"no such character in “{text[:30]}”"


def _style(block: ET.Element) -> str:
    style = block.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def _text(element: Any) -> str:
    pieces = []
    for one in element.iter():
        if one.tag == f"{W}t":
            pieces.append(one.text or "")
        elif one.tag == f"{W}br":
            pieces.append("\n")
    return "".join(pieces)
