"""Small .xlsx files for the tests, from a description that can be read; and their parts, to be spoilt.

A description is sheets by title, each a mapping: ``rows`` (lists of cells, from A1 on), and where they matter
``hidden``, ``hidden_rows``, ``hidden_columns`` (letters), ``merge`` (ranges), ``formats`` (address → number format),
``comments`` (address → text), ``filter`` (range). A cell is text, a number, a date or empty; ``{formula: …}`` is a
formula, with ``value`` its stored result. Made by XlsxWriter, the same bytes each time.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

SHEET = "xl/worksheets/sheet1.xml"


def workbook(sheets: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The workbook of a description."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": dt.datetime(2025, 10, 9, tzinfo=dt.UTC).replace(tzinfo=None)})
    for title, description in sheets.items():
        _write_sheet(book, book.add_worksheet(title), description)
    book.close()
    return stream.getvalue()


def sheet(*rows: list[Any], title: str = "报表", **more: Any) -> bytes:
    """A workbook of one sheet."""
    return workbook({title: {"rows": rows, **more}})


def form(*rows: list[Any], dictionary: Mapping[str, str] | None = None, **more: Any) -> bytes:
    """A workbook with these rows and a form's dictionary sheet."""
    entries = {"表单": "lianggang", "版本": "1", "报送期": "2025Q3", "填报单位": "区教育局", "数据表": "报表"}
    entries |= dictionary or {}
    return workbook({
        "报表": {"rows": rows, **more},
        "字典": {"rows": [[key, value] for key, value in entries.items()], "hidden": True},
    })  # fmt: skip


def _write_sheet(book: Any, worksheet: Any, description: Mapping[str, Any]) -> None:
    formats = {
        address: book.add_format({"num_format": name}) for address, name in description.get("formats", {}).items()
    }
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate(description["rows"]):
        for column, value in enumerate(cells):
            shape = formats.get(f"{chr(65 + column)}{row + 1}")
            if isinstance(value, Mapping):
                worksheet.write_formula(row, column, value["formula"], shape, value.get("value", ""))
            elif isinstance(value, dt.date):
                worksheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), shape or date)
            elif value is not None:
                worksheet.write(row, column, value, shape)
    for row in description.get("hidden_rows", ()):
        worksheet.set_row(row - 1, None, None, {"hidden": True})
    for letter in description.get("hidden_columns", ()):
        worksheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
    for place in description.get("merge", ()):
        _merge(worksheet, place, description["rows"])
    for address, text in description.get("comments", {}).items():
        worksheet.write_comment(address, text, {"author": description.get("author", "王示例")})
    if area := description.get("filter"):
        worksheet.autofilter(area)
    if description.get("hidden"):
        worksheet.very_hidden() if description["hidden"] == "very" else worksheet.hide()


def _merge(worksheet: Any, place: str, rows: Any) -> None:
    """The merged cell keeps what stands in its first cell."""
    row, column = xl_cell_to_rowcol(place.split(":", maxsplit=1)[0])
    cells = rows[row]
    worksheet.merge_range(place, cells[column] if column < len(cells) and cells[column] is not None else "")


def respoilt(data: bytes, edit: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The workbook with each part as ``edit`` gives it back (None: left out), and with further parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := edit(name, old.read(name))) is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name, part)
    return stream.getvalue()


def with_xml(data: bytes, before: bytes, added: bytes, part: str = SHEET) -> bytes:
    """The workbook with ``added`` put in front of the first ``before`` of a part."""

    def edit(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert before in content
        return content.replace(before, added + before, 1)

    return respoilt(data, edit)
