"""What units and the office write in words for a quarter (``data/texts/2025Q3.yaml``): printed as it is.

Pydantic models: the single source of truth for the format. What goes beyond a single value is checked by
``lianggang.load.text_checks``. A text is a tuple of paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator

from .diagnostic import Severity
from .scalars import Field, Flag, Name, Part, QuarterText, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .diagnostic import Diagnostic
    from .self_inspection import Inspected


def _paragraphs(written: Any) -> tuple[str, ...]:
    """One text, or a list of texts; each line is a paragraph."""
    texts = written if isinstance(written, list) else [written]
    if not all(isinstance(text, str) for text in texts):
        raise wrong("一段文字，或每段一项、以“- ”开头的列表")
    return tuple(line for text in texts for line in map(str.strip, text.splitlines()) if line)


Paragraphs = Annotated[tuple[str, ...], BeforeValidator(_paragraphs)]


class IndicatorTexts(Part):
    """What a lead unit says of one of its indicators."""

    causes: Paragraphs = ()
    """原因."""
    measures: Paragraphs = ()
    """下一步措施."""


SILENT = IndicatorTexts()
"""Of an indicator whose unit has said nothing."""


class UnitTexts(Part):
    """What a unit says."""

    practices: Paragraphs = ()
    """主要做法."""
    indicators: dict[Name, IndicatorTexts] = Field(default_factory=dict)
    """By code; only indicators that the unit leads."""


class DistrictTexts(Part):
    """What the office writes for the district; only evaluations print it."""

    process: Paragraphs = ()
    """评估过程: how it was done, beside what the program says of it."""
    background: Paragraphs = ()
    """基本情况: population, economy."""
    policies: dict[Name, dict[Name, Paragraphs]] = Field(default_factory=dict)
    """政策措施, by the outline's key and the field."""


class QuarterTexts(Part):
    """The whole file."""

    version: Literal["1"]
    period: QuarterText
    sample: Flag = False
    """Made up: every print of the workspace says 示例 anyway; the file says it too."""
    units: dict[Name, UnitTexts] = Field(default_factory=dict)
    """By full name or alias as written; by full name once read."""
    district: DistrictTexts = Field(default_factory=DistrictTexts)

    def of_indicator(self, unit: str, code: str) -> IndicatorTexts:
        """What the unit says of the indicator."""
        said = self.units.get(unit)
        return said.indicators.get(code, SILENT) if said else SILENT

    def practices(self, unit: str | None = None) -> Iterator[tuple[str, tuple[str, ...]]]:
        """主要做法 of the unit, or of all, in the file's order; units that have said nothing are left out."""
        for name, said in self.units.items():
            if said.practices and unit in {None, name}:
                yield name, said.practices


@dataclass(frozen=True, slots=True)
class TextsFile:
    """The texts of a quarter as read."""

    path: str
    """As shown to the user."""
    texts: QuarterTexts | None
    """What of it is sound; None where nothing can be used, or there is no file."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """In their total order."""

    @property
    def errors(self) -> int:
        """How many parts of it are not used."""
        return sum(one.severity is Severity.ERROR for one in self.diagnostics)

    @property
    def blanks(self) -> tuple[Diagnostic, ...]:
        """What has not been filled in yet."""
        return tuple(one for one in self.diagnostics if one.code == "X03")


class OwedText(NamedTuple):
    """An indicator of which the unit ought to say why it is as it is, and what will be done."""

    item: Inspected
    has_causes: bool
    """Whether its text or a plan says why."""
    has_measures: bool

    @property
    def is_owed(self) -> bool:
        """Whether one of them is missing."""
        return not (self.has_causes and self.has_measures)


class UnitDebt(NamedTuple):
    """What a lead unit has said for the quarter, and what it owes."""

    unit: str
    has_practices: bool
    texts: tuple[OwedText, ...]
    """Of every indicator with a yellow or red card, behind its path, or hard to bring to its target."""

    @property
    def owed(self) -> tuple[OwedText, ...]:
        """Those of which something is missing."""
        return tuple(text for text in self.texts if text.is_owed)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is missing."""
        return self.has_practices and not self.owed
