"""``lianggang texts``: what units write in words for a quarter: who has, what is wrong with it, and an empty file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .chinese import Command, Commands
from .options import CatalogueOption, OutputOption, PeriodOption, RulesOption, UnitOption, date_of, quarter

if TYPE_CHECKING:
    from lianggang.api.quarter_basis import QuarterBasis

texts_app = typer.Typer(
    cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False, invoke_without_command=True
)

QuarterArgument = Annotated[str, typer.Argument(metavar="季度", help="哪一季的，如 2025Q3。", show_default=False)]
SomeQuarterArgument = Annotated[
    str | None, typer.Argument(metavar="[季度]", help="哪一季的；不写则检查 data/texts 中的全部。", show_default=False)
]
TodayOption = Annotated[str | None, typer.Option("--today", metavar="日期", help="整改方案看到哪一天；不写为今天。")]


@texts_app.callback()
def texts(
    context: typer.Context,
    period: PeriodOption = None,
    unit: UnitOption = None,
    today: TodayOption = None,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
    output: OutputOption = None,
) -> None:
    """Who has said what for the quarter, and what is missing."""
    if context.invoked_subcommand is not None:
        return
    from lianggang.api.texts import debts_of
    from lianggang.outputs.texts_screen import texts_lines

    from .emit import emit_screen
    from .selection import Selection

    basis = _basis(period, catalogue, rules)
    known = basis.workspace.catalogue
    chosen = Selection(unit=unit).checked(known).unit
    debts = [debt for debt in debts_of(basis, date_of(today)) if chosen in {None, debt.unit}]
    emit_screen(lambda width: texts_lines(known, basis.quarter, basis.texts, debts, width), output)


@texts_app.command(cls=Command, help="写一个空的 data/texts/季度.yaml，列出应写的单位和指标；已有的不覆盖。")
def new(
    period: QuarterArgument,
    today: TodayOption = None,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """The empty file; status 1 where there is one."""
    from lianggang.api.texts import write_skeleton

    from .emit import remark

    remark(f"已写入 {write_skeleton(_basis(period, catalogue, rules), date_of(today))}")


@texts_app.command(cls=Command, help="检查文字写得对不对，还有哪些没有填；有错误时状态为 1。")
def check(period: SomeQuarterArgument = None, catalogue: CatalogueOption = None, output: OutputOption = None) -> None:
    """What is wrong with the files; status 1 where a part of one cannot be used."""
    from lianggang.api.texts import all_texts, texts_folder
    from lianggang.api.workspace import open_workspace
    from lianggang.load.yaml_source import shown_path
    from lianggang.outputs.texts_screen import texts_check_lines

    from .emit import emit_screen

    workspace = open_workspace(Path.cwd(), catalogue)
    files = all_texts(workspace, quarter(period))
    names = {code: indicator.name for code, indicator in workspace.catalogue.indicators.items()}
    folder = shown_path(texts_folder(workspace))
    emit_screen(lambda width: texts_check_lines(files, folder, width, names), output)
    raise typer.Exit(1 if any(file.errors for file in files) else 0)


def _basis(period: str | None, catalogue: Path | None, rules: str | None) -> QuarterBasis:
    from lianggang.api.quarter_basis import quarter_basis

    return quarter_basis(start=Path.cwd(), period=quarter(period), catalogue=catalogue, rules=rules)
