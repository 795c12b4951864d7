"""How the cells of a form look, and which of them may be filled in: every cell is locked unless it is an input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .amounts import MOST_DECIMALS
from .spreadsheet_text import defused

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": "#808080", "text_wrap": True}
_INPUT = {"locked": False, "bg_color": "#FFF9DB"}

TITLE = {"font_size": 16, "bold": True, "align": "center"}
REGISTER = {"align": "right"}
LEFT, CENTRE, RIGHT = {"align": "left"}, {"align": "center"}, {"align": "right"}
INSTRUCTIONS = {"font_size": 9, "font_color": "#595959", "text_wrap": True, "valign": "top"}
HEADER = {**_BOX, "bold": True, "align": "center", "bg_color": "#E7E6E6"}
LABEL = {**_BOX, "align": "left"}
SHORT_LABEL = {**_BOX, "align": "center"}
CLOSED = {**_BOX, "bg_color": "#EDEDED"}
"""An input that this indicator has no use for."""
TEXT_INPUT = {**_BOX, **_INPUT, "align": "left", "num_format": "@"}
CHOICE_INPUT = {**_BOX, **_INPUT, "align": "center"}
FOOT_TEXT = {**_INPUT, "bottom": 1, "num_format": "@"}
FOOT_DATE = {**_INPUT, "bottom": 1, "align": "left", "num_format": "yyyy-mm-dd"}


def figure_format(decimals: int, *, whole: bool = False) -> str:
    """A plain number format that shows at least the indicator's decimals, and all that were typed; never a percent."""
    if whole:
        return "0"
    return f"0.{'0' * decimals}{'#' * (MOST_DECIMALS - decimals)}" if decimals else "General"


def figure_input(num_format: str) -> dict[str, Any]:
    """A cell for a figure."""
    return {**_BOX, **_INPUT, "align": "right", "num_format": num_format}


def figure_label(num_format: str) -> dict[str, Any]:
    """A figure that is given."""
    return {**_BOX, "align": "right", "num_format": num_format}


class Styles:
    """The formats of one workbook: each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, properties: dict[str, Any], text: str = "") -> Format:
        """The format of these properties; for a text that looks like a formula it says that it is text."""
        wanted = {**_FONT, **properties}
        if text != defused(text):
            wanted["quote_prefix"] = True
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(wanted)
        return self._made[key]
