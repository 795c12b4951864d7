"""Which letters that were closed or withdrawn still answer for the figure of a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment_doubles import make_assessment
from ledger_doubles import closed, draft, issued, received
from lianggang.engine import ledger_rules as rules
from lianggang.engine.settled import ended_letter, is_settled
from lianggang.model.ledger import LedgerItem, LedgerState
from lianggang.model.letter import ToldFigure
from lianggang.model.quarter import Period

WITHDRAWN = rules.withdraw(issued(), date(2025, 10, 12), "异议成立")
ONE = make_assessment()  # its figure is of 2025Q3


@pytest.mark.parametrize(
    ("items", "number"),
    [
        ((), None),
        ((received(),), None),
        ((closed(),), "D2025-001"),
        ((WITHDRAWN,), "D2025-001"),
        ((closed(), draft(number="D2025-002")), None),  # a person has begun another one
        ((replace(closed(), state=LedgerState.RAISED), replace(WITHDRAWN, number="D2025-002")), "D2025-002"),
        ((closed(), replace(received(), number="D2025-002", state=LedgerState.RAISED)), "D2025-001"),
        ((replace(closed(), unit="区卫健局"),), None),
        ((replace(closed(), indicator="C-EDU-03"),), None),
    ],
)
def test_the_last_letter_of_the_matter(items: tuple[LedgerItem, ...], number: str | None) -> None:
    found = ended_letter(ONE, items)
    assert (found.number if found else None) == number


@pytest.mark.parametrize(
    ("period", "is_latest", "settled"),
    [
        ("2025Q3", True, True),
        ("2025Q3", False, False),  # corrected
        ("2025Q2", False, False),  # a later figure has come
        ("2025Q4", False, True),  # an earlier quarter is looked at again
    ],
)
def test_by_the_figure_that_its_words_name(period: str, is_latest: bool, settled: bool) -> None:
    assert is_settled(ONE, closed(), ToldFigure(Period.parse(period), is_latest)) is settled


@pytest.mark.parametrize(
    ("item", "settled"),
    [
        (closed(), True),
        (replace(closed(), closed=date(2025, 9, 29)), False),
        (WITHDRAWN, True),
        (rules.withdraw(issued(), date(2025, 9, 1), "异议成立"), False),
        (replace(WITHDRAWN, note=""), False),  # only its day of issue is known
        (replace(WITHDRAWN, note="", issued=None), False),
    ],
)
def test_else_by_the_day_of_its_end(item: LedgerItem, settled: bool) -> None:
    assert is_settled(ONE, item, None) is settled


def test_without_a_figure_there_is_nothing_new() -> None:
    assert is_settled(make_assessment(data_period=None, value=None), closed(), None)
