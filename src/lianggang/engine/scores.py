"""How good the judgements of the past were: the figures of a backtest; makes no judgement itself.

Every group of targets weighs the same, or the indicator with most countries would decide everything. Groups with
fewer than ``least`` targets of an outcome take no part in that outcome's figures; judgements without a card in none.
Source: docs/methods.md, sections 13 and 14.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.backtest import Shares
from lianggang.model.card_rules import Card

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.backtest import Forecast, KnownEnd, Track

RED = frozenset({Card.RED})
WARNED = frozenset({Card.RED, Card.YELLOW})


class Scored(NamedTuple):
    """A score, what came of its target, and how much it weighs among those with the same outcome."""

    score: float
    is_met: bool
    weight: float


def auc(scored: Iterable[Scored]) -> float | None:
    """Chance that a met target scores higher than a missed one, a tie counting half; None without both.

    Weights count within their own outcome: only their proportions matter.
    """
    won = missed_below = met_total = 0.0
    for _, tied in groupby(sorted(scored, key=lambda one: one.score), key=lambda one: one.score):
        met_here = missed_here = 0.0
        for one in tied:
            if one.is_met:
                met_here += one.weight
            else:
                missed_here += one.weight
        won += met_here * (missed_below + missed_here / 2)
        missed_below += missed_here
        met_total += met_here
    return won / (met_total * missed_below) if met_total and missed_below else None


class Scores:
    """The judgements of one rule set, group by group."""

    __slots__ = ("_groups", "_least")

    def __init__(self, tracks: Sequence[Track], least: int) -> None:
        self._least = least
        groups: dict[tuple[str, str], dict[bool, list[Track]]] = {}
        for track in tracks:
            groups.setdefault(track.end.group, {True: [], False: []})[track.end.is_met].append(track)
        self._groups = list(groups.values())

    def auc(self) -> float | None:
        """Pooled over the groups that have enough targets of both outcomes, one scale for all.

        In each of them the judgements of met targets weigh as much as those of missed ones.
        """
        scored: list[Scored] = []
        for group in self._groups:
            if min(len(tracks) for tracks in group.values()) < self._least:
                continue
            for is_met, tracks in group.items():
                scores = [one.score for one in _all(tracks) if one.score is not None]
                scored += [Scored(score, is_met, 1 / len(scores)) for score in scores]
        return auc(scored)

    def shares(self, *, met: bool) -> Shares:
        """Of the judgements of met (missed) targets: how many were red, how many red or yellow; mean of the groups."""
        return Shares(self._share(RED, met=met), self._share(WARNED, met=met))

    def _share(self, cards: frozenset[Card], *, met: bool) -> float | None:
        shares = []
        for tracks in self._enough(met=met):
            judged = [one.card in cards for one in _all(tracks) if one.card is not None]
            if judged:
                shares.append(sum(judged) / len(judged))
        return _mean(shares)

    def _enough(self, *, met: bool) -> list[list[Track]]:
        """The targets of that outcome, of the groups that have enough of them."""
        return [group[met] for group in self._groups if len(group[met]) >= self._least and group[met]]

    def changes_per_ten(self) -> float | None:
        """How often the card is another one than before, per ten steps from one judgement to the next."""
        rates = []
        for group in self._groups:
            steps = [
                earlier is not later
                for tracks in group.values()
                for track in tracks
                for earlier, later in pairwise(one.card for one in track.forecasts if one.card is not None)
            ]
            if steps:
                rates.append(10 * sum(steps) / len(steps))
        return _mean(rates)

    def lead(self, cards: frozenset[Card]) -> float | None:
        """Missed targets: the years of warning that lasted, on average; mean of the groups."""
        means = []
        for tracks in self._enough(met=False):
            leads = [lead for track in tracks if (lead := lead_of(track, cards)) is not None]
            if leads:
                means.append(sum(leads) / len(leads))
        return _mean(means)

    def years_ahead(self) -> float | None:
        """The longest lead there can be: from the first judgement of missed targets to their deadlines, on average."""
        means = []
        for tracks in self._enough(met=False):
            spans = [_years(track.end, track.forecasts[0]) for track in tracks if track.forecasts]
            if spans:
                means.append(sum(spans) / len(spans))
        return _mean(means)


def lead_of(track: Track, cards: frozenset[Card]) -> float | None:
    """Years from the first of the unbroken run of such cards that reaches the last judgement, to the deadline.

    0 where the last card is none of them; None where nothing was judged.
    """
    judged = [one for one in track.forecasts if one.card is not None]
    if not judged:
        return None
    first = first_lasting(judged, cards)
    return _years(track.end, first) if first else 0.0


def first_lasting(judged: Sequence[Forecast], cards: frozenset[Card]) -> Forecast | None:
    """The first of the unbroken run of such cards that reaches the last judgement; None where that is another."""
    first = None
    for one in reversed(judged):
        if one.card not in cards:
            break
        first = one
    return first


def precision_of_red(missed: Shares, met: Shares) -> float | None:
    """Of red cards, if half of all targets were missed: the share whose target was missed."""
    if missed.red is None or met.red is None or not missed.red + met.red:
        return None
    return missed.red / (missed.red + met.red)


def _all(tracks: Iterable[Track]) -> Iterable[Forecast]:
    return (one for track in tracks for one in track.forecasts)


def _years(end: KnownEnd, forecast: Forecast) -> float:
    return (end.deadline.index - forecast.asof.index) / 4


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
