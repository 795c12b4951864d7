"""One quarter → the assessments of all indicators and areas; how a single one is judged stands in ``replay``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Assessment, Mark, NotAssessed, QuarterResult
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Direction

from .cards import CardRules
from .history import filed_in, points_of
from .measures import undefined
from .pace import pace_of
from .replay import Judgement, Replay
from .reporting import is_figure, reporting_state
from .series import series_of
from .targets import Agenda

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lianggang.model.assessment import CardStep, Pace
    from lianggang.model.card_rules import RuleSet
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator
    from lianggang.model.measures import MeasureValue
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import Observation

    from .history import History, Point
    from .series import Series
    from .targets import Plan

OLD_AFTER = 8
"""In quarters: a figure older than two years is said to be old."""

_OF_TIME = ("has_number", "quarter", "elapsed", "years_left", "data_age")
"""The measures that say nothing about the value: shown where it must not be held against the target."""


def assess_quarter(catalogue: Catalogue, history: History, rules: RuleSet, quarter: Quarter) -> QuarterResult:
    """Judge every indicator, for the district and for each area that has filed it by that quarter.

    Order: the catalogue's, the district before the areas. The judgement rests on the periods known by ``quarter``,
    with their values as known today, and on nothing else. Sources: docs/methods.md, sections 1 to 7 and 9.
    """
    prepared = CardRules(rules)
    first = quarter.index if history.first is None else min(history.first, quarter.index)
    assessments = []
    for indicator in catalogue.indicators.values():
        filed_for = history.areas(indicator.code)
        for area in (None, *(name for name in catalogue.area_names if name in filed_for)):
            observations = history.observations(indicator.code, area)
            if area is None or observations[0].filed <= quarter:
                assessments.append(_assess(indicator, area, observations, prepared, first, quarter))
    return QuarterResult(quarter, rules.name, catalogue, tuple(assessments))


def _assess(
    indicator: Indicator,
    area: str | None,
    observations: tuple[Observation, ...],
    rules: CardRules,
    first: int,
    quarter: Quarter,
) -> Assessment:
    """Judge one indicator in one area, and put down what the reader needs to follow it."""
    series = series_of(indicator, points_of(observations))
    judgement, steps = _judgement(indicator, series, rules, first, quarter)
    filed = filed_in(observations, quarter)
    returned = any(is_figure(one) for one in filed)
    state = reporting_state(indicator, observations, filed, quarter)
    points = judgement.points
    shown = points[-1:]
    if state is not None and not judgement.final:
        judgement = Judgement(judgement.plan, points, None, state)
        # An older figure beside 未报 or 待核 would pass for this quarter's: it is shown as the one before.
        shown = shown if returned else ()
    latest = shown[0] if shown else None
    before = points[-1 - len(shown)] if len(points) > len(shown) else None
    met, gap = _against_target(judgement)
    card = judgement.ruling.card if judgement.ruling else None
    since, lifted = _run(steps, card)
    return Assessment(
        indicator=indicator,
        area=area,
        period=quarter,
        data_period=latest.period if latest else None,
        value=latest.value if latest else None,
        numerator=latest.numerator if latest else None,
        denominator=latest.denominator if latest else None,
        target=judgement.plan.resolved(),
        met=met,
        gap=gap,
        measures=_measures(judgement),
        card=card,
        label=_label(judgement),
        rule=judgement.ruling.rule if judgement.ruling else None,
        conditions=judgement.ruling.conditions if judgement.ruling else (),
        since=since,
        lifted=lifted,
        marks=_marks(judgement, latest, observations, quarter),
        returned=returned,
        not_assessed=judgement.not_assessed,
        pace=_pace(judgement),
        previous=(before.period, before.value) if before else None,
        steps=steps,
        observations=observations,
    )


def _judgement(
    indicator: Indicator, series: Series, rules: CardRules, first: int, quarter: Quarter
) -> tuple[Judgement, tuple[CardStep, ...]]:
    """What holds at the quarter, and the steps that led to it."""
    if indicator.direction is Direction.NONE:
        plan, reason = Agenda(indicator).trend, NotAssessed.OBSERVED_ONLY
    elif not series.supported:
        plan, reason = _nearest(indicator, quarter), NotAssessed.NOT_SUPPORTED
    else:
        replay = Replay(indicator, series, rules)
        return replay.run(first, quarter.index), tuple(replay.steps)
    return Judgement(plan, series.known(quarter.index), None, reason), ()


def _nearest(indicator: Indicator, quarter: Quarter) -> Plan:
    """The plan with the nearest deadline that has not passed, else the last one; for what is shown but not judged."""
    agenda = Agenda(indicator)
    plans = agenda.in_force(quarter.index)
    open_plans = (plan for deadline, plan in plans.items() if deadline >= quarter.index)
    return next(open_plans, plans[max(plans)] if plans else agenda.trend)


def _is_comparable(judgement: Judgement) -> bool:
    """Whether the figure may be held against its target: not one year of few cases, not across a new definition."""
    return judgement.measured is not None and judgement.not_assessed is not NotAssessed.SMALL_NUMBERS


def _against_target(judgement: Judgement) -> tuple[bool | None, Decimal | None]:
    """Whether the target is met, and what is missing; nothing where there is no number or no figure since t0."""
    if judgement.measured is None or not _is_comparable(judgement) or judgement.measured["met"] is None:
        return None, None
    return bool(judgement.measured["met"]), judgement.plan.gap(judgement.points[-1].value)


def _measures(judgement: Judgement) -> dict[str, MeasureValue | None]:
    if judgement.measured is None:
        return undefined()
    if _is_comparable(judgement):
        return judgement.measured.all()
    return {**undefined(), **{name: judgement.measured[name] for name in _OF_TIME}}


def _pace(judgement: Judgement) -> Pace | None:
    """The reckoning to be redone by the reader; none once the verdict is given."""
    if judgement.measured is None or judgement.final or not _is_comparable(judgement):
        return None
    reckoning = judgement.measured.position.reckoning
    return None if reckoning is None else pace_of(reckoning, judgement.points)


def _label(judgement: Judgement) -> str:
    if judgement.ruling is not None:
        return judgement.ruling.label
    return judgement.not_assessed.value if judgement.not_assessed else ""


def _run(steps: Sequence[CardStep], card: Card | None) -> tuple[Quarter | None, Quarter | None]:
    """Since when a yellow or red card is out, and when the last one was lifted where there is none now.

    Steps without a card neither end a run nor lift a card.
    """
    coloured = [step for step in steps if step.card is not None]
    start = None
    for step in reversed(coloured):
        if card is Card.GREEN and step.card is not card:
            return None, start
        if step.card is not card:
            break
        start = step.quarter
    return (None, None) if card is None or card is Card.GREEN else (start, None)


def _marks(
    judgement: Judgement, latest: Point | None, observations: Sequence[Observation], quarter: Quarter
) -> tuple[Mark, ...]:
    """What has to be known beside the card, in the order of ``Mark``."""
    target = judgement.plan.target
    found = {
        Mark.LOST_AGAIN: _is_lost_again(judgement),
        Mark.OLD_DATA: latest is not None and not judgement.final and quarter.index - latest.time > OLD_AFTER,
        Mark.REVISED: latest is not None and _is_revised(latest, observations, quarter),
        Mark.UNVERIFIED_TARGET: target is not None and not target.verified,
        Mark.KEEP: judgement.measured is not None and judgement.measured["improve"] == 0,
    }
    return tuple(mark for mark in Mark if found[mark])


def _is_lost_again(judgement: Judgement) -> bool:
    """An earlier figure met the target and the latest does not. Source: docs/methods.md, section 7.4."""
    met, _ = _against_target(judgement)
    return met is False and any(judgement.plan.is_met(point.value) for point in judgement.points[:-1])


def _is_revised(latest: Point, observations: Sequence[Observation], quarter: Quarter) -> bool:
    """A later return changed the figure that is judged, or a return of this quarter changed an earlier one."""
    if latest.revised:
        return True
    corrected = [one for one in filed_in(observations, quarter) if is_figure(one) and one.period != latest.period]
    return any(
        quarter.index in point.revised
        for one in corrected
        for point in points_of(other for other in observations if other.period == one.period)
    )
