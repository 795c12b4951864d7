"""The conditions for closing, each met or not; and when a card after closing is a rebound."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from assessment_doubles import make_assessment
from doubles import make_catalogue, make_indicator
from ledger_doubles import closed
from lianggang.engine.closing import check_rebound, closing_check
from lianggang.model.assessment import Assessment
from lianggang.model.card_rules import Card
from lianggang.model.diagnostic import Diagnostic, Place, Severity
from lianggang.model.errors import RefusedError
from lianggang.model.letter import ToldFigure
from lianggang.model.quarter import Period, Quarter
from lianggang.model.rectification import RectificationPlan
from plan_doubles import PLAN, plan_file


def against(node: str, value: str = "78.70", **changes) -> Assessment:
    gap = Fraction(node) - Fraction(value)
    measures = {"node": Fraction(node), "value_gap": gap}
    return make_assessment(value=Decimal(value), data_period=Period.parse("2025Q3"), measures=measures, **changes)


def met(assessment: Assessment | None, plans=(), diagnostics=(), evidence=("名册",)) -> list[bool]:
    check = closing_check(assessment, plans, diagnostics, evidence)
    assert check.is_met is all(one for _, one in check.conditions)
    return [one for _, one in check.conditions]


def plan(tmp_path: Path, text: str = PLAN) -> RectificationPlan:
    found = plan_file(tmp_path, make_catalogue(), text).plan
    assert found is not None
    return found


@pytest.mark.parametrize(("node", "reached"), [("78.70", True), ("78.69", True), ("78.71", False)])
def test_the_value_at_or_beyond_the_node(node: str, reached: bool) -> None:
    assert met(against(node)) == [reached, True, True]


def test_or_at_the_plans_node_for_the_same_quarter(tmp_path: Path) -> None:
    check = closing_check(against("84"), [plan(tmp_path)], (), ("名册",))
    assert check.is_met
    assert check.plan_node is not None
    assert (check.plan_node.value, check.plan_node.met) == (Decimal("78.70"), True)
    assert check.plan_node.last == (Quarter(2025, 4), Decimal(85))
    short = plan(tmp_path, PLAN.replace("2025Q3: 78.70", "2025Q3: 78.71"))
    assert met(against("84"), [short])[0] is False


def test_without_a_node_the_target_or_a_green_card_decides() -> None:
    bare = {"node": None, "value_gap": None}
    assert met(make_assessment(measures=bare, met=True))[0] is True
    assert met(make_assessment(measures=bare, met=None, card=Card.GREEN))[0] is True
    assert met(make_assessment(measures=bare, met=False, card=Card.YELLOW))[0] is False


def test_evidence_is_named_or_stands_in_the_plan(tmp_path: Path) -> None:
    done = PLAN.replace("effect: {numerator: 40}", "effect: {numerator: 40}, done: {on: 2025-10-01, evidence: [协议]}")
    assert met(against("78"), evidence=())[1] is False
    check = closing_check(against("78"), [plan(tmp_path, done)], (), ("名册",))
    assert check.evidence == ("名册", "协议")


def test_no_open_error_in_the_data_used() -> None:
    place = Place("data/2025Q3.csv", line=2)
    own = Diagnostic("L04", "…", place, Severity.ERROR, indicator="C-EDU-02")
    other = Diagnostic("L04", "…", place, Severity.ERROR, indicator="C-H-09")
    query = Diagnostic("R05", "…", place, Severity.QUERY, indicator="C-EDU-02")
    assert met(against("78"), diagnostics=[other, query])[2] is True
    assert met(against("78"), diagnostics=[own])[2] is False


def test_without_a_value_nothing_is_met_but_the_evidence() -> None:
    assert met(None) == [False, True, False]
    assert met(make_assessment(value=None)) == [False, True, False]


def later(period: str, card: Card | None = Card.RED, **changes) -> Assessment:
    quarter = Quarter.parse(period)
    values = {"period": quarter, "data_period": Period(quarter), "card": card, "since": quarter, **changes}
    return make_assessment(**values)


def test_a_card_within_two_periods_on_new_figures_is_a_rebound() -> None:
    # Closed on 12 October 2025.
    for period in ("2025Q4", "2026Q1", "2026Q2"):
        check_rebound(closed(), later(period))
    check_rebound(closed(), later("2026Q4", since=Quarter(2026, 2)))


@pytest.mark.parametrize(
    ("assessment", "said"),
    [
        (later("2025Q4", Card.GREEN), "没有亮牌，不算反弹"),
        (later("2025Q4", None), "没有可用的判定，看不出是否反弹"),
        (None, "没有可用的判定"),
        (later("2025Q3"), "还没有新的数据"),
        (later("2026Q3"), "已过2期才亮牌"),
    ],
)
def test_anything_else_is_not(assessment: Assessment | None, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        check_rebound(closed(), assessment)


def test_a_figure_of_days_before_the_closing_is_new_where_it_was_closed_on_an_older_one() -> None:
    check_rebound(closed(), later("2025Q3"), ToldFigure(Period.parse("2025Q2"), is_latest=False))
    with pytest.raises(RefusedError, match="还没有新的数据"):
        check_rebound(closed(), later("2025Q3"), ToldFigure(Period.parse("2025Q3"), is_latest=True))


def test_periods_are_those_of_the_indicator() -> None:
    yearly = make_indicator(frequency="annual")
    check_rebound(closed(), later("2027Q1", indicator=yearly, data_period=Period.parse("2026")))
