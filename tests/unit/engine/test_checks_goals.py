from __future__ import annotations

from decimal import Decimal

import pytest

from doubles import make_indicator
from lianggang.engine.checks.goals import goals_of
from lianggang.model.indicator import Indicator
from lianggang.model.quarter import Period
from return_doubles import Figures, faults_after

TARGET = [{"by": "2025Q4", "at_least": "85", "level": "国家", "source": "某文件"}]
PLAIN = make_indicator("C-P-01", targets=TARGET, without=("numerator", "denominator"))
COUNTED = make_indicator(targets=TARGET)
COARSE = make_indicator("C-P-02", targets=TARGET, decimals="1", without=("numerator", "denominator"))
NODES = make_indicator("C-P-03", targets=TARGET, nodes={"2025Q3": "82.5"}, without=("numerator", "denominator"))


def goals(indicator: Indicator, period: str) -> dict[str, str]:
    return {f"{goal:f}": name for goal, name in goals_of(indicator, Period.parse(period)).items()}


def test_the_target_and_the_node_on_the_line() -> None:
    """From 71.30 at the end of 2020 to 85 at the end of 2025: 19 of 20 quarters of 13.70 points."""
    assert goals(PLAIN, "2025Q3") == {"84.32": "节点目标", "85": "目标值"}
    assert goals(PLAIN, "2025Q4") == {"85": "目标值"}
    assert goals(PLAIN, "2026Q1") == {}
    assert goals(NODES, "2025Q3") == {"82.5": "节点目标", "85": "目标值"}


@pytest.mark.parametrize(
    "changes",
    [
        {"targets": [{"by": "2025Q4", "at_most": "0", "level": "国家", "source": "某文件"}], "direction": "down"},
        {"targets": [{"by": "2025Q4", "at_least": "100", "level": "国家", "source": "某文件"}]},
        {"targets": [{"by": "2025Q4", "at_least": "4", "level": "国家", "source": "某文件"}], "unit_of_measure": "个"},
        {"targets": [{"by": "2025Q4", "rise": "true", "level": "国家", "source": "某文件"}]},
    ],
)
def test_ends_of_the_range_and_small_numbers_are_met_by_nature(changes: dict[str, object]) -> None:
    assert goals(make_indicator("C-P-04", without=("baseline",), **changes), "2025Q3") == {}


@pytest.mark.parametrize(
    ("indicator", "past", "now", "expected"),
    [
        (PLAIN, {}, "85.00", ["T09"]),
        (PLAIN, {"2025Q2": "84.80"}, "85.00", ["T09"]),
        (PLAIN, {"2025Q2": "85.00"}, "85.00", []),
        (PLAIN, {}, "85.01", []),
        (PLAIN, {}, "84.32", ["T09"]),
        (NODES, {}, "82.50", ["T09"]),
        (COUNTED, {}, ("85.00", "850", "1000"), []),
        (COARSE, {}, "85.0", []),
        (COARSE, {"2025Q1": "84.0", "2025Q2": "84.6"}, "85.0", []),
        (COARSE, {"2025Q1": "78.0", "2025Q2": "78.7"}, "85.0", ["T09"]),
    ],
)
def test_a_value_that_equals_what_is_aimed_at(
    indicator: object, past: dict[str, Figures], now: Figures, expected: list[str]
) -> None:
    assert [found.code for found in faults_after(indicator, past, now)] == expected  # type: ignore[arg-type]


def test_the_message_says_which_it_equals() -> None:
    (found,) = faults_after(NODES, {}, "82.50")
    assert found.message == ("本期值与节点目标完全相同（82.50）；请核对是否误填节点目标，如属实请在“说明”中写明。")
    assert Decimal("82.50") == Decimal(found.found or "")
