"""What the engine finds about one indicator in one area at the end of one quarter; and all of a quarter together."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from fractions import Fraction

    from .card_rules import Card, Condition
    from .catalogue import Catalogue
    from .diagnostic import Diagnostic
    from .indicator import Baseline, Indicator, Target
    from .measures import MeasureValue
    from .quarter import Period, Quarter
    from .submission import Observation, Submission


class NotAssessed(Enum):
    """Why there is no card. Never a zero and never a colour."""

    NO_DATA_SINCE_BASELINE = "基期后无数据"
    NO_BASELINE = "无基期"
    TOO_LITTLE_DATA = "数据不足"
    NOT_REPORTED = "未报"
    HELD = "待核"
    DEFINITION_CHANGED = "口径变化"
    NOT_APPLICABLE = "不适用"
    OBSERVED_ONLY = "仅观察"
    AWAITING_DEADLINE_DATA = "待到期数据"
    NO_DEADLINE_DATA = "无到期数据"
    SMALL_NUMBERS = "小数待研判"
    NOT_SUPPORTED = "暂不支持"
    """A kind of figure or target that this version does not judge yet."""


class Mark(Enum):
    """Something worth knowing beside the card."""

    LOST_AGAIN = "得而复失"
    OLD_DATA = "数据陈旧"
    """The latest figure is more than two years older than the quarter judged."""
    REVISED = "已更正"
    """A later return changed the figure."""
    UNVERIFIED_TARGET = "目标待核原文"
    KEEP = "保持类目标"


class Scale(Enum):
    """The working scale on which paces are compared (methods §3)."""

    LOGIT = "logit"
    LOG = "log"
    LINEAR = "lin"


@dataclass(frozen=True, slots=True)
class ResolvedTarget:
    """The target that counts, with what it asks for as a number."""

    target: Target
    baseline: Baseline | None
    """The target's own, else the indicator's."""
    value: Decimal | tuple[Decimal, Decimal] | None
    """The number to reach or hold; ``(low, high)`` for a range; None where the target has no number."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The reckoning of methods §4, for the reader to redo. Paces are per year on the scale, improvement positive."""

    scale: Scale
    years_left: Fraction
    """h: from the latest observation to the deadline, at least 0.25."""
    window: tuple[tuple[Period, Decimal], ...]
    """W: the observations the recent pace rests on."""
    level: float
    """L, the smoothed level on the scale."""
    recent: float
    whole: float
    expected: float
    need: float
    noise: float
    z: float
    in_unit: Mapping[str, float] = field(default_factory=dict)
    """``recent``, ``whole``, ``expected`` and ``need`` as a reader can check them: on ``log`` as percent a year,
    on the other scales as the first year's change in the indicator's unit; improvement positive."""
    back_on_path: float | None = None
    """g⁻¹(L + s·need): the value needed a year on to be back on the path."""


@dataclass(frozen=True, slots=True)
class CardStep:
    """The judgement of one quarter in the replay."""

    quarter: Quarter
    data_period: Period | None
    value: Decimal | None
    card: Card | None
    rule: str | None
    not_assessed: NotAssessed | None
    target: Target | None
    z: float | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One indicator × area × the target that counts, as of ``period``."""

    indicator: Indicator
    area: str | None
    """None: the district as a whole."""
    period: Quarter
    """The quarter judged."""
    data_period: Period | None
    """What the latest figure speaks of."""
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    target: ResolvedTarget | None
    met: bool | None
    gap: Decimal | None
    """What is missing, in the unit of measure; ≤ 0 once the target is met."""
    measures: Mapping[str, MeasureValue | None]
    card: Card | None
    label: str
    """The rule's label, or the reason of ``not_assessed``."""
    rule: str | None
    """The id of the rule that gave the card."""
    conditions: tuple[Condition, ...] = ()
    """What fired, with the cuts as moved by hysteresis."""
    since: Quarter | None = None
    """The first quarter of the present unbroken run of this card (yellow or red)."""
    lifted: Quarter | None = None
    """Where there is no card now: the quarter in which the last one was lifted."""
    marks: tuple[Mark, ...] = ()
    returned: bool = False
    """Whether a used figure was filed in this quarter."""
    not_assessed: NotAssessed | None = None
    pace: Pace | None = None
    previous: tuple[Period, Decimal] | None = None
    """The figure before the latest one."""
    steps: tuple[CardStep, ...] = ()
    """The cards so far, one step for each quarter in which something new was judged."""
    observations: tuple[Observation, ...] = ()
    """Every filed row of this indicator and area up to today, used or not, oldest first."""


@dataclass(frozen=True, slots=True)
class QuarterResult:
    """All assessments of one quarter, in the catalogue's order, the district before its areas."""

    period: Quarter
    rules: str
    """The name of the card rules."""
    catalogue: Catalogue
    assessments: tuple[Assessment, ...]
    remarks: tuple[str, ...] = ()
    """What was assumed or left out while the history was read, for stderr."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What ``check`` found: the returns, the diagnostics, and the progress of the quarter with these returns."""

    submissions: tuple[Submission, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Of the checked returns only, in their total order."""
    result: QuarterResult | None
    """None where no quarter could be made out."""
    checked: frozenset[str] = frozenset()
    """The codes of the indicators that the checked returns speak of or owe."""
