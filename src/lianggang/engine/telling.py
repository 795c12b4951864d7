"""What is told of an assessment beyond its card, worked out when it is asked for: its history, measures and pace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lianggang.model.assessment import FIGURE_FIELDS
from lianggang.model.card_rules import Card

from .card_history import card_events, is_rebound, run_of
from .findings import against_target, drift, measures, pace, target
from .marks import marks_of
from .replay import Replay

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lianggang.model.assessment import Mark
    from lianggang.model.card_history import CardStep
    from lianggang.model.card_rules import Condition
    from lianggang.model.indicator import Indicator
    from lianggang.model.pace import Drift, Pace
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import Observation
    from lianggang.model.year_progress import YearCard

    from .judgement import Judgement
    from .judging import Judging
    from .points import Point


_MOVEMENTS: dict[str, Callable[[Judgement], Pace | Drift | None]] = {"pace": pace, "drift": drift}


class Telling(NamedTuple):
    """What the fields that are put off are worked out from; see ``lianggang.model.assessment.unfolding``."""

    indicator: Indicator
    judgement: Judgement
    """As the assessment shows it."""
    shown: int
    """1 where the latest figure is shown as the quarter's, 0 where it passes for the one before."""
    observations: tuple[Observation, ...]
    quarter: Quarter
    beside: YearCard | None
    judging: Judging | None
    """None where nothing is judged."""
    first: int
    """Where the history begins."""
    replayed: Replay | None
    """Where the judgement was found by a replay already."""

    def tell(self, name: str) -> Mapping[str, Any]:
        """The field of that name, and what comes out together with it."""
        if name in FIGURE_FIELDS:
            return self._figures()
        if name == "measures":
            return {name: measures(self.judgement, self.beside)}
        if name in _MOVEMENTS:
            return {name: _MOVEMENTS[name](self.judgement)}
        card = self.judgement.ruling.card if self.judgement.ruling else None
        is_out = card is not None and card is not Card.GREEN
        if name == "marks" and not is_out:
            return {name: self._marks(rebound=False, held_up=False)}
        if (name == "since" and not is_out) or (name == "lifted" and card is not Card.GREEN):
            return {name: None}
        return self._history(card)

    @property
    def latest(self) -> Point | None:
        """The figure shown."""
        return self.judgement.points[-1] if self.shown else None

    def _figures(self) -> dict[str, Any]:
        """What the figure is, and how it stands against the target."""
        points, latest = self.judgement.points, self.latest
        before = points[-1 - self.shown] if len(points) > self.shown else None
        met, gap = against_target(self.judgement)
        return {
            "data_period": latest.period if latest else None,
            "value": latest.value if latest else None,
            "numerator": latest.numerator if latest else None,
            "denominator": latest.denominator if latest else None,
            "target": target(self.judgement),
            "met": met,
            "gap": gap,
            "previous": (before.period, before.value) if before else None,
        }

    def _marks(self, *, rebound: bool, held_up: bool) -> tuple[Mark, ...]:
        return marks_of(self.judgement, self.latest, self.observations, self.quarter, rebound=rebound, held_up=held_up)

    def _history(self, card: Card | None) -> dict[str, Any]:
        """What only the replay tells."""
        ruling = self.judgement.ruling
        steps: tuple[CardStep, ...] = ()
        held_up = False
        conditions: tuple[Condition, ...] = ()
        if self.judging is not None:
            replay = self.replayed or Replay(self.judging)
            held = replay.judgement or replay.run(self.first, self.quarter.index)
            steps = tuple(replay.steps)
            # As moved by the card before, which the judgement shown may have been found without.
            conditions = held.ruling.conditions if ruling is not None and held.ruling is not None else ()
            held_up = replay.is_held_up(held)
        events = card_events(steps, self.indicator.frequency)
        since, lifted = run_of(steps, card)
        return {
            "conditions": conditions,
            "since": since,
            "lifted": lifted,
            "marks": self._marks(rebound=is_rebound(events, self.quarter, card), held_up=held_up),
            "steps": steps,
            "events": events,
        }
