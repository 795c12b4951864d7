"""``lianggang indicators``: the catalogue, whole or one indicator; its mistakes; its unverified targets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    CatalogueOption,
    FieldOption,
    OutlineOption,
    OutputOption,
    TableForm,
    TableFormOption,
    UnitOption,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator
    from lianggang.outputs.layout import Line

CodesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[指标...]", help="指标编码或名称；不写则列出全部。", show_default=False)
]
CheckOption = Annotated[bool, typer.Option("--check", help="检查目录，列出错误所在的行和列；有错误时状态为 1。")]
UnverifiedOption = Annotated[
    bool, typer.Option("--unverified", help="列出待核原文的目标，按出处的文件归在一起，带目录中的行号。")
]


def indicators(
    codes: CodesArgument = None,
    check: CheckOption = False,
    unverified: UnverifiedOption = False,
    unit: UnitOption = None,
    outline: OutlineOption = None,
    field: FieldOption = None,
    catalogue: CatalogueOption = None,
    form: TableFormOption = TableForm.TEXT,
    output: OutputOption = None,
) -> None:
    """The catalogue; with --check, what is wrong with it; with --unverified, which targets nobody has checked yet."""
    from lianggang.api.workspace import open_workspace

    from .selection import Selection, chosen_indicator

    if check:
        raise typer.Exit(_check(catalogue, form, output))
    known = open_workspace(Path(), catalogue).catalogue
    selection = Selection(unit=unit, outline=outline, field=field).checked(known)
    listed = [chosen_indicator(code, known) for code in codes or ()] or list(known.indicators.values())
    listed = [item for item in listed if selection.holds(item)]
    if unverified:
        _unverified(listed, catalogue, form, output)
        return
    _list(known, listed, form, output, in_full=bool(codes))


def _list(
    known: Catalogue, listed: Sequence[Indicator], form: TableForm, output: Path | None, *, in_full: bool
) -> None:
    """The indicators as a table, or each in full."""
    from lianggang.model.errors import UsageError
    from lianggang.outputs.catalogue_screen import catalogue_lines, indicator_lines

    from .emit import emit_screen, emit_text

    if form is TableForm.CSV:
        raise UsageError("--format csv 请与 --check 或 --unverified 同用；整个目录请用 --format json。")
    if form is TableForm.JSON:
        from lianggang.outputs.to_json import indicators_document

        emit_text(indicators_document(known, listed), output, exact=True)
        return

    def lines(width: int) -> list[Line]:
        if not in_full:
            return catalogue_lines(known, listed, width)
        return [line for item in listed for line in (*indicator_lines(known, item, width), ())]

    emit_screen(lines, output)


def _unverified(listed: Sequence[Indicator], catalogue: Path | None, form: TableForm, output: Path | None) -> None:
    """The targets to be checked, document by document."""
    from lianggang.api.unverified import unverified_targets
    from lianggang.outputs.unverified_targets import unverified_csv, unverified_document, unverified_lines

    from .emit import emit_screen, emit_text

    found = unverified_targets(listed, Path(), catalogue)
    match form:
        case TableForm.JSON:
            emit_text(unverified_document(found), output, exact=True)
        case TableForm.CSV:
            emit_text(unverified_csv(found), output, exact=True, mark=True)
        case TableForm.TEXT:
            emit_screen(lambda width: unverified_lines(found, width), output)


def _check(catalogue: Path | None, form: TableForm, output: Path | None) -> int:
    """Lint the catalogue: 1 where it has mistakes."""
    from lianggang.api.workspace import lint

    from .emit import emit_screen, emit_text

    path, known, found = lint(Path(), catalogue)
    match form:
        case TableForm.JSON:
            from lianggang.outputs.to_json import catalogue_check_document

            emit_text(catalogue_check_document(found), output, exact=True)
        case TableForm.CSV:
            from lianggang.outputs.diagnostics_csv import to_csv

            emit_text(to_csv(found), output, exact=True, mark=True)
        case TableForm.TEXT:
            from lianggang.outputs.catalogue_screen import catalogue_check_lines

            emit_screen(lambda width: catalogue_check_lines(path, known, found, width), output)
    return 1 if known is None else 0
