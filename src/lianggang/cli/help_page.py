"""A help page laid out by what characters take on a terminal: Typer counts a Chinese one as a single cell.

Has the methods that Typer writes a page with, and knows nothing of what is written.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from lianggang.outputs.layout import cells, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_LEAST, _MOST = 50, 80
"""How wide a page is."""
_TERM = 30
"""The first column of a list takes no more; what is longer has a line of its own."""
_INDENT, _GAP = 2, 2


_TAG = re.compile(r"(.*?)\s*(\[[^\[\]]+\])", re.DOTALL)
"""A default or 必填 behind a text, which stays in one piece."""


class HelpPage:
    """The page as it is written, from the top."""

    def __init__(self, in_chinese: Callable[[str], str], width: int | None = None) -> None:
        self._in_chinese = in_chinese
        self.width = width or max(min(get_terminal_size().columns, _MOST), _LEAST)
        self._indent = 0
        self._lines: list[str] = []

    def write_usage(self, prog: str, args: str = "") -> None:
        """``用法：lianggang check [选项] 文件…``."""
        self._write(f"用法：{prog} {self._in_chinese(args)}".rstrip())

    def write_paragraph(self) -> None:
        """A blank line, unless there is one."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def write_text(self, text: str) -> None:
        """Paragraphs, folded."""
        for place, part in enumerate(text.split("\n\n")):
            if place:
                self.write_paragraph()
            self._write(self._in_chinese(" ".join(part.split())))

    def write_dl(self, rows: Iterable[tuple[str, str]]) -> None:
        """Terms and what is said of them, in two columns."""
        shown = [(self._in_chinese(term), self._in_chinese(said)) for term, said in rows]
        column = min(max(cells(term) for term, _ in shown), _TERM) + _GAP
        before = " " * self._indent
        for term, said in shown:
            first, *rest = _told(said, self.width - self._indent - column)
            if cells(term) > column - _GAP:
                self._lines.append(f"{before}{term}")
                rest, first = [first, *rest], ""
            else:
                self._lines.append(f"{before}{term}{' ' * (column - cells(term))}{first}".rstrip())
            self._lines += [f"{before}{' ' * column}{line}" for line in rest]

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A heading, and what stands below it."""
        self.write_paragraph()
        self._lines.append(f"{' ' * self._indent}{self._in_chinese(name)}：")
        with self.indentation():
            yield

    @contextmanager
    def indentation(self) -> Iterator[None]:
        """What is written meanwhile stands further in."""
        self._indent += _INDENT
        yield
        self._indent -= _INDENT

    def getvalue(self) -> str:
        """The whole page."""
        return "\n".join(self._lines) + "\n"

    def _write(self, text: str) -> None:
        self._lines += [f"{' ' * self._indent}{line}" for line in fold(text, self.width - self._indent)]


def _told(said: str, width: int) -> list[str]:
    text = " ".join(said.split())
    match = _TAG.fullmatch(text)
    if match is None:
        return fold(text, width)
    *before, last = fold(match[1], width)
    joined = f"{last} {match[2]}".lstrip()
    return [*before, joined] if cells(joined) <= width else [*before, last, match[2]]
