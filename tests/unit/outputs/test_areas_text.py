from __future__ import annotations

from decimal import Decimal
from typing import Any

from assessment_doubles import make_assessment
from doubles import make_indicator
from lianggang.model.assessment import Assessment
from lianggang.model.card_rules import Card
from lianggang.outputs.areas_text import areas_text, other_areas


def of_area(area: str, card: Card, value: str = "70.00", **changes: Any) -> Assessment:
    return make_assessment(area=area, card=card, value=Decimal(value), gap=85 - Decimal(value), **changes)


def test_areas_are_named_by_colour_the_furthest_behind_first() -> None:
    areas = [
        of_area("城西街道", Card.YELLOW, "80.1"),
        of_area("城东街道", Card.RED, "73"),
        of_area("青山镇", Card.GREEN, "90"),
        of_area("河口镇", Card.RED, "71.2"),
    ]
    assert areas_text(areas) == "红 河口镇 71.20、城东街道 73.00；黄 城西街道 80.10"
    assert areas_text(areas, Card.RED) == "红 河口镇 71.20、城东街道 73.00"
    assert areas_text(areas[2:3]) == ""


def test_an_area_without_a_number_to_reach_is_named_too() -> None:
    assert areas_text([of_area("河口镇", Card.YELLOW), make_assessment(area="青山镇", gap=None)]) == (
        "红 青山镇 78.70；黄 河口镇 70.00"
    )


def test_hundreds_of_areas_are_counted() -> None:
    areas = [of_area(f"区域{number}", Card.RED, f"{60 - number / 10:.2f}") for number in range(300)]
    text = areas_text(areas)
    assert text.startswith("红 区域299 30.10、区域298 30.20、")
    assert text.endswith("、区域292 30.80等300个")


def test_indicators_that_lag_in_some_area_only() -> None:
    other = make_indicator("C-EDU-03", name="公办园在园幼儿占比")
    district = make_assessment()
    areas = [of_area("河口镇", Card.RED), of_area("青山镇", Card.RED, indicator=other)]
    assert other_areas(areas, [district], Card.YELLOW) == ["C-EDU-03 公办园在园幼儿占比：红 青山镇 70.00"]
    assert other_areas(areas, [], Card.YELLOW) == [
        "C-EDU-02 普惠性幼儿园覆盖率：红 河口镇 70.00",
        "C-EDU-03 公办园在园幼儿占比：红 青山镇 70.00",
    ]
