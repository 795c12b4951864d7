"""The bytes of a text file → the table under its header: the likeliest encoding, the header, the rows.

Not here: what the cells mean (``rows``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.submission import ReturnSource
from lianggang.model.written import TextLines

from .grid import Grid, Unreadable
from .header import MOST_COLUMNS, SEARCHED, Header, find_header
from .table import DELIMITER_NAMES, DELIMITERS, Row, first_record, read_rows
from .text import LONGEST_LINE, DecodedText, decodings, why_not_text, why_too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNDECODABLE = "文件编码无法识别；请在Excel中另存为“CSV UTF-8”或.xlsx后重报。"
NO_HEADER = "未找到表头“指标编码、本期值”；请使用下发的报表，不要删改列。"
_TOO_WIDE = f"第{{line}}行超过{MOST_COLUMNS}列；请使用下发的报表，删去多余的列后重报。"


def read_text(data: bytes, path: str) -> Grid | Unreadable:
    """The table of a text file; Unreadable where there is none (F01, F02, F14, F17)."""
    source = ReturnSource(path)
    if too_large := why_too_large(data):
        return Unreadable(source, source.diagnose("F17", too_large))
    why_not = why_not_text(data)
    text, header = (None, None) if why_not else _likeliest_reading(data)
    if text is None:
        return Unreadable(source, source.diagnose("F01", why_not or _UNDECODABLE))
    if not any(map(str.strip, text.lines)):
        return Unreadable(source, source.diagnose("F14", "文件是空的；请填写后重报。"))
    if header is None:
        return _without_header(text, path)
    if max(map(len, text.lines)) > LONGEST_LINE:
        return _with_long_line(text, source)
    written = TextLines(text.lines, header.delimiter)
    source = ReturnSource(path, None, header.columns, header.headers, written)
    rows = read_rows(source, written, header.end, text.bad, text.encoding)
    above, remarks = list(_above(text, header)), _remarks(text, header)
    return Grid(source, header, rows, above, remarks=remarks, has_invisible=rows.has_invisible)


def _filled(text: DecodedText) -> list[int]:
    """The numbers of the lines that are not blank."""
    return [number for number, line in enumerate(text.lines, 1) if line.strip()]


def _with_long_line(text: DecodedText, source: ReturnSource) -> Unreadable:
    long = next(number for number, line in enumerate(text.lines, 1) if len(line) > LONGEST_LINE)
    why = f"第{long}行超过{LONGEST_LINE}个字符；请核对是否报错文件，或缺少换行。"
    return Unreadable(source, source.diagnose("F17", why, long), len(_filled(text)) - 1)


def _without_header(text: DecodedText, path: str) -> Unreadable:
    """The first line that is not blank is the one that was meant for the header."""
    filled = _filled(text)
    if text.bad or text.is_guess:
        source = ReturnSource(path)
        return Unreadable(source, source.diagnose("F01", _UNDECODABLE))
    source = ReturnSource(path, written=TextLines(text.lines))
    for number, line in enumerate(text.lines[:SEARCHED], 1):
        if any(line.count(delimiter) >= MOST_COLUMNS for delimiter in DELIMITERS):
            return Unreadable(source, source.diagnose("F17", _TOO_WIDE.format(line=number), number), len(filled) - 1)
    return Unreadable(source, source.diagnose("F02", NO_HEADER, filled[0]), len(filled) - 1)


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


def _above(text: DecodedText, header: Header) -> Iterator[Row]:
    position = 0
    while position < header.line - 1:
        cells, taken = first_record(text.lines, position, header.delimiter)
        yield Row(position + 1, tuple(cells[:MOST_COLUMNS]))
        position += taken


def _remarks(text: DecodedText, header: Header) -> tuple[str, ...]:
    """What was assumed about the file, for the user to know and not to mend."""
    remarks = []
    if text.encoding != "UTF-8":
        remarks.append(f"按 {text.encoding} 读取")
    if header.delimiter != DELIMITERS[0]:
        remarks.append(f"按{DELIMITER_NAMES.get(header.delimiter, f'“{header.delimiter}”')}分隔读取")
    return tuple(remarks)
