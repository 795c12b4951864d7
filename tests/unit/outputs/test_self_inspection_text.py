"""Sentences of the self-inspection summary that the golden documents do not hold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment_doubles import make_assessment, make_observation, make_result
from doubles import make_indicator
from lianggang.engine.self_inspection import self_inspection
from lianggang.model.assessment import Mark, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period
from lianggang.model.self_inspection import Inspected
from lianggang.model.small_count import CountedYear, CountProblem, SmallCount, Uncounted
from lianggang.outputs.attainment_text import class_clause, few_note
from lianggang.outputs.figures_text import target_clause
from lianggang.outputs.self_inspection_text import indicator_sentence

COUNTS = SmallCount(
    events=2,
    expected=Fraction(242, 100),
    pooled=tuple(CountedYear(year, 1, Decimal(5480), Decimal(16), Fraction(121, 100)) for year in (2023, 2024)),
    exposure=Decimal(10960),
    rate=Fraction(1825, 100),
    low=2.21,
    high=65.94,
    tail_p=0.7,
    above_path=0.4,
)
RARE = make_indicator(
    name="孕产妇死亡率", unit_of_measure="1/10万", direction="down", frequency="annual", small_numbers="true",
    numerator="孕产妇死亡数", denominator="活产数", baseline={"period": "2020", "value": "18.10"},
    targets=[{"by": "2030Q4", "at_most": "16", "level": "国家", "source": "纲要", "verified": "true"}],
)  # fmt: skip


def inspected(counts: SmallCount | Uncounted, **changes: Any) -> Inspected:
    item = make_assessment(
        RARE, value=Decimal("18.25"), data_period=Period.parse("2024"), card=None, met=None, gap=None, counts=counts,
        not_assessed=NotAssessed.SMALL_NUMBERS, marks=(Mark.FEW_EVENTS,), measures={"improve": 1},
        observations=(make_observation("2023Q4", "0.00"), make_observation("2024Q4", "18.25")), **changes,
    )  # fmt: skip
    (one,) = self_inspection(make_result(item)).items
    return one


def test_a_rare_event_is_told_by_the_counts_of_several_years_not_by_last_years_rate() -> None:
    assert indicator_sentence(inspected(COUNTS)) == (
        "孕产妇死亡率2024年为18.25/10万，例数少（2023—2024年2年合计2例，按路线预期2.42例，合计率18.25/10万"
        "（95%区间2.21～65.94/10万）），目标为2030年底不高于16/10万"
    )
    uncounted = Uncounted(CountProblem.NOT_COUNTED, 2024)
    assert "2024年为18.25/10万，例数少，不与上年相比，目标" in indicator_sentence(inspected(uncounted))


def test_what_has_a_figure_and_no_class_says_why() -> None:
    assert class_clause(inspected(COUNTS)) == "暂不能判断（小数待研判）"


def test_of_what_cannot_be_judged_a_figure_on_the_right_side_is_not_called_short() -> None:
    awaiting = {"card": None, "not_assessed": NotAssessed.AWAITING_DEADLINE_DATA}
    right = make_assessment(value=Decimal("86.00"), met=True, gap=Decimal(-1), **awaiting)
    (item,) = self_inspection(make_result(right)).items
    assert target_clause(item) == "目标为2025年底不低于85%"
    (item,) = self_inspection(make_result(make_assessment(**awaiting))).items
    assert target_clause(item).startswith("与2025年底不低于85%")


def test_rare_events_are_said_to_be_judged_by_counts_before_their_deadline_only() -> None:
    terms = make_result(make_assessment()).catalogue.attainment
    few = {"card": Card.GREEN, "marks": (Mark.FEW_EVENTS,)}
    before = self_inspection(make_result(make_assessment(met=None, gap=None, **few))).items
    at = self_inspection(make_result(make_assessment(met=True, **few))).items
    assert few_note(before, terms).startswith("例数少（一年不足20例）、期限未到的1项，按几年合计的例数判断")
    assert few_note(at, terms) == few_note((inspected(COUNTS),), terms) == ""
