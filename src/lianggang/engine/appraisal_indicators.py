"""A year's assessments → what each unit is scored by in 指标完成, and what its new cards take away.

Source: docs/documents.md, section 11.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.appraisal import CardDeduction
from lianggang.model.appraisal_lines import Scored
from lianggang.model.attainment import Attainment
from lianggang.model.card_history import CardChange
from lianggang.model.card_rules import Card

from .attainment import attainment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lianggang.model.appraisal_lines import Line
    from lianggang.model.appraisal_scheme import AttainmentComponent, CardDeductions
    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.card_history import CardEvent

_NEW = frozenset({CardChange.FIRST, CardChange.AGAIN, CardChange.REBOUND, CardChange.RAISED})
"""The changes by which a card is new in a quarter."""


def district(result: QuarterResult) -> Iterator[Assessment]:
    """Those of the district as a whole."""
    return (one for one in result.assessments if one.area is None)


def scored_lines(result: QuarterResult, rule: AttainmentComponent) -> dict[str, list[Line]]:
    """By unit: every indicator that it leads, or has a share in."""
    lines: dict[str, list[Line]] = {}
    for one in district(result):
        of = attainment(one)
        if not of.is_settled:
            continue
        indicator = one.indicator
        weight = Fraction(rule.key_weight) if indicator.key else Fraction(1)
        lead = Fraction(rule.lead_share) if indicator.partner_units else Fraction(1)
        done = completion(one, of, rule)
        if lead:
            lines.setdefault(indicator.lead_unit, []).append(Scored(one, of, done, weight * lead, is_lead=True))
        for partner in indicator.partner_units if lead < 1 else ():
            share = weight * (1 - lead) / len(indicator.partner_units)
            lines.setdefault(partner, []).append(Scored(one, of, done, share, is_lead=False))
    return lines


def completion(assessment: Assessment, of: Attainment, rule: AttainmentComponent) -> Fraction:
    """How much of what is asked for is done, from 0 to the cap.

    A met target is done whole. Without a way to go (a level to hold, a target without a number, the very start) it is
    all or nothing: 预期可达标 counts as done.
    """
    measure = assessment.measures.get("pace_ratio" if rule.against == "path" else "progress")
    if measure is None:
        return Fraction(of.is_met or of is Attainment.EXPECTED)
    done = max(Fraction(0), Fraction(measure))
    return min(max(done, Fraction(1)) if of.is_met else done, Fraction(rule.cap))


def card_deductions(result: QuarterResult, rule: CardDeductions | None) -> dict[str, list[CardDeduction]]:
    """By lead unit: what each card that was new in the year of the result takes away; nothing without a rule."""
    found: dict[str, list[CardDeduction]] = {}
    for one in district(result) if rule is not None else ():
        for event in one.events:
            if rule is not None and event.quarter.year == result.period.year and (taken := _taken(event, rule)):
                found.setdefault(one.indicator.lead_unit, []).append(CardDeduction(one, event, -taken))
    return found


def _taken(event: CardEvent, rule: CardDeductions) -> Decimal:
    """Of a card that went from yellow to red only what red has over yellow: the rest was taken with the yellow one."""
    if event.kind not in _NEW or event.after not in {Card.YELLOW, Card.RED}:
        return rule.red * 0
    if event.kind is CardChange.RAISED:
        return max(rule.red - rule.yellow, rule.red * 0)
    return rule.red if event.after is Card.RED else rule.yellow
