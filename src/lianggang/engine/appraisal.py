"""A year's quarters and a scheme → every unit's points, each line with the row it rests on; a proposal, no decision.

Source: docs/documents.md, section 11.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.appraisal import (
    Appraisal,
    CheckedRow,
    Component,
    ComponentScore,
    Filed,
    Proposal,
    RowFault,
    Scored,
    UnitAppraisal,
)
from lianggang.model.attainment import Attainment
from lianggang.model.submission import Disposition

from .attainment import attainment
from .unit_standing import competition_places, duties_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lianggang.model.appraisal import Followed, Line
    from lianggang.model.appraisal_scheme import AppraisalScheme, AttainmentComponent
    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.submission import CheckedQuarter, Observation

    FollowedBy = Mapping[Component, Mapping[str, Sequence[Followed]]]
    """督办办结率 and 整改成效 by unit; a component that is missing has no ledger, or no plans, behind it."""


class YearFiled(NamedTuple):
    """What was filed in the year, quarter by quarter, and what was filed after it."""

    returns: Sequence[ReturnsStatus]
    """Of the quarters of the year for which anything was filed."""
    history: Sequence[CheckedQuarter]
    """All returns, of other years too: a later one may correct a figure."""


def appraisal(
    year: int,
    scheme: AppraisalScheme,
    result: QuarterResult,
    filed: YearFiled,
    followed: FollowedBy,
    *,
    uncollected: tuple[Quarter, ...] = (),
) -> Appraisal:
    """result: of the year's latest quarter."""
    catalogue = result.catalogue
    quarters = tuple(one.quarter for one in filed.returns)
    lines: dict[Component, Mapping[str, Sequence[Line]]] = {
        Component.ATTAINMENT: _scored(result, scheme.components.attainment),
        Component.PUNCTUALITY: _filed(filed),
        Component.QUALITY: _checked(filed, quarters, result),
        **followed,
    }
    points = scheme.points
    units = []
    for unit in catalogue.member_units:
        own = {component: tuple(lines.get(component, {}).get(unit, ())) for component in Component}
        scores = tuple(
            ComponentScore(component, points[component.name.lower()], found)
            for component, found in own.items()
            if found and points[component.name.lower()]
        )
        unscored = tuple(
            one
            for one in _district(result)
            if one.indicator.lead_unit == unit and attainment(one) is Attainment.NO_DATA
        )
        if scores or unscored:
            left_out = tuple(one for one in Component if one in lines and not own[one] and points[one.name.lower()])
            units.append(UnitAppraisal(unit, duties_of(catalogue, unit), scores, left_out, unscored))
    missing = tuple(one for one in Component if one not in lines and points[one.name.lower()])
    return Appraisal(year, scheme, result, quarters, _placed(units, scheme), missing, uncollected)


def _district(result: QuarterResult) -> Iterator[Assessment]:
    return (one for one in result.assessments if one.area is None)


def _scored(result: QuarterResult, rule: AttainmentComponent) -> dict[str, list[Line]]:
    lines: dict[str, list[Line]] = {}
    for one in _district(result):
        of = attainment(one)
        if of in {Attainment.NO_DATA, Attainment.NO_TARGET}:
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


def _filed(filed: YearFiled) -> dict[str, list[Line]]:
    """What was owed in the quarters of the year, with the row of what was accepted."""
    rows = {
        (checked.quarter, one.indicator): one
        for checked in filed.history
        for submission in checked.submissions
        for one in submission.observations
        if one.disposition is Disposition.USED and one.area is None
    }
    lines: dict[str, list[Line]] = {}
    for status in filed.returns:
        for unit in status.units:
            for owed in unit.owed:
                in_time = owed.filled_on is not None and owed.filled_on <= unit.due_on
                row = rows.get((status.quarter, owed.indicator.code))
                lines.setdefault(unit.unit, []).append(Filed(status.quarter, owed, in_time, row))
    return lines


def _checked(filed: YearFiled, quarters: Sequence[Quarter], result: QuarterResult) -> dict[str, list[Line]]:
    """Every row of the year's returns, those of areas too, by the unit that leads its indicator."""
    latest = _latest(filed.history)
    lines: dict[str, list[Line]] = {}
    for checked in filed.history:
        if checked.quarter not in quarters:
            continue
        for submission in checked.submissions:
            for one in submission.observations:
                indicator = result.catalogue.indicators.get(one.indicator)
                if indicator is not None:
                    fault = _fault(one, latest)
                    lines.setdefault(indicator.lead_unit, []).append(CheckedRow(one, indicator, fault))
    return lines


def _latest(history: Sequence[CheckedQuarter]) -> dict[tuple[object, ...], Observation]:
    """The newest used figure for each indicator, area and period."""
    return {
        (one.indicator, one.area, one.period): one
        for checked in history
        for submission in checked.submissions
        for one in submission.observations
        if one.disposition is Disposition.USED and one.value is not None
    }


def _fault(one: Observation, latest: Mapping[tuple[object, ...], Observation]) -> RowFault | None:
    if one.disposition is Disposition.REJECTED:
        return RowFault.REJECTED
    newest = latest.get((one.indicator, one.area, one.period))
    is_revised = newest is not None and one.value is not None and one.filed < newest.filed and newest.value != one.value
    return RowFault.REVISED if is_revised else None


def _placed(units: Sequence[UnitAppraisal], scheme: AppraisalScheme) -> tuple[UnitAppraisal, ...]:
    """With places among units of the same duties, and what the scheme proposes for those that have enough scored."""
    groups: dict[str, dict[str, Fraction]] = {}
    for one in units:
        score = one.of_hundred
        if score is not None and one.indicators >= scheme.fewest:
            groups.setdefault(one.duties, {})[one.unit] = score
    placed = []
    for one in units:
        group = groups.get(one.duties, {})
        if one.unit not in group:
            placed.append(one)
            continue
        places, score = competition_places(group), group[one.unit]
        proposal = Proposal.NONE
        if score >= scheme.praise_from:
            proposal = Proposal.PRAISE
        elif score < scheme.remind_below:
            proposal = Proposal.REMIND
        placed.append(one._replace(place=places.get(one.unit), among=len(places), proposal=proposal))
    return tuple(placed)
