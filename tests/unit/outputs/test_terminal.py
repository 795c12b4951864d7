from __future__ import annotations

import io
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from assessment_doubles import NOW, make_assessment, make_pace, make_result, make_step, make_submission
from doubles import make_indicator
from lianggang.model.assessment import Assessment, CheckResult, NotAssessed
from lianggang.model.card_history import CardChange, CardEvent
from lianggang.model.card_rules import Card
from lianggang.model.diagnostic import Diagnostic, Place, Severity
from lianggang.model.pace import Scale
from lianggang.model.quarter import Period
from lianggang.model.written import OneLine
from lianggang.outputs.catalogue_screen import catalogue_check_lines, catalogue_lines, indicator_lines
from lianggang.outputs.check_screen import check_lines
from lianggang.outputs.layout import Line, Span
from lianggang.outputs.show_screen import show_lines
from lianggang.outputs.status_screen import status_lines
from lianggang.outputs.terminal import draw, screen_width, to_text, wants_colour
from lianggang.outputs.warn_screen import warn_lines, warned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MATERNAL = make_indicator(
    "W-HEA-01",
    name="孕产妇死亡率",
    field="健康",
    outline="妇纲",
    lead_unit="区卫健局",
    unit_of_measure="1/10万",
    direction="down",
    targets=[{"by": "2030Q4", "at_most": "12", "level": "国家", "source": "妇纲", "verified": "true"}],
)
LONG_NAME = make_indicator("C-X-2", name="建立家长学校或家庭教育指导服务站点的城市社区和农村社区比例")

ITEMS: list[Assessment] = [
    make_assessment(),
    make_assessment(area="城东街道"),
    make_assessment(area="河口镇", card=Card.YELLOW, rule="behind"),
    make_assessment(area="城西街道", card=Card.GREEN, since=None),
    make_assessment(
        MATERNAL,
        value=Decimal("14.2"),
        gap=Decimal("2.2"),
        card=Card.YELLOW,
        label="进度偏慢",
        rule="behind",
        since=NOW,
        events=(CardEvent(NOW, CardChange.FIRST, None, Card.YELLOW, "behind"),),
        data_period=Period.of_year(2024),
        measures={"z": -0.4, "chance": 30},
        pace=make_pace(scale=Scale.LOG, years_left=Fraction(6), in_unit={"recent": 3.4, "expected": 2.1, "need": 5.3}),
    ),
    make_assessment(
        LONG_NAME,
        card=Card.GREEN,
        value=Decimal(91),
        gap=Decimal(-6),
        met=True,
        since=None,
        lifted=NOW,
        label="正常",
        rule="on-course",
        steps=(make_step("2025Q2", Card.YELLOW), make_step("2025Q3", Card.GREEN)),
    ),
    make_assessment(
        make_indicator("W-9", name="党员中女性比例", targets=[]),
        target=None,
        gap=None,
        met=None,
        card=None,
        rule=None,
        label="仅观察",
        since=None,
        pace=None,
        not_assessed=NotAssessed.OBSERVED_ONLY,
    ),
    make_assessment(
        make_indicator("W-8", name="[bold]不是标记[/bold]"),
        card=None,
        rule=None,
        since=None,
        label="未报",
        not_assessed=NotAssessed.NOT_REPORTED,
    ),
]
RESULT = make_result(*ITEMS)
NAMES = {item.indicator.code: item.indicator.name for item in ITEMS}
FOUND = Diagnostic(
    "L04",
    "9444÷12000×100=78.70，填报87.80；请核对后重报。",
    Place("data/2025Q3.csv", None, 17, 3, "本期值"),
    Severity.ERROR,
    indicator="C-EDU-02",
    written=OneLine("C-EDU-02,普惠性幼儿园覆盖率,87.80"),
    marked=(19, 24),
)
CHECKED = CheckResult((make_submission(),), (FOUND,), RESULT, frozenset(NAMES))

