"""What a letter says of the letters before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment_doubles import make_assessment
from doubles import make_catalogue, make_indicator
from ledger_doubles import closed, received
from lianggang.model.ledger import LetterKind
from lianggang.model.letter import Failing, Letter, LetterCase, Rung
from lianggang.outputs.earlier_letters import earlier_letters

ON = date(2025, 10, 24)
PLAN, REVIEW, RESULT = Failing
NAMES = {"甲": "C-EDU-02", "乙": "C-EDU-03", "丙": "C-EDU-04", "丁": "C-EDU-05"}


def case(name: str, *failing: Failing, **earlier: object) -> LetterCase:
    one = make_assessment(make_indicator(NAMES[name], name=name))
    return LetterCase(one, None, 1, 1, received(**earlier) if failing else None, failing)


def said(*cases: LetterCase, rung: Rung = Rung.SUPERVISION) -> str:
    return earlier_letters(Letter(rung, "区教育局", cases), make_catalogue().office, ON)


HEAD = "我办已于2025年7月25日以示妇儿工委办〔2025〕1号函告你单位。至2025年10月24日，"


@pytest.mark.parametrize(
    ("cases", "undone"),
    [
        ((case("甲", PLAN),), "仍未报送方案"),
        ((case("甲", RESULT),), "仍未完成整改"),
        ((case("甲", REVIEW),), "仍未通过复核"),
        ((case("甲", PLAN, RESULT),), "仍未报送方案，结果也已逾期"),
        ((case("甲", REVIEW, RESULT),), "仍未通过复核，结果也已逾期"),
        ((case("甲", RESULT), case("乙", RESULT)), "2项均未完成整改"),
        ((case("甲", PLAN, RESULT), case("乙", PLAN, RESULT)), "2项均未报送方案，结果也已逾期"),
        (
            (case("甲", PLAN, RESULT), case("乙", PLAN), case("丙", PLAN, RESULT)),
            "3项均未报送方案，其中2项（甲、丙）结果也已逾期",
        ),
        ((case("甲", PLAN), case("乙", RESULT)), "甲仍未报送方案；乙仍未完成整改"),
        (
            (case("甲", PLAN), case("乙", REVIEW, RESULT), case("丙", PLAN)),
            "甲、丙均未报送方案；乙仍未通过复核，结果也已逾期",
        ),
        ((case("甲", PLAN), case("丁")), "甲仍未报送方案"),
        ((case("甲", PLAN, RESULT), case("乙", PLAN), case("丁")), "甲、乙均未报送方案，其中1项（甲）结果也已逾期"),
    ],
)
def test_one_sentence_with_all_that_is_outstanding(cases: tuple[LetterCase, ...], undone: str) -> None:
    assert said(*cases) == f"{HEAD}{undone}。"


def test_one_sentence_for_each_earlier_letter() -> None:
    other = {"letter": "示妇儿工委办〔2025〕2号"}
    text = said(case("甲", PLAN), case("乙", PLAN, **other), case("丙", PLAN, **other))
    second = HEAD.replace("1号", "2号")
    assert text == f"{HEAD}甲仍未报送方案。{second}乙、丙均未报送方案。"


def test_an_interview_was_called_and_the_committee_speaks_by_its_name() -> None:
    text = said(case("甲", RESULT, kind=LetterKind.INTERVIEW), rung=Rung.CIRCULAR)
    assert "号通知约谈你单位。至2025年10月24日，仍未完成整改。" in text
    assert not text.startswith("我办")


def rebound(name: str, **earlier: object) -> LetterCase:
    return case(name)._replace(rebound_of=replace(closed(), **earlier))


BEFORE = "曾以示妇儿工委办〔2025〕1号函督办，2025年10月12日销号，现再次亮牌"


@pytest.mark.parametrize(
    ("cases", "text"),
    [
        ((rebound("甲"),), f"该事项{BEFORE}。"),
        ((rebound("甲"), rebound("乙")), f"2项均{BEFORE}。"),
        ((rebound("甲"), case("乙")), f"甲{BEFORE}。"),
        ((rebound("甲"), rebound("乙"), case("丙")), f"甲、乙均{BEFORE}。"),
        (
            (rebound("甲"), rebound("乙", letter="示妇儿工委办〔2025〕2号")),
            f"甲{BEFORE}。乙{BEFORE.replace('1号', '2号')}。",
        ),
        ((rebound("甲", kind=LetterKind.NOTICE),), f"该事项{BEFORE.replace('督办', '提示')}。"),
        ((rebound("甲", kind=LetterKind.SECOND),), f"该事项{BEFORE.replace('督办', '再次督办')}。"),
        ((rebound("甲", kind=LetterKind.INTERVIEW),), f"该事项{BEFORE.replace('函督办', '通知约谈')}。"),
        ((rebound("甲", kind=LetterKind.CIRCULAR),), f"该事项{BEFORE.replace('函督办', '通报')}。"),
        ((rebound("甲", letter=""),), "该事项曾督办，2025年10月12日销号，现再次亮牌。"),
        ((case("丁", PLAN), rebound("甲")), f"{HEAD}丁仍未报送方案。甲{BEFORE}。"),
    ],
)
def test_what_was_closed_and_has_a_card_again(cases: tuple[LetterCase, ...], text: str) -> None:
    assert said(*cases) == text


def test_nothing_before_nothing_said() -> None:
    assert said(case("甲")) == ""
