"""``lianggang status``: where every indicator stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    AreaOption,
    CatalogueOption,
    FailOnOption,
    FieldOption,
    OutlineOption,
    OutputOption,
    PeriodOption,
    RulesOption,
    TableForm,
    TableFormOption,
    UnitOption,
)

if TYPE_CHECKING:
    from lianggang.outputs.layout import Line

ReturnsOption = Annotated[
    bool, typer.Option("--returns", help="报送情况：各单位应报、已报、按时、退回，和催报清单；只认 --period、--unit。")
]
TodayOption = Annotated[
    str | None,
    typer.Option("--today", metavar="日期", help="与 --returns 同用：逾期几天从哪天算，如 2025-10-15；不写为今天。"),
]
AllOption = Annotated[bool, typer.Option("--all", help="指标再多也全部列出，包括绿牌和未判的。")]


def status(
    period: PeriodOption = None,
    unit: UnitOption = None,
    area: AreaOption = None,
    outline: OutlineOption = None,
    field: FieldOption = None,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
    form: TableFormOption = TableForm.TEXT,
    output: OutputOption = None,
    fail_on: FailOnOption = None,
    every: AllOption = False,
    returns: ReturnsOption = False,
    today: TodayOption = None,
) -> None:
    """Every indicator with its value, node, target, gap, progress and card, and the totals."""
    if returns:
        from .returns import write_returns

        others = {"--area": area, "--outline": outline, "--field": field, "--rules": rules, "--fail-on": fail_on}
        write_returns(period, unit, catalogue, today, form, output, [name for name, value in others.items() if value])
        return
    from .judged import judged, write
    from .selection import Selection
    from .verdict import card_status

    result = judged(period, catalogue, rules)
    selection = Selection(unit, area, outline, field).checked(result.catalogue)
    asked = selection.of(result.assessments)

    def screen(width: int) -> list[Line]:
        from lianggang.outputs.status_screen import status_lines

        return status_lines(result, asked, width, areas_as_rows=selection.areas_as_rows, every=every)

    write("status", result, asked, form, output, screen)
    raise typer.Exit(card_status(asked, fail_on))
