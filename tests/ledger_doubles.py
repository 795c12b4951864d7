"""Items of the ledger at every step of their way, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from lianggang.engine import ledger_rules as rules
from lianggang.model.ledger import LedgerItem, LetterKind, ReviewResult

PEOPLE = ("区教育局", "教育局", "王示例")
"""The unit's own names."""


def on(text: str) -> date:
    return date.fromisoformat(text)


def draft(**changes: Any) -> LedgerItem:
    item = LedgerItem("D2025-001", "", LetterKind.SUPERVISION, "", "C-EDU-02", "普惠性幼儿园覆盖率", "区教育局", "")
    return replace(item, **changes)


def issued(**changes: Any) -> LedgerItem:
    out = rules.issue(draft(), "示妇儿工委办〔2025〕1号", on("2025-07-25"), on("2025-08-09"), on("2025-10-10"))
    return replace(out, **changes)


def received(**changes: Any) -> LedgerItem:
    return rules.receive(issued(**changes), "王示例", on("2025-07-28"))


def planned(**changes: Any) -> LedgerItem:
    return rules.file_plan(received(**changes), on("2025-08-06"))


def under_way() -> LedgerItem:
    return rules.report_progress(planned(), on("2025-09-01"), "已开工")


def answered() -> LedgerItem:
    return rules.answer(under_way(), on("2025-10-08"), "已完成")


def passed() -> LedgerItem:
    return rules.review(answered(), "孙示例", on("2025-10-10"), ReviewResult.PASSED, "", PEOPLE)


def returned() -> LedgerItem:
    return rules.review(answered(), "孙示例", on("2025-10-10"), ReviewResult.RETURNED, "缺名册", PEOPLE)


def accepted() -> LedgerItem:
    return rules.accept(passed(), "钱示例", on("2025-10-11"), PEOPLE)


def closed() -> LedgerItem:
    return rules.close(accepted(), on("2025-10-12"), "条件", every_condition_met=True, reason="")
