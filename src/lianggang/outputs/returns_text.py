"""Who has handed in what, in words: the counts of a quarter, each unit's standing, and the 催报 list.

Dates are counted from the day that is given; where none is given nothing is said of days overdue.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.returns_status import ReturnState

from .amounts import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import Owed, ReturnsStatus, UnitReturns

_OPEN = (ReturnState.MISSING, ReturnState.RETURNED, ReturnState.HELD)
_ASKED = {
    ReturnState.MISSING: "请补报；确无数据的，保留该行并写明原因",
    ReturnState.RETURNED: "请按退回单更正后重报",
    ReturnState.HELD: "请在“说明”写明原因，或更正",
}


def units_text(status: ReturnsStatus) -> str:
    """``应报单位 26 个：报齐 20（77%），其中按时 15（58%）。``."""
    whole = len(status.units)
    if not whole:
        return "本季没有应报指标。"
    complete, in_time = len(status.complete), len(status.in_time)
    return f"应报单位 {whole} 个：报齐 {_of(complete, whole)}，其中按时 {_of(in_time, whole)}。"


def indicators_text(units: Sequence[UnitReturns]) -> str:
    """``应报指标 130 项：已报 120（92%），按时 110（85%）；待核 1，退回 0，缺报 9。``."""
    due = sum(len(unit.owed) for unit in units)
    reported, on_time = sum(unit.reported for unit in units), sum(unit.on_time for unit in units)
    rest = "，".join(f"{state.value} {sum(len(unit.of_state(state)) for unit in units)}" for state in reversed(_OPEN))
    undated = sum(unit.undated for unit in units)
    unknown = f"；填报日期不明 {undated} 项，未计按时" if undated else ""
    return f"应报指标 {due} 项：已报 {_of(reported, due)}，按时 {_of(on_time, due)}；{rest}{unknown}。"


def _of(part: int, whole: int) -> str:
    return f"{part}（{percent(Fraction(part, whole))}）"


def rate(part: int, whole: int) -> str:
    """The share in percent."""
    return percent(Fraction(part, whole))


def names_texts(status: ReturnsStatus) -> list[str]:
    """The units that have not handed in everything, or not in time, or without a date; by name, one text for each."""
    groups: tuple[tuple[str, Callable[[UnitReturns], str]], ...] = (
        ("未报", lambda unit: f"{len(unit.owed)}项" if _is_absent(unit) else ""),
        ("未报齐", lambda unit: "" if unit.is_complete or _is_absent(unit) else _open_text(unit)),
        ("晚报", lambda unit: f"晚{_days_late(unit)}天" if _days_late(unit) > 0 else ""),
        ("填报日期不明", lambda unit: f"{unit.undated}项" if unit.is_complete and unit.undated else ""),
    )
    texts = []
    for title, told in groups:
        named = [f"{unit.unit}（{said}）" for unit in status.units if (said := told(unit))]
        if named:
            texts.append(f"{title} {len(named)} 个：{'、'.join(named)}。")
    return texts


def standing_text(unit: UnitReturns) -> str:
    """How a unit stands: ``按时报齐（10月9日）``, ``报齐，晚3天（10月13日）``, ``未报齐``, ``未报``."""
    if _is_absent(unit):
        return "未报"
    if not unit.is_complete:
        return "未报齐" + (f"，另有{unit.others}行待核或退回" if unit.others else "")
    day = unit.completed_on
    if day is None:
        return "报齐，填报日期不明"
    late = _days_late(unit)
    return (f"报齐，晚{late}天" if late > 0 else "按时报齐") + f"（{day.month}月{day.day}日）"


def overdue_text(due_on: date, today: date) -> str:
    """``逾期 5 天``, ``今天到期``, ``还有 3 天到期``."""
    days = (today - due_on).days
    return f"逾期 {days} 天" if days > 0 else "今天到期" if not days else f"还有 {-days} 天到期"


def reminder_texts(unit: UnitReturns, quarter: Quarter, today: date) -> tuple[str, list[str]]:
    """What to remind a unit of: a head line, and one text for each state with the indicators and what to do."""
    contact = f"（{unit.contact}）" if unit.contact else ""
    head = f"{unit.unit}{contact}：{_open_text(unit)}；{overdue_text(unit.due_on, today)}"
    texts = [
        f"{state.value} {'、'.join(_named(one, quarter) for one in owed)}。{_ASKED[state]}。"
        for state in _OPEN
        if (owed := unit.of_state(state))
    ]
    if unit.others:
        texts.append(f"另有 {unit.others} 行（区域、往期、更正等）待核或退回，见退回单。")
    return head, texts


def _named(one: Owed, quarter: Quarter) -> str:
    """With since when nothing was accepted, where that is longer than this quarter."""
    since = f"（自{one.since}起）" if one.since is not None and one.since != quarter else ""
    return f"{one.indicator.code}{one.indicator.name}{since}"


def _open_text(unit: UnitReturns) -> str:
    """``缺报2项、待核1项``."""
    parts = [f"{state.value}{len(owed)}项" for state in _OPEN if (owed := unit.of_state(state))]
    return "、".join(parts) or f"{unit.others}行待核或退回"


def _is_absent(unit: UnitReturns) -> bool:
    """Whether nothing at all has come."""
    return len(unit.of_state(ReturnState.MISSING)) == len(unit.owed) and not unit.others


def _days_late(unit: UnitReturns) -> int:
    return (unit.completed_on - unit.due_on).days if unit.completed_on is not None else 0
