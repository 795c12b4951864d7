"""Which days are worked: the State Council's holidays and the weekends worked in exchange; no clock, no files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_SATURDAY = 5


class DayKind(Enum):
    """What a table says of a day that is not like the others of its weekday."""

    HOLIDAY = "holiday"
    """放假."""
    WORKDAY = "workday"
    """A Saturday or Sunday worked in exchange (调休上班)."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off and days on beyond the plain week, and for which years they are known."""

    days: Mapping[date, DayKind]
    years: frozenset[int]
    """Of any other year only Monday to Friday are counted."""

    def is_worked(self, day: date) -> bool:
        """Whether the day is worked, as far as the calendar knows."""
        kind = self.days.get(day)
        return day.weekday() < _SATURDAY if kind is None else kind is DayKind.WORKDAY


PLAIN_WEEKS = WorkCalendar({}, frozenset())
"""Monday to Friday, and nothing known of any year."""


class WorkingDay(NamedTuple):
    """A day reckoned in working days, and how sure it is."""

    day: date
    unknown: tuple[int, ...] = ()
    """The years on the way whose holidays are not known: there Monday to Friday were counted."""
