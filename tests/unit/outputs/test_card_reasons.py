from __future__ import annotations

import pytest

from assessment_doubles import NOW, make_assessment, make_pace
from doubles import make_indicator
from lianggang.model.assessment import Assessment, Mark
from lianggang.model.card_history import CardChange, CardEvent
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period
from lianggang.outputs.card_reasons import brief_reason, cards_with_reasons
from lianggang.outputs.layout import fold, plain

WHOLE = (
    "按现有进度难以达标：距2025年底还有1个季度，需再提高6.30个百分点；近5年年均提高1.52个百分点；"
    "谨慎预期来年提高1.20个百分点；历史上处在这一位置的100个目标约1个最终达标（规则 far-behind）。"
)


def test_on_a_wide_screen_it_says_everything() -> None:
    assert brief_reason(make_assessment(), 194) == WHOLE


@pytest.mark.parametrize("width", range(34, 200, 5))
def test_it_takes_two_lines_and_leaves_out_whole_pieces_from_the_least_telling(width: int) -> None:
    text = brief_reason(make_assessment(), width)
    assert text.startswith("按现有进度难以达标：距2025年底还有1个季度，需再提高6.30个百分点")
    assert text.endswith("（规则 far-behind）。")
    pieces = text.removesuffix("（规则 far-behind）。").split("；")
    assert all(piece in WHOLE.replace("（", "；").split("；") for piece in pieces)
    assert len(pieces) == 1 or len(fold(text, width)) <= 2


def test_the_needed_pace_comes_before_the_expected_one() -> None:
    item = make_assessment(pace=make_pace(years_left=3))
    assert brief_reason(item, 80).split("；")[1:] == [
        "近5年年均提高1.52个百分点",
        "达标来年需提高16.63个百分点（规则 far-behind）。",
    ]


def test_what_a_mark_says_is_kept_before_the_comparison_with_history() -> None:
    text = brief_reason(make_assessment(marks=(Mark.LOST_AGAIN, Mark.UNVERIFIED_TARGET)), 90)
    assert "；此前曾经达标，现又回落；" in text
    assert "目标值待核原文" not in text


def test_an_old_figure_and_another_target_are_said() -> None:
    event = CardEvent(NOW, CardChange.RAISED, Card.YELLOW, Card.RED, "far-behind", new_target=True)
    text = brief_reason(make_assessment(data_period=Period.of_year(2024), events=(event,)), 200)
    assert text.endswith("（2024年数据，改按2025年底的目标，规则 far-behind）。")


def of_unit(unit: str, code: str, card: Card) -> Assessment:
    return make_assessment(make_indicator(code, lead_unit=unit), card=card)


def test_red_before_yellow_and_within_a_colour_by_lead_unit() -> None:
    cards = [
        of_unit("区卫健局", "C-H-01", Card.RED),
        of_unit("区教育局", "C-EDU-01", Card.RED),
        of_unit("区卫健局", "C-H-02", Card.RED),
        of_unit("区教育局", "C-EDU-02", Card.YELLOW),
    ]
    lines = [plain(line) for line in cards_with_reasons(cards, 120)]
    assert [line for line in lines if line[0] in "【■▲"] == [
        "【区卫健局】红牌 2",
        *(line for line in lines if line.startswith("■ 红  C-H-01")),
        *(line for line in lines if line.startswith("■ 红  C-H-02")),
        "【区教育局】红牌 1",
        *(line for line in lines if line.startswith("■ 红  C-EDU-01")),
        "【区教育局】黄牌 1",
        *(line for line in lines if line.startswith("▲ 黄  C-EDU-02")),
    ]
    assert sum(line[0] in "■▲" for line in lines) == 4


def test_areas_that_lag_are_named_under_their_own_indicator() -> None:
    area = make_assessment(area="河口镇")
    lines = [plain(line) for line in cards_with_reasons([make_assessment()], 120, [area])]
    assert lines[-1] == "      落后区域：红 河口镇 78.70"
    other = make_assessment(make_indicator("C-EDU-03"), area="河口镇")
    assert not any("落后区域" in plain(line) for line in cards_with_reasons([make_assessment()], 120, [other]))
    assert not any("落后区域" in plain(line) for line in cards_with_reasons([area], 120, [area]))
