"""The judgement of every quarter up to the one asked for, one after the other; assembles nothing for the reader.

Hysteresis is the reason for the replay: it looks at the card before. Where only the last card is asked for, ``latest``
mostly finds it without. Source: docs/methods.md, sections 5 and 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.card_history import CardStep
from lianggang.model.quarter import Quarter

if TYPE_CHECKING:
    from lianggang.model.card_rules import Card

    from .cards import CardRules, Runs
    from .judgement import Judgement
    from .judging import Judging
    from .neighbours import EveryArea
    from .points import Point
    from .series import Series
    from .targets import Plan


class Replay:
    """Walks the quarters for one indicator and area, keeping what the next step needs."""

    __slots__ = (
        "_card",
        "_closed",
        "_deadline_state",
        "_figures",
        "_judging",
        "_plan",
        "_ruled_by",
        "_runs",
        "judgement",
        "steps",
    )  # fmt: skip

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self._figures: Series | EveryArea = judging.series
        self._plan: Plan | None = None
        self._closed: int | None = None
        """The last deadline that has had its verdict."""
        self._card: Card | None = None
        self._runs: Runs = ()
        self._ruled_by = judging.rules
        """The set that ``_runs`` belong to."""
        self._deadline_state: Point | NotAssessed | None = None
        self.judgement: Judgement | None = None
        self.steps: list[CardStep] = []

    def run(self, first: int, last: int) -> Judgement:
        """Judge the quarters ``first`` to ``last``; the last judgement is the one that holds."""
        self._closed = self._judging.closed_before(first)
        for quarter in range(first, last + 1):
            self._visit(quarter)
        if self.judgement is None:
            raise ValueError("no quarter to judge")
        if self.judgement.measured is not None:
            self.judgement.measured.look_from(last)
        details = self._judging.outlook.details(self.judgement.plan, self.judgement.points, last)
        return self.judgement if details is None else self.judgement._replace(details=details)

    def _counting(self, quarter: int) -> Plan:
        """The plan that counts at that quarter.

        Where the engine decides deadlines a plan counts until its verdict has been given, then the next, and the
        last one stays. Elsewhere the nearest deadline that has not passed counts, else the last one.
        """
        agenda, engine_decides = self._judging.agenda, self._judging.engine_decides
        plans = agenda.in_force(quarter)
        if not plans:
            return agenda.trend
        passed = self._closed if engine_decides else quarter - 1
        for deadline, plan in plans.items():
            if passed is None or deadline > passed:
                return plan
        if engine_decides and self._plan is not None and self._plan.target is not None:
            return self._plan
        return plans[max(plans)]

    def _visit(self, quarter: int) -> None:
        """Judge the quarter, unless it brings neither a new figure nor a new plan nor a verdict."""
        judging, outlook = self._judging, self._judging.outlook
        plan = self._counting(quarter)
        new_plan = plan is not self._plan
        if new_plan:
            self._plan, self._card, self._runs = plan, None, ()
            self._figures = outlook.series(plan)
        new_figures = quarter in self._figures.changes
        moved = not plan.is_plain and outlook.changes_elsewhere(plan, quarter)
        if not (new_plan or new_figures or moved or self._is_near(plan, quarter)):
            return
        points, broken = judging.comparable(self._figures, plan, quarter)
        plan = outlook.reading(plan, points, quarter)
        state = outlook.at_deadline(plan, points, quarter) if judging.engine_decides else None
        # A verdict stays, but a figure for the deadline that comes late still decides.
        settled = self.judgement is not None and self.judgement.final
        moved = moved and self.judgement is not None and self.judgement.plan.value != plan.value
        if not (new_plan or moved) and state is self._deadline_state and (settled or not new_figures):
            return
        self._deadline_state = state
        if state is not None and state is not NotAssessed.AWAITING_DEADLINE_DATA:
            self._closed = plan.deadline
        judgement, rules = judging.examine(plan, points, quarter, state, broken=broken)
        self.judgement = judgement if rules is None else self._ruled(judgement, rules)
        self._record(quarter, self.judgement)

    def _is_near(self, plan: Plan, quarter: int) -> bool:
        """Whether the deadline may be decided although nothing new was filed."""
        return self._judging.engine_decides and plan.deadline is not None and quarter >= plan.deadline

    def _ruled(self, judgement: Judgement, rules: CardRules) -> Judgement:
        """The judgement by that set, after the card before; what has no card of its own leaves that one standing."""
        if judgement.measured is None:
            return judgement
        if rules is not self._ruled_by:
            self._ruled_by, self._runs = rules, ()
        ruling, self._runs = rules.judge(judgement.measured, self._card, self._runs)
        if ruling is not None and ruling.card is not None:
            self._card = ruling.card
        return judgement.ruled(rules, ruling)

    def is_held_up(self, judgement: Judgement) -> bool:
        """Whether the judgement that ``run`` ended with has its card only from the card before."""
        ruling, measured = judgement.ruling, judgement.measured
        if ruling is None or ruling.card is None or measured is None or judgement.final:
            return False
        return self._ruled_by.holds_up(measured, ruling.card)

    def _record(self, quarter: int, judgement: Judgement) -> None:
        """A step for the reader; none where there was neither a figure nor a deadline to speak of."""
        latest = judgement.points[-1] if judgement.points else None
        if latest is None and not judgement.final:
            return
        ruling, measured = judgement.ruling, judgement.measured
        z = measured["z"] if measured is not None and judgement.counts is None else None
        self.steps.append(
            CardStep(
                quarter=Quarter.at(quarter),
                data_period=latest.period if latest else None,
                value=latest.value if latest else None,
                card=ruling.card if ruling else None,
                rule=ruling.rule if ruling else None,
                not_assessed=judgement.not_assessed,
                target=judgement.plan.target,
                z=z if isinstance(z, float) else None,
                final=judgement.final,
            )
        )
