"""One quarter → the assessments of all indicators and areas; how a single one is judged stands in ``judging``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.assessment import Assessment, NotAssessed, QuarterResult, unfolding
from lianggang.model.card_rules import NO_SETS
from lianggang.model.indicator import Direction

from .cards import CardRules
from .findings import label
from .history import filed_in
from .judgement import Judgement
from .judging import Judging
from .latest import latest_judgement
from .neighbours import Neighbours
from .replay import Replay
from .reporting import is_figure, reporting_state
from .targets_in_force import Agenda
from .telling import Telling
from .year_so_far import year_card

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from lianggang.model.card_rules import EngineSets, RuleSet
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import Observation

    from .history import History
    from .series import Series
    from .targets import Plan


class _Sets(NamedTuple):
    """The rule sets made ready: the one asked for, and those that the engine uses for special figures."""

    chosen: CardRules
    small_numbers: CardRules | None
    within_year: CardRules | None


def assess_quarter(
    catalogue: Catalogue,
    history: History,
    rules: RuleSet,
    quarter: Quarter,
    own: EngineSets = NO_SETS,
    areas: AbstractSet[str] | None = None,
    codes: AbstractSet[str] | None = None,
) -> QuarterResult:
    """Judge every indicator, for the district and for each area that has filed it by that quarter.

    areas: which of them; None: all. codes: of which indicators; None: of all.

    Order: the catalogue's, the district before the areas. The judgement rests on the periods known by ``quarter``,
    with their values as known today, and on nothing else. own: the sets for rare events and for the year so far;
    without the first such indicators are not judged, without the second there is no card beside the card.
    Of each assessment the histories and reckonings are worked out when they are first asked for.
    Sources: docs/methods.md, sections 1 to 9.
    """
    small_numbers, within_year = (CardRules(one) if one else None for one in own)
    prepared = _Sets(CardRules(rules), small_numbers, within_year)
    first = quarter.index if history.first is None else min(history.first, quarter.index)
    asked = [name for name in catalogue.area_names if areas is None or name in areas]
    assessments = []
    for indicator in catalogue.indicators.values():
        if codes is not None and indicator.code not in codes:
            continue
        filed_for = history.areas(indicator.code)
        agenda = Agenda(indicator)
        looks_further = any(target.not_below is not None or target.every_area for target in indicator.targets)
        for area in (None, *(name for name in asked if name in filed_for)):
            observations = history.observations(indicator.code, area)
            if area is None or observations[0].filed <= quarter:
                neighbours = Neighbours(catalogue, history, indicator, area) if looks_further else None
                series = history.series(indicator, area)
                assessments.append(_assess(agenda, area, series, observations, prepared, first, quarter, neighbours))
    return QuarterResult(quarter, rules, catalogue, tuple(assessments), small_numbers=own.small_numbers)


def _assess(
    agenda: Agenda,
    area: str | None,
    series: Series,
    observations: tuple[Observation, ...],
    sets: _Sets,
    first: int,
    quarter: Quarter,
    neighbours: Neighbours | None = None,
) -> Assessment:
    """Judge one indicator in one area, and put down what the reader needs to follow it."""
    indicator = agenda.indicator
    judging = replayed = None
    is_observed = indicator.direction is Direction.NONE
    if is_observed or not series.supported:
        judgement = _unjudged(agenda, series, quarter)
    else:
        judging = Judging(agenda, series, sets.chosen, neighbours, sets.small_numbers)
        judgement, replayed = _judgement(judging, first, quarter.index)
    observations, owed = _rows(judgement, observations, neighbours)
    filed = filed_in(owed, quarter)
    returned = any(is_figure(one) for one in filed)
    # Where no area has ever filed, that is what has to be said, and not that this quarter's figure is missing.
    is_silent = judgement.details is not None and judgement.details.areas is not None and not owed
    state = None if is_silent else reporting_state(indicator, owed, filed, quarter)
    points = judgement.points
    shown = points[-1:]
    if state is not None and not judgement.final:
        judgement = Judgement(judgement.plan, points, None, state, details=judgement.details)
        # An older figure beside 未报 or 待核 would pass for this quarter's: it is shown as the one before.
        shown = shown if returned else ()
    beside = None
    if sets.within_year is not None and not is_observed:
        beside = year_card(indicator, series, judgement.plan, sets.within_year, quarter, state)
    ruling = judgement.ruling
    telling = Telling(indicator, judgement, len(shown), observations, quarter, beside, judging, first, replayed)
    return unfolding(
        telling.tell,
        indicator=indicator,
        area=area,
        period=quarter,
        card=ruling.card if ruling else None,
        label=label(judgement),
        rule=ruling.rule if ruling else None,
        returned=returned,
        not_assessed=judgement.not_assessed,
        counts=judgement.counts,
        year_card=beside,
        published_otherwise=(),
        observations=observations,
    )


def _rows(
    judgement: Judgement, own: tuple[Observation, ...], neighbours: Neighbours | None
) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
    """The rows behind the figure shown, and those that were owed: of all areas where each must meet the target."""
    every = neighbours.areas if neighbours is not None and judgement.plan.every_area else None
    if every is None or judgement.details is None or judgement.details.areas is None:
        return own, own
    return every.observations.get(judgement.details.areas.worst or "", ()), every.rows()


def _judgement(judging: Judging, first: int, quarter: int) -> tuple[Judgement, Replay | None]:
    """What holds at the quarter; with the replay, where it took one."""
    judgement = latest_judgement(judging, first, quarter)
    if judgement is not None:
        return judgement, None
    replay = Replay(judging)
    return replay.run(first, quarter), replay


def _unjudged(agenda: Agenda, series: Series, quarter: Quarter) -> Judgement:
    """Nothing is judged: what accumulates within the year is shown as it was filed."""
    if agenda.indicator.direction is Direction.NONE:
        plan, reason = agenda.trend, NotAssessed.OBSERVED_ONLY
    else:
        plan, reason = _nearest(agenda, quarter), NotAssessed.NOT_SUPPORTED
    return Judgement(plan, series.so_far(quarter.index) or series.known(quarter.index), None, reason)


def _nearest(agenda: Agenda, quarter: Quarter) -> Plan:
    """The plan with the nearest deadline that has not passed, else the last one; for what is shown but not judged."""
    plans = agenda.in_force(quarter.index)
    open_plans = (plan for deadline, plan in plans.items() if deadline >= quarter.index)
    return next(open_plans, plans[max(plans)] if plans else agenda.trend)
