"""One indicator in one area at any one quarter, up to the rules that give the card; of the quarters before nothing.

The judgement rests on the periods known by that quarter, with their values as known today. What the card before has
to do with it stands in ``replay`` and ``latest``. Source: docs/methods.md, sections 5 and 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.indicator import Direction
from lianggang.model.small_count import Uncounted

from .judgement import Judgement, lacking, yes_or_no
from .measures import Measured
from .outlook import Outlook
from .position import Position
from .scaled import ScaledFigures
from .small_numbers import counts_too_few
from .verdict import LEFT_TO_THE_ENGINE, is_over, verdict

if TYPE_CHECKING:
    from lianggang.model.indicator import Indicator
    from lianggang.model.small_count import SmallCount

    from .cards import CardRules
    from .neighbours import EveryArea, Neighbours
    from .points import Point
    from .series import Series
    from .targets import Plan
    from .targets_in_force import Agenda

_YES_NO = Direction.YES_NO


class Judging:
    """What stays the same from quarter to quarter while one indicator and area is judged."""

    __slots__ = ("_scaled", "agenda", "counting_rules", "engine_decides", "indicator", "outlook", "rules", "series")

    def __init__(
        self,
        agenda: Agenda,
        series: Series,
        rules: CardRules,
        neighbours: Neighbours | None = None,
        counting_rules: CardRules | None = None,
    ) -> None:
        """neighbours: what targets look at beyond ``series``; None where no target does.

        counting_rules: the set for rare events; without it these are not judged.
        """
        self.agenda = agenda
        self.indicator: Indicator = agenda.indicator
        self.series = series
        self.outlook = Outlook(self.indicator, series, neighbours)
        self.rules = rules
        self.counting_rules = counting_rules
        self.engine_decides = rules.name in LEFT_TO_THE_ENGINE or self.indicator.direction is _YES_NO
        """Whether deadlines are decided here. A set speaks of paces; of yes and no it knows nothing."""
        self._scaled = ScaledFigures(series.columns, agenda.scales)

    def closed_before(self, first: int) -> int | None:
        """The last deadline that was over before the history begins, unless it is the only one left to show."""
        if not self.engine_decides:
            return None
        deadlines = list(self.agenda.in_force(first))
        if len(deadlines) < 2:
            return None
        over = [one for one in deadlines[:-1] if is_over(self.indicator, one, first)]
        return max(over, default=None)

    def comparable(self, figures: Series | EveryArea, plan: Plan, quarter: int) -> tuple[tuple[Point, ...], bool]:
        """The figures known, from the last change of definition on; and whether the baseline lies before it.

        Source: docs/methods.md, section 7.9.
        """
        points = figures.known(quarter)
        if not self.indicator.breaks or not points:
            return points, False
        begun = [one.period.index for one in self.indicator.breaks if one.period.index <= points[-1].time]
        if not begun:
            return points, False
        begin = max(begun)
        return tuple(point for point in points if point.time >= begin), plan.start is not None and plan.start < begin

    def examine(
        self,
        plan: Plan,
        points: tuple[Point, ...],
        quarter: int,
        state: Point | NotAssessed | None,
        *,
        broken: bool,
    ) -> tuple[Judgement, CardRules | None]:
        """The deadline first, then what cannot be judged, then the rules that are left to be applied, if any."""
        decided = state is not None and state is not NotAssessed.AWAITING_DEADLINE_DATA
        if plan.unjudged is not None or broken:
            why = plan.unjudged or NotAssessed.DEFINITION_CHANGED
            return Judgement(plan, points, None, why, final=decided), None
        # A target without a number has nothing to be compared with at its deadline: its trend goes on being judged.
        if state is not None and (plan.value is not None or plan.others is not None):
            return self._at_deadline(plan, points, quarter, state), None
        if not points:
            return Judgement(plan, points, None, self._without_points(plan)), None
        if not plan.is_plain and self.outlook.is_lacking(plan, points[-1], quarter):
            return Judgement(plan, points, None, NotAssessed.TOO_LITTLE_DATA), None
        measured = Measured(Position(self.indicator, plan, points, quarter, figures=self._scaled))
        if self.indicator.direction is _YES_NO:
            return yes_or_no(plan, points, measured), None
        return self._for_rules(plan, points, measured)

    def _without_points(self, plan: Plan) -> NotAssessed:
        """Parts of a year that do not yet make up a whole one are too little, not nothing."""
        if self.outlook.every_area(plan) is not None or self.series.parts or self.series.accumulated:
            return NotAssessed.TOO_LITTLE_DATA
        return lacking(plan, ())

    def _at_deadline(
        self, plan: Plan, points: tuple[Point, ...], quarter: int, state: Point | NotAssessed
    ) -> Judgement:  # fmt: skip
        if isinstance(state, NotAssessed):
            waiting = state is NotAssessed.AWAITING_DEADLINE_DATA
            if not points:
                return Judgement(plan, points, None, state, final=not waiting)
            at = Position(self.indicator, plan, points, quarter, final=True, figures=self._scaled)
            return Judgement(plan, points, None, state, Measured(at), final=not waiting, counts=self._counts(at))
        until = tuple(point for point in points if point.time <= state.time)
        plan = plan.reading(state)
        at = Position(self.indicator, plan, until, quarter, final=True, figures=self._scaled)
        is_met = self.outlook.outcome(plan, state, points, quarter) is True
        ruling = verdict(is_met=is_met)
        return Judgement(plan, until, ruling, None, Measured(at), final=True, counts=self._counts(at))

    def _counts(self, at: Position) -> SmallCount | Uncounted | None:
        """The counts where they are to be looked at instead of the rate. Source: docs/methods.md, section 8."""
        return at.counts if self.indicator.small_numbers and counts_too_few(at) else None

    def _for_rules(
        self, plan: Plan, points: tuple[Point, ...], measured: Measured
    ) -> tuple[Judgement, CardRules | None]:  # fmt: skip
        """Which set the figures are to be judged by; none where a required measure is not defined."""
        counts = self._counts(measured.position) if self.indicator.small_numbers else None
        judgement = Judgement(plan, points, None, None, measured, counts=counts)
        rules: CardRules | None = self.rules
        if counts is not None:
            rules = None if isinstance(counts, Uncounted) else self.counting_rules
        if rules is None:
            why = lacking(plan, points)
            of_the_plan = why in {NotAssessed.NO_BASELINE, NotAssessed.NO_DATA_SINCE_BASELINE}
            return judgement._replace(not_assessed=why if of_the_plan else NotAssessed.SMALL_NUMBERS), None
        # A pace can be drawn through figures from before the baseline; they say nothing of what came of the target.
        if rules.missing(measured) or (plan.value is None and not measured.position.is_since_baseline):
            return judgement._replace(not_assessed=lacking(plan, points)), None
        return judgement, rules
