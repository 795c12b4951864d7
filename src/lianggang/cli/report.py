"""``lianggang report``: the self-inspection summary (自查报告) of a unit or the district."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import CatalogueOption, FieldOption, OutlineOption, PeriodOption, RulesOption, day, quarter
from .paper import DateOption, Fonts, FontsOption, PaperFormOption, PaperOption

ReportUnitOption = Annotated[
    str | None, typer.Option("--unit", metavar="单位", help="哪个单位的自查报告，可用简称；不写为全区。")
]


def report(
    unit: ReportUnitOption = None,
    outline: OutlineOption = None,
    field: FieldOption = None,
    period: PeriodOption = None,
    form: PaperFormOption = None,
    output: PaperOption = None,
    today: DateOption = None,
    fonts: FontsOption = Fonts.GOV,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """The summary, on the screen or into a file."""
    from datetime import date

    from lianggang.api.reporting import report as report_of
    from lianggang.api.workspace import open_workspace
    from lianggang.model.self_inspection import Scope

    from .paper import emit_paper, paper_format
    from .selection import Selection

    kind = paper_format(form, output)
    asked = Selection(unit=unit, outline=outline, field=field).checked(open_workspace(Path.cwd(), catalogue).catalogue)
    made = report_of(
        start=Path.cwd(),
        on=date.fromisoformat(day(today)),
        unit=asked.unit,
        scope=Scope(outline=asked.outline, field=asked.field),
        period=quarter(period),
        catalogue=catalogue,
        rules=rules,
    )
    emit_paper(made, kind, output, fonts)
