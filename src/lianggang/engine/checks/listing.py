"""The checks of a row in their order of precedence, and which of them an indicator's rows need at all.

Rows come by the hundred thousand: what cannot apply to an indicator is left out once, not asked of each of its rows.
Adding a check of a row is adding a line to one of the two lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.engine.series import ACCUMULATING
from lianggang.model.indicator import FigureKind

from .changes import (
    denominator_changed,
    fewer_decimals,
    first_full_share,
    not_updated,
    other_previous_value,
    revised,
)
from .cumulative import cumulative_falls, looks_cumulative, not_cumulative
from .figures import (
    fractional_count,
    half_a_pair,
    negative,
    numerator_above_denominator,
    out_of_range,
    ratio_mismatch,
    zero_denominator,
)
from .goals import equals_goal
from .rows import definition_changed, missing_without_reason, not_due
from .scales import has_other_multiple, implausible, other_multiple, power_of_ten, share_for_percent
from .swings import large_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from .past import Past
    from .subject import Expected, Fault, Subject

    RowCheck = Callable[[Subject], Fault | None]
    PastCheck = Callable[[Subject, Past], Fault | None]
    Applies = Callable[[Expected], bool]


def _always(_: Expected) -> bool:
    return True


def _is_ratio(expected: Expected) -> bool:
    return expected.is_ratio


def _accumulates(expected: Expected) -> bool:
    return expected.indicator.figure in ACCUMULATING


ROW_CHECKS: tuple[tuple[RowCheck, Applies], ...] = (
    (negative, _always),
    (fractional_count, lambda expected: expected.is_count),
    (zero_denominator, _is_ratio),
    (numerator_above_denominator, lambda expected: expected.is_share),
    (half_a_pair, _is_ratio),
    (out_of_range, lambda expected: expected.low is not None),
    (ratio_mismatch, _is_ratio),
    (missing_without_reason, lambda expected: expected.due is not False),
    (not_due, lambda expected: expected.due is False),
    (definition_changed, _always),
)
"""A row by itself: what one spoils, the next ones leave alone."""

PAST_CHECKS: tuple[tuple[PastCheck, Applies], ...] = (
    (revised, _always),
    (other_previous_value, _always),
    (cumulative_falls, _accumulates),
    (share_for_percent, lambda expected: expected.indicator.unit_of_measure == "%"),
    (denominator_changed, _is_ratio),
    (other_multiple, lambda expected: has_other_multiple(expected.indicator.unit_of_measure)),
    (power_of_ten, _always),
    (not_cumulative, _accumulates),
    (looks_cumulative, lambda expected: expected.indicator.figure is FigureKind.PERIOD),
    (first_full_share, lambda expected: expected.is_ratio and expected.is_share),
    (not_updated, _is_ratio),
    (implausible, lambda expected: expected.indicator.plausible is not None),
    (equals_goal, lambda expected: bool(expected.indicator.targets)),
    (large_change, _always),
    (fewer_decimals, lambda expected: expected.indicator.decimals > 0),
)
"""A row beside the figures on file, and what needs no past but has its place among them: the more a check says of the
cause, the earlier it comes."""


class RowChecks(NamedTuple):
    """The checks that the rows of one indicator need."""

    alone: tuple[RowCheck, ...]
    beside: tuple[PastCheck, ...]

    @classmethod
    def of(cls, expected: Expected, without: frozenset[PastCheck] = frozenset()) -> RowChecks:
        """The checks that can apply, in their order; ``without``: those that have no place in the file."""
        return cls(
            tuple(check for check, applies in ROW_CHECKS if applies(expected)),
            tuple(check for check, applies in PAST_CHECKS if check not in without and applies(expected)),
        )
