"""``lianggang warn``: which cards are out, why, since when, and who leads."""

from __future__ import annotations

import typer

from .options import (
    AreaOption,
    CatalogueOption,
    FailOnOption,
    FieldOption,
    Form,
    FormOption,
    Level,
    LevelOption,
    OutlineOption,
    OutputOption,
    PeriodOption,
    RulesOption,
    UnitOption,
)


def warn(
    level: LevelOption = Level.YELLOW,
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
    """The cards of that level or worse, worst first; then those lifted this quarter."""
    from lianggang.outputs.warn_screen import warn_lines, warned

    from .emit import emit_screen, emit_text
    from .judged import judged
    from .selection import Selection
    from .verdict import card_status

    result = judged(period, catalogue, rules)
    selection = Selection(unit, area, outline, field).checked(result.catalogue)
    asked = selection.of(result.assessments)
    if form is Form.JSON:
        from lianggang.outputs.to_json import quarter_document

        emit_text(quarter_document("warn", result, warned(asked, level.card)), output, exact=True)
    else:
        rows = selection.areas_as_rows
        emit_screen(lambda width: warn_lines(result, asked, level.card, width, areas_as_rows=rows), output)
    raise typer.Exit(card_status(asked, fail_on))
