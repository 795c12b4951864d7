"""What a target asks for as a number, from where and by when; not which one counts, and not how far it is reached."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.assessment import NotAssessed, ResolvedTarget
from lianggang.model.indicator import Direction, FigureKind
from lianggang.model.quarter import Period

if TYPE_CHECKING:
    from lianggang.model.indicator import Baseline, Indicator, Target

    from .points import Point

_UPWARD = frozenset({"at_least", "above", "rise", "not_below"})
_DOWNWARD = frozenset({"at_most", "below", "fall"})


class Aim(NamedTuple):
    """One number to reach or hold, and the side from which it is good."""

    sign: int
    """+1: at least the goal. -1: at most."""
    goal: Decimal
    keep: bool
    """A level to hold, wherever the baseline lies."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A target with its baseline, ready to be judged; or, without a target, a direction alone."""

    target: Target | None
    baseline: Baseline | None
    """The target's own, else the indicator's."""
    value: Decimal | tuple[Decimal, Decimal] | None
    sign: int
    """+1 if higher is better, -1 if lower; 0 for a range."""
    strict: bool = False
    """``above`` and ``below``: a value equal to the number does not meet the target."""
    unjudged: NotAssessed | None = None
    """Why this target cannot be judged at all."""
    others: tuple[Point, ...] | None = None
    """For ``not_below``: the figures of the other indicator that are known; None for every other target."""

    deadline: int | None = field(init=False)
    """T on the time axis, in quarters."""
    start: int | None = field(init=False)
    """t0 on the time axis, in quarters; None without a baseline."""
    begin: float = field(init=False)
    """The baseline for reckoning on a working scale; without meaning where there is none."""
    numbers: tuple[Aim, ...] = field(init=False)
    """The numbers that the target names: none, one, or the two ends of a range."""
    improve: int | None = field(init=False)
    """1 if the number asks for more than the baseline, 0 for a level to hold; of a range, for figures below it.

    None without a number, and without a baseline to tell by.
    """
    is_plain: bool = field(init=False)
    """Whether one figure, held against the number written in the catalogue, tells if the target is met."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "deadline", self.target.by.index if self.target else None)
        object.__setattr__(self, "start", self.baseline.period.index if self.baseline else None)
        object.__setattr__(self, "begin", float(self.baseline.value) if self.baseline else 0.0)
        object.__setattr__(self, "numbers", self._named())
        object.__setattr__(self, "improve", self.improve_of(self.numbers))
        object.__setattr__(self, "is_plain", self.others is None and self.years == 1 and not self.every_area)

    def _named(self) -> tuple[Aim, ...]:
        if self.value is None:
            return ()
        if isinstance(self.value, tuple):
            return Aim(1, self.value[0], keep=False), Aim(-1, self.value[1], keep=False)
        return (Aim(self.sign, self.value, keep=self.target is not None and self.target.keep),)

    def aims(self, value: Decimal) -> tuple[Aim, ...]:
        """What the target asks of a figure that stands at ``value``.

        Inside a range: both its ends are levels to hold. Outside: the nearer end is a level to reach. Empty where
        the target has no number. Source: docs/methods.md, section 7.3.
        """
        if len(self.numbers) < 2 or not isinstance(self.value, tuple):
            return self.numbers
        low, high = self.value
        below, above = self.numbers
        if value < low:
            return (below,)
        if value > high:
            return (above,)
        return below._replace(keep=True), above._replace(keep=True)

    def improve_of(self, aims: tuple[Aim, ...]) -> int | None:
        """1 if the first of the aims asks for more than the baseline, 0 for levels to hold, None where it is open.

        Source: docs/methods.md, section 1.
        """
        if not aims:
            return None
        if any(aim.keep for aim in aims):
            return 0
        if self.baseline is None:
            return None
        sign, goal, _ = aims[0]
        return int(sign * (goal - self.baseline.value) > 0)

    def gap(self, value: Decimal) -> Decimal | None:
        """What is missing, in the unit of measure: positive in either direction, ≤ 0 once there; None without number.

        Inside a range: the distance to the nearer end, negative.
        """
        if self.value is None:
            return None
        if isinstance(self.value, tuple):
            low, high = self.value
            return max(low - value, value - high)
        return self.value - value if self.sign > 0 else value - self.value

    def is_met(self, value: Decimal) -> bool | None:
        """Whether ``value`` meets the target; a value equal to ``above`` or ``below`` does not. None without number."""
        gap = self.gap(value)
        if gap is None:
            return None
        return gap < 0 if self.strict else gap <= 0

    @property
    def years(self) -> int:
        """How many years running the target must hold."""
        return self.target.for_ if self.target else 1

    @property
    def every_area(self) -> bool:
        """Whether each area must meet the target."""
        return self.target is not None and self.target.every_area

    def other_for(self, point: Point) -> Point | None:
        """The other indicator's figure that a relative target holds this one against: its latest at that time."""
        return next((other for other in reversed(self.others or ()) if other.time <= point.time), None)

    def reading(self, point: Point) -> Plan:
        """The plan as it reads for one figure: a relative target has its number only then, or none at all."""
        if self.others is None:
            return self
        other = self.other_for(point)
        return replace(self, value=other.value if other else None)

    def meets(self, point: Point) -> bool | None:
        """Whether a figure meets the target as it reads for that figure. None without number."""
        return self.reading(point).is_met(point.value)

    def resolved(self) -> ResolvedTarget | None:
        """The target as the reader is shown it; None where there is none."""
        return ResolvedTarget(self.target, self.baseline, self.value) if self.target else None


