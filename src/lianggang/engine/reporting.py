"""What became of the return that was due in a quarter; not what its figure says.

A state of the quarter judged only: an earlier quarter without a usable row simply brought no new figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.submission import DataStatus, Disposition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import Observation

_USED = Disposition.USED
_NOT_APPLICABLE = DataStatus.NOT_APPLICABLE.value


def is_figure(one: Observation) -> bool:
    """Whether the row brought a used figure."""
    return one.disposition is _USED and one.value is not None


def reporting_state(
    indicator: Indicator, observations: Sequence[Observation], filed: Sequence[Observation], quarter: Quarter
) -> NotAssessed | None:
    """Why there is no card for this quarter whatever was known before; None where there may be one.

    ``observations`` are all rows of the indicator and area, ``filed`` those of this quarter. A figure that was due
    and did not become usable is 待核, 口径变化, 不适用 or 未报, in this order. A used figure whose row says 口径变化
    is not compared with earlier ones until the catalogue knows of the change (``breaks``). Where nothing was due
    the last figure keeps its card; but a figure that is never due and is held is 待核.
    """
    figures = [one for one in filed if is_figure(one)]
    if figures:
        changed = [one for one in figures if one.status is not None and _is_unknown_break(indicator, one)]
        return NotAssessed.DEFINITION_CHANGED if changed else None
    held = any(one.disposition is Disposition.HELD for one in filed)
    if not _is_due(indicator, observations, quarter):
        return NotAssessed.HELD if held and not indicator.due_quarters else None
    if held:
        return NotAssessed.HELD
    stated = [one for one in filed if one.disposition is Disposition.USED]
    if any(one.status is DataStatus.DEFINITION_CHANGED for one in stated):
        return NotAssessed.DEFINITION_CHANGED
    if any(one.status is DataStatus.NOT_APPLICABLE or one.text.strip() == _NOT_APPLICABLE for one in stated):
        return NotAssessed.NOT_APPLICABLE
    return NotAssessed.NOT_REPORTED


def _is_due(indicator: Indicator, observations: Sequence[Observation], quarter: Quarter) -> bool:
    """Whether a figure is due: from an area only if it has filed the indicator before, or files it now."""
    if not indicator.is_due(quarter):
        return False
    return not observations or observations[0].area is None or observations[0].filed <= quarter


def _is_unknown_break(indicator: Indicator, one: Observation) -> bool:
    if one.status is not DataStatus.DEFINITION_CHANGED:
        return False
    return all(known.period.index != one.period.index for known in indicator.breaks)
