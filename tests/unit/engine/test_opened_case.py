from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from math import log, sqrt
from pathlib import Path

import pytest

from judging import built_in
from lianggang.engine.backtest import backtest_cases
from lianggang.engine.opened_case import open_case
from lianggang.load.cases import load_cases
from lianggang.model.assessment import NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.case import Case
from lianggang.model.opened_case import OpenedCase, OpenedYear
from lianggang.model.quarter import Period

SMALL = Path(__file__).parents[2] / "data" / "cases_small.csv"
CASES = {case.id: case for case in load_cases(SMALL)}
SETS = ("default", "open-sdg", "schedule", "eurostat", "dns")


def opened(case: Case, *names: str, hysteresis: bool = True) -> OpenedCase:
    return open_case(case, {name: built_in(name) for name in names or ("default",)}, hysteresis=hysteresis)


def year(case_id: str, asof: int, rules: str = "default") -> OpenedYear:
    return opened(CASES[case_id], rules).sets[0].at(Period.of_year(asof))


@pytest.mark.parametrize("hysteresis", [True, False])
def test_the_judgements_are_those_of_the_backtest(hysteresis: bool) -> None:
    sets = {name: built_in(name) for name in SETS}
    tested = backtest_cases(list(CASES.values()), sets, hysteresis=hysteresis)
    for place, case in enumerate(CASES.values()):
        for one, other in zip(opened(case, *SETS, hysteresis=hysteresis).sets, tested.sets, strict=True):
            assert tuple(shown.forecast for shown in one.years) == other.tracks[place].forecasts


def test_the_last_rule_tried_is_the_one_that_gave_the_card_and_no_earlier_one_holds() -> None:
    for case in CASES.values():
        for one in opened(case, *SETS).sets:
            for shown in one.years:
                *earlier, last = shown.tried
                assert last.fired
                assert (last.rule, last.card) == (shown.assessment.rule, shown.assessment.card)
                assert all(condition.holds for condition in last.conditions)
                assert not any(rule.fired or all(one.holds for one in rule.conditions) for rule in earlier)


def test_why_a_published_method_gives_another_card() -> None:
    limited = year("wffc:dtp3:AGO", 2006, "open-sdg")
    assert (limited.assessment.card, limited.forecast.card) == (Card.YELLOW, Card.RED)
    # 31 % in 2000, 44 % six years later, 90 % wanted in 2010.
    ratio = ((44 / 31) ** (1 / 6) - 1) / ((90 / 31) ** (1 / 10) - 1)
    moderate = next(rule for rule in limited.tried if rule.rule == "moderate")
    (against,) = (one for one in moderate.conditions if not one.holds)
    assert str(against.condition) == "cagr_ratio >= 0.60"
    assert against.value == pytest.approx(ratio)


def test_a_reckoning_redone_by_hand() -> None:
    """Angola, third dose of DTP: 31 % in 2000, 90 % wanted in 2010; as it stood in 2009."""

    def g(percent: float) -> float:
        return log(percent / (100 - percent))

    # The line through 2004 to 2009: the years lie -2.5 … 2.5 from their middle, the squares add up to 17.5.
    window = [g(47), g(47), g(44), g(83), g(81), g(73)]
    mean = sum(window) / 6
    slope = sum(way * value for way, value in zip((-2.5, -1.5, -0.5, 0.5, 1.5, 2.5), window, strict=True)) / 17.5
    level = (g(73) + mean + 2.5 * slope) / 2
    whole = (level - g(31)) / 9
    expected = 0.8 * (slope + whole) / 2
    need = (g(90) - level) / 1
    figures = [21, 31, 42, 47, 46, 47, 47, 44, 83, 81, 73]
    changes = [g(later) - g(earlier) for earlier, later in pairwise(figures)]
    middle = sum(changes) / 10
    noise = sqrt(sum((change - middle) ** 2 for change in changes) / 10)
    z = (expected - need) / (noise + 0.06)

    found = year("wffc:dtp3:AGO", 2009)
    pace = found.assessment.pace
    assert pace is not None
    assert [str(figure.value) for figure in pace.figures] == [str(figure) for figure in figures]
    assert [figure.change for figure in pace.figures[1:]] == pytest.approx(changes)
    assert (pace.recent, pace.level, pace.whole) == pytest.approx((slope, level, whole))
    assert (pace.expected, pace.need, pace.noise, pace.z) == pytest.approx((expected, need, noise, z))
    assert round(z, 3) == -1.128
    # Below -0.60, which red the year before last and yellow last year have moved to -0.70: red.
    assert [shown.assessment.card for shown in opened(CASES["wffc:dtp3:AGO"]).sets[0].years[-3:]] == [
        Card.YELLOW,
        Card.YELLOW,
        Card.RED,
    ]
    assert [str(one) for one in found.assessment.conditions] == ["improve = 1", "z < -0.70"]
    assert found.assessment.conditions[1].written == Decimal("-0.60")


def test_the_year_explained_is_the_last_that_was_judged() -> None:
    case = CASES["wffc:dtp3:AGO"]
    assert opened(case).asof == Period.of_year(2009)
    # Nothing after the baseline at all: the last year there is.
    early = case._replace(series=tuple(point for point in case.series if point[0] <= 2000))
    found = opened(early)
    assert found.asof == Period.of_year(2009)
    (shown,) = (one for one in found.sets[0].years if one.asof == found.asof)
    assert (shown.assessment.card, shown.assessment.not_assessed) == (None, NotAssessed.NO_DATA_SINCE_BASELINE)
    assert shown.tried == ()


def test_a_plan_too_short_has_no_year() -> None:
    assert opened(CASES["wffc:dtp3:AGO"]._replace(target_year=2002)).asof is None


def test_figures_are_printed_with_the_decimals_they_have() -> None:
    assert year("wffc:imr:AFG", 2009).assessment.indicator.decimals == 1
    assert year("wffc:dtp3:AGO", 2009).assessment.indicator.decimals == 0
