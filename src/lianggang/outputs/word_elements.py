"""Runs and paragraphs of a Word document as XML, their properties in the order that the schema asks for.

Word calls a file damaged whose elements stand in another order. Lengths are twips (twentieths of a point).
Source: docs/documents.md, section 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .word_fonts import LATIN, Font

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Element = Any
"""An element of lxml, whose package has no types."""

RED = "FF0000"
EM = 315
"""What a character of the body takes up: 16 points less a quarter."""


def element(tag: str, attributes: Mapping[str, str | int] | None = None, *children: Element) -> Element:
    """``<w:tag w:name="value">…</w:tag>``; the names without their prefix."""
    made: Element = OxmlElement(f"w:{tag}")
    for name, value in (attributes or {}).items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


class Look(NamedTuple):
    """How a run looks beyond its style."""

    font: Font
    size: int | None = None
    """In half points; None: the style's."""
    colour: str = ""
    latin: str = LATIN


def run(text: str, look: Look) -> Element:
    """A run of text. Everything in it that is not plainly Latin takes the Chinese font, also “ ” … — ×."""
    made = element("r", None, _run_properties(look))
    for place, line in enumerate(text.split("\n")):
        if place:
            made.append(element("br"))
        words = element("t")
        words.text = "".join(mark for mark in line if _is_xml(mark))
        words.set(qn("xml:space"), "preserve")
        made.append(words)
    return made


def _is_xml(mark: str) -> bool:
    return mark == "\t" or (mark >= " " and not "\ud800" <= mark <= "\udfff" and mark not in "\ufffe\uffff")


def _run_properties(look: Look) -> Element:
    name, latin = look.font.name, look.latin
    fonts = {"hint": "eastAsia", "ascii": latin, "hAnsi": latin, "eastAsia": name, "cs": latin}
    made = element("rPr", None, element("rFonts", fonts))
    if look.font.bold:
        made.append(element("b"))
        made.append(element("bCs"))
    if look.colour:
        made.append(element("color", {"val": look.colour}))
    if look.size is not None:
        made.append(element("sz", {"val": look.size}))
        made.append(element("szCs", {"val": look.size}))
    return made


def field(instruction: str, shown: Element) -> Element:
    """A field, as the number of the page. shown: the run that stands in its place until it is worked out."""
    return element("fldSimple", {"instr": instruction}, shown)


class Lines(NamedTuple):
    """How a paragraph stands beyond its style."""

    keep_next: bool = False
    new_page: bool = False
    borders: tuple[Element, ...] = ()
    spacing: Mapping[str, str | int] | None = None
    indent: Mapping[str, str | int] | None = None
    align: str = ""


PLAIN = Lines()


def paragraph(style: str, runs: Iterable[Element] = (), lines: Lines = PLAIN) -> Element:
    """A paragraph of that style."""
    properties = element("pPr", None, element("pStyle", {"val": style}))
    if lines.keep_next:
        properties.append(element("keepNext"))
    if lines.new_page:
        properties.append(element("pageBreakBefore"))
    if lines.borders:
        properties.append(element("pBdr", None, *lines.borders))
    if lines.spacing:
        properties.append(element("spacing", lines.spacing))
    if lines.indent:
        properties.append(element("ind", lines.indent))
    if lines.align:
        properties.append(element("jc", {"val": lines.align}))
    return element("p", None, properties, *runs)


def keep_with_next(made: Element) -> None:
    """Let a paragraph stay on the page of what follows it."""
    properties = made.find(qn("w:pPr"))
    if properties.find(qn("w:keepNext")) is None:
        properties.insert(1, element("keepNext"))


def ems(text: str) -> float:
    """How wide the text is, in characters: what the Chinese font draws is one wide, Latin half of it."""
    return sum(1.0 if east_asian_width(mark) in "WFA" else 0.5 for mark in text)
