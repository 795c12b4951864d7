"""What a unit is reminded of, in words: returns and red cards of a quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianggang.model.reminder import Reminder


def reminder_text(one: Reminder) -> str:
    """``未报齐2项，晚报1项，红牌1项（甲）``."""
    parts = []
    if one.open:
        parts.append(f"未报齐{one.open}项")
    elif one.others:
        parts.append(f"{one.others}行待核或退回")
    if one.late:
        parts.append(f"晚报{one.late}项")
    if one.undated:
        parts.append(f"填报日期不明{one.undated}项")
    if one.red:
        parts.append(f"红牌{len(one.red)}项（{'、'.join(one.red)}）")
    return "，".join(parts)
