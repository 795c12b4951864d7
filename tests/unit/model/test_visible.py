from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianggang.model.visible import visible


@pytest.mark.parametrize("text", ["", "92.71", "普惠性幼儿园（示例）", "“≥85”％①", "全角　空格", "a b"])
def test_what_shows_stays_as_written(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("9\u200b2", "9‹U+200B›2"),
        ("\x1b[31m", "‹U+001B›[31m"),
        ("\ufeff编码", "‹U+FEFF›编码"),
        ("a\u202eb\u2066", "a‹U+202E›b‹U+2066›"),
        ("a\nb\tc\r", "a‹U+000A›b‹U+0009›c‹U+000D›"),
        ("1\xa0000", "1‹U+00A0›000"),
        ("\ufe0f\u3164", "‹U+FE0F›‹U+3164›"),
        ("\U000e0100", "‹U+E0100›"),
        ("\ud800", "‹U+D800›"),
    ],
)
def test_what_does_not_show_is_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_a_terminal_obeys_passes(text: str) -> None:
    assert all(character.isprintable() or character == "\u3000" for character in visible(text))
