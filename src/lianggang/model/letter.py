"""Letters of the ladder (催报函 to 通报): of which kind, to whom, about what, and by when it asks for an answer.

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
    from .catalogue import Office, SignatoryRole
    from .ledger import LedgerItem
    from .quarter import Period
    from .returns_status import UnitReturns
    from .working_days import WorkingDay


class Rung(Enum):
    """The kinds of letters, from the mildest to the last."""

    REMINDER = "催报函"
    NOTICE = "提示函"
    SUPERVISION = "督办函"
    SECOND = "二次督办函"
    INTERVIEW = "约谈通知"
    CIRCULAR = "通报"

    @classmethod
    def of(cls, kind: LetterKind) -> Rung:
        """The letter of that 类别."""
        return next(rung for rung in cls if rung.kind is kind)

    @property
    def kind(self) -> LetterKind | None:
        """类别 in the ledger; None for a reminder, which the ledger does not follow."""
        return _KINDS.get(self.value)

    @property
    def level(self) -> int:
        """0 to 5."""
        return [*Rung].index(self)

    @property
    def by_committee(self) -> bool:
        """Whether it is the committee's, or the government's; the office signs the milder ones."""
        return self.level >= Rung.SECOND.level

    def signatory(self, office: Office) -> SignatoryRole:
        """Who signs it: from the interview on the government, where the catalogue lets it sign."""
        if not self.by_committee:
            return office.signatory
        by_government = self is not Rung.SECOND and office.signatory == "government"
        return "government" if by_government else "committee"


_KINDS = {
    Rung.NOTICE.value: LetterKind.NOTICE,
    Rung.SUPERVISION.value: LetterKind.SUPERVISION,
    Rung.SECOND.value: LetterKind.SECOND,
    Rung.INTERVIEW.value: LetterKind.INTERVIEW,
    Rung.CIRCULAR.value: LetterKind.CIRCULAR,
}


class Failing(Enum):
    """What has not been done about an earlier letter in time; there may be more than one thing, in this order."""

    PLAN = "报送方案"
    REVIEW = "通过复核"
    RESULT = "完成整改"


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
    failing: tuple[Failing, ...] = ()
    """All that has not been done about ``earlier``; empty where it is within its time."""
    rebound_of: LedgerItem | None = None
    """The closed letter about the same matter, of which the card is a 反弹."""


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
    is_alone: bool = False
    """One matter per letter (一事一单) was asked for."""

    @property
    def size(self) -> int:
        """How many indicators it is about."""
        return len(self.returns.open) if self.returns is not None else len(self.cases)


class NoLetter(NamedTuple):
    """An indicator that gets no letter now: there is an open one, its figure has been dealt with, it has no card."""

    assessment: Assessment
    item: LedgerItem
    """The open letter; the one closed or withdrawn last, where nothing newer than its figure has come since."""
    failing: tuple[Failing, ...] = ()
    """Empty: the open one is within its time. Else the ladder has nothing higher for it yet."""


class ToldFigure(NamedTuple):
    """The figure that a letter was closed or withdrawn on, as its words name it."""

    period: Period
    is_latest: bool
    """Whether it is, uncorrected, the figure that the indicator is judged by now."""


class SentReminder(NamedTuple):
    """A 催报函 that went out with a number; the journal knows of it, the ledger does not."""

    unit: str
    number: str
    on: date
    by: date
    """By when it asked for the data."""


class Ladder(NamedTuple):
    """What the ladder asks for."""

    letters: tuple[Letter, ...]
    """By unit in the catalogue's order, the gravest first."""
    left_out: tuple[NoLetter, ...]
    reminded: tuple[SentReminder, ...] = ()
    """Units whose data are still missing and which have time until the day that their reminder names."""
    unlit: tuple[NoLetter, ...] = ()
    """Open letters that are overdue, about indicators without a yellow or red card now: a person decides."""


class LetterDates(NamedTuple):
    """When a letter goes out and what it asks for by when."""

    issued: date
    receipt: WorkingDay
    """By when the slip comes back from a unit that receives the letter on the day of issue."""
    objection: WorkingDay
    plan: date | None
    """整改方案; None where the kind asks for none."""
    answer: date | None
    """The data, the reasons, or the result: whatever is asked for last; None where nothing is."""
    receipt_days: int
    """签收回执, working days after the letter has arrived."""
    objection_days: int
    """异议, the same."""
