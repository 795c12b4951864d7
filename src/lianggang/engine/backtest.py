"""How rule sets would have judged targets whose outcome is known: the cases of a case file, year by year.

The judging is the ordinary one: the same measures, the same rules, hysteresis by replay, one step a year. What a case
is as an indicator stands in ``trial``; how good the judgements were is reckoned in ``scores``; the workspace's own
past is replayed in ``hindsight``.
Source: docs/methods.md, section 14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.backtest import Backtested, BacktestResult, Forecast, KnownEnd, Track
from lianggang.model.card_rules import Card

from .cards import CardRules
from .ranking import Ranking
from .scores import RED, WARNED, Scores, lead_of, precision_of_red
from .trial import end_of, trial_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Literal, TypeAlias

    from lianggang.model.card_rules import RuleSet
    from lianggang.model.case import Case, CaseKind
    from lianggang.model.measures import Measures
    from lianggang.model.quarter import Period

    from .cards import Ruling, Runs
    from .measures import Measured
    from .trial import Trial

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


class TrialStep(NamedTuple):
    """A case as a rule set judged it at one of its years."""

    asof: Period
    measured: Measured | None
    ruling: Ruling | None
    """None: there was nothing to judge by."""
    after: Card | None
    """The card of the step before that was judged."""


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
    return tuple(judge.forecast(asof, ruling, measured or {}) for asof, measured, ruling, _ in walk(judge, trial))


def walk(judge: Judge, trial: Trial) -> Iterator[TrialStep]:
    """The steps of one case, oldest first, each knowing the card before."""
    card: Card | None = None
    runs: Runs = ()
    for asof, measured in trial.years:
        if measured is None or judge.cards.missing(measured):
            yield TrialStep(asof, measured, None, card)
            continue
        ruling, runs = judge.cards.judge(measured, card, runs)
        yield TrialStep(asof, measured, ruling, card)
        card = ruling.card if ruling else None


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
