"""Which of an indicator's targets are in force at a quarter, and which of those with one deadline counts."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING

from .scaled import FittingScales
from .targets import plan_of, trend_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.indicator import Indicator, Target

    from .targets import Plan


class Agenda:
    """The targets of an indicator, and which of them are in force when.

    Of several versions of a target (same outline, level and deadline) the latest valid one counts alone; of several
    targets with the same deadline the strictest.
    """

    __slots__ = ("_by_deadline", "_plans", "_turns", "counting", "indicator", "scales", "trend")

    def __init__(self, indicator: Indicator) -> None:
        self.indicator = indicator
        self._plans = tuple((plan_of(indicator, target), target) for target in indicator.targets)
        self._turns = sorted({target.valid_from.index for _, target in self._plans if target.valid_from})
        self._by_deadline: dict[int, dict[int, Plan]] = {}
        self.counting: dict[tuple[int, int, bool], tuple[int, tuple[Plan, int] | None]] = {}
        """For a span of quarters the nearest deadline, and which plan counts while none has had its figure.

        The areas share the answer.
        """
        self.scales = FittingScales(bounded=indicator.is_bounded_percent)
        """Those of the ways that targets ask for; the areas share them."""
        self.trend = trend_plan(indicator)
        """What counts where there is no target."""

    def in_force(self, quarter: int) -> dict[int, Plan]:
        """The plan that counts for each deadline, nearest first, as the targets stand at that quarter."""
        turn = bisect_right(self._turns, quarter)
        if turn not in self._by_deadline:
            plans = self._versions(quarter)
            deadlines = sorted({target.by.index for _, target in plans})
            self._by_deadline[turn] = {
                deadline: strictest([plan for plan, target in plans if target.by.index == deadline])
                for deadline in deadlines
            }
        return self._by_deadline[turn]

    def turns_within(self, first: int, last: int) -> bool:
        """Whether a target comes into force after ``first``, at ``last`` at the latest."""
        return bool(self._turns) and bisect_right(self._turns, first) != bisect_right(self._turns, last)

    def _versions(self, quarter: int) -> list[tuple[Plan, Target]]:
        """The latest version in force of every target."""
        newest: dict[tuple[str, str, int], int] = {}
        for _, target in self._plans:
            if _since(target) <= quarter:
                identity = self._identity(target)
                newest[identity] = max(_since(target), newest.get(identity, 0))
        return [(plan, target) for plan, target in self._plans if _since(target) == newest.get(self._identity(target))]

    def _identity(self, target: Target) -> tuple[str, str, int]:
        """What all versions of a target have in common."""
        return target.outline or self.indicator.outline, target.level, target.by.index


def _since(target: Target) -> int:
    return target.valid_from.index if target.valid_from else 0


def strictest(plans: Sequence[Plan]) -> Plan:
    """The plan that asks for most; the first of equals. Plans with a number of their own go before those without.

    Upwards the highest number, downwards the lowest, of ranges the narrowest; ``above`` asks for more than
    ``at_least`` the same, then every area for more than the district, then several years for more than one.
    """
    return max(plans, key=_strictness)


def _strictness(plan: Plan) -> tuple[bool, bool, Decimal, bool, bool, int]:
    further = (plan.strict, plan.every_area, plan.years)
    if plan.value is None:
        return (False, plan.others is not None, Decimal(0), *further)
    if isinstance(plan.value, tuple):
        return (True, False, plan.value[0] - plan.value[1], *further)
    return (True, False, plan.sign * plan.value, *further)
