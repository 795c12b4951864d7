"""Parts of a catalogue that set how the office works: how much time its letters give, how it speaks of 达标情况."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from .scalars import Name, Part, Whole

if TYPE_CHECKING:
    from enum import Enum


class LetterDays(Part):
    """How much time letters give, counted from the date they bear; receipt and objection from their arrival."""

    receipt: Whole = Field(default=2, ge=1, le=30)
    """签收回执, working days."""
    objection: Whole = Field(default=5, ge=1, le=30)
    """异议, working days."""
    reminder: Whole = Field(default=3, ge=1, le=30)
    """催报函: the data, working days."""
    notice: Whole = Field(default=15, ge=1, le=180)
    """提示函: the answer, calendar days."""
    plan: Whole = Field(default=15, ge=1, le=180)
    """督办函: 整改方案, calendar days."""
    second_plan: Whole = Field(default=7, ge=1, le=180)
    """二次督办函: the same."""
    second_result: Whole = Field(default=30, ge=1, le=180)
    """二次督办函: the result, calendar days; shorter than that of the first letter."""
    on_day_off: Literal["keep", "next_working_day"] = "keep"
    """What becomes of a deadline that falls on a day off."""


class ClassLabels(Part):
    """What the classes and sub-marks of 达标情况 are called; where one is not written, what the program calls it."""

    met: Name | None = None
    met_early: Name | None = None
    expected: Name | None = None
    hard: Name | None = None
    missed: Name | None = None
    awaiting: Name | None = None
    no_data: Name | None = None
    near: Name | None = None
    worse: Name | None = None
    lost: Name | None = None


class AttainmentTerms(Part):
    """How 达标情况 is marked and called."""

    near: Whole = Field(default=10, ge=0, le=50)
    """接近达标: what is missing is at most so many percent of the way from baseline to target."""
    worsening: Whole = Field(default=2, ge=1, le=20)
    """倒退: so many figures running that are each worse than the one before."""
    labels: ClassLabels = Field(default_factory=ClassLabels.model_construct)

    def word(self, of: Enum) -> str:
        """What a class or a sub-mark is called: as the catalogue says, else its own value."""
        return str(getattr(self.labels, of.name.lower(), None) or of.value)
