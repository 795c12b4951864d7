"""Letters of the ladder (催报函 to 约谈通知): of which kind, to whom, about what, and by when it asks for an answer.

Which letters are due is decided in ``engine.ladder``, how they read stands in ``outputs.letter``. One letter is for one
unit; its indicators of one kind stand in one letter, a reminder speaks of all returns of a quarter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from .ledger import LetterKind

if TYPE_CHECKING:
    from datetime import date

    from .assessment import Assessment
    from .card_rules import Card
    from .ledger import LedgerItem
    from .returns_status import UnitReturns
    from .working_days import WorkingDay


RECEIPT_WORKING_DAYS, OBJECTION_WORKING_DAYS = 2, 5
"""After a unit has received a letter: for the slip to come back, and to object."""


class Rung(Enum):
    """The kinds of letters, from the mildest to the last."""

    REMINDER = "催报函"
    NOTICE = "提示函"
    SUPERVISION = "督办函"
    SECOND = "二次督办函"
    INTERVIEW = "约谈通知"

    @property
    def kind(self) -> LetterKind | None:
        """类别 in the ledger; None for a reminder, which the ledger does not follow."""
        return _KINDS.get(self.value)

    @property
    def level(self) -> int:
        """0 to 4."""
        return [*Rung].index(self)

    @property
    def by_committee(self) -> bool:
        """Whether the committee signs it; the office signs the milder ones."""
        return self in {Rung.SECOND, Rung.INTERVIEW}


_KINDS = {
    Rung.NOTICE.value: LetterKind.NOTICE,
    Rung.SUPERVISION.value: LetterKind.SUPERVISION,
    Rung.SECOND.value: LetterKind.SECOND,
    Rung.INTERVIEW.value: LetterKind.INTERVIEW,
}


class Failing(Enum):
    """What has not been done about an earlier letter in time."""

    PLAN = "报送方案"
    RESULT = "完成整改"
    REVIEW = "通过复核"


class LadderRule(NamedTuple):
    """A row of the ladder: what must be so for a letter of that kind. All that is given must hold."""

    id: str
    rung: Rung
    label: str
    """Why, in a few words."""
    card: Card | None = None
    """This card or a worse one is out."""
    periods: int = 1
    """For so many assessed periods running."""
    after: LetterKind | None = None
    """An open letter of that kind was not answered, or not accepted, in time."""
    late: bool = False
    """Returns are due and missing."""


class LetterCase(NamedTuple):
    """One indicator of a letter."""

    assessment: Assessment
    rule: LadderRule | None
    """None: a person has chosen the kind."""
    same: int
    """For how many assessed periods running it has borne the card that it bears now."""
    carded: int
    """The same for yellow or red."""
    earlier: LedgerItem | None = None
    """The open letter whose place this one takes."""
    failing: Failing | None = None
    """What has not been done about ``earlier``."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, not yet worded."""

    rung: Rung
    unit: str
    cases: tuple[LetterCase, ...] = ()
    """The gravest first; none for a reminder."""
    returns: UnitReturns | None = None
    """For a reminder."""
    reason: str = ""
    """Why a person has chosen this kind; empty where the rule has."""

    @property
    def size(self) -> int:
        """How many indicators it is about."""
        return len(self.returns.open) if self.returns is not None else len(self.cases)


class NoLetter(NamedTuple):
    """An indicator with a card that gets no letter now, since there is an open one."""

    assessment: Assessment
    item: LedgerItem
    failing: Failing | None
    """None: the open one is within its time. Else the ladder has nothing higher for it."""


class Ladder(NamedTuple):
    """What the ladder asks for."""

    letters: tuple[Letter, ...]
    """By unit in the catalogue's order, the gravest first."""
    left_out: tuple[NoLetter, ...]


class LetterDates(NamedTuple):
    """When a letter goes out and what it asks for by when."""

    issued: date
    receipt: WorkingDay
    """By when the slip comes back from a unit that receives the letter on the day of issue."""
    objection: WorkingDay
    plan: date | None
    """整改方案; None where the kind asks for none."""
    answer: date
    """The data, the reasons, or the result: whatever is asked for last."""
