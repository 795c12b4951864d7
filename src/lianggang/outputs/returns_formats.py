"""``status --returns`` for other programs: a JSON document, and a table of the units for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianggang.model.returns_status import ReturnState
from lianggang.model.visible import visible

from .json_text import indented_json
from .returns_text import standing_text
from .spreadsheet_text import csv_line, defused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.returns_status import Owed, ReturnsStatus, UnitReturns

HEADERS = (
    "季度", "填报单位", "联系方式", "应报", "已报", "按时", "晚报", "日期不明", "待核", "退回", "缺报",
    "其他行待核或退回", "截止日", "报齐日", "逾期天数", "情况", "待核指标", "退回指标", "缺报指标",
)  # fmt: skip
_STATE_NAMES = {
    ReturnState.ACCEPTED: "accepted",
    ReturnState.HELD: "held",
    ReturnState.RETURNED: "returned",
    ReturnState.MISSING: "missing",
}
_OPEN = (ReturnState.HELD, ReturnState.RETURNED, ReturnState.MISSING)


def returns_document(status: ReturnsStatus, units: Sequence[UnitReturns], today: date) -> str:
    """One object; days are dates in ISO form, absent as null."""
    document = {
        "command": "status",
        "period": str(status.quarter),
        "today": today.isoformat(),
        "due_on": status.due_on.isoformat(),
        "lock_on": status.lock_on.isoformat(),
        "units": [_unit_object(unit, today) for unit in units],
    }
    return indented_json(document)


def _unit_object(unit: UnitReturns, today: date) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "contact": unit.contact or None,
        "due": len(unit.owed),
        "reported": unit.reported,
        "on_time": unit.on_time,
        "late": unit.late,
        "undated": unit.undated,
        **{_STATE_NAMES[state]: len(unit.of_state(state)) for state in _OPEN},
        "other_rows": unit.others,
        "complete": unit.is_complete,
        "completed_on": unit.completed_on.isoformat() if unit.completed_on else None,
        "days_overdue": days_overdue(unit, today),
        "indicators": [_owed_object(one) for one in unit.owed],
    }


def _owed_object(one: Owed) -> dict[str, Any]:
    return {
        "indicator": one.indicator.code,
        "name": one.indicator.name,
        "state": _STATE_NAMES[one.state],
        "filled_on": one.filled_on.isoformat() if one.filled_on else None,
        "since": str(one.since) if one.since else None,
    }


def days_overdue(unit: UnitReturns, today: date) -> int:
    """How long the unit is behind: until it was complete, else until today; 0 where it is not."""
    until = (unit.completed_on or unit.due_on) if unit.is_complete else today
    return max((until - unit.due_on).days, 0)


def returns_csv(status: ReturnsStatus, units: Sequence[UnitReturns], today: date) -> str:
    """The units, one line each, under a header; lines end with a line feed."""
    lines = [HEADERS, *(_cells(status, unit, today) for unit in units)]
    return "".join(csv_line(line) + "\n" for line in lines)


def _cells(status: ReturnsStatus, unit: UnitReturns, today: date) -> tuple[str, ...]:
    counts = (
        len(unit.owed),
        unit.reported,
        unit.on_time,
        unit.late,
        unit.undated,
        *(len(unit.of_state(state)) for state in _OPEN),
        unit.others,
    )
    named = ("、".join(f"{one.indicator.code}{one.indicator.name}" for one in unit.of_state(state)) for state in _OPEN)
    completed = unit.completed_on.isoformat() if unit.completed_on else ""
    texts = (
        str(status.quarter), unit.unit, unit.contact, *map(str, counts), unit.due_on.isoformat(), completed,
        str(days_overdue(unit, today)), standing_text(unit), *named,
    )  # fmt: skip
    return tuple(defused(visible(text)) for text in texts)
