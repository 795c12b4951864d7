"""How rule sets would have judged targets whose outcome is known: the cases of a case file, year by year.

The judging is the ordinary one: the same measures, the same rules, hysteresis by replay, one step a year. How good
the judgements were is reckoned in ``scores``, the workspace's own past is replayed in ``hindsight``.
Source: docs/methods.md, section 14.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.backtest import Backtested, BacktestResult, Forecast, KnownEnd, Track
from lianggang.model.card_rules import Card
from lianggang.model.case import CaseKind
from lianggang.model.indicator import Baseline, Direction, Frequency, Indicator, Target
from lianggang.model.quarter import Period, Quarter

from .cards import CardRules
from .measures import Measured
from .points import Point
from .position import Position
from .ranking import Ranking
from .scaled import ScaledFigures
from .scores import RED, WARNED, Scores, lead_of, precision_of_red
from .targets import plan_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal
    from typing import Literal, TypeAlias

    from lianggang.model.card_rules import RuleSet
    from lianggang.model.case import Case
    from lianggang.model.measures import Measures

    from .cards import Ruling, Runs

    Progress: TypeAlias = Callable[[int, int], None]
    # How many targets are done, of how many.

LEFT_OUT = "revision"
"""The family that holds another institute's series of the same targets: no cases of their own."""
LEAST_CASES = 6
"""Families' indicators with fewer met (missed) cases take no part in the figures of met (missed) targets."""


class Judge:
    """A rule set made ready for a backtest."""

    __slots__ = ("_compared", "cards", "ranking", "rules")

    def __init__(self, rules: RuleSet, *, hysteresis: bool = True) -> None:
        self.rules = rules if hysteresis else rules.model_copy(update={"hysteresis": None})
        """As it is replayed."""
        self.cards = CardRules(self.rules)
        self.ranking = Ranking(rules)
        self._compared = {rule.id: Card(rule.compared_as) for rule in rules.rules if rule.compared_as}

    def forecast(self, asof: Period, ruling: Ruling | None, measures: Measures) -> Forecast:
        """What is kept of a judgement."""
        if ruling is None or ruling.card is None:
            return Forecast(asof, None, None)
        card = self._compared.get(ruling.rule, ruling.card)
        return Forecast(asof, card, self.ranking.score(ruling, measures))


class Trial(NamedTuple):
    """A case as it stood at each of its years."""

    end: KnownEnd
    years: tuple[tuple[Period, Measured | None], ...]
    """None: no figure later than the baseline was known yet."""


def chosen_cases(cases: Iterable[Case], kinds: frozenset[CaseKind]) -> list[Case]:
    """The cases of these kinds, without the family that repeats others."""
    return [case for case in cases if case.kind in kinds and case.family != LEFT_OUT]


def backtest_cases(
    cases: Sequence[Case],
    sets: Mapping[str, RuleSet],
    *,
    hysteresis: bool = True,
    progress: Progress | None = None,
) -> BacktestResult:
    """The sets, by name, on the cases. The place and what was left out are for the caller to fill in."""
    judges = [Judge(rules, hysteresis=hysteresis) for rules in sets.values()]
    tracks = _tracks(cases, judges, progress)
    ends = tuple(end_of(case) for case in cases)
    found = {name: (judge, own) for name, judge, own in zip(sets, judges, tracks, strict=True)}
    return result_of("cases", ends, found, least=LEAST_CASES, hysteresis=hysteresis)


def result_of(
    source: Literal["cases", "workspace"],
    ends: tuple[KnownEnd, ...],
    found: Mapping[str, tuple[Judge, Sequence[Track]]],
    *,
    least: int,
    hysteresis: bool,
) -> BacktestResult:
    """The figures of all sets; found: by the name of the set, its judge and its tracks."""
    first: Sequence[Track] = next((tracks for _, tracks in found.values()), ())
    return BacktestResult(
        source=source,
        place="",
        ends=ends,
        sets=tuple(summary(name, judge, tracks, least) for name, (judge, tracks) in found.items()),
        hysteresis=hysteresis,
        least=least,
        years_ahead=Scores(first, least).years_ahead(),
    )


