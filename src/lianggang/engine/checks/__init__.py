"""The returns of one quarter → what is wrong with them, and what becomes of each row.

Not here: what a single file or cell can tell by itself, which reading has found already; and how figures are judged.
Adding a check is adding a function to one of the three tuples. Source: docs/diagnostics.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Severity
from lianggang.model.submission import CheckedQuarter, Column
from lianggang.model.visible import visible

from .accounting import account, explain
from .context import QuarterContext
from .figures import (
    fractional_count,
    half_a_pair,
    negative,
    numerator_above_denominator,
    out_of_range,
    ratio_mismatch,
    zero_denominator,
)
from .files import same_as_last_period
from .grouping import in_order
from .rows import missing_indicators, missing_without_reason, not_due, repeated_rows
from .subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import ReturnRow, ReturnSource, ReturnTable

    from .accounting import Used
    from .subject import Fault

    FileCheck = Callable[[ReturnTable, QuarterContext], Diagnostic | None]
    RowCheck = Callable[[Subject], Fault | None]
    QuarterCheck = Callable[[QuarterContext], Iterable[tuple[ReturnTable, Diagnostic]]]

FILE_CHECKS: tuple[FileCheck, ...] = (same_as_last_period,)
"""A return as a whole. One error rejects all its rows and ends its checking."""

ROW_CHECKS: tuple[RowCheck, ...] = (
    negative,
    fractional_count,
    zero_denominator,
    numerator_above_denominator,
    half_a_pair,
    out_of_range,
    ratio_mismatch,
    missing_without_reason,
    not_due,
)
"""A row by itself, in order of precedence: what one spoils, the next ones leave alone."""

QUARTER_CHECKS: tuple[QuarterCheck, ...] = (repeated_rows, missing_indicators)
"""All returns of the quarter together, without those that a file check has rejected."""

_STAND_IN = {
    Column.CODE: Column.NAME,
    Column.VALUE: Column.NUMERATOR,
    Column.NUMERATOR: Column.DENOMINATOR,
    Column.DENOMINATOR: Column.NUMERATOR,
}
"""Where to point in a file that does not have the column."""


def check_quarter(
    tables: Sequence[ReturnTable],
    catalogue: Catalogue,
    quarter: Quarter | None,
    previous: Sequence[ReturnTable],
) -> CheckedQuarter:
    """Check the returns of one quarter and account for every row.

    previous: the returns of the quarter before, for F05; empty where there are none.
    The diagnostics include those of reading, identical ones grouped, in their total order.
    """
    context = QuarterContext(tables, catalogue, quarter, previous)
    found = [_check_file(table, context) for table in tables]
    position = {id(table): index for index, table in enumerate(tables)}
    for check in QUARTER_CHECKS:
        for table, diagnostic in check(context):
            found[position[id(table)]].append(diagnostic)
    settled = [
        explain(table, diagnostics) if diagnostics else diagnostics
        for table, diagnostics in zip(tables, found, strict=True)
    ]
    used: Used = {}
    submissions = tuple(
        account(table, diagnostics, context, used) for table, diagnostics in zip(tables, settled, strict=True)
    )
    return CheckedQuarter(quarter, submissions, in_order(one for diagnostics in settled for one in diagnostics))


def _check_file(table: ReturnTable, context: QuarterContext) -> list[Diagnostic]:
    """The diagnostics of reading, of the file and of its rows; a file that an error rejects leaves the context."""
    diagnostics = list(table.diagnostics)
    if table.failed:
        return diagnostics
    for check in FILE_CHECKS:
        if (found := check(table, context)) is not None:
            diagnostics.append(found)
            if found.severity is Severity.ERROR:
                context.reject(table)
                return diagnostics
    diagnostics.extend(_check_rows(table, context))
    return diagnostics


def _check_rows(table: ReturnTable, context: QuarterContext) -> Iterator[Diagnostic]:
    for row in table.rows:
        if row.indicator is None:
            continue
        subject = Subject(
            row, context.expected(row.indicator), row.value.number, row.numerator.number, row.denominator.number
        )
        for check in ROW_CHECKS:
            if (fault := check(subject)) is not None:
                subject.spoil(fault.spoils)
                yield _diagnosis(table.source, row, fault)


def _diagnosis(source: ReturnSource, row: ReturnRow, fault: Fault) -> Diagnostic:
    column = fault.column if fault.column in source.columns else _STAND_IN.get(fault.column, fault.column)
    ordinal = source.columns.get(column)
    return source.diagnose(
        fault.code,
        fault.message,
        row.line,
        column,
        indicator=row.indicator.code if row.indicator else None,
        area=row.area,
        found=visible(row.cells[ordinal - 1]) if ordinal and ordinal <= len(row.cells) else None,
    )
