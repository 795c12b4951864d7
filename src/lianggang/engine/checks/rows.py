"""Checks of what was handed in: a row's figure that is missing or not due, rows that are not there.

Not here: the figures themselves (``figures``), and the same row twice (``repetition``). Source: docs/diagnostics.md.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from lianggang.model.submission import Column, DataStatus, Missing

from .subject import Fault, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.indicator import Indicator
    from lianggang.model.submission import ReturnTable

    from .context import QuarterContext
    from .subject import Subject

_MOST_NAMED = 10
"""How many missing indicators a message names."""


def missing_without_reason(subject: Subject) -> Fault | None:
    """R05: a due row without a figure and without a status, a mark (无, 不适用 …) or a 说明 that gives the reason.

    Numerator and denominator are a figure, and half of them is L10. What is not due needs no reason.
    """
    row, expected = subject.row, subject.expected
    if row.value.missing is not Missing.BLANK or not expected.due:
        return None
    if expected.is_ratio and not (row.numerator.missing and row.denominator.missing):
        return None
    if row.note or row.status not in {None, DataStatus.NORMAL} or Column.STATUS in row.failed:
        return None
    return Fault("R05", Column.VALUE, "本期值为空；请补填，确无数据的，请在“数据状态”选择原因，或在“说明”写明。")


def not_due(subject: Subject) -> Fault | None:
    """R04: a figure that is not due in this quarter; it is used. What is never due may come at any time."""
    if subject.expected.due is not False or subject.figure is None:
        return None
    quarters = "、".join("一二三四"[number - 1] for number in sorted(subject.expected.indicator.due_quarters))
    return Fault("R04", Column.CODE, f"该指标本季不报（应报：第{quarters}季度），已按补报记入。")


def definition_changed(subject: Subject) -> Fault | None:
    """C02: 口径变化 declared; not where the catalogue knows of a break at the row's period."""
    row = subject.row
    if row.status is not DataStatus.DEFINITION_CHANGED or row.period is None:
        return None
    if any(one.period.index == row.period.index for one in subject.expected.indicator.breaks):
        return None
    message = "口径变化当期不与上期比较，不自动亮牌；请在“说明”中写明新旧口径的差别和起用时间。"
    return Fault("C02", Column.STATUS, message)


def missing_indicators(context: QuarterContext) -> Iterator[Finding]:
    """R03: what a unit owes in this quarter and did not hand in; one diagnostic for each unit that appears.

    Only the district's own rows are owed. A row that is held or rejected was handed in, and so was an indicator
    whose code or name stands in a row that could not be read, or that such a row is asked about (R01).
    """
    quarter = context.quarter
    if quarter is None:
        return
    units, handed_in = context.units, context.handed_in
    for unit, due in context.standards.due(quarter).items():
        absent = [item for item in due if item.code not in handed_in] if unit in units else []
        if not absent:
            continue
        named = [item for item in absent if item.code not in context.unread_text]
        named = [item for item in named if item.name not in context.unread_text]
        named = _without_meant(named, context.unknown_indicators)
        if named:
            yield Finding(units[unit], _omission(units[unit], unit, len(due), named))


def _without_meant(missing: list[Indicator], asked: Iterable[str]) -> list[Indicator]:
    """Those that no misspelt row stands for; each stands for one, the likeliest that its message names."""
    for message in asked:
        named = [(place, item) for item in missing if (place := _place_in(message, item)) >= 0]
        if named:
            meant = min(named, key=itemgetter(0))[1]
            missing = [item for item in missing if item is not meant]
    return missing


def _place_in(message: str, item: Indicator) -> int:
    """Where a message names the indicator; -1 where it does not."""
    return min((place for place in (message.find(item.code), message.find(item.name)) if place >= 0), default=-1)


def _omission(table: ReturnTable, unit: str, due: int, missing: list[Indicator]) -> Diagnostic:
    named = "、".join(f"{item.code}{item.name}" for item in missing[:_MOST_NAMED])
    rest = "等" if len(missing) > _MOST_NAMED else ""
    message = f"{unit}应报{due}项，缺报{len(missing)}项：{named}{rest}；请补报，确无数据的也请保留该行并说明原因。"
    only = missing[0].code if len(missing) == 1 else None
    return table.source.diagnose("R03", message, indicator=only, unit=unit)
