"""A document as a Word file, laid out as GB/T 9704 asks; knows no kind of document.

Heavy: brings python-docx. Source: docs/documents.md, sections 4 and 5.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from .document import (
    Heading,
    PageBreak,
    Paragraph,
    ParagraphKind,
    Table,
    attachment_label,
    attachment_lines,
    labelled,
)
from .word_elements import EM, PLAIN, Lines, Look, ems, keep_with_next, paragraph, run
from .word_fonts import FONTS, FontProfile, Role
from .word_package import finished, open_base
from .word_pages import (
    TEXT_WIDTH,
    TEXT_WIDTH_ACROSS,
    number_pages,
    put_letterhead,
    section_properties,
)
from .word_table import table_elements
from .word_title import title_lines
from .wording import date_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .document import Block, Document, Run, Signature
    from .word_elements import Element
    from .word_fonts import Font

_HEADING_ROLES = (Role.BLACK, Role.KAI, Role.BODY, Role.BODY)
_PARAGRAPH_STYLES = {
    ParagraphKind.BODY: "BodyText",
    ParagraphKind.FLUSH: "Normal",
    ParagraphKind.NOTE: "TableNote",
}
_BELOW_TITLE: dict[str, str | int] = {"after": 160, "line": 660, "lineRule": "exact"}
"""Of an attachment, whose table would touch it; the line is the style's own."""
_SHORT = 54
"""Characters, two lines: some programs move a paragraph that is kept with the next one as a whole."""
_NAME_WIDTH, _NUMBER_WIDTH = 3 * EM, EM
"""Of ``附件：`` and of ``1. ``."""


def to_word(document: Document, profile: FontProfile = FontProfile.GOV) -> bytes:
    """The file's bytes: the same for the same document and profile."""
    package = open_base(profile)
    number_pages(package, profile)
    if document.letterhead is not None:
        put_letterhead(package, document.letterhead.name, profile)
    writer = _Writer(FONTS[profile])
    parts = [(False, list(writer.main(document)))]
    for place, attachment in enumerate(document.attachments):
        is_new = attachment.landscape != parts[-1][0]
        content = list(writer.attachment(document, place, new_page=not is_new))
        if is_new:
            parts.append((attachment.landscape, content))
        else:
            parts[-1][1].extend(content)
    body = package.element.body
    sections = [section_properties(package, first=place == 0, across=across) for place, (across, _) in enumerate(parts)]
    body.remove(body.sectPr)
    for (_, content), section in zip(parts[:-1], sections[:-1], strict=True):
        _end_section(content, section)
    for _, content in parts:
        for made in content:
            body.append(made)
    body.append(sections[-1])
    return finished(package, title=document.title_text, author=document.signature.name, on=document.signature.on)


def _last_words(content: Sequence[Element]) -> list[Element]:
    """The paragraphs that go with the signature: the last one, and a short one before 特此函告."""
    texts = list(takewhile(lambda made: made.tag == qn("w:p"), reversed(content)))[:2]
    return texts if all(_length(made) <= _SHORT for made in texts) else texts[:1]


def _length(made: Element) -> int:
    return sum(len(words.text or "") for words in made.iter(qn("w:t")))


def _end_section(content: list[Element], section: Element) -> None:
    """Let the last paragraph end its section."""
    content[-1].find(qn("w:pPr")).append(section)


