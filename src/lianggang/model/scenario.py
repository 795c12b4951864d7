"""A scenario (情景): figures of a few indicators, the cards and numbers expected of them, and what came of it.

Written by the people who own the card rules. Not here: how a file of scenarios is read (``lianggang.load.scenarios``)
and how one is judged (``lianggang.engine.scenario``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, create_model

from .assessment import Mark, NotAssessed
from .card_history import CardChange
from .measures import MEASURES
from .pace import Scale
from .scalars import Field, Flag, Name, Number, Part, PeriodText, QuarterText

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from .assessment import Assessment
    from .card_rules import RuleSet
    from .catalogue import Catalogue
    from .diagnostic import Diagnostic, Place
    from .quarter import Period, Quarter
    from .submission import DataStatus, Disposition

NOTHING = "无"
"""Written in an expectation: there must be none."""


def _or_nothing(written: Any) -> Any:
    return None if written == NOTHING else written


def _with_plain_minus(written: Any) -> Any:
    """The minus of printed tables stands for that of a keyboard: expected numbers are often copied from them."""
    return _or_nothing(written.replace("\N{MINUS SIGN}", "-") if isinstance(written, str) else written)


_OrNothing = BeforeValidator(_or_nothing)
_ExpectedNumber = Annotated[Number | None, BeforeValidator(_with_plain_minus)]
_ExpectedCard = Literal["red", "yellow", "green", "none"]
"""``none``: no card."""


class ExpectedParts(Part):
    """What may be expected of an assessment beside its measures; only what is written is compared."""

    as_of: QuarterText
    """The quarter judged."""
    indicator: Name | None = None
    """May be left out where the scenario has but one."""
    area: Name | None = None
    """Left out: the district."""
    card: _ExpectedCard | None = None
    rule: Annotated[Name | None, _OrNothing] = None
    """The id of the rule that gave the card."""
    label: Annotated[Name | None, _OrNothing] = None
    not_assessed: Annotated[NotAssessed | None, _OrNothing] = None
    met: Annotated[Flag | None, _OrNothing] = None
    value: _ExpectedNumber = None
    gap: _ExpectedNumber = None
    data_period: Annotated[PeriodText | None, _OrNothing] = None
    target: _ExpectedNumber = None
    """The number of the target that counts."""
    by: Annotated[QuarterText | None, _OrNothing] = None
    """The deadline of the target that counts."""
    since: Annotated[QuarterText | None, _OrNothing] = None
    lifted: Annotated[QuarterText | None, _OrNothing] = None
    marks: tuple[Mark, ...] | None = None
    """All of them, in any order."""
    changes: tuple[CardChange, ...] | None = None
    """What happened to the card in this quarter, in any order."""
    returned: Flag | None = None
    """Whether a figure was filed in this quarter."""
    scale: Annotated[Scale | None, _OrNothing] = None
    smoothed: _ExpectedNumber = None
    """L, the smoothed level on the working scale."""
    year_card: _ExpectedCard | None = None
    """The card beside the card."""
    year_rule: Annotated[Name | None, _OrNothing] = None
    years_held: _ExpectedNumber = None
    """For a target that must hold several years: for how many it has."""
    laggards: tuple[Name, ...] | None = None
    """The areas that miss a target set for each of them, the worst first."""


SUBJECT = ("as_of", "indicator", "area")
"""The fields of an expectation that say of what it speaks; all others are compared."""

_FIELDS: dict[str, Any] = {name: (_ExpectedNumber, None) for name in MEASURES if name not in ExpectedParts.model_fields}
Expected: type[ExpectedParts] = create_model("Expected", __base__=ExpectedParts, **_FIELDS)
"""With every measure of the closed list as a key of its own, but ``met``, which is a yes or no here."""


class FiguresRow(Part):
    """A figure that needs more than a number: how it was made up, when it was filed, what became of its row."""

    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    filed: QuarterText | None = None
    """The quarter whose return it stands in; by default the scenario's, else the one in which it is due."""
    status: Literal["缺测", "不适用", "本季不报", "口径变化"] | None = None
    held: Flag = False
    """待核."""
    rejected: Flag = False
    """退回."""


class ScenarioParts(Part):
    """One scenario as written. Figures and expectations are looked at one by one, so that one fault hides no other."""

    name: Name
    note: str = ""
    """For the reader; not used."""
    rules: Any = None
    """Instead of the file's."""
    areas: tuple[Name, ...] | None = None
    """Instead of the file's."""
    indicators: dict[Name, dict[str, Any]] = Field(default_factory=dict)
    """As in the catalogue, beside those of the file; of the same code these count."""
    filed: QuarterText | None = None
    """The quarter in whose return all figures stand that do not say another; by default each when it is due."""
    figures: dict[Name, Any] = Field(default_factory=dict)
    expect: tuple[Any, ...] = Field(min_length=1)


class ScenarioFileParts(Part):
    """A file of scenarios as written."""

    rules: Any = "default"
    """The name of a built-in set, a file beside this one, or a set written here: as in the catalogue."""
    note: str = ""
    areas: tuple[Name, ...] = ()
    """The areas that figures and expectations may name."""
    indicators: dict[Name, dict[str, Any]] = Field(default_factory=dict)
    """Common to all scenarios."""
    scenarios: tuple[Any, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class ScenarioFigure:
    """One row that a scenario's return is taken to hold."""

    indicator: str
    area: str | None
    """None: the district."""
    period: Period
    filed: Quarter | None
    """None: in the quarter in which it is due."""
    value: Decimal | None
    """None also where it follows from numerator and denominator."""
    numerator: Decimal | None
    denominator: Decimal | None
    status: DataStatus | None
    disposition: Disposition
    text: str
    """As written."""
    place: Place


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected of one assessment, and where that is written."""

    as_of: Quarter
    indicator: str
    area: str | None
    fields: Mapping[str, Any]
    """Every field written but ``SUBJECT``, in the order of the file, None for ``无``."""
    place: Place
    lines: Mapping[str, int]
    """The line of each field."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario ready to be judged."""

    name: str
    place: Place
    rules: RuleSet
    catalogue: Catalogue
    figures: tuple[ScenarioFigure, ...]
    expectations: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class FieldOutcome:
    """One field of an expectation and what came of it."""

    name: str
    expected: Any
    """As in ``Expectation.fields``."""
    got: Any
    """The same kind of value, unrounded; None where there is none."""
    is_met: bool
    line: int


@dataclass(frozen=True, slots=True)
class ExpectationOutcome:
    """One expectation and what came of it."""

    expectation: Expectation
    fields: tuple[FieldOutcome, ...]
    assessment: Assessment | None
    """None where the program judges nothing of that area by then."""

    @property
    def is_met(self) -> bool:
        """Whether every field is as expected."""
        return all(field.is_met for field in self.fields)


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """One scenario and what came of it."""

    scenario: Scenario
    expectations: tuple[ExpectationOutcome, ...]

    @property
    def is_met(self) -> bool:
        """Whether every expectation is met."""
        return all(one.is_met for one in self.expectations)


@dataclass(frozen=True, slots=True)
class ScenarioFileOutcome:
    """One file: its faults, or its scenarios and what came of them."""

    path: str
    diagnostics: tuple[Diagnostic, ...]
    """With any of them nothing of the file is judged."""
    scenarios: tuple[ScenarioOutcome, ...]

    @property
    def is_met(self) -> bool:
        """Whether the file could be used and every scenario came out as expected."""
        return not self.diagnostics and all(one.is_met for one in self.scenarios)
