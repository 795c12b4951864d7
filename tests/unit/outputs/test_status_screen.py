from __future__ import annotations

import pytest

from assessment_doubles import make_assessment, make_result
from doubles import make_indicator
from lianggang.model.assessment import Assessment, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.outputs.status_screen import MOST_ROWS, status_lines
from lianggang.outputs.terminal import to_text


def green(number: int) -> Assessment:
    indicator = make_indicator(f"C-G-{number:02}", name=f"平稳指标{number:02}")
    return make_assessment(indicator, card=Card.GREEN, label="正常", rule="on-course", since=None)


def unjudged(code: str, why: NotAssessed, unit: str = "区教育局") -> Assessment:
    indicator = make_indicator(code, lead_unit=unit)
    return make_assessment(indicator, card=None, label=why.value, rule=None, since=None, not_assessed=why)


GREENS = [green(number) for number in range(MOST_ROWS)]
RED = make_assessment()
OTHERS = [
    unjudged("C-01", NotAssessed.OBSERVED_ONLY),
    unjudged("C-02", NotAssessed.HELD),
    unjudged("C-03", NotAssessed.NOT_REPORTED, "区卫健局"),
    unjudged("C-04", NotAssessed.NOT_REPORTED),
    unjudged("C-05", NotAssessed.NOT_REPORTED, "区卫健局"),
]


def screen(*items: Assessment, every: bool = False, width: int = 120) -> str:
    return to_text(status_lines(make_result(*items), items, width, every=every))


def test_few_indicators_are_all_listed() -> None:
    text = screen(RED, *GREENS[1:])
    assert "平稳指标19" in text
    assert "未列出" not in text


def test_of_many_only_what_matters_is_listed_and_the_rest_counted() -> None:
    text = screen(*GREENS, RED, *OTHERS)
    assert "平稳指标" not in text
    assert text.index("■ 红  C-EDU-02") < text.index("待补报、待说明：") < text.index("未列出：")
    assert "未列出：● 绿牌 20  ○ 未判 1（仅观察 1）\n" in text


def test_what_to_ask_for_is_grouped_by_reason_and_unit() -> None:
    lines = screen(*GREENS, *OTHERS).splitlines()
    first = lines.index("待补报、待说明：") + 1
    assert lines[first : first + 4] == [
        "○ 未报  区卫健局  2项  C-03 指标C-03、C-05 指标C-05",
        "○ 未报  区教育局  1项  C-04 指标C-04",
        "○ 待核  区教育局  1项  C-02 指标C-02",
        "",
    ]


def test_all_lists_every_one_those_to_ask_for_before_those_that_ask_nothing() -> None:
    text = screen(*GREENS, RED, *OTHERS, every=True)
    assert "平稳指标19" in text
    assert "未列出" not in text
    assert text.index("○ 未报") < text.index("○ 待核") < text.index("○ 仅观察  C-01")


def test_a_lagging_area_of_an_indicator_that_is_folded_away_is_named() -> None:
    area = make_assessment(GREENS[0].indicator, area="河口镇")
    assert "  C-G-00 平稳指标00：红 河口镇 78.70\n" in screen(*GREENS, RED, area)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 160])
def test_nothing_is_said_of_groups_that_are_empty(width: int) -> None:
    text = screen(RED, width=width)
    assert not any(word in text for word in ("待补报", "未列出", "个别区域", "规划 "))
