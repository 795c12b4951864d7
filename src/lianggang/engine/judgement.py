"""What holds at a quarter of one indicator and area, and why there may be no card; reckons and rules nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.assessment import NotAssessed
from lianggang.model.card_rules import Card

from .cards import Ruling
from .verdict import FOR_SMALL_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.small_count import SmallCount, Uncounted

    from .cards import CardRules
    from .measures import Measured
    from .outlook import Details
    from .points import Point
    from .targets import Plan

DONE = Ruling("done", Card.GREEN, "已完成", ())
"""A yes/no indicator that says yes, whenever its deadline is."""


class Judgement(NamedTuple):
    """What holds at a quarter."""

    plan: Plan
    points: tuple[Point, ...]
    """The figures it rests on."""
    ruling: Ruling | None = None
    not_assessed: NotAssessed | None = None
    measured: Measured | None = None
    """None where there is nothing to measure."""
    final: bool = False
    """Whether the deadline has had its verdict, or was found to have none."""
    details: Details | None = None
    """What is to be said of a target that looks at more than one figure."""
    counts: SmallCount | Uncounted | None = None
    """Of rare events, where a year's rate says nothing by itself."""

    def ruled(self, rules: CardRules, ruling: Ruling | None) -> Judgement:
        """The judgement with what ``rules`` say of it: a card, or why there is none."""
        why = None
        if ruling is None or ruling.card is None:
            few = rules.name == FOR_SMALL_NUMBERS
            why = NotAssessed.SMALL_NUMBERS if few else NotAssessed.TOO_LITTLE_DATA
        return Judgement(
            self.plan, self.points, ruling, why, self.measured, self.final, self.details, self.counts
        )  # fmt: skip


def yes_or_no(plan: Plan, points: tuple[Point, ...], measured: Measured) -> Judgement:
    """Done is green. Not done before the deadline has no pace to judge by: the deadline will tell.

    Source: docs/methods.md, section 7.11.
    """
    if not measured.position.is_since_baseline:
        return Judgement(plan, points, None, NotAssessed.NO_DATA_SINCE_BASELINE, measured)
    if plan.is_met(points[-1].value):
        return Judgement(plan, points, DONE, None, measured)
    return Judgement(plan, points, None, NotAssessed.AWAITING_DEADLINE_DATA, measured)


def lacking(plan: Plan, points: Sequence[Point]) -> NotAssessed:
    """Why the required measures are not defined.

    Enough figures, and still not defined: the rule set has no measure for this kind of target.
    """
    if plan.baseline is None and plan.value is not None:
        return NotAssessed.NO_BASELINE
    if plan.start is not None and (not points or points[-1].time <= plan.start):
        return NotAssessed.NO_DATA_SINCE_BASELINE
    if plan.value is not None or len(points) < 3:
        return NotAssessed.TOO_LITTLE_DATA
    return NotAssessed.NOT_SUPPORTED
