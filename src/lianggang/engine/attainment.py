"""Which class of 达标情况 an assessment belongs to, and its sub-marks; gives no card and counts nothing.

Source: docs/documents.md, section 2.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark, NotAssessed
from lianggang.model.attainment import Attainment, AttainmentMark
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Direction

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment, ResolvedTarget
    from lianggang.model.catalogue_terms import AttainmentTerms

_UNDECIDED = frozenset({NotAssessed.NO_DEADLINE_DATA, NotAssessed.NOT_SUPPORTED})
"""Reasons for no card that leave the target open although there is a figure."""


def attainment(assessment: Assessment) -> Attainment:
    """The class: by the target where it is met or its deadline is over, else by node, pace and card.

    预期可达标 is what has reached its node, or reaches the target in time at its recent or its cautiously expected
    pace, or has a green card. Rare events are judged by their counts alone: before the deadline their figure of one
    year is never held against the target, so that they may be 预期可达标 on either side of it. What can be held
    against neither target nor node nor card is 无数据, never 达标困难.
    """
    target = assessment.target
    if target is None or assessment.indicator.direction is Direction.NONE:
        return Attainment.NO_TARGET
    if assessment.value is None or assessment.not_assessed in _UNDECIDED:
        return Attainment.NO_DATA
    if assessment.not_assessed is NotAssessed.AWAITING_DEADLINE_DATA:
        return Attainment.AWAITING
    is_over = assessment.period >= target.target.by
    met = _has_moved(assessment, target) if target.value is None and is_over else assessment.met
    if met:
        is_early = assessment.period.year < target.target.by.year and Mark.KEEP not in assessment.marks
        return Attainment.MET_EARLY if is_early else Attainment.MET
    return Attainment.MISSED if is_over and met is not None else _still_open(assessment)


def _still_open(assessment: Assessment) -> Attainment:
    """Where it goes from here."""
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


def attainment_marks(assessment: Assessment, of: Attainment, terms: AttainmentTerms) -> tuple[AttainmentMark, ...]:
    """The sub-marks beside the class, in the order of ``AttainmentMark``; none where nothing can be said.

    A level that is held may lie below its baseline: what is met is 倒退 only where it keeps falling.
    """
    if not of.is_settled:
        return ()
    measures = assessment.measures
    worsening = measures.get("periods_worsening")
    is_worse = not of.is_met and measures.get("worse_than_baseline") == 1
    found = {
        AttainmentMark.NEAR: not of.is_met and _is_near(assessment, terms),
        AttainmentMark.WORSE: is_worse or (worsening is not None and worsening >= terms.worsening),
        AttainmentMark.LOST: not of.is_met and Mark.LOST_AGAIN in assessment.marks,
    }
    return tuple(mark for mark in AttainmentMark if found[mark])


def _is_near(assessment: Assessment, terms: AttainmentTerms) -> bool:
    """Within the indicator's own tolerance; else within a share of the way, where there is a way to go."""
    gap, progress = assessment.gap, assessment.measures.get("progress")
    if gap is None:
        return False
    if assessment.indicator.near is not None:
        return gap <= assessment.indicator.near
    return progress is not None and 100 * (1 - Fraction(progress)) <= terms.near
