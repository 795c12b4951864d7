"""Each rule of the ledger: what it lets through, and the sentence with which it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger_doubles import (
    PEOPLE,
    accepted,
    answered,
    closed,
    draft,
    issued,
    on,
    passed,
    planned,
    received,
    returned,
    under_way,
)
from lianggang.engine import ledger_rules as rules
from lianggang.model.errors import RefusedError
from lianggang.model.ledger import LedgerItem, LedgerState, LetterKind, ReviewResult
from lianggang.model.ledger_standing import Awaited


def refused(said: str):
    return pytest.raises(RefusedError, match=said)


def test_the_way_of_an_item() -> None:
    way = [draft(), issued(), received(), planned(), under_way(), answered(), passed(), accepted(), closed()]
    assert [item.state.value for item in way] == [
        "拟稿", "已发", "已签收", "方案已报", "整改中", "待复核", "待复核", "待复核", "已销号",
    ]  # fmt: skip


class TestIssue:
    def test_only_drafts(self) -> None:
        with refused("现在是“已发”，不能发出"):
            rules.issue(issued(), "示妇儿工委办〔2025〕2号", on("2025-07-25"), None, None)

    def test_nothing_is_due_before_the_letter_goes_out(self) -> None:
        with refused("结果截止2025-07-24早于发出日期2025-07-25"):
            rules.issue(draft(), "示妇儿工委办〔2025〕2号", on("2025-07-25"), None, on("2025-07-24"))

    def test_the_plan_comes_before_the_result(self) -> None:
        with refused("方案截止2025-10-11晚于结果截止2025-10-10"):
            rules.issue(draft(), "示妇儿工委办〔2025〕2号", on("2025-07-25"), on("2025-10-11"), on("2025-10-10"))


class TestReceive:
    def test_who_and_when(self) -> None:
        item = received()
        assert (item.received_by, item.received) == ("王示例", on("2025-07-28"))

    @pytest.mark.parametrize(
        ("by", "day", "said"),
        [(" ", "2025-07-28", "没有写签收人"), ("王示例", "2025-07-24", "签收日期2025-07-24早于发出日期2025-07-25")],
    )
    def test_refused(self, by: str, day: str, said: str) -> None:
        with refused(said):
            rules.receive(issued(), by, on(day))

    def test_once_and_not_a_draft(self) -> None:
        with refused("现在是“已签收”"):
            rules.receive(received(), "王示例", on("2025-07-29"))
        with refused("现在是“拟稿”"):
            rules.receive(draft(), "王示例", on("2025-07-29"))


class TestAnswer:
    def test_nothing_is_answered_before_it_is_received(self) -> None:
        with refused("尚未签收"):
            rules.file_plan(issued(), on("2025-08-06"))
        with refused("尚未发出"):
            rules.answer(draft(), on("2025-08-06"), "")

    def test_a_plan_comes_once(self) -> None:
        with refused("方案已于2025-08-06报送"):
            rules.file_plan(planned(), on("2025-08-07"))

    def test_where_a_plan_is_asked_for_it_comes_first(self) -> None:
        with refused("要求先报整改方案"):
            rules.answer(received(), on("2025-08-06"), "已完成")
        with refused("要求先报整改方案"):
            rules.report_progress(received(), on("2025-08-06"), "已开工")

    def test_a_notice_is_answered_without_a_plan(self) -> None:
        item = rules.answer(received(kind=LetterKind.NOTICE), on("2025-08-06"), "原因已查明")
        assert (item.state, item.progress) == (LedgerState.TO_REVIEW, "原因已查明")

    def test_progress_needs_words_and_goes_forward(self) -> None:
        with refused("没有写进展"):
            rules.report_progress(planned(), on("2025-09-01"), "")
        with refused("早于上次进展或签收日期2025-09-01"):
            rules.report_progress(under_way(), on("2025-08-31"), "又有进展")

    def test_no_progress_while_the_answer_is_under_review(self) -> None:
        with refused("正待复核"):
            rules.report_progress(answered(), on("2025-10-09"), "补充")

    def test_what_was_returned_goes_on(self) -> None:
        item = rules.report_progress(returned(), on("2025-10-15"), "补名册")
        assert item.state is LedgerState.UNDER_WAY
        assert rules.answer(item, on("2025-10-20"), "").state is LedgerState.TO_REVIEW


class TestExtend:
    def test_on_the_due_day_still_counts(self) -> None:
        item = rules.extend(under_way(), on("2025-10-10"), on("2025-11-10"), "孙示例")
        assert (item.state, item.due, item.extension) == (LedgerState.EXTENDED, on("2025-11-10"), "同意（孙示例）")
        assert item.result_due == on("2025-10-10")

    def test_a_day_later_does_not(self) -> None:
        with refused("延期申请日期2025-10-11晚于结果到期日2025-10-10"):
            rules.extend(under_way(), on("2025-10-11"), on("2025-11-10"), "孙示例")

    def test_a_second_extension_counts_from_the_first(self) -> None:
        first = rules.extend(under_way(), on("2025-10-10"), on("2025-11-10"), "孙示例")
        assert rules.extend(first, on("2025-11-10"), on("2025-12-10"), "孙示例").due == on("2025-12-10")
        with refused("晚于结果到期日2025-11-10"):
            rules.extend(first, on("2025-11-11"), on("2025-12-10"), "孙示例")

    def test_refused_is_put_down_and_changes_nothing_else(self) -> None:
        before = under_way()
        item = rules.extend(before, on("2025-10-01"), on("2025-11-10"), "孙示例", refused=True)
        assert (item.state, item.due, item.extension) == (before.state, before.due, "不同意（孙示例）")

    def test_it_must_be_longer_and_somebody_must_have_approved(self) -> None:
        with refused("没有晚于现在的到期日"):
            rules.extend(under_way(), on("2025-10-01"), on("2025-10-10"), "孙示例")
        with refused("没有写批准人"):
            rules.extend(under_way(), on("2025-10-01"), on("2025-11-10"), "")

    def test_while_the_plan_is_outstanding_it_must_be_said_which(self) -> None:
        with refused("请用 --what 方案 或 --what 结果 写明"):
            rules.extend(received(), on("2025-08-01"), on("2025-11-10"), "孙示例")

    def test_where_work_has_begun_without_a_plan_none_is_owed_after_an_extension_either(self) -> None:
        begun = rules.report_progress(received(kind=LetterKind.NOTICE), on("2025-08-20"), "已部署")
        later = rules.extend(begun, on("2025-10-09"), on("2025-11-10"), "孙示例")
        assert (begun.owes_plan, later.owes_plan, later.state) == (False, False, LedgerState.EXTENDED)

    def test_an_item_whose_result_is_extended_still_owes_its_plan_and_says_that_it_was_received(self) -> None:
        item = rules.extend(received(), on("2025-08-01"), on("2025-11-10"), "孙示例", what=Awaited.RESULT)
        assert (item.state, item.due, item.extension) == (LedgerState.RECEIVED, on("2025-11-10"), "同意（孙示例）")
        with refused("要求先报整改方案"):
            rules.answer(item, on("2025-09-01"), "")
        filed = rules.file_plan(item, on("2025-08-05"))
        assert (filed.state, filed.due) == (LedgerState.PLANNED, on("2025-11-10"))

    def test_without_a_plan_asked_for_the_result_is_meant(self) -> None:
        item = rules.extend(
            received(kind=LetterKind.NOTICE, plan_due=None), on("2025-08-01"), on("2025-11-10"), "孙示例"
        )
        assert item.state is LedgerState.EXTENDED


class TestExtendThePlan:
    def extend(self, item: LedgerItem, asked: str, to: str, **more: bool) -> LedgerItem:
        return rules.extend(item, on(asked), on(to), "孙示例", what=Awaited.PLAN, **more)

    def test_the_day_of_the_plan_moves_and_the_note_keeps_the_earlier_one(self) -> None:
        item = self.extend(received(), "2025-08-09", "2025-08-20")
        assert (item.state, item.plan_due) == (LedgerState.RECEIVED, on("2025-08-20"))
        assert item.note == "2025-08-09申请方案延期，同意（孙示例），方案截止由2025-08-09改为2025-08-20"
        assert (item.extension_asked, item.extension, item.extended_to) == (None, "", None)
        again = self.extend(item, "2025-08-20", "2025-08-25")
        assert again.plan_due == on("2025-08-25")
        assert again.note.count("方案截止由") == 2

    def test_the_same_rules_as_for_the_result(self) -> None:
        with refused("延期申请日期2025-08-10晚于方案到期日2025-08-09"):
            self.extend(received(), "2025-08-10", "2025-08-20")
        with refused("方案延期到2025-08-09，没有晚于现在的到期日"):
            self.extend(received(), "2025-08-08", "2025-08-09")
        with refused("尚未签收"):
            self.extend(issued(), "2025-08-08", "2025-08-20")

    def test_not_beyond_the_result_not_once_filed_and_not_where_none_is_due(self) -> None:
        with refused("方案延期到2025-10-11，晚于结果截止2025-10-10"):
            self.extend(received(), "2025-08-08", "2025-10-11")
        with refused("方案已于2025-08-06报送"):
            self.extend(planned(), "2025-08-08", "2025-08-20")
        with refused("没有方案截止日期"):
            self.extend(received(kind=LetterKind.NOTICE, plan_due=None), "2025-08-08", "2025-08-20")

    def test_refused_is_noted_and_changes_nothing_else(self) -> None:
        item = self.extend(received(), "2025-08-08", "2025-08-20", refused=True)
        assert item == received(note="2025-08-08申请方案延到2025-08-20，不同意（孙示例）")


class TestReview:
    @pytest.mark.parametrize("by", ["区教育局", "教育局", "区教育局李示例", "教育局李示例", "王示例", "王示例（科长）"])
    def test_never_by_the_unit_itself(self, by: str) -> None:
        with refused("复核人不能是责任单位自己"):
            rules.review(answered(), by, on("2025-10-10"), ReviewResult.PASSED, "", PEOPLE)

    @pytest.mark.parametrize("by", ["孙示例", "市教育局赵示例", "区妇儿工委办孙示例"])
    def test_by_others(self, by: str) -> None:
        assert rules.review(answered(), by, on("2025-10-10"), ReviewResult.PASSED, "", PEOPLE).reviewer == by

    def test_named_and_in_time(self) -> None:
        with refused("没有写复核人"):
            rules.review(answered(), "", on("2025-10-10"), ReviewResult.PASSED, "", PEOPLE)
        with refused("复核日期2025-10-07早于反馈日期2025-10-08"):
            rules.review(answered(), "孙示例", on("2025-10-07"), ReviewResult.PASSED, "", PEOPLE)

    def test_only_what_was_answered(self) -> None:
        with refused("现在是“整改中”，不能复核"):
            rules.review(under_way(), "孙示例", on("2025-10-10"), ReviewResult.PASSED, "", PEOPLE)

    def test_sent_back_with_a_reason_and_counted(self) -> None:
        item = returned()
        assert (item.state, item.times_returned, item.note) == (LedgerState.RETURNED, 1, "2025-10-10退回：缺名册")
        with refused("没有写退回的原因"):
            rules.review(answered(), "孙示例", on("2025-10-10"), ReviewResult.RETURNED, "", PEOPLE)

    def test_a_new_review_takes_the_acceptance_back(self) -> None:
        again = rules.review(accepted(), "孙示例", on("2025-10-12"), ReviewResult.PASSED, "", PEOPLE)
        assert not again.is_accepted


class TestAcceptAndClose:
    def test_who_accepts_is_named_and_not_the_unit(self) -> None:
        assert accepted().ground == "验收：钱示例（2025-10-11）"
        with refused("没有写验收人"):
            rules.accept(passed(), "", on("2025-10-11"), PEOPLE)
        with refused("验收人不能是责任单位自己"):
            rules.accept(passed(), "区教育局", on("2025-10-11"), PEOPLE)

    def test_only_after_a_passed_review(self) -> None:
        with refused("还没有复核通过，不能验收"):
            rules.accept(answered(), "钱示例", on("2025-10-11"), PEOPLE)
        with refused("还没有复核通过，不能销号"):
            rules.close(answered(), on("2025-10-11"), "", every_condition_met=True, reason="")

    def test_nobody_closes_what_nobody_accepted(self) -> None:
        with refused("谁验收谁负责"):
            rules.close(passed(), on("2025-10-12"), "", every_condition_met=True, reason="")

    def test_an_unmet_condition_asks_for_a_reason_which_stays(self) -> None:
        with refused("请用 --reason 写明理由"):
            rules.close(accepted(), on("2025-10-12"), "条件", every_condition_met=False, reason="")
        item = rules.close(accepted(), on("2025-10-12"), "条件", every_condition_met=False, reason="项目已落地")
        assert item.ground == "验收：钱示例（2025-10-11）；条件；理由：项目已落地"

    def test_not_before_the_review(self) -> None:
        with refused("销号日期2025-07-01早于复核日期2025-10-10"):
            rules.close(accepted(), on("2025-07-01"), "条件", every_condition_met=True, reason="")

    def test_what_is_closed_stays_closed(self) -> None:
        for act in (
            lambda item: rules.receive(item, "王示例", on("2025-10-13")),
            lambda item: rules.report_progress(item, on("2025-10-13"), "补"),
            lambda item: rules.withdraw(item, on("2025-10-13"), "误发"),
        ):
            with refused("已销号，不能再"):
                act(closed())


class TestWithdrawRaiseReopen:
    def test_the_reason_of_a_withdrawal_is_obligatory(self) -> None:
        with refused("撤销须写明理由"):
            rules.withdraw(issued(), on("2025-07-30"), "")
        item = rules.withdraw(issued(), on("2025-07-30"), "异议成立")
        assert (item.state, item.note) == (LedgerState.WITHDRAWN, "2025-07-30撤销：异议成立")

    def test_raising_points_both_ways(self) -> None:
        new = draft(number="D2025-002", kind=LetterKind.SECOND)
        old, new = rules.raise_to(issued(), new, on("2025-11-01"), is_behind=True, reason="")
        assert (old.state, old.note) == (LedgerState.RAISED, "2025-11-01升级为D2025-002")
        assert (new.source, new.points_to) == ("升级：D2025-001", "D2025-001")

    def test_raising_needs_a_higher_kind_and_a_cause(self) -> None:
        higher = draft(number="D2025-002", kind=LetterKind.SECOND)
        with refused("不高于原来的"):
            rules.raise_to(
                issued(), replace(higher, kind=LetterKind.NOTICE), on("2025-11-01"), is_behind=True, reason=""
            )
        with refused("没有超期，也没有退回过"):
            rules.raise_to(issued(), higher, on("2025-08-01"), is_behind=False, reason="")
        with refused("不是同一事项"):
            rules.raise_to(issued(), replace(higher, unit="区卫健局"), on("2025-11-01"), is_behind=True, reason="")

    def test_reopening_leaves_the_old_item_closed(self) -> None:
        old, new = rules.reopen(closed(), draft(number="D2026-001"), on("2026-04-12"))
        assert (old.state, old.note) == (LedgerState.CLOSED, "2026-04-12反弹，另立D2026-001")
        assert new.source == "反弹：D2025-001"
        with refused("没有销号，不必重开"):
            rules.reopen(under_way(), draft(number="D2026-001"), on("2026-04-12"))

    def test_a_closed_item_is_followed_once(self) -> None:
        new = draft(number="D2026-001")
        old, follower = rules.reopen(closed(), new, on("2026-04-12"))
        with refused("D2025-001 已另立 D2026-001（拟稿），不必再立，拟稿请用 ledger issue 发出"):
            rules.reopen(old, replace(new, number="D2026-002"), on("2026-04-13"), [old, follower])
        withdrawn = rules.withdraw(follower, on("2026-04-13"), "误立")
        again, _ = rules.reopen(old, replace(new, number="D2026-002"), on("2026-04-13"), [old, withdrawn])
        assert again.note.endswith("2026-04-13反弹，另立D2026-002")
