"""An old .xls file → its sheets, by python-calamine, which an office installs where it needs it (``lianggang[xls]``).

The library tells no number formats, comments or hidden rows, and makes error cells empty: the file is read, and said
to be only half known (F09). Imported only when such a file is read.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from .refusal import Refusal
from .sheet import Merge, Sheet, SheetCell, date_cell, number_cell, text_cell
from .xlsx_package import MOST_CELLS

_NOT_INSTALLED = (
    "这是旧版.xls工作簿；请在Excel或WPS中打开，另存为.xlsx后重报"
    "（要直接读取.xls，请安装可选组件：pip install 'lianggang[xls]'）。"
)
_UNREADABLE = "文件损坏，或不是.xls工作簿；请用Excel或WPS打开，另存为.xlsx后重报。"


def read_xls(data: bytes) -> tuple[Sheet, ...] | Refusal:
    """The sheets of an .xls file in their order; a refusal where it cannot be read (F07, F17). Never raises."""
    try:
        import python_calamine as calamine  # noqa: PLC0415 - optional
    except ImportError:
        return Refusal("F07", _NOT_INSTALLED)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = {one.name for one in workbook.sheets_metadata if one.visible != calamine.SheetVisibleEnum.Visible}
        sheets = []
        cells = 0
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            cells += sheet.height * sheet.width
            if cells > MOST_CELLS:
                return Refusal("F17", f"工作簿超过{MOST_CELLS}个单元格；请删去表外的空行空列，另存为.xlsx后重报。")
            sheets.append(_sheet(sheet, is_hidden=name in hidden))
        return tuple(sheets)
    except calamine.PasswordError:
        return Refusal("F07", "文件设有密码，无法读取；请取消密码，另存为.xlsx后重报。")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a panic of the library is no Exception
        return Refusal("F07", _UNREADABLE)


def _sheet(sheet: Any, *, is_hidden: bool) -> Sheet:
    rows: dict[int, dict[int, SheetCell]] = {}
    top, left = sheet.start or (0, 0)
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        cells = {column: cell for column, value in enumerate(values, left + 1) if (cell := _cell(value)) is not None}
        if cells:
            rows[number] = cells
    merges = tuple(
        Merge(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1) for first, last in sheet.merged_cell_ranges or ()
    )
    return Sheet(sheet.name, rows, merges, is_hidden)


def _cell(value: object) -> SheetCell | None:
    match value:
        case bool():
            return text_cell(str(value).upper())
        case int() | float():
            return number_cell(value)
        case dt.date() | dt.time() | dt.timedelta():
            return date_cell(value)
        case _:
            text = str(value)
            return text_cell(text) if text and not text.isspace() else None
