"""The pages of a Word document: sections, page numbers, and the letterhead with its red lines; nothing of the text.

Source: docs/documents.md, sections 4 and 5.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from .word_elements import RED, Lines, Look, element, ems, field, paragraph, run
from .word_fonts import FONTS, FontProfile, Role

if TYPE_CHECKING:
    from docx.document import Document as Package
    from docx.section import _Footer, _Header

    from .word_elements import Element

TEXT_WIDTH, TEXT_WIDTH_ACROSS = 8844, 12756
"""Between the margins of a page, upright and across: 156 and 225 mm."""
_ACROSS: dict[str, dict[str, str | int]] = {
    "pgSz": {"w": 16838, "h": 11906, "orient": "landscape"},
    "pgMar": {"top": 1588, "right": 2098, "bottom": 1474, "left": 1984, "header": 850, "footer": 624, "gutter": 0},
}
"""A page across: the margins turned with it, the page number 7 mm below the text."""
_ONE_CHARACTER = 280
"""Of the page number's size."""
_OUT = -397
"""7 mm: the red lines are 170 mm long, the text 156."""
_LARGEST, _SMALLEST = 72, 44
"""Half points: the size of the letterhead's name."""


def number_pages(package: Package, profile: FontProfile) -> None:
    """``— 1 —`` at the outer edge of every page: right on odd pages, left on even ones, one character in."""
    section = package.sections[0]
    _fill(section.footer, _page_number(profile, "right"))
    _fill(section.even_page_footer, _page_number(profile, "left"))


def _page_number(profile: FontProfile, side: str) -> Element:
    font = FONTS[profile][Role.PAGE_NUMBER]
    look = Look(font, latin=font.name)
    shown = [run("— ", look), field("PAGE", run("1", look)), run(" —", look)]
    return paragraph("PageNumber", shown, Lines(indent={side: _ONE_CHARACTER}, align=side))


def put_letterhead(package: Package, name: str, profile: FontProfile) -> None:
    """The first page of a letter: the name in red, a red double line below it and another at the foot; no number."""
    section = package.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = 30 * _MM
    font = FONTS[profile][Role.TITLE]
    size = letterhead_size(name)
    words = run(name, Look(font, size=size, colour=RED))
    # The line stands 4 mm below the name.
    above = Lines(
        borders=(_red_line("bottom", "thickThinSmallGap", 11),),
        spacing={"line": 10 * size + 40, "lineRule": "exact"},
        indent={"left": _OUT, "right": _OUT},
        align="center",
    )
    _fill(section.first_page_header, paragraph("Normal", [words], above))
    below = Lines(
        borders=(_red_line("bottom", "thinThickSmallGap", 1),),
        spacing={"line": 240, "lineRule": "exact"},
        indent={"left": _OUT, "right": _OUT},
    )
    _fill(section.first_page_footer, paragraph("Normal", (), below))


_MM = 36000
"""In the units that python-docx measures in."""


def letterhead_size(name: str) -> int:
    """Half points: the largest size from 36 down to 22 points at which the name stays on one line of 156 mm."""
    fitting = (size for size in range(_LARGEST, _SMALLEST - 1, -2) if ems(name) * size * 10 <= TEXT_WIDTH)
    return next(fitting, _SMALLEST)


def _red_line(side: str, kind: str, space: int) -> Element:
    return element(side, {"val": kind, "sz": 24, "space": space, "color": RED})


def _fill(part: _Header | _Footer, content: Element) -> None:
    part.is_linked_to_previous = False
    inside = part._element  # noqa: SLF001 - python-docx offers no other way to a paragraph of our own
    for child in list(inside):
        inside.remove(child)
    inside.append(content)


def section_properties(package: Package, *, first: bool, across: bool) -> Element:
    """A copy of the document's section for a part of it. first: whether it is the part with the first page."""
    made = deepcopy(package.element.body.sectPr)
    if not first:
        for child in list(made):
            if child.tag == qn("w:titlePg") or child.get(qn("w:type")) == "first":
                made.remove(child)
    if across:
        for tag, attributes in _ACROSS.items():
            old = made.find(qn(f"w:{tag}"))
            made.replace(old, element(tag, attributes))
    return made
