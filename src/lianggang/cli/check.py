"""``lianggang check``: whether the returns are right, and how their indicators stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    AreaOption,
    CatalogueOption,
    CheckForm,
    CheckFormOption,
    FailOnOption,
    FieldOption,
    FilePeriodOption,
    OutlineOption,
    OutputOption,
    RulesOption,
    SlipFormsOption,
    SlipsOption,
    UnitOption,
    quarter,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment, CheckResult

    from .options import Level
    from .selection import Selection

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="文件...",
        help="季度填报（CSV、.xlsx），如 data/2025Q3.csv；或以季度命名的文件夹，如 data/2025Q3。",
        show_default=False,
    ),
]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="日期", help="退回单的日期，如 2025-10-12；不写为今天。")
]
AllOption = Annotated[bool, typer.Option("--all", help="问题再多也全部列出。")]


def check(
    paths: Paths,
    period: FilePeriodOption = None,
    unit: UnitOption = None,
    area: AreaOption = None,
    outline: OutlineOption = None,
    field: FieldOption = None,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
    form: CheckFormOption = CheckForm.TEXT,
    output: OutputOption = None,
    fail_on: FailOnOption = None,
    every: AllOption = False,
    slips: SlipsOption = None,
    slip_forms: SlipFormsOption = None,
    today: TodayOption = None,
) -> None:
    """Check returns; status 3 where they contain errors."""
    from lianggang.api.checking import check as check_returns

    from .emit import remarks
    from .selection import Selection

    wanted = None
    if slips is not None or slip_forms:
        from .slips import asked as slips_asked

        wanted = slips_asked(slips, today, slip_forms)
    result = check_returns(
        paths,
        catalogue=catalogue,
        rules=rules,
        period=quarter(period),
        area=area,
        reporting=form is CheckForm.TEXT,
        slips=wanted is not None,
    )
    selection = Selection(unit, area, outline, field)
    asked: list[Assessment] = []
    if result.result is not None:
        selection = selection.checked(result.result.catalogue)
        of_checked = [item for item in result.result.assessments if item.indicator.code in result.checked]
        asked = selection.of(of_checked)
    remarks(f"{one.path}：{text}。" for one in result.submissions for text in one.remarks)
    remarks(f"{path}：不是填报文件，没有核对。" for path in result.passed_over)
    remarks(result.result.remarks if result.result else ())
    _write(result, asked, selection, form, output, every=every)
    if wanted is not None:
        from lianggang.api.workspace import open_workspace

        from .slips import write

        write(
            result.slips,
            wanted,
            open_workspace(paths[0], catalogue),
            on_screen=form is CheckForm.TEXT and output is None,
        )
    raise typer.Exit(_status(result, asked, fail_on))


def _write(
    result: CheckResult,
    asked: Sequence[Assessment],
    selection: Selection,
    form: CheckForm,
    output: Path | None,
    *,
    every: bool,
) -> None:
    from .emit import emit_screen, emit_text

    names = {}
    if result.result is not None:
        names = {code: one.name for code, one in result.result.catalogue.indicators.items()}
    match form:
        case CheckForm.TEXT:
            from lianggang.outputs.check_screen import check_lines

            rows = selection.areas_as_rows
            emit_screen(
                lambda width: check_lines(result, asked, width, names, areas_as_rows=rows, all_diagnostics=every),
                output,
            )
        case CheckForm.JSON:
            from lianggang.outputs.to_json import check_document

            emit_text(check_document(result, asked), output, exact=True)
        case CheckForm.CSV:
            from lianggang.outputs.diagnostics_csv import to_csv

            emit_text(to_csv(result.diagnostics, names), output, exact=True, mark=True)
        case CheckForm.GITHUB:
            from lianggang.outputs.diagnostics_github import to_github

            emit_text(to_github(result.diagnostics), output, exact=True)


def _status(result: CheckResult, asked: Sequence[Assessment], fail_on: Level | None) -> int:
    """3 where the returns contain errors, else 4 where a card is as bad as was asked for, else 0."""
    from .verdict import card_status

    if any(one.is_open_error for one in result.diagnostics):
        return 3
    return card_status(asked, fail_on)
