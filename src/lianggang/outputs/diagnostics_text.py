"""Diagnostics as a compiler prints them: head line, the line of the file with the cell underlined, the message.

Nothing of the data reaches the terminal as it is: control characters are spelt out. What became of the rows, and
the other formats, are not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES, Severity
from lianggang.model.visible import visible, visible_character

from .layout import Line, Span, beginning, cells, paragraph, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lianggang.model.diagnostic import Diagnostic, Place

FULL = 10
"""How many are shown with their line; the others take one line each."""
LIMIT = 50
"""How many are printed at all."""
SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.QUERY: "核实", Severity.NOTE: "提示"}
SEVERITY_STYLES = {Severity.ERROR: "error", Severity.QUERY: "query", Severity.NOTE: "dim"}
_HINTED = 5
"""How many codes the hint at ``explain`` names."""
_MOST_RANGES = 40
"""Ranges of lines that are named of a grouped diagnostic: --format csv has them all."""
_ELLIPSIS = "…"
_GUTTER = 5
_LOOKED_AT = 2_000
"""Characters on each side of a cell: a line may have a million."""
_INDENT = 6


def to_text(
    diagnostics: Sequence[Diagnostic],
    *,
    width: int,
    names: Mapping[str, str],
    limit: int | None = LIMIT,
    full: int = FULL,
) -> str:
    """The diagnostics as plain text, each line ended; empty where there are none.

    width: columns of the terminal. names: indicator code → name. limit: how many are printed; None for all.
    """
    lines = to_lines(diagnostics, width=width, names=names, limit=limit, full=full)
    return "".join(f"{plain(line)}\n" for line in lines)


def to_lines(
    diagnostics: Sequence[Diagnostic],
    *,
    width: int,
    names: Mapping[str, str],
    limit: int | None = LIMIT,
    full: int = FULL,
) -> Iterator[Line]:
    """The same, line by line and styled. The totals at the end count all, printed or not."""
    if not diagnostics:
        return
    shown = diagnostics if limit is None else diagnostics[:limit]
    for found in shown[:full]:
        yield from in_full(found, width, names)
        yield ()
    for found in shown[full:]:
        yield in_one_line(found, width)
    if len(shown) > full:
        yield ()
    yield from paragraph(totals(diagnostics), width)
    if len(shown) < len(diagnostics):
        rest = len(diagnostics) - len(shown)
        hint = f"以上列出{len(shown)}项，其余{rest}项请用 --format csv 查看，或加 --all 全部列出。"
        yield from paragraph(hint, width, style="dim")


def explain_hint(diagnostics: Sequence[Diagnostic]) -> str:
    """How to read what the codes that were found mean: the first few of them, in the order of printing."""
    codes = [*dict.fromkeys(one.code for one in diagnostics)]
    return f"编号的说明：lianggang explain {' '.join(codes[:_HINTED])}"


def totals(diagnostics: Sequence[Diagnostic]) -> str:
    """``错误3项 核实1项（已说明1项） 提示2项``; what there is none of is left out."""
    parts = []
    for severity, name in SEVERITY_NAMES.items():
        found = [one for one in diagnostics if one.severity is severity]
        counts = (("已说明", sum(one.explained for one in found)), ("已更正", sum(bool(one.mended) for one in found)))
        said = "，".join(f"{word}{count}项" for word, count in counts if count)
        if found:
            parts.append(f"{name}{len(found)}项" + (f"（{said}）" if said else ""))
    return " ".join(parts)


def place_text(place: Place) -> str:
    """``data/2025Q3.csv:17:3 [C17]``; ``returns.xlsx›Sheet1›C17`` for a cell of a sheet."""
    if place.sheet is not None:
        cell = place.cell or (f"第{place.line}行" if place.line else None)
        return visible("›".join(part for part in (place.path, place.sheet, cell) if part))
    numbers = [place.path, *(str(number) for number in (place.line, place.column) if number is not None)]
    return visible(":".join(numbers)) + (f" [{place.cell}]" if place.cell else "")


def ranges_text(found: Diagnostic, most: int | None = None) -> str:
    """``3—6、9``: the lines of a grouped diagnostic, or the first ranges of them; empty for a single one."""
    return "、".join(str(first) if first == last else f"{first}—{last}" for first, last in found.lines[:most])


def rows_text(found: Diagnostic) -> str:
    """``共5行：第3—6、9行`` for a grouped diagnostic, of many lines the first; empty for a single one."""
    if not found.lines:
        return ""
    more = "等" if len(found.lines) > _MOST_RANGES else ""
    return f"共{found.count}行：第{ranges_text(found, _MOST_RANGES)}行{more}"


def in_full(found: Diagnostic, width: int, names: Mapping[str, str]) -> Iterator[Line]:
    """A head of one line or more, the annotated line, the message, the rows of a group, the second place."""
    yield from _head(found, width, names)
    yield from _annotated(found, width)
    for text in (found.message, rows_text(found), f"另见 {place_text(found.also)}" if found.also else ""):
        if text:
            yield from paragraph(text, width, _INDENT)


def in_one_line(found: Diagnostic, width: int) -> Line:
    """Severity, code, place, number of rows, indicator and message, cut at the terminal's width."""
    severity = f"{SEVERITY_NAMES[found.severity]} {found.code}"
    place = place_text(found.place)
    group = f"（共{found.count}行）" if found.count > 1 else ""
    about = f"{found.indicator} " if found.indicator else ""
    said = _cut(f"  {place}  {visible(group + about + found.message)}", width - cells(severity))
    return (Span(severity, SEVERITY_STYLES[found.severity]), Span(said))


