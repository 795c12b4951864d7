"""Why a spreadsheet file is not read; a value, told as a diagnostic by whoever asked for the file."""

from __future__ import annotations

from typing import NamedTuple


class Refusal(NamedTuple):
    """F07 or F17, and the message."""

    code: str
    message: str