class _Writer:
    """Turns the parts of a document into paragraphs and tables, in the fonts given."""

    def __init__(self, fonts: Mapping[Role, Font]) -> None:
        self._fonts = fonts

    def _run(self, text: str, role: Role = Role.BODY) -> Element:
        return run(text, Look(self._fonts[role]))

    def main(self, document: Document) -> Iterator[Element]:
        """Everything up to the attachments."""
        yield from self._head(document)
        content = list(self._blocks(document.blocks, TEXT_WIDTH))
        end = list(self._end(document))
        # A signature must not stand alone on a page.
        for made in _last_words(content):
            keep_with_next(made)
        after = [paragraph("BodyText", [self._run(f"（{text}）")]) for text in document.annotations]
        if document.copy_to:
            copies = self._run(f"抄送：{'、'.join(document.copy_to)}")
            after.append(paragraph("Normal", [copies], Lines(align="left")))
        # Nor must what stands below it.
        for made in (*end, *after)[:-1]:
            keep_with_next(made)
        yield from (*content, *end, *after)

    def _head(self, document: Document) -> Iterator[Element]:
        if document.letterhead is not None:
            yield paragraph("Normal", [self._run(document.letterhead.number)], Lines(align="right"))
            yield from (paragraph("Normal"), paragraph("Normal"))
        yield paragraph("Title", [self._run("\n".join(title_lines(document.title)), Role.TITLE)])
        if document.subtitle:
            yield paragraph("Subtitle", [self._run(document.subtitle, Role.KAI)])
        yield paragraph("Normal")
        if document.addressee:
            yield paragraph("Normal", [self._run(f"{document.addressee}：")], Lines(align="left"))

    def attachment(self, document: Document, place: int, *, new_page: bool) -> Iterator[Element]:
        """Its label on the first line, its title on the third, then what it holds."""
        attachment = document.attachments[place]
        label = attachment_label(document, place)
        yield paragraph("AttachmentLabel", [self._run(label, Role.BLACK)], Lines(new_page=new_page))
        yield paragraph("Normal", (), Lines(keep_next=True))
        yield paragraph("Title", [self._run(attachment.title, Role.TITLE)], Lines(spacing=_BELOW_TITLE))
        yield from self._blocks(attachment.blocks, TEXT_WIDTH_ACROSS if attachment.landscape else TEXT_WIDTH)

    def _blocks(self, blocks: Iterable[Block], width: int) -> Iterator[Element]:
        new_page = False
        for block, label in labelled(blocks):
            lines = Lines(new_page=True) if new_page else PLAIN
            new_page = False
            match block:
                case Heading():
                    yield self._heading(block, label, lines)
                case Paragraph():
                    yield paragraph(_PARAGRAPH_STYLES[block.kind], self._runs(block.runs), lines)
                case Table():
                    if lines.new_page:
                        yield paragraph("TableNote", (), lines)
                    yield from table_elements(block, width, self._fonts[Role.BLACK], self._fonts[Role.BODY])
                case PageBreak():
                    new_page = True

    def _heading(self, heading: Heading, label: str, lines: Lines) -> Element:
        role = _HEADING_ROLES[heading.level - 1]
        if not heading.body:
            return paragraph(f"Heading{heading.level}", [self._run(label + heading.text, role)], lines)
        runs = [self._run(f"{label}{heading.text}。", role), *self._runs(heading.body)]
        return paragraph("BodyText", runs, lines)

    def _runs(self, runs: Iterable[Run]) -> list[Element]:
        return [self._run(one.text, Role.BLACK if one.strong else Role.BODY) for one in runs]

    def _end(self, document: Document) -> Iterator[Element]:
        """附件说明, 署名 and 成文日期, kept together."""
        names = attachment_lines(document)
        if names:
            yield paragraph("Normal", (), Lines(keep_next=True))
        for place, text in enumerate(names):
            hanging = _NUMBER_WIDTH if place else _NAME_WIDTH + (_NUMBER_WIDTH if len(names) > 1 else 0)
            left = 2 * EM + _NAME_WIDTH + (_NUMBER_WIDTH if len(names) > 1 else 0)
            indent = {"left": left, "hanging": hanging}
            yield paragraph("Normal", [self._run(text)], Lines(keep_next=True, indent=indent, align="left"))
        yield from self._signature(document.signature)

    def _signature(self, signature: Signature) -> Iterator[Element]:
        """With a seal room for it above; the date four characters in, the name centred on it. Else below the text."""
        on = date_text(signature.on)
        name_in, date_in = signature_indents(signature.name, on, seal=signature.seal)
        for _ in range(2 if signature.seal else 1):
            yield paragraph("Normal", (), Lines(keep_next=True))
        name = Lines(keep_next=True, indent={"right": name_in}, align="right")
        yield paragraph("Normal", [self._run(signature.name)], name)
        yield paragraph("Normal", [self._run(on)], Lines(indent={"right": date_in}, align="right"))


def signature_indents(name: str, on: str, *, seal: bool) -> tuple[int, int]:
    """How far name and date end before the right margin, in twips.

    With a seal: the date four characters in, the name centred above it. Without: the name two characters in and the
    date beginning two characters to the right of it; where that would leave the margin, the date two characters in.
    """
    longer = ems(on) - ems(name)
    if seal:
        return max(0, round((4 + longer / 2) * EM)), 4 * EM
    if longer <= 0:
        return 2 * EM, round(-longer * EM)
    return round((4 + longer) * EM), 2 * EM
