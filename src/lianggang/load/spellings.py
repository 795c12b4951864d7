"""A return repeats its spellings: what follows from them alone is worked out once for each, not for each row.

A region's quarter has some hundred thousand rows, and in them a few thousand different cells.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

Answer = TypeVar("Answer")
Kind = TypeVar("Kind", bound="Hashable")


def each(texts: Sequence[str], answer: Callable[[str], Answer]) -> list[Answer]:
    """The answer to each, in their order; asked once for every different one, in the order in which they first come."""
    answers = {text: answer(text) for text in dict.fromkeys(texts)}
    return list(map(answers.__getitem__, texts))


class Kinds(Generic[Kind]):
    """Rows that are alike in what is looked at, each a kind; ``different`` are the kinds as they first come."""

    __slots__ = ("_of_row", "different")

    def __init__(self, rows: Iterable[Kind]) -> None:
        numbers: defaultdict[Kind, int] = defaultdict(count().__next__)
        self._of_row = list(map(numbers.__getitem__, rows))
        self.different = list(numbers)

    def of_rows(self, answers: Sequence[Answer]) -> list[Answer]:
        """For each row the answer to its kind; answers: one for each of ``different``."""
        return list(map(answers.__getitem__, self._of_row))

    def where(self, answers: Sequence[Answer]) -> Iterator[tuple[int, Answer]]:
        """The rows, by their position, whose kind's answer is true, each with it."""
        if any(answers):
            for index, number in enumerate(self._of_row):
                if answers[number]:
                    yield index, answers[number]
