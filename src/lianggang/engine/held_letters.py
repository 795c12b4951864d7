"""The letters of a quarter that the ledger holds, put together again from its items: drafts, and what has gone out.

Source: docs/documents.md, section 10.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.ledger import LedgerItem, LedgerState, ReviewResult
from lianggang.model.letter import Failing, Letter, LetterCase, Rung
from lianggang.model.quarter import Quarter

from .ladder import gravest_first, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from lianggang.model.assessment import Assessment

_OF_A_CARD = re.compile("预警：([12][0-9]{3}Q[1-4]) .+")
"""来源 of an item that the program has entered."""


class HeldLetter(NamedTuple):
    """A letter of the ledger."""

    rung: Rung
    unit: str
    number: str
    """文号; empty for a draft."""
    items: tuple[LedgerItem, ...]
    """One for each indicator, in the ledger's order."""

    @property
    def issued(self) -> date | None:
        """None for a draft."""
        return self.items[0].issued


def held_letters(items: Iterable[LedgerItem], quarter: Quarter, today: date) -> tuple[HeldLetter, ...]:
    """The letters of that quarter, but for those that were withdrawn.

    One for each number, and one for all drafts of a kind to a unit. today: see ``quarter_of``.
    """
    groups: dict[tuple[Rung, str, str], list[LedgerItem]] = {}
    for item in items:
        if item.state is not LedgerState.WITHDRAWN and quarter_of(item, today) == quarter:
            groups.setdefault((Rung.of(item.kind), item.unit, item.letter), []).append(item)
    return tuple(HeldLetter(*key, tuple(own)) for key, own in groups.items())


def is_of_a_card(source: str) -> bool:
    """Whether the program has entered it for a card, so that 来源 names the quarter."""
    return _OF_A_CARD.fullmatch(source) is not None


def quarter_of(item: LedgerItem, today: date) -> Quarter:
    """The quarter whose cards an item is about: the one that its 来源 names, else the one before its day of issue.

    today: in place of that day for a draft.
    """
    if named := _OF_A_CARD.fullmatch(item.source):
        return Quarter.parse(named[1])
    return Quarter.of(item.issued or today) + -1


def letter_again(
    held: HeldLetter, assessments: Mapping[str, Assessment], ledger: Sequence[LedgerItem]
) -> Letter | None:  # fmt: skip
    """A letter that has gone out, as the quarter's assessments (by code) give it; None where one of them is missing."""
    if any(item.indicator not in assessments for item in held.items):
        return None
    cases = [_case_again(item, assessments[item.indicator], ledger) for item in held.items]
    return Letter(held.rung, held.unit, tuple(sorted(cases, key=gravest_first)))


def _case_again(item: LedgerItem, one: Assessment, ledger: Sequence[LedgerItem]) -> LetterCase:
    earlier = next((other for other in ledger if other.number == item.points_to), None)
    if earlier is not None and earlier.state is LedgerState.CLOSED:
        return LetterCase(one, None, *runs_of(one), rebound_of=earlier)
    if earlier is None or earlier.state is not LedgerState.RAISED:
        return LetterCase(one, None, *runs_of(one))
    return LetterCase(one, None, *runs_of(one), earlier, _failing_on(earlier, item.issued))


def _failing_on(item: LedgerItem, day: date | None) -> tuple[Failing, ...]:
    """All that had not been done about a letter on the day on which another one took its place."""
    if day is None or _awaited_review(item):
        return ()
    resumed = item.progressed is not None and item.reviewed is not None and item.progressed > item.reviewed
    owes_plan = item.plan_filed is None and item.answered is None and item.progressed is None
    found = {
        Failing.PLAN: owes_plan and item.plan_due is not None and item.plan_due < day,
        Failing.REVIEW: item.review is ReviewResult.RETURNED and not resumed and (item.due is None or item.due < day),
        Failing.RESULT: item.due is not None and item.due < day,
    }
    return tuple(one for one in Failing if found[one])


def _awaited_review(item: LedgerItem) -> bool:
    """Whether it was the office's turn: answered, and not reviewed since, or passed."""
    if item.answered is None:
        return False
    return item.reviewed is None or item.reviewed < item.answered or item.review is ReviewResult.PASSED
