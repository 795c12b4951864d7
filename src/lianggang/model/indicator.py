"""An indicator of the catalogue: what it measures, how often, from where to where, and who leads it.

Pydantic models: the single source of truth for the format of ``indicators.yaml``. What goes beyond a single
value (a target before its baseline, a direction that its target contradicts) is checked by
``lianggang.load.catalogue_checks``, which can name several mistakes in one run.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .quarter import Period
from .scalars import Field, Flag, Name, Number, Part, Percent, PeriodText, QuarterText, Whole

if TYPE_CHECKING:
    from .quarter import Quarter

FACTORS = {"%": Decimal(100), "‰": Decimal(1000), "1/万": Decimal(10000), "1/10万": Decimal(100000)}
"""Unit of measure → factor of numerator ÷ denominator; 1 for every other."""

COUNTED_UNITS = frozenset(["人", "人次", "名", "户", "份", "件", "例", "起", "个", "所", "家", "张", "次", "场"])
"""Units of measure that count whole things, where the indicator has ``decimals: 0`` (L06)."""


class Direction(Enum):
    """Which way is better. Declared, never guessed from baseline and target."""

    UP = "up"
    DOWN = "down"
    RANGE = "range"
    YES_NO = "yes_no"
    NONE = "none"
    """Observed only."""

    __hash__ = object.__hash__  # that of Enum is a call of Python code


class Frequency(Enum):
    """How often a figure is made; what is not ``quarterly`` or ``half_yearly`` speaks of a whole year."""

    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    ANNUAL = "annual"
    SCHOOL_YEAR = "school_year"
    HEALTH_YEAR = "health_year"
    """1 October to 30 September."""
    ELECTION = "election"
    IRREGULAR = "irregular"

    __hash__ = object.__hash__  # that of Enum is a call of Python code

    @property
    def within_year(self) -> bool:
        """Whether figures speak of quarters, not of whole years."""
        return self is Frequency.QUARTERLY or self is Frequency.HALF_YEARLY

    @property
    def year_ends_in(self) -> int:
        """The quarter in which the statistical year of year Y ends, within Y: school and health years in Q3."""
        return 3 if self is Frequency.SCHOOL_YEAR or self is Frequency.HEALTH_YEAR else 4

    def last_year_by(self, quarter: Quarter) -> int:
        """The last statistical year that has ended by the end of ``quarter``."""
        return quarter.year if quarter.number >= self.year_ends_in else quarter.year - 1


class FigureKind(Enum):
    """What span of time a figure covers."""

    LEVEL = "level"
    """时点: a share or a stock at a date."""
    PERIOD = "period"
    """本期."""
    YEAR_TO_DATE = "year_to_date"
    """年内累计."""
    HEALTH_YEAR_TO_DATE = "health_year_to_date"
    """10月—9月累计."""
    ROLLING_YEAR = "rolling_year"
    """滚动四个季度."""

    __hash__ = object.__hash__  # that of Enum is a call of Python code


class Baseline(Part):
    """基期值."""

    period: PeriodText
    value: Number
    source: str = ""


class Break(Part):
    """A change of definition: nothing before ``period`` is compared with anything from it on."""

    period: PeriodText
    why: Name


Operator = Literal["at_least", "at_most", "above", "below", "between", "about", "change", "rise", "fall", "not_below"]
"""The key of the catalogue that says what a target asks for; exactly one of them stands in a target."""

OPERATORS: tuple[Operator, ...] = (
    "at_least", "at_most", "above", "below", "between", "about", "change", "rise", "fall", "not_below",
)  # fmt: skip


class Target(Part):
    """One target: a level, a deadline, and the document that set it."""

    by: QuarterText
    at_least: Number | None = None
    at_most: Number | None = None
    above: Number | None = None
    below: Number | None = None
    between: tuple[Number, Number] | None = None
    about: Number | None = None
    within: Number | None = None
    """With ``about``: how far the value may lie from it, in the unit of measure."""
    change: Percent | None = None
    """Change against the baseline in percent of it: -20 is a reduction by a fifth."""
    rise: Flag = False
    """逐步提高: no number."""
    fall: Flag = False
    keep: Flag = False
    """Beside at_least or at_most: a level to hold, not to reach."""
    not_below: Name | None = None
    """The code of another indicator: the target is that indicator's value."""
    every_area: Flag = False
    """Beside at_least or at_most: each of the catalogue's areas must meet it, not the district on average."""
    for_: Whole = Field(default=1, alias="for", ge=1, le=5)
    """How many years running the target must hold."""
    level: Literal["国家", "自治区", "省", "市", "区"]
    source: Name
    """Document and clause; no web address."""
    verified: Flag = False
    """Whether a person has checked the figure against the official text."""
    valid_from: QuarterText | None = None
    """A later version counts from this quarter on; the earlier one stays in the catalogue."""
    baseline: Baseline | None = None
    """The target's own baseline; the indicator's otherwise."""
    outline: Name | None = None
    """The outline that sets it; the indicator's otherwise."""

    @property
    def operators(self) -> tuple[Operator, ...]:
        """Which operators are written in this target; a sound one has exactly one."""
        # By identity: a target of 0 equals False.
        return tuple(name for name in OPERATORS if getattr(self, name) is not None and getattr(self, name) is not False)

    @property
    def op(self) -> Operator:
        """The target's operator; only for a target that the catalogue's checks have passed."""
        return self.operators[0]


