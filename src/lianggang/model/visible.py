"""How text from a file may be shown: invisible and control characters become visible, all else stays as written."""

from __future__ import annotations

IDEOGRAPHIC_SPACE = "\u3000"

_BLANK_LETTERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)
"""Letters and marks that leave nothing on the screen although Unicode counts them as printable."""

_LAST_PLANES = "\U000e0000"
"""From here on characters only mark others, or are for private use."""


def visible(text: str) -> str:
    """``text`` with each invisible character as ``‹U+200B›``.

    Invisible are control characters (a terminal would obey them), zero-width and bidirectional ones, spaces other
    than the plain and the ideographic one, and what Unicode has not assigned.
    """
    if text.isprintable() and (text.isascii() or (_BLANK_LETTERS.isdisjoint(text) and max(text) < _LAST_PLANES)):
        return text
    return "".join(map(visible_character, text))


def visible_character(character: str) -> str:
    """One character as ``visible`` shows it."""
    shows = character.isprintable() and character not in _BLANK_LETTERS and character < _LAST_PLANES
    return character if shows or character == IDEOGRAPHIC_SPACE else f"‹U+{ord(character):04X}›"
