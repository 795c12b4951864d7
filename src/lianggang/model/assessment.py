"""What the engine finds about one indicator in one area at the end of one quarter; and all of a quarter together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from .card_history import CardEvent, CardStep, PublishedOtherwise
    from .card_rules import Card, Condition, RuleSet
    from .catalogue import Catalogue
    from .diagnostic import Diagnostic
    from .indicator import Baseline, Indicator, Target
    from .measures import MeasureValue
    from .pace import Drift, Pace
    from .quarter import Period, Quarter
    from .returns_status import ReturnsStatus
    from .slip import Slip
    from .small_count import SmallCount, Uncounted
    from .submission import Observation, Submission
    from .year_progress import YearCard


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
    REBOUND = "反弹"
    """A card came out this quarter, within two reporting periods after one was lifted."""
    FEW_EVENTS = "例数少"
    """Rare events: judged by the counts of several years, not by the latest year's rate."""
    NOT_YET_LIFTED = "未过解除线"
    """The card before keeps a card out that the figures alone would no longer give (hysteresis)."""
    CONCEALED = "有过1—4例，数字不公布"
    """Public papers only: the figures would tell, or lead to, a count of so few."""
    CARD_REVISED = "与已发布不同"
    """For this very quarter another card was published than today's data give."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The other indicator that a relative target (``not_below``) takes its number from, and which of its figures."""

    indicator: Indicator
    period: Period | None
    """None where the other indicator has no figure at or before the period of the indicator's own."""
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class AreaStanding:
    """How the areas stand against a target that each of them must meet, at the period of the figure shown."""

    worst: str | None
    """The area whose figure is shown for the district; None where no area has filed one."""
    short: tuple[tuple[str, Decimal], ...]
    """The areas that miss the target and their figures, the worst first."""
    missing: tuple[str, ...]
    """The areas that have no figure for that period."""
    count: int
    """How many areas must report."""
    district: tuple[Period, Decimal] | None
    """The district's own latest figure, which is not what is judged."""


@dataclass(frozen=True, slots=True)
class ResolvedTarget:
    """The target that counts, with what it asks for as a number."""

    target: Target
    baseline: Baseline | None
    """The target's own, else the indicator's."""
    value: Decimal | tuple[Decimal, Decimal] | None
    """The number to reach or hold; ``(low, high)`` for a range; None where the target has no number."""
    reference: Reference | None = None
    """Where the number of a relative target comes from."""
    years_held: int | None = None
    """For a target that must hold several years running: for how many it has held by now."""
    areas: AreaStanding | None = None
    """For the district, where the target must be met in every area."""


class _Unfolding:
    """What is worked out when it is first asked for: fields that are left without a value until then.

    An everyday list shows a few cards out of hundreds; their histories and reckonings cost more than the cards.
    """

    __slots__ = ("_unfold",)
    _unfold: Callable[[str], Mapping[str, Any]]

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Python asks here for slots without a value only. Together with it other fields may be filled in."""
            if name not in LATE_FIELDS:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            for field_name, value in self._unfold(name).items():
                object.__setattr__(self, field_name, value)
            return object.__getattribute__(self, name)


FIGURE_FIELDS = ("data_period", "value", "numerator", "denominator", "target", "met", "gap", "previous")
"""The fields of an assessment that say what its figure is and how it stands against the target."""
LATE_FIELDS = (*FIGURE_FIELDS, "measures", "conditions", "since", "lifted", "marks", "pace", "drift", "steps", "events")
"""The fields of an assessment that may be worked out when they are first asked for."""


def unfolding(unfold: Callable[[str], Mapping[str, Any]], **known: Any) -> Assessment:
    """An assessment of which the ``known`` fields are given, and ``LATE_FIELDS`` are left open until asked for.

    unfold: given the name of one of them, the values of that one and of any others that come along with it; asked
    once for each. Comparing, copying and ``replace`` ask for all of them.
    """
    assessment, put = object.__new__(Assessment), object.__setattr__
    for name, value in known.items():
        put(assessment, name, value)
    put(assessment, "_unfold", unfold)
    return assessment


@dataclass(frozen=True, slots=True)
class Assessment(_Unfolding):
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
    drift: Drift | None = None
    """In place of a pace where there is no number to reach."""
    previous: tuple[Period, Decimal] | None = None
    """The figure before the latest one."""
    counts: SmallCount | Uncounted | None = None
    """Of rare events that are too few for their rate to be judged; None for everything else."""
    year_card: YearCard | None = None
    """年内进度, beside the card of a figure that accumulates within its year; None for everything else."""
    steps: tuple[CardStep, ...] = ()
    """The cards so far, one step for each quarter in which something new was judged."""
    events: tuple[CardEvent, ...] = ()
    """What became of the cards, oldest first."""
    published_otherwise: tuple[PublishedOtherwise, ...] = ()
    """The quarters up to this one for which another card was published, oldest first."""
    observations: tuple[Observation, ...] = ()
    """Every filed row of this indicator and area up to today, used or not, oldest first."""

    @property
    def is_concealed(self) -> bool:
        """Whether its figures are left out of a public paper."""
        return Mark.CONCEALED in self.marks

    @property
    def is_by_counts(self) -> bool:
        """Rare events before their deadline: counts of several years alone say where they stand (例数少)."""
        return Mark.FEW_EVENTS in self.marks and self.met is None


@dataclass(frozen=True, slots=True)
class QuarterResult:
    """All assessments of one quarter, in the catalogue's order, the district before its areas."""

    period: Quarter
    rule_set: RuleSet
    """The card rules asked for."""
    catalogue: Catalogue
    assessments: tuple[Assessment, ...]
    remarks: tuple[str, ...] = ()
    """What was assumed or left out while the history was read, for stderr."""
    small_numbers: RuleSet | None = None
    """The rules by which the engine judges rare events beside them; None where it was given none."""

    @property
    def rules(self) -> str:
        """The name of the card rules."""
        return self.rule_set.name


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
    passed_over: tuple[str, ...] = ()
    """The paths of files in the folders named that are no returns."""
    reporting: ReturnsStatus | None = None
    """Who has handed in what, where all returns of the quarter were checked; else None."""
    slips: tuple[Slip, ...] = ()
    """What each unit has to see to, where that was asked for."""
