"""Which cases of a letter are a 反弹: their matter was closed, and the indicator has a card again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.engine.closing import check_rebound
from lianggang.model.errors import RefusedError
from lianggang.model.ledger import LedgerState
from lianggang.outputs.told_figure import told_figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianggang.model.ledger import LedgerItem
    from lianggang.model.letter import Letter, LetterCase


def with_rebounds(letter: Letter, ledger: Iterable[LedgerItem]) -> Letter:
    """The letter with what its cases are a rebound of. ledger: all items, in any order."""
    items = sorted(ledger, key=lambda item: item.number)
    cases = (case._replace(rebound_of=_rebound_of(case, letter.unit, items)) for case in letter.cases)
    return replace(letter, cases=tuple(cases))


def _rebound_of(case: LetterCase, unit: str, items: Iterable[LedgerItem]) -> LedgerItem | None:
    """The item closed last for the matter, where the card is a rebound of it and no letter has followed yet.

    A draft that is there goes by what its 来源 says: it goes out with that.
    """
    if case.earlier is not None:
        return None
    own = [one for one in items if (one.indicator, one.unit) == (case.assessment.indicator.code, unit)]
    closed = next((one for one in reversed(own) if one.state is LedgerState.CLOSED), None)
    if closed is None:
        return None
    if draft := next((one for one in own if one.state is LedgerState.DRAFT), None):
        return closed if draft.points_to == closed.number else None
    if any(one.points_to == closed.number and one.state is not LedgerState.WITHDRAWN for one in own):
        return None
    try:
        check_rebound(closed, case.assessment, told_figure(closed, case.assessment))
    except RefusedError:
        return None
    return closed
