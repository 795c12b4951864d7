from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from case_doubles import make_case
from judging import built_in
from lianggang.engine.backtest import (
    LEAST_CASES,
    Judge,
    backtest_cases,
    chosen_cases,
)
from lianggang.engine.trial import trial_of
from lianggang.load.cases import load_cases
from lianggang.model.backtest import Backtested, BacktestResult
from lianggang.model.card_rules import Card
from lianggang.model.case import CaseKind

SMALL = Path(__file__).parents[2] / "data" / "cases_small.csv"
REACH = frozenset({CaseKind.REACH})


def small(*names: str, hysteresis: bool = True, kinds: frozenset[CaseKind] = REACH) -> BacktestResult:
    cases = chosen_cases(load_cases(SMALL), kinds)
    return backtest_cases(cases, {name: built_in(name) for name in names}, hysteresis=hysteresis)


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
