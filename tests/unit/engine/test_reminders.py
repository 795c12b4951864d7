from __future__ import annotations

from datetime import date

import pytest

from assessment_doubles import make_assessment, make_result
from doubles import make_indicator
from lianggang.engine.reminders import reminders
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Quarter
from lianggang.model.reminder import Reminder
from lianggang.model.returns_status import Owed, ReturnsStatus, ReturnState, UnitReturns
from lianggang.outputs.reminder_text import reminder_text

DUE = date(2025, 10, 10)
MINE = make_indicator()
IN_TIME = Owed(MINE, ReturnState.ACCEPTED, DUE)
LATE = Owed(MINE, ReturnState.ACCEPTED, date(2025, 10, 11))
UNDATED = Owed(MINE, ReturnState.ACCEPTED)
MISSING = Owed(MINE, ReturnState.MISSING)


def found(card: Card, *owed: Owed, others: int = 0, area: str | None = None) -> tuple[Reminder, ...]:
    result = make_result(make_assessment(MINE, card=card, area=area))
    units = (UnitReturns("区教育局", "", owed, DUE, others),) if owed else ()
    return reminders(result, ReturnsStatus(result.catalogue, Quarter(2025, 3), DUE, DUE, units))


@pytest.mark.parametrize(("owed", "others"), [((IN_TIME,), 0), ((UNDATED,), 0), ((), 0), ((IN_TIME, UNDATED), 0)])
def test_nothing_stands_against_what_is_in_time_or_not_dated(owed: tuple[Owed, ...], others: int) -> None:
    assert found(Card.YELLOW, *owed, others=others) == ()


def test_a_red_card_stands_against_the_unit_that_leads_but_not_that_of_an_area() -> None:
    assert found(Card.RED) == (Reminder("区教育局", red=(MINE.name,)),)
    assert found(Card.RED, IN_TIME, UNDATED) == (Reminder("区教育局", undated=1, red=(MINE.name,)),)
    assert found(Card.RED, area="河口镇") == ()


def test_returns_that_are_late_or_not_complete_do_too() -> None:
    assert found(Card.GREEN, LATE) == (Reminder("区教育局", late=1),)
    assert found(Card.GREEN, MISSING, LATE) == (Reminder("区教育局", open=1, late=1),)
    assert found(Card.GREEN, IN_TIME, others=2) == (Reminder("区教育局", others=2),)


def test_what_is_said_of_it() -> None:
    assert (
        reminder_text(Reminder("甲", 2, 1, 1, 3, ("乙", "丙")))
        == "未报齐2项，晚报1项，填报日期不明3项，红牌2项（乙、丙）"
    )
    assert reminder_text(Reminder("甲", others=1)) == "1行待核或退回"
