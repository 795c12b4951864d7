"""What a self-inspection summary (自查报告) rests on: the sorted assessments of one unit or of the district."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from .attainment import Tally
from .quarter_texts import SILENT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from .assessment import Assessment, QuarterResult
    from .attainment import Attainment, AttainmentMark
    from .catalogue_terms import AttainmentTerms
    from .indicator import Indicator
    from .plan_standing import PlanStanding
    from .quarter import Period, Quarter
    from .quarter_texts import IndicatorTexts, QuarterTexts


class Explanation(NamedTuple):
    """What a lead unit has said of an indicator; nothing of it is made up where a unit has said nothing."""

    plans: tuple[PlanStanding, ...]
    """Its rectification plans for the district, as they stand on the day of the document."""
    told: IndicatorTexts
    """What was written for the quarter, beside them."""

    @property
    def has_causes(self) -> bool:
        """Whether anything says why."""
        return bool(self.plans or self.told.causes)

    @property
    def has_measures(self) -> bool:
        """Whether anything says what will be done."""
        return bool(self.plans or self.told.measures)


@dataclass(frozen=True, slots=True)
class Told:
    """All that units and the office have said in words for a quarter."""

    plans: Mapping[str, tuple[PlanStanding, ...]] = field(default_factory=dict)
    """By the indicator's code; only plans that may be used, and that are for the district."""
    texts: QuarterTexts | None = None
    """None where nothing was written, or nothing of it can be used."""

    def of(self, indicator: Indicator) -> Explanation:
        """What is said of an indicator."""
        said = self.texts.of_indicator(indicator.lead_unit, indicator.code) if self.texts else SILENT
        return Explanation(self.plans.get(indicator.code, ()), said)


NOTHING_TOLD = Told()


class Scope(NamedTuple):
    """To which indicators a document was narrowed; None for all."""

    unit: str | None = None
    """A lead unit, of a document that is not the unit's own."""
    outline: str | None = None
    """The key of an outline."""
    field: str | None = None

    def holds(self, indicator: Indicator) -> bool:
        """Whether the indicator is one of them."""
        return (
            self.unit in {None, indicator.lead_unit}
            and self.outline in {None, indicator.outline}
            and self.field in {None, indicator.field}
        )

    @property
    def words(self) -> tuple[str, ...]:
        """What was chosen, for the name of a file."""
        return tuple(word for word in self if word is not None)


EVERYTHING = Scope()


class Inspected(NamedTuple):
    """An indicator in the summary."""

    assessment: Assessment
    attainment: Attainment
    terms: AttainmentTerms
    """By which it is marked, and what classes and marks are called."""
    marks: tuple[AttainmentMark, ...] = ()
    """Beside the class."""
    year_before: tuple[Period, Decimal] | None = None
    """The figure of the same period a year earlier; None where there is none, or it had another definition."""
    projected: float | None = None
    """Where the recent pace would lead to at the deadline (推算), in the unit of measure; None where it is not known,
    the target is met, or the pace would lead out of what is possible."""

    @property
    def class_word(self) -> str:
        """What its class is called."""
        return self.terms.word(self.attainment)

    @property
    def mark_words(self) -> tuple[str, ...]:
        """What its sub-marks are called."""
        return tuple(map(self.terms.word, self.marks))


@dataclass(frozen=True, slots=True)
class SelfInspection:
    """A quarter of one unit's indicators, or of all; the district as a whole, not its areas."""

    result: QuarterResult
    unit: str | None
    """None: the whole district."""
    items: tuple[Inspected, ...]
    """All indicators, by outline and field: outlines as the catalogue lists them, fields as the outline does."""
    behind: tuple[Inspected, ...]
    """Those that have not reached their node (after the deadline: their target), the largest gap first.

    Gaps are compared as shares of the node, since their units differ.
    """
    carded: tuple[Inspected, ...]
    """Those with a yellow or red card that are not among ``behind``, red first."""
    without_data: tuple[Inspected, ...]
    """Those with a target for which there is no figure that says where they stand."""
    told: Told = NOTHING_TOLD
    collected: bool = False
    """Whether the journal has it that the quarter's returns were collected (已采用)."""
    assisting: int = 0
    """How many indicators of other lead units the unit is a partner of; 0 for the district."""
    scope: Scope = EVERYTHING

    def narrowed(self, scope: Scope) -> SelfInspection:
        """The same of these indicators only."""
        if scope == EVERYTHING:
            return self

        def own(items: tuple[Inspected, ...]) -> tuple[Inspected, ...]:
            return tuple(item for item in items if scope.holds(item.assessment.indicator))

        others = self.result.catalogue.indicators.values() if self.unit else ()
        return replace(
            self,
            items=own(self.items),
            behind=own(self.behind),
            carded=own(self.carded),
            without_data=own(self.without_data),
            assisting=sum(self.unit in one.partner_units and scope.holds(one) for one in others),
            scope=scope,
        )

    @property
    def tally(self) -> Tally:
        """How many of each class."""
        return Tally.of(item.attainment for item in self.items)

    @property
    def terms(self) -> AttainmentTerms:
        """By which indicators are marked, and what classes and marks are called."""
        return self.result.catalogue.attainment

    @property
    def uncollected(self) -> tuple[Quarter, ...]:
        """The quarter, where its returns were not collected."""
        return () if self.collected else (self.result.period,)

    def explanation(self, item: Inspected) -> Explanation:
        """What its lead unit has said."""
        return self.told.of(item.assessment.indicator)

    @property
    def practices(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """主要做法, by unit: the unit's own; of the district those of all units but for such as lead none of its items.

        A unit that leads no indicator at all may have something to say too.
        """
        texts, catalogue = self.told.texts, self.result.catalogue
        if texts is None:
            return ()
        elsewhere = {one.lead_unit for one in catalogue.indicators.values()} - {*self.lead_units}
        return tuple((unit, said) for unit, said in texts.practices(self.unit) if unit not in elsewhere)

    @property
    def lead_units(self) -> tuple[str, ...]:
        """The units that lead one of the items, in the items' order."""
        return tuple(dict.fromkeys(item.assessment.indicator.lead_unit for item in self.items))
