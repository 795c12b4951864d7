"""One quarter → what a mid-term or end-term evaluation says: the outlines' terms, what moved.

Source: docs/documents.md, section 9.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.evaluation import Course, Evaluation, EvaluationKind, Moves
from lianggang.model.indicator import Direction

from .agenda import agenda

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.catalogue import Outline
    from lianggang.model.quarter import Quarter
    from lianggang.model.self_inspection import Inspected, SelfInspection


def evaluation(inspection: SelfInspection, kind: EvaluationKind, outline: str | None = None) -> Evaluation:
    """inspection: of the whole district. outline: the key of the one to evaluate; None: all that have begun."""
    chosen = _of_outline(inspection, outline)
    catalogue, quarter = chosen.result.catalogue, chosen.result.period
    keys = {item.assessment.indicator.outline for item in chosen.items}
    return Evaluation(
        kind=kind,
        inspection=chosen,
        courses=tuple(Course(one, term_gone(one, quarter)) for key, one in catalogue.outlines.items() if key in keys),
        moves=_moves(chosen.items),
        agenda=agenda(chosen),
    )


def _of_outline(inspection: SelfInspection, outline: str | None) -> SelfInspection:
    outlines, year = inspection.result.catalogue.outlines, inspection.result.period.year
    chosen = {key for key, one in outlines.items() if (one.starts <= year if outline is None else key == outline)}

    def own(items: Sequence[Inspected]) -> tuple[Inspected, ...]:
        return tuple(item for item in items if item.assessment.indicator.outline in chosen)

    return replace(
        inspection,
        items=own(inspection.items),
        behind=own(inspection.behind),
        carded=own(inspection.carded),
        without_data=own(inspection.without_data),
    )


def term_gone(outline: Outline, quarter: Quarter) -> Fraction:
    """The share of the outline's term that is over at the end of the quarter: its first year counts whole."""
    quarters = 4 * (quarter.year - outline.starts) + quarter.number
    whole = 4 * (outline.ends - outline.starts + 1)
    return min(max(Fraction(quarters, whole), Fraction(0)), Fraction(1))


def _moves(items: Iterable[Inspected]) -> Moves:
    better = same = 0
    worse = []
    for item in items:
        value, earlier = item.assessment.value, item.year_before
        direction = item.assessment.indicator.direction
        if value is None or earlier is None or direction not in {Direction.UP, Direction.DOWN}:
            continue
        if Mark.FEW_EVENTS in item.assessment.marks:
            # A single case more or less is no change.
            continue
        change = value - earlier[1] if direction is Direction.UP else earlier[1] - value
        if change < 0:
            worse.append(item)
        elif change:
            better += 1
        else:
            same += 1
    return Moves(better, same, tuple(worse))
