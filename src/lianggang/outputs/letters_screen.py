"""The screen of ``letter``: which letters are due, to whom and why, and what gets none since a letter is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.ledger import LedgerState, LetterKind
from lianggang.model.letter import Failing, Rung

from .layout import NARROW, Column, Line, Row, Span, paragraph, stacked, table
from .letter_words import FEW_EVENTS
from .returns_text import reminder_texts
from .wording import by_day_text, card_name, date_text, head_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.assessment import QuarterResult
    from lianggang.model.letter import Ladder, Letter, NoLetter, SentReminder

_STYLES = {Rung.CIRCULAR: "red", Rung.INTERVIEW: "red", Rung.SECOND: "red", Rung.SUPERVISION: "yellow"}


def letters_lines(
    result: QuarterResult, ladder: Ladder, today: date, width: int, *, others: Sequence[str] = ()
) -> list[Line]:
    """The list, and how one of them is written. others: kinds that are due and were not asked for."""
    lines = paragraph(f"{head_text(result)} · 截至{date_text(today)}", width, style="bold")
    rest = f"；另有应发的{'、'.join(others)}" if others else ""
    letters = ladder.letters
    if letters:
        lines += paragraph(f"应发函{len(letters)}份：{_counts(letters)}{rest}。", width)
        lines += [(), *_listed(result, letters, today, width)]
    else:
        lines += paragraph(f"没有所问的应发的函{rest}。", width)
    for head, own in (
        ("已有未了结的函，不另发的", [one for one in ladder.left_out if not one.item.state.is_ended]),
        ("已销号、已撤销，尚无新数据，不另发的", [one for one in ladder.left_out if one.item.state.is_ended]),
    ):
        if own:
            lines += [(), *paragraph(f"{head}{len(own)}项：", width)]
            lines += [line for one in own for line in paragraph(_left_out(one), width, 2)]
    if any(one.item.state.is_ended for one in ladder.left_out):
        lines += paragraph("确需再发的，写明指标编码、--kind 函种 --reason 理由。", width, style="dim")
    lines += _unlit_lines(ladder.unlit, width)
    lines += [line for one in ladder.reminded for line in paragraph(_reminded(one), width)]
    if letters:
        told = f"写出一份：{_command(letters)}；编号发出另加 --number 序号 --by 经办人。"
        lines += [(), *paragraph(told, width, style="dim")]
    return lines


def _unlit_lines(unlit: Sequence[NoLetter], width: int) -> list[Line]:
    if not unlit:
        return []
    head = f"逾期未办、现不亮牌（如待到期数据、已达标），不升级，请人定的{len(unlit)}项："
    told = "确需升级的用 lianggang ledger add --instead-of 编号。"
    own = [line for one in unlit for line in paragraph(_unlit(one), width, 2)]
    return [(), *paragraph(head, width), *own, *paragraph(told, width, style="dim")]


def _unlit(one: NoLetter) -> str:
    """What has not been done, and how the indicator stands."""
    why = one.assessment.not_assessed
    shown = card_name(one.assessment.card) + (f"（{why.value}）" if why else "")
    return f"{_held(one)}，{'、'.join(f'未{failing.value}' for failing in one.failing)}；现为{shown}"


def _listed(result: QuarterResult, letters: Sequence[Letter], today: date, width: int) -> list[Line]:
    if width < NARROW:
        return [line for letter in letters for line in _stacked(letter, result, today, width)]
    columns = [Column("函种"), Column("单位", foldable=True), Column("项", right=True), Column("事由", foldable=True)]
    return table(columns, [_row(letter, result, today) for letter in letters], width)


def _stacked(letter: Letter, result: QuarterResult, today: date, width: int) -> list[Line]:
    head = f"{letter.rung.value} {letter.unit} {letter.size}项"
    reasons = _matter(letter, result, today).split("；")
    return stacked(head, map(Span, reasons), width, _STYLES.get(letter.rung, "bold"))


def _command(letters: Sequence[Letter]) -> str:
    """How the first of them is written."""
    first = letters[0]
    alike = [letter for letter in letters if (letter.unit, letter.rung) == (first.unit, first.rung)]
    which = f"--unit {first.unit}" if len(alike) == 1 else first.cases[0].assessment.indicator.code
    # Without its reason a letter of a chosen kind is not one that the ladder asks for.
    reason = f" --reason {_quoted(first.reason)}" if first.reason else ""
    return f"lianggang letter {which} --kind {first.rung.value}{reason} --format docx"


def _quoted(text: str) -> str:
    """As one word of a command line, of Windows too."""
    return f'"{text}"' if re.search(r"[\s&|<>^();$`'!*?#~]", text) else text


def _reminded(one: SentReminder) -> str:
    return f"已催报{one.unit}（{one.number}，{date_text(one.on)}），补报限{by_day_text(one.by)}，其间不再催报。"


def _counts(letters: Sequence[Letter]) -> str:
    counts = {rung: sum(letter.rung is rung for letter in letters) for rung in reversed(Rung)}
    return "、".join(f"{rung.value}{count}" for rung, count in counts.items() if count)


def _row(letter: Letter, result: QuarterResult, today: date) -> Row:
    style = _STYLES.get(letter.rung, "")
    cells = (letter.rung.value, letter.unit, str(letter.size), _matter(letter, result, today))
    return Row(tuple(Span(text, style if place == 0 else "") for place, text in enumerate(cells)))


def _matter(letter: Letter, result: QuarterResult, today: date) -> str:
    """What it is about: the indicators by why they are in it."""
    if letter.returns is not None:
        return reminder_texts(letter.returns, result.period, today)[0].partition("：")[2]
    reasons: dict[str, list[str]] = {}
    for case in letter.cases:
        name = f"{case.assessment.indicator.code} {case.assessment.indicator.name}"
        name += f"（{FEW_EVENTS}）" if Mark.FEW_EVENTS in case.assessment.marks else ""
        reasons.setdefault(letter.reason or (case.rule.label if case.rule else ""), []).append(name)
    return "；".join(f"{why}：{'、'.join(names)}" for why, names in reasons.items())


def _left_out(one: NoLetter) -> str:
    return f"{_held(one)}，{_left_out_state(one)}"


def _held(one: NoLetter) -> str:
    """The indicator and the letter that the ledger has about it."""
    item, indicator = one.item, one.assessment.indicator
    letter = f"（{item.letter}）" if item.letter else ""
    return f"{indicator.code} {indicator.name}：{item.number} {item.kind.value}{letter}"


def _left_out_state(one: NoLetter) -> str:
    """Where the letter stands, and what comes next where it was not answered in time."""
    item, state = one.item, one.item.state
    if state.is_ended:
        return state.value + (f"（{date_text(item.ended_on)}）" if item.ended_on else "")
    if not one.failing:
        until = item.due if state is LedgerState.RETURNED else None
        return state.value if until is None else f"{state.value}，限{date_text(until)}以前再次反馈"
    if item.kind is not LetterKind.NOTICE:
        return f"仍未{one.failing[0].value}，阶梯上没有更高的函"
    late = "退回后还没有改好" if Failing.REVIEW in one.failing else "提示函逾期"
    return f"{late}；再亮一期即督办；急的用 --kind {Rung.SUPERVISION.value} --reason 理由"
