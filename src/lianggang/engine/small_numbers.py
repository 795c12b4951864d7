"""Whether an indicator of rare events counts too few of them to be judged by its rate; does not judge the counts.

Source: docs/methods.md, section 8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .position import Position

FEW = 20
"""Events a year below which a rate is not compared with a threshold."""


def counts_too_few(at: Position) -> bool:
    """Fewer than 20 events in the latest year, and fewer than 20 expected on the path; also where counts lack."""
    events, exposure = at.latest.numerator, at.latest.denominator
    if events is None or exposure is None:
        return True
    if events >= FEW:
        return False
    rate = path_rate(at)
    return rate is None or float(exposure) * rate / float(at.indicator.ratio_factor) < FEW


def path_rate(at: Position) -> float | None:
    """The rate that the path asks for at the latest figure's time; the target itself for a level to hold.

    From baseline to target evenly on the working scale. None where there is no path.
    """
    aim, reckoning, way = at.aim, at.reckoning, at.way
    if aim is None:
        return None
    if not at.improve:
        return float(aim.goal)
    if reckoning is None or way is None:
        return None
    (_, goal, _), baseline, start, end = way
    scale = reckoning.scale
    first, last = scale.level(float(baseline)), scale.level(float(goal))
    return scale.value(first + (last - first) * (at.latest.time - start) / (end - start))
