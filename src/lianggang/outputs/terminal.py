"""Puts finished lines on a stream: how wide, in colour or not. Rich is imported only where colours are drawn."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from .layout import Line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PIPE_WIDTH = 120
"""The width where no terminal says otherwise."""
NARROWEST, WIDEST = 40, 200

_STYLES = {
    "red": "bold red",
    "yellow": "yellow",
    "green": "green",
    "error": "bold red",
    "query": "yellow",
    "note": "cyan",
    "place": "cyan",
    "gutter": "dim",
    "caret": "bold red",
    "dim": "dim",
    "bold": "bold",
}
"""What the screens call a style, and what Rich calls it."""


def screen_width(stream: TextIO, environ: Mapping[str, str]) -> int:
    """``COLUMNS``, else the terminal's own width, else 120; never below 40 or above 200."""
    width = PIPE_WIDTH
    asked = environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked) > 0:
        width = int(asked)
    elif stream.isatty():
        with suppress(OSError, ValueError):  # a terminal that does not tell its size
            width = os.get_terminal_size(stream.fileno()).columns or PIPE_WIDTH
    return min(max(width, NARROWEST), WIDEST)


def wants_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether colours may be drawn: a terminal that can, and no ``NO_COLOR``."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") not in {"dumb", "unknown"}


def to_text(lines: Iterable[Line]) -> str:
    """The lines without colours, each ended by a line feed."""
    return "".join(f"{plain(line)}\n" for line in lines)


def draw(lines: Iterable[Line], stream: TextIO, width: int) -> None:
    """The lines in colour, through Rich, which also knows the older Windows consoles."""
    from rich.console import Console  # noqa: PLC0415 - only where colours are drawn
    from rich.text import Text  # noqa: PLC0415

    text = Text(no_wrap=True, end="")
    for line in lines:
        last = len(plain(line))
        for span in line:
            # Blanks at a line's end would wrap on a terminal of exactly this width.
            part = span.text[:last]
            last -= len(part)
            text.append(part, _STYLES.get(span.style))
        text.append("\n")
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    console.print(text, soft_wrap=True, end="")
