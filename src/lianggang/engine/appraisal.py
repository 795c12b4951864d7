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
from .reminders import reminders
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
    from lianggang.model.reminder import Reminder
    from lianggang.model.working_days import WorkingDay

_UNSCORED = frozenset({Attainment.NO_DATA, Attainment.AWAITING})


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
    record = None if followed.record is None else followed.record.record
    own = {one.unit: one for one in record.self_scores} if record is not None else {}
    adjusted = _adjustments(scheme, result, followed.record)
    units = []
    for unit in result.catalogue.member_units:
        known = _with_lines(unit, scheme, result, {one: found.get(unit, ()) for one, found in lines.items()}, today)
        known = known._replace(adjustments=tuple(adjusted.get(unit, ())), self_score=own.get(unit))
        if known.scores or known.unscored or known.passed_over or known.adjustments or known.self_score:
            units.append(known)
    return Appraisal(
        year=result.period.year,
        scheme=scheme,
        result=result,
        quarters=tuple(one.quarter for one in filed.returns),
        units=_placed(units, scheme, {one.unit: one for one in reminders(result, filed.returns[-1])}),
        missing=tuple(one for one in Component if one not in lines and scheme.points[one.key]),
        uncollected=uncollected,
        objections_by=objections_by,
        refused_plans=followed.refused_plans,
    )


def _with_lines(
    unit: str, scheme: AppraisalScheme, result: QuarterResult, lines: Mapping[Component, Sequence[Line]], today: date
) -> UnitAppraisal:
    """What a unit's lines give it."""
    points = scheme.points
    counted = {one: found for one, found in lines.items() if points[one.key]}
    scored = {one: tuple(line for line in found if _is_scored(line)) for one, found in counted.items()}
    followed = [line for found in counted.values() for line in found if isinstance(line, Matter | HeldNode)]
    return UnitAppraisal(
        unit,
        duties_of(result.catalogue, unit),
        scores=tuple(ComponentScore(one, points[one.key], found) for one, found in scored.items() if found),
        left_out=tuple(one for one, found in scored.items() if not found),
        unscored=tuple(
            one for one in district(result) if one.indicator.lead_unit == unit and attainment(one) in _UNSCORED
        ),
        passed_over=tuple(line for line in followed if not _is_scored(line)),
        steps=steps_in_time((line for line in followed if isinstance(line, Matter)), today),
        bonus_cap=Fraction(scheme.bonus_cap),
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


def _placed(
    units: Sequence[UnitAppraisal], scheme: AppraisalScheme, reminded: Mapping[str, Reminder]
) -> tuple[UnitAppraisal, ...]:
    """With places among units of the same duties, and what the scheme proposes for those that have enough scored.

    reminded: the units that the bulletin of the latest quarter reminds; none of them is proposed for praise.
    """
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
        places = competition_places(group)
        proposal, withheld = _proposal(group[one.unit], scheme, reminded.get(one.unit))
        placed.append(one._replace(place=places.get(one.unit), among=len(places), proposal=proposal, withheld=withheld))
    return tuple(placed)


def _proposal(score: Fraction, scheme: AppraisalScheme, reminder: Reminder | None) -> tuple[Proposal, Reminder | None]:
    """What is proposed, and what stands against a praise that the points alone would give."""
    if score >= scheme.praise_from:
        return (Proposal.PRAISE, None) if reminder is None else (Proposal.NONE, reminder)
    return (Proposal.REMIND if score < scheme.remind_below else Proposal.NONE), None
