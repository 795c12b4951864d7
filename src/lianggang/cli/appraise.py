"""``lianggang appraise``: the proposal for a yearly review (年度考核评分建议)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import CatalogueOption, RulesOption, day
from .paper import DateOption, Fonts, FontsOption, ListedFormOption, PaperOption

YearArgument = Annotated[str, typer.Argument(metavar="年份", help="考核哪一年，如 2025。", show_default=False)]
SheetUnitOption = Annotated[
    str | None,
    typer.Option("--unit", metavar="单位", help="只出该单位的评分明细，可用简称；不写为全部单位的评分建议。"),
]
SchemeOption = Annotated[
    Path | None, typer.Option("--scheme", metavar="文件", help="评分办法（YAML）；不写则用程序建议的。")
]


def appraise(
    year: YearArgument,
    unit: SheetUnitOption = None,
    scheme: SchemeOption = None,
    form: ListedFormOption = None,
    output: PaperOption = None,
    today: DateOption = None,
    fonts: FontsOption = Fonts.GOV,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """The proposal, on the screen or into a file."""
    from datetime import date

    from lianggang.api.appraising import appraisal
    from lianggang.api.appraising import appraise as appraise_of
    from lianggang.model.errors import UsageError

    from .emit import emit_text, remarks
    from .paper import emit_paper, paper_format, wants_json
    from .selection import Selection

    kind = None if wants_json(form, output) else paper_format(form, output)
    on = date.fromisoformat(day(today))
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise UsageError(f"“{year}”不是年份；请写成 2025 这样。")
    made = appraisal(start=Path.cwd(), year=int(year), today=on, catalogue=catalogue, rules=rules, scheme=scheme)
    asked = Selection(unit=unit).checked(made.appraisal.result.catalogue)
    paper = appraise_of(made, asked.unit)
    if kind is None:
        from lianggang.outputs.appraisal_json import appraisal_document

        remarks(made.remarks)
        emit_text(appraisal_document(made.appraisal, asked.unit), output, exact=True)
        return
    emit_paper(paper, kind, output, fonts)
