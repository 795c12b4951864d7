"""A year's quarters and a scheme → every unit's points, each line with the row it rests on; a proposal, no decision.

Source: docs/documents.md, section 11.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.appraisal import Appraisal, ComponentScore, Decided, Proposal, UnitAppraisal
from lianggang.model.appraisal_lines import Component, HeldNode, Matter, NodeEnd
from lianggang.model.attainment import Attainment

from .appraisal_followed import steps_in_time
from .appraisal_indicators import card_deductions, district, scored_lines
from .appraisal_returns import YearFiled, checked_lines, filed_lines
from .attainment import attainment
from .unit_standing import competition_places, duties_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from lianggang.model.appraisal import Adjustment, RefusedPlan
    from lianggang.model.appraisal_lines import Line
    from lianggang.model.appraisal_record import RecordFile
    from lianggang.model.appraisal_scheme import AppraisalScheme
    from lianggang.model.assessment import QuarterResult
    from lianggang.model.quarter import Quarter
    from lianggang.model.working_days import WorkingDay


class YearFollowed(NamedTuple):
    """What the office has followed up in the year, by unit."""

    matters: Mapping[str, Sequence[Matter]] | None = None
    """None: there is no ledger."""
    nodes: Mapping[str, Sequence[HeldNode]] | None = None
    """None: there are no plans."""
    record: RecordFile | None = None
    """加分, 扣分, 自评."""
    refused_plans: tuple[RefusedPlan, ...] = ()


def appraisal(
    scheme: AppraisalScheme,
    result: QuarterResult,
    filed: YearFiled,
    followed: YearFollowed,
    *,
    today: date,
    objections_by: WorkingDay,
    uncollected: tuple[Quarter, ...] = (),
) -> Appraisal:
    """result: of the year's latest quarter."""
    lines = _lines(scheme, result, filed, followed)
    points = scheme.points
    adjusted = _adjustments(scheme, result, followed.record)
    self_scores = {} if followed.record is None else {one.unit: one for one in followed.record.record.self_scores}
    units = []
    for unit in result.catalogue.member_units:
        own = {one: tuple(lines[one].get(unit, ())) for one in Component if one in lines and points[one.key]}
        scored = {one: tuple(line for line in found if _is_scored(line)) for one, found in own.items()}
        known = UnitAppraisal(
            unit,
            duties_of(result.catalogue, unit),
            tuple(ComponentScore(one, points[one.key], found) for one, found in scored.items() if found),
            tuple(one for one, found in scored.items() if not found),
            tuple(
                one
                for one in district(result)
                if one.indicator.lead_unit == unit and attainment(one) is Attainment.NO_DATA
            ),
            tuple(
                line
                for found in own.values()
                for line in found
                if isinstance(line, Matter | HeldNode) and not _is_scored(line)
            ),
            steps_in_time((line for line in own.get(Component.SUPERVISION, ()) if isinstance(line, Matter)), today),
            tuple(adjusted.get(unit, ())),
            Fraction(scheme.bonus_cap),
            self_scores.get(unit),
        )
        if known.scores or known.unscored or known.adjustments or known.passed_over:
            units.append(known)
    return Appraisal(
        result.period.year,
        scheme,
        result,
        tuple(one.quarter for one in filed.returns),
        _placed(units, scheme),
        tuple(one for one in Component if one not in lines and points[one.key]),
        uncollected,
        objections_by,
        followed.refused_plans,
    )


def _lines(
    scheme: AppraisalScheme, result: QuarterResult, filed: YearFiled, followed: YearFollowed
) -> dict[Component, Mapping[str, Sequence[Line]]]:
    """A component that is missing has no ledger, or no plans, behind it."""
    lines: dict[Component, Mapping[str, Sequence[Line]]] = {
        Component.ATTAINMENT: scored_lines(result, scheme.components.attainment),
        Component.PUNCTUALITY: filed_lines(filed),
        Component.QUALITY: checked_lines(filed, result.catalogue),
    }
    if followed.matters is not None:
        lines[Component.SUPERVISION] = followed.matters
    if followed.nodes is not None:
        lines[Component.RECTIFICATION] = followed.nodes
    return lines


def _is_scored(line: Line) -> bool:
    if isinstance(line, Matter):
        return line.end.is_scored
    return not isinstance(line, HeldNode) or line.end is not NodeEnd.NO_FIGURE


def _adjustments(
    scheme: AppraisalScheme, result: QuarterResult, record: RecordFile | None
) -> dict[str, list[Adjustment]]:
    """By unit: what people have decided, then what new cards take away."""
    found: dict[str, list[Adjustment]] = {}
    for one in () if record is None else _decided(record):
        found.setdefault(one.item.unit, []).append(one)
    for unit, cards in card_deductions(result, scheme.cards).items():
        found.setdefault(unit, []).extend(cards)
    return found


def _decided(record: RecordFile) -> Iterator[Decided]:
    for number, item in enumerate(record.record.items):
        yield Decided(item, record.path, record.lines.get(number))


def _placed(units: Sequence[UnitAppraisal], scheme: AppraisalScheme) -> tuple[UnitAppraisal, ...]:
    """With places among units of the same duties, and what the scheme proposes for those that have enough scored."""
    groups: dict[str, dict[str, Fraction]] = {}
    for one in units:
        score = one.total
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
