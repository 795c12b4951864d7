"""What has to be known beside a card; what was published is not known here (``card_record``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark

from .findings import is_comparable
from .history import filed_in
from .points import points_of
from .reporting import is_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import Observation

    from .judgement import Judgement
    from .points import Point

OLD_AFTER = 8
"""In quarters: a figure older than two years is said to be old."""


def marks_of(
    judgement: Judgement,
    latest: Point | None,
    observations: Sequence[Observation],
    quarter: Quarter,
    *,
    rebound: bool,
    held_up: bool,
) -> tuple[Mark, ...]:
    """What has to be known beside the card, in the order of ``Mark``.

    rebound, held_up: what only the cards before can tell.
    """
    target = judgement.plan.target
    found = {
        Mark.LOST_AGAIN: _is_lost_again(judgement),
        Mark.OLD_DATA: latest is not None and not judgement.final and quarter.index - latest.time > OLD_AFTER,
        Mark.REVISED: latest is not None and _is_revised(latest, observations, quarter),
        Mark.UNVERIFIED_TARGET: target is not None and not target.verified,
        Mark.KEEP: judgement.measured is not None and judgement.measured["improve"] == 0,
        Mark.REBOUND: rebound,
        Mark.FEW_EVENTS: judgement.counts is not None,
        Mark.NOT_YET_LIFTED: held_up,
    }
    return tuple(mark for mark in Mark if found.get(mark))


def _is_lost_again(judgement: Judgement) -> bool:
    """An earlier figure met the target and the latest does not. Source: docs/methods.md, section 7.4."""
    if judgement.measured is None or not is_comparable(judgement) or judgement.measured["met"] != 0:
        return False
    return any(judgement.plan.meets(point) for point in judgement.points[:-1])


def _is_revised(latest: Point, observations: Sequence[Observation], quarter: Quarter) -> bool:
    """A later return changed the figure that is judged, or a return of this quarter changed an earlier one."""
    if latest.revised:
        return True
    corrected = [one for one in filed_in(observations, quarter) if is_figure(one) and one.period != latest.period]
    return any(
        quarter.index in point.revised
        for one in corrected
        for point in points_of(other for other in observations if other.period == one.period)
    )
