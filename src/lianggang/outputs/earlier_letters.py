"""What a letter says of the letters before it: when they went out, and all that has not come of them since.

Source: docs/documents.md, section 12.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.ledger import LetterKind
from lianggang.model.letter import Failing

from .wording import date_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lianggang.model.catalogue import Office
    from lianggang.model.letter import Letter, LetterCase

_ALSO_LATE = "结果也已逾期"


def earlier_letters(letter: Letter, office: Office, issued: date) -> str:
    """One sentence for each earlier letter: ``我办已于…以…函告你单位。至…，3项均未报送方案。``; else empty.

    For each that was closed: ``该事项曾以…函督办，…销号，现再次亮牌。``.
    """
    groups: dict[tuple[date | None, str, str], list[LetterCase]] = {}
    for case in letter.cases:
        if case.earlier is not None and case.failing:
            verb = "通知约谈" if case.earlier.kind is LetterKind.INTERVIEW else "函告"
            groups.setdefault((case.earlier.issued, case.earlier.letter, verb), []).append(case)
    who = office.short_name or office.name if letter.rung.by_committee else "我办"
    sentences = []
    for (day, number, verb), cases in groups.items():
        on = f"于{date_text(day)}" if day is not None else ""
        undone = "；".join(_undone(cases, of_all=len(cases) == len(letter.cases)))
        sentences.append(f"{who}已{on}以{number}{verb}你单位。至{date_text(issued)}，{undone}。")
    return "".join([*sentences, *_rebounds(letter)])


def _rebounds(letter: Letter) -> Iterator[str]:
    groups: dict[tuple[LetterKind, str, date | None], list[LetterCase]] = {}
    for case in letter.cases:
        if (closed := case.rebound_of) is not None:
            groups.setdefault((closed.kind, closed.letter, closed.closed), []).append(case)
    for (kind, number, day), cases in groups.items():
        subject = (
            _names(cases) if len(cases) < len(letter.cases) else "该事项" if len(cases) == 1 else f"{len(cases)}项"
        )
        by, verb = _WAYS[kind]
        done = f"{'均' if len(cases) > 1 else ''}曾{f'以{number}{by}' if number else ''}{verb}"
        ended = f"{date_text(day)}销号" if day is not None else "已销号"
        yield f"{subject}{done}，{ended}，现再次亮牌。"


_WAYS = {
    LetterKind.NOTICE: ("函", "提示"),
    LetterKind.SUPERVISION: ("函", "督办"),
    LetterKind.SECOND: ("函", "再次督办"),
    LetterKind.INTERVIEW: ("通知", "约谈"),
    LetterKind.CIRCULAR: ("", "通报"),
}
"""What kind of paper it was, and what it did."""


def _undone(cases: Sequence[LetterCase], *, of_all: bool) -> Iterator[str]:
    """What is outstanding, the indicators by name where it is not the same for all of them.

    of_all: whether the whole letter is about these.
    """
    by_failing: dict[tuple[Failing, ...], list[LetterCase]] = {}
    for case in cases:
        by_failing.setdefault(case.failing, []).append(case)
    subject = (f"{len(cases)}项" if len(cases) > 1 else "") if of_all else _names(cases)
    (shared, *others) = {_but_result(failing) for failing in by_failing}
    if len(by_failing) == 1 or others or not shared:
        for failing, own in by_failing.items():
            yield f"{subject if len(by_failing) == 1 else _names(own)}{_phrase(failing, len(own))}"
        return
    late = [case for case in cases if Failing.RESULT in case.failing]
    yield f"{subject}{_phrase(shared, len(cases))}，其中{len(late)}项（{_names(late)}）{_ALSO_LATE}"


def _phrase(failing: tuple[Failing, ...], times: int) -> str:
    """``仍未报送方案，结果也已逾期``; of several indicators ``均未…``."""
    first = _but_result(failing) or failing
    said = f"{'均' if times > 1 else '仍'}{'、'.join(f'未{one.value}' for one in first)}"
    return f"{said}，{_ALSO_LATE}" if first != failing else said


def _but_result(failing: tuple[Failing, ...]) -> tuple[Failing, ...]:
    return tuple(one for one in failing if one is not Failing.RESULT)


def _names(cases: Sequence[LetterCase]) -> str:
    return "、".join(case.assessment.indicator.name for case in cases)
