"""A return, text file or spreadsheet → its rows and what was found in reading it.

Not here: the checks across cells, rows and quarters (``lianggang.engine.checks``).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.diagnostic import Severity
from lianggang.model.submission import Column, ReturnTable

from .cells import shown
from .dates import chinese_quarter
from .form import fields_in, foot_findings, without_foot
from .grid import Unreadable
from .header import header_findings
from .origin import other_quarter, other_unit_in_rows, other_unit_stated, stated_origin, unit_stated
from .periods import quarter_of_column, why_no_date, why_other_period
from .rows import RowReader
from .spreadsheet import SPREADSHEET_SUFFIXES
from .table import blank_findings
from .text import read_bytes
from .text_table import read_text
from .vocabulary import Vocabulary
from .workspace import bears_no_unit, number_named, unit_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import ReturnRow

    from .form import Field
    from .grid import Grid
    from .origin import Origin
    from .table import Row

_NO_UNIT = "文件名不是成员单位的名称或别名，无从核对是否交错文件"
_SIGNATURES = {"填表人": Column.FILLED_BY, "填报日期": Column.FILLED_ON}


def read_return(
    path: Path, catalogue: Catalogue, quarter: Quarter | None, shown_path: str | None = None
) -> ReturnTable:
    """Read a return: CSV, or a spreadsheet as its suffix says.

    quarter: what its name or folder says (``workspace.quarter_of``); None to take it from the form, the title above
    the table or the column 数据期. shown_path: the path as diagnostics print it; ``path`` where it is not given.
    Whatever stands in the file gives a table with diagnostics, never an exception; ``failed`` where none of it
    can be used (F01–F03, F04 on the file, F07, F14, F17, F18). Rows read = ``len(table.rows) + table.rows_misshapen``.
    Raises UsageError where there is no such file, LianggangError where it cannot be opened.
    """
    unit = unit_named(path, catalogue)
    table = read_return_bytes(read_bytes(path), catalogue, quarter, shown_path or path.as_posix(), unit)
    if table.unit is None and bears_no_unit(path, catalogue):
        return replace(table, remarks=(*table.remarks, _NO_UNIT))
    number = number_named(path, catalogue)
    return table if number == table.number else replace(table, number=number)


def read_return_bytes(
    data: bytes, catalogue: Catalogue, quarter: Quarter | None, shown_path: str, unit: str | None = None
) -> ReturnTable:
    """``read_return`` for bytes in hand; unit: the member unit that the file's name bears."""
    grid = _read(data, shown_path)
    if isinstance(grid, Unreadable):
        return ReturnTable(grid.source, quarter, (), grid.misshapen, (grid.why,), failed=True, unit=unit)
    remarks = (*grid.remarks, *_header_remark(grid))
    found = header_findings(grid.header, grid.source)
    if not grid.header.is_complete:
        return ReturnTable(grid.source, quarter, (), grid.rows.rows_read, tuple(found), remarks, failed=True, unit=unit)
    rows, foot = without_foot(grid.rows)
    found += [*grid.notes, *rows.diagnostics, *blank_findings(grid.source, rows.blank)]
    if not rows.rows_read:
        message = "文件没有数据行；请在表头下填写数据后重报。"
        found.append(grid.source.diagnose("F14", message, grid.header.line))
        return ReturnTable(grid.source, quarter, (), 0, tuple(found), remarks, failed=True, unit=unit)
    return _read_rows(grid._replace(rows=rows, notes=found, remarks=remarks), foot, catalogue, quarter, unit)


def _read(data: bytes, path: str) -> Grid | Unreadable:
    suffix = PurePath(path).suffix.lower()
    if suffix in SPREADSHEET_SUFFIXES:
        from .sheet_table import read_workbook  # noqa: PLC0415 - most returns of the history are CSV

        return read_workbook(data, suffix, path)
    return read_text(data, path)


