"""What rule sets would have said in past quarters of the workspace's own targets whose end is known.

Every past quarter is judged as ``assess_quarter`` judges any quarter: on the periods known by then, with their values
as known today. Whether a target was met, the verdict at its deadline says. Source: docs/methods.md, sections 5 and 14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.backtest import Forecast, KnownEnd, Track
from lianggang.model.card_rules import Card, EngineSets
from lianggang.model.catalogue import DISTRICT_WORD
from lianggang.model.indicator import Direction
from lianggang.model.quarter import Period, Quarter

from .assess import assess_quarter
from .backtest import Judge, result_of
from .cards import Ruling
from .verdict import FINAL_MET, FINAL_MISSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lianggang.model.assessment import Assessment
    from lianggang.model.backtest import BacktestResult
    from lianggang.model.card_rules import RuleSet
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Target

    from .backtest import Progress
    from .history import History

_OWN = ("", "")
"""One group: an office has too few targets of one kind to tell them apart."""


class Ended(NamedTuple):
    """A target with its verdict, and where it belongs."""

    end: KnownEnd
    code: str
    target: Target


class Past(NamedTuple):
    """What the past is judged from."""

    catalogue: Catalogue
    history: History
    last: Quarter
    """The latest quarter that was filed."""
    own: EngineSets = EngineSets()
    """The sets that the engine applies by itself."""


def backtest_past(
    past: Past,
    default: RuleSet,
    sets: Mapping[str, RuleSet],
    *,
    hysteresis: bool = True,
    progress: Progress | None = None,
) -> BacktestResult:
    """The sets, by name, on the targets that have ended; default: as for ``ended_targets``.

    The place is for the caller to fill in.
    """
    ended = ended_targets(past, default)
    judges = [Judge(rules, hysteresis=hysteresis) for rules in sets.values()]
    tracks = _tracks(past, ended, judges, progress)
    found = {name: (judge, own) for name, judge, own in zip(sets, judges, tracks, strict=True)}
    return result_of("workspace", tuple(one.end for one in ended), found, least=1, hysteresis=hysteresis)


def ended_targets(past: Past, default: RuleSet) -> list[Ended]:
    """The targets that have had their verdict by the last quarter, in the catalogue's order.

    default: the set whose deadlines the engine decides. Yes/no indicators have no pace to be warned by: left out.
    """
    ended: list[Ended] = []
    for item in assess_quarter(past.catalogue, past.history, default, past.last, past.own).assessments:
        if item.indicator.direction is not Direction.YES_NO:
            ended += _ended(item)
    return ended


def _ended(item: Assessment) -> Iterable[Ended]:
    verdicts: dict[Quarter, Ended] = {}
    for step in item.steps:
        if step.target is None or step.rule not in {FINAL_MET.rule, FINAL_MISSED.rule}:
            continue
        code, area, deadline = item.indicator.code, item.area, step.target.by
        key = f"{code}:{area or DISTRICT_WORD}:{deadline}"
        end = KnownEnd(key, _OWN, deadline, step.card is Card.GREEN, item.indicator.name, area)
        # A figure that comes late may still change the verdict: the last one stands.
        verdicts[deadline] = Ended(end, code, step.target)
    return verdicts.values()


def _tracks(
    past: Past, ended: Sequence[Ended], judges: Sequence[Judge], progress: Progress | None
) -> list[list[Track]]:
    """For each judge, in their order: a track for each target, in theirs."""
    quarters = _quarters_before(past.history, ended)
    part = _restricted(past.catalogue, {one.code for one in ended})
    tracks = []
    for number, judge in enumerate(judges):
        forecasts: list[list[Forecast]] = [[] for _ in ended]
        for done, quarter in enumerate(quarters):
            if progress is not None:
                progress(number * len(quarters) + done, len(judges) * len(quarters))
            result = assess_quarter(part, past.history, judge.rules, quarter, past.own)
            now = {(item.indicator.code, item.area): item for item in result.assessments}
            for one, found in zip(ended, forecasts, strict=True):
                item = now.get((one.code, one.end.area))
                if item is not None and _is_judged_anew(item, one, quarter):
                    found.append(_forecast(item, judge, quarter))
        tracks.append([Track(one.end, tuple(found)) for one, found in zip(ended, forecasts, strict=True)])
    return tracks


def _quarters_before(history: History, ended: Sequence[Ended]) -> list[Quarter]:
    """The quarters from the first return on in which one of the targets was still open."""
    last = max((one.end.deadline.index for one in ended), default=0)
    first = last if history.first is None else history.first
    return [Quarter.at(index) for index in range(first, last)]


def _restricted(catalogue: Catalogue, codes: set[str]) -> Catalogue:
    """The catalogue with these indicators and those that their targets refer to."""
    known = catalogue.indicators
    needed = codes | {target.not_below for code in codes for target in known[code].targets if target.not_below}
    chosen = {code: indicator for code, indicator in known.items() if code in needed}
    return catalogue.model_copy(update={"indicators": chosen})


def _is_judged_anew(item: Assessment, one: Ended, quarter: Quarter) -> bool:
    """Whether the quarter brought a judgement of this target before its deadline, by figures from before it."""
    step = item.steps[-1] if item.steps else None
    return (
        step is not None
        and step.quarter == quarter
        and step.target is one.target
        and quarter < one.end.deadline
        and step.data_period is not None
        and step.data_period.index < one.end.deadline.index
    )


def _forecast(item: Assessment, judge: Judge, quarter: Quarter) -> Forecast:
    ruling = Ruling(item.rule, item.card, item.label, item.conditions) if item.rule is not None else None
    return judge.forecast(Period(quarter), ruling, item.measures)
