from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from judging import built_in, judge, series
from lianggang.engine.backtest import (
    LEAST_CASES,
    Judge,
    as_of_years,
    backtest_cases,
    chosen_cases,
    indicator_of,
    trial_of,
)
from lianggang.load.cases import load_cases
from lianggang.model.backtest import Backtested, BacktestResult
from lianggang.model.card_rules import Card
from lianggang.model.case import Case, CaseKind
from lianggang.model.indicator import Direction
from lianggang.model.quarter import Period

SMALL = Path(__file__).parents[2] / "data" / "cases_small.csv"
REACH = frozenset({CaseKind.REACH})


def make_case(points: dict[int, str], **changes: object) -> Case:
    known: dict[str, object] = {
        "id": "甲:死亡率:X01",
        "family": "甲",
        "indicator": "死亡率",
        "country": "X01",
        "kind": CaseKind.REACH,
        "direction": Direction.DOWN,
        "unit": "per 1000",
        "baseline_year": 2020,
        "baseline": Decimal(10),
        "target_year": 2030,
        "target": Decimal(5),
        "bounds": (Decimal(0), None),
        "is_met": False,
        "series": tuple((year, Decimal(value)) for year, value in points.items()),
        **changes,
    }
    return Case(**known)  # type: ignore[arg-type]


def small(*names: str, hysteresis: bool = True, kinds: frozenset[CaseKind] = REACH) -> BacktestResult:
    cases = chosen_cases(load_cases(SMALL), kinds)
    return backtest_cases(cases, {name: built_in(name) for name in names}, hysteresis=hysteresis)


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


def test_hysteresis_looks_at_the_year_before_and_can_be_left_out() -> None:
    kept, plain = (small("default", hysteresis=wanted).sets[0] for wanted in (True, False))
    changed = [
        one.score
        for track, other in zip(kept.tracks, plain.tracks, strict=True)
        for one, without in zip(track.forecasts, other.forecasts, strict=True)
        if one.card is not without.card
    ]
    assert len(changed) == 10
    for z in changed:
        assert z is not None
        assert min(abs(z + 0.6), abs(z + 0.2)) <= 0.1 + 1e-9


def test_a_card_counts_as_its_rule_says_for_comparisons() -> None:
    # R is 0.35: limited, which open-sdg shows as yellow and compares as red.
    case = make_case({2020: "10", 2023: "9.3"})
    (found,) = backtest_cases([case], {"open-sdg": built_in("open-sdg")}).sets
    assert found.tracks[0].forecasts[0].card is Card.RED
    measured = trial_of(case).years[0][1]
    assert measured is not None
    ruling, _ = Judge(built_in("open-sdg")).cards.judge(measured)
    assert ruling is not None
    assert (ruling.rule, ruling.card) == ("limited", Card.YELLOW)


def test_another_kind_and_the_repeating_family_are_left_out() -> None:
    cases = load_cases(SMALL)
    assert len(cases) == 40
    assert len(chosen_cases(cases, REACH)) == 33
    assert len(chosen_cases(cases, frozenset({CaseKind.KEEP}))) == 7
    again = [*cases, *(case._replace(id=f"again:{case.id}", family="revision") for case in cases[:5])]
    assert chosen_cases(again, frozenset(CaseKind)) == [*cases]


FIGURES = {
    "default": (0.979461, 0.869048, 0.948413, 0.020408, 0.112245, 0.977055, 0.648148, 6.638889, 6.083333),
    "schedule": (0.936493, 0.705357, 0.938492, 0.081633, 0.102041, 0.896272, 1.555556, 6.381944, 4.125),
    "open-sdg": (0.936235, 0.468254, 0.858135, 0.020408, 0.081633, 0.958237, 1.648148, 5.694444, 2.326389),
    "un-2022": (0.936235, 0.387897, 0.858135, 0.010204, 0.081633, 0.974368, 1.555556, 5.694444, 1.5),
    "eurostat": (0.913796, 0.491071, 0.831349, 0.051020, 0.102041, 0.905882, 1.814815, 5.631944, 2.361111),
}
"""AUC; red, warned of missed; red, warned of met; precision; changes; lead, lead of red."""


def figures(one: Backtested) -> tuple[float | None, ...]:
    return (
        one.auc, *one.missed, *one.met, one.precision, one.changes_per_ten, one.lead, one.lead_red,
    )  # fmt: skip


class TestSmallFile:
    def test_figures(self) -> None:
        result = small(*FIGURES)
        assert (len(result.ends), result.met, result.missed, result.groups) == (33, 16, 17, 2)
        for one in result.sets:
            assert figures(one) == pytest.approx(FIGURES[one.rules], abs=1e-6)

    def test_without_hysteresis_scores_stay_and_cards_change_more_often(self) -> None:
        kept, plain = small("default").sets[0], small("default", hysteresis=False).sets[0]
        assert plain.auc == kept.auc
        assert (plain.changes_per_ten, kept.changes_per_ten) == pytest.approx((0.962963, 0.648148), abs=1e-6)

    def test_levels_to_hold(self) -> None:
        result = small("default", kinds=frozenset({CaseKind.KEEP}))
        assert (result.met, result.missed) == (4, 3)
        assert result.sets[0].auc is None

    def test_the_figures_follow_from_the_judgements(self) -> None:
        """Worked out once more, by counting every pair."""
        (one,) = small("default").sets
        judged = defaultdict(list)
        ends = defaultdict(set)
        for track in one.tracks:
            ends[track.end.group, track.end.is_met].add(track.end.id)
            judged[track.end.group, track.end.is_met] += track.forecasts
        groups = {group for group, _ in judged}
        both = [g for g in groups if min(len(ends[g, True]), len(ends[g, False])) >= LEAST_CASES]
        assert len(both) == 2
        total = right = 0.0
        for mine in both:
            for other in both:
                weight = 1 / len(judged[mine, True]) / len(judged[other, False])
                for met in judged[mine, True]:
                    for missed in judged[other, False]:
                        assert met.score is not None
                        assert missed.score is not None
                        total += weight
                        right += weight * ((met.score > missed.score) + (met.score == missed.score) / 2)
        assert one.auc == pytest.approx(right / total)
        reds = [
            sum(forecast.card is Card.RED for forecast in judged[group, False]) / len(judged[group, False])
            for group in groups
            if len(ends[group, False]) >= LEAST_CASES
        ]
        assert one.missed.red == pytest.approx(sum(reds) / len(reds))


def test_progress_is_told_for_every_case() -> None:
    told: list[tuple[int, int]] = []
    case = make_case({2020: "10", 2024: "8"})
    backtest_cases([case, case], {"default": built_in("default")}, progress=lambda *seen: told.append(seen))
    assert told == [(0, 2), (1, 2)]
