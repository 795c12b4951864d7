"""A return (季度填报) as read: its rows and cells, and the observations that its checked rows became.

A missing figure is a value (``Missing``), never zero. Nothing here knows how a file is read or a row is judged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from .diagnostic import CODES, Diagnostic, Place
from .written import SheetRows, TextLines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from .indicator import Indicator
    from .quarter import Period, Quarter


class Column(Enum):
    """The columns of a return; the value is the English header, the Chinese ones stand in ``load.header``."""

    CODE = "code"
    NAME = "name"
    AREA = "area"
    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    UNIT_OF_MEASURE = "unit_of_measure"
    PERIOD = "period"
    STATUS = "status"
    REPORTING_UNIT = "reporting_unit"
    FILLED_BY = "filled_by"
    FILLED_ON = "filled_on"
    NOTE = "note"
    PREVIOUS_VALUE = "previous_value"
    """上期值, as the form was given out with it: compared with the figure on file, never used."""

    __hash__ = object.__hash__  # that of Enum is a call of Python code, and columns are looked up for every cell


FIGURES = (Column.VALUE, Column.NUMERATOR, Column.DENOMINATOR)
"""The columns whose numbers are used."""

NUMBERS = (*FIGURES, Column.PREVIOUS_VALUE)
"""The columns that hold numbers."""


class DataStatus(Enum):
    """数据状态, as the form offers it."""

    NORMAL = "正常"
    NOT_MEASURED = "缺测"
    NOT_APPLICABLE = "不适用"
    NOT_DUE = "本季不报"
    DEFINITION_CHANGED = "口径变化"


class Missing(Enum):
    """Why a figure cell holds no number."""

    BLANK = "未填"
    NONE = "无/不适用"
    BELOW_UNIT = "不足最小单位或不详"
    NOT_CARRIED_OUT = "未开展该项工作"
    NOT_COLLECTED = "开展但未收集"


class Disposition(Enum):
    """What became of a row: ``rows read = used + held + rejected``."""

    USED = "used"
    HELD = "held"
    """待核: a 核实 stands that the 说明 does not explain."""
    REJECTED = "rejected"
    """退回: an error."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of 本期值, 分子 or 分母, read by the cell grammar.

    Exactly one of ``number`` and ``missing`` is set, or neither where the cell failed (``failed``): a failed
    cell has its diagnostic already and takes part in no later check of its row.
    """

    text: str
    """As written."""
    number: Decimal | None = None
    missing: Missing | None = None
    failed: bool = False


BLANK = Figure("", missing=Missing.BLANK)
"""An empty figure cell, and the figure of a column that the file does not have."""


class ReturnRow(NamedTuple):
    """One row of a return whose shape is right; cells that could not be read carry their diagnostic elsewhere.

    A tuple, as the observations: there may be some hundred thousand of them.
    """

    line: int
    """Physical line of the row's first character (CSV) or row of the sheet, from 1."""
    cells: tuple[str, ...]
    """As written, in the file's order."""
    indicator: Indicator | None
    """None where the code or name is unknown: the row is rejected and takes part in no further check."""
    area: str | None
    """None: the district as a whole."""
    period: Period | None
    """What the figure speaks of; None where 数据期 could not be read."""
    value: Figure = BLANK
    numerator: Figure = BLANK
    denominator: Figure = BLANK
    status: DataStatus | None = None
    note: str = ""
    reporting_unit: str | None = None
    """The member unit's name in the catalogue; None where the cell is blank or failed."""
    filled_by: str = ""
    filled_on: str = ""
    failed: frozenset[Column] = frozenset()
    """The columns whose cells failed."""
    previous_value: Figure = BLANK
    """上期值 of the form; a cell that is no figure has no diagnostic of its own."""
    filled_date: date | None = None
    """填报日期 as a calendar date; None where it is blank or is none."""

    @property
    def is_explained(self) -> bool:
        """Whether there is a 说明; one that failed (P05) explains nothing."""
        return bool(self.note) and Column.NOTE not in self.failed

    @property
    def is_placed(self) -> bool:
        """Whether it is known which indicator, area and period the row speaks of."""
        known = self.indicator is not None and self.period is not None
        return known and not (self.failed and Column.AREA in self.failed)

    @property
    def says_nothing(self) -> bool:
        """Whether it has no figure, no mark and no status; a 说明 is not looked at."""
        blank = all(one.missing is Missing.BLANK for one in (self.value, self.numerator, self.denominator))
        return blank and self.status in {None, DataStatus.NORMAL}


