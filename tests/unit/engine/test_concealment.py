"""A public paper: what is replaced in a result, wherever it stands, and what is left as it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from assessment_doubles import make_assessment, make_observation, make_result
from doubles import make_indicator
from lianggang.engine.concealment import concealed, gives_counts_away
from lianggang.engine.self_inspection import self_inspection
from lianggang.model.assessment import Mark
from lianggang.model.card_rules import Card
from lianggang.model.submission import Disposition

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment

RARE = make_indicator(
    "W-H-01",
    name="孕产妇死亡率",
    direction="down",
    small_numbers="true",
    numerator="孕产妇死亡数",
    denominator="活产数",
    baseline={"period": "2020", "value": "32.05", "source": "年报"},
)
PLAIN = make_assessment()


def rare(*events: str, **more: Any) -> Assessment:
    rows = tuple(make_observation(f"202{at}Q4", "37.76", numerator=Decimal(one)) for at, one in enumerate(events))
    return make_assessment(RARE, observations=rows, **more)


@pytest.mark.parametrize(
    ("events", "away"), [(("0", "0"), False), (("0", "1"), True), (("4", "0", "9"), True), (("5", "12"), False)]
)
def test_one_year_with_one_to_four_events_is_enough(events: tuple[str, ...], away: bool) -> None:
    assert gives_counts_away(rare(*events)) is away


def test_only_figures_that_were_used_of_indicators_of_rare_events() -> None:
    held = make_observation("2025Q3", "37.76", numerator=Decimal(1), disposition=Disposition.HELD)
    assert not gives_counts_away(make_assessment(RARE, observations=(held,)))
    assert not gives_counts_away(make_assessment(observations=(replace_numerator("1"),)))


def replace_numerator(events: str) -> Any:
    return make_observation("2025Q3", "78.70", numerator=Decimal(events))


def test_one_to_four_persons_are_as_few_as_events() -> None:
    one = make_observation("2024Q4", "0.00", numerator=Decimal(0), denominator=Decimal(1))
    assert gives_counts_away(make_assessment(RARE, observations=(one,)))


def test_the_notes_on_rare_events_go_in_any_case() -> None:
    (made,) = concealed((replace(rare("0", "12"), observations=(noted("12"),)),))
    assert (made.is_concealed, made.value is None, [one.note for one in made.observations]) == (False, False, [""])
    plain = make_assessment(observations=(noted("9444"),))
    assert concealed((plain,)) == (plain,)


def noted(events: str) -> Any:
    return make_observation("2024Q4", "37.76", numerator=Decimal(events), note="仅1名儿童")


def test_of_a_plain_number_the_value_is_the_count() -> None:
    cases = RARE.model_copy(update={"numerator": None, "denominator": None})
    assert gives_counts_away(make_assessment(cases, observations=(make_observation("2024Q4", "3"),)))
    assert not gives_counts_away(make_assessment(cases, observations=(make_observation("2024Q4", "0"),)))


def test_figures_go_and_target_class_and_card_stay() -> None:
    found = self_inspection(make_result(rare("1", "0"), PLAIN))
    public = concealed(found)
    before = {item.assessment.indicator.code: item for item in found.items}
    hidden, shown = sorted(public.items, key=lambda item: item.assessment.indicator.code != "W-H-01")
    assert shown is before["C-EDU-02"]
    one = hidden.assessment
    assert (one.value, one.numerator, one.previous, one.gap, one.counts, one.observations) == (None,) * 5 + ((),)
    assert one.met == before["W-H-01"].assessment.met
    assert (one.measures, one.steps, hidden.year_before, hidden.projected) == ({}, (), None, None)
    assert one.indicator.baseline is None
    assert one.target is not None
    assert (one.target.baseline, one.target.value) == (None, Decimal(85))
    assert (one.card, hidden.attainment) == (Card.RED, before["W-H-01"].attainment)
    assert one.is_concealed
    assert Mark.CONCEALED not in before["W-H-01"].assessment.marks


def test_the_same_indicator_is_the_same_everywhere_in_it() -> None:
    area = replace(rare("2"), area="城东街道")
    public = concealed(self_inspection(make_result(rare("1"), area)))
    district, of_area = public.result.assessments
    assert district is public.items[0].assessment
    assert (of_area.area, of_area.is_concealed) == ("城东街道", True)
    assert of_area.indicator is district.indicator


def test_a_target_that_is_a_share_of_the_baseline_loses_its_number() -> None:
    share = make_indicator(
        "C-SAF-01", direction="down", small_numbers="true",
        baseline={"period": "2020", "value": "12.39", "source": "年报"},
        targets=[{"by": "2030", "change": "-20%", "level": "国家", "source": "纲要"}],
    )  # fmt: skip
    one = make_assessment(share, observations=(replace_numerator("2"),))
    assert one.target is not None
    of = replace(one, target=replace(one.target, target=share.targets[0]))
    (made,) = concealed((of,))
    assert made.target is not None
    assert made.target.value is None


def test_what_gives_nothing_away_is_the_very_same_object() -> None:
    found = self_inspection(make_result(PLAIN))
    assert concealed(found) is found
