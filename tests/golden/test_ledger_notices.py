"""What the office tells a unit about its items of the ledger: texts, Word files, and what they rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ledger_doubles import PEOPLE, accepted, closed, on, passed, returned, under_way
from lianggang.api.ledger_acts import close_items
from lianggang.api.ledger_changes import Clerk
from lianggang.api.ledger_notices import notice
from lianggang.api.workspace import open_workspace
from lianggang.engine import ledger_rules as rules
from lianggang.model.errors import RefusedError
from lianggang.model.ledger import LedgerItem, LetterKind, ReviewResult
from lianggang.outputs.document import Document
from lianggang.outputs.ledger_file import to_bytes
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.word import to_word
from paper_figures import compare
from small_workspace import CATALOGUE, SERIES, return_text
from word_checks import faults_in, structure_of

HERE = Path(__file__).parent
LETTER = "示妇儿工委办〔2025〕1号"


def other(item: LedgerItem) -> LedgerItem:
    return replace(item, number="D2025-002", indicator="C-H-09", name="免疫规划疫苗接种率")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "data").mkdir()
    for quarter, (numerator, figure) in SERIES.items():
        (tmp_path / "data" / f"{quarter}.csv").write_text(return_text(numerator, figure), encoding="utf-8")
    return tmp_path


def put(folder: Path, *items: LedgerItem) -> None:
    (folder / "data" / "ledger.csv").write_bytes(to_bytes(items))


def document_of(folder: Path, *numbers: str, today: str = "2025-10-13") -> Document:
    return notice(open_workspace(folder, None), numbers, date.fromisoformat(today)).document


def text_of(folder: Path, *numbers: str, today: str = "2025-10-13") -> str:
    return to_markdown(document_of(folder, *numbers, today=today))


def put_case(folder: Path, name: str) -> None:
    if name == "returned":
        put(folder, rules.extend(returned(), on("2025-10-10"), on("2025-11-10"), "孙示例"))
        return
    put(folder, accepted(), other(accepted()))
    clerk = Clerk(open_workspace(folder, None), "郑示例", date(2025, 10, 12))
    close_items(clerk, [LETTER], date(2025, 10, 12), ("在园幼儿名册；花名册",), "项目已落地")


@pytest.mark.parametrize("name", ["returned", "closed"])
class TestGolden:
    def test_the_text_is_the_one_accepted(self, folder: Path, name: str, update_golden: bool) -> None:
        put_case(folder, name)
        compare(text_of(folder, LETTER), HERE / f"notice-{name}.md", update=update_golden)

    def test_the_word_file_is_the_one_accepted_and_may_leave_the_office(
        self, folder: Path, name: str, update_golden: bool
    ) -> None:
        put_case(folder, name)
        content = to_word(document_of(folder, LETTER))
        compare(structure_of(content), HERE / f"notice-{name}.docx.txt", update=update_golden)
        assert faults_in(content) == []
        assert to_word(document_of(folder, LETTER)) == content


class TestFacts:
    def test_a_passed_review_says_what_comes_next(self, folder: Path) -> None:
        put(folder, passed())
        text = text_of(folder, "D2025-001")
        assert "# 督办事项复核通过告知" in text
        assert "2025年10月10日复核，复核人孙示例，结论为通过。" in text
        assert "下一步为验收，验收以后销号" in text
        put(folder, accepted())
        assert "2025年10月11日验收，验收人钱示例。" in text_of(folder, "D2025-001")
        assert "下一步为销号；销号时另行告知" in text_of(folder, "D2025-001")

    def test_of_several_returns_the_last_one_with_its_reason(self, folder: Path) -> None:
        again = rules.answer(returned(), on("2025-10-11"), "")
        again = rules.review(again, "孙示例", on("2025-10-12"), ReviewResult.RETURNED, "缺盖章；缺日期", PEOPLE)
        put(folder, again)
        text = text_of(folder, "D2025-001")
        assert "缺盖章；缺日期。" in text
        assert "缺名册" not in text
        assert "结论为退回（第2次）" in text
        assert "结果截止日期为2025年10月10日，已过3天。" in text

    def test_progress_after_a_return_does_not_take_the_notice_away(self, folder: Path) -> None:
        put(folder, rules.report_progress(returned(), on("2025-10-11"), "补名册"))
        assert "缺名册。" in text_of(folder, "D2025-001")

    def test_a_ground_written_by_hand_is_told_as_it_is(self, folder: Path) -> None:
        put(folder, replace(closed(), ground="主任办公会同意销号"))
        assert "**（二）销号依据。**主任办公会同意销号。" in text_of(folder, "D2025-001")


class TestRefused:
    def refused(self, folder: Path, *numbers: str) -> str:
        with pytest.raises(RefusedError) as error:
            document_of(folder, *numbers)
        return str(error.value)

    def test_nothing_decided_yet(self, folder: Path) -> None:
        put(folder, under_way(), other(returned()))
        assert "D2025-001（整改中）还没有复核结果" in self.refused(folder, LETTER)
        put(folder, rules.answer(returned(), on("2025-10-11"), ""))
        assert "D2025-001（待复核）还没有复核结果" in self.refused(folder, LETTER)

    def test_different_decisions(self, folder: Path) -> None:
        put(folder, closed(), other(returned()))
        said = self.refused(folder, LETTER)
        assert "各项的结果不同：D2025-001为销号告知、D2025-002为退回告知；请按编号分别告知" in said
        assert "退回告知" in text_of(folder, "D2025-002")

    def test_two_letters(self, folder: Path) -> None:
        put(folder, closed(), replace(other(closed()), letter="示妇儿工委办〔2025〕2号", kind=LetterKind.NOTICE))
        assert "一份告知只对一函" in self.refused(folder, "D2025-001", "D2025-002")