SCREENS: dict[str, Callable[[int], Sequence[Line]]] = {
    "check": lambda width: check_lines(CHECKED, ITEMS, width, NAMES),
    "status": lambda width: status_lines(RESULT, ITEMS, width),
    "status --area all": lambda width: status_lines(RESULT, ITEMS, width, areas_as_rows=True),
    "warn": lambda width: warn_lines(RESULT, ITEMS, Card.YELLOW, width),
    "warn --area all": lambda width: warn_lines(RESULT, ITEMS, Card.YELLOW, width, areas_as_rows=True),
    "show": lambda width: show_lines(RESULT, ITEMS[0], ITEMS[1:4], width, trace=True),
    "indicators": lambda width: catalogue_lines(RESULT.catalogue, list(RESULT.catalogue.indicators.values()), width),
    "indicators CODE": lambda width: indicator_lines(RESULT.catalogue, MATERNAL, width),
    "indicators --check": lambda width: catalogue_check_lines("indicators.yaml", None, (FOUND,), width),
}


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_line_is_wider_than_the_screen_or_ends_in_blanks(screen: str, width: int) -> None:
    for line in to_text(SCREENS[screen](width)).splitlines():
        assert cell_len(line) <= width, line
        assert line == line.rstrip()


@pytest.mark.parametrize("screen", ["check", "status", "warn", "show"])
def test_made_up_data_are_labelled_and_the_rules_named(screen: str) -> None:
    head = to_text(SCREENS[screen](120)).splitlines()[0]
    assert head == "2025年第三季度 · 示例区（示例数据） · 规则 default"


def test_check_prints_accounts_then_diagnostics_then_cards_worst_first_then_totals() -> None:
    text = to_text(SCREENS["check"](120))
    order = [
        "data/2025Q3.csv：读取 63 行 = 采用 60 + 待核 2 + 退回 1",
        "错误 L04",
        "错误1项",
        "【区教育局】红牌 1",
        "■ 红  C-EDU-02  普惠性幼儿园覆盖率",
        "▲ 黄  W-HEA-01  孕产妇死亡率",
        "全区  红牌 1  黄牌 1  绿牌 1  未判 2（未报 1，仅观察 1）",
        "区域  红牌 1  黄牌 1  绿牌 1  未判 0",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_a_good_file_says_so_in_one_line() -> None:
    good = CheckResult((make_submission(),), (), RESULT, frozenset(NAMES))
    assert to_text(check_lines(good, ITEMS, 120, NAMES)).splitlines()[:5] == [
        "2025年第三季度 · 示例区（示例数据） · 规则 default",
        "data/2025Q3.csv：读取 63 行 = 采用 60 + 待核 2 + 退回 1",
        "",
        "未发现问题。",
        "",
    ]


def test_several_files_add_up() -> None:
    both = CheckResult((make_submission("a.csv"), make_submission("b.csv")), (), None)
    assert "合计 2 个文件：读取 126 行 = 采用 120 + 待核 4 + 退回 2" in to_text(check_lines(both, [], 120, {}))


def test_a_card_shows_value_target_gap_progress_reason_and_areas() -> None:
    lines = to_text(SCREENS["warn"](120)).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("■ 红"))
    assert re.split(r"\s{2,}", lines[at]) == [
        "■ 红",
        "C-EDU-02",
        "普惠性幼儿园覆盖率",
        "78.70 %",
        "≥85 2025年底",
        "6.30",
        "54%／95%",
        "自2024Q2",
    ]
    assert lines[at - 1] == "【区教育局】红牌 1"
    below = "".join(line.strip() for line in lines[at + 1 : at + 4])
    assert below.startswith("按现有进度难以达标：距2025年底还有1个季度，需再提高6.30个百分点")
    assert "（规则 far-behind）。" in below
    assert below.endswith("落后区域：红 城东街道 78.70；黄 河口镇 78.70")


def test_a_narrow_screen_loses_columns_and_no_facts() -> None:
    text = to_text(SCREENS["warn"](80))
    assert "C-EDU-02 · 走完／应走 54%／95% · 自2024Q2" in text
    assert "【区教育局】" in text
    assert "6.30" in text


