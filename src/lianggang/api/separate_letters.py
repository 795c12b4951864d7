"""One matter per letter (一事一单): letters parted by indicator, and a number for each; nothing is written here."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.letter import Letter

    from .letters import FoundLetters

_BETWEEN = re.compile(r"\s*[,，、;；]\s*")


def separated(found: FoundLetters) -> FoundLetters:
    """The same letters with one indicator each, in the same order; a reminder, which is about returns, stays whole."""
    letters = tuple(one for letter in found.ladder.letters for one in _apart(letter))
    return replace(found, ladder=found.ladder._replace(letters=letters))


def _apart(letter: Letter) -> Sequence[Letter]:
    return [replace(letter, cases=(case,), is_alone=True) for case in letter.cases] or [letter]


def numbers_for(letters: Sequence[Letter], written: str) -> Sequence[str]:
    """The number that the person gives to each letter, in their order; none for all where nothing is written.

    Every number is written out: the program never counts on by itself. Raises UsageError where there are fewer or more
    than letters, where one stands twice, and for several that are not all letters of the ledger.
    """
    if not written:
        return [""] * len(letters)
    numbers = [one for one in _BETWEEN.split(written.strip()) if one]
    if len(numbers) != len(letters):
        raise UsageError(_told(letters, numbers))
    if len(numbers) > 1 and any(letter.returns is not None for letter in letters):
        raise UsageError("催报函请单独编号：用 --unit 和 --kind 写明是哪一份。")
    plain = [number.lstrip("0") if number.isdecimal() else number for number in numbers]
    if twice := next((number for number in plain if plain.count(number) > 1), ""):
        raise UsageError(f"一函一号：--number 里“{twice}”写了两次，请核对。")
    return numbers


def _told(letters: Sequence[Letter], numbers: Sequence[str]) -> str:
    return (
        f"一函一号：有{len(letters)}份函，--number 写了{len(numbers)}个序号；请用 --unit、--kind 或指标写明是哪一份，"
        "或照清单的次序把每份的序号都写出来，如 12,13,14（不自动续编）。"
    )
