"""The Word package around a text: our own empty base, and the finished file, in which nothing changes by itself.

The base holds no theme, no thumbnail and no custom XML; its parts lie as text in ``word_parts``.
Source: docs/documents.md, section 5.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import docx

from .word_fonts import FONTS, LATIN, FontProfile

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document as Package

_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/fontTable.xml": "font_table.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
"""Names in the package, and the files that their text lies in."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can state."""


def open_base(profile: FontProfile) -> Package:
    """An empty document whose styles name the fonts of ``profile``."""
    folder = Path(__file__).with_name("word_parts")
    names = {role.name: font.name for role, font in FONTS[profile].items()}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, file in _PARTS.items():
            text = (folder / file).read_text(encoding="utf-8")
            package.writestr(name, Template(text).substitute(names, LATIN=LATIN, FONTS=_font_table(profile)))
    held.seek(0)
    return docx.Document(held)


def _font_table(profile: FontProfile) -> str:
    """Each font with the one to take where it is missing; ``86``: the characters of GB 2312 and what was added."""
    known = {font.name: font.otherwise for font in FONTS[profile].values()}
    return "\n".join(
        f'  <w:font w:name="{name}"><w:altName w:val="{otherwise}"/><w:charset w:val="86"/></w:font>'
        for name, otherwise in known.items()
    )


def finished(package: Package, *, title: str, author: str, on: date) -> bytes:
    """The file: the same bytes for the same content. on: the document's own date, which stands for every time in it."""
    properties = package.core_properties
    moment = datetime.combine(on, time())
    properties.title, properties.author, properties.last_modified_by = title[:255], author[:255], author[:255]
    properties.created = properties.modified = moment
    properties.revision, properties.language = 1, "zh-CN"
    held = io.BytesIO()
    package.save(held)
    return _rewritten(held.getvalue())


def _rewritten(content: bytes) -> bytes:
    """The same parts, sorted, the list of types first, all of the same time."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (not name.startswith("["), name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return held.getvalue()
