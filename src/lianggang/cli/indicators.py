"""``lianggang indicators``: the catalogue as a table, one indicator in full, or what is wrong with the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    CatalogueOption,
    FieldOption,
    Form,
    FormOption,
    OutlineOption,
    OutputOption,
    UnitOption,
)

if TYPE_CHECKING:
    from lianggang.outputs.layout import Line

CodesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[指标...]", help="指标编码或名称；不写则列出全部。", show_default=False)
]
CheckOption = Annotated[bool, typer.Option("--check", help="检查目录，列出错误所在的行和列；有错误时状态为 1。")]
UnverifiedOption = Annotated[bool, typer.Option("--unverified", help="只列有目标值待核原文的指标。")]


def indicators(
    codes: CodesArgument = None,
    check: CheckOption = False,
    unverified: UnverifiedOption = False,
    unit: UnitOption = None,
    outline: OutlineOption = None,
    field: FieldOption = None,
    catalogue: CatalogueOption = None,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
) -> None:
    """The catalogue; with --check, what is wrong with it."""
    from lianggang.api.workspace import open_workspace

    from .emit import emit_screen, emit_text
    from .selection import Selection, chosen_indicator

    if check:
        raise typer.Exit(_check(catalogue, form, output))
    known = open_workspace(Path(), catalogue).catalogue
    selection = Selection(unit=unit, outline=outline, field=field).checked(known)
    listed = [chosen_indicator(code, known) for code in codes or ()] or list(known.indicators.values())
    listed = [item for item in listed if selection.holds(item)]
    if unverified:
        listed = [item for item in listed if any(not target.verified for target in item.targets)]
    if form is Form.JSON:
        from lianggang.outputs.to_json import indicators_document

        emit_text(indicators_document(known, listed), output, exact=True)
        return
    from lianggang.outputs.catalogue_screen import catalogue_lines, indicator_lines

    def lines(width: int) -> list[Line]:
        if not codes:
            return catalogue_lines(known, listed, width)
        return [line for item in listed for line in (*indicator_lines(known, item, width), ())]

    emit_screen(lines, output)


def _check(catalogue: Path | None, form: Form, output: Path | None) -> int:
    """Lint the catalogue: 1 where it has mistakes."""
    from lianggang.api.workspace import lint

    from .emit import emit_screen, emit_text

    path, known, found = lint(Path(), catalogue)
    if form is Form.JSON:
        from lianggang.outputs.to_json import catalogue_check_document

        emit_text(catalogue_check_document(found), output, exact=True)
    else:
        from lianggang.outputs.catalogue_screen import catalogue_check_lines

        emit_screen(lambda width: catalogue_check_lines(path, known, found, width), output)
    return 1 if known is None else 0
