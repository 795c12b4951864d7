"""``lianggang bulletin``: the quarterly bulletin (季度通报)."""

from __future__ import annotations

from pathlib import Path

from .options import CatalogueOption, PeriodOption, RulesOption, day, quarter
from .paper import DateOption, Fonts, FontsOption, PaperFormOption, PaperOption, PublicOption


def bulletin(
    period: PeriodOption = None,
    form: PaperFormOption = None,
    output: PaperOption = None,
    today: DateOption = None,
    fonts: FontsOption = Fonts.GOV,
    public: PublicOption = False,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """The bulletin, on the screen or into a file."""
    from datetime import date

    from lianggang.api.bulletins import bulletin as bulletin_of
    from lianggang.api.quarter_basis import quarter_basis

    from .paper import emit_paper, paper_format

    kind, on = paper_format(form, output), date.fromisoformat(day(today))
    basis = quarter_basis(start=Path.cwd(), period=quarter(period), catalogue=catalogue, rules=rules)
    emit_paper(bulletin_of(basis, on, public=public), kind, output, fonts)
