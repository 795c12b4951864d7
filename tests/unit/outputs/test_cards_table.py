from __future__ import annotations

from assessment_doubles import make_assessment
from lianggang.model.card_rules import Card
from lianggang.outputs.cards_table import areas_text


def test_areas_are_named_by_colour_worst_first() -> None:
    areas = [
        make_assessment(area="城西街道", card=Card.YELLOW),
        make_assessment(area="城东街道", card=Card.RED),
        make_assessment(area="青山镇", card=Card.GREEN),
        make_assessment(area="河口镇", card=Card.RED),
    ]
    assert areas_text(areas) == "红 城东街道、河口镇；黄 城西街道"
    assert areas_text(areas, Card.RED) == "红 城东街道、河口镇"


def test_hundreds_of_areas_are_counted() -> None:
    areas = [make_assessment(area=f"区域{number}", card=Card.RED) for number in range(300)]
    text = areas_text(areas)
    assert text.startswith("红 区域0、区域1、")
    assert text.endswith("、区域19等300个")
