"""Results on stdout or into a file, remarks on stderr; in whatever encoding the stream takes, and never a crash."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.outputs.layout import Line

_SAMPLE = "红■▲●○—“”÷›"
"""What a stream must be able to write for the screens to be readable."""


def environment() -> Mapping[str, str]:
    """The process's environment."""
    return os.environ


def emit_screen(build: Callable[[int], Sequence[Line]], output: Path | None) -> None:
    """A screen, built for the width there is: in colour on a terminal, plain elsewhere and into a file."""
    from lianggang.outputs.terminal import draw, screen_width, to_text, wants_colour

    width = screen_width(sys.stdout, environment())
    if output is None and wants_colour(sys.stdout, environment()):
        _ready(sys.stdout)
        _unless_closed(lambda: draw(build(width), sys.stdout, width))
        return
    emit_text(to_text(build(width)), output)


def emit_text(text: str, output: Path | None, *, exact: bool = False, mark: bool = False) -> None:
    """Text on stdout or into a file.

    exact: for other programs: UTF-8 with line feeds wherever it goes. mark: a file begins with the byte-order mark
    without which Excel takes Chinese for another encoding.
    """
    if output is not None:
        from lianggang.outputs.files import write_whole

        write_whole(output, text.encode("utf-8-sig" if mark else "utf-8"))
        return
    _ready(sys.stdout, exact=exact)

    def write() -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    _unless_closed(write)


def remark(text: str) -> None:
    """A line, or lines, on stderr."""
    _ready(sys.stderr)
    sys.stderr.write(text.rstrip("\n") + "\n")
    sys.stderr.flush()


def remarks(texts: Iterable[str]) -> None:
    """Each once, in order."""
    for text in dict.fromkeys(texts):
        remark(text)


def remark_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    """What is wrong with a file, with its places, on stderr; nothing where nothing is."""
    if not diagnostics:
        return
    from lianggang.outputs.diagnostics_text import to_text
    from lianggang.outputs.terminal import screen_width

    remark(to_text(diagnostics, width=screen_width(sys.stderr, environment()), names={}))


def _ready(stream: TextIO, *, exact: bool = False) -> None:
    """Make the stream take every character: its own encoding where Chinese fits into it, else UTF-8."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if exact:
        reconfigure(encoding="utf-8", newline="\n")
        return
    try:
        _SAMPLE.encode(stream.encoding)
    except (UnicodeEncodeError, LookupError):
        reconfigure(encoding="utf-8", errors="replace")
    else:
        # Half a character pasted into a cell must not end the run.
        reconfigure(errors="backslashreplace")


def _unless_closed(write: Callable[[], None]) -> None:
    """``| head`` closes the pipe when it has seen enough: that is no error."""
    try:
        write()
    except BrokenPipeError:
        # What is still buffered has nowhere to go; without this Python complains while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
