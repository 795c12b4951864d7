"""What a catalogue asks of returns is the same, worked out once for all quarters or anew for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.api.history import all_tables
from lianggang.api.workspace import open_workspace
from lianggang.engine.checks import PAST_CHECKS, check_quarter
from lianggang.engine.checks.earlier import Earlier
from lianggang.engine.checks.listing import RowChecks
from lianggang.engine.checks.standards import Standards
from lianggang.engine.checks.subject import Expected
from lianggang.model.quarter import Quarter

ROOT = Path(__file__).parents[3]
QUARTERLY = make_indicator("C-1")
YEARLY = make_indicator("C-2", name="年报的", frequency="annual", lead_unit="区卫健委")
NEVER = make_indicator("C-3", name="换届时的", frequency="election")
CATALOGUE = make_catalogue(QUARTERLY, YEARLY, NEVER, member_units={"区教育局": {"aliases": ["教育局"]}, "区卫健委": {}})


@pytest.mark.parametrize("quarter", [None, Quarter(2025, 3), Quarter(2025, 4), Quarter(2026, 4)])
def test_an_indicator_asks_what_it_asks_in_that_quarter(quarter: Quarter | None) -> None:
    standards = Standards(CATALOGUE)
    for other in (Quarter(2024, 4), Quarter(2025, 1)):
        for indicator in CATALOGUE.indicators.values():
            standards.expected(indicator, other)
    without = frozenset([PAST_CHECKS[0][0]])
    for indicator in CATALOGUE.indicators.values():
        expected = standards.expected(indicator, quarter)
        assert expected == Expected.of(indicator, quarter)
        for left_out in (frozenset(), without):
            assert standards.checks(expected, left_out) == RowChecks.of(expected, left_out)


@pytest.mark.parametrize(
    ("quarter", "owed"),
    [
        (Quarter(2025, 3), {"区教育局": ["C-1"]}),
        (Quarter(2025, 4), {"区教育局": ["C-1"], "区卫健委": ["C-2"]}),
        (Quarter(2026, 4), {"区教育局": ["C-1"], "区卫健委": ["C-2"]}),
    ],
)
def test_a_unit_owes_what_is_due(quarter: Quarter, owed: dict[str, list[str]]) -> None:
    due = Standards(CATALOGUE).due(quarter)
    assert {unit: [one.code for one in indicators] for unit, indicators in due.items()} == owed


def test_a_history_is_checked_alike_by_shared_and_by_new_standards() -> None:
    workspace = open_workspace(ROOT)
    tables = all_tables(workspace)
    standards = Standards(workspace.catalogue)
    earlier = Earlier()
    for quarter, group in tables.items():
        before = tables.get(quarter + -1, ())
        given = (group, workspace.catalogue, quarter, before, earlier)
        shared = check_quarter(*given, standards=standards)
        assert shared == check_quarter(*given)
        earlier.add(shared)
    assert len(tables) > 4
