"""A document as Markdown: headings, paragraphs and tables, readable as plain text too; knows no kind of document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .document import (
    ColumnKind,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphKind,
    Table,
    attachment_label,
    attachment_lines,
    labelled,
)
from .wording import date_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .document import Block, Document, Run

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_LIST_LIKE = re.compile(r"^(\d+)([.)])(?= )|^([-+#])(?= )")
_UNDER_THE_FIRST = "\u3000" * 3
"""Before the second name of the attachments on: as wide as ``附件：``, and no list begins with it."""
_BREAK = re.compile(r"(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff])|\n(?=（)")
_RULES = {ColumnKind.TEXT: "---", ColumnKind.SHORT: ":-:", ColumnKind.FIGURE: "--:"}


def to_markdown(document: Document) -> str:
    """The whole document, ending with a line feed."""
    return "\n\n".join(part for part in _parts(document) if part) + "\n"


def _parts(document: Document) -> Iterator[str]:
    if document.letterhead is not None:
        yield f"**{escaped(document.letterhead.name)}**"
        yield escaped(document.letterhead.number)
    yield f"# {escaped(document.title_text)}"
    yield escaped(document.subtitle)
    yield f"{escaped(document.addressee)}：" if document.addressee else ""
    yield from _blocks(document.blocks)
    # Two blanks before the line feed keep the lines apart.
    yield "  \n".join(
        escaped(line if place == 0 else f"{_UNDER_THE_FIRST}{line}")
        for place, line in enumerate(attachment_lines(document))
    )
    yield f"{escaped(document.signature.name)}  \n{date_text(document.signature.on)}"
    for text in document.annotations:
        yield f"（{escaped(text)}）"
    yield f"抄送：{escaped('、'.join(document.copy_to))}" if document.copy_to else ""
    for place, attachment in enumerate(document.attachments):
        yield "---"
        yield attachment_label(document, place)
        yield f"## {escaped(attachment.title)}"
        yield from _blocks(attachment.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block, label in labelled(blocks):
        match block:
            case Heading():
                yield _heading(block, label)
            case Paragraph():
                text = _runs(block.runs)
                yield f"*{text}*" if block.kind is ParagraphKind.NOTE and text else text
            case Table():
                yield from _table(block)
            case PageBreak():
                yield "---"


def _heading(heading: Heading, label: str) -> str:
    text = label + (" " if label.endswith(".") else "") + escaped(heading.text)
    if heading.body:
        return f"**{text}。**{_runs(heading.body)}"
    return f"{'#' * (heading.level + 1)} {text}"


def _runs(runs: Iterable[Run]) -> str:
    text = "".join(f"**{escaped(run.text)}**" if run.strong else escaped(run.text) for run in runs)
    return _LIST_LIKE.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"**{escaped(table.caption)}**"
    lines = [
        _row(column.header for column in table.columns),
        "|" + "|".join(_RULES[column.kind] for column in table.columns) + "|",
        *(_row(row) for row in table.rows),
    ]
    yield "\n".join(lines)
    for text in table.notes:
        yield f"*{escaped(text)}*"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is; a line break becomes a blank where one is missed without it."""
    return _SPECIAL.sub(r"\\\1", _BREAK.sub("", text).replace("\n", " "))
