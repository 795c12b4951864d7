"""A reporting form as a workbook: locked labels, checked inputs, a hidden dictionary, ready to print.

No cell holds a formula: what is read back must be what was typed. The same form gives the same bytes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from lianggang.model.submission import DataStatus

from . import form_styles as style
from .form_hints import (
    DENOMINATOR_LIMITS,
    NOTE_HINT,
    PERIOD_HINT,
    STATUS_HINT,
    comment,
    numerator_limits,
    part_hint,
    value_hint,
    value_limits,
)
from .form_text import FOOT, INSTRUCTIONS, FormColumn, filing_texts, filled_rows, register_line, title
from .layout import fold
from .wording import district_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from xlsxwriter.worksheet import Worksheet

    from lianggang.model.form import FormRow, ReportingForm

    from .form_hints import Hint, Limits
    from .form_text import FilledRow

SHEET, DICTIONARY = "填报表", "字典"
FORM_ID, FORM_VERSION = "lianggang", "1"
"""What the dictionary sheet says of the form, for whoever reads it back."""

_WIDTHS = {
    FormColumn.CODE: 11.5, FormColumn.NAME: 16, FormColumn.AREA: 9, FormColumn.UNIT_OF_MEASURE: 7.5,
    FormColumn.SPAN: 27, FormColumn.NUMERATOR_NAME: 12, FormColumn.NUMERATOR: 9.5,
    FormColumn.DENOMINATOR_NAME: 12, FormColumn.DENOMINATOR: 9.5, FormColumn.VALUE: 10,
    FormColumn.PREVIOUS_VALUE: 9.5, FormColumn.PREVIOUS_PERIOD: 7.5, FormColumn.PERIOD: 7.5,
    FormColumn.STATUS: 9.5, FormColumn.NOTE: 16,
}  # fmt: skip
"""In characters of the standard font: one Chinese character takes two."""
_LINE, _LEAST_HEIGHT, _MOST_HEIGHT = 13.5, 30.0, 405.0
"""Points: of a line of text; of a row, which has to leave room to write; of the highest row there can be."""
_AT = {column: place for place, column in enumerate(FormColumn)}
_LAST = len(_AT) - 1
_SHORT = frozenset({
    FormColumn.AREA, FormColumn.UNIT_OF_MEASURE, FormColumn.PREVIOUS_PERIOD, FormColumn.PERIOD,
})  # fmt: skip
_HEADER_ROW = 4
_FOOT_PLACES = ((0, 0, 1, 1), (2, 3, 4, 4), (5, 5, 6, 7), (8, 8, 9, 10), (11, 12, 13, 14))
"""Of each part of the foot: first and last column of its label, first and last column of its input."""
_PAPER_A4 = 9
_MARGINS = {"left": 0.35, "right": 0.35, "top": 0.5, "bottom": 0.6}


def form_workbook(form: ReportingForm) -> bytes:
    """The workbook, as the bytes of an .xlsx file."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    workbook = Workbook(buffer, options)
    # The first day on which the form can be filled in: today's would make every run another file.
    created = datetime.combine(form.quarter.last_day + timedelta(days=1), datetime.min.time())
    office = form.catalogue.office
    workbook.set_properties({"title": title(form), "author": office.name, "company": office.name, "created": created})
    sheet, styles = workbook.add_worksheet(SHEET), style.Styles(workbook)
    _set_up(sheet, form)
    _write_head(sheet, styles, form)
    for at, filled in enumerate(filled_rows(form), start=_HEADER_ROW + 1):
        _write_row(sheet, styles, at, filled)
    _write_foot(sheet, styles, _last_row(form))
    _write_dictionary(workbook.add_worksheet(DICTIONARY), form)
    workbook.close()
    return buffer.getvalue()


def _last_row(form: ReportingForm) -> int:
    """The row of the foot: one blank row below the figures."""
    return _HEADER_ROW + len(form.rows) + 2


