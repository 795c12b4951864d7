"""One quarter → what a self-inspection summary says: classes, order of problems, figures beside; writes no sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.attainment import Attainment
from lianggang.model.card_rules import Card
from lianggang.model.self_inspection import NOTHING_TOLD, Inspected, SelfInspection

from .attainment import attainment, attainment_marks
from .projection import projected, year_before

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.catalogue_terms import AttainmentTerms
    from lianggang.model.self_inspection import Told


def self_inspection(
    result: QuarterResult,
    unit: str | None = None,
    told: Told = NOTHING_TOLD,
    *,
    collected: bool = False,
) -> SelfInspection:
    """unit: the full name of a lead unit; None for the district. told: what is said in words beside the figures."""
    catalogue = result.catalogue
    chosen = [item for item in result.assessments if item.area is None and unit in {None, item.indicator.lead_unit}]
    place = _places(catalogue)
    chosen.sort(key=lambda item: place[item.indicator.outline, item.indicator.field])
    items = tuple(_inspected(item, catalogue.attainment) for item in chosen)
    behind = tuple(sorted(filter(_is_behind, items), key=_largest_gap_first))
    carded = [item for item in items if item.assessment.card in {Card.RED, Card.YELLOW} and item not in behind]
    return SelfInspection(
        result=result,
        unit=unit,
        items=items,
        behind=behind,
        carded=tuple(sorted(carded, key=lambda item: item.assessment.card is not Card.RED)),
        without_data=tuple(item for item in items if item.attainment is Attainment.NO_DATA),
        told=told,
        collected=collected,
        assisting=sum(unit in one.partner_units for one in catalogue.indicators.values()) if unit else 0,
    )


def _inspected(item: Assessment, terms: AttainmentTerms) -> Inspected:
    of = attainment(item)
    return Inspected(item, of, terms, attainment_marks(item, of, terms), year_before(item), projected(item))


def _places(catalogue: Catalogue) -> dict[tuple[str, str], int]:
    """The place of each field of each outline: outlines as the catalogue lists them, fields as the outline does.

    Fields that the outline does not list follow as they first appear.
    """
    listed = ((key, field) for key, outline in catalogue.outlines.items() for field in outline.fields)
    appearing = ((one.outline, one.field) for one in catalogue.indicators.values())
    pairs = dict.fromkeys((*listed, *appearing))
    outlines = list(catalogue.outlines)
    return {pair: place for place, pair in enumerate(sorted(pairs, key=lambda pair: outlines.index(pair[0])))}


def _is_behind(item: Inspected) -> bool:
    """Behind the path; after the deadline short of the target. Not where the class says that nothing can be said."""
    if item.attainment.is_met or not item.attainment.is_settled:
        return False
    gap = item.assessment.measures.get("value_gap")
    return gap is not None and gap > 0


def _largest_gap_first(item: Inspected) -> tuple[bool, float]:
    """By the gap as a share of the node; where the node is 0 any gap is larger than every share."""
    share = item.assessment.measures.get("relative_gap")
    return share is not None, 0.0 if share is None else -float(share)
