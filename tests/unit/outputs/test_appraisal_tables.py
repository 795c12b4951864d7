from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from assessment_doubles import make_assessment
from doubles import make_indicator
from lianggang.load.appraisal_scheme import load_scheme
from lianggang.model.appraisal import CardDeduction, ComponentScore, Decided, UnitAppraisal
from lianggang.model.appraisal_lines import Component, HeldNode, NodeEnd, Scored
from lianggang.model.appraisal_record import DecidedItem, SelfScore
from lianggang.model.appraisal_scheme import AppraisalScheme
from lianggang.model.assessment import Mark
from lianggang.model.attainment import Attainment
from lianggang.model.card_history import CardChange, CardEvent
from lianggang.model.card_rules import Card
from lianggang.model.catalogue_terms import AttainmentTerms
from lianggang.model.quarter import Quarter
from lianggang.model.rectification import RectificationPlan
from lianggang.outputs.appraisal_adjustments import adjustment_table, self_score_table
from lianggang.outputs.appraisal_details import scored_table
from lianggang.outputs.appraisal_follow_up import node_table
from lianggang.outputs.appraisal_scores import _method, adjustment_rule, component_table, total_tables
from lianggang.outputs.appraisal_words import adds_up, details_note

ITEM = {"unit": "区教育局", "item": "缺席", "evidence": ["签到表"], "decided_by": "孙示例", "decided_on": "2025-12-18"}


def decided(points: str) -> Decided:
    return Decided(DecidedItem.model_validate({**ITEM, "points": points}), "data/appraisal/2025.yaml", 5)


def scored(done: Fraction, most: str = "50", component: Component = Component.ATTAINMENT) -> ComponentScore:
    line = Scored(make_assessment(), Attainment.HARD, done, Fraction(1), is_lead=True)
    return ComponentScore(component, Decimal(most), (line,))


def unit(*scores: ComponentScore, **more: object) -> UnitAppraisal:
    return UnitAppraisal("区教育局", "承担目标任务", scores, (), (), **more)  # type: ignore[arg-type]


THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("parts", "whole", "is_sum"),
    [
        ([THIRD, THIRD, THIRD], Fraction(1), False),
        ([Fraction(1, 2), Fraction(1, 2)], Fraction(1), True),
        ([], Fraction(0), True),
        ([Fraction(1), Fraction(-1, 2)], Fraction(1, 2), True),
    ],
)
def test_whether_printed_parts_add_up(parts: list[Fraction], whole: Fraction, is_sum: bool) -> None:
    assert adds_up(parts, whole) is is_sum
    assert bool(details_note([([Fraction(0)], Fraction(0)), (parts, whole)])) is not is_sum


def test_the_note_stands_only_where_it_is_needed() -> None:
    even = component_table([unit(scored(Fraction(1, 2)), scored(Fraction(1), "10", Component.QUALITY))])
    assert not any("略有出入" in note for note in even.notes)
    odd = component_table([unit(scored(THIRD, "0.01"), scored(THIRD, "0.01", Component.QUALITY))])
    assert odd.rows == (("区教育局", "0.00", "0.00", "0.01", "0.02", "33.33"),)
    assert "各数分别四舍五入，有的行各项之和与得分略有出入。" in odd.notes


def test_a_total_that_its_printed_parts_do_not_give() -> None:
    one = unit(scored(THIRD, "100"), adjustments=(decided("-0.004"),), bonus_cap=Fraction(5))
    (table,) = total_tables([one])
    assert table.rows == (("区教育局", "1", "33.33", "—", "0.00", "33.33", "—", "—"),)
    assert not any("略有出入" in note for note in table.notes)
    (table,) = total_tables([one._replace(adjustments=(decided("0.004"),))])
    assert table.rows[0][2:6] == ("33.33", "0.00", "—", "33.34")
    assert "各数分别四舍五入，有的行各数之和与总分略有出入。" in table.notes


def test_nothing_scored_has_no_total() -> None:
    (table,) = total_tables([unit(adjustments=(decided("2"),), bonus_cap=Fraction(5))])
    assert table.rows == (("区教育局", "0", "—", "2.00", "—", "—", "—", "—"),)


def test_each_card_with_the_quarter_in_which_it_was_new() -> None:
    event = CardEvent(Quarter(2025, 2), CardChange.RAISED, Card.YELLOW, Card.RED, "far-behind")
    table = adjustment_table([unit(adjustments=(CardDeduction(make_assessment(), event, Decimal("-1.50")),))])
    assert table is not None
    assert table.rows == (
        (
            "区教育局",
            "扣1.5分",
            "C-EDU-02普惠性幼儿园覆盖率红牌（升级）",
            "评分办法的亮牌扣分",
            "按评分办法",
            "2025年第二季度的判定",
        ),
    )
    assert adjustment_table([unit()]) is None


