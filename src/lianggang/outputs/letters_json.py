"""The list of letters that are due, for other programs: stable keys, numbers as numbers, absent as null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .json_text import indented_json
from .to_json import assessment_object

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.assessment import QuarterResult
    from lianggang.model.letter import Ladder, Letter, LetterCase, NoLetter, SentReminder
    from lianggang.model.returns_status import Owed


def letters_document(result: QuarterResult, ladder: Ladder, today: date, others: Sequence[str] = ()) -> str:
    """The letters in their order, and what gets none now. others: kinds that are due and were not asked for."""
    document = {
        "command": "letter",
        "period": str(result.period),
        "rules": result.rules,
        "today": today.isoformat(),
        "letters": [_letter(one) for one in ladder.letters],
        "left_out": [_left_out(one) for one in ladder.left_out],
        "without_card": [_left_out(one) for one in ladder.unlit],
        "reminded": [_reminded(one) for one in ladder.reminded],
        "others": list(others),
    }
    return indented_json(document)


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "kind": letter.rung.value,
        "level": letter.rung.level,
        "lead_unit": letter.unit,
        "reason": letter.reason or None,
        "indicators": [_case(one) for one in letter.cases],
        "returns": None if letter.returns is None else [_owed(one) for one in letter.returns.open],
    }


def _case(case: LetterCase) -> dict[str, Any]:
    """An assessment as everywhere, with the row of the ladder and what it rests on."""
    return {
        **assessment_object(case.assessment),
        "ladder": case.rule.id if case.rule else None,
        "periods_of_this_card": case.same,
        "periods_of_any_card": case.carded,
        "earlier": case.earlier.number if case.earlier else None,
    }


def _owed(owed: Owed) -> dict[str, Any]:
    return {
        "indicator": owed.indicator.code,
        "name": owed.indicator.name,
        "state": owed.state.value,
        "since": str(owed.since) if owed.since else None,
    }


def _left_out(one: NoLetter) -> dict[str, Any]:
    return {
        "indicator": one.assessment.indicator.code,
        "name": one.assessment.indicator.name,
        "lead_unit": one.item.unit,
        "earlier": one.item.number,
        "letter": one.item.letter or None,
        "state": one.item.state.value,
    }


def _reminded(one: SentReminder) -> dict[str, Any]:
    return {"lead_unit": one.unit, "letter": one.number, "on": one.on.isoformat(), "by": one.by.isoformat()}
