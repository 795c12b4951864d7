"""A column repeats its spellings: what follows from a spelling alone is worked out once for each of them.

Source of the wish: a region's return has hundreds of thousands of rows and a few thousand different cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    Key = TypeVar("Key", bound=Hashable)
    Answer = TypeVar("Answer")


def each(spellings: Iterable[Key], answer: Callable[[Key], Answer]) -> list[Answer]:
    """The answer to each, in their order; asked once for every different one, in the order in which they first come."""
    listed = spellings if isinstance(spellings, list) else list(spellings)
    answers = {spelling: answer(spelling) for spelling in dict.fromkeys(listed)}
    return list(map(answers.__getitem__, listed))
