"""The scalar types of the catalogue: every scalar of the YAML file arrives here as the text that was written.

So ``71.30`` keeps its digits, and ``3:2``, ``012``, ``1_000`` and ``no`` are what they look like. Numbers are
accepted by pattern before they become ``Decimal``: pydantic alone takes ``１２``, ``1_000`` and `` 1 ``.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from .quarter import Period, Quarter

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_PERCENT = re.compile(r"([+-]?[0-9]{1,4}(?:\.[0-9]{1,4})?)%")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")


def wrong(expected: str) -> PydanticCustomError:
    """An error whose ``expected`` the loader puts into its Chinese message."""
    return PydanticCustomError("scalar", "{expected}", {"expected": expected})


def _number(text: Any) -> Decimal:
    if isinstance(text, str) and _NUMBER.fullmatch(text):
        return Decimal(text)
    raise wrong("数值，如 85 或 71.30")


def _percent(text: Any) -> Decimal:
    if isinstance(text, str) and (match := _PERCENT.fullmatch(text)):
        return Decimal(match[1])
    raise wrong("带百分号的变化幅度，如 -20%")


def _whole(text: Any) -> int:
    if isinstance(text, str) and _WHOLE.fullmatch(text):
        return int(text)
    raise wrong("整数")


def _flag(text: Any) -> bool:
    if isinstance(text, str) and text in {"true", "false"}:
        return text == "true"
    raise wrong("true 或 false")


def _quarter(text: Any) -> Quarter:
    if isinstance(text, str):
        try:
            return Quarter.parse(text)
        except ValueError:
            pass
    raise wrong("季度，如 2025Q4（只写年份指当年第四季度）")


def _period(text: Any) -> Period:
    if isinstance(text, str):
        try:
            return Period.parse(text)
        except ValueError:
            pass
    raise wrong("年份或季度，如 2020 或 2020Q4")


def _day(text: Any) -> date:
    if isinstance(text, str) and _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise wrong("日期，如 2026-12-31")


Number = Annotated[Decimal, BeforeValidator(_number)]
Percent = Annotated[Decimal, BeforeValidator(_percent)]
"""``-20%`` as Decimal(-20)."""
Whole = Annotated[int, BeforeValidator(_whole)]
Flag = Annotated[bool, BeforeValidator(_flag)]
QuarterText = Annotated[Quarter, BeforeValidator(_quarter)]
PeriodText = Annotated[Period, BeforeValidator(_period)]
DayText = Annotated[date, BeforeValidator(_day)]
Name = Annotated[str, StringConstraints(min_length=1)]
"""A text that must not be empty."""


class Part(BaseModel):
    """Base of every part of the catalogue: frozen, and unknown keys are errors."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=False, defer_build=True
    )
    ASKED_FOR: ClassVar[frozenset[str]] = frozenset()
    """Fields that a file may lack as far as its form goes, and a check asks for; of a mapping each of its keys."""


__all__ = [
    "DayText", "Field", "Flag", "Name", "Number", "Part", "Percent", "PeriodText", "QuarterText", "Whole", "wrong",
]  # fmt: skip