@pytest.mark.parametrize("points", ["10", "100", "0.5"])
def test_whole_points_are_written_without_an_exponent(points: str) -> None:
    table = adjustment_table([unit(adjustments=(decided(points),))])
    assert table is not None
    assert table.rows[0][1] == f"加{points}分"


def test_the_rule_is_told() -> None:
    parts = {
        name: {"points": "20"} for name in ("attainment", "punctuality", "quality", "supervision", "rectification")
    }
    written = {"version": "1", "title": "办法", "source": "委员会", "components": parts}
    scheme = AppraisalScheme.model_validate({**written, "bonus_cap": "2.50"})
    assert adjustment_rule(scheme) == "总分＝折合百分制＋加分－扣分。加分合计最多计2.5分，扣分照计。"
    scheme = AppraisalScheme.model_validate({**written, "cards": {"yellow": "1", "red": "2"}})
    assert adjustment_rule(scheme).endswith("本年新亮的黄牌每张扣1分，红牌每张扣2分，由黄牌升为红牌的补扣差数。")


def test_the_own_score_beside_what_could_not_be_scored() -> None:
    own = SelfScore.model_validate({"unit": "区教育局", "attainment": "20", "quality": "10"})
    table = self_score_table([unit(scored(Fraction(1, 2)), self_score=own)])
    assert table is not None
    assert [row[1:] for row in table.rows] == [
        ("指标完成", "20.00", "25.00", "高5.00"),
        ("数据质量", "10.00", "—", "—"),
        ("合计", "20.00", "25.00", "高5.00"),
    ]
    assert self_score_table([unit(scored(Fraction(1)))]) is None


@pytest.mark.parametrize(("value", "told"), [("78.699", "78.699"), ("78.704", "78.70"), ("78.7", "78.70")])
def test_a_figure_just_short_of_its_node_does_not_look_as_if_it_had_reached_it(value: str, told: str) -> None:
    plan = RectificationPlan.model_construct(id="ZG-1", area="河口镇", projects=())
    end = NodeEnd.MET if Decimal(value) >= Decimal("78.70") else NodeEnd.MISSED
    line = HeldNode(
        plan, make_indicator(), "data/plans/a.yaml", 12, Quarter(2025, 3), Decimal("78.70"), end, Decimal(value)
    )
    table = node_table([unit(ComponentScore(Component.RECTIFICATION, Decimal(10), (line,)))])
    assert table is not None
    assert table.rows[0][2:8] == (
        "C-EDU-02普惠性幼儿园覆盖率（河口镇）",
        "2025Q3",
        "78.70",
        told,
        end.value,
        "10.00" if end is NodeEnd.MET else "0.00",
    )
    assert table.rows[0][-2:] == ("a.yaml第12行", "—")


def test_the_classes_are_called_as_the_catalogue_has_it() -> None:
    terms = AttainmentTerms.model_validate({"labels": {"hard": "可能难以达标"}})
    table = scored_table([unit(scored(THIRD))], terms)
    assert table is not None
    assert table.rows[0][5] == "可能难以达标"


def test_rare_events_among_the_scored_ones_are_said_to_be_judged_by_counts() -> None:
    few = make_assessment(met=None, gap=None, card=Card.GREEN, marks=(Mark.FEW_EVENTS,))
    line = Scored(few, Attainment.EXPECTED, Fraction(1), Fraction(1), is_lead=True)
    terms = AttainmentTerms.model_validate({})
    table = scored_table([unit(ComponentScore(Component.ATTAINMENT, Decimal(50), (line,)))], terms)
    assert table is not None
    assert any(note.startswith("例数少（一年不足20例）、期限未到的1项，按几年合计的例数判断") for note in table.notes)


def test_weights_are_spoken_of_only_where_they_differ() -> None:
    terms, scheme = AttainmentTerms.model_validate({}), load_scheme(None)
    assert "权重" not in _method(Component.ATTAINMENT, scheme, terms)
    assert "牵头单位" not in _method(Component.ATTAINMENT, scheme, terms)
    rule = scheme.components.attainment.model_copy(update={"key_weight": Decimal(2), "lead_share": Decimal("0.6")})
    components = scheme.components.model_copy(update={"attainment": rule})
    told = _method(Component.ATTAINMENT, scheme.model_copy(update={"components": components}), terms)
    assert "）按权重平均；" in told
    assert told.endswith("否则计0；重难点指标权重2，其余1；牵头单位占60%，其余由配合单位平分")
