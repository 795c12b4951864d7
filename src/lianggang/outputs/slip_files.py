"""A 退回单 as the bytes of a file, in each of its formats; and how such a file is known again."""

from __future__ import annotations

import zipfile
from enum import Enum
from typing import TYPE_CHECKING

from .document_files import DocumentFormat, document_bytes
from .slip_document import NAME, slip_document
from .slip_text import CSV_HEADERS, slip_csv
from .word_fonts import FontProfile

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from lianggang.model.slip import Slip


class SlipFormat(Enum):
    """What a slip is written as; the value is the ending of its file."""

    MARKDOWN = "md"
    """To read and to print."""
    TABLE = "csv"
    """To work through and to answer."""
    WORD = "docx"
    """To send."""


def slip_bytes(slip: Slip, kind: SlipFormat, on: date) -> bytes:
    """The file's content. on: the date that the slip bears; a table bears none."""
    if kind is SlipFormat.TABLE:
        return slip_csv(slip)
    return document_bytes(slip_document(slip, on), DocumentFormat(kind.value), FontProfile.GOV)


def is_slip(path: Path) -> bool:
    """Whether a file with one of the endings was written as a slip, now or earlier."""
    if path.suffix == f".{SlipFormat.WORD.value}":
        return NAME in _title_part(path)
    with path.open("rb") as file:
        first = file.read(512).decode("utf-8-sig", "ignore").partition("\n")[0].strip()
    return first == ",".join(CSV_HEADERS) or (first.startswith("# ") and NAME in first)


def _title_part(path: Path) -> str:
    """The part of a Word file that holds its title; empty where the file holds none."""
    try:
        with zipfile.ZipFile(path) as package, package.open("docProps/core.xml") as part:
            return part.read(4096).decode("utf-8", "ignore")
    except (OSError, KeyError, zipfile.BadZipFile):
        return ""
