"""A document as a small tree: what it says and in which order. Writers turn it into Markdown or Word; no layout here.

A module for each kind of document makes such a tree from a result. Headings carry no numbers and attachments no
lists: ``labelled`` and ``attachment_lines`` give them, the same for all writers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .ordinals import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date


class Run(NamedTuple):
    """A piece of text within a paragraph."""

    text: str
    strong: bool = False


class ParagraphKind(Enum):
    """How a paragraph stands."""

    BODY = "body"
    """First line indented by two characters."""
    FLUSH = "flush"
    """Not indented."""
    NOTE = "note"
    """A remark under a table, small."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    runs: tuple[Run, ...]
    kind: ParagraphKind = ParagraphKind.BODY


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; its number (一、（一）1.（1）) is given by its place."""

    level: int
    text: str
    body: tuple[Run, ...] = ()
    """Text that follows in the same paragraph; the heading then ends with a full stop of its own."""


class ColumnKind(Enum):
    """What a column holds, which decides how its cells stand."""

    TEXT = "text"
    """Left, and folded where it is long."""
    SHORT = "short"
    """Centred."""
    FIGURE = "figure"
    """Right."""


class Column(NamedTuple):
    """A column of a table."""

    header: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 6
    """Its share of the table's width, in characters of its text."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has a cell for each column. Without any header it has no header row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    notes: tuple[str, ...] = ()
    """Below the table, a line each."""
    by_hand: bool = False
    """To be filled in on paper: its rows need room."""
    laid_out_for: tuple[tuple[str, ...], ...] = ()
    """The rows of several tables that look alike, these among them; empty for a table by itself."""

    @property
    def has_header(self) -> bool:
        """Whether there is a header row."""
        return any(column.header for column in self.columns)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Paragraph | Heading | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期."""

    name: str
    on: date
    seal: bool = True


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: begins on a new page."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


class Letterhead(NamedTuple):
    """What makes a document a letter (信函格式): whose it is, and its 发文字号."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: tuple[str, ...]
    """In pieces that no line break may part; together they are the title."""
    blocks: tuple[Block, ...]
    signature: Signature
    subtitle: str = ""
    """Below the title, as （示例数据）."""
    addressee: str = ""
    """主送机关, without the colon."""
    annotations: tuple[str, ...] = ()
    """附注, without their brackets."""
    copy_to: tuple[str, ...] = ()
    """抄送."""
    attachments: tuple[Attachment, ...] = field(default=())
    letterhead: Letterhead | None = None
    landscape: bool = False
    """Whether the pages before the attachments lie across, for a document that is mostly a wide table."""

    @property
    def title_text(self) -> str:
        """The title in one line."""
        return "".join(self.title)


def body(text: str) -> Paragraph:
    """A plain paragraph."""
    return Paragraph((Run(text),))


def note(text: str) -> Paragraph:
    """A small remark."""
    return Paragraph((Run(text),), ParagraphKind.NOTE)


def labelled(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Each block with its number: ``一、``, ``（一）``, ``1.``, ``（1）`` for headings, empty for everything else.

    A heading begins the counting of all lower levels anew.
    """
    counts = [0, 0, 0, 0]
    for block in blocks:
        if not isinstance(block, Heading):
            yield block, ""
            continue
        counts[block.level - 1] += 1
        counts[block.level :] = [0] * (4 - block.level)
        yield block, heading_label(block.level, counts[block.level - 1])


def heading_label(level: int, number: int) -> str:
    """The number before a heading of that level."""
    return (f"{ordinal(number)}、", f"（{ordinal(number)}）", f"{number}.", f"（{number}）")[level - 1]


def attachment_label(document: Document, place: int) -> str:
    """``附件1``; a single attachment has no number. place: from 0."""
    return "附件" if len(document.attachments) == 1 else f"附件{place + 1}"


def attachment_lines(document: Document) -> list[str]:
    """附件说明: ``附件：1. 明细表``, then ``2. …``; without any mark behind the names."""
    titles = [attachment.title for attachment in document.attachments]
    if len(titles) < 2:
        return [f"附件：{title}" for title in titles]
    return [f"{'附件：' if place == 1 else ''}{place}. {title}" for place, title in enumerate(titles, 1)]


def all_text(document: Document) -> str:
    """Every text that stands in the document; to look for characters, not to be read."""
    letterhead = document.letterhead or ("", "")
    texts = (*document.title, document.subtitle, document.addressee, document.signature.name, *letterhead)
    blocks = (*document.blocks, *(block for attachment in document.attachments for block in attachment.blocks))
    titles = (attachment.title for attachment in document.attachments)
    return "".join(chain(texts, titles, document.annotations, document.copy_to, *map(_texts, blocks)))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (run.text for run in block.runs)
        case Heading():
            yield block.text
            yield from (run.text for run in block.body)
        case Table():
            yield from (block.caption, *block.notes, *(column.header for column in block.columns))
            yield from (cell for row in block.rows for cell in row)
        case PageBreak():
            return
