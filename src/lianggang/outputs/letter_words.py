"""Short words about letters: their numbers, where an item of the ledger comes from, what to know of their dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.letter import Rung

from .wording import card_name, date_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lianggang.model.catalogue import Office
    from lianggang.model.letter import Letter, LetterCase, LetterDates
    from lianggang.model.working_days import WorkCalendar

FEW_EVENTS = "例数少，请人定"
"""Beside a proposed letter about rare events."""
_DRAFT_BLANK = "  "
"""Where the person writes the number."""


def draft_number(office: Office, rung: Rung, year: int) -> str:
    """``示妇儿工委办〔2025〕  号``."""
    return numbered(office, rung, year, _DRAFT_BLANK)


def numbered(office: Office, rung: Rung, year: int, number: str) -> str:
    """发文字号: 代字 of whoever signs, for a 督办函 the catalogue's word for it, year, number without leading zeros."""
    word = office.supervision_word if rung in {Rung.SUPERVISION, Rung.SECOND} else ""
    return f"{office.code_of(rung.signatory(office))}{word}〔{year}〕{number.lstrip('0') or number}号"


_OWN_CODES = {"committee": ("委员会", "committee_code"), "government": ("政府办公室", "government_code")}


def code_remark(office: Office, rung: Rung, number: str) -> str:
    """That the number has the office's 代字, where somebody else signs; else empty."""
    role = rung.signatory(office)
    if role == "office" or office.own_code_of(role) or not office.code or not number.startswith(office.code):
        return ""
    who, key = _OWN_CODES[role]
    used = f"提示：{who}落款的函，文号用的是办公室的代字（{office.code}）"
    return f"{used}；{who}另有代字的，请写入目录的 office.{key}。"


def letter_owner(unit: str, number: str, code: str = "") -> str:
    """``区教育局``, ``区教育局，示妇儿工委办〔2025〕12号``, ``区教育局，C-EDU-02``: a unit may get several of a kind.

    number: 文号. code: of the only indicator of a draft that is a letter of its own.
    """
    return "，".join(part for part in (unit, number or code) if part)


REMINDER_WORDS = re.compile(
    f"{Rung.REMINDER.value}（(.+)）(?:，限([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:以前（含当日）|前)补报)?"
)
"""What the journal says of a reminder that went out: the unit, and by when its data were asked for.

Earlier versions wrote 前 for 以前（含当日）.
"""


def reminder_words(unit: str, by: date) -> str:
    """``催报函（区卫健局），限2025-10-29以前（含当日）补报``."""
    return f"{Rung.REMINDER.value}（{unit}），限{by.isoformat()}以前（含当日）补报"


def source_text(case: LetterCase) -> str:
    """来源: ``预警：2025Q3 红牌 far-behind``."""
    one = case.assessment
    return f"预警：{one.period} {card_name(one.card)} {one.rule}"


def few_events_text(letter: Letter) -> str:
    """``例数少，请人定：C-H-02 婴儿死亡率``: what a person has to decide, not a rule; empty for other letters."""
    few = [case.assessment.indicator for case in letter.cases if Mark.FEW_EVENTS in case.assessment.marks]
    return f"{FEW_EVENTS}：{'、'.join(f'{one.code} {one.name}' for one in few)}" if few else ""


def date_remarks(dates: LetterDates, calendar: WorkCalendar) -> Iterator[str]:
    """Deadlines that fall on a day off, which stay as they are."""
    answer = "答复期限" if dates.plan is None else "结果截止"
    for day, what, option in ((dates.plan, "方案截止", "--plan-due"), (dates.answer, answer, "--result-due")):
        if day is not None and day.year in calendar.years and not calendar.is_worked(day):
            yield f"{what}{date_text(day)}是休息日；要改期的，写函时用 {option}。"