def _head(found: Diagnostic, width: int, names: Mapping[str, str]) -> Iterator[Line]:
    """Severity, code and title; the place; the indicator: on one line where it fits, else the rest below."""
    title = f"{SEVERITY_NAMES[found.severity]} {found.code} {CODES[found.code].title}"
    if found.explained:
        title += "（已说明）"
    if found.mended:
        title += "（已更正）"
    about = " ".join(part for part in (found.indicator, names.get(found.indicator or ""), found.area) if part)
    line: Line = (Span(title, SEVERITY_STYLES[found.severity]),)
    for text in (place_text(found.place), visible(about)):
        if not text:
            continue
        if cells(plain(line)) + 2 + cells(text) <= width:
            line = (*line, Span(f"  {text}"))
        else:
            yield line
            *above, line = paragraph(text, width, _INDENT)
            yield from above
    yield line


def _annotated(found: Diagnostic, width: int) -> Iterator[Line]:
    """The line of the file with its number, and carets under the cell."""
    if found.excerpt is None:
        return
    number = str(found.place.line or "")
    gutter = max(_GUTTER, len(number) + 1)
    text, start, length = _window(found.excerpt, found.span, max(width - gutter - 3, 10))
    yield (Span(f"{number:>{gutter}} │ ", "dim"), Span(text))
    if found.span is not None:
        header = f" {visible(found.place.header)}" if found.place.header else ""
        carets = "^" * max(length, 1)
        yield (
            Span(f"{'':>{gutter}} │ ", "dim"),
            Span(" " * start),
            Span(carets + header, SEVERITY_STYLES[found.severity]),
        )


def _window(excerpt: str, span: tuple[int, int] | None, room: int) -> tuple[str, int, int]:
    """As much of a line as there is room for, around the cell: the text, and where in it the cell starts, how long.

    Start and length in columns. A cell that is longer than the room is shown from its beginning.
    """
    start, end = span or (0, 0)
    around = excerpt[max(start - _LOOKED_AT, 0) : start], excerpt[start:end][:_LOOKED_AT], excerpt[end:][:_LOOKED_AT]
    before, cell, after = map(_shown, around)
    if cells(before + cell + after) <= room:
        return before + cell + after, cells(before), cells(cell)
    cell = _cut(cell, max(room - 2, 2))
    spare = max(room - cells(cell), 0)
    most_before = max(spare // 2, spare - cells(after))
    if cells(before) > most_before:
        before = _ELLIPSIS + beginning(before[::-1], most_before - 1)[::-1]
    return before + cell + _cut(after, spare - cells(before)), cells(before), cells(cell)


def _shown(text: str) -> str:
    """A piece of a line of the file; the tabs of a tab-separated one are arrows."""
    return "".join("→" if character == "\t" else visible_character(character) for character in text)


def _cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` columns, with … at its end where something is left out."""
    return text if cells(text) <= width else beginning(text, width - 1) + _ELLIPSIS
