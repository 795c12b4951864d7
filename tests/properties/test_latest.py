"""Judging the latest quarter without the replay gives what the replay gives; what is put off comes out the same."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doubles import make_catalogue, make_indicator
from judging import built_in, filed, history_of
from lianggang.engine import assess, latest
from lianggang.load.rule_sets import engine_sets
from lianggang.model.assessment import Assessment
from lianggang.model.card_rules import Card, RuleSet
from lianggang.model.indicator import Indicator
from lianggang.model.quarter import Quarter

START = Quarter(2020, 4)
LENGTH = 16
OPS = {"up": ("at_least", "above", "rise"), "down": ("at_most", "below", "fall")}

levels = st.decimals(40, 60, places=1).map(str)
steps = st.decimals(-3, 4, places=2)


@st.composite
def targets(draw: st.DrawFn, direction: str) -> dict[str, Any]:
    kind = draw(st.sampled_from([*OPS[direction], "between", "change"]))
    asks: dict[str, Any] = {kind: draw(levels)}
    if kind in {"rise", "fall"}:
        asks = {kind: "true"}
    elif kind == "between":
        asks = {kind: ["48", "55"]}
    elif kind == "change":
        asks = {kind: draw(st.sampled_from(["10%", "-10%"]))}
    if draw(st.integers(0, 3)) == 0 and kind in {"at_least", "at_most"}:
        asks |= draw(st.sampled_from([{"keep": "true"}, {"for": "2"}]))
    if draw(st.integers(0, 4)) == 0:
        asks["valid_from"] = draw(st.sampled_from(["2021Q3", "2023Q1", "2020Q1"]))
    by = draw(st.sampled_from(["2021Q4", "2022Q4", "2023Q2", "2024Q2", "2024Q4", "2025Q4", "2030Q4"]))
    return {"by": by, "level": draw(st.sampled_from(["国家", "区"])), "source": "某规划", **asks}


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    direction = draw(st.sampled_from(["up", "down"]))
    frequency = draw(st.sampled_from(["quarterly", "quarterly", "half_yearly", "annual", "health_year", "irregular"]))
    more: dict[str, Any] = {}
    if draw(st.integers(0, 4)) == 0:
        more["breaks"] = [{"period": "2022Q2", "why": "口径调整"}]
    if draw(st.integers(0, 4)) == 0:
        more["small_numbers"] = "true"
    if frequency == "quarterly":
        more["figure"] = draw(st.sampled_from(["level", "level", "rolling_year", "year_to_date", "period"]))
    without = ("baseline",) if draw(st.integers(0, 6)) == 0 else ()
    return make_indicator(
        "X", direction=direction, frequency=frequency, unit_of_measure=draw(st.sampled_from(["%", "1/10万"])),
        baseline={"period": "2020Q4", "value": draw(levels)}, without=without,
        targets=draw(st.lists(targets(direction), max_size=3)), **more,
    )  # fmt: skip


@st.composite
def returns(draw: st.DrawFn, indicator: Indicator) -> list[Any]:
    value = draw(st.decimals(40, 60, places=2))
    rows = []
    yearly = not indicator.frequency.within_year
    for place in range(1, LENGTH + 1):
        quarter = START + place
        value += draw(steps)
        if (yearly and quarter.number != 4) or draw(st.integers(0, 9)) == 0:
            continue
        late = draw(st.sampled_from([0, 0, 0, 0, 1, 2, 5]))
        period = str(quarter.year) if yearly else str(quarter)
        counts = {"numerator": str(round(value)), "denominator": "100"} if draw(st.integers(0, 3)) else {}
        rows.append(filed("X", period, str(value), str(quarter + late), **counts))
    return rows


def waiting() -> RuleSet:
    """The default set, with a yellow that must hold twice."""
    rules = built_in("default")
    changed = [
        rule.model_copy(update={"for_": 2}) if rule.card == Card.YELLOW.value else rule for rule in rules.rules
    ]  # fmt: skip
    return rules.model_copy(update={"rules": tuple(changed)})


def both_ways(indicator: Indicator, rows: list[Any], rules: RuleSet, quarter: Quarter) -> list[Assessment]:
    catalogue = make_catalogue(indicator)

    def judged() -> Assessment:
        return assess.assess_quarter(catalogue, history_of(rows), rules, quarter, engine_sets(catalogue)).assessments[0]

    short = judged()
    with mock.patch.object(assess, "latest_judgement", return_value=None):
        return [short, judged()]


@settings(deadline=None, max_examples=200)
@given(st.data())
@pytest.mark.parametrize("rules", ["default", "schedule", "waiting"])
def test_the_short_way_gives_what_the_replay_gives(rules: str, data: st.DataObject) -> None:
    indicator = data.draw(indicators())
    rows = data.draw(returns(indicator))
    chosen = waiting() if rules == "waiting" else built_in(rules)
    for quarter in (START + LENGTH, START + data.draw(st.integers(1, LENGTH + 2))):
        short, replayed = both_ways(indicator, rows, chosen, quarter)
        for one in fields(Assessment):
            assert getattr(short, one.name) == getattr(replayed, one.name), one.name


def wandering(pace: str) -> list[Any]:
    """Figures that stay near a cut for a while."""
    return [
        filed("X", str(START + place), str(50 + float(pace) * place + (place % 3) * 0.2)) for place in range(1, LENGTH)
    ]


def test_near_a_cut_the_quarters_before_are_asked() -> None:
    indicator = make_indicator(
        "X", baseline={"period": "2020Q4", "value": "50"}, unit_of_measure="万元",
        targets=[{"by": "2030Q4", "at_least": "65", "level": "国家", "source": "某规划"}],
    )  # fmt: skip
    looked: set[int] = set()
    for hundredths in range(20, 60):
        rows = wandering(f"0.{hundredths}")
        with mock.patch.object(latest, "_examined", side_effect=latest._examined) as examined:
            short, replayed = both_ways(indicator, rows, built_in("default"), START + (LENGTH - 1))
        assert short == replayed
        looked.add(examined.call_count)
    assert 1 in looked
    assert max(looked) > 1


def test_no_replay_for_a_card_alone() -> None:
    indicator = make_indicator(
        "X", baseline={"period": "2020Q4", "value": "50"}, unit_of_measure="万元",
        targets=[{"by": "2030Q4", "at_least": "65", "level": "国家", "source": "某规划"}],
    )  # fmt: skip
    catalogue = make_catalogue(indicator)
    with mock.patch("lianggang.engine.replay.Replay.run", side_effect=AssertionError):
        found = assess.assess_quarter(catalogue, history_of(wandering("0.1")), built_in("default"), START + 15)
        assert found.assessments[0].card is Card.RED
        assert found.assessments[0].measures["z"] is not None
    assert found.assessments[0].since == Quarter(2022, 4)
    assert replace(found.assessments[0], area="某街道").steps == found.assessments[0].steps
    with pytest.raises(AttributeError, match="colour"):
        _ = found.assessments[0].colour  # type: ignore[attr-defined]
