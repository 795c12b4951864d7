"""Diagnostics as a table for a spreadsheet: one line each, Chinese headers, nothing that a spreadsheet would run.

The byte-order mark that Excel needs is the business of whoever writes the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES
from lianggang.model.visible import visible

from .diagnostics_text import SEVERITY_NAMES, place_text, ranges_text
from .spreadsheet_text import csv_line, defused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lianggang.model.diagnostic import Diagnostic

HEADERS = (
    "级别", "编号", "类型", "文件", "工作表", "行", "列", "列名", "单元格", "指标编码", "指标名称", "区域",
    "原文", "发现与处理", "行数", "行号", "另见", "已说明",
)  # fmt: skip


def to_csv(diagnostics: Iterable[Diagnostic], names: Mapping[str, str] | None = None) -> str:
    """All diagnostics, in the order given, as comma-separated text under a header; lines end with a line feed.

    names: indicator code → name.
    """
    lines = [HEADERS, *(_cells(found, names or {}) for found in diagnostics)]
    return "".join(csv_line(line) + "\n" for line in lines)


def _cells(found: Diagnostic, names: Mapping[str, str]) -> tuple[str, ...]:
    place = found.place
    texts = (
        SEVERITY_NAMES[found.severity],
        found.code,
        CODES[found.code].title,
        place.path,
        place.sheet,
        place.line,
        place.column,
        place.header,
        place.cell,
        found.indicator,
        names.get(found.indicator or ""),
        found.area,
        found.found,
        found.message,
        found.count,
        ranges_text(found),
        place_text(found.also) if found.also else None,
        "是" if found.explained else None,
    )
    return tuple("" if text is None else defused(visible(str(text))) for text in texts)
