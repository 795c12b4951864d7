"""The same row twice in one quarter: a contradiction (R02), or a correction in a later file of the unit (T10).

Source: docs/diagnostics.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.submission import BLANK, Column
from lianggang.model.visible import visible

from .subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import Figure, ReturnRow, ReturnTable

    from .context import QuarterContext


class _Placed(NamedTuple):
    """A row and the return in which it stands."""

    table: ReturnTable
    row: ReturnRow


def repeated_rows(context: QuarterContext) -> Iterator[Finding]:
    """R02, T10: the same indicator, area and period again with another figure; on the later row, beside the first.

    In a later file of the same unit (``区教育局-2``) it is a correction, which counts once its 说明 says why; until
    then the first figure counts. Elsewhere it cannot be told which of them is right: neither is used. A row that says
    nothing at all does not count as the first, the same figure twice is no contradiction, and what takes the place
    of a row that is held or rejected needs no reason.
    """
    if context.says_all_once:
        return
    told: dict[tuple[str, str | None], list[_Placed]] = {}
    for table in in_order_of_filing(context.sound):
        for row in table.rows:
            if row.indicator is None or row.period is None or (row.failed and Column.AREA in row.failed):
                continue
            of_same_place = told.setdefault((row.indicator.code, row.area), [])
            for position, first in enumerate(of_same_place):
                if first.row.period == row.period:
                    later = _Placed(table, row)
                    yield from _findings(context, first, later)
                    if _takes_the_place(context, first, later):
                        of_same_place[position] = later
                    break
            else:
                of_same_place.append(_Placed(table, row))


def _findings(context: QuarterContext, first: _Placed, later: _Placed) -> Iterator[Finding]:
    """What is wrong with a row that speaks of what another has spoken of; a sound correction is remembered."""
    if first.row.says_nothing or later.row.says_nothing or not _contradict(first.row, later.row):
        return
    if not _is_correction(first, later):
        yield Finding(later.table, _repetition(first, later), (first,))
    elif id(first.row) not in context.faulted:
        if later.row.is_explained:
            context.corrections.add(id(later.row))
        yield Finding(later.table, _correction(first, later))


def _takes_the_place(context: QuarterContext, first: _Placed, later: _Placed) -> bool:
    """Whether what comes after is to be held against the later row."""
    if first.row.says_nothing or id(later.row) in context.corrections:
        return True
    replaces_a_fault = id(first.row) in context.faulted and _is_correction(first, later)
    return replaces_a_fault and _contradict(first.row, later.row)


def in_order_of_filing(tables: Iterable[ReturnTable]) -> list[ReturnTable]:
    """The returns of a quarter, the later files of a unit after its first."""
    return sorted(tables, key=lambda table: table.number)


def is_later_file(first: ReturnTable, row: ReturnRow, later: ReturnTable) -> bool:
    """Whether ``later`` is a later file of the unit whose row of ``first`` this is.

    A file that bears no unit is everybody's first: there the row's own unit counts, 填报单位 or the lead unit.
    """
    if later.unit is None or later.number <= first.number:
        return False
    if first.unit is not None:
        return first.unit == later.unit
    return later.unit == (row.reporting_unit or (row.indicator.lead_unit if row.indicator else None))


def _is_correction(first: _Placed, later: _Placed) -> bool:
    """Whether a later file of the same unit gives another figure; that there is none is no figure."""
    return is_later_file(first.table, first.row, later.table) and bool(_pairs_of_numbers(first.row, later.row))


def _figures(row: ReturnRow) -> tuple[Figure, Figure, Figure]:
    return row.value, row.numerator, row.denominator


def _contradict(first: ReturnRow, later: ReturnRow) -> bool:
    """Whether two rows give different figures; cells that failed or that only one of them fills do not count."""
    if numbers := _pairs_of_numbers(first, later):
        return any(a != b for a, b in numbers)
    return any((a.number, a.missing) != (b.number, b.missing) for a, b in _pairs(first, later))


def _pairs(first: ReturnRow, later: ReturnRow) -> list[tuple[Figure, Figure]]:
    return [(a, b) for a, b in zip(_figures(first), _figures(later), strict=True) if not (a.failed or b.failed)]


def _pairs_of_numbers(first: ReturnRow, later: ReturnRow) -> list[tuple[Decimal, Decimal]]:
    """The figures that both rows give."""
    pairs = _pairs(first, later)
    return [(a.number, b.number) for a, b in pairs if a.number is not None and b.number is not None]


def _repetition(first: _Placed, later: _Placed) -> Diagnostic:
    area = f"（{later.row.area}）" if later.row.area else ""
    only = "请核对后只保留一行" if first.table is later.table else "请核对后只报一个"
    message = (
        f"同一指标{area}、同一数据期出现2次且数值不同（{_in_words(first.row)}、{_in_words(later.row)}），"
        f"两行都没有采用；{only}。"
    )
    return _diagnosis("R02", message, first, later)


def _correction(first: _Placed, later: _Placed) -> Diagnostic:
    message = (
        f"{later.row.period}数据由{_in_words(first.row)}改为{_in_words(later.row)}；请核对并在“说明”中写明更正原因。"
    )
    return _diagnosis("T10", message, first, later)


def _diagnosis(code: str, message: str, first: _Placed, later: _Placed) -> Diagnostic:
    source, row = later.table.source, later.row
    return source.diagnose(
        code,
        message,
        row.line,
        Column.VALUE if Column.VALUE in source.columns else Column.NUMERATOR,
        indicator=row.indicator.code if row.indicator else None,
        area=row.area,
        found=visible(row.value.text),
        also=first.table.source.place(first.row.line, Column.VALUE),
    )


def _in_words(row: ReturnRow) -> str:
    """What the row says, short."""
    if row.value.text.strip():
        return visible(row.value.text.strip())
    if row.numerator is not BLANK and row.numerator.text.strip():
        return visible(f"{row.numerator.text.strip()}÷{row.denominator.text.strip()}")
    return row.status.value if row.status else "空"
