"""What is said of a line of text that is no row: another number of cells, another delimiter, quotes, bytes (F10–F13).

Not here: which lines are none (``table``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.written import cell_spans

from .cells import shown
from .table import DELIMITER_NAMES, DELIMITERS, first_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import ReturnSource
    from lianggang.model.written import TextLines

    from .table import Width
    from .text import BadBytes

_MOST_EXPLAINED = 500
"""Cells. A line of more is not searched for the delimiter that was meant."""


def wrong_shape(source: ReturnSource, text: TextLines, width: Width, line: int, cells: Sequence[str]) -> Diagnostic:
    """F12 where another delimiter explains the number of cells, else F10."""
    written = text.lines[line - 1]
    for other in DELIMITERS if len(cells) <= _MOST_EXPLAINED else ():
        if other != text.delimiter and _explains(other, written, text.delimiter, width):
            used, usual = (DELIMITER_NAMES.get(mark, f"“{mark}”") for mark in (other, text.delimiter))
            message = f"第{line}行用了{used}，其余各行用{usual}分隔；请改为{usual}。"
            position = written.find(other)
            return source.diagnose_cell("F12", message, line, None, found=other, marked=(position, position + 1))
    message = (
        f"第{line}行有{len(cells)}格，表头有{width.narrowest}格；"
        f"请检查是否漏填，或多了{DELIMITER_NAMES.get(text.delimiter, f'“{text.delimiter}”')}。"
    )
    return source.diagnose("F10", message, line)


def _explains(other: str, written: str, delimiter: str, width: Width) -> bool:
    """Whether the line has the right number of cells once ``other`` counts as a delimiter.

    Beside the usual delimiter only where it stands next to a letter or digit: ， and ； between Chinese
    characters are punctuation of a 说明.
    """
    if other not in written:
        return False
    if width.fitting(first_record([written], 0, other)[0]):
        return True
    position = written.find(other)
    beside = written[max(position - 1, 0) : position + 2].replace(other, "")
    unified = first_record([written.replace(other, delimiter)], 0, delimiter)[0]
    return width.fitting(unified) is not None and any(mark < "\u2000" for mark in beside)


def faulty_quote(source: ReturnSource, text: TextLines, start: int) -> Diagnostic:
    """F11: where in ``text.lines[start]`` a quote is wrong, and how."""
    line = text.lines[start]
    ordinal, position, closed = _where_quoted(line, text.delimiter)
    message = (
        f'第{start + 1}行第{ordinal}格的双引号后还有文字；单元格内的双引号请写两个（""），或改用“”。'
        if closed
        else f"第{start + 1}行第{ordinal}格的双引号没有结束，该行未读取；请补上引号。"
    )
    span = (position, len(line))
    return source.diagnose_cell("F11", message, start + 1, ordinal, found=shown(line[position:]), marked=span)


def _where_quoted(line: str, delimiter: str) -> tuple[int, int, bool]:
    """Ordinal (from 1) and offset of the first cell whose quotes are wrong, and whether its quote does close."""
    last = (1, max(line.find('"'), 0))
    for ordinal, span in enumerate(cell_spans(line, delimiter), 1):
        cell = line[slice(*span)]
        if cell.startswith('"'):
            inner = cell[1:].replace('""', "")
            if '"' not in inner:
                return ordinal, span[0], False
            if not inner.endswith('"') or inner.count('"') > 1:
                return ordinal, span[0], True
            last = (ordinal, span[0])
    return *last, False


def bad_bytes(source: ReturnSource, text: TextLines, bad: Sequence[BadBytes], encoding: str) -> Iterator[Diagnostic]:
    """F13 for each line with invalid bytes: at its first place, naming up to three."""
    by_line: dict[int, list[BadBytes]] = {}
    for place in bad:
        by_line.setdefault(place.line, []).append(place)
    for line, places in by_line.items():
        first = places[0]
        which = "、".join(str(place.byte) for place in places[:3]) + ("等" if len(places) > 3 else "")
        ordinal = _ordinal_at(text.lines[line - 1], text.delimiter, first.offset)
        message = f"第{line}行第{which}字节不是有效的{encoding}文字；请重新录入该处后重报。"
        yield source.diagnose_cell("F13", message, line, ordinal, marked=(first.offset, first.offset + 1))


def _ordinal_at(line: str, delimiter: str, offset: int) -> int | None:
    """Which cell of the line the character at ``offset`` belongs to."""
    if '"' not in line:
        return line.count(delimiter, 0, offset) + 1
    for ordinal, (start, end) in enumerate(cell_spans(line, delimiter), 1):
        if start <= offset < end:
            return ordinal
    return None
