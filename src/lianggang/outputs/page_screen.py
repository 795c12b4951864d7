"""The screen of ``explain``: a page of Markdown for a terminal, or the list of all codes; and both as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES

from .diagnostics_text import SEVERITY_NAMES, SEVERITY_STYLES
from .json_text import indented_json
from .layout import Column, Line, Row, Span, cells, paragraph, table

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARKS = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\([^)]*\)")
_BULLET = "- "
_FENCE = "```"
_LONGEST_LABEL = 4
"""Characters: 级别, 含义, 例, 处理."""


def codes_lines(width: int) -> list[Line]:
    """All codes with their names and weights, a blank line between kinds."""
    columns = [Column("编号"), Column("级别"), Column("含义", foldable=True)]
    lines: list[Line] = []
    for kind in dict.fromkeys(code[0] for code in CODES):
        rows = [_code_row(code) for code in CODES if code[0] == kind]
        block = table(columns, rows, width)
        lines += [*(block if not lines else block[1:]), ()]
    return [
        *lines,
        *paragraph(f"共 {len(CODES)} 个编号；一个编号的说明见 lianggang explain 编号，如 explain L04。", width),
    ]


def _code_row(code: str) -> Row:
    known = CODES[code]
    severity = Span(SEVERITY_NAMES[known.severity], SEVERITY_STYLES[known.severity])
    return Row((Span(code), severity, Span(f"{known.title}（{known.name}）")))


def page_lines(text: str, width: int) -> list[Line]:
    """A page: headings bold, bullets folded under themselves, examples as they are, other text folded."""
    lines: list[Line] = []
    example = False
    for written in text.rstrip("\n").split("\n"):
        if written.startswith(_FENCE):
            example = not example
        elif example:
            lines.append((Span(written),))
        elif not written:
            lines.append(())
        else:
            lines += _prose(written, width)
    return lines


def _prose(written: str, width: int) -> list[Line]:
    if written.startswith("#"):
        return paragraph(_bare(written.lstrip("# ")), width, style="bold")
    if not written.startswith(_BULLET):
        return paragraph(_bare(written), width)
    label, colon, rest = _bare(written.removeprefix(_BULLET)).partition("：")
    head = f"{label}：" if colon and len(label) <= _LONGEST_LABEL else _BULLET
    text = rest if head != _BULLET else _bare(written.removeprefix(_BULLET))
    indent = cells(head)
    first, *more = paragraph(text, width, indent)
    return [(Span(head, "dim"), Span(first[0].text[indent:])), *more]


def _bare(text: str) -> str:
    """Without the marks of Markdown, which a terminal does not draw."""
    return _MARKS.sub(lambda match: match[1] or match[2] or match[3], text)


def explain_document(pages: Mapping[str, str] | None) -> str:
    """The codes, all of them where ``pages`` is None; with their pages, as Markdown, where they were asked for."""
    codes = [
        {"code": code, "name": known.name, "severity": known.severity.value, "title": known.title}
        | ({} if pages is None else {"text": pages[code]})
        for code, known in CODES.items()
        if pages is None or code in pages
    ]
    return indented_json({"command": "explain", "codes": codes})
