"""Tables of a Word document: fixed widths within the margins, the header row repeated on every page, no row parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .document import ColumnKind
from .word_columns import PADDING, table_layout
from .word_elements import Lines, Look, element, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Table
    from .word_elements import Element
    from .word_fonts import Font

_ALIGN = {ColumnKind.TEXT: "left", ColumnKind.SHORT: "center", ColumnKind.FIGURE: "right"}
_HEIGHT_BY_HAND = 850
"""Of a row that is filled in on paper, in twips: 15 mm."""
_MARGINS = {"top": 20, "left": PADDING // 2, "bottom": 20, "right": PADDING // 2}
"""Of a cell, in twips."""
_NO_HEIGHT: dict[str, str | int] = {"before": 0, "line": 20, "lineRule": "exact"}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_elements(table: Table, width: int, black: Font, plain: Font) -> Iterator[Element]:
    """The caption, the table and what stands below it. width: of the page between its margins, in twips."""
    if table.caption:
        yield paragraph("Caption", [run(table.caption, Look(black))])
    layout = table_layout(table, width)
    size, widths = layout
    made = element("tbl", None, _properties(width), _grid(widths))
    if table.has_header:
        headers = [layout.header(column, place) for place, column in enumerate(table.columns)]
        made.append(_row(headers, widths, ["center"] * len(widths), black, size, header=True))
    aligns = [_ALIGN[column.kind] for column in table.columns]
    height = _HEIGHT_BY_HAND if table.by_hand else 0
    made.extend(_row(cells, widths, aligns, plain, size, height=height) for cells in table.rows)
    yield made
    yield from (paragraph("TableNote", [run(text, Look(plain))]) for text in table.notes)
    if not table.notes:
        # Two tables in a row would grow together. It is all but without height: it must not take another page.
        yield paragraph("TableNote", (), Lines(spacing=_NO_HEIGHT))


def _properties(width: int) -> Element:
    line: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
    return element(
        "tblPr",
        None,
        element("tblW", {"w": width, "type": "dxa"}),
        element("jc", {"val": "center"}),
        element("tblBorders", None, *(element(side, line) for side in _SIDES)),
        element("tblLayout", {"type": "fixed"}),
        # Of the table itself: some programs do not ask the style.
        element("tblCellMar", None, *(element(side, {"w": w, "type": "dxa"}) for side, w in _MARGINS.items())),
    )


def _grid(widths: Sequence[int]) -> Element:
    return element("tblGrid", None, *(element("gridCol", {"w": width}) for width in widths))


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    aligns: Sequence[str],
    font: Font,
    size: int,
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
    spacing: dict[str, str | int] = {"line": 14 * size, "lineRule": "exact"}
    for text, width, align in zip(cells, widths, aligns, strict=True):
        properties = element(
            "tcPr", None, element("tcW", {"w": width, "type": "dxa"}), element("vAlign", {"val": "center"})
        )
        words = [run(text, Look(font, size))] if text else []
        lines = Lines(spacing=spacing, align=align)
        made.append(element("tc", None, properties, paragraph("TableText", words, lines)))
    return made
