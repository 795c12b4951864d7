"""A reporting form as CSV, with the columns that a return has: for those who have no spreadsheet program at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .form_text import FormColumn, filled_rows
from .spreadsheet_text import csv_line, defused

if TYPE_CHECKING:
    from lianggang.model.form import ReportingForm

    from .form_text import FilledRow

_UNIT, _PERSON, _DAY = "填报单位", "填报人", "填报日期"
"""What a workbook says once, in its head and foot, stands in every row here."""

HEADERS = (*(column.value for column in FormColumn if column is not FormColumn.NOTE), _UNIT, _PERSON, _DAY, "说明")


def form_csv(form: ReportingForm) -> bytes:
    """UTF-8 with a byte-order mark and CRLF, so that Excel on a Chinese Windows opens it rightly."""
    lines = [csv_line(HEADERS), *(csv_line(_cells(filled, form.unit)) for filled in filled_rows(form))]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _cells(filled: FilledRow, unit: str) -> list[str]:
    """In the order of the headers. 上期值 is a figure, below zero too, and no text that could run."""
    texts = {column.value: text for column, text in filled.texts.items()} | {_UNIT: unit}
    figure = FormColumn.PREVIOUS_VALUE.value
    return [texts.get(name, "") if name == figure else defused(texts.get(name, "")) for name in HEADERS]
