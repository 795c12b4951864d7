"""``lianggang status``: where every indicator stands."""

from __future__ import annotations

import typer

from .options import (
    AreaOption,
    CatalogueOption,
    FailOnOption,
    FieldOption,
    Form,
    FormOption,
    OutlineOption,
    OutputOption,
    PeriodOption,
    RulesOption,
    UnitOption,
)


def status(
    period: PeriodOption = None,
    unit: UnitOption = None,
    area: AreaOption = None,
    outline: OutlineOption = None,
    field: FieldOption = None,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
    fail_on: FailOnOption = None,
) -> None:
    """Every indicator with its value, node, target, gap, progress and card, and the totals."""
    from .emit import emit_screen, emit_text
    from .judged import judged
    from .selection import Selection
    from .verdict import card_status

    result = judged(period, catalogue, rules)
    selection = Selection(unit, area, outline, field).checked(result.catalogue)
    asked = selection.of(result.assessments)
    if form is Form.JSON:
        from lianggang.outputs.to_json import quarter_document

        emit_text(quarter_document("status", result, asked), output, exact=True)
    else:
        from lianggang.outputs.status_screen import status_lines

        rows = selection.areas_as_rows
        emit_screen(lambda width: status_lines(result, asked, width, areas_as_rows=rows), output)
    raise typer.Exit(card_status(asked, fail_on))
