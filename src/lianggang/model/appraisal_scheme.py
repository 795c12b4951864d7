"""How a year is scored (年度考核评分办法): components and their points; data, for people to decide."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from .appraisal_lines import Component
from .scalars import Field, Name, Number, Part, Whole


class PlainComponent(Part):
    """A component that has nothing but its points."""

    points: Number = Field(ge=0, le=100)


class AttainmentComponent(PlainComponent):
    """指标完成: Σ weight × clamp(completion, 0, cap)."""

    against: Literal["path", "target"] = "path"
    """What a figure is held against: what should be done by its period, or the whole way to the target."""
    cap: Number = Field(default=Decimal(1), ge=1, le=2)
    key_weight: Number = Field(default=Decimal(1), gt=0, le=10)
    """Of 重难点指标; 1 for all others."""
    lead_share: Number = Field(default=Decimal(1), ge=0, le=1)
    """What of an indicator's weight is the lead unit's; its partner units share the rest alike."""


class Components(Part):
    """All of them; what cannot be reckoned yet is left out and listed."""

    attainment: AttainmentComponent
    punctuality: PlainComponent
    quality: PlainComponent
    supervision: PlainComponent
    rectification: PlainComponent


class CardDeductions(Part):
    """What each new card takes away, in points of 100."""

    yellow: Number = Field(ge=0, le=100)
    red: Number = Field(ge=0, le=100)


class AppraisalScheme(Part):
    """The whole scheme."""

    version: Literal["1"]
    title: Name
    source: Name
    """Who has decided it."""
    components: Components
    bonus_cap: Number = Field(default=Decimal(5), ge=0, le=100)
    """加分 counts up to so many points of 100."""
    cards: CardDeductions | None = None
    """None: cards take nothing away."""
    fewest: Whole = Field(default=3, ge=1, le=100)
    """A unit with fewer scored indicators gets no place."""
    objection_days: Whole = Field(default=5, ge=1, le=60)
    """异议期, in working days."""
    praise_from: Number = Field(default=Decimal(90), ge=0, le=200)
    remind_below: Number = Field(default=Decimal(60), ge=0, le=200)

    @property
    def points(self) -> dict[str, Decimal]:
        """The points of each component by its key, in order."""
        return {name: getattr(self.components, name).points for name in Components.model_fields}

    def most(self, component: Component) -> Decimal:
        """The points that can be had in a component: with completion at its cap."""
        points = self.points[component.key]
        return points * self.components.attainment.cap if component is Component.ATTAINMENT else points
