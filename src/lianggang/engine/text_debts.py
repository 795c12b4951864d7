"""Which units owe words for a quarter: what they did, and of which indicators why and what next; reads no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.quarter_texts import OwedText, UnitDebt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianggang.model.self_inspection import Inspected, SelfInspection


def text_debts(inspection: SelfInspection) -> tuple[UnitDebt, ...]:
    """Every lead unit of the inspection, in the catalogue's order; indicators as the report has its problems."""
    found: dict[str, list[OwedText]] = {unit: [] for unit in inspection.lead_units}
    for item in problems(inspection):
        said = inspection.explanation(item)
        found[item.assessment.indicator.lead_unit].append(OwedText(item, said.has_causes, said.has_measures))
    told = dict(inspection.practices)
    order = [unit for unit in inspection.result.catalogue.member_units if unit in found]
    return tuple(UnitDebt(unit, unit in told, tuple(found[unit])) for unit in order)


def problems(inspection: SelfInspection) -> Iterator[Inspected]:
    """Behind the path, then with a card, then hard to bring to the target for another reason."""
    named = (*inspection.behind, *inspection.carded)
    yield from named
    yield from (item for item in inspection.items if item.attainment.is_short and item not in named)
