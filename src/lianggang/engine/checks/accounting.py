"""What becomes of each row: used, held or rejected; and the observations that the rows become. No row vanishes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Place, Severity
from lianggang.model.submission import Column, Disposition, Missing, Observation, Submission

from .context import reporting_units

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Period, Quarter
    from lianggang.model.submission import ReturnRow, ReturnSource, ReturnTable

    from .context import QuarterContext

    Used = dict[tuple[str, str | None], list[Period]]
    """The periods of the used rows that say something, by indicator and area."""

EXPLAINED = "已附说明，数值照用。"


def explain(table: ReturnTable, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics of a return; a 核实 of a row with a 说明, or of a file with any, counts as explained."""
    settled, lines = [], [row.line for row in table.rows]
    for found in diagnostics:
        if found.severity is Severity.QUERY and (found.explained or _has_note(table, lines, found)):
            settled.append(replace(found, explained=True, message=answered(found.message, EXPLAINED)))
        else:
            settled.append(found)
    return settled


def answered(message: str, done: str) -> str:
    """The message with what has been done in the place of what it asks for, which stands behind the last semicolon."""
    said, _, asked = message.rpartition("；")
    return f"{said or asked.rstrip('。')}；{done}"


def _has_note(table: ReturnTable, lines: Sequence[int], found: Diagnostic) -> bool:
    position = row_of(lines, found)
    return position is not None and table.rows[position].is_explained


def row_of(lines: Sequence[int], found: Diagnostic) -> int | None:
    """The position of the row that a diagnostic speaks of; None where it speaks of the file or of a misshapen line.

    lines: those of the return's rows. A cell of a row that runs over several lines belongs to the row that began
    before it.
    """
    line = found.place.line
    if line is None:
        return None
    position = bisect_right(lines, line) - 1
    if position < 0 or (lines[position] != line and found.code.startswith("F")):
        return None
    return position


def account(
    table: ReturnTable,
    dispositions: Sequence[Disposition],
    context: QuarterContext,
    used: Used,
    areas: AbstractSet[str] | None = None,
    mended: Collection[int] = (),
) -> Submission:
    """The return with its rows accounted for: ``rows_read == rows_used + rows_held + rows_rejected``.

    dispositions: of its rows. used: what earlier returns of the quarter have brought already; this return's rows are
    added. areas: those whose rows become observations, beside the district's; None: all. mended: the lines of the held
    and rejected rows that a later file of the unit has replaced.
    """
    filed = table.quarter or context.quarter
    told: Iterator[tuple[ReturnRow, Disposition]] = zip(table.rows, dispositions, strict=True)
    if areas is not None:
        told = (pair for pair in told if pair[0].area is None or pair[0].area in areas)
    observations = _observations(told, filed, table.source, context, used) if filed else ()
    return Submission(
        path=table.source.path,
        quarter=filed,
        reporting_units=reporting_units(table),
        rows_read=len(table.rows) + table.rows_misshapen,
        rows_used=dispositions.count(Disposition.USED),
        rows_held=dispositions.count(Disposition.HELD),
        rows_rejected=dispositions.count(Disposition.REJECTED) + table.rows_misshapen,
        observations=observations,
        remarks=table.remarks,
        number=table.number,
        mended=tuple(one for one in observations if one.place.line in mended) if mended else (),
    )


def dispositions_of(
    table: ReturnTable,
    diagnostics: Sequence[Diagnostic],
    context: QuarterContext,
    shared: Sequence[tuple[ReturnRow, Diagnostic]] = (),
) -> list[Disposition]:
    """What becomes of each row of a return: an error rejects its row, or all of them where the whole file failed.

    An unexplained 核实 holds its row, or every row of the file where it names none. shared: rows of this return that
    suffer from a diagnostic on another row, here or elsewhere.
    """
    if not context.is_sound(table):
        return [Disposition.REJECTED] * len(table.rows)
    used, held = Disposition.USED, Disposition.HELD
    holds_all = any(
        found.place.line is None and found.severity is Severity.QUERY and not found.explained for found in diagnostics
    )
    otherwise = held if holds_all else used
    dispositions = [Disposition.REJECTED if _is_unusable(row) else otherwise for row in table.rows]
    if not diagnostics and not shared:
        return dispositions
    lines = [row.line for row in table.rows]
    placed = [(row_of(lines, found), found) for found in diagnostics]
    placed += [(bisect_left(lines, row.line), found) for row, found in shared]
    for position, found in placed:
        if position is None:
            continue
        if found.severity is Severity.ERROR:
            dispositions[position] = Disposition.REJECTED
        elif found.severity is Severity.QUERY and not found.explained and dispositions[position] is used:
            dispositions[position] = held
    return dispositions


def _is_unusable(row: ReturnRow) -> bool:
    """Whether the row says too little to be a figure, whatever its diagnostics are."""
    if row.indicator is None or row.period is None:
        return True
    return row.value.failed or row.numerator.failed or row.denominator.failed


def _observations(
    told: Iterable[tuple[ReturnRow, Disposition]],
    filed: Quarter,
    source: ReturnSource,
    context: QuarterContext,
    used: Used,
) -> tuple[Observation, ...]:
    """One for each row whose indicator, area and period are known.

    A used row that says the same again adds none, nor does one that says nothing: it was not due, and left blank.
    """
    ordinal = source.columns.get(Column.VALUE)
    header = source.headers[ordinal - 1] if ordinal else None
    pairs = [pair for pair in told if pair[0].is_placed and not _is_blank(*pair)]
    if not context.says_all_once:
        pairs = [pair for pair in pairs if _adds(*pair, context, used)]
    rows = [row for row, _ in pairs]
    figures = [(row.value.number, None) if row.value.number is not None else context.value_of(row) for row in rows]
    lines = (row.line for row in rows)
    return tuple(
        map(
            Observation,
            [row.indicator.code for row in rows if row.indicator is not None],
            [row.area for row in rows],
            [row.period for row in rows if row.period is not None],
            repeat(filed),
            [disposition for _, disposition in pairs],
            [value for value, _ in figures],
            [row.numerator.number for row in rows],
            [row.denominator.number for row in rows],
            [missing for _, missing in figures],
            [row.status for row in rows],
            [row.note for row in rows],
            [row.value.text for row in rows],
            map(Place, repeat(source.path), repeat(source.sheet), lines, repeat(ordinal), repeat(header)),
        )
    )


def _is_blank(row: ReturnRow, disposition: Disposition) -> bool:
    return disposition is Disposition.USED and row.value.missing is Missing.BLANK and not row.note and row.says_nothing


def _adds(row: ReturnRow, disposition: Disposition, context: QuarterContext, used: Used) -> bool:
    """Whether the row is no used one that says again what another has said; what it says is remembered.

    One that corrects another says something new: both are kept, the newer counts.
    """
    if disposition is not Disposition.USED or row.indicator is None or row.period is None:
        return True
    periods = used.setdefault((row.indicator.code, row.area), [])
    if row.period in periods and id(row) not in context.corrections:
        return False
    if row.status or context.value_of(row)[1] is not Missing.BLANK:
        periods.append(row.period)
    return True