def test_a_figure_of_another_period_says_of_when_it_is() -> None:
    text = to_text(SCREENS["warn"](200)).replace("\n      ", "")
    assert "（2024年数据，规则behind）" in text.replace(" ", "")


def test_warn_counts_new_and_lifted_and_lists_what_was_lifted() -> None:
    text = to_text(SCREENS["warn"](120))
    assert text.splitlines()[1] == "红牌 1  黄牌 1  本季新亮 1，解除 1"
    assert "2025年第三季度解除：" in text
    assert [item.indicator.code for item in warned(ITEMS, Card.RED)] == ["C-EDU-02", "C-EDU-02"]
    assert [item.card for item in warned(ITEMS, Card.YELLOW)] == [
        Card.RED, Card.RED, Card.YELLOW, Card.YELLOW, Card.GREEN,
    ]  # fmt: skip


def test_nothing_to_warn_of_is_one_line() -> None:
    green = [ITEMS[5]]
    assert to_text(warn_lines(RESULT, green[:0], Card.YELLOW, 120)).splitlines()[1:] == ["没有红牌、黄牌。"]
    assert to_text(warn_lines(RESULT, green, Card.RED, 120)).splitlines()[1:] == ["没有红牌。"]


def test_an_area_in_trouble_is_named_though_the_district_is_well() -> None:
    well = make_assessment(card=Card.GREEN, since=None)
    text = to_text(warn_lines(RESULT, [well, ITEMS[1]], Card.YELLOW, 120))
    assert "C-EDU-02 普惠性幼儿园覆盖率：红 城东街道" in text


def test_status_groups_by_card_and_adds_up_by_group_and_area() -> None:
    text = to_text(SCREENS["status"](120))
    symbols = [line[0] for line in text.splitlines() if line[:1] in "■▲●○" and line]
    assert symbols == ["■", "▲", "●", "○", "○"]
    assert re.search(r"规划 .*领域 .*牵头单位 .*区域", text)
    assert re.search(r"城东街道\s+1\s+0\s+0\s+0", text)


def test_show_lets_a_sceptic_reckon_again() -> None:
    text = to_text(SCREENS["show"](120))
    for words in (
        "基期值 b",
        "71.30%",
        "谨慎预期 expected",
        "0.0696",
        "判定值 z",
        "-18.013",
        "improve = 1（实为 1）；z < -0.50",
    ):
        assert words in text
    assert "data/2025Q3.csv:17 [D17]" in text
    assert text.count("→") == 1
    assert "o 填报值   . 应走的路径   = 目标" in text


def test_what_a_user_wrote_is_text_and_never_markup() -> None:
    assert "[bold]不是标记[/bold]" in to_text(SCREENS["status"](120))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_on_a_terminal_only_and_not_with_no_color() -> None:
    assert wants_colour(Terminal(), {"TERM": "xterm"})
    assert not wants_colour(Terminal(), {"TERM": "xterm", "NO_COLOR": "1"})
    assert not wants_colour(Terminal(), {"TERM": "dumb"})
    assert not wants_colour(io.StringIO(), {})


def test_width_comes_from_columns_then_the_terminal_and_is_fixed_in_a_pipe() -> None:
    assert screen_width(io.StringIO(), {}) == 120
    assert screen_width(io.StringIO(), {"COLUMNS": "80"}) == 80
    assert screen_width(io.StringIO(), {"COLUMNS": "x"}) == 120
    assert (screen_width(io.StringIO(), {"COLUMNS": "9"}), screen_width(io.StringIO(), {"COLUMNS": "999"})) == (40, 200)


def test_colours_change_no_character(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    lines = [*SCREENS["status"](80), (Span("[x]/y", "red"),)]
    draw(lines, stream, 80)
    text = stream.getvalue()
    assert "\x1b[1;31m■ 红" in text
    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == to_text(lines)
