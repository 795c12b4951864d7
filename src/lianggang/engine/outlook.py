"""Which figures a plan is held against, and whether they suffice, where a single figure does not tell.

Three kinds of target look further than at the latest figure: relative to another indicator, to hold several years,
to be met in every area. For all others this passes on the indicator's own series. Gives no card.
Source: docs/methods.md, section 7, items 14 to 16.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.assessment import NotAssessed

from .verdict import at_deadline, is_over, outcome, years_held

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lianggang.model.assessment import AreaStanding, Reference
    from lianggang.model.indicator import Indicator

    from .neighbours import EveryArea, Neighbours
    from .points import Point
    from .series import Series
    from .targets import Plan


class Details(NamedTuple):
    """What the reader must know about a target that looks at more than one figure."""

    reference: Reference | None = None
    """Where the number of a relative target comes from."""
    years_held: int | None = None
    """For a target that must hold several years: for how many it has."""
    areas: AreaStanding | None = None
    """For the district, where every area must meet the target."""


class Outlook:
    """The figures of one indicator and area, and of its neighbours where a plan asks for them."""

    __slots__ = ("_indicator", "_neighbours", "_own")

    def __init__(self, indicator: Indicator, series: Series, neighbours: Neighbours | None) -> None:
        self._indicator = indicator
        self._own = series
        self._neighbours = neighbours

    def every_area(self, plan: Plan) -> EveryArea | None:
        """The areas' figures where each of them must meet the plan; None where the own figure is judged."""
        return self._neighbours.areas if self._neighbours is not None and plan.every_area else None

    def series(self, plan: Plan) -> Series | EveryArea:
        """The figures that the plan is held against."""
        return self._own if plan.is_plain else self.every_area(plan) or self._own

    def reading(self, plan: Plan, points: Sequence[Point], quarter: int) -> Plan:
        """The plan as it reads for the latest figure, with what is known of the other indicator by the quarter."""
        if plan.is_plain:
            return plan
        others = self._others(plan)
        if others is not None:
            plan = replace(plan, others=others.known(quarter))
        return plan.reading(points[-1]) if points else plan

    def changes_elsewhere(self, plan: Plan, quarter: int) -> bool:
        """Whether the quarter brought something new about the indicator that a relative target looks at."""
        others = None if plan.is_plain else self._others(plan)
        return others is not None and quarter in others.changes

    def at_deadline(self, plan: Plan, points: Sequence[Point], quarter: int) -> Point | NotAssessed | None:
        """As ``verdict.at_deadline``; but no figure decides where further ones are asked for and not known."""
        state = at_deadline(self._indicator, plan, points, quarter)
        if plan.is_plain or state is None or isinstance(state, NotAssessed) or plan.deadline is None:
            return state
        # A target without a number has no outcome: its trend goes on being judged.
        without_number = plan.value is None and plan.others is None
        if without_number or self.outcome(plan, state, points, quarter) is not None:
            return state
        over = is_over(self._indicator, plan.deadline, quarter)
        return NotAssessed.NO_DEADLINE_DATA if over else NotAssessed.AWAITING_DEADLINE_DATA

    def outcome(self, plan: Plan, deciding: Point, points: Sequence[Point], quarter: int) -> bool | None:
        """Whether the target is met at its deadline; None where that cannot be told."""
        return outcome(plan, deciding, points, self._completeness(plan, quarter))

    def is_lacking(self, plan: Plan, latest: Point, quarter: int) -> bool:
        """Whether there is nothing to hold the figure against; or areas are silent, and those that speak all comply."""
        if plan.is_plain:
            return False
        if plan.others is not None and plan.value is None:
            return True
        return bool(plan.every_area and plan.meets(latest) and not self._completeness(plan, quarter)(latest))

    def details(self, plan: Plan, points: Sequence[Point], quarter: int) -> Details | None:
        """What is to be said beside the judgement; None where a single figure tells."""
        if plan.is_plain:
            return None
        latest = points[-1] if points else None
        held = years_held(plan, points, self._completeness(plan, quarter)) if plan.years > 1 else None
        if self._neighbours is None:
            return Details(years_held=held)
        return Details(
            self._neighbours.reference(plan, latest), held, self._neighbours.standing(plan, latest, quarter)
        )  # fmt: skip

    def _others(self, plan: Plan) -> Series | None:
        if self._neighbours is None or plan.target is None or plan.target.not_below is None:
            return None
        return self._neighbours.other(plan.target.not_below)

    def _completeness(self, plan: Plan, quarter: int) -> Callable[[Point], bool]:
        """Tells of a figure whether it speaks for all areas that must report."""
        areas = self.every_area(plan)
        return (lambda _: True) if areas is None else (lambda point: areas.is_complete(quarter, point))
