"""``lianggang agenda``: the list of matters for meetings of several units (会商清单)."""

from __future__ import annotations

from pathlib import Path

from .options import CatalogueOption, FieldOption, OutlineOption, PeriodOption, RulesOption, UnitOption, day, quarter
from .paper import DateOption, Fonts, FontsOption, ListedFormOption, PaperOption


def agenda(
    unit: UnitOption = None,
    outline: OutlineOption = None,
    field: FieldOption = None,
    period: PeriodOption = None,
    form: ListedFormOption = None,
    output: PaperOption = None,
    today: DateOption = None,
    fonts: FontsOption = Fonts.GOV,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """The list, on the screen or into a file."""
    from datetime import date

    from lianggang.api.agendas import agenda as agenda_paper
    from lianggang.api.agendas import agenda_of
    from lianggang.api.quarter_basis import quarter_basis
    from lianggang.model.self_inspection import Scope

    from .emit import emit_text, remarks
    from .paper import emit_paper, paper_format, wants_json
    from .selection import Selection

    as_json, on = wants_json(form, output), date.fromisoformat(day(today))
    kind = None if as_json else paper_format(form, output)
    basis = quarter_basis(start=Path.cwd(), period=quarter(period), catalogue=catalogue, rules=rules)
    asked = Selection(unit=unit, outline=outline, field=field).checked(basis.workspace.catalogue)
    scope = Scope(asked.unit, asked.outline, asked.field)
    if kind is None:
        from lianggang.outputs.agenda_json import agenda_document

        remarks(basis.remarks)
        emit_text(agenda_document(agenda_of(basis, scope)), output, exact=True)
        return
    emit_paper(agenda_paper(basis, on, scope), kind, output, fonts)
