from __future__ import annotations

import pytest

from doubles import make_catalogue, make_indicator
from judging import built_in, filed, history_of, series
from lianggang.engine.hindsight import Past, backtest_past
from lianggang.model.backtest import BacktestResult
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Indicator
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Observation

FALLING_BEHIND = {
    "2020Q4": "70", "2021Q4": "71", "2022Q4": "72", "2023Q4": "73", "2024Q4": "74", "2025Q4": "75",
}  # fmt: skip
ON_COURSE = {"2020Q4": "70", "2021Q4": "75", "2022Q4": "79", "2023Q4": "83", "2024Q4": "86", "2025Q4": "88"}


def indicator(code: str = "C-EDU-02", **changes: object) -> Indicator:
    known: dict[str, object] = {"frequency": "annual", "baseline": {"period": "2020", "value": "70"}, **changes}
    return make_indicator(code, **known)


def yearly(figures: dict[str, str], code: str = "C-EDU-02", **more: str) -> list[Observation]:
    return [filed(code, period[:4], value, period, **more) for period, value in figures.items()]


def look_back(
    rows: list[Observation], *indicators: Indicator, names: tuple[str, ...] = ("default",), last: str = "2025Q4"
) -> BacktestResult:
    catalogue = make_catalogue(*(indicators or (indicator(),)))
    past = Past(catalogue, history_of(rows), Quarter.parse(last))
    return backtest_past(past, built_in("default"), {name: built_in(name) for name in names})


def test_a_missed_target_and_how_it_was_warned_of() -> None:
    result = look_back(yearly(FALLING_BEHIND), names=("default", "schedule"))
    assert [(end.id, end.is_met, str(end.deadline)) for end in result.ends] == [
        ("C-EDU-02:全区:2025Q4", False, "2025Q4")
    ]
    default, schedule = result.sets
    forecasts = default.tracks[0].forecasts
    assert [str(one.asof) for one in forecasts if one.card] == ["2021Q4", "2022Q4", "2023Q4", "2024Q4"]
    assert {one.card for one in forecasts[1:]} == {Card.RED}
    assert default.lead == schedule.lead == 4
    assert (default.missed.red, default.met.red, default.auc) == (1.0, None, None)


def test_the_verdict_is_the_ordinary_one() -> None:
    other = indicator("C-EDU-03")
    rows = yearly(FALLING_BEHIND) + yearly(ON_COURSE, "C-EDU-03")
    result = look_back(rows, indicator(), other, names=("default", "open-sdg"))
    assert [(end.id, end.is_met) for end in result.ends] == [
        ("C-EDU-02:全区:2025Q4", False),
        ("C-EDU-03:全区:2025Q4", True),
    ]
    for one in result.sets:
        assert one.auc == 1
        assert (one.met.red, one.missed.warned) == (0, 1)


def test_open_targets_have_no_part() -> None:
    rows = yearly(FALLING_BEHIND)[:-1]
    result = look_back(rows, last="2024Q4")
    assert result.ends == ()
    assert result.sets[0].tracks == ()


def test_a_target_before_another_one_is_judged_by_its_own_path() -> None:
    targets = [
        {"by": "2022Q4", "at_least": "75", "level": "区", "source": "区规划"},
        {"by": "2025Q4", "at_least": "85", "level": "区", "source": "区规划"},
    ]
    result = look_back(yearly(ON_COURSE), indicator(targets=targets))
    assert [(str(end.deadline), end.is_met) for end in result.ends] == [("2022Q4", True), ("2025Q4", True)]
    first, second = result.sets[0].tracks
    assert [str(one.asof) for one in first.forecasts if one.card] == ["2021Q4"]
    # In 2023Q1 the next target begins to count, and is judged by what is known.
    assert [str(one.asof) for one in second.forecasts] == ["2023Q1", "2023Q4", "2024Q4"]


def test_a_quarter_that_brings_nothing_new_is_no_judgement() -> None:
    rows = yearly(FALLING_BEHIND) + series("C-EDU-03", {"2023Q1": "1", "2023Q2": "1"})
    result = look_back(rows)
    assert [str(one.asof) for one in result.sets[0].tracks[0].forecasts][-2:] == ["2023Q4", "2024Q4"]


def test_areas_are_told_apart() -> None:
    rows = yearly(FALLING_BEHIND) + yearly(ON_COURSE, area="城东街道")
    result = look_back(rows)
    assert [(end.id, end.area, end.is_met) for end in result.ends] == [
        ("C-EDU-02:全区:2025Q4", None, False),
        ("C-EDU-02:城东街道:2025Q4", "城东街道", True),
    ]


def test_yes_or_no_has_no_pace_to_be_warned_by() -> None:
    built = indicator(
        direction="yes_no", targets=[{"by": "2025Q4", "at_least": "1", "level": "区", "source": "区规划"}]
    )
    assert look_back(yearly({"2024Q4": "0", "2025Q4": "1"}), built).ends == ()


@pytest.mark.parametrize(("hysteresis", "expected"), [(True, True), (False, False)])
def test_hysteresis_can_be_left_out(hysteresis: bool, expected: bool) -> None:
    past = Past(make_catalogue(indicator()), history_of(yearly(FALLING_BEHIND)), Quarter(2025, 4))
    result = backtest_past(past, built_in("default"), {"default": built_in("default")}, hysteresis=hysteresis)
    assert result.hysteresis is expected
