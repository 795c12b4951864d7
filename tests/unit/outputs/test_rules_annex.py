from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment_doubles import make_assessment, make_result
from doubles import make_indicator
from judging import built_in
from lianggang.engine.judgement import DONE
from lianggang.engine.verdict import FINAL_MET, FINAL_MISSED
from lianggang.model.assessment import Assessment, NotAssessed
from lianggang.model.card_rules import Card, Condition, RuleSet
from lianggang.model.small_count import SmallCount
from lianggang.outputs.document import Attachment, Paragraph, Table
from lianggang.outputs.rule_words import MEASURE_NOTES, VERDICT_WORDS
from lianggang.outputs.rules_annex import deciding_rule, rules_attachment, rules_notes


def judged(code: str, rule: str, card: Card | None = Card.RED, *conditions: str, **more: object) -> Assessment:
    indicator = make_indicator(code=code, name=f"指标{code}")
    written = tuple(map(Condition.parse, conditions))
    return make_assessment(indicator, rule=rule, card=card, conditions=written, **more)


SET = "“必需进度与审慎预期之比较”（规则集default，自2021年第一季度起施行；出处：lianggang《判定方法》第4—5节）"
FAR = judged("C-1", "far-behind", Card.RED, "improve = 1", "z < -0.60")
BEHIND = judged("C-2", "behind", Card.YELLOW, "improve = 1", "z < -0.20")
NO_CARD = judged("C-3", "", None, not_assessed=NotAssessed.NOT_REPORTED)
FEW = SmallCount._make(SmallCount._fields)


def texts(attachment: Attachment | None) -> list[str]:
    assert attachment is not None
    return ["".join(run.text for run in one.runs) for one in attachment.blocks if isinstance(one, Paragraph)]


def rows(attachment: Attachment | None) -> list[tuple[str, ...]]:
    assert attachment is not None
    return [row for one in attachment.blocks if isinstance(one, Table) for row in one.rows]


def test_every_rule_that_decided_a_card_is_listed_once_in_the_order_of_the_set() -> None:
    found = rules_attachment(make_result(BEHIND, FAR, NO_CARD), [BEHIND, FAR, FAR, NO_CARD], "报告")
    assert found is not None
    assert found.title == "判定规则"
    assert rows(found) == [
        ("far-behind", "红牌", "按现有进度难以达标", "达到类目标，判定值 z 小于 -0.60"),
        ("behind", "黄牌", "进度偏慢", "达到类目标，判定值 z 小于 -0.20"),
    ]


def test_the_set_is_named_with_its_title_its_start_and_its_source() -> None:
    head = texts(rules_attachment(make_result(FAR), [FAR], "报告"))[0]
    assert head == (f"本报告的牌按{SET}判定。各条从上往下看，第一条全部条件成立的定牌；这里只列本报告用到的各条。")


def test_the_district_s_own_regulation_goes_before() -> None:
    head = texts(rules_attachment(make_result(FAR, warning_regulation="示例区预警办法"), [FAR], "报告"))[0]
    assert head.startswith("根据《示例区预警办法》，本报告的牌按")


def test_nothing_where_no_rule_decided_anything() -> None:
    assert rules_attachment(make_result(NO_CARD), [NO_CARD], "报告") is None
    assert rules_notes(make_result(NO_CARD), [NO_CARD]) == ()


def test_a_rule_whose_cut_was_moved_is_shown_as_written_and_how_cuts_move_is_said() -> None:
    moved = Condition("z", "<", Decimal("-0.50"), Decimal("-0.60"))
    one = judged("C-1", "far-behind", Card.RED, "improve = 1")
    one = make_assessment(one.indicator, rule="far-behind", conditions=(*one.conditions, moved))
    found = rules_attachment(make_result(one), [one], "报告")
    assert rows(found)[0][3] == "达到类目标，判定值 z 小于 -0.60"
    assert found is not None
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    assert "判定值 z 的界线按前一次的牌移动 0.10：已有的牌更容易保持，没有的更不容易新亮。" in table.notes


def test_measures_that_need_a_word_are_explained_below() -> None:
    found = rules_attachment(make_result(FAR), [FAR], "报告")
    assert found is not None
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    assert f"判定值 z：{MEASURE_NOTES['z']}。" in table.notes
    assert not any("路程" in text for text in table.notes)


def test_of_rules_of_the_same_id_the_one_whose_conditions_held_is_meant() -> None:
    rules = built_in("open-sdg")
    one = judged("C-1", "moderate", Card.YELLOW, "has_number = 0", "annual_growth >= 0.005")
    found = deciding_rule(one, (rules,))
    assert found is not None
    assert [str(condition) for condition in found[1].when] == ["has_number = 0", "annual_growth >= 0.005"]


def test_rare_events_are_decided_by_a_set_of_their_own() -> None:
    few = judged("C-2", "off-path", Card.YELLOW, "tail_p < 0.20", counts=FEW)
    result = make_result(FAR, few)
    found = rules_attachment(result, [few, FAR], "通报")
    assert [row[0] for row in rows(found)] == ["far-behind", "off-path"]
    assert texts(found)[1] == (
        "例数少的指标按“少例数事件与路线预期之比较（精确泊松检验）”（规则集small-numbers，自2021年第一季度起施行；"
        "出处：lianggang《判定方法》第8节；区间用 Garwood（1936）精确法）判定。"
    )


@pytest.mark.parametrize("ruling", [FINAL_MET, FINAL_MISSED, DONE])
def test_what_the_program_decides_itself_is_said_too(ruling: object) -> None:
    assert {FINAL_MET.rule, FINAL_MISSED.rule, DONE.rule} == set(VERDICT_WORDS)
    one = judged("C-1", ruling.rule, ruling.card, label=ruling.label)  # type: ignore[attr-defined]
    found = rules_attachment(make_result(one), [one], "报告")
    assert rows(found)[0][::3] == (one.rule, VERDICT_WORDS[one.rule or ""])
    assert texts(found) == ["到期的目标、是否完成的目标不用规则集，直接与目标比较。"]


def test_a_rule_of_the_office_s_own_of_that_name_is_its_own() -> None:
    own = RuleSet.model_validate(
        {"name": "own", "title": "自定", "rules": [{"id": "done", "card": "green", "label": "齐了"}]}
    )
    found = deciding_rule(judged("C-1", "done", Card.GREEN), (own,))
    assert found is not None
    assert found[0] is own


def test_a_letter_has_a_line_for_each_rule() -> None:
    assert rules_notes(make_result(FAR, BEHIND), [FAR, BEHIND]) == (
        f"判定规则：{SET}，从上往下看，第一条全部条件成立的定牌。",
        "far-behind（红牌，按现有进度难以达标）：达到类目标，判定值 z 小于 -0.60。",
        "behind（黄牌，进度偏慢）：达到类目标，判定值 z 小于 -0.20。",
        f"达到类、保持类：{MEASURE_NOTES['improve']}。",
        f"判定值 z：{MEASURE_NOTES['z']}。",
        "判定值 z 的界线按前一次的牌移动 0.10：已有的牌更容易保持，没有的更不容易新亮。",
    )


def test_a_set_that_says_less_of_itself() -> None:
    own = RuleSet.model_validate({"name": "own", "title": "自定办法", "rules": [{"id": "all", "card": "red"}]})
    one = judged("C-1", "all", Card.RED)
    result = replace(make_result(one), rule_set=own)
    assert rules_notes(result, [one])[:2] == (
        "判定规则：“自定办法”（规则集own），从上往下看，第一条全部条件成立的定牌。",
        "all（红牌）：其余一切情形。",
    )
