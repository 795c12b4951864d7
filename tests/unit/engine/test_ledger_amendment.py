"""What may be amended in an item of the ledger, and what it must still keep."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger_doubles import PEOPLE, answered, closed, issued, on, passed, planned, received, returned
from lianggang.engine.ledger_amendment import AMENDABLE, amend
from lianggang.model.errors import RefusedError
from lianggang.model.ledger import DATE_FIELDS, FIELD_HEADERS, FIELDS, LedgerState

TODAY = on("2025-11-05")


def amended(item, name, value, reason="看错了", people=PEOPLE):
    return amend(item, name, on(value) if name in DATE_FIELDS else value, TODAY, reason, people)


def test_the_table_is_in_the_order_of_the_columns_and_leaves_out_what_the_program_keeps() -> None:
    assert list(AMENDABLE) == [name for name in FIELDS if name in AMENDABLE]
    assert not {"number", "state", "unit", "indicator", "review", "times_returned"} & set(AMENDABLE)
    assert set(AMENDABLE) <= set(FIELD_HEADERS)


def test_the_old_value_and_the_reason_stand_in_the_note_and_nothing_else_changes() -> None:
    item = received(note="抄送：区政府办")
    after = amended(item, "received_by", "李示例")
    note = "抄送：区政府办；2025-11-05更正签收人：原为“王示例”（看错了）"
    assert after == replace(item, received_by="李示例", note=note)
    assert amended(closed(), "received", "2025-07-29").state is LedgerState.CLOSED
    assert "更正问题描述：原为“空”（看错了）" in amended(issued(), "problem", "进度慢").note


@pytest.mark.parametrize(
    ("item", "name", "value", "said"),
    [
        (received(), "received", "2025-07-24", "签收日期2025-07-24早于发出日期2025-07-25"),
        (received(), "issued", "2025-07-29", "签收日期2025-07-28早于发出日期2025-07-29"),
        (received(), "received", "2025-11-06", "签收日期2025-11-06晚于今天"),
        (issued(), "plan_due", "2025-10-11", "结果截止2025-10-10早于方案截止2025-10-11"),
        (issued(), "received", "2025-07-28", "签收日期还没有登记，谈不上更正；请用 ledger receive 登记"),
        (planned(), "plan_filed", "2025-07-27", "方案报送日期2025-07-27早于签收日期2025-07-28"),
        (answered(), "progressed", "2025-07-27", "最近进展日期2025-07-27早于签收日期2025-07-28"),
        (passed(), "answered", "2025-10-11", "复核日期2025-10-10早于反馈日期2025-10-11"),
        (closed(), "closed", "2025-10-09", "销号日期2025-10-09早于复核日期2025-10-10"),
        (passed(), "reviewer", "教育局李示例", "复核人不能是责任单位自己"),
        (received(), "received_by", "王示例", "已经是“王示例”"),
        (received(), "received_by", "", "不能改为空"),
    ],
)
def test_what_is_refused(item, name, value, said) -> None:
    with pytest.raises(RefusedError, match=said):
        amended(item, name, value)


def test_a_receiver_who_turns_out_to_be_the_reviewer() -> None:
    with pytest.raises(RefusedError, match="复核人“孙示例”是责任单位"):
        amended(passed(), "received_by", "孙示例", people=("区教育局", "孙示例"))


def test_without_a_reason() -> None:
    with pytest.raises(RefusedError, match="更正须写明理由"):
        amended(received(), "received_by", "李示例", "")


def test_the_reason_of_a_return_is_still_found_after_its_day_was_amended() -> None:
    after = amended(returned(), "reviewed", "2025-10-09")
    assert (after.reviewed, after.return_reason) == (on("2025-10-09"), "缺名册")


def test_a_second_round_keeps_the_order_that_it_has() -> None:
    again = replace(returned(), state=LedgerState.TO_REVIEW, answered=on("2025-10-20"))
    assert amended(again, "answered", "2025-10-21").answered == on("2025-10-21")
