"""The returns of one quarter → what is wrong with them, and what becomes of each row.

Not here: what a single file or cell can tell by itself, which reading has found already; and how figures are judged.
Adding a check is adding a function to one of the two tuples here, or of a row to one in ``listing``.
Source: docs/diagnostics.md.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Severity
from lianggang.model.submission import CheckedQuarter, Column
from lianggang.model.visible import visible

from .accounting import account, dispositions_of, explain
from .changes import not_updated, other_previous_value, revised
from .context import QuarterContext
from .earlier import Earlier
from .files import late, same_as_last_period
from .grouping import in_order
from .listing import PAST_CHECKS
from .mending import Mended, with_mended
from .past import past_of
from .plain import not_plain
from .relations import broken_relations
from .repetition import repeated_rows
from .rows import missing_indicators
from .subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import ReturnRow, ReturnSource, ReturnTable

    from .accounting import Used
    from .listing import PastCheck
    from .standards import Standards
    from .subject import Fault, Finding

    FileCheck = Callable[[ReturnTable, QuarterContext], Diagnostic | None]
    QuarterCheck = Callable[[QuarterContext], Iterable[Finding]]

FILE_CHECKS: tuple[FileCheck, ...] = (same_as_last_period, late)
"""A return as a whole. One error rejects all its rows and ends its checking."""

QUARTER_CHECKS: tuple[QuarterCheck, ...] = (repeated_rows, missing_indicators, broken_relations)
"""All returns of the quarter together, without those that a file check has rejected."""

_WITH_THE_PAST = frozenset(check for check, _ in PAST_CHECKS)

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
    areas: AbstractSet[str] | None = None,
    standards: Standards | None = None,
) -> CheckedQuarter:
    """Check the returns of one quarter and account for every row.

    previous: the returns of the quarter before as they were read, for F05; empty where there are none.
    earlier: the figures that the quarters before have brought, each added after it was checked; None where there are
    none. areas: those whose observations are wanted, beside the district's; None: all. standards: the catalogue's,
    where several quarters are checked by them.
    The diagnostics include those of reading, identical ones grouped, in their total order.
    """
    context = QuarterContext(tables, catalogue, quarter, previous, earlier or Earlier(), standards)
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
    became = [
        dispositions_of(table, diagnostics, context, rows)
        for table, diagnostics, rows in zip(tables, settled, shared, strict=True)
    ]
    mended = Mended(tables, became)
    places = range(len(tables))
    settled = [with_mended(tables[at], settled[at], became[at], at, mended) for at in places]
    used: Used = {}
    accounted = {
        at: account(tables[at], became[at], context, used, areas, mended.lines(at))
        for at in sorted(places, key=lambda at: tables[at].number)
    }
    submissions = tuple(
        replace(accounted[at], mended_unread=tables[at].rows_misshapen)
        if mended.replacement(tables[at])
        else accounted[at]
        for at in places
    )
    return CheckedQuarter(quarter, submissions, in_order(one for diagnostics in settled for one in diagnostics))


def _check_file(table: ReturnTable, context: QuarterContext) -> list[Diagnostic]:
    """The diagnostics of reading, of the file and of its rows; a file that an error rejects leaves the context."""
    diagnostics = list(table.diagnostics)
    if table.failed:
        return diagnostics
    copy: Diagnostic | None = None
    for check in FILE_CHECKS:
        if (found := check(table, context)) is not None:
            diagnostics.append(found)
            copy = found if found.code == "F05" else copy
            if found.severity is Severity.ERROR:
                context.reject(table)
                return diagnostics
    without: set[PastCheck] = set()
    if copy is not None:
        # What the whole file was found to be is not said of its rows again.
        without |= {not_updated} if copy.explained else _WITH_THE_PAST
    if Column.PREVIOUS_VALUE not in table.source.columns:
        without.add(other_previous_value)
    diagnostics.extend(_check_rows(table, context, frozenset(without)))
    return diagnostics


def _check_rows(
    table: ReturnTable, context: QuarterContext, without: frozenset[PastCheck]
) -> Iterator[Diagnostic]:  # fmt: skip
    position = next(place for place, other in enumerate(context.tables) if other is table)
    queried = _queried_values(table)
    for rows in context.by_indicator[position].values():
        yield from _check_rows_of(rows, table, context, without, queried)


def _check_rows_of(
    rows: Sequence[ReturnRow],
    table: ReturnTable,
    context: QuarterContext,
    without: frozenset[PastCheck],
    queried: AbstractSet[int],
) -> Iterator[Diagnostic]:
    """The rows of one indicator, in their order; those that are plainly sound are passed over.

    queried: the lines whose value reading has asked about already.
    """
    earlier, indicator = context.earlier, rows[0].indicator
    if indicator is None:
        return
    expected = context.expected(indicator)
    checks = context.standards.checks(expected, without)
    if not earlier.has_figures(indicator.code):
        rows = not_plain(expected, rows)
    for row in rows:
        subject = Subject(row, expected, row.value.number, row.numerator.number, row.denominator.number)
        if row.line in queried and not row.is_explained:
            subject.value = None
        for check in checks.alone:
            if (fault := check(subject)) is not None:
                yield _faulted(table.source, subject, fault, context)
        if subject.value is None and subject.computed is None:
            continue
        filed = () if row.failed and Column.AREA in row.failed else earlier.figures(indicator.code, row.area)
        past = past_of(row, indicator, filed, earlier)
        # What is on file already was compared when it came.
        for past_check in checks.beside if past.on_file is None else (revised,):
            fault = past_check(subject, past)
            if fault is not None and not _is_refiled(fault, row, context):
                yield _faulted(table.source, subject, fault, context)


def _queried_values(table: ReturnTable) -> frozenset[int]:
    """The lines whose 本期值 was questioned in reading (F09): its cause has been named."""
    ordinal = table.source.columns.get(Column.VALUE)
    return frozenset(
        found.place.line
        for found in table.diagnostics
        if found.code == "F09" and found.place.line and found.place.column == ordinal
    )


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
