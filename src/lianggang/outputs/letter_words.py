"""Short words about letters: their numbers, where an item of the ledger comes from, what to know of their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.letter import Rung

from .wording import card_name, date_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianggang.model.catalogue import Office
    from lianggang.model.letter import LetterCase, LetterDates
    from lianggang.model.working_days import WorkCalendar

_DRAFT_BLANK = "  "
"""Where the person writes the number."""


def draft_number(office: Office, rung: Rung, year: int) -> str:
    """``示妇儿工委办〔2025〕  号``."""
    return numbered(office, rung, year, _DRAFT_BLANK)


def numbered(office: Office, rung: Rung, year: int, number: str) -> str:
    """发文字号: 代字, for a 督办函 the word that the catalogue has for it, year and number without zeros before it."""
    word = office.supervision_word if rung in {Rung.SUPERVISION, Rung.SECOND} else ""
    return f"{office.code}{word}〔{year}〕{number.lstrip('0') or number}号"


def source_text(case: LetterCase) -> str:
    """来源: ``预警：2025Q3 红牌 far-behind``."""
    one = case.assessment
    return f"预警：{one.period} {card_name(one.card)} {one.rule}"


def date_remarks(dates: LetterDates, calendar: WorkCalendar) -> Iterator[str]:
    """Deadlines that fall on a day off, which stay as they are."""
    answer = "答复期限" if dates.plan is None else "结果截止"
    for day, what, option in ((dates.plan, "方案截止", "--plan-due"), (dates.answer, answer, "--result-due")):
        if day is not None and day.year in calendar.years and not calendar.is_worked(day):
            yield f"{what}{date_text(day)}是休息日；要改期请用 {option}。"
