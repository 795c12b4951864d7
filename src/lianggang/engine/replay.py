"""The judgement of every quarter up to the one asked for, one after the other; assembles nothing for the reader.

Each judgement rests on the periods known by its quarter, with their values as known today. Hysteresis is the reason
for the replay: it looks at the card before. Source: docs/methods.md, sections 5 and 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.assessment import CardStep, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Direction
from lianggang.model.quarter import Quarter

from .cards import Ruling
from .measures import Measured
from .position import Position
from .small_numbers import counts_too_few
from .targets import Agenda
from .verdict import LEFT_TO_THE_ENGINE, at_deadline, is_over, verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.indicator import Indicator

    from .cards import CardRules, Runs
    from .history import Point
    from .position import Scales
    from .series import Series
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


class Replay:
    """Walks the quarters for one indicator and area, keeping what the next step needs."""

    __slots__ = (
        "_agenda", "_card", "_closed", "_deadline_state", "_engine_decides", "_indicator", "_plan", "_rules", "_runs",
        "_scales", "_series", "judgement", "steps",
    )  # fmt: skip

    def __init__(self, indicator: Indicator, series: Series, rules: CardRules) -> None:
        self._indicator = indicator
        self._series = series
        self._rules = rules
        # A set speaks of paces; of yes and no it knows nothing.
        self._engine_decides = rules.name in LEFT_TO_THE_ENGINE or indicator.direction is Direction.YES_NO
        self._agenda = Agenda(indicator)
        self._scales: Scales = {}
        self._plan: Plan | None = None
        self._closed: int | None = None
        """The last deadline that has had its verdict."""
        self._card: Card | None = None
        self._runs: Runs = ()
        self._deadline_state: Point | NotAssessed | None = None
        self.judgement: Judgement | None = None
        self.steps: list[CardStep] = []

    def run(self, first: int, last: int) -> Judgement:
        """Judge the quarters ``first`` to ``last``; the last judgement is the one that holds."""
        if self._engine_decides:
            self._closed = self._closed_before(first)
        for quarter in range(first, last + 1):
            self._visit(quarter)
        if self.judgement is None:
            raise ValueError("no quarter to judge")
        if self.judgement.measured is not None:
            self.judgement.measured.look_from(last)
        return self.judgement

    def _closed_before(self, first: int) -> int | None:
        """The last deadline that was over before the history begins, unless it is the only one left to show."""
        deadlines = list(self._agenda.in_force(first))
        over = [one for one in deadlines[:-1] if is_over(self._indicator, one, first)]
        return max(over, default=None)

    def _counting(self, quarter: int) -> Plan:
        """The plan that counts at that quarter.

        Where the engine decides deadlines a plan counts until its verdict has been given, then the next, and the
        last one stays. Elsewhere the nearest deadline that has not passed counts, else the last one.
        """
        plans = self._agenda.in_force(quarter)
        if not plans:
            return self._agenda.trend
        passed = self._closed if self._engine_decides else quarter - 1
        for deadline, plan in plans.items():
            if passed is None or deadline > passed:
                return plan
        if self._engine_decides and self._plan is not None and self._plan.target is not None:
            return self._plan
        return plans[max(plans)]

    def _visit(self, quarter: int) -> None:
        """Judge the quarter, unless it brings neither a new figure nor a new plan nor a verdict."""
        plan = self._counting(quarter)
        new_plan = plan is not self._plan
        new_figures = quarter in self._series.changes
        if new_plan:
            self._plan, self._card, self._runs = plan, None, ()
        if not (new_plan or new_figures or self._is_near(plan, quarter)):
            return
        points, broken = self._comparable(plan, quarter)
        state = at_deadline(self._indicator, plan, points, quarter) if self._engine_decides else None
        # A verdict stays, but a figure for the deadline that comes late still decides.
        settled = self.judgement is not None and self.judgement.final
        if not new_plan and state is self._deadline_state and (settled or not new_figures):
            return
        self._deadline_state = state
        if state is not None and state is not NotAssessed.AWAITING_DEADLINE_DATA:
            self._closed = plan.deadline
        self.judgement = self._judge(plan, points, quarter, state, broken=broken)
        self._record(quarter, self.judgement)

    def _is_near(self, plan: Plan, quarter: int) -> bool:
        """Whether the deadline may be decided although nothing new was filed."""
        return self._engine_decides and plan.deadline is not None and quarter >= plan.deadline

    def _comparable(self, plan: Plan, quarter: int) -> tuple[tuple[Point, ...], bool]:
        """The figures known, from the last change of definition on; and whether the baseline lies before it.

        Source: docs/methods.md, section 7.9.
        """
        points = self._series.known(quarter)
        if not self._indicator.breaks or not points:
            return points, False
        begun = [one.period.index for one in self._indicator.breaks if one.period.index <= points[-1].time]
        if not begun:
            return points, False
        begin = max(begun)
        return tuple(point for point in points if point.time >= begin), plan.start is not None and plan.start < begin

    def _judge(
        self,
        plan: Plan,
        points: tuple[Point, ...],
        quarter: int,
        state: Point | NotAssessed | None,
        *,
        broken: bool,
    ) -> Judgement:
        """The deadline first, then what cannot be judged, then the rules."""
        decided = state is not None and state is not NotAssessed.AWAITING_DEADLINE_DATA
        if plan.unjudged is not None or broken:
            return Judgement(plan, points, None, plan.unjudged or NotAssessed.DEFINITION_CHANGED, final=decided)
        # A target without a number has nothing to be compared with at its deadline: its trend goes on being judged.
        if state is not None and plan.value is not None:
            return self._at_deadline(plan, points, quarter, state)
        if not points:
            return Judgement(plan, points, None, self._without_points(plan))
        measured = Measured(Position(self._indicator, plan, points, quarter, scales=self._scales))
        if self._indicator.direction is Direction.YES_NO:
            return _yes_or_no(plan, points, measured)
        return self._by_rules(plan, points, measured)

    def _without_points(self, plan: Plan) -> NotAssessed:
        """Parts of a year that do not yet make up a whole one are too little, not nothing."""
        return NotAssessed.TOO_LITTLE_DATA if self._series.parts else _lacking(plan, ())

    def _at_deadline(
        self, plan: Plan, points: tuple[Point, ...], quarter: int, state: Point | NotAssessed
    ) -> Judgement:  # fmt: skip
        if isinstance(state, NotAssessed):
            waiting = state is NotAssessed.AWAITING_DEADLINE_DATA
            measured = None
            if points:
                measured = Measured(Position(self._indicator, plan, points, quarter, final=True, scales=self._scales))
            return Judgement(plan, points, None, state, measured, final=not waiting)
        until = tuple(point for point in points if point.time <= state.time)
        position = Position(self._indicator, plan, until, quarter, final=True, scales=self._scales)
        return Judgement(plan, until, verdict(plan, state), None, Measured(position), final=True)

    def _by_rules(self, plan: Plan, points: tuple[Point, ...], measured: Measured) -> Judgement:
        if self._indicator.small_numbers and counts_too_few(measured.position):
            return Judgement(plan, points, None, NotAssessed.SMALL_NUMBERS, measured)
        missing = self._rules.missing(measured)
        if missing:
            return Judgement(plan, points, None, _lacking(plan, points), measured)
        ruling, self._runs = self._rules.judge(measured, self._card, self._runs)
        not_coloured = NotAssessed.SMALL_NUMBERS if ruling is None or ruling.card is None else None
        self._card = ruling.card if ruling else None
        return Judgement(plan, points, ruling, not_coloured, measured)

    def _record(self, quarter: int, judgement: Judgement) -> None:
        """A step for the reader; none where there was neither a figure nor a deadline to speak of."""
        latest = judgement.points[-1] if judgement.points else None
        if latest is None and not judgement.final:
            return
        ruling, measured = judgement.ruling, judgement.measured
        z = measured["z"] if measured is not None else None
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
            )
        )


def _yes_or_no(plan: Plan, points: tuple[Point, ...], measured: Measured) -> Judgement:
    """Done is green. Not done before the deadline has no pace to judge by: the deadline will tell.

    Source: docs/methods.md, section 7.11.
    """
    if not measured.position.is_since_baseline:
        return Judgement(plan, points, None, NotAssessed.NO_DATA_SINCE_BASELINE, measured)
    if plan.is_met(points[-1].value):
        return Judgement(plan, points, DONE, None, measured)
    return Judgement(plan, points, None, NotAssessed.AWAITING_DEADLINE_DATA, measured)


def _lacking(plan: Plan, points: Sequence[Point]) -> NotAssessed:
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
