"""A CSV return → its rows and what was found in reading it.

Not here: the checks across cells, rows and quarters (``lianggang.engine.checks``); spreadsheets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.submission import ReturnSource, ReturnTable
from lianggang.model.written import TextLines

from .cells import has_invisible
from .dates import chinese_quarter
from .header import Header, find_header, header_findings
from .periods import quarter_of_column, why_other_period
from .rows import RowReader
from .table import DELIMITER_NAMES, DELIMITERS, read_rows
from .text import DecodedText, decodings, read_bytes, why_not_text
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Quarter

    from .table import Rows

_UNDECODABLE = "文件编码无法识别；请在Excel中另存为“CSV UTF-8”后重报。"
_NO_HEADER = "未找到表头“指标编码、本期值”；请使用下发的报表，不要删改列。"


def read_return(
    path: Path, catalogue: Catalogue, quarter: Quarter | None, shown_path: str | None = None
) -> ReturnTable:
    """Read a CSV return.

    quarter: what its name or folder says (``workspace.quarter_of``); None to take it from its 数据期 column.
    shown_path: the path as diagnostics print it; ``path`` where it is not given.
    Whatever stands in the file gives a table with diagnostics, never an exception; ``failed`` where none of it
    can be used (F01, F02, F04 on the file, F14). Rows read = ``len(table.rows) + table.rows_misshapen``.
    Raises UsageError where there is no such file, LianggangError where it cannot be opened.
    """
    return read_return_bytes(read_bytes(path), catalogue, quarter, shown_path or path.as_posix())


def read_return_bytes(data: bytes, catalogue: Catalogue, quarter: Quarter | None, shown_path: str) -> ReturnTable:
    """``read_return`` for bytes in hand."""
    source = ReturnSource(shown_path)
    if why := why_not_text(data):
        return _failed(source, quarter, source.diagnose("F01", why))
    text, header = _likeliest_reading(data)
    if text is None:
        return _failed(source, quarter, source.diagnose("F01", _UNDECODABLE))
    filled = [number for number, line in enumerate(text.lines, 1) if line.strip()]
    if not filled:
        return _failed(source, quarter, source.diagnose("F14", "文件是空的；请填写后重报。"))
    if header is None:
        if text.bad or text.is_guess:
            return _failed(source, quarter, source.diagnose("F01", _UNDECODABLE))
        # The first line that is not blank is the one that was meant for the header.
        source = ReturnSource(shown_path, written=TextLines(text.lines))
        return _failed(source, quarter, source.diagnose("F02", _NO_HEADER, filled[0]), misshapen=len(filled) - 1)
    return _read_table(text, header, catalogue, quarter, shown_path)


def _likeliest_reading(data: bytes) -> tuple[DecodedText | None, Header | None]:
    """The first reading whose header is complete, else the one with the most known columns, else the first."""
    best: tuple[DecodedText | None, Header | None] = (None, None)
    for text in decodings(data):
        header = find_header(text.lines)
        if header and header.is_complete:
            return text, header
        if best[0] is None or (header and (best[1] is None or header.known > best[1].known)):
            best = (text, header)
    return best


def _read_table(
    text: DecodedText, header: Header, catalogue: Catalogue, quarter: Quarter | None, path: str
) -> ReturnTable:
    written = TextLines(text.lines, header.delimiter)
    source = ReturnSource(path, None, header.columns, header.headers, written)
    remarks = _remarks(text, header)
    table = read_rows(source, written, header.end, text.bad, text.encoding)
    found = header_findings(header, source)
    if not header.is_complete:
        return ReturnTable(source, quarter, (), _count(table), tuple(found), remarks, failed=True)
    found += table.diagnostics
    if not _count(table):
        found.append(source.diagnose("F14", "文件没有数据行；请在表头下填写数据后重报。", header.line))
        return ReturnTable(source, quarter, (), 0, tuple(found), remarks, failed=True)
    invisible = has_invisible("".join(text.lines))
    reader = RowReader(source, table.rows, Vocabulary(catalogue), invisible=invisible)
    return _with_periods(reader, table, found, quarter, remarks)


def _with_periods(
    reader: RowReader, table: Rows, found: list[Diagnostic], quarter: Quarter | None, remarks: tuple[str, ...]
) -> ReturnTable:
    """The rows, once it is known which quarter the file is of; F04 where it is of none or of another."""
    source = reader.source
    why: str | None = None
    if quarter is None:
        quarter, why = quarter_of_column(reader.written_periods())
        if quarter:
            remarks = (*remarks, f"文件名没有写明报送期，按“数据期”列作{chinese_quarter(quarter)}读取")
    rows = reader.read(quarter)
    if quarter:
        why = why_other_period(rows, quarter)
    # A fault of the whole file ends its checking: what its cells hold is not looked at.
    found += [source.diagnose("F04", why)] if why else reader.found
    return ReturnTable(source, quarter, rows, table.misshapen, tuple(found), remarks, failed=why is not None)


def _failed(source: ReturnSource, quarter: Quarter | None, why: Diagnostic, misshapen: int = 0) -> ReturnTable:
    return ReturnTable(source, quarter, (), misshapen, (why,), failed=True)


def _count(table: Rows) -> int:
    return len(table.rows) + table.misshapen


def _remarks(text: DecodedText, header: Header) -> tuple[str, ...]:
    """What was assumed about the file, for the user to know and not to mend."""
    remarks = []
    if text.encoding != "UTF-8":
        remarks.append(f"按 {text.encoding} 读取")
    if header.delimiter != DELIMITERS[0]:
        remarks.append(f"按{DELIMITER_NAMES.get(header.delimiter, f'“{header.delimiter}”')}分隔读取")
    if any(line.strip() for line in text.lines[: header.line - 1]):
        remarks.append(f"表头在第{header.line}行，其上各行未读取")
    return tuple(remarks)
