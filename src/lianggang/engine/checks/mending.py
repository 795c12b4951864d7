"""Which held and rejected rows a later file of their unit has mended.

Source: docs/returns.md, 迟报和更正.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Severity
from lianggang.model.submission import Disposition

from .accounting import answered, row_of
from .repetition import is_later_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import ReturnRow, ReturnTable

    Dispositions = Sequence[Disposition]

MENDED = "已由“{}”更正。"
_OF_THE_UNIT = "R03"
"""What is said of a unit, in whichever of its files: no row of that file mends it."""


class Mended:
    """What later files have put right: held and rejected rows that a used row of a later file of the unit replaces.

    tables: the returns of a quarter; became: what became of their rows. Falsy where no file is a later one.
    """

    def __init__(self, tables: Sequence[ReturnTable], became: Sequence[Dispositions]) -> None:
        self._later: dict[object, list[ReturnTable]] = {}
        self._bringing: list[ReturnTable] = []
        pairs = sorted(zip(tables, became, strict=True), key=lambda pair: pair[0].number)
        for table, dispositions in pairs:
            if table.number > 1:
                self._take(table, dispositions)
        self._rows = [
            {} if not self._later else dict(self._mended_rows(table, dispositions))
            for table, dispositions in zip(tables, became, strict=True)
        ]

    def _take(self, table: ReturnTable, dispositions: Dispositions) -> None:
        used = [
            row
            for row, disposition in zip(table.rows, dispositions, strict=True)
            if disposition is Disposition.USED and row.is_placed and (row.note or not row.says_nothing)
        ]
        for row in used:
            self._later.setdefault(_place(row), []).append(table)
        if used:
            self._bringing.append(table)

    def _mended_rows(self, table: ReturnTable, dispositions: Dispositions) -> Iterator[tuple[int, ReturnTable]]:
        for row, disposition in zip(table.rows, dispositions, strict=True):
            if disposition is Disposition.USED or not row.is_placed:
                continue
            by = [later for later in self._later.get(_place(row), ()) if is_later_file(table, row, later)]
            if by:
                yield row.line, by[-1]

    def lines(self, at: int) -> Mapping[int, ReturnTable]:
        """The lines of the rows of one return that were mended, each with the file that did it."""
        return self._rows[at]

    def replacement(self, table: ReturnTable) -> ReturnTable | None:
        """The newest later file that stands for a return of which no row could be read."""
        of_unit = [one for one in self._bringing if one.unit == table.unit and one.number > table.number]
        return of_unit[-1] if of_unit and not table.rows else None


def _place(row: ReturnRow) -> tuple[str, str | None, object]:
    return row.indicator.code if row.indicator else "", row.area, row.period


def with_mended(
    table: ReturnTable, diagnostics: Iterable[Diagnostic], dispositions: Dispositions, at: int, mended: Mended
) -> list[Diagnostic]:
    """The diagnostics of a return, those of its mended rows marked.

    What is said of a whole file that was not used is mended once all of its rows are.
    """
    lines, whole = mended.lines(at), mended.replacement(table)
    if not lines and whole is None:
        return list(diagnostics)
    rows = [row.line for row in table.rows]
    if rows and not table.rows_misshapen and Disposition.USED not in dispositions and all(one in lines for one in rows):
        whole = lines[rows[-1]]
    marked = []
    for found in diagnostics:
        position = row_of(rows, found)
        by = whole if position is None else lines.get(rows[position])
        if by is None or found.explained or found.code == _OF_THE_UNIT:
            marked.append(found)
        else:
            marked.append(_marked(found, by))
    return marked


def _marked(found: Diagnostic, by: ReturnTable) -> Diagnostic:
    name = PurePosixPath(by.source.path).name
    if found.severity is Severity.NOTE:
        return replace(found, mended=name)
    return replace(found, mended=name, message=answered(found.message, MENDED.format(name)))
