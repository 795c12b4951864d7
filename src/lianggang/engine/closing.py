"""May an item be closed, may a closed one be reopened: the conditions, held against assessments and diagnostics.

Source: docs/ledger.md, sections 4 and 6.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card
from lianggang.model.diagnostic import Severity
from lianggang.model.errors import RefusedError
from lianggang.model.indicator import Frequency
from lianggang.model.ledger_standing import ClosingCheck, ClosingCondition, PlanNode
from lianggang.model.quarter import Quarter

from .settled import is_settled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianggang.model.assessment import Assessment
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.letter import ToldFigure
    from lianggang.model.rectification import RectificationPlan

REBOUND_PERIODS = 2
"""A card within so many reporting periods after closing is a rebound."""


def closing_check(
    assessment: Assessment | None,
    plans: Iterable[RectificationPlan],
    diagnostics: Iterable[Diagnostic],
    evidence: tuple[str, ...],
) -> ClosingCheck:
    """The three conditions for an indicator's letter.

    assessment: the district's, of the quarter judged. plans: those of this indicator; they count once they are
    sound. diagnostics: of the returns used. evidence: as named by the person; that of the plans' finished milestones
    is added.
    """
    plans = tuple(plans)
    node = None if assessment is None else assessment.measures.get("node")
    node = None if isinstance(node, float) else node
    plan_node = _plan_node(assessment, plans)
    listed = (*evidence, *(text for plan in plans for text in _evidence(plan)))
    code = assessment.indicator.code if assessment else None
    errors = sum(found.severity is Severity.ERROR and found.indicator == code for found in diagnostics)
    has_value = assessment is not None and assessment.value is not None
    reached = _reaches_node(assessment) or (plan_node is not None and plan_node.met)
    conditions = (
        (ClosingCondition.VALUE, reached),
        (ClosingCondition.EVIDENCE, bool(listed)),
        (ClosingCondition.DATA, has_value and not errors),
    )
    return ClosingCheck(conditions, assessment, node, plan_node, tuple(dict.fromkeys(listed)), errors)


def check_rebound(item: LedgerItem, assessment: Assessment | None, told: ToldFigure | None = None) -> None:
    """RefusedError unless the indicator has a card, on a newer figure than at the closing, soon enough to be a rebound.

    told: the figure that it was closed on, as 销号依据 names it; None: figures of days after the closing are newer.
    """
    name = f"{item.indicator} {item.name}"
    if item.closed is None or assessment is None or assessment.card is None:
        raise RefusedError(f"{name}没有可用的判定，看不出是否反弹；其他事由请用 ledger add 另立一项。")
    if assessment.card not in {Card.YELLOW, Card.RED} or assessment.data_period is None:
        raise RefusedError(f"{assessment.period} {name}没有亮牌，不算反弹；其他事由请用 ledger add 另立一项。")
    if is_settled(assessment, item, told):
        raise RefusedError(f"{name}在销号（{item.closed}）以后还没有新的数据，不算反弹。")
    closed_in = Quarter.of(item.closed)
    periods = REBOUND_PERIODS * _quarters_a_period(assessment)
    if assessment.period - closed_in > periods and (assessment.since is None or assessment.since - closed_in > periods):
        raise RefusedError(f"{name}销号后已过{REBOUND_PERIODS}期才亮牌，不算反弹；请用 ledger add 另立一项。")


def _quarters_a_period(assessment: Assessment) -> int:
    return {Frequency.QUARTERLY: 1, Frequency.HALF_YEARLY: 2}.get(assessment.indicator.frequency, 4)


def _reaches_node(assessment: Assessment | None) -> bool:
    """At or beyond the node; where there is none (a range, a direction, yes or no), the target met or a green card."""
    if assessment is None or assessment.value is None:
        return False
    behind = assessment.measures.get("value_gap")
    if behind is not None:
        return behind <= 0
    return assessment.met is True or (assessment.met is None and assessment.card is Card.GREEN)


def _plan_node(assessment: Assessment | None, plans: Iterable[RectificationPlan]) -> PlanNode | None:
    """The first plan's node for the quarter that the figure speaks of; one that is met before one that is not."""
    if assessment is None or assessment.value is None or assessment.data_period is None:
        return None
    nodes = []
    for plan in plans:
        value = plan.nodes.get(assessment.data_period.quarter)
        if value is not None:
            sign = plan.sign(assessment.indicator.direction)
            last = max(plan.nodes.items())
            met = sign * (Fraction(assessment.value) - Fraction(value)) >= 0
            nodes.append(PlanNode(plan.id, value, met, last if last[0] > assessment.data_period.quarter else None))
    return next((one for one in nodes if one.met), nodes[0] if nodes else None)


def _evidence(plan: RectificationPlan) -> Iterable[str]:
    for _, _, milestone in plan.milestones():
        if milestone.done is not None:
            yield from milestone.done.evidence
