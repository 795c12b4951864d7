from __future__ import annotations

from pathlib import Path

import pytest

from lianggang.engine.cards import CardRules
from lianggang.engine.measures import undefined
from lianggang.engine.ranking import BOTTOM, HIGHER_IS_BETTER, LOWER_IS_BETTER, TOP, Ranking
from lianggang.load.rule_sets import load_rule_set
from lianggang.model.card_rules import RuleSet
from lianggang.model.measures import MEASURES, MeasureValue


def own_set(*rules: dict[str, object]) -> RuleSet:
    return RuleSet.model_validate({"name": "own", "title": "自己的", "rules": rules})


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("default", "z"),
        ("schedule", "pace_ratio"),
        ("schedule-points", "completion_gap"),
        ("open-sdg", "cagr_ratio"),
        ("un-2022", "cagr_ratio"),
        ("un-2023", "un_share"),
        ("eurostat", "eurostat_ratio"),
        ("sdg-index", "trend_ratio"),
        ("escap", "escap_share"),
        ("dns", "five_year_share"),
    ],
)
def test_a_set_ranks_by_the_measure_that_its_rules_grade(name: str, measure: str) -> None:
    assert Ranking(load_rule_set(name, Path())).measure == measure


def test_every_graded_measure_exists_and_has_one_good_side() -> None:
    assert set(HIGHER_IS_BETTER) | set(LOWER_IS_BETTER) <= set(MEASURES)
    assert not set(HIGHER_IS_BETTER) & set(LOWER_IS_BETTER)


def score(rules: RuleSet, **measured: MeasureValue) -> float | None:
    measures = {**undefined(), "has_number": 1, "improve": 1, "met": 0, **measured}
    ruling, _ = CardRules(rules).judge(measures)
    assert ruling is not None
    return Ranking(rules).score(ruling, measures)


class TestScore:
    def test_the_measure_itself_or_turned_round_where_less_is_better(self) -> None:
        assert score(load_rule_set("schedule", Path()), pace_ratio=0.9) == 0.9
        assert score(load_rule_set("schedule-points", Path()), completion_gap=12) == -12

    def test_green_for_being_met_and_nothing_else_is_the_top(self) -> None:
        assert score(load_rule_set("schedule", Path()), pace_ratio=0.9, met=1) == TOP
        assert score(load_rule_set("default", Path()), z=0.4, met=1, completion_gap=-3, elapsed=0.5) == 0.4

    def test_red_for_want_of_the_measure_is_the_bottom(self) -> None:
        assert score(load_rule_set("schedule", Path()), improve=0) == BOTTOM

    def test_no_measure_stands_above_the_top(self) -> None:
        assert score(load_rule_set("schedule", Path()), pace_ratio=1e9) == TOP - 1
        assert score(load_rule_set("schedule", Path()), pace_ratio=-1e9) == BOTTOM + 1

    def test_without_a_card_there_is_none(self) -> None:
        assert score(load_rule_set("sdg-index", Path())) is None

    def test_a_yellow_card_without_the_measure_has_none(self) -> None:
        rules = own_set(
            {"id": "a", "card": "red", "when": ("z < 0",)},
            {"id": "b", "card": "yellow", "when": ()},
        )
        assert score(rules) is None
        assert score(rules, z=-1.0) == -1

    def test_a_set_that_grades_nothing_ranks_by_its_cards(self) -> None:
        rules = own_set({"id": "a", "card": "green", "when": ("met = 1",)}, {"id": "b", "card": "red", "when": ()})
        assert Ranking(rules).measure is None
        assert (score(rules, met=1), score(rules)) == (2, 0)

    def test_rules_for_targets_without_a_number_do_not_tell(self) -> None:
        rules = own_set(
            {"id": "a", "card": "yellow", "when": ("has_number = 0", "recent < 0")},
            {"id": "b", "card": "red", "when": ("progress < 0.5",)},
            {"id": "c", "card": "green", "when": ()},
        )
        assert Ranking(rules).measure == "progress"
