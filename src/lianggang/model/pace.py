"""The reckoning of a pace (docs/methods.md, section 4), and of a drift where there is no number to reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from fractions import Fraction

    from .quarter import Period


class Scale(Enum):
    """The working scale on which paces are compared (methods §3)."""

    LOGIT = "logit"
    LOG = "log"
    LINEAR = "lin"


class PaceFigure(NamedTuple):
    """One figure that a pace rests on, where it stands on the scale."""

    period: Period
    value: Decimal
    level: float
    """g(x)."""
    in_window: bool
    """Whether the recent pace rests on it."""
    change: float | None = None
    """The yearly change since the figure before, where that is one of those that the noise rests on."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The reckoning of methods §4, for the reader to redo. Paces are per year on the scale, improvement positive."""

    scale: Scale
    span: float
    """``log``: the smallest value that counts. ``lin``: the unit u. Without meaning on ``logit``."""
    sign: int
    """s: +1 where a higher figure is better, -1 where a lower one is."""
    years_gone: Fraction
    """t - t0: from the baseline to the latest observation."""
    years_left: Fraction
    """h: from the latest observation to the deadline, at least 0.25."""
    figures: tuple[PaceFigure, ...]
    """The observations that the recent pace or the noise rests on, oldest first."""
    baseline_level: float
    """g(b)."""
    goal_level: float
    """g(τ), of the end of a range that is in danger or is being approached."""
    fitted: float
    """The value of the line through the window at the latest observation."""
    level: float
    """L, the smoothed level on the scale."""
    smoothed: float
    """L in the unit of measure."""
    recent: float
    whole: float
    expected: float
    need: float
    noise: float
    slack: float
    """k, added to the noise."""
    z: float
    in_unit: Mapping[str, float] = field(default_factory=dict)
    """``recent``, ``whole``, ``expected`` and ``need`` as a reader can check them: on ``log`` as percent a year,
    on the other scales as the first year's change in the indicator's unit; improvement positive."""
    yearly: Fraction | None = None
    """The plain change per year from the first figure of the window to the last, in the unit; None for a single one."""
    back_on_path: float | None = None
    """g⁻¹(L + s·need): the value needed a year on to be back on the path."""

    @property
    def window(self) -> tuple[PaceFigure, ...]:
        """W: the observations the recent pace rests on."""
        return tuple(figure for figure in self.figures if figure.in_window)


class Drift(NamedTuple):
    """Where a target without a number, or a direction alone, is moving. Source: docs/methods.md, section 7.13."""

    scale: Scale
    span: float
    """As of ``Pace``."""
    sign: int
    """+1 where a higher figure is better, -1 where a lower one is."""
    window: tuple[PaceFigure, ...]
    """The observations it rests on."""
    recent: float
    """Per year on the scale, improvement positive."""
    in_unit: float
    """As of ``Pace``."""
    yearly: Fraction | None = None
    """As of ``Pace``."""
