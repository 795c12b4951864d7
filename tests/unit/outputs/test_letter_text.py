"""The paragraphs of letters: what they say of an indicator, and what is for the office alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from assessment_doubles import make_assessment, make_result
from doubles import make_indicator
from lianggang.model.assessment import Assessment, Mark, ResolvedTarget
from lianggang.model.card_rules import Card
from lianggang.model.letter import Letter, LetterCase, Rung
from lianggang.model.quarter import Period
from lianggang.model.small_count import CountedYear, CountProblem, SmallCount, Uncounted
from lianggang.outputs.letter_tables import figures_attachment
from lianggang.outputs.letter_text import problem
from lianggang.outputs.letter_words import few_events_text

COUNTS = SmallCount(
    events=9,
    expected=Fraction(452, 100),
    pooled=(
        CountedYear(2023, 3, Decimal(2700), Decimal("3.1"), Fraction(226, 100)),
        CountedYear(2024, 6, Decimal(2587), Decimal("3.0"), Fraction(226, 100)),
    ),
    exposure=Decimal(5287),
    rate=Fraction(9000, 5287),
    low=0.778,
    high=3.231,
    tail_p=0.0431,
    above_path=0.96,
)
POOLED = "2023—2024年2年合计9例，按路线预期4.52例，合计率1.70‰（95%区间0.78～3.23‰）"
CARD = "按判定规则beyond-chance（偶然难以解释）列为红牌"


def deaths(counts: SmallCount | Uncounted, **more: Any) -> Assessment:
    target = {"by": "2030Q4", "at_most": "3.0", "level": "国家", "source": "某规划"}
    indicator = make_indicator(
        "C-H-02", name="婴儿死亡率", direction="down", unit_of_measure="‰", small_numbers="true",
        numerator="婴儿死亡数", denominator="活产数", targets=[target],
    )  # fmt: skip
    values: dict[str, Any] = {
        "card": Card.RED, "counts": counts, "marks": (Mark.FEW_EVENTS,), "pace": None, "met": None, "gap": None,
        "data_period": Period.of_year(2024), "value": Decimal("2.32"), "numerator": Decimal(6),
        "denominator": Decimal(2587), "rule": "beyond-chance", "label": "偶然难以解释", "steps": (),
        "measures": {"node": None, "value_gap": None, "chance": None}, **more,
    }  # fmt: skip
    return make_assessment(indicator, **values)


def said(one: Assessment) -> str:
    return problem(LetterCase(one, None, 1, 1))


def test_of_rare_events_all_the_counts() -> None:
    chance = "假如真实水平就在路线上，出现这么多例的可能为4.3%，难以用偶然解释"
    assert said(deaths(COUNTS)) == f"2024年为2.32‰（婴儿死亡数6，活产数2587）；{POOLED}；{chance}；{CARD}。"


def test_a_verdict_on_rare_events_has_the_counts_beside_its_figures() -> None:
    measures = {"node": Decimal(3), "value_gap": Decimal("0.5"), "chance": None}
    one = deaths(
        COUNTS, rule="final-missed", label="到期未达标", met=False, gap=Decimal("0.5"), value=Decimal("3.5"),
        measures=measures,
    )  # fmt: skip
    text = said(one)
    assert text.startswith("2024年为3.50‰（婴儿死亡数6，活产数2587）；2030年底到期，未达到不高于3.0‰的目标，相差0.50")
    assert text.count("3.50‰") == 1
    assert f"2024年仅6例，一年的率受偶然影响大：{POOLED}；按判定规则final-missed" in text


def test_where_the_counts_were_not_reported_it_says_so() -> None:
    one = deaths(Uncounted(CountProblem.NOT_COUNTED, 2024), rule="final-missed", label="到期未达标", met=False)
    assert "；2024年只有率，没有例数，请补报分子、分母；按判定规则" in said(one)


@pytest.mark.parametrize(
    ("changes", "own"),
    [
        ({"numerator": None, "denominator": None}, "（婴儿死亡数6，活产数2587）"),
        ({"numerator": Decimal(5), "denominator": Decimal(2600)}, "（婴儿死亡数5，活产数2600）"),
    ],
)
def test_this_year_is_that_of_the_figure_shown_or_of_the_last_one_counted(changes: dict[str, Any], own: str) -> None:
    assert f"2.32‰{own}；" in said(deaths(COUNTS, **changes))


def test_a_plain_number_is_its_own_count() -> None:
    one = deaths(COUNTS)
    plain = make_indicator(
        "C-SAF-09", name="事件数", direction="down", unit_of_measure="人", small_numbers="true",
        numerator=None, denominator=None, decimals="0",
    )  # fmt: skip
    assert said(replace(one, indicator=plain, value=Decimal(6))).startswith("2024年为6人；")


KEPT = {"met": True, "gap": Decimal("0.37"), "value": Decimal("85.37")}


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (KEPT, "目标是到2025年底保持不低于85%；比目标值高0.37个百分点；近5年"),
        ({**KEPT, "gap": Decimal(0), "value": Decimal(85)}, "目标是到2025年底保持不低于85%；恰好等于目标值；近5年"),
        ({**KEPT, "gap": None}, "目标是到2025年底保持不低于85%；近5年"),
        ({}, "目标是到2025年底保持不低于85%；需再提高6.30个百分点才能守住；近5年"),
    ],
)
def test_the_figure_is_said_once_of_a_level_to_hold(changes: dict[str, Any], text: str) -> None:
    one = make_assessment(measures={"improve": 0, "node": None, "value_gap": None}, **changes)
    assert f"；{text}" in said(one)
    assert said(one).count(f"{one.value:.2f}%") == 1


def test_the_figure_is_said_once_of_a_direction() -> None:
    target = {"by": "2025Q4", "level": "国家", "source": "某规划", "rise": "true"}
    indicator = make_indicator(targets=[target])
    asked = ResolvedTarget(indicator.targets[0], indicator.baseline, None)
    plain: dict[str, Any] = {"gap": None, "met": None, "pace": None, "measures": {"node": None, "value_gap": None}}
    head = "目标为逐步提高，没有数值，按变化方向判断"
    text = said(make_assessment(indicator, target=asked, **plain))
    assert f"；{head}：比基期（2020年第四季度）提高7.40个百分点；按判定规则" in text
    assert text.count("78.70%") == 1
    without = make_indicator(targets=[target], without=("baseline",))
    alone = said(make_assessment(without, target=ResolvedTarget(without.targets[0], None, None), **plain))
    assert f"；{head}；按判定规则" in alone


def test_the_figure_is_said_once_of_a_verdict() -> None:
    one = make_assessment(rule="final-missed", measures={"node": None, "value_gap": None})
    assert "；2025年底到期，未达到不低于85%的目标，相差6.30个百分点；" in said(one)
    assert said(one).count("78.70%") == 1


def test_how_such_targets_ended_before_is_not_for_the_unit() -> None:
    measures = {"node": Decimal(70), "value_gap": Decimal(-8)}
    text = said(make_assessment(measures=measures))
    assert "距2025年底还有1个季度，需再提高6.30个百分点；" in text
    assert "历史上" not in text


def test_the_attachment_has_both_gaps_and_the_counts() -> None:
    ahead = make_assessment(measures={"value_gap": Decimal("-0.1")})
    behind = make_assessment(measures={"value_gap": Decimal("0.004")})
    cases = tuple(LetterCase(one, None, 1, 1) for one in (deaths(COUNTS), ahead, behind))
    table = figures_attachment(Letter(Rung.NOTICE, "区卫健局", cases), make_result()).blocks[0]
    rows = {row[0]: row[1:] for row in table.rows}
    assert (rows["距节点"], rows["距目标"]) == (("—", "达到", "0.004"), ("—", "6.30", "6.30"))
    assert f"婴儿死亡率例数少：2024年婴儿死亡数6，活产数2587；{POOLED}。" in table.notes
    assert any("差数按未四舍五入的数计算，可能与所列两数相减略有出入。" in note for note in table.notes)


def test_a_person_decides_about_rare_events() -> None:
    few = Letter(Rung.SUPERVISION, "区卫健局", (LetterCase(deaths(COUNTS), None, 1, 1),))
    assert few_events_text(few) == "例数少，请人定：C-H-02 婴儿死亡率"
    assert few_events_text(Letter(Rung.NOTICE, "区教育局", (LetterCase(make_assessment(), None, 1, 1),))) == ""
