"""A 退回单 as a unit gets it: Markdown to read or print, CSV to work through; and what the screen says of them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES, Severity
from lianggang.model.visible import visible

from .diagnostics_text import SEVERITY_NAMES, ranges_text
from .layout import Column, Line, Row, Span, paragraph, table
from .markdown_text import escaped, table_lines
from .spreadsheet_text import csv_line, defused
from .wording import date_text, district_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.slip import Slip

_SECTIONS = {
    Severity.ERROR: (
        "须更正后重报",
        "这些行没有采用。请在原表上改正后，把整张表重报；数字只由填报单位改，办公室不代改。",
    ),
    Severity.QUERY: ("须说明", "这些行暂未采用。数字属实的，请在该行“说明”写明原因后重报，不必改数；有误的请改正。"),
    Severity.NOTE: ("供参考", "这些行已经采用，下次填报时请留意。"),
}
_NUMERALS = "一二三"
_HEADERS = ("序号", "编号", "位置", "指标", "所填", "发现", "请", "回复")
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


def slip_markdown(slip: Slip) -> str:
    """The slip as Markdown."""
    catalogue = slip.catalogue
    quarter = f" · {quarter_text(slip.quarter)}" if slip.quarter else ""
    lines = [
        f"# 退回单：{escaped(slip.name)}{quarter}",
        "",
        escaped(f"{district_text(catalogue.district)} · {catalogue.office.name}"),
        "",
    ]
    lines += [_summary(slip), ""]
    number = 0
    for place, severity in enumerate(one for one in _SECTIONS if slip.of(one)):
        title, said = _SECTIONS[severity]
        items = slip.of(severity)
        lines += [f"## {_NUMERALS[place]}、{title}（{len(items)}项）", "", said, ""]
        rows = [_markdown_cells(found, number + at, slip) for at, found in enumerate(items, 1)]
        lines += [*table_lines(_HEADERS, rows), ""]
        number += len(items)
    return "\n".join(lines)


def _summary(slip: Slip) -> str:
    errors, queries = len(slip.of(Severity.ERROR)), len(slip.of(Severity.QUERY))
    counts = "，".join(
        text for count, text in ((errors, f"须更正 {errors} 项"), (queries, f"须说明 {queries} 项")) if count
    )
    if slip.quarter is None:
        return f"{counts}。"
    due, lock = (days(slip.quarter) for days in (slip.catalogue.returns.due_on, slip.catalogue.returns.lock_on))
    return f"{counts}。报送截止 {date_text(due)}；{date_text(lock)}以后数据锁定，更正须另行书面说明。"


def _markdown_cells(found: Diagnostic, number: int, slip: Slip) -> tuple[str, ...]:
    said, asked = parted(found)
    rows = f"（共{found.count}行：第{ranges_text(found)}行）" if found.lines else ""
    return (
        str(number),
        found.code,
        _place(found),
        _indicator(found, slip),
        found.found or "",
        said + rows,
        asked,
        "",
    )


def _place(found: Diagnostic) -> str:
    """``区教育局.csv›D12``: the unit knows its file, not where the office keeps it."""
    place = found.place
    at = place.cell or (f"第{place.line}行" if place.line else "")
    return "›".join(part for part in (PurePosixPath(place.path).name, place.sheet or "", at) if part)


def _indicator(found: Diagnostic, slip: Slip) -> str:
    return " ".join(part for part in (found.indicator, _name(found, slip), found.area) if part)


def _name(found: Diagnostic, slip: Slip) -> str:
    indicator = slip.catalogue.indicators.get(found.indicator or "")
    return indicator.name if indicator else ""


def parted(found: Diagnostic) -> tuple[str, str]:
    """What was found, and what to do: a message says the one, a semicolon, and the other."""
    said, mark, asked = found.message.rpartition("；")
    return (f"{said}。", asked) if mark else (found.message, _DO[found.severity])


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
        _name(found, slip),
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
    slips: Sequence[Slip], files: Sequence[str], folder: str, stale: Sequence[str], width: int
) -> list[Line]:
    """Which units get a slip, and where. files: the slips' names without endings; stale: those of an earlier time."""
    if not slips:
        lines = paragraph("没有要退回的：各单位的填报都没有错误，也没有待说明的。", width)
    else:
        lines = paragraph(f"退回单在 {folder}（每份 .md 和 .csv）：", width)
        lines += table(_COLUMNS, [_row(slip, name) for slip, name in zip(slips, files, strict=True)], width)
    if stale:
        lines += paragraph(f"其中还有以前的退回单，这次没有再退：{'、'.join(stale)}。", width, style="dim")
    return lines


def _row(slip: Slip, name: str) -> Row:
    counts = (len(slip.of(severity)) for severity in _SECTIONS)
    return Row((Span(slip.name), *(Span(f"{count}项" if count else "") for count in counts), Span(f"{name}.md")))
