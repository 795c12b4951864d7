"""A case file, plain or gzipped: targets of the past with their outcomes, read strictly and with every fault's place.

Not here: how a case is judged (``lianggang.engine.backtest``). Format: docs/methods.md, section 14.
"""

from __future__ import annotations

import csv
import io
import zlib
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES, Diagnostic, Place
from lianggang.model.errors import CaseFileError
from lianggang.model.visible import visible

from .case_cells import CaseFault, case_of, read_cells
from .text import read_bytes, split_lines
from .yaml_source import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from lianggang.model.case import Case

COLUMNS = (
    "id", "family", "indicator", "country", "kind", "direction", "unit", "baseline_year", "baseline", "target_year",
    "target", "bound_lo", "bound_hi", "final_year", "final_value", "outcome", "series",
)  # fmt: skip
"""All of them must be there, in any order; others are passed over."""
LARGEST_TEXT = 64 * 2**20
"""Bytes after unpacking. Two thousand cases take 0.6 MiB."""
MOST_CASES = 100_000
MOST_FAULTS = 200
"""Reading stops there: such a file is another one."""
_GZIP = b"\x1f\x8b"


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file without faults.

    Raises CaseFileError with the faults and their places (B01–B04) where there are any, UsageError where there is
    no such file, LianggangError where it cannot be read.
    """
    cases, diagnostics = read_cases(path)
    if diagnostics:
        message = f"案例文件 {shown_path(path)} 有 {len(diagnostics)} 处错误，不能使用。请先改正。"
        raise CaseFileError(message, diagnostics)
    return cases


def read_cases(path: Path) -> tuple[tuple[Case, ...], tuple[Diagnostic, ...]]:
    """The sound cases of a file, in its order, and everything that is wrong with it, in the order of the lines."""
    shown = shown_path(path)
    try:
        lines = split_lines(_text(read_bytes(path)))
    except _UnreadableError as why:
        return (), (_diagnostic(shown, CaseFault("B01", str(why))),)
    reader = _Reader(shown, lines)
    try:
        cases = tuple(reader.cases())
    except csv.Error as why:
        line = min(reader.line + 1, len(lines))
        reader.report(CaseFault("B01", f"从这一行起不是合法的 CSV（{why}）；请用 UTF-8 另存为 CSV。"), line)
        cases = ()
    return cases, tuple(reader.diagnostics)


class _UnreadableError(Exception):
    """Why the bytes are no case file at all, as a sentence."""


def _text(packed: bytes) -> str:
    """The text of the file; unpacked no further than it may be, whatever the packed file claims."""
    data = _unpacked(packed) if packed.startswith(_GZIP) else packed
    if len(data) > LARGEST_TEXT:
        raise _UnreadableError(f"文件（解压后）超过 {LARGEST_TEXT // 2**20} MiB 的上限，没有读取；请核对是否选错文件。")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _UnreadableError("文件不是 UTF-8 编码的文字；案例文件请存为 UTF-8 的 CSV，可用 gzip 压缩。") from None


def _unpacked(packed: bytes) -> bytes:
    """At most one byte more than ``LARGEST_TEXT``; the parts of a file that was put together one after the other."""
    data = b""
    try:
        while packed and len(data) <= LARGEST_TEXT:
            part = zlib.decompressobj(wbits=31)
            data += part.decompress(packed, LARGEST_TEXT + 1 - len(data))
            if not part.eof and len(data) <= LARGEST_TEXT:
                raise _UnreadableError("压缩文件不完整；请重新取得该文件。")
            packed = part.unused_data
    except zlib.error:
        raise _UnreadableError("压缩文件已损坏，无法解压；请重新取得该文件。") from None
    return data


class _Reader:
    """Rows → cases, with what is wrong with them."""

    def __init__(self, path: str, lines: Sequence[str]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.line = 0
        """The physical line in which the row before ended."""
        self._path = path
        self._lines = lines
        self._rows = csv.reader(io.StringIO("\n".join(lines) + "\n", newline=""), strict=True)
        self._places: Mapping[str, int] = {}
        self._seen: dict[str, int] = {}

    def cases(self) -> Iterator[Case]:
        """The sound ones, until there are too many faults or cases."""
        header = [cell.strip() for cell in next(self._rows, [])]
        self.line = self._rows.line_num
        fault = _header_fault(header)
        if fault is not None:
            self.report(fault, 1)
            return
        self._places = {name: header.index(name) for name in COLUMNS}
        number = 0
        for row in self._rows:
            line, self.line = self.line + 1, self._rows.line_num
            if not row:
                continue
            number += 1
            if number > MOST_CASES:
                self.report(CaseFault("B01", f"案例超过 {MOST_CASES} 个的上限；请分成几个文件。"), line)
                return
            case = self._case(row, line, len(header))
            if case is not None:
                yield case
            if len(self.diagnostics) >= MOST_FAULTS:
                self.report(CaseFault("B01", f"错误已有 {len(self.diagnostics)} 处，此行以后没有再读。"), line)
                return
        if not number:
            self.report(CaseFault("B01", "表头之下没有案例；请核对文件。"), 1)

    def _case(self, row: Sequence[str], line: int, width: int) -> Case | None:
        if len(row) != width:
            self.report(CaseFault("B02", f"本行 {len(row)} 格，表头 {width} 格；请核对逗号和引号。"), line)
            return None
        cells, faults = read_cells({name: row[place].strip() for name, place in self._places.items()})
        case = None
        if not faults:
            case, faults = case_of(cells)
        for fault in faults:
            self.report(fault, line, row)
        if case is None:
            return None
        first = self._seen.setdefault(case.id, line)
        if first != line:
            message = f"案例编号与第 {first} 行相同；每个案例的 id 应各不相同。"
            self.report(CaseFault("B04", message, "id"), line, row, also=first)
            return None
        return case

    def report(
        self, fault: CaseFault, line: int | None = None, row: Sequence[str] = (), also: int | None = None
    ) -> None:  # fmt: skip
        """Put a fault down with its place."""
        column = self._places.get(fault.column) if fault.column else None
        excerpt = self._lines[line - 1] if line is not None and 0 < line <= len(self._lines) else None
        self.diagnostics.append(
            _diagnostic(
                self._path,
                fault,
                line,
                None if column is None else column + 1,
                found=None if column is None or column >= len(row) else row[column],
                excerpt=excerpt,
                also=also,
            )
        )


def _header_fault(header: Sequence[str]) -> CaseFault | None:
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        return CaseFault("B02", f"表头缺少 {'、'.join(missing)}；应有 {'、'.join(COLUMNS)}。")
    repeated = [name for name in COLUMNS if header.count(name) > 1]
    return CaseFault("B02", f"{'、'.join(repeated)} 在表头中出现两次；请删去一列。") if repeated else None


def _diagnostic(
    path: str,
    fault: CaseFault,
    line: int | None = None,
    column: int | None = None,
    *,
    found: str | None = None,
    excerpt: str | None = None,
    also: int | None = None,
) -> Diagnostic:
    from lianggang.model.written import OneLine, cell_span  # noqa: PLC0415  # only where there is something to report

    return Diagnostic(
        code=fault.code,
        message=fault.message,
        place=Place(path, line=line, column=column, header=fault.column if column else None),
        severity=CODES[fault.code].severity,
        found=None if found is None else visible(found[:80]),
        written=OneLine(excerpt),
        marked=cell_span(excerpt, ",", column) if excerpt is not None and column is not None else None,
        also=Place(path, line=also) if also else None,
    )
