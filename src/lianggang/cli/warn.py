"""``lianggang warn``: which cards are out, why, since when, and who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from .options import (
    AreaOption,
    CatalogueOption,
    FailOnOption,
    FieldOption,
    Level,
    LevelOption,
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


def warn(
    level: LevelOption = Level.YELLOW,
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
) -> None:
    """The cards of that level or worse, worst first; then those lifted this quarter."""
    from lianggang.outputs.warn_screen import warn_lines, warned

    from .judged import judged, write
    from .selection import Selection
    from .verdict import card_status

    result = judged(period, catalogue, rules)
    selection = Selection(unit, area, outline, field).checked(result.catalogue)
    asked = selection.of(result.assessments)

    def screen(width: int) -> list[Line]:
        return warn_lines(result, asked, level.card, width, areas_as_rows=selection.areas_as_rows)

    write("warn", result, warned(asked, level.card), form, output, screen)
    raise typer.Exit(card_status(asked, fail_on))
