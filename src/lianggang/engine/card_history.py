"""What became of a card from step to step: shown, raised, lowered, lifted, back again; judges nothing itself.

A step without a card neither ends the life of a card nor begins one. Source: docs/methods.md, section 5, "牌的变化".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.card_history import CardChange, CardEvent
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Frequency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.model.card_history import CardStep
    from lianggang.model.indicator import Target
    from lianggang.model.quarter import Quarter

PERIODS_OF_REBOUND = 2
"""A card again within so many reporting periods after one was lifted is 反弹."""

_QUARTERS_A_PERIOD = {Frequency.QUARTERLY: 1, Frequency.HALF_YEARLY: 2}
_YEAR = 4


def card_events(steps: Sequence[CardStep], frequency: Frequency) -> tuple[CardEvent, ...]:
    """The events of the cards of one indicator and area, oldest first; none where no card was ever out.

    steps: those of the replay, oldest first. frequency: tells how long a reporting period is: a quarter, half a
    year, or a year, whatever is filed less often. In one quarter a verdict stands behind the change that it brings.
    """
    if all(step.card is Card.GREEN and not step.final for step in steps):
        return ()
    return tuple(_events(steps, PERIODS_OF_REBOUND * _QUARTERS_A_PERIOD.get(frequency, _YEAR)))


def _events(steps: Sequence[CardStep], soon: int) -> Iterator[CardEvent]:
    """soon: within how many quarters a card that comes back is 反弹."""
    before: CardStep | None = None
    lifted: Quarter | None = None
    said: tuple[Target | None, CardChange] | None = None
    was_out = False
    for step in steps:
        if step.card is not None:
            kind = _change(before.card if before else None, step.card, was_out=was_out)
            if kind is CardChange.AGAIN and lifted is not None and step.quarter - lifted <= soon:
                kind = CardChange.REBOUND
            if kind is not None:
                yield _event(step, kind, before)
            lifted = step.quarter if kind is CardChange.LIFTED else lifted
            was_out = was_out or step.card is not Card.GREEN
        verdict = _verdict(step)
        # A late figure may give the same verdict once more: that is no event.
        if verdict is not None and said != (step.target, verdict):
            said = (step.target, verdict)
            yield _event(step, verdict, before)
        before = step if step.card is not None else before


def _event(step: CardStep, kind: CardChange, before: CardStep | None) -> CardEvent:
    new_target = before is not None and before.target != step.target
    return CardEvent(step.quarter, kind, before.card if before else None, step.card, step.rule, new_target)


def _change(before: Card | None, after: Card, *, was_out: bool) -> CardChange | None:
    """What happened between two cards; None where nothing did. before: None at the first card of all."""
    if after is Card.GREEN:
        return None if before in {None, Card.GREEN} else CardChange.LIFTED
    if before in {None, Card.GREEN}:
        return CardChange.AGAIN if was_out else CardChange.FIRST
    if before is after:
        return None
    return CardChange.RAISED if after is Card.RED else CardChange.LOWERED


def _verdict(step: CardStep) -> CardChange | None:
    """What was decided at a deadline; None where nothing was, or where it is not for the data to decide."""
    if not step.final:
        return None
    if step.card is None:
        return CardChange.UNDECIDED if step.not_assessed is NotAssessed.NO_DEADLINE_DATA else None
    return CardChange.MET if step.card is Card.GREEN else CardChange.MISSED


def is_rebound(events: Sequence[CardEvent], quarter: Quarter, card: Card | None) -> bool:
    """Whether the card that is out came back in that quarter, soon after one was lifted."""
    return any(
        event.kind is CardChange.REBOUND and event.quarter == quarter and event.after is card for event in events
    )


def run_of(steps: Sequence[CardStep], card: Card | None) -> tuple[Quarter | None, Quarter | None]:
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