@dataclass(frozen=True, slots=True)
class ReturnSource:
    """The file (or sheet) that rows come from: enough to say where a cell stands and to show its row."""

    path: str
    sheet: str | None = None
    columns: Mapping[Column, int] = field(default_factory=dict)
    """Where each known column stands, from 1; empty until the header is found."""
    headers: tuple[str, ...] = ()
    """As written."""
    written: TextLines | SheetRows = field(default_factory=TextLines)

    def place(self, line: int | None = None, column: Column | None = None) -> Place:
        """Where a line, or a line's cell of that column, stands."""
        return self.place_of_cell(line, self.columns.get(column) if column else None)

    def place_of_cell(self, line: int | None, ordinal: int | None) -> Place:
        """Where a line's cell stands, by its number from 1."""
        header = self.headers[ordinal - 1] if ordinal and ordinal <= len(self.headers) else None
        return Place(self.path, self.sheet, line, ordinal, header)

    def diagnose(
        self,
        code: str,
        message: str,
        line: int | None = None,
        column: Column | None = None,
        **more: Any,
    ) -> Diagnostic:
        """A diagnostic on a line of this source, with the line to show and where in it the cell stands.

        ``more`` sets further fields of the Diagnostic; the severity is the code's own unless given.
        """
        return self.diagnose_cell(code, message, line, self.columns.get(column) if column else None, **more)

    def diagnose_cell(
        self,
        code: str,
        message: str,
        line: int | None,
        ordinal: int | None,
        **more: Any,
    ) -> Diagnostic:
        """The same on a cell by its number, whichever column that is."""
        place = more.pop("place", None) or self.place_of_cell(line, ordinal)
        severity = more.pop("severity", None) or CODES[code].severity
        return Diagnostic(code, message, place, severity, written=self.written, **more)

    def diagnose_outside(
        self, code: str, message: str, line: int | None, ordinal: int | None, **more: Any
    ) -> Diagnostic:
        """The same on a cell above or below the table, where the headers do not hold."""
        place = self.place_of_cell(line, ordinal)._replace(header=None)
        return self.diagnose_cell(code, message, line, ordinal, place=place, **more)


class Collected(Enum):
    """That a file is a quarter's collected one, by the journal."""

    INTACT = "intact"
    """As the program wrote it: its rows were checked then, and are used as they stand."""
    EDITED = "edited"
    """Changed by hand since: still the quarter's file, but its rows are checked like any return's."""


@dataclass(frozen=True, slots=True)
class ReturnTable:
    """A return as read, before the checks across cells, rows and quarters."""

    source: ReturnSource
    quarter: Quarter | None
    """The quarter of the file's name or folder, else of its 数据期 column; None where neither gives one."""
    rows: tuple[ReturnRow, ...]
    rows_misshapen: int = 0
    """Rows that failed their shape (F10–F13): read, rejected, and not in ``rows``."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What was found while reading: F01–F04, F06–F18, R01, R06–R08, P01–P07, U01."""
    remarks: tuple[str, ...] = ()
    """What was assumed, for stderr: “按 GB18030 读取”."""
    failed: bool = False
    """An error of the whole file: every row is rejected and no further check looks at it."""
    unit: str | None = None
    """The member unit whose return it is, by its file's name or by the form; None where neither gives one."""
    collected: Collected | None = None
    """None: a return as received."""
    number: int = 1
    """Which of its unit's files of the quarter it is by its name: 2 for ``区教育局-2``; a later one may correct."""


class Observation(NamedTuple):
    """A row that speaks of a known indicator: the figure, what became of it, and where it stands."""

    indicator: str
    """The indicator's code."""
    area: str | None
    """None: the district as a whole."""
    period: Period
    """What the figure speaks of."""
    filed: Quarter
    """The quarter whose return it stands in."""
    disposition: Disposition
    value: Decimal | None
    """In the indicator's unit of measure; from numerator and denominator where 本期值 is blank and both are given."""
    numerator: Decimal | None
    denominator: Decimal | None
    missing: Missing | None
    """Why there is no value; None where there is one."""
    status: DataStatus | None
    note: str
    text: str
    """本期值 as written."""
    place: Place
    source: str = ""
    """来源: where in the returns a collected row comes from; empty for a row of a return."""
    original: str = ""
    """原值: what a collected row has replaced, oldest first; empty for a row of a return."""


def row_of_period(observations: Iterable[Observation], period: Period) -> Observation | None:
    """The newest used row that speaks of a period, else (a pooled figure) of the last one before it; oldest first."""
    used = [one for one in observations if one.disposition is Disposition.USED and one.value is not None]
    exact = [one for one in used if one.period == period]
    within = exact or [one for one in used if one.period.index <= period.index]
    return within[-1] if within else None


@dataclass(frozen=True, slots=True)
class Submission:
    """A checked return. ``rows_read == rows_used + rows_held + rows_rejected``, always."""

    path: str
    quarter: Quarter | None
    reporting_units: tuple[str, ...]
    """Member units that its rows name, or lead units of its indicators where they name none; sorted."""
    rows_read: int
    rows_used: int
    rows_held: int
    rows_rejected: int
    observations: tuple[Observation, ...]
    """In the file's order; held and rejected ones too, as far as their indicator and period are known."""
    remarks: tuple[str, ...] = ()
    number: int = 1
    """That of the return among its unit's: what a later one says of the same period is the newer."""
    mended: tuple[Observation, ...] = ()
    """The held and rejected rows that a later file of the unit has replaced with a used one; they count as held and
    rejected still, but nobody has to do anything about them."""
    mended_unread: int = 0
    """Rejected rows of a return of which nothing could be read and that a later file stands for."""

    @property
    def open_held(self) -> int:
        """Held rows that wait for an answer."""
        return self.rows_held - sum(one.disposition is Disposition.HELD for one in self.mended)

    @property
    def open_rejected(self) -> int:
        """Rejected rows that wait for a correction."""
        mended = sum(one.disposition is Disposition.REJECTED for one in self.mended)
        return self.rows_rejected - mended - self.mended_unread


@dataclass(frozen=True, slots=True)
class CheckedQuarter:
    """All returns of one quarter after the checks."""

    quarter: Quarter | None
    submissions: tuple[Submission, ...]
    diagnostics: tuple[Diagnostic, ...]
    """In their total order, identical faults grouped."""

    @property
    def in_order_of_filing(self) -> list[Submission]:
        """The returns, a unit's later files after its first: what comes last of a figure is the newest."""
        return sorted(self.submissions, key=lambda one: (one.number, one.path))
