"""Text from data inside Markdown: nothing of it is taken for markup; and tables of such text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianggang.model.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKUP = r"([\\`*_{}\[\]<>#|~!&])"


def escaped(text: str) -> str:
    """The text on one line, with a backslash before whatever Markdown or HTML would take for markup."""
    return re.sub(_MARKUP, r"\\\1", visible(" ".join(text.split())))


def table_lines(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; the cells are text, not Markdown."""
    lines = [_row(headers), "|" + "---|" * len(headers)]
    return lines + [_row(row) for row in rows]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"