def _set_up(sheet: Worksheet, form: ReportingForm) -> None:
    """Widths, protection, and how the sheet is shown and printed."""
    for column, width in _WIDTHS.items():
        sheet.set_column(_AT[column], _AT[column], width)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.freeze_panes(_HEADER_ROW + 1, _AT[FormColumn.AREA])
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.set_margins(**_MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.print_area(0, 0, _last_row(form), _LAST)
    place, unit = (name.replace("&", "&&") for name in (district_text(form.catalogue.district), form.unit))
    sheet.set_footer(f"&L{place[:60]}　{form.quarter}&C第&P页　共&N页&R{unit[:60]}")
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + _LAST)}{_last_row(form) + 1}"})


def _write_head(sheet: Worksheet, styles: style.Styles, form: ReportingForm) -> None:
    _across(sheet, 0, (0, _LAST), title(form), styles(style.TITLE))
    _across(sheet, 1, (0, _LAST), register_line(form), styles(style.REGISTER))
    thirds = ((0, 3), (4, 8), (9, _LAST))
    for columns, text, look in zip(
        thirds, filing_texts(form), (style.LEFT, style.CENTRE, style.RIGHT), strict=True
    ):  # fmt: skip
        _across(sheet, 2, columns, text, styles(look))
    _across(sheet, 3, (0, _LAST), INSTRUCTIONS, styles(style.INSTRUCTIONS))
    for row, height in enumerate((28, 16, 18, 28, 30)):
        sheet.set_row(row, height)
    for column, place in _AT.items():
        sheet.write_string(_HEADER_ROW, place, column.value, styles(style.HEADER))


def _write_row(sheet: Worksheet, styles: style.Styles, at: int, filled: FilledRow) -> None:
    row, texts, leads = filled
    sheet.set_row(at, _height(texts))
    for column, text in texts.items():
        look = style.SHORT_LABEL if column in _SHORT else style.LABEL
        if text:
            sheet.write_string(at, _AT[column], text, styles(look, text))
        else:
            sheet.write_blank(at, _AT[column], None, styles(look))
    if leads:
        _write_comment(sheet, at, comment(row.indicator))
    if row.previous is not None:
        _write_previous(sheet, styles, at, row, texts)
    if not row.is_due:
        sheet.write_blank(at, _AT[FormColumn.PERIOD], None, styles(style.TEXT_INPUT))
        _validate(sheet, at, FormColumn.PERIOD, {"validate": "any"}, PERIOD_HINT)
    _write_figures(sheet, styles, at, row)
    sheet.write_blank(at, _AT[FormColumn.STATUS], None, styles(style.CHOICE_INPUT))
    _validate(sheet, at, FormColumn.STATUS, {"validate": "list", "source": _STATUS_LIST}, STATUS_HINT)
    sheet.write_blank(at, _AT[FormColumn.NOTE], None, styles(style.TEXT_INPUT))
    _validate(sheet, at, FormColumn.NOTE, {"validate": "any"}, NOTE_HINT)


def _height(texts: Mapping[FormColumn, str]) -> float:
    """In points. Written down, as not every program makes a row as high as its text when it opens a file."""
    lines = max(len(fold(text, int(_WIDTHS[column]) - 1)) for column, text in texts.items())
    return min(max(lines * _LINE + 6, _LEAST_HEIGHT), _MOST_HEIGHT)


def _write_figures(sheet: Worksheet, styles: style.Styles, at: int, row: FormRow) -> None:
    """The cells of 分子, 分母 and 本期值; the first two closed where the figure has none."""
    indicator = row.indicator
    limits = value_limits(indicator)
    plain = style.figure_format(indicator.decimals, whole=limits.whole)
    sheet.write_blank(at, _AT[FormColumn.VALUE], None, styles(style.figure_input(plain)))
    _validate_number(sheet, at, FormColumn.VALUE, limits, value_hint(indicator))
    for column, name, allowed in (
        (FormColumn.NUMERATOR, indicator.numerator, numerator_limits(indicator)),
        (FormColumn.DENOMINATOR, indicator.denominator, DENOMINATOR_LIMITS),
    ):
        if indicator.is_ratio:
            sheet.write_blank(at, _AT[column], None, styles(style.figure_input("General")))
            _validate_number(sheet, at, column, allowed, part_hint(column.value, name, allowed))
        else:
            sheet.write_blank(at, _AT[column], None, styles(style.CLOSED))


