"""What a wrong name meant: near matches among the names there are, from an index, as a file may have many wrong ones.

Not here: which names there are, and the rest of the message (``vocabulary``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from .cells import half_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_NEAR_MATCHES = 3
_SHORT = 60
"""Characters. A longer text is only searched for as it stands."""


class LikelyNames:
    """The names that may be meant."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: place for place, name in reversed(list(enumerate(self.names)))}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._place)

    @cached_property
    def _lengths(self) -> frozenset[int]:
        return frozenset(map(len, self.names))

    @cached_property
    def _by_loose(self) -> dict[str, list[str]]:
        loose: dict[str, list[str]] = {}
        for name in self.names:
            loose.setdefault(_loosely(name), []).append(name)
        return loose

    def meant(self, written: str, may_compare: Callable[[int], bool]) -> str:
        """A question with at most three of them; empty where nothing is near.

        may_compare: whether the text may be compared with so many names, to find similar ones.
        """
        if same := self._by_loose.get(_loosely(written)):
            zero = "（开头的0丢失，请将该列设为“文本”格式）" if _lost_zero(written, same[0]) else ""
            return f"是否为{quoted(same)}？{zero}"
        if len(written) > _SHORT:
            return ""
        if starting := self._starting(written):
            return f"是否为{quoted(starting)}？"
        if not may_compare(len(self.names)):
            return ""
        from difflib import get_close_matches  # noqa: PLC0415 - only where a name is wrong

        near = get_close_matches(written, self.names, n=_NEAR_MATCHES, cutoff=0.6)
        return f"是否为{quoted(near)}？" if near else ""

    def _starting(self, written: str) -> list[str]:
        """The names that begin with what is written, or that it ends in, in their order."""
        if len(written) < 2:
            return []
        start = bisect_left(self._sorted, written)
        following = map(self._sorted.__getitem__, range(start, len(self._sorted)))
        found = set(takewhile(lambda name: name.startswith(written), following))
        found.update(written[-length:] for length in self._lengths if written[-length:] in self._place)
        return sorted(found, key=self._place.__getitem__)


def quoted(names: Iterable[str]) -> str:
    """``“甲”、“乙”``, at most three."""
    return "、".join(f"“{name}”" for name in list(names)[:_NEAR_MATCHES])


def _loosely(code: str) -> str:
    """A code or name without case, width, dashes and leading zeros of its numbers."""
    bare = "".join(half_width(code).split()).casefold()
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", re.sub(r"[-_—–.]", "-", bare))


def _lost_zero(written: str, meant: str) -> bool:
    return len(re.findall("[0-9]", half_width(written))) < len(re.findall("[0-9]", meant))
