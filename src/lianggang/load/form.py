"""The parts of a reporting form around its table: what its dictionary sheet says, its head and its foot (F08).

Not here: the table itself, and whether the form is of the right unit and quarter (``origin``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .cells import half_width
from .dates import read_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import ReturnSource

    from .table import Row, Rows

DICTIONARY_SHEET = "字典"
"""The hidden sheet of a form: keys in column A, what they mean in column B."""
FORM_NAME = "lianggang"
FORM_AUTHOR = FORM_NAME
"""Who wrote the comments that a form is handed out with."""
FOOT = ("单位负责人", "审核人", "填表人", "联系电话", "填报日期")
"""What stands below the table of a form, in its order."""

_LABELS = {
    "单位负责人": "单位负责人 负责人 单位主要负责人",
    "审核人": "审核人 审核 复核人 统计负责人",
    "填表人": "填表人 填报人 制表人 经办人",
    "联系电话": "联系电话 电话 联系方式",
    "填报日期": "填报日期 填表日期 报送日期 报出日期 上报日期",
    "填报单位": "填报单位 报送单位 填表单位 上报单位",
    "报送期": "报送期 报告期 填报期 数据期",
}
"""What is called what; the form's own name first."""
_NAMES = {name: label for label, names in _LABELS.items() for name in names.split()}
_LABEL = "|".join(sorted(_NAMES, key=len, reverse=True))
_LABELLED = rf"({_LABEL})(?:\([^()]*\))?:"
_REMARK = r"(?:注|注意|备注|说明|填表说明|填报说明)\d*:.*"
_FOOT_LINES = 40
"""Among so many last rows the foot is looked for."""


class FormId(NamedTuple):
    """What the dictionary sheet of a form says; None for what it leaves out."""

    version: str | None
    quarter: Quarter | None
    unit: str | None
    """As written."""
    sheet: str | None
    """The title of the sheet with the table."""


class Field(NamedTuple):
    """A labelled cell of the head or the foot."""

    value: str
    line: int
    ordinal: int
    """Column of the cell with the value, or of the label where the value is missing or in the same cell."""


def form_id(entries: Mapping[str, str]) -> FormId | None:
    """What the dictionary's entries say; None where they are not those of a form of ours."""
    if entries.get("表单") != FORM_NAME:
        return None
    period = read_period(entries.get("报送期", ""))
    return FormId(
        version=entries.get("版本") or None,
        quarter=period.quarter if period and not period.whole_year else None,
        unit=entries.get("填报单位") or None,
        sheet=entries.get("数据表") or None,
    )


def without_foot(table: Rows) -> tuple[Rows, list[Row]]:
    """The table without the rows of its foot, and these; a row of remarks (注：…) is one of them."""
    start = max(len(table.rows) - _FOOT_LINES, 0)
    foot = [row for row in table.rows[start:] if is_foot(row.cells)]
    if not foot:
        return table, []
    rows = [*table.rows[:start], *(row for row in table.rows[start:] if not is_foot(row.cells))]
    last = rows[-1].line if rows else 0
    return table._replace(rows=rows, blank=[line for line in table.blank if line < last]), foot


def fields_in(rows: Iterable[Row]) -> dict[str, Field]:
    """The labelled cells of these rows, by the form's own label; of two with the same label the first.

    The value stands behind the colon, or in the next filled cell that is no label itself.
    """
    fields: dict[str, Field] = {}
    for row in rows:
        filled = [(ordinal, cell) for ordinal, cell in enumerate(row.cells, 1) if cell.strip()]
        for position, (ordinal, cell) in enumerate(filled):
            beside = filled[position + 1] if position + 1 < len(filled) else None
            for label, value in _labelled(cell):
                if value or beside is None or _labelled(beside[1]):
                    fields.setdefault(label, Field(value, row.line, ordinal))
                else:
                    fields.setdefault(label, Field(beside[1].strip(), row.line, beside[0]))
    return fields


def foot_findings(source: ReturnSource, foot: Sequence[Row], fields: Mapping[str, Field]) -> list[Diagnostic]:
    """F08: what a form's foot leaves open, said once, at the first place where it is missing."""
    missing = [label for label in FOOT if label not in fields or not fields[label].value]
    if not missing:
        return []
    at = next((fields[label] for label in missing if label in fields), None)
    line, ordinal = (at.line, at.ordinal) if at else (foot[0].line if foot else None, None)
    return [source.diagnose_outside("F08", f"表尾缺少{'、'.join(missing)}；请补填。", line, ordinal)]


def _labelled(cell: str) -> list[tuple[str, str]]:
    """The labels in a cell, each with what stands behind its colon; empty where the cell is no label."""
    bare = "".join(half_width(cell).split())
    if name := re.fullmatch(rf"({_LABEL})(?:\([^()]*\))?", bare):
        return [(_NAMES[name[1]], "")]
    matches = list(re.finditer(_LABELLED, bare))
    if not matches or matches[0].start() > 0:
        return []
    ends = [match.start() for match in matches[1:]] + [len(bare)]
    return [(_NAMES[match[1]], bare[match.end() : end]) for match, end in zip(matches, ends, strict=True)]


def is_foot(cells: Sequence[str]) -> bool:
    """Whether a row begins with a label of the foot, or is a single remark."""
    filled = (cell for cell in cells if cell.strip())
    first = next(filled, "")
    if first.isascii():
        return False
    if any(label in FOOT for label, _ in _labelled(first)):
        return True
    return next(filled, None) is None and re.match(_REMARK, half_width(first).strip(), re.DOTALL) is not None
