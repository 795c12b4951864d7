"""Where the header of a return stands, which column is which, and what is wrong with it (F02, F16).

Here, and nowhere else, stand the names that columns may bear.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.submission import Column

from .cells import half_width, shown, without_invisible
from .table import DELIMITERS, first_record
from .text import LONGEST_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import ReturnSource

SEARCHED = 15
"""Lines or rows in which the header is looked for: titles may stand above it."""

MOST_COLUMNS = 500
"""No line of more cells than this is taken for a header. A form has some fifteen."""

_NAMES: dict[Column, str] = {
    Column.CODE: "指标编码 指标编号 指标代码 编码 编号 代码 code indicator_code indicator_id",
    Column.NAME: "指标名称 指标 名称 监测指标 name indicator indicator_name",
    Column.AREA: "区域 街道 乡镇 镇街 街镇 街道/乡镇 乡镇/街道 街道乡镇 乡镇街道 镇/街道 地区 区县 县区 area region",
    Column.VALUE: "本期值 数值 值 本期数 本期 本期数值 本季值 本季数 完成值 实际值 现值 监测值 指标值 value",
    Column.PREVIOUS_VALUE: "上期值 上期数 previous_value previous",
    Column.NUMERATOR: "分子 分子数 分子值 numerator",
    Column.DENOMINATOR: "分母 分母数 分母值 denominator",
    Column.UNIT_OF_MEASURE: "计量单位 单位 unit unit_of_measure",
    Column.PERIOD: "数据期 数据时期 报送期 报告期 填报期 统计期 时期 所属期 期间 period data_period",
    Column.STATUS: "数据状态 状态 status",
    Column.REPORTING_UNIT: "填报单位 报送单位 上报单位 填表单位 填报部门 报送部门 reporting_unit",
    Column.FILLED_BY: "填报人 填表人 经办人 filled_by",
    Column.FILLED_ON: "填报日期 填表日期 报送日期 上报日期 filled_on",
    Column.NOTE: "说明 备注 情况说明 备注说明 note notes remark remarks comment",
}
"""The names of each column, the form's own first."""

_NOT_READ = "来源 原值 更正说明 上期 口径/期间 口径 分子名称 分母名称 序号 牵头单位 领域"
"""Columns of our own forms and files that reading has no use for."""


class Header(NamedTuple):
    """The header that was found."""

    line: int
    """Physical line or row of the sheet, from 1."""
    end: int
    """The last line that it takes, from 1: the index in ``lines`` of the first one below it."""
    delimiter: str
    """Empty in a sheet."""
    headers: tuple[str, ...]
    """As written."""
    columns: dict[Column, int]
    """Where each known column stands, from 1; of a repeated one the first."""
    repeated: tuple[tuple[Column, int], ...]
    """Columns that stand there again, and where."""
    unknown: tuple[int, ...]
    """Columns that are none of ours; those without a name only where a named one follows."""
    known: int
    """How many cells bear a name we know, read or not."""

    @property
    def is_complete(self) -> bool:
        """Whether every column that a return must have is there, once."""
        return not self.repeated and not _missing(self.columns)


def column_names(column: Column) -> tuple[str, ...]:
    """Every name the column may bear in a return, the form's own first, the English one last but for aliases."""
    return tuple(_NAMES[column].split())


def find_header(lines: Sequence[str]) -> Header | None:
    """The line among the first 15 with the most known column names, cut at the delimiter that gives the most.

    None where no line holds one. Among equals the earlier line and the more usual delimiter count.
    """
    return _best(_headers_at(lines, start) for start in range(min(len(lines), SEARCHED)))


def find_sheet_header(rows: Iterable[tuple[int, Sequence[str]]]) -> Header | None:
    """The same among the rows of a sheet: the number of each and its cells from column A on."""
    return _best(
        [_header(cells, number, number)] for number, cells in rows if number <= SEARCHED and len(cells) <= MOST_COLUMNS
    )


