"""The list of ``letter``: what gets no letter now, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment_doubles import make_assessment, make_result
from ledger_doubles import closed, issued, received, returned
from lianggang.engine import ledger_rules as rules
from lianggang.model.assessment import Assessment, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.ledger import LedgerItem, LetterKind
from lianggang.model.letter import Failing, Ladder, NoLetter
from lianggang.outputs.letters_screen import letters_lines
from lianggang.outputs.terminal import to_text

ON = date(2025, 10, 24)
NOTICE = received(kind=LetterKind.NOTICE, plan_due=None)
RETURNED = replace(returned(), kind=LetterKind.NOTICE)
WITHDRAWN = rules.withdraw(issued(), date(2025, 10, 20), "异议成立")


def shown(*left_out: NoLetter, width: int = 100) -> list[str]:
    ladder = Ladder((), left_out)
    return [line.rstrip() for line in to_text(letters_lines(make_result(), ladder, ON, width)).splitlines()]


def no_letter(item: LedgerItem, *failing: Failing) -> NoLetter:
    return NoLetter(make_assessment(card=Card.YELLOW), item, failing)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (no_letter(issued()), "督办（示妇儿工委办〔2025〕1号），已发"),
        (no_letter(returned()), "督办（示妇儿工委办〔2025〕1号），已退回，限2025年10月10日以前再次反馈"),
        (no_letter(replace(returned(), result_due=None)), "督办（示妇儿工委办〔2025〕1号），已退回"),
        (
            no_letter(NOTICE, Failing.RESULT),
            "提示（示妇儿工委办〔2025〕1号），提示函逾期；再亮一期即督办；急的用 --kind 督办函 --reason 理由",
        ),
        (
            no_letter(RETURNED, Failing.REVIEW, Failing.RESULT),
            "提示（示妇儿工委办〔2025〕1号），退回后还没有改好；再亮一期即督办；急的用 --kind 督办函 --reason 理由",
        ),
        (
            no_letter(received(kind=LetterKind.CIRCULAR), Failing.REVIEW),
            "通报（示妇儿工委办〔2025〕1号），仍未通过复核，阶梯上没有更高的函",
        ),
        (no_letter(closed()), "督办（示妇儿工委办〔2025〕1号），已销号（2025年10月12日）"),
        (no_letter(WITHDRAWN), "督办（示妇儿工委办〔2025〕1号），已撤销（2025年10月20日）"),
        (no_letter(replace(WITHDRAWN, letter="", note="")), "督办，已撤销"),
    ],
)
def test_how_an_indicator_stands_that_gets_no_letter(one: NoLetter, said: str) -> None:
    assert (
        next(line for line in shown(one, width=200) if "：D2025" in line)
        == f"  C-EDU-02 普惠性幼儿园覆盖率：D2025-001 {said}"
    )


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (make_assessment(card=Card.GREEN), "现为绿牌"),
        (make_assessment(card=None, not_assessed=NotAssessed.AWAITING_DEADLINE_DATA), "现为未判（待到期数据）"),
    ],
)
def test_what_is_overdue_without_a_card_has_a_list_of_its_own(one: Assessment, said: str) -> None:
    ladder = Ladder((), (), unlit=(NoLetter(one, received(), (Failing.PLAN, Failing.RESULT)),))
    lines = [line.rstrip() for line in to_text(letters_lines(make_result(), ladder, ON, 120)).splitlines()]
    assert lines[3:] == [
        "逾期未办、现不亮牌（如待到期数据、已达标），不升级，请人定的1项：",
        f"  C-EDU-02 普惠性幼儿园覆盖率：D2025-001 督办（示妇儿工委办〔2025〕1号），未报送方案、未完成整改；{said}",
        "确需升级的用 lianggang ledger add --instead-of 编号。",
    ]


def test_open_letters_and_ended_ones_stand_apart() -> None:
    lines = shown(no_letter(issued()), no_letter(closed()), no_letter(issued(number="D2025-003")))
    heads = [line for line in lines if line.endswith("项：")]
    assert heads == ["已有未了结的函，不另发的2项：", "已销号、已撤销，尚无新数据，不另发的1项："]
    assert lines.index(heads[1]) - lines.index(heads[0]) == 4
    assert lines[-1] == "确需再发的，写明指标编码、--kind 函种 --reason 理由。"