class Indicator(Part):
    """One indicator. ``code`` is its key in the catalogue's mapping."""

    code: Name
    name: Name
    outline: Name
    """A key of the catalogue's ``outlines``."""
    field: Name
    """领域: 健康, 教育 …"""
    lead_unit: Name
    partner_units: tuple[Name, ...] = ()
    unit_of_measure: Name
    decimals: Whole = Field(default=2, ge=0, le=6)
    direction: Direction
    frequency: Frequency
    due: tuple[Literal["Q1", "Q2", "Q3", "Q4"], ...] | None = None
    """In which quarters' returns a figure is due; by frequency where it is not written."""
    figure: FigureKind = FigureKind.LEVEL
    definition: str = ""
    """口径."""
    numerator: Name | None = None
    denominator: Name | None = None
    factor: Number | None = None
    """What numerator ÷ denominator is multiplied by; by unit of measure where it is not written."""
    may_exceed_100: Flag = False
    """A gross rate: no hard upper limit at 100, and judged on the ``log`` scale."""
    hard: tuple[Number, Number] | None = None
    """What is impossible outside (L01)."""
    plausible: tuple[Number, Number] | None = None
    """What is unlikely outside (U05)."""
    swing: Number | None = None
    """How far a figure may change against the one before without a word (T05), in the unit of measure; where it is
    not written, what the figures of the past and chance allow."""
    near: Number | None = None
    """How much may be missing where the target counts as nearly met, in the unit of measure; by the share of the way
    that the catalogue's ``attainment`` names where it is not written."""
    small_numbers: Flag = False
    """Rare events: a year with fewer than 20 of them is not judged like other figures."""
    key: Flag = False
    """重难点指标."""
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    nodes: dict[QuarterText, Number] = Field(default_factory=dict)
    """What the path asks for at a quarter; the straight line elsewhere."""
    breaks: tuple[Break, ...] = ()

    @cached_property
    def due_quarters(self) -> frozenset[int]:
        """The numbers of the quarters in whose returns a figure is due; empty for what is never due.

        ``election`` and ``irregular`` figures are never due. Where the catalogue is silent: every quarter,
        the second and fourth, the third for the health year (which ends in it), else the fourth.
        """
        if self.frequency in {Frequency.ELECTION, Frequency.IRREGULAR}:
            return frozenset()
        if self.due is not None:
            return frozenset(int(quarter[1]) for quarter in self.due)
        by_frequency = {
            Frequency.QUARTERLY: {1, 2, 3, 4},
            Frequency.HALF_YEARLY: {2, 4},
            Frequency.HEALTH_YEAR: {3},
        }
        return frozenset(by_frequency.get(self.frequency, {4}))

    def is_due(self, quarter: Quarter) -> bool:
        """Whether the return of that quarter must hold a figure."""
        return quarter.number in self.due_quarters

    def period_filed_in(self, quarter: Quarter) -> Period:
        """What a figure in the return of that quarter speaks of, unless it says otherwise.

        The quarter itself for figures made within the year, else the last statistical year that has ended by then.
        """
        if self.frequency.within_year:
            return Period(quarter)
        return Period.of_year(self.frequency.last_year_by(quarter))

    @property
    def ratio_factor(self) -> Decimal:
        """``factor``, or the one that belongs to the unit of measure."""
        return self.factor if self.factor is not None else FACTORS.get(self.unit_of_measure, Decimal(1))

    @property
    def is_ratio(self) -> bool:
        """Whether the figure is made of a numerator and a denominator."""
        return self.numerator is not None or self.factor is not None or self.unit_of_measure in FACTORS

    @property
    def is_bounded_percent(self) -> bool:
        """A percentage that lies between 0 and 100 by nature."""
        return self.unit_of_measure == "%" and not self.may_exceed_100

    @property
    def is_count(self) -> bool:
        """Whether the figure counts whole things (L06)."""
        return self.decimals == 0 and self.unit_of_measure in COUNTED_UNITS

    @property
    def hard_range(self) -> tuple[Decimal, Decimal] | None:
        """What is impossible outside: as written, else 0 to 100 for a bounded percentage, else None."""
        if self.hard is not None:
            return self.hard
        return (Decimal(0), Decimal(100)) if self.is_bounded_percent else None
