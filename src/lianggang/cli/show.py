"""``lianggang show``: one indicator in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    AreaOption,
    CatalogueOption,
    Form,
    FormOption,
    OutputOption,
    PeriodOption,
    RulesOption,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment
    from lianggang.model.indicator import Indicator

CodeArgument = Annotated[str, typer.Argument(metavar="指标", help="指标编码或名称，如 C-EDU-02。", show_default=False)]
TraceOption = Annotated[bool, typer.Option("--trace", help="列出全部填报记录及其文件、行和单元格。")]


def show(
    code: CodeArgument,
    period: PeriodOption = None,
    area: AreaOption = None,
    trace: TraceOption = False,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
) -> None:
    """Definition, targets, course, cards so far, areas, and the reckoning of one indicator."""
    from .emit import emit_screen, emit_text
    from .judged import judged
    from .selection import Selection, chosen_indicator

    result = judged(period, catalogue, rules)
    indicator = chosen_indicator(code, result.catalogue)
    selection = Selection(area=area).checked(result.catalogue)
    asked = [item for item in selection.of(result.assessments) if item.indicator.code == indicator.code]
    if form is Form.JSON:
        from lianggang.outputs.to_json import quarter_document

        emit_text(quarter_document("show", result, asked), output, exact=True)
        return
    from lianggang.outputs.show_screen import show_lines

    chosen = _main(asked, indicator, area)
    areas = [item for item in asked if item.area is not None and item is not chosen]
    emit_screen(lambda width: show_lines(result, chosen, areas, width, trace=trace), output)


def _main(asked: Sequence[Assessment], indicator: Indicator, area: str | None) -> Assessment:
    """The assessment to explain: the district's, or the chosen area's."""
    from lianggang.model.errors import UsageError

    if not asked:
        raise UsageError(f"指标 {indicator.code} {indicator.name}没有“{area}”的填报。")
    return next((item for item in asked if item.area is None), asked[0])
