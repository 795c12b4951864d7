"""Tables of a Word document: fixed widths within the margins, the header row repeated on every page, no row parted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .document import ColumnKind
from .word_elements import Lines, Look, element, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Table
    from .word_elements import Element
    from .word_fonts import Font

_ALIGN = {ColumnKind.TEXT: "left", ColumnKind.SHORT: "center", ColumnKind.FIGURE: "right"}
_SIZES = (21, 20, 18, 16, 15)
"""Half points: the sizes that a table's text may have, the largest first."""
_PADDING = 80
"""Of a cell, left and right together, in twips."""
_HEIGHT_BY_HAND = 850
"""Of a row that is filled in on paper, in twips: 15 mm."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_elements(table: Table, width: int, black: Font, plain: Font) -> Iterator[Element]:
    """The caption, the table and what stands below it. width: of the page between its margins, in twips."""
    if table.caption:
        yield paragraph("Caption", [run(table.caption, Look(black))])
    widths = column_widths(table, width)
    size = text_size(table, width)
    made = element("tbl", None, _properties(width), _grid(widths))
    if table.has_header:
        made.append(
            _row(
                [column.header for column in table.columns],
                widths,
                ["center"] * len(widths),
                Look(black, size),
                header=True,
            )
        )
    aligns = [_ALIGN[column.kind] for column in table.columns]
    for cells in table.rows:
        made.append(_row(cells, widths, aligns, Look(plain, size), height=_HEIGHT_BY_HAND if table.by_hand else 0))
    yield made
    for text in table.notes or ("",):
        # Two tables in a row would grow together, and a page must not end with a table.
        yield paragraph("TableNote", [run(text, Look(plain))] if text else [])


def text_size(table: Table, width: int) -> int:
    """In half points: the largest at which the columns are as wide as they ask to be."""
    room = width - _PADDING * len(table.columns)
    asked = sum(column.width for column in table.columns)
    return next((size for size in _SIZES if asked * size * 10 <= room), _SIZES[-1])


def column_widths(table: Table, width: int) -> list[int]:
    """In twips, together exactly ``width``: what the columns ask for, what is left over shared out alike."""
    whole = sum(column.width for column in table.columns)
    room = width - _PADDING * len(table.columns)
    ends = [0]
    for column in table.columns:
        ends.append(ends[-1] + column.width)
    places = [end * room // whole + place * _PADDING for place, end in enumerate(ends)]
    return [end - start for start, end in pairwise(places)]


def _properties(width: int) -> Element:
    line: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
    return element(
        "tblPr",
        None,
        element("tblW", {"w": width, "type": "dxa"}),
        element("jc", {"val": "center"}),
        element("tblBorders", None, *(element(side, line) for side in _SIDES)),
        element("tblLayout", {"type": "fixed"}),
    )


def _grid(widths: Sequence[int]) -> Element:
    return element("tblGrid", None, *(element("gridCol", {"w": width}) for width in widths))


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    aligns: Sequence[str],
    look: Look,
    *,
    header: bool = False,
    height: int = 0,
) -> Element:
    properties = element("trPr", None, element("cantSplit"))
    if height:
        properties.append(element("trHeight", {"val": height, "hRule": "atLeast"}))
    if header:
        properties.append(element("tblHeader"))
    made = element("tr", None, properties)
    spacing: dict[str, str | int] = {"line": 14 * (look.size or _SIZES[-1]), "lineRule": "exact"}
    for text, width, align in zip(cells, widths, aligns, strict=True):
        properties = element(
            "tcPr", None, element("tcW", {"w": width, "type": "dxa"}), element("vAlign", {"val": "center"})
        )
        words = [run(text, look)] if text else []
        lines = Lines(spacing=spacing, align=align)
        made.append(element("tc", None, properties, paragraph("TableText", words, lines)))
    return made
