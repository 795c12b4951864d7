"""What may have been meant by a name that does not exist; decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 3
FEW = 8
"""So many names are listed in full."""


def near_matches(written: str, names: Sequence[str]) -> str:
    """``；相近的有：甲、乙``: at most three near matches; all names where they are few; else empty."""
    from difflib import get_close_matches  # noqa: PLC0415  # only where a name is wrong

    near = get_close_matches(written, names, n=MOST, cutoff=0.5)
    near = near or [name for name in names if written and written in name][:MOST]
    if near:
        return f"；相近的有：{'、'.join(near)}"
    return f"；可选：{'、'.join(names)}" if 0 < len(names) <= FEW else ""
