from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assessment_doubles import make_assessment, make_result
from doubles import make_indicator
from lianggang.engine.bulletin import bulletin
from lianggang.engine.self_inspection import self_inspection
from lianggang.model.assessment import Assessment, Mark, NotAssessed
from lianggang.model.bulletin import Bulletin
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Quarter
from lianggang.model.returns_status import ReturnsStatus

ON = date(2025, 10, 20)
SHORT: dict[str, Any] = {"measures": {"value_gap": Decimal(5), "need": 1.7, "recent": 0.1, "expected": 0.07}}
FEW: dict[str, Any] = {"met": None, "gap": None, "card": Card.GREEN, "marks": (Mark.FEW_EVENTS,)}


def due(by: str, code: str = "C-EDU-02", **changes: Any) -> Assessment:
    indicator = make_indicator(
        code=code, targets=[{"by": by, "at_least": "85", "level": "国家", "source": "纲要", "verified": "true"}]
    )
    return make_assessment(indicator, **{**SHORT, **changes})


def made(*assessments: Assessment, on: date = ON, quarter: str = "2025Q3") -> Bulletin:
    at = Quarter.parse(quarter)
    result = replace(make_result(*assessments), period=at)
    returns = ReturnsStatus(result.catalogue, at, on, on, ())
    return bulletin(self_inspection(result), returns, on)


@pytest.mark.parametrize(
    ("by", "quarter", "on", "is_ahead"),
    [
        ("2025Q4", "2025Q3", "2025-10-20", True),
        ("2025Q4", "2025Q3", "2025-12-31", True),
        # Over by the day that the bulletin bears, or by the end of its quarter.
        ("2025Q4", "2025Q3", "2026-01-01", False),
        ("2025Q3", "2025Q3", "2025-10-20", False),
        ("2026Q3", "2025Q3", "2025-10-20", True),
        ("2026Q4", "2025Q3", "2025-10-20", False),
    ],
)
def test_a_deadline_is_near_within_a_year_and_only_while_it_is_ahead(
    by: str, quarter: str, on: str, is_ahead: bool
) -> None:
    found = made(due(by, period=Quarter.parse(quarter)), on=date.fromisoformat(on), quarter=quarter)
    assert bool(found.due_soon) is is_ahead


def test_rare_events_are_not_called_unmet_before_their_deadline() -> None:
    found = made(due("2025Q4"), due("2025Q4", "C-H-02", **FEW), due("2025Q4", "C-H-03", **{**FEW, "card": Card.RED}))
    assert [item.assessment.indicator.code for item in found.due_soon] == ["C-EDU-02"]
    assert [item.assessment.indicator.code for item in found.due_soon_by_counts] == ["C-H-02", "C-H-03"]


def test_what_is_met_or_cannot_be_judged_is_not_open() -> None:
    held = {"value": None, "met": None, "card": None, "not_assessed": NotAssessed.HELD}
    found = made(due("2025Q4", met=True), due("2025Q4", "C-H-02", **held))
    assert (found.due_soon, found.due_soon_by_counts) == ((), ())


@pytest.mark.parametrize(
    ("on", "following"),
    [("2025-10-20", "2025Q4"), ("2026-01-09", "2025Q4"), ("2026-01-10", "2026Q1"), ("2026-04-15", "2026Q2")],
)
def test_the_next_returns_are_those_due_after_the_day_of_the_bulletin(on: str, following: str) -> None:
    assert str(made(due("2025Q4"), on=date.fromisoformat(on)).following) == following
