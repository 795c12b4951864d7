"""The cells of one row of a case file → a case, or what is wrong with them; where the row stands is not known here."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from lianggang.model.case import Case, CaseKind
from lianggang.model.indicator import Direction
from lianggang.model.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?([eE][-+]?[0-9]{1,2})?")
_YEAR = re.compile(r"1[89][0-9]{2}|2[01][0-9]{2}")
_TEXT_LENGTH = 200
_MOST_POINTS = 500

_CHOICES: dict[str, dict[str, Any]] = {
    "kind": {kind.value: kind for kind in CaseKind},
    "direction": {"up": Direction.UP, "down": Direction.DOWN},
    "outcome": {"met": True, "missed": False},
}
_TEXTS = ("id", "family", "indicator", "country", "unit")
_YEARS = ("baseline_year", "target_year")
_NUMBERS = ("baseline", "target")
_MAY_BE_BLANK = ("bound_lo", "bound_hi", "final_value")


class CaseFault(NamedTuple):
    """What is wrong, and in which column."""

    code: str
    message: str
    column: str | None = None


def read_cells(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[CaseFault]]:
    """Each cell as what it stands for: text, choice, year, Decimal or None, series; and those that are none (B03)."""
    read: dict[str, Any] = {}
    faults = []
    for name, text in cells.items():
        try:
            read[name] = _value(name, text)
        except ValueError as expected:
            shown = f"“{visible(text[:40])}{'…' if len(text) > 40 else ''}”" if text else "空格"
            faults.append(CaseFault("B03", f"{name} 是{shown}，应为{expected}。", name))
    return read, faults


def _value(name: str, text: str) -> Any:
    """ValueError with what is expected."""
    if name in _TEXTS:
        return _text(text, may_be_blank=name in {"country", "unit"})
    if name in _CHOICES:
        if text not in _CHOICES[name]:
            raise ValueError(" 或 ".join(_CHOICES[name]))
        return _CHOICES[name][text]
    if name in _YEARS or (name == "final_year" and text):
        return _year(text)
    if name in _NUMBERS or (name in _MAY_BE_BLANK and text):
        return _number(text)
    return _series(text) if name == "series" else None


def _text(text: str, *, may_be_blank: bool) -> str:
    if len(text) > _TEXT_LENGTH or not (text or may_be_blank):
        raise ValueError(f"不超过 {_TEXT_LENGTH} 个字的文字")
    return text


def _year(text: str) -> int:
    if not _YEAR.fullmatch(text):
        raise ValueError("年份，如 2015")
    return int(text)


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise ValueError("数值，如 64.3")
    return Decimal(text)


def _series(text: str) -> tuple[tuple[int, Decimal], ...]:
    expected = "“年:数值”以分号连接，年份从早到晚各一次，如 1990:64.3;1991:63.8"
    parts = [part.split(":") for part in text.split(";")]
    if len(parts) > _MOST_POINTS or any(len(part) != 2 for part in parts):
        raise ValueError(expected)
    try:
        points = tuple((_year(year), _number(value)) for year, value in parts)
    except ValueError:
        raise ValueError(expected) from None
    if any(earlier[0] >= later[0] for earlier, later in pairwise(points)):
        raise ValueError(expected)
    return points


def case_of(read: Mapping[str, Any]) -> tuple[Case | None, list[CaseFault]]:
    """The case, or in what its cells contradict each other (B04)."""
    if read["target_year"] <= read["baseline_year"]:
        message = f"目标年 {read['target_year']} 不晚于基期年 {read['baseline_year']}；请核对两个年份。"
        return None, [CaseFault("B04", message, "target_year")]
    if (fault := _outcome_fault(read)) is not None:
        return None, [fault]
    case = Case(
        id=read["id"],
        family=read["family"],
        indicator=read["indicator"],
        country=read["country"],
        kind=read["kind"],
        direction=read["direction"],
        unit=read["unit"],
        baseline_year=read["baseline_year"],
        baseline=read["baseline"],
        target_year=read["target_year"],
        target=read["target"],
        bounds=(read["bound_lo"], read["bound_hi"]),
        is_met=read["outcome"],
        series=read["series"],
        final=None if read["final_value"] is None else (read["final_year"], read["final_value"]),
    )
    return case, []


def _outcome_fault(read: Mapping[str, Any]) -> CaseFault | None:
    """The outcome must be what the final value says, where there is one."""
    final, target = read["final_value"], read["target"]
    if final is None:
        return None
    reached = final >= target if read["direction"] is Direction.UP else final <= target
    if reached == read["outcome"]:
        return None
    word = "已达到" if reached else "没有达到"
    return CaseFault("B04", f"final_value {final} {word}目标 {target}，与 outcome 不符；请核对。", "outcome")
