"""What an evaluation (中期评估, 终期评估) rests on: the inspection of its outlines, and what has moved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from .agenda import Agenda
    from .catalogue import Outline
    from .self_inspection import Inspected, SelfInspection


class EvaluationKind(Enum):
    """The value is what a reader sees."""

    MID = "中期评估"
    FINAL = "终期评估"


class Course(NamedTuple):
    """How much of an outline's term is over."""

    outline: Outline
    gone: Fraction
    """Of the term, 0 to 1."""

    @property
    def is_over(self) -> bool:
        """Whether the term has ended."""
        return self.gone >= 1


class Moves(NamedTuple):
    """How figures moved since the same period a year earlier; only of indicators that are better higher, or lower."""

    better: int
    same: int
    worse: tuple[Inspected, ...]

    @property
    def compared(self) -> int:
        """How many could be compared."""
        return self.better + self.same + len(self.worse)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """As of a quarter, the district as a whole."""

    kind: EvaluationKind
    inspection: SelfInspection
    """Of the whole district, of the outlines that are evaluated."""
    courses: tuple[Course, ...]
    """Of the outlines that are evaluated, in the catalogue's order."""
    moves: Moves
    regressed: tuple[Inspected, ...]
    """Worse than at the baseline, and short of the target."""
    agenda: Agenda
