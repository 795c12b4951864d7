"""The judgement of one quarter without the replay that leads to it, where that can be had; else nothing at all.

The card before matters only through hysteresis, and hysteresis only to a figure near a cut. So the quarter is judged
after every card that there may have been; where the cards disagree the quarter before is asked in the same way, and
so on. What the replay would say of the card and its rule comes out here, quarter by quarter the same. What cannot be
had so: verdicts and waiting for them, targets that look at more than one figure, targets that come into force on the
way, and rules that must hold several times running.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card

from .verdict import over_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cards import CardRules, Ruling
    from .judgement import Judgement
    from .judging import Judging
    from .targets import Plan

_ANY_CARD = (None, *Card)


def latest_judgement(judging: Judging, first: int, last: int) -> Judgement | None:
    """What ``Replay.run`` finds, but for the conditions as moved by hysteresis; None where it has to be replayed."""
    if judging.rules.waits or (judging.counting_rules is not None and judging.counting_rules.waits):
        return None
    counting = counting_undecided(judging, first, last)
    if counting is None or not counting[0].is_plain:
        return None
    plan, begin = counting
    # The same as in the replay: a new plan is judged at once, after that what is new.
    visits = [begin, *sorted(quarter for quarter in judging.series.changes if begin < quarter <= last)]
    judgement, rules = _examined(judging, plan, visits[-1])
    if rules is not None and judgement.measured is not None:
        judgement = judgement.ruled(rules, _ruling(judging, plan, visits, judgement, rules))
    if judgement.measured is not None:
        judgement.measured.look_from(last)
    return judgement


def _examined(judging: Judging, plan: Plan, quarter: int) -> tuple[Judgement, CardRules | None]:
    points, broken = judging.comparable(judging.series, plan, quarter)
    return judging.examine(plan, points, quarter, None, broken=broken)


def _ruling(
    judging: Judging, plan: Plan, visits: Sequence[int], judgement: Judgement, rules: CardRules
) -> Ruling | None:  # fmt: skip
    """What the rules say at the last of the visits, going back as far as it takes to tell the card before."""
    found = _after_each_card(judgement, rules)
    for quarter in reversed(visits[:-1]):
        if _agree(found):
            break
        judgement, earlier = _examined(judging, plan, quarter)
        if earlier is not None:
            before = _after_each_card(judgement, earlier)
            # What has no card of its own leaves the one before standing.
            found = {
                card: found[ruling.card if ruling is not None and ruling.card is not None else card]
                for card, ruling in before.items()
            }
    return found[None]


def _after_each_card(judgement: Judgement, rules: CardRules) -> dict[Card | None, Ruling | None]:
    measured = judgement.measured
    if measured is None:
        raise ValueError("rules without measures")
    if rules.is_unmoved(measured):
        return dict.fromkeys(_ANY_CARD, rules.judge(measured)[0])
    return {card: rules.judge(measured, card)[0] for card in _ANY_CARD}


def _agree(found: dict[Card | None, Ruling | None]) -> bool:
    return len({ruling.rule if ruling else None for ruling in found.values()}) == 1


def counting_undecided(judging: Judging, first: int, last: int) -> tuple[Plan, int] | None:
    """The plan that counts at ``last`` and the quarter from which it does, while nothing is due of it.

    None where its verdict is given or waited for, or where that would have to be followed from quarter to quarter.
    """
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
        come = (point.known for point in judging.series.settled if point.time >= deadline)
        decided = max(begin, min((over_from(judging.indicator, deadline), *come)))
        if decided > last:
            return (plan, begin) if deadline > last else None
        begin = decided + 1
        if begin > last:
            return None
    return None
