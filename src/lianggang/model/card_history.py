"""What became of a card, quarter by quarter, and where another one was published than today's data give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from .assessment import NotAssessed
    from .card_rules import Card
    from .indicator import Target
    from .quarter import Period, Quarter


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
    final: bool = False
    """Whether the deadline has had its verdict, or was found to have none."""


class CardChange(Enum):
    """What happens in a card's life."""

    FIRST = "首次亮牌"
    AGAIN = "再次亮牌"
    REBOUND = "反弹"
    """A card again within two reporting periods after one was lifted."""
    RAISED = "升级"
    LOWERED = "降级"
    LIFTED = "解除"
    MET = "到期达标"
    MISSED = "到期未达标"
    UNDECIDED = "无到期数据"


@dataclass(frozen=True, slots=True)
class CardEvent:
    """One change of a card, and the quarter of it. A verdict may come together with another change."""

    quarter: Quarter
    kind: CardChange
    before: Card | None
    """The last card before; None where there was none yet."""
    after: Card | None
    """The card from then on; None only where a deadline found no figure."""
    rule: str | None
    new_target: bool = False
    """Whether another target counts than at the card before: then the figures need not have changed."""


@dataclass(frozen=True, slots=True)
class PublishedOtherwise:
    """A quarter for which another card was published than the data known today give."""

    quarter: Quarter
    published: str
    """The card as the journal has it: 红牌, or 未判（待核）."""
    card: Card | None
    """The same as a card."""
    today: Card | None
    on: str
    """The date of publishing."""
    by: str
    """Who published it."""
    other_rules: bool = False
    """Whether the card rules of that name have changed since: then it need not be the data."""
