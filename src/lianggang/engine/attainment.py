"""Which class of 达标情况 an assessment belongs to; gives no card and counts nothing.

Source: docs/documents.md, section 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark, NotAssessed
from lianggang.model.attainment import Attainment
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Direction

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment, ResolvedTarget

_UNDECIDED = frozenset({NotAssessed.AWAITING_DEADLINE_DATA, NotAssessed.NO_DEADLINE_DATA, NotAssessed.NOT_SUPPORTED})
"""Reasons for no card that leave the target open although there is a figure."""


def attainment(assessment: Assessment) -> Attainment:
    """The class: by the target where it is met or its deadline is over, else by node, pace and card.

    预期可达标 is what has reached its node, or reaches the target in time at its recent or its cautiously expected
    pace, or has a green card. What can be held against neither target nor node nor card is 无数据, never 达标困难.
    """
    target = assessment.target
    if target is None or assessment.indicator.direction is Direction.NONE:
        return Attainment.NO_TARGET
    if assessment.value is None or assessment.not_assessed in _UNDECIDED:
        return Attainment.NO_DATA
    is_over = assessment.period >= target.target.by
    met = _has_moved(assessment, target) if target.value is None and is_over else assessment.met
    if met:
        is_early = assessment.period.year < target.target.by.year and Mark.KEEP not in assessment.marks
        return Attainment.MET_EARLY if is_early else Attainment.MET
    if is_over and met is not None:
        return Attainment.MISSED
    if _is_expected(assessment):
        return Attainment.EXPECTED
    return Attainment.NO_DATA if assessment.card is None else Attainment.HARD


def _has_moved(assessment: Assessment, target: ResolvedTarget) -> bool | None:
    """At the deadline of a target without a number: whether the figure moved the way asked for since the baseline."""
    baseline = target.baseline or assessment.indicator.baseline
    if assessment.value is None or baseline is None or assessment.card is None:
        return assessment.met
    change = assessment.value - baseline.value
    return change < 0 if target.target.fall else change > 0


def _is_expected(assessment: Assessment) -> bool:
    measures = assessment.measures
    behind, need = measures.get("value_gap"), measures.get("need")
    if behind is not None and behind <= 0:
        return True
    if assessment.card is Card.GREEN:
        return True
    paces = (measures.get("recent"), measures.get("expected"))
    return assessment.card is not None and need is not None and any(pace is not None and pace >= need for pace in paces)
