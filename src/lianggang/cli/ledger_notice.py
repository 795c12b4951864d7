"""``lianggang ledger notice``: the result of a review or a closing, shown to the unit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .chinese import Command
from .ledger import ledger_app
from .ledger_options import NumbersArgument
from .options import CatalogueOption, RulesOption, date_of
from .paper import DateOption, Fonts, FontsOption, PaperFormOption

NoticeOutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="文件", help="写入文件或文件夹；不写时 md 显示在屏幕，docx 写到工作区的 out/告知。"
    ),
]


@ledger_app.command(cls=Command, help="告知责任单位：退回、复核通过或销号的结果。")
def notice(
    numbers: NumbersArgument,
    form: PaperFormOption = None,
    output: NoticeOutputOption = None,
    today: DateOption = None,
    fonts: FontsOption = Fonts.GOV,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """The notice, on the screen or into a file."""
    from lianggang.api.ledger_notices import notice as notice_of
    from lianggang.api.workspace import open_workspace

    from .paper import emit_paper, paper_format

    kind, on = paper_format(form, output), date_of(today)
    emit_paper(notice_of(open_workspace(Path.cwd(), catalogue), numbers, on, rules), kind, output, fonts)
