"""Characters of a cell: invisible ones removed and shown, full-width ones mapped; not what the cell means."""

from __future__ import annotations

import re
from functools import cache

from lianggang.model.visible import visible

_INVISIBLE = (
    "[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\xad\\u061c\\u180e"
    "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb]"
)
"""Zero-width and direction marks, byte-order marks, controls. All of them are unprintable for ``str.isprintable``.

Spaces of any width, tabs and line ends are not among them: they are trimmed without a word.
"""

_LONGEST = 40
"""How many characters of a long cell a message repeats."""


def has_invisible(text: str) -> bool:
    """Whether the text holds characters that no screen shows."""
    return not text.isprintable() and re.search(_INVISIBLE, text) is not None


def without_invisible(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without invisible characters, and which ones it held (``U+200B``), each once, in their order."""
    if text.isprintable():
        return text, ()
    marks = dict.fromkeys(re.findall(_INVISIBLE, text))
    return re.sub(_INVISIBLE, "", text) if marks else text, tuple(f"U+{ord(mark):04X}" for mark in marks)


def shown(text: str) -> str:
    """The text as a message repeats it: trimmed, invisible characters visible, not over 40 characters."""
    text = text.strip()
    return visible(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


@cache
def _half_width() -> dict[int, str]:
    """U+FF01–U+FF5E to ASCII, wide and fixed spaces to the space, the minus sign to the hyphen; nothing else.

    Not NFKC, which turns the footnote mark of ``92.3①`` into a digit.
    """
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return {**wide, 0x3000: " ", 0x00A0: " ", 0x2212: "-"}


def half_width(text: str) -> str:
    """The text with full-width ASCII made half-width."""
    return text if text.isascii() else text.translate(_half_width())