def _tracks(cases: Sequence[Case], judges: Sequence[Judge], progress: Progress | None) -> list[list[Track]]:
    """For each judge, in their order: a track for each case, in theirs."""
    tracks: list[list[Track]] = [[] for _ in judges]
    for done, case in enumerate(cases):
        if progress is not None:
            progress(done, len(cases))
        trial = trial_of(case)
        for judge, found in zip(judges, tracks, strict=True):
            found.append(Track(trial.end, _walk(judge, trial)))
    return tracks


def _walk(judge: Judge, trial: Trial) -> tuple[Forecast, ...]:
    """The judgements of one case, each knowing the card before."""
    forecasts = []
    card: Card | None = None
    runs: Runs = ()
    for asof, measured in trial.years:
        if measured is None or judge.cards.missing(measured):
            forecasts.append(Forecast(asof, None, None))
            continue
        ruling, runs = judge.cards.judge(measured, card, runs)
        card = ruling.card if ruling else None
        forecasts.append(judge.forecast(asof, ruling, measured))
    return tuple(forecasts)


def trial_of(case: Case) -> Trial:
    """The case's position at each as-of year, from the figures up to it and nothing else."""
    indicator = indicator_of(case)
    plan = plan_of(indicator, indicator.targets[0])
    points = tuple(_point(year, value) for year, value in case.series)
    known = [year for year, _ in case.series]
    figures = ScaledFigures(points, bounded=indicator.is_bounded_percent)
    years: list[tuple[Period, Measured | None]] = []
    for year in as_of_years(case.baseline_year, case.target_year):
        asof = Period.of_year(year)
        count = bisect_right(known, year)
        if not count or known[count - 1] <= case.baseline_year:
            years.append((asof, None))
            continue
        position = Position(indicator, plan, points[:count], asof.index, figures=figures)
        years.append((asof, Measured(position)))
    return Trial(end_of(case), tuple(years))


def end_of(case: Case) -> KnownEnd:
    """What became of the case."""
    return KnownEnd(case.id, (case.family, case.indicator), Quarter(case.target_year, 4), case.is_met)


def as_of_years(baseline: int, target: int) -> range:
    """The years at which a plan is judged: from the third after the baseline to the last before the deadline.

    Plans of at most 8 years: from the second. Of 20 years or more: from the fifth to three years before the deadline.
    """
    length = target - baseline
    is_long = length >= 20
    first = baseline + (5 if is_long else 2 if length <= 8 else 3)
    return range(first, target - (3 if is_long else 1) + 1)


def indicator_of(case: Case) -> Indicator:
    """The case as an indicator of a catalogue, with its one target."""
    upwards = case.direction is Direction.UP
    target = Target.model_construct(
        by=Quarter(case.target_year, 4),
        at_least=case.target if upwards else None,
        at_most=None if upwards else case.target,
        keep=case.kind is CaseKind.KEEP,
        level="国家",
        source=case.family,
        verified=True,
    )
    return Indicator.model_construct(
        code=case.indicator,
        name=case.indicator,
        outline=case.family,
        field=case.family,
        lead_unit=case.country,
        unit_of_measure=case.unit,
        may_exceed_100=not case.is_bounded_percent,
        direction=case.direction,
        frequency=Frequency.ANNUAL,
        baseline=Baseline.model_construct(period=Period.of_year(case.baseline_year), value=case.baseline),
        targets=(target,),
    )


def _point(year: int, value: Decimal) -> Point:
    period = Period.of_year(year)
    return Point(period.index, period, value, float(value), None, None, period.index)


def summary(name: str, judge: Judge, tracks: Sequence[Track], least: int) -> Backtested:
    """The figures of one rule set."""
    scores = Scores(tracks, least)
    missed, met = scores.shares(met=False), scores.shares(met=True)
    judged = [one.card is not None for track in tracks for one in track.forecasts]
    return Backtested(
        rules=name,
        title=judge.rules.title,
        measure=judge.ranking.measure,
        tracks=tuple(track._replace(lead=lead_of(track, WARNED)) for track in tracks),
        judged=sum(judged),
        not_judged=len(judged) - sum(judged),
        auc=scores.auc(),
        missed=missed,
        met=met,
        precision=precision_of_red(missed, met),
        changes_per_ten=scores.changes_per_ten(),
        lead=scores.lead(WARNED),
        lead_red=scores.lead(RED),
    )
