"""达标情况 of an indicator for reports and evaluations, and how many of each there are; decides nothing.

Which class an assessment belongs to is decided in ``lianggang.engine.attainment``.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Attainment(Enum):
    """Where an indicator stands against its target; the value is what a reader sees."""

    MET = "已达标"
    MET_EARLY = "提前达标"
    """Met before the target's year; one of 已达标."""
    EXPECTED = "预期可达标"
    """Not met yet, but on its path, or moving fast enough."""
    HARD = "达标困难"
    MISSED = "未达标"
    """The deadline has passed."""
    AWAITING = "待到期数据"
    """The deadline has passed; there are figures, but that of the deadline is not out yet."""
    NO_DATA = "无数据"
    """No valid figure, or none that says whether the target is met."""
    NO_TARGET = "未设目标"
    """Observed only, or judged by its direction without any target: counted apart from all others."""

    @property
    def is_met(self) -> bool:
        """已达标, early or not."""
        return self in {Attainment.MET, Attainment.MET_EARLY}

    @property
    def is_short(self) -> bool:
        """达标困难 before the deadline, 未达标 after it."""
        return self in {Attainment.HARD, Attainment.MISSED}

    @property
    def is_settled(self) -> bool:
        """Whether the data say where the indicator stands against a target."""
        return self not in {Attainment.AWAITING, Attainment.NO_DATA, Attainment.NO_TARGET}


UNDECIDED = "暂不能判断"
"""What 无数据 is called of an indicator that has a figure nevertheless."""


class AttainmentMark(Enum):
    """What is worth knowing beside the class; the value is what a reader sees. Several may hold, or none."""

    NEAR = "接近达标"
    """Not met, but little is missing."""
    WORSE = "倒退"
    """Not met and worse than the baseline, or worse with each of the latest figures."""
    LOST = "得而复失"
    """An earlier figure met the same target; the latest does not."""


class Tally(NamedTuple):
    """How many indicators of each class. Only those with a target count; ``no_target`` stands beside them."""

    met: int
    """``early`` among them."""
    early: int
    expected: int
    hard: int
    missed: int
    awaiting: int
    no_data: int
    no_target: int

    @classmethod
    def of(cls, classes: Iterable[Attainment]) -> Tally:
        """Count them."""
        listed = list(classes)
        count = listed.count
        early = count(Attainment.MET_EARLY)
        return cls(
            count(Attainment.MET) + early, early, count(Attainment.EXPECTED), count(Attainment.HARD),
            count(Attainment.MISSED), count(Attainment.AWAITING), count(Attainment.NO_DATA),
            count(Attainment.NO_TARGET),
        )  # fmt: skip

    @property
    def total(self) -> int:
        """All indicators with a target."""
        return self.monitorable + self.awaiting + self.no_data

    @property
    def monitorable(self) -> int:
        """Those with a target and data that say where it stands."""
        return self.met + self.expected + self.hard + self.missed

    @property
    def share_of_all(self) -> Fraction | None:
        """达标率 of all indicators with a target; None where there is none."""
        return Fraction(self.met, self.total) if self.total else None

    @property
    def share_of_monitorable(self) -> Fraction | None:
        """达标率 of the monitorable ones; None where there is none."""
        return Fraction(self.met, self.monitorable) if self.monitorable else None
