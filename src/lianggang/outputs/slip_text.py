"""A 退回单 as a table for a spreadsheet, the words of its items, and what the screen says of slips."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES, Severity
from lianggang.model.visible import visible

from .diagnostics_text import SEVERITY_NAMES, ranges_text
from .layout import Column, Line, Row, Span, paragraph, table
from .spreadsheet_text import csv_line, defused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.slip import Slip

CSV_HEADERS = (
    "序号", "级别", "编号", "类型", "文件", "工作表", "单元格", "行", "指标编码", "指标名称", "区域", "所填", "发现",
    "请", "回复",
)  # fmt: skip
_DO = {
    Severity.ERROR: "请核对后重报。",
    Severity.QUERY: "请核对；如属实，请在“说明”写明原因。",
    Severity.NOTE: "供参考。",
}
"""What to do, where the message does not say."""


def place_in_file(found: Diagnostic) -> str:
    """``区教育局.csv›D12``: the unit knows its file, not where the office keeps it."""
    place = found.place
    at = place.cell or (f"第{place.line}行" if place.line else "")
    return "›".join(part for part in (PurePosixPath(place.path).name, place.sheet or "", at) if part)


def indicator_name(found: Diagnostic, slip: Slip) -> str:
    """The name of the indicator that a finding is about; empty where it is about none that the catalogue knows."""
    indicator = slip.catalogue.indicators.get(found.indicator or "")
    return indicator.name if indicator else ""


def parted(found: Diagnostic) -> tuple[str, str]:
    """What was found, and what to do: a message says the one, a semicolon, and the other.

    A question (``是否为“城东街道”？``) is followed by what is to be done.
    """
    said, mark, asked = found.message.rpartition("；")
    if not mark:
        return found.message, _DO[found.severity]
    return f"{said}。", f"{asked}{_DO[found.severity]}" if asked.endswith("？") else asked


def slip_csv(slip: Slip) -> bytes:
    """The slip as a table: UTF-8 with a byte-order mark and CRLF, for Excel."""
    rows = [_csv_cells(found, number, slip) for number, found in enumerate(slip.items, 1)]
    lines = [csv_line(CSV_HEADERS), *(csv_line(defused(visible(text)) for text in row) for row in rows)]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _csv_cells(found: Diagnostic, number: int, slip: Slip) -> tuple[str, ...]:
    said, asked = parted(found)
    place = found.place
    return (
        str(number),
        SEVERITY_NAMES[found.severity],
        found.code,
        CODES[found.code].title,
        place.path,
        place.sheet or "",
        place.cell or "",
        ranges_text(found) or str(place.line or ""),
        found.indicator or "",
        indicator_name(found, slip),
        found.area or "",
        found.found or "",
        said,
        asked,
        "",
    )


_COLUMNS = (
    Column("填报单位", foldable=True),
    Column("须更正", right=True),
    Column("须说明", right=True),
    Column("供参考", right=True),
    Column("退回单", foldable=True),
)


def slips_lines(
    slips: Sequence[Slip], files: Sequence[str], endings: Sequence[str], folder: str, stale: Sequence[str], width: int
) -> list[Line]:
    """Which units get a slip, and where.

    files: the slips' names without endings; endings: of the formats written; stale: those of an earlier time.
    """
    if not slips:
        lines = paragraph("没有要退回的：各单位的填报都没有错误，也没有待说明的。", width)
    else:
        each = f"（每份 {'、'.join(endings)}）" if len(endings) > 1 else ""
        lines = paragraph(f"退回单在 {folder}{each}：", width)
        rows = [_row(slip, f"{name}{endings[0]}") for slip, name in zip(slips, files, strict=True)]
        lines += table(_COLUMNS, rows, width)
    if stale:
        lines += paragraph(f"其中还有以前的退回单，这次没有再退：{'、'.join(stale)}。", width, style="dim")
    return lines


def _row(slip: Slip, file: str) -> Row:
    counts = (len(slip.of(severity)) for severity in (Severity.ERROR, Severity.QUERY, Severity.NOTE))
    return Row((Span(slip.name), *(Span(f"{count}项" if count else "") for count in counts), Span(file)))
