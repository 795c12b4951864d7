"""Any sequence of acts, in any order, with any dates, leaves a readable ledger with legal states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lianggang.engine import ledger_rules as rules
from lianggang.engine.ledger_standing import ReceiptTime, standings
from lianggang.load.ledger import read_ledger
from lianggang.model.errors import RefusedError
from lianggang.model.ledger import Ledger, LedgerItem, LedgerState, LetterKind, ReviewResult
from lianggang.model.ledger_standing import Awaited
from lianggang.model.working_days import PLAIN_WEEKS
from lianggang.outputs.ledger_file import to_bytes

START = date(2025, 7, 1)
days = st.integers(0, 120).map(lambda step: START + timedelta(days=step))
texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=6)
names = st.sampled_from(["孙示例", "孙示例", "孙示例", "区教育局", "", "=赵"])
numbers = st.sampled_from(["D2025-001", "D2025-001", "D2025-001", "D2025-002", "D2025-003"])
ACTS = (
    "add", "issue", "receive", "plan", "progress", "answer", "extend", "extend the plan", "extend the result", "review",
    "accept", "close", "withdraw", "raise", "reopen",
)  # fmt: skip
PEOPLE = ("区教育局", "教育局")
ALLOWED = {
    "issue": {"已发"}, "receive": {"已签收"}, "plan": {"方案已报"}, "progress": {"整改中"}, "answer": {"待复核"},
    "extend": {"已延期"}, "extend the plan": {"已签收"}, "extend the result": {"已延期", "已签收"},
    "review": {"待复核", "已退回"}, "accept": {"待复核"}, "close": {"已销号"}, "withdraw": {"已撤销"},
    "raise": {"已升级"}, "reopen": {"已销号"},
}  # fmt: skip
"""The state of the item named, after each act that was not refused."""


@st.composite
def acts(draw: st.DrawFn):
    return (
        draw(st.sampled_from(ACTS)),
        draw(numbers),
        draw(days),
        draw(names),
        draw(texts),
        draw(st.booleans()),
        draw(st.sampled_from(LetterKind)),
    )


def new(ledger: Ledger, kind: LetterKind) -> LedgerItem:
    return LedgerItem(ledger.next_number(2025), "", kind, "", "C-EDU-02", "普惠性幼儿园覆盖率", "区教育局", "")


OF_ONE = {
    "issue": lambda item, day, *_: rules.issue(item, letter(item), day, day + timedelta(15), day + timedelta(60)),
    "receive": lambda item, day, name, *_: rules.receive(item, name, day),
    "plan": lambda item, day, *_: rules.file_plan(item, day),
    "progress": lambda item, day, _, text, *__: rules.report_progress(item, day, text),
    "answer": lambda item, day, _, text, *__: rules.answer(item, day, text),
    "extend": lambda item, day, name, _, flag: rules.extend(item, day, day + timedelta(90), name, refused=flag),
    "extend the plan": lambda item, day, name, _, flag: rules.extend(
        item, day, day + timedelta(20), name, what=Awaited.PLAN, refused=flag
    ),
    "extend the result": lambda item, day, name, _, flag: rules.extend(
        item, day, day + timedelta(90), name, what=Awaited.RESULT, refused=flag
    ),
    "review": lambda item, day, name, text, flag: rules.review(item, name, day, RESULTS[flag], text, PEOPLE),
    "accept": lambda item, day, name, *_: rules.accept(item, name, day, PEOPLE),
    "close": lambda item, day, name, text, flag: rules.close(item, day, text, every_condition_met=flag, reason=name),
    "withdraw": lambda item, day, _, text, *__: rules.withdraw(item, day, text),
}
RESULTS = {True: ReviewResult.PASSED, False: ReviewResult.RETURNED}


def letter(item: LedgerItem) -> str:
    return f"示妇儿工委办〔2025〕{int(item.number[-3:])}号"


def changed(ledger: Ledger, act) -> tuple[LedgerItem, ...]:
    what, number, day, name, text, flag, kind = act
    if what == "add":
        return (new(ledger, kind),)
    item = ledger.item(number)
    if item is None:
        return ()
    if what == "raise":
        return rules.raise_to(item, new(ledger, kind), day, is_behind=flag, reason=text)
    if what == "reopen":
        return rules.reopen(item, new(ledger, kind), day)
    return (OF_ONE[what](item, day, name, text, flag),)


STRAIGHT = ("issue", "receive", "plan", "progress", "answer", "review", "accept", "close")
BACK = (*STRAIGHT[:5], "return", *STRAIGHT[3:])
"""Sent back once."""


@st.composite
def sequences(draw: st.DrawFn):
    """The straight way as far as it goes, and anything at all in between: so that late states are reached too."""
    sequence = [("add", "", START, "", "", True, draw(st.sampled_from(LetterKind)))]
    way = draw(st.sampled_from([STRAIGHT, BACK]))
    for step, what in enumerate(way[: draw(st.integers(0, len(way)))]):
        passes, name = what != "return", "review" if what == "return" else what
        sequence.append((name, "D2025-001", START + timedelta(8 * step), "孙示例", "已办", passes, LetterKind.SECOND))
        sequence += draw(st.lists(acts(), max_size=3))
    return sequence + draw(st.lists(acts(), max_size=25))


@given(sequences(), days)
@settings(max_examples=150, deadline=None)
def test_any_sequence_leaves_a_readable_ledger_with_legal_states(tmp_path_factory, sequence, today: date) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "ledger-property.csv"
    ledger = Ledger()
    for act in sequence:
        try:
            items = changed(ledger, act)
        except RefusedError:
            continue
        before = ledger
        path.write_bytes(to_bytes(before.with_items(*items)))
        ledger = read_ledger(path)
        assert ledger.diagnostics == ()
        assert ledger.items == before.with_items(*items)
        if items and act[0] in ALLOWED and not (act[0].startswith("extend") and act[5]):
            assert items[0].state.value in ALLOWED[act[0]]
        # Nothing vanishes, and what has ended stays ended.
        assert [one.number for one in ledger.items][: len(before.items)] == [one.number for one in before.items]
        for old, now in zip(before.items, ledger.items, strict=False):
            if old.state.is_ended:
                assert replace(now, note="") == replace(old, note="")
        # More time is never given to what is already late, nor does it hide that a plan is owed.
        assert not any(now.state is LedgerState.EXTENDED and now.owes_plan for now in ledger.items)
    found = standings(ledger.items, today, ReceiptTime(2, PLAIN_WEEKS))
    assert sorted(one.item.number for one in found) == sorted(one.number for one in ledger.items)
    assert all(one.item.state not in {LedgerState.DRAFT, LedgerState.TO_REVIEW} for one in found if one.dues)
