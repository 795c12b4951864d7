"""One case judged by rule sets year by year, and what each judgement rests on; the backtest itself is in ``backtest``.

The judgements are those of the backtest: the same walk over the same years. Source: docs/methods.md, section 14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Assessment, NotAssessed
from lianggang.model.card_history import CardStep
from lianggang.model.indicator import Frequency
from lianggang.model.opened_case import OpenedCase, OpenedSet, OpenedYear

from .backtest import Judge, walk
from .card_history import card_events, is_rebound, run_of
from .findings import against_target, label, measures, pace, target
from .judgement import Judgement, lacking
from .marks import marks_of
from .trial import trial_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lianggang.model.card_rules import RuleSet
    from lianggang.model.case import Case
    from lianggang.model.measures import Measures
    from lianggang.model.quarter import Period

    from .backtest import TrialStep
    from .cards import CardRules
    from .trial import Trial


def open_case(
    case: Case, sets: Mapping[str, RuleSet], asof: Period | None = None, *, hysteresis: bool = True
) -> OpenedCase:
    """The case with all its judgements by the sets, by name; the place is for the caller to fill in.

    asof: the year to explain, one of ``as_of_years``; by default the last one that the first set judged, else the
    last one there is.
    """
    trial = trial_of(case)
    opened = tuple(_opened(name, Judge(rules, hysteresis=hysteresis), trial) for name, rules in sets.items())
    return OpenedCase(case, "", opened, asof or _last_judged(opened[0]), hysteresis)


def _last_judged(opened: OpenedSet) -> Period | None:
    years = [year.asof for year in opened.years]
    judged = [year.asof for year in opened.years if year.assessment.card is not None]
    return max(judged or years, default=None)


def _opened(name: str, judge: Judge, trial: Trial) -> OpenedSet:
    return OpenedSet(name, judge.rules.title, judge.ranking.measure, tuple(_years(judge, trial)))


def _years(judge: Judge, trial: Trial) -> Iterator[OpenedYear]:
    steps: list[CardStep] = []
    for step in walk(judge, trial):
        judgement = _judgement(step, trial)
        steps.append(_card_step(step, judgement))
        known: Measures = step.measured or {}
        tried = judge.cards.tried(known, step.after, step.ruling) if step.ruling is not None else ()
        forecast = judge.forecast(step.asof, step.ruling, known)
        yield OpenedYear(_assessment(step, judgement, trial, steps, judge.cards), forecast, tried)


def _judgement(step: TrialStep, trial: Trial) -> Judgement:
    if step.measured is None:
        return Judgement(trial.plan, (), None, NotAssessed.NO_DATA_SINCE_BASELINE)
    points = tuple(step.measured.position.points)
    if step.ruling is None:
        return Judgement(trial.plan, points, None, lacking(trial.plan, points), step.measured)
    why = NotAssessed.TOO_LITTLE_DATA if step.ruling.card is None else None
    return Judgement(trial.plan, points, step.ruling, why, step.measured)


def _card_step(step: TrialStep, judgement: Judgement) -> CardStep:
    latest = judgement.points[-1] if judgement.points else None
    z = step.measured["z"] if step.measured is not None else None
    return CardStep(
        quarter=step.asof.quarter,
        data_period=latest.period if latest else None,
        value=latest.value if latest else None,
        card=step.ruling.card if step.ruling else None,
        rule=step.ruling.rule if step.ruling else None,
        not_assessed=judgement.not_assessed,
        target=judgement.plan.target,
        z=z if isinstance(z, float) else None,
    )


def _assessment(
    step: TrialStep, judgement: Judgement, trial: Trial, steps: Sequence[CardStep], cards: CardRules
) -> Assessment:
    latest = judgement.points[-1] if judgement.points else None
    before = judgement.points[-2] if len(judgement.points) > 1 else None
    met, gap = against_target(judgement)
    quarter, ruling = step.asof.quarter, step.ruling
    card = ruling.card if ruling else None
    events = card_events(steps, Frequency.ANNUAL)
    since, lifted = run_of(steps, card)
    return Assessment(
        indicator=trial.indicator,
        area=None,
        period=quarter,
        data_period=latest.period if latest else None,
        value=latest.value if latest else None,
        numerator=None,
        denominator=None,
        target=target(judgement),
        met=met,
        gap=gap,
        measures=measures(judgement, None),
        card=card,
        label=label(judgement),
        rule=ruling.rule if ruling else None,
        conditions=ruling.conditions if ruling else (),
        since=since,
        lifted=lifted,
        marks=marks_of(
            judgement,
            latest,
            (),
            quarter,
            rebound=is_rebound(events, quarter, card),
            held_up=card is not None and step.measured is not None and cards.holds_up(step.measured, card),
        ),
        returned=latest is not None and latest.period == step.asof,
        not_assessed=judgement.not_assessed,
        pace=pace(judgement),
        previous=(before.period, before.value) if before else None,
        steps=tuple(steps),
        events=events,
    )
