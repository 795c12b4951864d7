from __future__ import annotations

from assessment_doubles import make_assessment
from doubles import make_indicator
from lianggang.model.assessment import Assessment, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.outputs.layout import plain
from lianggang.outputs.totals_screen import totals_line, totals_tables


def of_unit(number: int, card: Card | None) -> Assessment:
    indicator = make_indicator(f"C-{number:02}", lead_unit=f"单位{number:02}")
    return make_assessment(indicator, card=card, not_assessed=None if card else NotAssessed.NOT_REPORTED)


ITEMS = [of_unit(number, Card.GREEN) for number in range(8)]
ITEMS += [of_unit(8, Card.YELLOW), of_unit(9, Card.RED), of_unit(10, None)]


def drawn(items: list[Assessment], *, every: bool = False) -> list[str]:
    return [plain(line) for line in totals_tables(items, (), 80, every=every)]


def test_the_line() -> None:
    assert plain(totals_line("全区", ITEMS)) == "全区  红牌 1  黄牌 1  绿牌 8  未判 1（未报 1）"


def test_reasons_that_are_not_to_be_named_are_counted_only() -> None:
    items = [of_unit(1, None), make_assessment(card=None, not_assessed=NotAssessed.OBSERVED_ONLY)]
    assert plain(totals_line("", items)).endswith("未判 2（未报 1，仅观察 1）")
    assert plain(totals_line("", items, [NotAssessed.NOT_REPORTED])).endswith("未判 2（其中未报 1）")
    assert plain(totals_line("", items, [NotAssessed.HELD])).endswith("未判 2")


def test_of_many_groups_those_without_a_card_are_summed_up() -> None:
    assert drawn(ITEMS) == [
        "牵头单位  ■  ▲  ●  ○",
        "单位09    1  0  0  0",
        "单位08    0  1  0  0",
        "其余9个   0  0  8  1",
    ]


def test_all_of_them_where_asked_for_or_few() -> None:
    assert drawn(ITEMS, every=True)[1:4] == ["单位09    1  0  0  0", "单位08    0  1  0  0", "单位00    0  0  1  0"]
    assert len(drawn(ITEMS, every=True)) == 12
    assert len(drawn(ITEMS[2:10])) == 9


def test_no_table_of_a_single_group() -> None:
    assert drawn(ITEMS[:1]) == []


def test_areas_have_a_table_of_their_own() -> None:
    areas = [make_assessment(area="青山镇", card=Card.GREEN), make_assessment(area="河口镇")]
    assert [plain(line) for line in totals_tables(ITEMS[:1], areas, 80)] == [
        "区域    ■  ▲  ●  ○",
        "河口镇  1  0  0  0",
        "青山镇  0  0  1  0",
    ]
