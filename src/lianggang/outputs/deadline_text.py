"""What is said of a deadline that rests on holidays nobody knows yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def unknown_years_text(years: Sequence[int]) -> str:
    """The sentence; empty where every year is known."""
    return f"{unknown_years_reason(years)}；公布后请写入 data/holidays.csv。" if years else ""


def unknown_years_reason(years: Sequence[int]) -> str:
    """The same for a reader who does not keep the table, and without a full stop; empty where every year is known."""
    named = "、".join(f"{year}年" for year in years)
    return f"还不知道{named}的放假安排，工作日按周一至周五推算" if years else ""
