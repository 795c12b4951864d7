"""The example's ledger as shipped: sound, labelled, agreeing with plans and journal, and the ladder at work on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lianggang.api.ledger import ledger_view
from lianggang.api.letters import LetterChoice, find_letters
from lianggang.api.plans import plans
from lianggang.api.quarter_basis import quarter_basis
from lianggang.api.quarter_letters import quarter_letters
from lianggang.model.letter import Failing, Rung
from lianggang.model.quarter import Quarter

ROOT = Path(__file__).resolve().parents[2]
ON = date(2025, 10, 20)


@pytest.fixture(scope="module", name="view")
def _view():
    return ledger_view(start=ROOT, today=ON)


def test_it_is_sound_and_as_the_journal_left_it(view) -> None:
    assert (view.ledger.diagnostics, view.remarks) == ((), ())
    assert [(one.number, one.kind.value, one.indicator, one.state.value) for one in view.ledger.items] == [
        ("D2024-001", "提示", "C-SAF-02", "已销号"),
        ("D2025-001", "督办", "C-EDU-02", "已延期"),
        ("D2025-002", "督办", "C-EDU-03", "待复核"),
        ("D2025-003", "督办", "C-SAF-07", "已签收"),
    ]
    persons = {name for one in view.ledger.items for name in (one.received_by, one.reviewer, one.extension) if name}
    assert all("示例" in name for name in persons)
    assert [one.item.number for one in view.standings if one.is_overdue] == ["D2025-003"]


def test_the_extension_was_asked_for_in_time_and_the_notice_answered(view) -> None:
    closed, extended, *_ = view.ledger.items
    assert extended.extension_asked <= extended.result_due < extended.extended_to
    assert closed.answered <= closed.result_due
    assert closed.ground.count("，满足") == 3


def test_the_plans_are_those_that_the_letters_asked_for(view) -> None:
    asked = {one.letter: one.indicator for one in view.ledger.items}
    found = [one.file.plan for one in plans(start=ROOT, today=ON).plans]
    assert {plan.letter: plan.indicator for plan in found}.items() <= asked.items()
    assert len(found) == 2


def test_what_is_open_gets_no_other_letter_and_what_is_late_the_next_one() -> None:
    ladder = find_letters(start=ROOT, today=ON, choice=LetterChoice()).ladder
    assert [one.item.number for one in ladder.left_out] == ["D2025-001", "D2025-002"]
    (second,) = [one for one in ladder.letters if one.rung is Rung.SECOND]
    assert (second.unit, [case.failing for case in second.cases]) == ("区交通局", [(Failing.PLAN, Failing.RESULT)])


@pytest.mark.parametrize(
    ("quarter", "numbers"),
    [("2024Q3", ["〔2024〕1号"]), ("2025Q2", ["〔2025〕1号", "〔2025〕2号", "〔2025〕3号"]), ("2025Q3", [])],
)
def test_the_letters_that_went_out_can_be_written_again(quarter: str, numbers: list[str]) -> None:
    papers = quarter_letters(quarter_basis(start=ROOT, period=Quarter.parse(quarter)), ON)
    sent = [one for one in papers if one.number]
    assert [one.number.removeprefix("示妇儿工委办") for one in sent] == numbers
    # In 2024Q3 one figure has been corrected since; none of the letter's.
    assert all(one.document is not None for one in sent)
