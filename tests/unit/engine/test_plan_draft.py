"""What a plan begins with: the target that is next, a horizon that can be promised, the quarters and their path."""

from __future__ import annotations

from decimal import Decimal

from doubles import make_indicator
from lianggang.engine.plan_draft import plan_draft
from lianggang.model.plan_draft import PlanDraft
from lianggang.model.quarter import Quarter
from plan_doubles import on, point

POINTS = (point("2025Q2", "77.90"), point("2025Q3", "78.70"))


def draft(today: str, **changes: object) -> PlanDraft:
    return plan_draft("ZG-2025-01", make_indicator(**changes), POINTS, Quarter.parse("2025Q3"), on(today))


def test_to_the_deadline_of_the_next_target() -> None:
    found = draft("2025-07-25")
    assert (str(found.by), found.promise, found.ends) == ("2025Q4", Decimal(85), on("2025-12-31"))
    assert found.current is not None
    assert (str(found.current[0]), found.current[1]) == ("2025Q3", Decimal("78.70"))
    # 71.30 at the end of 2020, 85 at the end of 2025: 13.70 in 20 quarters.
    assert [(str(node.quarter), node.path) for node in found.nodes] == [
        ("2025Q3", Decimal("84.315")), ("2025Q4", Decimal(85)),
    ]  # fmt: skip


def test_a_target_far_away_needs_a_nearer_promise() -> None:
    targets = [{"by": "2030Q4", "at_least": "90", "level": "国家", "source": "示例"}]
    found = draft("2025-10-20", targets=targets)
    assert (str(found.by), found.promise) == ("2026Q4", None)
    assert found.target is not None
    assert str(found.target.target.by) == "2030Q4"
    assert [str(node.quarter) for node in found.nodes] == ["2025Q4", "2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    assert found.nodes[-1].path == Decimal("71.30") + (Decimal(90) - Decimal("71.30")) * 24 / 40


def test_a_target_that_is_over_is_none() -> None:
    found = draft("2026-04-15")
    assert (found.target, found.promise, str(found.by)) == (None, None, "2026Q4")
    assert [node.path for node in found.nodes] == [None, None, None]


def test_without_a_number_nothing_is_promised() -> None:
    found = draft("2025-10-20", targets=[{"by": "2025Q4", "rise": "true", "level": "国家", "source": "示例"}])
    assert (str(found.by), found.promise) == ("2025Q4", None)