def _read_rows(
    grid: Grid, foot: Sequence[Row], catalogue: Catalogue, quarter: Quarter | None, unit: str | None
) -> ReturnTable:
    """The rows, once it is known which unit and quarter the file is of; F03, F04 where it is of none or another."""
    source, origin, fields = grid.source, stated_origin(grid), fields_in(foot)
    unit = unit or unit_stated(origin, catalogue)
    reader = RowReader(
        source,
        grid.rows,
        Vocabulary(catalogue),
        invisible=grid.has_invisible,
        odd=grid.odd,
        formats_unknown=grid.formats_unknown,
        unit=unit,
        foot=_signatures(fields),
    )
    known = _known_quarter(origin, reader) if quarter is None else _KnownQuarter(quarter)
    rows = reader.read(known.quarter)
    # A fault of the whole file ends its checking: what its cells hold is not looked at.
    fault = next(_faults_of_file(grid, origin, catalogue, reader, rows, known, unit), None)
    found = [*grid.notes, *_foot_findings(grid, foot, fields), *([fault] if fault else reader.found)]
    return ReturnTable(
        source,
        known.quarter,
        rows,
        grid.rows.misshapen,
        tuple(found),
        (*grid.remarks, *known.remarks),
        failed=fault is not None,
        unit=unit,
    )


class _KnownQuarter(NamedTuple):
    """The quarter of a return; what was assumed to find it, or why it could not be found (F04)."""

    quarter: Quarter | None
    remarks: tuple[str, ...] = ()
    why: str | None = None


def _known_quarter(origin: Origin, reader: RowReader) -> _KnownQuarter:
    """The quarter of a file whose name gives none: the form's or the title's, else the one of its rows."""
    if origin.quarter is not None:
        return _KnownQuarter(
            origin.quarter, (f"文件名没有写明报送期，按表上写的{chinese_quarter(origin.quarter)}读取",)
        )
    quarter, why = quarter_of_column(reader.written_periods())
    if quarter is None:
        return _KnownQuarter(None, why=why)
    return _KnownQuarter(quarter, (f"文件名没有写明报送期，按“数据期”列作{chinese_quarter(quarter)}读取",))


def _faults_of_file(
    grid: Grid,
    origin: Origin,
    catalogue: Catalogue,
    reader: RowReader,
    rows: Sequence[ReturnRow],
    known: _KnownQuarter,
    unit: str | None,
) -> Iterator[Diagnostic]:
    """Why none of the file can be used, the plainest reason first."""
    if unit and (fault := other_unit_stated(grid.source, origin, unit, catalogue)):
        yield fault
    if known.quarter and (fault := other_quarter(grid.source, origin, known.quarter)):
        yield fault
    if unit and (fault := other_unit_in_rows(grid.source, rows, reader.named_units(), unit)):
        yield fault
    if why := why_other_period(rows, known.quarter) if known.quarter else known.why:
        yield grid.source.diagnose("F04", why)


def _signatures(fields: Mapping[str, Field]) -> dict[Column, str]:
    """Who filled in the form and when, as its foot says, for rows that do not say it themselves."""
    signed = {column: fields[label].value for label, column in _SIGNATURES.items() if label in fields}
    if why_no_date(signed.get(Column.FILLED_ON, "")):
        signed.pop(Column.FILLED_ON, None)
    return signed


def _foot_findings(grid: Grid, foot: Sequence[Row], fields: Mapping[str, Field]) -> Iterator[Diagnostic]:
    """F08 where a form's foot is not filled in, and a note (P04) where its date is none."""
    if grid.form:
        yield from foot_findings(grid.source, foot, fields)
    date = fields.get("填报日期")
    if date and date.value and (why := why_no_date(date.value)):
        message = f"填报日期“{shown(date.value)}”{why}"
        place = (date.line, date.ordinal)
        yield grid.source.diagnose_outside("P04", message, *place, found=shown(date.value), severity=Severity.NOTE)


def _header_remark(grid: Grid) -> tuple[str, ...]:
    """A form of ours has its head above the table; in any other file the reader is told that something stands there."""
    stands_above = any(cell.strip() for row in grid.above for cell in row.cells)
    return (f"表头在第{grid.header.line}行",) if stands_above and grid.form is None else ()
