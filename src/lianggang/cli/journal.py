"""``lianggang journal``: what the program has put down; ``journal publish``: the cards of a quarter as published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .chinese import Command, Commands
from .options import CatalogueOption, Form, FormOption, OutputOption, RulesOption, day, quarter

journal_app = typer.Typer(
    cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False, invoke_without_command=True
)

ListedPeriod = Annotated[str | None, typer.Option("--period", metavar="季度", help="只看这一季的记录，如 2025Q3。")]
IndicatorOption = Annotated[
    str | None, typer.Option("--indicator", metavar="指标", help="只看这项指标的记录，逐行列出；编码或名称。")
]
AllOption = Annotated[bool, typer.Option("--all", help="逐行列出，不按每次发布归并。")]
PublishedPeriod = Annotated[str, typer.Option("--period", metavar="季度", help="发布哪一季的牌，如 2025Q3。")]
ByOption = Annotated[str, typer.Option("--by", metavar="姓名", help="经办人。")]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="日期", help="记录的日期，如 2025-10-20；不写为今天。")
]
AgainOption = Annotated[bool, typer.Option("--again", help="这一季已经发布过，另记一版；以前的记录不改动。")]
NoteOption = Annotated[str, typer.Option("--note", metavar="文字", help="备注，如会议、文号。")]


@journal_app.callback()
def journal(
    context: typer.Context,
    period: ListedPeriod = None,
    indicator: IndicatorOption = None,
    every: AllOption = False,
    catalogue: CatalogueOption = None,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
) -> None:
    """What stands in the journal; status 1 where it is damaged."""
    if context.invoked_subcommand is not None:
        return
    from lianggang.api.publishing import journal as read
    from lianggang.api.workspace import open_workspace

    from .emit import emit_screen, emit_text, remark_diagnostics

    shown, found = read(Path.cwd(), catalogue)
    code = None
    if indicator is not None:
        from .selection import chosen_indicator

        code = chosen_indicator(indicator, open_workspace(Path.cwd(), catalogue).catalogue).code
    asked = quarter(period)
    entries = [one for one in found.entries if code in {None, one.indicator} and asked in {None, one.quarter}]
    if form is Form.JSON:
        from lianggang.outputs.journal_json import journal_document

        emit_text(journal_document(entries, found.diagnostics), output, exact=True)
    else:
        from lianggang.outputs.journal_screen import journal_lines

        remark_diagnostics(found.diagnostics)
        emit_screen(lambda width: journal_lines(shown, entries, width, every=every or code is not None), output)
    raise typer.Exit(1 if found.diagnostics else 0)


@journal_app.command(cls=Command, help="把一季的牌记为已发布：每项指标、每个区域一行，只增不改。")
def publish(
    period: PublishedPeriod,
    by: ByOption,
    today: TodayOption = None,
    again: AgainOption = False,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """Put the cards of a quarter down as published."""
    from lianggang.api.publishing import publish_cards
    from lianggang.model.errors import UsageError
    from lianggang.outputs.journal_screen import published_lines

    from .emit import emit_screen, remarks

    asked = quarter(period)
    if asked is None or not by.strip():
        raise UsageError("请用 --by 写明经办人。")
    shown, result, entries = publish_cards(
        start=Path.cwd(),
        period=asked,
        today=day(today),
        by=by.strip(),
        catalogue=catalogue,
        rules=rules,
        again=again,
        note=note,
    )
    remarks(result.remarks)
    emit_screen(lambda width: published_lines(shown, result, entries, width), None)
