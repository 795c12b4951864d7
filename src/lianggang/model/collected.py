"""A collected quarter (收齐的季度): the accepted rows of all its returns, and how a later collecting would change them.

Not here: how the file is read (``load.collected``) and written (``outputs.collected_file``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from .submission import Column, DataStatus, Disposition

if TYPE_CHECKING:
    from .catalogue import Catalogue
    from .diagnostic import Place
    from .indicator import Indicator
    from .quarter import Period, Quarter
    from .submission import Figure, Submission

    Key = tuple[str, str | None, Period]
    """Indicator, area (None: the district) and period: a collected quarter has one row of each."""

SOURCE, ORIGINAL, CORRECTION = "来源", "原值", "更正说明"
"""The columns that the program adds to those of a return."""

FILLED = "填"
"""Behind the 填报日期 of a figure in 原值: ``78.70（787÷1000），2025-10-09填``."""

BETWEEN_ORIGINALS = "；"
"""Between the figures in 原值."""

COLUMNS: dict[Column, str] = {
    Column.CODE: "指标编码",
    Column.NAME: "指标名称",
    Column.AREA: "区域",
    Column.VALUE: "本期值",
    Column.NUMERATOR: "分子",
    Column.DENOMINATOR: "分母",
    Column.UNIT_OF_MEASURE: "计量单位",
    Column.PERIOD: "数据期",
    Column.STATUS: "数据状态",
    Column.REPORTING_UNIT: "填报单位",
    Column.FILLED_BY: "填报人",
    Column.FILLED_ON: "填报日期",
    Column.NOTE: "说明",
}
"""The columns that it shares with a return, in its order."""
HEADERS = (*COLUMNS.values(), SOURCE, ORIGINAL, CORRECTION)


@dataclass(frozen=True, slots=True)
class CollectedRow:
    """An accepted figure, or an accepted reason why there is none."""

    indicator: Indicator
    area: str | None
    """None: the district as a whole."""
    period: Period
    value: Figure
    numerator: Figure
    denominator: Figure
    status: DataStatus | None
    reporting_unit: str
    """The member unit's name in the catalogue; empty where the return does not say."""
    filled_by: str
    filled_on: str
    note: str
    sources: tuple[str, ...]
    """Where the row stands in the returns; several where they say the same."""
    original: str = ""
    """原值: the figures that it replaced, each with its 填报日期, oldest first; empty where it never replaced one."""
    correction: str = ""
    """更正说明: why it replaced the last of them."""

    @property
    def key(self) -> Key:
        """What the row is about."""
        return self.indicator.code, self.area, self.period

    def says_the_same(self, other: CollectedRow) -> bool:
        """Whether the figures are the same, however they are spelt, and the status."""
        return self._said == other._said

    @property
    def _said(self) -> tuple[object, ...]:
        figures = (self.value, self.numerator, self.denominator)
        status = None if self.status is DataStatus.NORMAL else self.status
        return (status, *((figure.number, figure.missing) for figure in figures))

    @property
    def in_words(self) -> str:
        """The figures in short: ``78.70（787÷1000）``; with the status where that says anything."""
        parts = f"{self.numerator.text}÷{self.denominator.text}" if self.numerator.text or self.denominator.text else ""
        figure = f"{self.value.text}（{parts}）" if self.value.text and parts else self.value.text or parts
        status = self.status.value if self.status and self.status is not DataStatus.NORMAL else ""
        return " ".join(text for text in (figure, status) if text) or "空"


class ChangeKind(Enum):
    """What collecting again does to a row."""

    ADDED = "新增"
    CORRECTED = "更正"
    """Another figure or status: the old one is kept as 原值."""
    REMOVED = "撤回"
    """Its return no longer has it."""
    RETOLD = "只改说明"
    """The same figure with another 说明, person, date or source."""


class Change(NamedTuple):
    """One row that would change."""

    kind: ChangeKind
    row: CollectedRow
    """As it will be, or as it was where it will be no more."""
    before: CollectedRow | None = None
    """What it replaces."""

    @property
    def was(self) -> str:
        """What the file says; empty where it has no such row."""
        old = self.row if self.kind is ChangeKind.REMOVED else self.before
        return old.in_words if old else ""

    @property
    def becomes(self) -> str:
        """What it will say; empty where it will have no such row."""
        return "" if self.kind is ChangeKind.REMOVED else self.row.in_words

    @property
    def is_unexplained(self) -> bool:
        """Whether nothing says why an accepted figure is replaced or goes."""
        if self.kind is ChangeKind.REMOVED:
            return True
        return self.kind is ChangeKind.CORRECTED and not self.row.correction


class LeftOut(NamedTuple):
    """A row of a return that was not collected."""

    unit: str | None
    """The unit that has to see to it; None where it cannot be told."""
    disposition: Disposition
    place: Place
    codes: tuple[str, ...]
    """The codes of what was found in it."""
    indicator: Indicator | None = None
    area: str | None = None
    mended: str = ""
    """The name of the unit's later file that has put it right; empty where none has."""


class Source(NamedTuple):
    """A return that was collected."""

    submission: Submission
    file: str
    """Relative to the workspace, forward slashes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a quarter's collected file will hold, and what that changes."""

    catalogue: Catalogue
    quarter: Quarter
    rows: tuple[CollectedRow, ...]
    """In the catalogue's order."""
    changes: tuple[Change, ...]
    """Against the file that is there; empty for the first collecting."""
    kept: tuple[CollectedRow, ...] = ()
    """Among ``rows``: those of the file that no accepted row of the returns replaces."""
    repeated: int = 0
    """Accepted rows that say what another says; their places stand in that one's 来源."""
    blank: int = 0
    """Rows that say nothing, of indicators that are not due: not collected."""


class CollectOutcome(Enum):
    """What became of the collected file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    """The returns say what was collected already."""
    NOTHING = "nothing"
    """No row of the returns is accepted."""
    NEEDS_REPLACE = "replace"
    NEEDS_EXCEPTION = "exception"
    """The quarter is locked."""
    NEEDS_REASON = "reason"
    """A figure would be replaced, or go, and nothing says why."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What ``collect`` did, or would do."""

    outcome: CollectOutcome
    plan: Plan
    sources: tuple[Source, ...]
    left_out: tuple[LeftOut, ...]
    path: str
    """The collected file, as messages show it."""
    has_errors: bool
    """Whether the returns contain errors."""
    earlier: str = ""
    """When and by whom it was collected last; empty the first time."""
    edited: bool = False
    """Whether the file was changed by hand after it was collected."""
    numbers: tuple[int, int] | None = None
    """The first and last line that the journal has got."""
