"""``lianggang report``: the self-inspection summary (自查报告) of a unit or the district."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import CatalogueOption, PeriodOption, RulesOption, day, quarter

if TYPE_CHECKING:
    from lianggang.outputs.document import Document
    from lianggang.outputs.document_files import DocumentFormat
    from lianggang.outputs.word_fonts import FontProfile


class PaperForm(StrEnum):
    """What a document is written as."""

    MD = "md"
    DOCX = "docx"


class Fonts(StrEnum):
    """Which fonts a Word file names."""

    GOV = "gov"
    WINDOWS = "windows"


ReportUnitOption = Annotated[
    str | None, typer.Option("--unit", metavar="单位", help="哪个单位的自查报告，可用简称；不写为全区。")
]
PaperFormOption = Annotated[
    PaperForm | None, typer.Option("--format", help="md 为 Markdown，docx 为 Word；不写则看 -o 的扩展名，再不然为 md。")
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


def report(
    unit: ReportUnitOption = None,
    period: PeriodOption = None,
    form: PaperFormOption = None,
    output: PaperOption = None,
    today: DateOption = None,
    fonts: FontsOption = Fonts.GOV,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """The summary, on the screen or into a file."""
    from datetime import date

    from lianggang.api.reporting import report as report_of
    from lianggang.api.reporting import write_report
    from lianggang.api.workspace import open_workspace
    from lianggang.outputs.document_files import DocumentFormat
    from lianggang.outputs.markdown import to_markdown
    from lianggang.outputs.word_fonts import FontProfile

    from .emit import emit_text, remark, remarks
    from .selection import Selection

    kind = paper_format(form, output)
    asked = Selection(unit=unit).checked(open_workspace(Path.cwd(), catalogue).catalogue)
    made = report_of(
        start=Path.cwd(),
        on=date.fromisoformat(day(today)),
        unit=asked.unit,
        period=quarter(period),
        catalogue=catalogue,
        rules=rules,
    )
    remarks(made.remarks)
    profile = FontProfile(fonts.value)
    if kind is DocumentFormat.MARKDOWN and output is None:
        emit_text(to_markdown(made.document), None)
        return
    remarks(rare_character_remarks(made.document, profile) if kind is DocumentFormat.WORD else ())
    remark(f"已写入 {write_report(made, kind, profile, output)}")


def paper_format(form: PaperForm | None, output: Path | None) -> DocumentFormat:
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


def rare_character_remarks(document: Document, profile: FontProfile) -> list[str]:
    """What to know where the fonts may lack characters of the document."""
    from lianggang.outputs.document import all_text
    from lianggang.outputs.word_fonts import rare_characters

    rare = rare_characters(all_text(document), profile)
    if not rare:
        return []
    return [f"“{'、'.join(rare)}”不在公文常用字体（GB2312字符集）中，打印时可能换成别的字体；可加 --fonts windows。"]
