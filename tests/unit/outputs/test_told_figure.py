"""The figure that the words of a closed or withdrawn letter name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment_doubles import make_assessment
from ledger_doubles import closed, issued
from lianggang.engine.closing import closing_check
from lianggang.model.ledger import LedgerItem, LedgerState
from lianggang.model.letter import LetterCase
from lianggang.model.quarter import Period
from lianggang.outputs.ledger_words import ground_text
from lianggang.outputs.letter_text import problem
from lianggang.outputs.told_figure import told_figure

ONE = make_assessment()
CORRECTED = make_assessment(value=Decimal("78.71"))


def closed_on(ground: str) -> LedgerItem:
    return replace(closed(), ground=f"验收：钱示例（2025-10-11）；{ground}")


def withdrawn_on(said: str) -> LedgerItem:
    return replace(issued(), problem=said, state=LedgerState.WITHDRAWN)


GROUND = ground_text(closing_check(ONE, (), (), ("名册",)))
PROBLEM = problem(LetterCase(ONE, None, 1, 1))


@pytest.mark.parametrize("item", [closed_on(GROUND), withdrawn_on(PROBLEM)])
def test_the_very_figure_and_a_corrected_one(item: LedgerItem) -> None:
    period = Period.parse("2025Q3")
    assert told_figure(item, ONE) == (period, True)
    assert told_figure(item, CORRECTED) == (period, False)


def test_a_whole_year_is_not_taken_for_the_begin_of_a_quarter() -> None:
    whole = make_assessment(data_period=Period.of_year(2025))
    assert told_figure(closed_on(GROUND), whole) == (Period.parse("2025Q3"), False)
    assert told_figure(withdrawn_on("2025年为78.70%，低于当期节点目标"), whole) == (Period.of_year(2025), True)


@pytest.mark.parametrize("item", [closed(), closed_on("材料齐全"), withdrawn_on("进展缓慢"), withdrawn_on("")])
def test_words_by_hand_name_none(item: LedgerItem) -> None:
    assert told_figure(item, ONE) is None
