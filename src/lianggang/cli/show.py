"""``lianggang show``: one indicator in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    AreaOption,
    CatalogueOption,
    FailOnOption,
    OutputOption,
    PeriodOption,
    RulesOption,
    TableForm,
    TableFormOption,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment
    from lianggang.model.indicator import Indicator
    from lianggang.outputs.layout import Line

CodeArgument = Annotated[str, typer.Argument(metavar="指标", help="指标编码或名称，如 C-EDU-02。", show_default=False)]
TraceOption = Annotated[bool, typer.Option("--trace", help="列出全部填报记录及其文件、行和单元格。")]


def show(
    code: CodeArgument,
    period: PeriodOption = None,
    area: AreaOption = None,
    trace: TraceOption = False,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
    form: TableFormOption = TableForm.TEXT,
    output: OutputOption = None,
    fail_on: FailOnOption = None,
) -> None:
    """Definition, targets, course, cards so far, areas, and the reckoning of one indicator."""
    from .judged import judged, write
    from .selection import Selection, chosen_indicator
    from .verdict import card_status

    result = judged(period, catalogue, rules)
    indicator = chosen_indicator(code, result.catalogue)
    selection = Selection(area=area).checked(result.catalogue)
    asked = [item for item in selection.of(result.assessments) if item.indicator.code == indicator.code]
    chosen = _main(asked, indicator, area)

    def screen(width: int) -> list[Line]:
        from lianggang.outputs.show_screen import show_lines

        areas = [item for item in asked if item.area is not None and item is not chosen]
        return show_lines(result, chosen, areas, width, trace=trace)

    write("show", result, asked, form, output, screen)
    raise typer.Exit(card_status(asked, fail_on))


def _main(asked: Sequence[Assessment], indicator: Indicator, area: str | None) -> Assessment:
    """The assessment to explain: the district's, or the chosen area's."""
    from lianggang.model.errors import UsageError

    if not asked:
        raise UsageError(f"指标 {indicator.code} {indicator.name}没有“{area}”的填报。")
    return next((item for item in asked if item.area is None), asked[0])
