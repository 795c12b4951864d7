"""An .xlsx file → its sheets, by openpyxl. Imported only when such a file is read.

Read in full, not in openpyxl's read-only mode, which knows no merged cells, hidden rows or comments
(docs/decisions/0012). What is unsafe to open at all is refused before, by ``xlsx_package``.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel

from .grid import Oddity
from .header import MOST_COLUMNS
from .refusal import Refusal
from .sheet import Comment, Merge, Sheet, SheetCell, date_cell, number_cell, text_cell, unescaped
from .xlsx_package import inspect_package

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

_CHINESE_DATES = frozenset({27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58})
"""Number formats that Chinese Excel has built in and does not write out, as 31 = yyyy年m月d日; openpyxl has none."""
_UNREADABLE = "文件损坏，或不是Excel、WPS保存的工作簿；请打开后另存为新的.xlsx后重报。"


def read_xlsx(data: bytes) -> tuple[Sheet, ...] | Refusal:
    """The sheets of an .xlsx file in their order; a refusal where it cannot be read (F07, F17). Never raises."""
    package = inspect_package(data)
    if isinstance(package, Refusal):
        return package
    try:
        # Parts that a return does not need (a picture, an extension) are worth no warning to anybody; and of a style
        # that is not there openpyxl prints a line, which would stand in the midst of our own output.
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        return tuple(
            _sheet(worksheet, workbook.epoch, package.uncalculated.get(worksheet.title, {}))
            for worksheet in workbook.worksheets
        )
    except Exception:  # noqa: BLE001 - the library raises whatever a wrong file leads it to
        return Refusal("F07", _UNREADABLE)


def _sheet(worksheet: Any, epoch: dt.datetime, uncalculated: Mapping[tuple[int, int], str]) -> Sheet:
    rows: dict[int, dict[int, SheetCell]] = {}
    comments = {}
    # iter_rows would go through every cell between the first and the last one.
    for (row, column), cell in sorted(worksheet._cells.items()):  # noqa: SLF001
        if (formula := uncalculated.get((row, column))) is not None:
            rows.setdefault(row, {})[column] = SheetCell(formula, formula, Oddity.NOT_CALCULATED)
        elif (found := _cell(cell, epoch)) is not None:
            rows.setdefault(row, {})[column] = found
        if (comment := cell.comment) is not None:
            comments[row, column] = _comment(comment)
    return Sheet(
        title=worksheet.title,
        rows=rows,
        merges=tuple(
            Merge(one.min_row, one.min_col, one.max_row, one.max_col) for one in worksheet.merged_cells.ranges
        ),
        is_hidden=worksheet.sheet_state != "visible",
        hidden_rows=frozenset(row for row, shape in worksheet.row_dimensions.items() if shape.hidden),
        hidden_columns=frozenset(_hidden_columns(worksheet)),
        is_filtered=bool(worksheet.auto_filter.ref),
        comments=comments,
    )


def _comment(comment: Any) -> Comment:
    """An author without a name comes as the text ``None``."""
    author, text = (str(part or "").strip() for part in (comment.author, comment.text))
    return Comment("" if author == "None" else author, text)


def _cell(cell: Any, epoch: dt.datetime) -> SheetCell | None:
    value = cell.value
    match value:
        case None:
            return None
        case bool():
            return text_cell(str(value).upper())
        case str():
            text = unescaped(value)
            return text_cell(text) if text and not text.isspace() else None
        case int() | float():
            if cell.has_style and cell._style.numFmtId in _CHINESE_DATES:  # noqa: SLF001 - the only way to the number
                return _chinese_date(value, epoch)
            return number_cell(value, cell.number_format)
        case _:
            return date_cell(value)


def _chinese_date(value: float, epoch: dt.datetime) -> SheetCell:
    try:
        return date_cell(from_excel(value, epoch))
    except (OverflowError, ValueError):
        return number_cell(value)


def _hidden_columns(worksheet: Any) -> Iterator[int]:
    """Openpyxl keeps neighbouring columns of one shape under the first of them."""
    for letter, shape in worksheet.column_dimensions.items():
        if shape.hidden:
            first = shape.min or column_index_from_string(letter)
            yield from range(first, min(shape.max or first, MOST_COLUMNS) + 1)
