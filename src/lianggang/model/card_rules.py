"""Card rules as data: a set is read from the top and the first rule whose conditions all hold gives the card."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from .measures import MEASURES, MeasureValue
from .scalars import Field, Name, Number, Part, QuarterText, Whole

_CONDITION = re.compile(r"([a-z_]+)\s*(<=|>=|=|<|>)\s*(-?[0-9]+(?:\.[0-9]+)?)")


class Card(Enum):
    """绿牌, 黄牌, 红牌."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    __hash__ = object.__hash__
    """There is one of each: what a card hashes to need not be worked out from its name, as an Enum does, every time."""

    @property
    def rank(self) -> int:
        """0 for green, 2 for red: the higher, the worse."""
        return ("green", "yellow", "red").index(self.value)


@dataclass(frozen=True, slots=True)
class Condition:
    """``measure operator number``, such as ``z < -0.60``."""

    measure: str
    operator: Literal["<", "<=", "=", ">=", ">"]
    number: Decimal
    written: Decimal | None = field(default=None, compare=False, repr=False)
    """The number as the rule has it, where hysteresis has moved it."""
    exact: Fraction = field(init=False, compare=False, repr=False)
    """``number`` for comparison with exact measures."""
    rough: float = field(init=False, compare=False, repr=False)
    """``number`` for comparison with measures that are floats."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "exact", Fraction(self.number))
        object.__setattr__(self, "rough", float(self.number))

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read a condition; ValueError where it is not of the form."""
        match = _CONDITION.fullmatch(text.strip())
        if not match:
            raise ValueError(text)
        return cls(match[1], match[2], Decimal(match[3]))  # type: ignore[arg-type]  # the pattern's own choices

    def __str__(self) -> str:
        return f"{self.measure} {self.operator} {self.number}"


class TriedCondition(NamedTuple):
    """A condition of a rule held against what was measured."""

    condition: Condition
    value: MeasureValue | None
    """None: not defined, so that the condition does not hold."""
    holds: bool


class TriedRule(NamedTuple):
    """A rule as it was read, held against what was measured."""

    rule: str
    card: Card | None
    label: str
    conditions: tuple[TriedCondition, ...]
    fired: bool
    """Whether this is the rule that gave the card."""


def _condition(written: Any) -> Condition:
    if isinstance(written, Condition):
        return written
    try:
        condition = Condition.parse(written)
    except (ValueError, AttributeError):
        raise PydanticCustomError("scalar", "{expected}", {"expected": "“度量 比较符 数值”，如 z < -0.60"}) from None
    if condition.measure not in MEASURES:
        raise PydanticCustomError("measure", "{measure}", {"measure": condition.measure})
    return condition


def _measure(written: Any) -> str:
    if written not in MEASURES:
        raise PydanticCustomError("measure", "{measure}", {"measure": str(written)})
    return str(written)


ConditionText = Annotated[Condition, BeforeValidator(_condition)]
MeasureName = Annotated[str, BeforeValidator(_measure)]


class Rule(Part):
    """One rule: all its conditions hold → this card. An undefined measure makes its condition false."""

    id: Name
    card: Literal["green", "yellow", "red", "none"]
    """``none``: judged, but not to be coloured."""
    when: tuple[ConditionText, ...] = ()
    label: str = ""
    compared_as: Literal["green", "yellow", "red"] | None = None
    """The colour this class counts as where methods are compared on known outcomes; ``card`` where it is not written.

    Cards shown are always ``card``.
    """
    for_: Whole = Field(default=1, alias="for", ge=1, le=8)
    """How many assessed periods running the conditions must hold."""


class Hysteresis(Part):
    """It is easier to keep a card than to change it: the listed numbers of conditions on ``measure`` move by ``by``."""

    measure: MeasureName
    by: Number
    red: tuple[Number, ...] = ()
    """The cuts of red: eased by ``by`` after red, tightened after yellow and green."""
    yellow: tuple[Number, ...] = ()


class RuleSet(Part):
    """A set of card rules, built in or the office's own."""

    name: Name
    title: Name
    source: str = ""
    valid_from: QuarterText | None = None
    requires: tuple[MeasureName, ...] = ()
    """Any of them undefined: not assessed, never green."""
    requires_without_number: tuple[MeasureName, ...] = ()
    """Instead of ``requires`` where the target has no number."""
    hysteresis: Hysteresis | None = None
    rules: tuple[Rule, ...] = Field(min_length=1)


class EngineSets(NamedTuple):
    """The built-in sets that the engine itself uses, whichever set was chosen; None where the catalogue needs none."""

    small_numbers: RuleSet | None = None
    """For rare events, behind the gate of docs/methods.md, section 8."""
    within_year: RuleSet | None = None
    """For the card beside the card of figures that accumulate within their year."""


NO_SETS = EngineSets()