def _write_previous(
    sheet: Worksheet, styles: style.Styles, at: int, row: FormRow, texts: Mapping[FormColumn, str]
) -> None:
    plain = style.figure_format(row.indicator.decimals, whole=value_limits(row.indicator).whole)
    value = float(texts[FormColumn.PREVIOUS_VALUE])
    sheet.write_number(at, _AT[FormColumn.PREVIOUS_VALUE], value, styles(style.figure_label(plain)))


def _write_comment(sheet: Worksheet, at: int, text: str) -> None:
    lines = sum(1 + len(line) // 22 for line in text.split("\n"))
    look = {"author": FORM_ID, "width": 300, "height": 18 * lines + 12, "font_name": "宋体", "font_size": 9}
    sheet.write_comment(at, _AT[FormColumn.NAME], text, look)


def _validate_number(sheet: Worksheet, at: int, column: FormColumn, limits: Limits, hint: Hint) -> None:
    low, high = limits.low, limits.high
    rule: dict[str, Any] = {"validate": "integer" if limits.whole else "decimal"}
    if low is not None and high is not None:
        rule |= {"criteria": "between", "minimum": _plain(low), "maximum": _plain(high)}
    elif low is not None:
        rule |= {"criteria": ">=", "value": _plain(low)}
    elif high is not None:
        rule |= {"criteria": "<=", "value": _plain(high)}
    else:
        rule |= {"criteria": "between", "minimum": -_LARGEST, "maximum": _LARGEST}
    _validate(sheet, at, column, rule, hint)


_LARGEST = 10**15
"""More digits than 15 no cell of a return may have."""


def _validate(sheet: Worksheet, at: int, column: FormColumn, rule: dict[str, Any], hint: Hint) -> None:
    shown = {"input_title": hint.title, "input_message": hint.prompt}
    if hint.error:
        shown |= {"error_title": "请核对", "error_message": hint.error}
    sheet.data_validation(at, _AT[column], at, _AT[column], {**rule, **shown})


def _plain(limit: Decimal) -> int | float:
    return int(limit) if limit == limit.to_integral_value() else float(limit)


def _write_foot(sheet: Worksheet, styles: style.Styles, at: int) -> None:
    """Who answers for the figures; the first label stands in the first column, so that the table's end can be told."""
    for name, (first, last, start, end) in zip(FOOT, _FOOT_PLACES, strict=True):
        _across(sheet, at, (first, last), f"{name}：", styles(style.RIGHT))
        look = style.FOOT_DATE if name == FOOT[-1] else style.FOOT_TEXT
        _across(sheet, at, (start, end), "", styles(look))
    sheet.set_row(at, 22)


def _across(sheet: Worksheet, row: int, columns: tuple[int, int], text: str, look: Any) -> None:
    """A text in one cell, or over several that are merged."""
    first, last = columns
    if last > first:
        sheet.merge_range(row, first, row, last, "", look)
    if text:
        sheet.write_string(row, first, text, look)
    else:
        sheet.write_blank(row, first, None, look)


_STATUS_LIST = f"={DICTIONARY}!$D$2:$D${len(DataStatus) + 1}"


def _write_dictionary(sheet: Worksheet, form: ReportingForm) -> None:
    """What the form is, in columns A and B; the choices of 数据状态 in column D."""
    entries = {
        "表单": FORM_ID,
        "版本": FORM_VERSION,
        "报送期": str(form.quarter),
        "填报单位": form.unit,
        "数据表": SHEET,
    }
    for row, (key, value) in enumerate(entries.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    for row, text in enumerate((FormColumn.STATUS.value, *(status.value for status in DataStatus))):
        sheet.write_string(row, 3, text)
    sheet.protect()
    sheet.very_hidden()