def plan_of(indicator: Indicator, target: Target) -> Plan:
    """The plan that a target makes with its baseline.

    A relative target (``change``) moves with its baseline, also where the baseline is negative: -20 % is always a
    decrease. A target relative to another indicator (``not_below``) gets its number from that one's figures
    (``Plan.reading``).
    """
    baseline = _of_its_year(indicator, target.baseline or indicator.baseline)
    sign = _sign(indicator, target)
    if target.op == "not_below":
        return Plan(target, baseline, None, sign, others=())
    if target.op == "change" and baseline is None:
        return Plan(target, None, None, sign, unjudged=NotAssessed.NO_BASELINE)
    value = _value(target, baseline)
    strict = target.above is not None or target.below is not None
    return Plan(target, baseline, value, 0 if isinstance(value, tuple) else sign, strict)


def _of_its_year(indicator: Indicator, baseline: Baseline | None) -> Baseline | None:
    """The baseline of an accumulating health year, where it is dated by the quarter in which that ends.

    It stands where the figures of complete health years stand: at the end of the year they are named after.
    """
    if baseline is None or indicator.figure is not FigureKind.HEALTH_YEAR_TO_DATE or baseline.period.whole_year:
        return baseline
    if baseline.period.quarter.number != 3:
        return baseline
    return baseline.model_copy(update={"period": Period.of_year(baseline.period.quarter.year)})


def _value(target: Target, baseline: Baseline | None) -> Decimal | tuple[Decimal, Decimal] | None:
    """What the target asks for as a number or a range; None for a direction alone."""
    if target.between is not None:
        return target.between
    if target.about is not None:
        within = target.within or Decimal(0)
        return target.about - within, target.about + within
    if target.change is not None and baseline is not None:
        return baseline.value + target.change / 100 * abs(baseline.value)
    numbers = (target.at_least, target.at_most, target.above, target.below)
    return next((number for number in numbers if number is not None), None)


def trend_plan(indicator: Indicator) -> Plan:
    """The plan of an indicator without a target: its direction alone.

    Yes/no indicators and ranges have no direction to move in: they are only observed.
    """
    sign = {Direction.UP: 1, Direction.DOWN: -1}.get(indicator.direction, 0)
    return Plan(None, indicator.baseline, None, sign, unjudged=None if sign else NotAssessed.OBSERVED_ONLY)


def _sign(indicator: Indicator, target: Target) -> int:
    if target.op in _UPWARD:
        return 1
    if target.op in _DOWNWARD:
        return -1
    if indicator.direction in {Direction.UP, Direction.DOWN}:
        return 1 if indicator.direction is Direction.UP else -1
    return 1 if target.change is None or target.change > 0 else -1
