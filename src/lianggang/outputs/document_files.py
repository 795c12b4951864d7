"""A document as the bytes of a file, in one of the formats there are; and what such files are called."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from .files import file_name

if TYPE_CHECKING:
    from .document import Document
    from .word_fonts import FontProfile


class DocumentFormat(Enum):
    """What a document is written as; the value is the ending of its file."""

    MARKDOWN = "md"
    WORD = "docx"


def document_bytes(document: Document, kind: DocumentFormat, fonts: FontProfile) -> bytes:
    """The file's content. fonts: which fonts a Word file names."""
    match kind:
        case DocumentFormat.MARKDOWN:
            from .markdown import to_markdown  # noqa: PLC0415

            return to_markdown(document).encode()
        case DocumentFormat.WORD:
            from .word import to_word  # noqa: PLC0415  # brings python-docx

            return to_word(document, fonts)


def document_name(kind_of_document: str, whose: str, kind: DocumentFormat) -> str:
    """``自查报告（区教育局）.docx``."""
    return f"{file_name(f'{kind_of_document}（{whose}）')}.{kind.value}"
