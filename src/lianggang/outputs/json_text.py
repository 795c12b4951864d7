"""How a document is written as JSON: its numbers, and its lines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .amounts import rounded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from fractions import Fraction

_DECIMALS = 6


def json_text(document: Mapping[str, Any]) -> str:
    """The document with a line for each key and for each item of a list.

    ``indent`` would have json's own C encoder give way to one in Python that takes four times as long.
    """
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    parts = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            items = ",\n    ".join([encode(item) for item in value])
            parts.append(f"  {encode(key)}: [\n    {items}\n  ]")
        else:
            parts.append(f"  {encode(key)}: {encode(value)}")
    return re.sub(_UNSEEN, _escaped, "{\n" + ",\n".join(parts) + "\n}\n")


_UNSEEN = (
    "[\x7f-\xa0\xad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""What a terminal or an editor obeys instead of showing it; texts of a file are given as written, headers above all."""


def _escaped(match: re.Match[str]) -> str:
    """As JSON writes it in ASCII: it only stands within strings."""
    return json.dumps(match[0])[1:-1]


def json_number(value: Decimal | Fraction | float | None) -> int | float | None:
    """A JSON number, rounded half up to six decimals; null for what is absent or no finite number."""
    if value is None or (isinstance(value, float) and value - value != 0):
        return None
    if isinstance(value, int):
        return int(value)
    number = float(rounded(value, _DECIMALS))
    return int(number) if number.is_integer() else number


def indented_json(document: Mapping[str, Any]) -> str:
    """The document with a line for each value, for one that is short, or read and compared by people too."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
