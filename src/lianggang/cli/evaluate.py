"""``lianggang evaluate``: the mid-term or end-term evaluation (中期评估报告, 终期评估报告)."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import CatalogueOption, PeriodOption, RulesOption, day, quarter
from .paper import DateOption, Fonts, FontsOption, PaperFormOption, PaperOption, PublicOption

if TYPE_CHECKING:
    from lianggang.model.evaluation import EvaluationKind


class Kind(StrEnum):
    """Which evaluation."""

    MID = "mid"
    FINAL = "final"

    @property
    def meant(self) -> EvaluationKind:
        """The evaluation of that name."""
        from lianggang.model.evaluation import EvaluationKind

        return EvaluationKind[self.name]


KindOption = Annotated[Kind, typer.Option("--kind", help="mid 为中期评估，final 为终期评估。", show_default=False)]
EvaluatedOption = Annotated[
    str | None, typer.Option("--outline", metavar="规划", help="只评估该规划，如 儿纲；不写为全部。")
]


def evaluate(
    kind: KindOption,
    period: PeriodOption = None,
    outline: EvaluatedOption = None,
    form: PaperFormOption = None,
    output: PaperOption = None,
    today: DateOption = None,
    fonts: FontsOption = Fonts.GOV,
    public: PublicOption = False,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """The report, on the screen or into a file."""
    from datetime import date

    from lianggang.api.evaluations import evaluate as evaluate_of
    from lianggang.api.quarter_basis import quarter_basis

    from .paper import emit_paper, paper_format
    from .selection import Selection

    written, on = paper_format(form, output), date.fromisoformat(day(today))
    basis = quarter_basis(start=Path.cwd(), period=quarter(period), catalogue=catalogue, rules=rules)
    asked = Selection(outline=outline).checked(basis.workspace.catalogue)
    emit_paper(evaluate_of(basis, on, kind.meant, asked.outline, public=public), written, output, fonts)
