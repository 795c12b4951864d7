"""``lianggang publish``: all documents of a quarter, with an index, into one folder."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .evaluate import Kind
from .options import CatalogueOption, RulesOption, day, quarter
from .paper import DateOption, Fonts, FontsOption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lianggang.outputs.document_files import DocumentFormat


class PublishForm(StrEnum):
    """What the documents are written as."""

    MD = "md"
    DOCX = "docx"
    BOTH = "both"

    @property
    def formats(self) -> tuple[DocumentFormat, ...]:
        """The formats that are meant."""
        from lianggang.outputs.document_files import DocumentFormat

        return tuple(DocumentFormat) if self is PublishForm.BOTH else (DocumentFormat(self.value),)


PeriodArgument = Annotated[str, typer.Argument(metavar="季度", help="哪一季的文书，如 2025Q3。", show_default=False)]
PublishFormOption = Annotated[PublishForm, typer.Option("--format", help="写成什么：md、docx，或两种都写。")]
FolderOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件夹", help="写到哪里；不写为工作区的 out/季度。")
]
EvaluateOption = Annotated[
    Kind | None, typer.Option("--evaluate", help="另写评估报告：mid 为中期评估，final 为终期评估。")
]


def publish(
    period: PeriodArgument,
    form: PublishFormOption = PublishForm.BOTH,
    output: FolderOption = None,
    evaluation: EvaluateOption = None,
    today: DateOption = None,
    fonts: FontsOption = Fonts.GOV,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """All of them, or nothing."""
    from datetime import date

    from lianggang.api.publication import Wanted
    from lianggang.api.publication import publish as publish_all
    from lianggang.api.quarter_basis import quarter_basis
    from lianggang.outputs.word_fonts import FontProfile

    from .emit import remark, remarks
    from .paper import rare_character_remarks

    profile = FontProfile(fonts.value)
    evaluations = (evaluation.meant,) if evaluation is not None else ()
    wanted = Wanted(date.fromisoformat(day(today)), form.formats, profile, evaluations)
    basis = quarter_basis(start=Path.cwd(), period=quarter(period), catalogue=catalogue, rules=rules)
    remarks(basis.remarks_with_words)
    with _progress() as told:
        done = publish_all(basis, wanted, output, told)
    remarks(rare_character_remarks(done.text, profile) if form is not PublishForm.MD else ())
    remarks(done.remarks)
    if done.kept:
        remark(f"已发的函有 {len(done.kept)} 个文件在文件夹里，原样保留。")
    if done.dropped:
        remark(f"函已编号发出或改为一事一单，原来的拟稿不再保留：{'、'.join(done.dropped)}。")
    if done.doubled:
        remark(
            f"文件夹里另有一事一单的拟稿，与合写的一份重复，原样保留：{'、'.join(done.doubled)}。"
            "要分开发的，请用 lianggang letter --separate --by 经办人 记入台账；不要的请删去。"
        )
    if done.others:
        remark(f"文件夹里另有 {len(done.others)} 项不是这次写的，原样保留：{'、'.join(done.others[:5])}。")
    remark(f"已写入 {done.folder}：{len(done.names)} 个文件，目录为 目录.md 和 index.html。")
    if basis.awaits_publishing:
        remark(
            f"对外公布以后，请把这一季的牌记入日志：lianggang journal publish --period {basis.quarter} --by 姓名；"
            "记了，日后数据更正使牌不同时才会提示。"
        )


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None]]:
    """A bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _whole, _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("生成文书"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, whole, name: bar.update(task, completed=done, total=whole, description=_plain(name))


def _plain(name: str) -> str:
    """A name from data as it stands: Rich would take brackets for markup."""
    from rich.markup import escape

    return escape(name)
