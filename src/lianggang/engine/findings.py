"""What a judgement says to its reader: figures against the target, measures, pace and label; judges nothing itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.year_progress import Unprojected

from .measures import undefined
from .pace import drift_of, pace_of

if TYPE_CHECKING:
    from decimal import Decimal

    from lianggang.model.assessment import ResolvedTarget
    from lianggang.model.measures import MeasureValue
    from lianggang.model.pace import Drift, Pace
    from lianggang.model.year_progress import YearCard

    from .judgement import Judgement

_OF_TIME = ("improve", "has_number", "quarter", "elapsed", "years_left", "data_age")
"""The measures that say nothing about the value: shown where it must not be held against the target."""
_OF_COUNTS = ("events", "expected_events", "tail_p")


def target(judgement: Judgement) -> ResolvedTarget | None:
    """The target with what it asks for now."""
    resolved, details = judgement.plan.resolved(), judgement.details
    if resolved is None or details is None:
        return resolved
    return replace(resolved, reference=details.reference, years_held=details.years_held, areas=details.areas)


def is_comparable(judgement: Judgement) -> bool:
    """Whether the figure may be held against its target: not one year of few cases, not across a new definition."""
    return judgement.measured is not None and (judgement.counts is None or judgement.final)


def against_target(judgement: Judgement) -> tuple[bool | None, Decimal | None]:
    """Whether the target is met, and what is missing; nothing where there is no number or no figure since t0."""
    if judgement.measured is None or not is_comparable(judgement) or judgement.measured["met"] is None:
        return None, None
    return _is_met(judgement), judgement.plan.gap(judgement.points[-1].value)


def _is_met(judgement: Judgement) -> bool:
    """Whether the target is met: by the latest figure, and for as many years as it must hold."""
    plan, details = judgement.plan, judgement.details
    if judgement.final and judgement.ruling is not None:
        return judgement.ruling.card is Card.GREEN
    held = details.years_held if details else None
    return judgement.measured is not None and judgement.measured["met"] == 1 and (held is None or held >= plan.years)


def measures(judgement: Judgement, beside: YearCard | None) -> dict[str, MeasureValue | None]:
    """``quarter`` is that of the figure judged, also where the year so far has got further."""
    measured = judgement.measured
    if measured is None:
        found = undefined()
    elif is_comparable(judgement):
        found = measured.all()
    else:
        found = {**undefined(), **{name: measured[name] for name in (*_OF_TIME, *_OF_COUNTS)}}
    if beside is None or isinstance(beside.progress, Unprojected):
        return found
    return {**found, **beside.progress.measures, "quarter": found["quarter"]}


def pace(judgement: Judgement) -> Pace | None:
    """The reckoning to be redone by the reader; none once the verdict is given."""
    if judgement.measured is None or judgement.final or not is_comparable(judgement):
        return None
    reckoning = judgement.measured.position.reckoning
    return None if reckoning is None else pace_of(reckoning, judgement.points)


def drift(judgement: Judgement) -> Drift | None:
    """Where it is moving, if there is no number to reach; as ``pace``."""
    if judgement.measured is None or judgement.final or not is_comparable(judgement):
        return None
    found = judgement.measured.position.drift
    return None if found is None else drift_of(found, judgement.points)


def label(judgement: Judgement) -> str:
    """The rule's label, else why there is no card."""
    if judgement.ruling is not None:
        return judgement.ruling.label
    if judgement.not_assessed is NotAssessed.TOO_LITTLE_DATA and (missing := _missing(judgement)):
        return f"{judgement.not_assessed.value}：缺{missing}"
    return judgement.not_assessed.value if judgement.not_assessed else ""


def _missing(judgement: Judgement) -> str:
    """What a target that looks at more than one figure does not find: another indicator, or areas."""
    details = judgement.details
    if details is None:
        return ""
    if details.reference is not None and details.reference.value is None:
        return details.reference.indicator.code
    if details.areas is None or not details.areas.missing:
        return ""
    return "各区域数据" if details.areas.worst is None else "、".join(details.areas.missing)
