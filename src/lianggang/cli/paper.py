"""The options of every command that writes a document, and the document on the screen or into a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from lianggang.api.papers import Paper
    from lianggang.outputs.document_files import DocumentFormat
    from lianggang.outputs.word_fonts import FontProfile


class PaperForm(StrEnum):
    """What a document is written as."""

    MD = "md"
    DOCX = "docx"


class ListedForm(StrEnum):
    """What a document that is a list at heart is written as."""

    MD = "md"
    DOCX = "docx"
    JSON = "json"


class Fonts(StrEnum):
    """Which fonts a Word file names."""

    GOV = "gov"
    WINDOWS = "windows"


PaperFormOption = Annotated[
    PaperForm | None, typer.Option("--format", help="md 为 Markdown，docx 为 Word；不写则看 -o 的扩展名，再不然为 md。")
]
ListedFormOption = Annotated[
    ListedForm | None,
    typer.Option(
        "--format",
        help="md 为 Markdown，docx 为 Word，json 供其他程序读取；不写则看 -o 的扩展名，再不然为 md。",
    ),
]
PaperOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="文件", help="写入文件或文件夹；不写时 md 显示在屏幕，docx 写到工作区的 out/季度。"
    ),
]
FontsOption = Annotated[
    Fonts, typer.Option("--fonts", help="Word 用的字体：gov 为公文常用字体，windows 为 Windows 自带字体。")
]
DateOption = Annotated[
    str | None, typer.Option("--today", metavar="日期", help="成文日期，如 2025-10-20；不写为今天。")
]


def emit_paper(made: Paper, kind: DocumentFormat, output: Path | None, fonts: Fonts) -> None:
    """The document: Markdown without a file on the screen, everything else into its file, which is named."""
    from lianggang.api.papers import write_paper
    from lianggang.outputs.document import all_text
    from lianggang.outputs.document_files import DocumentFormat
    from lianggang.outputs.markdown import to_markdown
    from lianggang.outputs.word_fonts import FontProfile

    from .emit import emit_text, remark, remarks

    remarks(made.remarks)
    if kind is DocumentFormat.MARKDOWN and output is None:
        emit_text(to_markdown(made.document), None)
        return
    profile = FontProfile(fonts.value)
    remarks(rare_character_remarks(all_text(made.document), profile) if kind is DocumentFormat.WORD else ())
    remark(f"已写入 {write_paper(made, kind, profile, output)}")


def wants_json(form: ListedForm | None, output: Path | None) -> bool:
    """Whether JSON is asked for, or the file's ending says so; UsageError where the two do not go together."""
    from lianggang.model.errors import UsageError

    ending = "" if output is None or output.is_dir() else output.suffix.lower()
    if (form is ListedForm.JSON and ending in {".md", ".docx"}) or (
        form not in {None, ListedForm.JSON} and ending == ".json"
    ):
        raise UsageError(f"--format {form.value} 与文件名“{output}”的扩展名不一致；请改其中之一。")
    return form is ListedForm.JSON or ending == ".json"


def paper_format(form: PaperForm | ListedForm | None, output: Path | None) -> DocumentFormat:
    """The format asked for, else that of the file's ending, else Markdown; UsageError for another ending."""
    from lianggang.model.errors import UsageError
    from lianggang.outputs.document_files import DocumentFormat

    ending = "" if output is None or output.is_dir() else output.suffix.lower().lstrip(".")
    if form is not None:
        other = {"md": "docx", "docx": "md"}[form.value]
        if ending == other:
            raise UsageError(f"--format {form.value} 与文件名“{output}”的扩展名不一致；请改其中之一。")
        return DocumentFormat(form.value)
    if ending in {"", "md", "markdown", "txt"}:
        return DocumentFormat.MARKDOWN
    if ending == "docx":
        return DocumentFormat.WORD
    raise UsageError(f"不会写“.{ending}”文件；可写 .md（Markdown）或 .docx（Word）。")


def rare_character_remarks(text: str, profile: FontProfile) -> list[str]:
    """What to know where the fonts may lack characters of a text."""
    from lianggang.outputs.word_fonts import rare_characters

    rare = rare_characters(text, profile)
    if not rare:
        return []
    return [f"“{'、'.join(rare)}”不在公文常用字体（GB2312字符集）中，打印时可能换成别的字体；可加 --fonts windows。"]
