"""The scalar types of the catalogue: every scalar of the YAML file arrives here as the text that was written.

So ``71.30`` keeps its digits, and ``3:2``, ``012``, ``1_000`` and ``no`` are what they look like. Numbers are
accepted by pattern before they become ``Decimal``: pydantic alone takes ``１２``, ``1_000`` and `` 1 ``.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError, core_schema

from .quarter import Period, Quarter

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import CoreSchema

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_PERCENT = re.compile(r"([+-]?[0-9]{1,4}(?:\.[0-9]{1,4})?)%")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")


def _wrong(expected: str) -> PydanticCustomError:
    """An error whose ``expected`` the loader puts into its Chinese message."""
    return PydanticCustomError("scalar", "{expected}", {"expected": expected})


def _number(text: Any) -> Decimal:
    if isinstance(text, str) and _NUMBER.fullmatch(text):
        return Decimal(text)
    raise _wrong("数值，如 85 或 71.30")


def _percent(text: Any) -> Decimal:
    if isinstance(text, str) and (match := _PERCENT.fullmatch(text)):
        return Decimal(match[1])
    raise _wrong("带百分号的变化幅度，如 -20%")


def _whole(text: Any) -> int:
    if isinstance(text, str) and _WHOLE.fullmatch(text):
        return int(text)
    raise _wrong("整数")


def _flag(text: Any) -> bool:
    if isinstance(text, str) and text in {"true", "false"}:
        return text == "true"
    raise _wrong("true 或 false")


def _quarter(text: Any) -> Quarter:
    if isinstance(text, str):
        try:
            return Quarter.parse(text)
        except ValueError:
            pass
    raise _wrong("季度，如 2025Q4（只写年份指当年第四季度）")


def _period(text: Any) -> Period:
    if isinstance(text, str):
        try:
            return Period.parse(text)
        except ValueError:
            pass
    raise _wrong("年份或季度，如 2020 或 2020Q4")


def _day(text: Any) -> date:
    if isinstance(text, str) and _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise _wrong("日期，如 2026-12-31")


class Scalar:
    """Marks a type with the whole of how it is read.

    A ``BeforeValidator`` would have pydantic think of the type as well, at each of the hundred fields: that takes
    longer than to read a catalogue.
    """

    def __init__(self, schema: Callable[[], CoreSchema]) -> None:
        self._schema = schema

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        """A new one each time: pydantic may add to it."""
        return self._schema()


def _read_by(read: Callable[[Any], Any]) -> Scalar:
    """A text of which ``read`` makes the value, or raises."""
    return Scalar(lambda: core_schema.no_info_plain_validator_function(read))


Number = Annotated[Decimal, _read_by(_number)]
Percent = Annotated[Decimal, _read_by(_percent)]
"""``-20%`` as Decimal(-20)."""
Whole = Annotated[int, Scalar(lambda: core_schema.no_info_before_validator_function(_whole, core_schema.int_schema()))]
Flag = Annotated[bool, _read_by(_flag)]
QuarterText = Annotated[Quarter, _read_by(_quarter)]
PeriodText = Annotated[Period, _read_by(_period)]
DayText = Annotated[date, _read_by(_day)]
Name = Annotated[str, Scalar(lambda: core_schema.str_schema(min_length=1))]
"""A text that must not be empty."""


class Part(BaseModel):
    """Base of every part of the catalogue: frozen, and unknown keys are errors."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=False, defer_build=True
    )


__all__ = ["DayText", "Field", "Flag", "Name", "Number", "Part", "Percent", "PeriodText", "QuarterText", "Whole"]
