"""Rows that are plainly sound: what no check of a row could find fault with where nothing is on file of its series.

It may only say "proved sound": a row that it does not prove goes through all checks, one by one, and nothing is said
of it here. Rows come by the hundred thousand, and nearly all of them are so; a test holds both ways side by side.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.submission import BLANK, DataStatus

from .figures import is_ratio_of
from .goals import goals_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.submission import ReturnRow

    from .subject import Expected

_UNBOUNDED = Decimal("Infinity")


def not_plain(expected: Expected, rows: Sequence[ReturnRow]) -> list[ReturnRow]:
    """The rows of an indicator that are not proved to be sound; nothing is on file of their series."""
    # What is not due has a note on each row (R04).
    if expected.due is False:
        return list(rows)
    low, high = _limits(expected)
    goals = _goals(expected, [row for row in rows if row.numerator is BLANK and row.denominator is BLANK])
    is_count, changed = expected.is_count, DataStatus.DEFINITION_CHANGED
    return [
        row
        for row in rows
        if (value := row.value.number) is None
        or not low <= value <= high
        or row.status is changed
        or (is_count and value != value.to_integral_value())
        or not (
            value not in goals
            if row.numerator is BLANK and row.denominator is BLANK
            else _is_sound_pair(expected, row, value)
        )
    ]


def _goals(expected: Expected, rows: Sequence[ReturnRow]) -> list[Decimal]:
    """The numbers that are aimed at in the periods of these rows."""
    periods = {id(row.period): row.period for row in rows}.values()
    return [goal for period in periods if period is not None for goal, _ in goals_at(expected, period)]


def _limits(expected: Expected) -> tuple[Decimal, Decimal]:
    """The least and the highest value that no check looks at twice."""
    likely = expected.indicator.plausible or (Decimal(0), _UNBOUNDED)
    lows = [one for one in (expected.low, likely[0]) if one is not None]
    highs = [one for one in (expected.high, likely[1]) if one is not None]
    return max(Decimal(0), *lows), min(highs)


def _is_sound_pair(expected: Expected, row: ReturnRow, value: Decimal) -> bool:
    """Whether the value is what numerator and denominator give; False where the two are not a pair of its making."""
    numerator, denominator = row.numerator.number, row.denominator.number
    if numerator is None or denominator is None or not expected.is_ratio or numerator < 0 or denominator <= 0:
        return False
    if expected.is_share and numerator > denominator:
        return False
    return is_ratio_of(value, numerator, denominator, expected.factor)
