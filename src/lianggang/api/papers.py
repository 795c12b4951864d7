"""A document and where it belongs; and its file, written whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lianggang.load.yaml_source import shown_path
from lianggang.outputs.document_files import DocumentFormat, document_bytes, document_name
from lianggang.outputs.files import make_folder, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from lianggang.outputs.document import Document
    from lianggang.outputs.word_fonts import FontProfile

_LEFT_OUT = "公开版：有过1—4例的指标不列数字"
_WORDS_ARE_NOT_LOOKED_THROUGH = (
    "公开版隐去了有过1—4例的指标的数字；季度文字、整改方案里的文字照原样印出，公布前请核对其中有没有例数。"
)


class Paper(NamedTuple):
    """A document, not yet written."""

    document: Document
    name: str
    """The kind of document, as ``自查报告``."""
    whose: str
    """The unit, or the district."""
    place: Path
    """The folder of the quarter's documents: ``out/2025Q3`` in the workspace."""
    remarks: tuple[str, ...] = ()
    state: str = ""
    """What the index says beside it, as ``拟稿``."""

    def for_the_public(self) -> Paper:
        """The same under a name of its own, with a word on what it leaves out; its figures are left out already."""
        annotations = (*self.document.annotations, _LEFT_OUT)
        return self._replace(
            document=replace(self.document, annotations=annotations),
            name=f"{self.name}公开版",
            remarks=(*self.remarks, _WORDS_ARE_NOT_LOOKED_THROUGH),
        )

    def file_name(self, kind: DocumentFormat) -> str:
        """``自查报告（区教育局）.docx``."""
        return document_name(self.name, self.whose, kind)


def write_paper(made: Paper, kind: DocumentFormat, fonts: FontProfile, output: Path | None = None) -> str:
    """Write it, whole or not at all; the path as messages show it.

    output: a file, or a folder that is there; by default the quarter's folder in ``out``, which is made.
    Raises LianggangError where it cannot be written.
    """
    path = made.place if output is None else output
    content = document_bytes(made.document, kind, fonts)
    if output is None:
        make_folder(path)
    if path.is_dir():
        path /= made.file_name(kind)
    write_whole(path, content)
    return shown_path(path)
