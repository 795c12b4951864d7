"""The judgement of one quarter without the replay that leads to it, where that can be had; else nothing at all.

The card before matters only through hysteresis, and hysteresis only to a figure near a cut. So one goes back no
farther than to the last figure that lay near none, and forward again from there. What the replay would say of the
card and its rule comes out here, quarter by quarter the same. What cannot be had so: verdicts and waiting for them,
targets that look at more than one figure, targets that come into force on the way, and rules that must hold several
times running.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .verdict import over_from

if TYPE_CHECKING:
    from lianggang.model.card_rules import Card

    from .cards import CardRules, InQuestion, Ruling
    from .judgement import Judgement
    from .judging import Judging
    from .measures import Measured
    from .series import Series
    from .targets import Plan


def latest_judgement(judging: Judging, first: int, last: int) -> Judgement | None:
    """What ``Replay.run`` finds, but for the conditions as moved by hysteresis; None where it has to be replayed."""
    if judging.rules.waits or (judging.counting_rules is not None and judging.counting_rules.waits):
        return None
    counting = counting_undecided(judging, first, last)
    if counting is None or not counting[0].is_plain:
        return None
    plan, begin = counting
    # The same as in the replay: a new plan is judged at once, after that what is new.
    newest = max(begin, judging.series.last_change(last))
    judgement, rules = _examined(judging, plan, newest)
    if rules is not None and judgement.measured is not None:
        judgement = judgement.ruled(rules, _ruling(judging, plan, (begin, newest), judgement.measured, rules))
    if judgement.measured is not None:
        judgement.measured.look_from(last)
    return judgement


def _examined(judging: Judging, plan: Plan, quarter: int) -> tuple[Judgement, CardRules | None]:
    points, broken = judging.comparable(judging.series, plan, quarter)
    return judging.examine(plan, points, quarter, None, broken=broken)


def _ruling(
    judging: Judging, plan: Plan, span: tuple[int, int], measured: Measured, rules: CardRules
) -> Ruling | None:  # fmt: skip
    """What the rules say at the end of the span, after the card that the quarters before it in the span lead to."""
    question = rules.in_question(measured)
    if question.is_unmoved:
        return question.ruling(measured)
    return question.ruling(measured, _card_before(judging, plan, span))


def _card_before(judging: Judging, plan: Plan, span: tuple[int, int]) -> Card | None:
    """The card that stands when the last quarter of the span comes: back to where none mattered, and forward again."""
    begin, newest = span
    card: Card | None = None
    undecided: list[tuple[InQuestion, Measured]] = []
    for quarter in sorted({begin, *judging.series.changes}, reverse=True):
        if not begin <= quarter < newest:
            continue
        judgement, earlier = _examined(judging, plan, quarter)
        if earlier is None or judgement.measured is None:
            continue
        question = earlier.in_question(judgement.measured)
        if question.is_unmoved:
            ruling = question.ruling(judgement.measured)
            # What has no card of its own leaves the one before standing.
            if ruling is not None and ruling.card is not None:
                card = ruling.card
                break
        else:
            undecided.append((question, judgement.measured))
    for question, measured in reversed(undecided):
        ruling = question.ruling(measured, card)
        if ruling is not None and ruling.card is not None:
            card = ruling.card
    return card


def counting_undecided(judging: Judging, first: int, last: int) -> tuple[Plan, int] | None:
    """The plan that counts at ``last`` and the quarter from which it does, while nothing is due of it.

    None where its verdict is given or waited for, or where that would have to be followed from quarter to quarter.
    """
    agenda, series = judging.agenda, judging.series
    key = (first, last, judging.engine_decides)
    shared = agenda.counting.get(key)
    nearest = min(agenda.in_force(last), default=last + 1) if shared is None else shared[0]
    if series.parts or (series.settled and series.settled[-1].time >= nearest):
        return _counting(judging, first, last)
    if shared is None:
        shared = agenda.counting[key] = (nearest, _counting(judging, first, last))
    return shared[1]


def _counting(judging: Judging, first: int, last: int) -> tuple[Plan, int] | None:
    agenda = judging.agenda
    if agenda.turns_within(first, last):
        return None
    plans = agenda.in_force(last)
    if not plans:
        return agenda.trend, first
    if judging.engine_decides:
        return _without_verdict(judging, plans, first, last)
    begin, counting = first, first
    for deadline, plan in plans.items():
        counting = begin
        if deadline >= last:
            return plan, counting
        begin = max(first, deadline + 1)
    return plans[max(plans)], counting


def _without_verdict(judging: Judging, plans: dict[int, Plan], first: int, last: int) -> tuple[Plan, int] | None:
    """The first plan whose deadline neither its figure nor its due date has decided by ``last``."""
    closed, begin = judging.closed_before(first), first
    for deadline, plan in plans.items():
        if closed is not None and deadline <= closed:
            continue
        if not plan.is_plain or any(part.time >= deadline for part in judging.series.parts):
            return None
        known = _known_at_end(judging.series, deadline)
        over = over_from(judging.indicator, deadline)
        decided = max(begin, over if known is None else min(over, known))
        if decided > last:
            return (plan, begin) if deadline > last else None
        begin = decided + 1
        if begin > last:
            return None
    return None


def _known_at_end(series: Series, deadline: int) -> int | None:
    """The first quarter in whose returns a figure for that deadline or later stands; None where none does."""
    if not series.settled or series.settled[-1].time < deadline:
        return None
    return min(point.known for point in series.settled if point.time >= deadline)
