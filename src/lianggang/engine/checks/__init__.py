"""The returns of one quarter → what is wrong with them, and what becomes of each row.

Not here: what a single file or cell can tell by itself, which reading has found already; and how figures are judged.
Adding a check is adding a function to one of the four tuples. Source: docs/diagnostics.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Severity
from lianggang.model.submission import CheckedQuarter, Column
from lianggang.model.visible import visible

from .accounting import account, explain
from .changes import (
    denominator_changed,
    fewer_decimals,
    first_full_share,
    large_change,
    not_updated,
    other_previous_value,
    revised,
)
from .context import QuarterContext
from .cumulative import cumulative_falls, looks_cumulative, not_cumulative
from .earlier import Earlier
from .figures import (
    fractional_count,
    half_a_pair,
    negative,
    numerator_above_denominator,
    out_of_range,
    ratio_mismatch,
    zero_denominator,
)
from .files import late, same_as_last_period
from .goals import equals_goal
from .grouping import in_order
from .past import past_of
from .relations import broken_relations
from .rows import definition_changed, missing_indicators, missing_without_reason, not_due, repeated_rows
from .scales import implausible, other_multiple, power_of_ten, share_for_percent
from .subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import ReturnRow, ReturnSource, ReturnTable

    from .accounting import Used
    from .past import Past
    from .subject import Fault, Finding

    FileCheck = Callable[[ReturnTable, QuarterContext], Diagnostic | None]
    RowCheck = Callable[[Subject], Fault | None]
    PastCheck = Callable[[Subject, Past], Fault | None]
    QuarterCheck = Callable[[QuarterContext], Iterable[Finding]]

FILE_CHECKS: tuple[FileCheck, ...] = (same_as_last_period, late)
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
    definition_changed,
)
"""A row by itself, in order of precedence: what one spoils, the next ones leave alone."""

PAST_CHECKS: tuple[PastCheck, ...] = (
    revised,
    other_previous_value,
    cumulative_falls,
    share_for_percent,
    denominator_changed,
    other_multiple,
    power_of_ten,
    not_cumulative,
    looks_cumulative,
    first_full_share,
    not_updated,
    implausible,
    equals_goal,
    large_change,
    fewer_decimals,
)
"""A row beside the figures on file, in order of precedence too: the more it says of the cause, the earlier."""

QUARTER_CHECKS: tuple[QuarterCheck, ...] = (repeated_rows, missing_indicators, broken_relations)
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
    earlier: Earlier | None = None,
) -> CheckedQuarter:
    """Check the returns of one quarter and account for every row.

    previous: the returns of the quarter before as they were read, for F05; empty where there are none.
    earlier: the figures that the quarters before have brought, each added after it was checked; None where there are
    none. The diagnostics include those of reading, identical ones grouped, in their total order.
    """
    context = QuarterContext(tables, catalogue, quarter, previous, earlier or Earlier())
    found = [_check_file(table, context) for table in tables]
    shared: list[list[tuple[ReturnRow, Diagnostic]]] = [[] for _ in tables]
    position = {id(table): index for index, table in enumerate(tables)}
    for check in QUARTER_CHECKS:
        for table, diagnostic, fellows in check(context):
            found[position[id(table)]].append(diagnostic)
            for fellow, row in fellows:
                shared[position[id(fellow)]].append((row, diagnostic))
    settled = [
        explain(table, diagnostics) if diagnostics else diagnostics
        for table, diagnostics in zip(tables, found, strict=True)
    ]
    used: Used = {}
    submissions = tuple(
        account(table, diagnostics, context, used, suffering)
        for table, diagnostics, suffering in zip(tables, settled, shared, strict=True)
    )
    return CheckedQuarter(quarter, submissions, in_order(one for diagnostics in settled for one in diagnostics))


def _check_file(table: ReturnTable, context: QuarterContext) -> list[Diagnostic]:
    """The diagnostics of reading, of the file and of its rows; a file that an error rejects leaves the context."""
    diagnostics = list(table.diagnostics)
    if table.failed:
        return diagnostics
    copied = False
    for check in FILE_CHECKS:
        if (found := check(table, context)) is not None:
            diagnostics.append(found)
            copied = copied or found.code == "F05"
            if found.severity is Severity.ERROR:
                context.reject(table)
                return diagnostics
    # What the whole file was found to be is not said of its rows again.
    checks = tuple(check for check in PAST_CHECKS if check is not not_updated) if copied else PAST_CHECKS
    diagnostics.extend(_check_rows(table, context, checks))
    return diagnostics


def _check_rows(table: ReturnTable, context: QuarterContext, past_checks: Sequence[PastCheck]) -> Iterator[Diagnostic]:
    earlier = context.earlier
    for row in table.rows:
        indicator = row.indicator
        if indicator is None:
            continue
        subject = Subject(
            row, context.expected(indicator), row.value.number, row.numerator.number, row.denominator.number
        )
        for check in ROW_CHECKS:
            if (fault := check(subject)) is not None:
                yield _faulted(table.source, subject, fault, context)
        if subject.value is None and subject.computed is None:
            continue
        filed = () if row.failed and Column.AREA in row.failed else earlier.figures(indicator.code, row.area)
        past = past_of(row, indicator, filed, earlier)
        # What is on file already was compared when it came.
        for past_check in past_checks if past.on_file is None else (revised,):
            fault = past_check(subject, past)
            if fault is not None and not _is_refiled(fault, row, context):
                yield _faulted(table.source, subject, fault, context)


def _faulted(source: ReturnSource, subject: Subject, fault: Fault, context: QuarterContext) -> Diagnostic:
    subject.spoil(fault.spoils)
    context.fault(subject.row, fault)
    return _diagnosis(source, subject.row, fault)


def _is_refiled(fault: Fault, row: ReturnRow, context: QuarterContext) -> bool:
    """Whether the figure that the row was compared with is itself replaced by these returns."""
    basis = fault.basis
    if basis is None or basis.period == row.period:
        return False
    return (basis.indicator, basis.area, basis.period.index) in context.refiled


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
        also=fault.basis.place if fault.basis else None,
    )