def _best(candidates: Iterable[Iterable[Header]]) -> Header | None:
    """The header with the most known names, the first of equals; candidates come line by line."""
    best: Header | None = None
    for of_line in candidates:
        for header in of_line:
            if header.columns and (best is None or header.known > best.known):
                best = header
        if best is not None and best.known >= 3 and best.is_complete and not best.unknown:
            break
    return best


def _headers_at(lines: Sequence[str], start: int) -> Iterator[Header]:
    """What the line gives at each delimiter that it holds."""
    for delimiter in DELIMITERS:
        cuts = lines[start].count(delimiter)
        if (cuts or delimiter == DELIMITERS[0]) and cuts < MOST_COLUMNS and len(lines[start]) <= LONGEST_LINE:
            cells, taken = first_record(lines, start, delimiter)
            yield _header(cells, start + 1, start + taken, delimiter)


def header_findings(header: Header, source: ReturnSource) -> list[Diagnostic]:
    """F02 for a repeated column and for what is missing, F16 for each column that is passed over."""
    found = []
    for column, ordinal in header.repeated:
        first = header.columns[column]
        label = column_names(column)[0]
        message = (
            f"第{first}列“{shown(header.headers[first - 1])}”与第{ordinal}列“{shown(header.headers[ordinal - 1])}”"
            f"都是“{label}”；请只保留一列。"
        )
        found.append(_finding("F02", message, header, source, ordinal))
    if missing := _missing(header.columns):
        message = f"表头缺少{'，'.join(missing)}；请使用下发的报表，不要删改列。"
        found.append(_finding("F02", message, header, source))
    for ordinal in header.unknown:
        name = shown(header.headers[ordinal - 1])
        written = f"“{name}”不是报表的列" if name else f"第{ordinal}列没有列名"
        message = f"{written}，该列未读取；如需填报，请使用下发报表的列名。"
        found.append(_finding("F16", message, header, source, ordinal))
    return found


def _header(cells: Sequence[str], line: int, end: int, delimiter: str = "") -> Header:
    names = _columns()
    columns: dict[Column, int] = {}
    repeated, unknown = [], []
    known = last = 0
    for ordinal, cell in enumerate(cells, 1):
        name = _name(cell)
        column = names.get(name)
        if name not in names:
            unknown.append(ordinal)
        elif column is None:
            known += 1
        elif column in columns:
            repeated.append((column, ordinal))
        else:
            columns[column] = ordinal
            known += 1
        if name:
            last = ordinal
    return Header(
        line=line,
        end=end,
        delimiter=delimiter,
        headers=tuple(cells),
        columns=columns,
        repeated=tuple(repeated),
        unknown=tuple(ordinal for ordinal in unknown if ordinal < last or _name(cells[ordinal - 1])),
        known=known,
    )


def _missing(columns: dict[Column, int]) -> list[str]:
    """What a return must have and this header has not, in the form's words."""
    missing = []
    if Column.CODE not in columns and Column.NAME not in columns:
        missing.append("“指标编码”（或“指标名称”）")
    has_ratio = Column.NUMERATOR in columns and Column.DENOMINATOR in columns
    if not has_ratio and Column.VALUE not in columns and Column.STATUS not in columns:
        missing.append("“本期值”（或“分子”和“分母”）")
    return missing


@cache
def _columns() -> dict[str, Column | None]:
    """Every name of a column → the column; None for one that is known and not read."""
    names: dict[str, Column | None] = {_name(name): None for name in _NOT_READ.split()}
    for column, written in _NAMES.items():
        names |= dict.fromkeys(map(_name, written.split()), column)
    return names


@lru_cache(maxsize=1024)
def _name(cell: str) -> str:
    """A header without spaces, line breaks, case, invisible characters and what stands in brackets behind it."""
    name = "".join(half_width(without_invisible(cell)[0]).split()).lower().replace("_", "").lstrip("*'")
    if name.endswith((")", "]")):
        name = name[: max(name.find("("), name.find("["))] or name
    return name.rstrip(":*")


def _finding(code: str, message: str, header: Header, source: ReturnSource, ordinal: int | None = None) -> Diagnostic:
    written = header.headers[ordinal - 1] if ordinal else None
    return source.diagnose_cell(code, message, header.line, ordinal, found=shown(written) if written else None)
