from __future__ import annotations

from decimal import Decimal

import pytest

from case_doubles import make_case
from judging import built_in, judge, series
from lianggang.engine.backtest import backtest_cases
from lianggang.engine.trial import as_of_years, indicator_of, trial_of
from lianggang.model.card_rules import Card
from lianggang.model.case import CaseKind
from lianggang.model.quarter import Period


@pytest.mark.parametrize(
    ("baseline", "target", "first", "last"),
    [
        (2010, 2015, 2012, 2014),  # 5 years
        (2012, 2020, 2014, 2019),  # 8
        (2000, 2009, 2003, 2008),  # 9
        (1996, 2015, 1999, 2014),  # 19
        (1995, 2015, 2000, 2012),  # 20
        (1990, 2015, 1995, 2012),
    ],
)
def test_the_years_at_which_a_plan_is_judged(baseline: int, target: int, first: int, last: int) -> None:
    years = as_of_years(baseline, target)
    assert (years[0], years[-1]) == (first, last)


def test_no_year_of_a_plan_too_short_to_be_judged() -> None:
    assert list(as_of_years(2010, 2012)) == []
    assert list(as_of_years(2010, 2013)) == [2012]


class TestTrial:
    def test_only_figures_up_to_the_year_are_used(self) -> None:
        trial = trial_of(make_case({2020: "10", 2021: "9.2", 2024: "8", 2027: "1"}))
        by_year = {str(asof): measured for asof, measured in trial.years}
        assert list(by_year) == [str(year) for year in range(2023, 2030)]
        assert by_year["2023"] is not None
        assert by_year["2023"].position.latest.value == Decimal("9.2")
        assert by_year["2026"] is not None
        assert [point.value for point in by_year["2026"].position.points] == [10, Decimal("9.2"), 8]

    def test_years_without_a_figure_after_the_baseline_are_not_judged(self) -> None:
        case = make_case({2018: "11", 2020: "10", 2025: "8"})
        result = backtest_cases([case], {"default": built_in("default")})
        cards = [(str(one.asof), one.card) for one in result.sets[0].tracks[0].forecasts]
        assert cards[:3] == [("2023", None), ("2024", None), ("2025", Card.RED)]
        assert (result.sets[0].judged, result.sets[0].not_judged) == (5, 2)

    def test_the_same_measures_as_a_workspace_has_them(self) -> None:
        # Vector V2 of docs/methods.md, section 12, both ways.
        figures = {2020: "10", 2021: "9.2", 2022: "8.6", 2023: "8.1", 2024: "7.6"}
        measured = dict(trial_of(make_case(figures)).years)[Period.of_year(2024)]
        assert measured is not None
        case = make_case(figures)
        filed = series("死亡率", {str(year): value for year, value in figures.items()})
        shown = judge(indicator_of(case), filed, "2024Q4")
        assert shown.measures == measured.all()
        assert measured["z"] == pytest.approx(-0.507, abs=5e-4)

    @pytest.mark.parametrize(("unit", "scale"), [("%", "logit"), ("per 1000", "log")])
    def test_a_bounded_percentage_is_judged_on_the_logit_scale(self, unit: str, scale: str) -> None:
        case = make_case({2020: "80", 2024: "87"}, unit=unit, bounds=(Decimal(0), Decimal(100)))
        measured = trial_of(case).years[-1][1]
        assert measured is not None
        assert measured.position.reckoning is not None
        assert measured.position.reckoning.scale.kind.value == scale

    def test_a_level_to_hold_is_one_whatever_the_baseline(self) -> None:
        case = make_case({2020: "10", 2024: "9"}, kind=CaseKind.KEEP)
        measured = trial_of(case).years[-1][1]
        assert measured is not None
        assert measured["improve"] == 0
