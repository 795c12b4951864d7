"""The example district's ledger: four letters and what came of them, put down by the program itself.

A 提示函 that was answered and closed; the two 督办函 to which the example's plans belong, one of them extended in time,
the other one answered and waiting for its review; and a 督办函 that nobody has answered.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lianggang.api.ledger_acts import (
    accept_items,
    answer_items,
    close_items,
    extend_items,
    file_plans,
    receive_items,
    report_progress,
    review_items,
)
from lianggang.api.ledger_changes import Clerk
from lianggang.api.letter_writing import LetterTerms, make_letters, write_letters
from lianggang.api.letters import LetterChoice, find_letters
from lianggang.api.workspace import open_workspace
from lianggang.model.ledger import ReviewResult
from lianggang.model.letter import Rung
from lianggang.model.quarter import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BY = "郑示例"
REVIEWER, ACCEPTER = "孙示例", "钱示例"


def _send(folder: Path, code: str, rung: Rung, number: str, on: date, reason: str = "") -> None:
    """Write a letter about the quarter before ``on`` and enter it, numbered and issued. reason: against the ladder."""
    choice = LetterChoice(None, (code,), rung=rung, reason=reason)
    quarter = Quarter.of(on) + -1
    found = find_letters(start=folder, today=on, choice=choice, period=quarter)
    terms = LetterTerms(number, BY)
    write_letters(found, make_letters(found, terms), terms, None)


def _clerk(folder: Path, on: date) -> Clerk:
    return Clerk(open_workspace(folder, None), BY, on)


def _notice(folder: Path) -> None:
    """A 提示函 of the autumn of 2024, answered within its fifteen days."""
    _send(folder, "C-SAF-02", Rung.NOTICE, "1", date(2024, 10, 22), "首次发函，先提示")
    day = date(2024, 10, 23)
    receive_items(_clerk(folder, day), ["D2024-001"], "何示例", day)
    day = date(2024, 11, 5)
    text = "已查明不合格批次来自两家小作坊，立案查处；第四季度起校园周边食品抽检加密到每月一次"
    answer_items(_clerk(folder, day), ["D2024-001"], day, text)


def _closing(folder: Path) -> None:
    """It was closed on the figures of the quarter after it."""
    day = date(2025, 1, 21)
    review_items(_clerk(folder, day), ["D2024-001"], REVIEWER, day, ReviewResult.PASSED, "")
    accept_items(_clerk(folder, day), ["D2024-001"], ACCEPTER, day)
    day = date(2025, 1, 22)
    close_items(_clerk(folder, day), ["D2024-001"], day, ("2024年第四季度抽检结果汇总表", "处罚决定书2份"))


def _supervision(folder: Path) -> None:
    """The two letters about kindergartens of July 2025, and the one that went out with them."""
    sent = date(2025, 7, 25)
    _send(folder, "C-EDU-02", Rung.SUPERVISION, "1", sent, "首次发函，先督办")
    _send(folder, "C-EDU-03", Rung.SUPERVISION, "2", sent, "首次发函，先督办")
    _send(folder, "C-SAF-07", Rung.SUPERVISION, "3", sent)
    day = date(2025, 7, 28)
    receive_items(_clerk(folder, day), ["D2025-001"], "王示例", day)
    receive_items(_clerk(folder, day), ["D2025-002"], "王示例", day)
    receive_items(_clerk(folder, day), ["D2025-003"], "冯示例", day)
    day = date(2025, 8, 6)
    file_plans(_clerk(folder, day), ["D2025-001"], day)
    file_plans(_clerk(folder, day), ["D2025-002"], day)
    day = date(2025, 9, 4)
    report_progress(_clerk(folder, day), ["D2025-001"], day, "第一批1所民办园已认定为普惠性民办园并公布")
    day = date(2025, 9, 28)
    report_progress(_clerk(folder, day), ["D2025-002"], day, "新港公办园二期已竣工验收，正办理办园许可")
    day = date(2025, 10, 9)
    answer_items(_clerk(folder, day), ["D2025-002"], day, "第三季度节点43.88%已达到，后续项目按方案推进")
    extend_items(_clerk(folder, day), ["D2025-001"], day, date(2026, 1, 10), REVIEWER)


ACTS: dict[Quarter, Callable[[Path], None]] = {
    Quarter(2024, 3): _notice,
    Quarter(2024, 4): _closing,
    Quarter(2025, 2): _supervision,
}
"""What was done once the cards of that quarter had been published, on the returns up to it."""
