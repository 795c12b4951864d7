"""The targets to be checked against the official texts: as a screen by document, as CSV, and as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from lianggang.model.visible import visible

from .diagnostics_text import place_text
from .json_text import indented_json
from .layout import Column, Line, Row, Span, paragraph, table
from .spreadsheet_text import csv_line, defused
from .target_words import target_text
from .to_json import target_object
from .wording import deadline_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.unverified import UnverifiedTarget

HEADERS = ("文件", "条目", "指标编码", "指标名称", "目标", "期限", "级别", "出处", "目录位置")


def unverified_lines(targets: Sequence[UnverifiedTarget], width: int) -> list[Line]:
    """One block for each document, so that one can work through a document at a time."""
    if not targets:
        return paragraph("所列指标的目标值都已对照原文核过。", width, style="green")
    documents = [(name, [*group]) for name, group in groupby(targets, key=lambda one: one.document)]
    codes = {one.indicator.code for one in targets}
    head = f"待核原文的目标 {len(targets)} 个，涉及 {len(codes)} 项指标、{len(documents)} 份文件。"
    lines = paragraph(head, width, style="bold")
    for name, group in documents:
        lines += [(), *paragraph(f"{name}（{len(group)} 个）", width, style="bold"), *_block(group, width)]
    advice = "对照原文无误的，请在目录的那一行把 verified 改为 true；不符的，请先改正。"
    return [*lines, (), *paragraph(advice, width)]


def _block(group: Sequence[UnverifiedTarget], width: int) -> list[Line]:
    columns = [
        Column("行", right=True),
        Column("编码"),
        Column("指标", foldable=True),
        Column("目标"),
        Column("级别"),
    ]
    has_clauses = any(one.clause for one in group)
    if has_clauses:
        columns.append(Column("条目", foldable=True))
    rows = []
    for one in group:
        cells = [
            Span(str(one.place.line or "")),
            Span(one.indicator.code),
            Span(one.indicator.name),
            Span(f"{target_text(one.target)} {deadline_text(one.target.by)}"),
            Span(one.target.level),
        ]
        rows.append(Row((*cells, Span(one.clause)) if has_clauses else tuple(cells)))
    return table(columns, rows, width)


def unverified_csv(targets: Sequence[UnverifiedTarget]) -> str:
    """One line each under a header, in the same order."""
    lines = [HEADERS, *(_cells(one) for one in targets)]
    return "".join(csv_line(line) + "\n" for line in lines)


def _cells(one: UnverifiedTarget) -> tuple[str, ...]:
    target = one.target
    asked = (target_text(target), deadline_text(target.by), target.level, target.source)
    texts = (one.document, one.clause, one.indicator.code, one.indicator.name, *asked, place_text(one.place))
    return tuple(defused(visible(text)) for text in texts)


def unverified_document(targets: Sequence[UnverifiedTarget]) -> str:
    """The same as JSON."""
    return indented_json({"command": "indicators", "unverified": [_object(one) for one in targets]})


def _object(one: UnverifiedTarget) -> dict[str, Any]:
    return {
        "document": one.document,
        "clause": one.clause or None,
        "indicator": one.indicator.code,
        "name": one.indicator.name,
        "target": target_object(one.target),
        "path": one.place.path,
        "line": one.place.line,
    }
