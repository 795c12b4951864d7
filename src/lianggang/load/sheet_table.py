"""The sheets of a workbook → the table under its header: which sheet, which rows, and what is hidden around them.

Finds F02, F06–F09, F14, F16–F18. Not here: what the cells mean (``rows``), and how a file becomes sheets
(``spreadsheet``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.submission import FIGURES, NUMBERS, Column, ReturnSource
from lianggang.model.written import SheetRows

from .cells import has_invisible, shown
from .form import DICTIONARY_SHEET, FORM_AUTHOR, FormId, form_id
from .grid import Grid, Unreadable
from .header import MOST_COLUMNS, SEARCHED, Header, find_sheet_header
from .refusal import Refusal
from .spreadsheet import read_spreadsheet
from .table import Row, Rows
from .text_table import NO_HEADER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from lianggang.model.diagnostic import Diagnostic

    from .grid import Oddity
    from .sheet import Sheet, SheetCell

_OLD_FORMAT = ".xls"
_FILLED_DOWN = frozenset(Column) - {*NUMBERS, Column.STATUS}
"""The columns in which a merged cell speaks for all its rows. A figure belongs to the first row alone."""


class _Candidate(NamedTuple):
    sheet: Sheet
    header: Header | None

    @property
    def has_data(self) -> bool:
        header = self.header
        return header is not None and header.is_complete and any(row > header.end for row in self.sheet.rows)


def read_workbook(data: bytes, suffix: str, path: str) -> Grid | Unreadable:
    """The table of a spreadsheet file; Unreadable where there is none, or more than one."""
    source = ReturnSource(path)
    sheets = read_spreadsheet(data, suffix)
    if isinstance(sheets, Refusal):
        return Unreadable(source, source.diagnose(*sheets))
    form = next((_form(sheet) for sheet in sheets if _is_dictionary(sheet)), None)
    candidates = [
        _Candidate(sheet, find_sheet_header(_filled_down(sheet)))
        for sheet in sheets
        if sheet.rows and not (form and _is_dictionary(sheet))
    ]
    if not candidates:
        return Unreadable(source, source.diagnose("F14", "工作簿是空的；请填写后重报。"))
    chosen = _chosen(candidates, form)
    if len(chosen) > 1:
        return _several(path, chosen)
    grid = _grid(chosen[0], path, form, formats_unknown=suffix == _OLD_FORMAT)
    if isinstance(grid, Unreadable) or form or len(candidates) == 1:
        return grid
    others = "、".join(f"“{one.sheet.title}”" for one in candidates if one is not chosen[0])
    return grid._replace(remarks=(*grid.remarks, f"读取工作表“{chosen[0].sheet.title}”，没有读取{others}"))


def _is_dictionary(sheet: Sheet) -> bool:
    return sheet.title.strip() == DICTIONARY_SHEET


def _form(sheet: Sheet) -> FormId | None:
    """What the dictionary sheet says."""
    return form_id({
        cells[1].text.strip(): cells[2].text.strip() for cells in sheet.rows.values() if 1 in cells and 2 in cells
    })  # fmt: skip


def _chosen(candidates: Sequence[_Candidate], form: FormId | None) -> list[_Candidate]:
    """The sheet that the form names, else those with data, else the one whose header is the most complete."""
    if form and form.sheet:
        named = [one for one in candidates if one.sheet.title == form.sheet]
        if named:
            return named[:1]
    if with_data := [one for one in candidates if one.has_data]:
        return with_data
    return [max(candidates, key=lambda one: (one.header is not None and one.header.is_complete, _known(one)))]


def _known(candidate: _Candidate) -> int:
    return candidate.header.known if candidate.header else 0


def _several(path: str, chosen: Sequence[_Candidate]) -> Unreadable:
    """F18 at the second of the sheets with data."""
    names = "、".join(f"“{one.sheet.title}”{'（隐藏）' if one.sheet.is_hidden else ''}" for one in chosen[:5])
    message = f"{len(chosen)}个工作表都有填报数据（{names}），不知道以哪一个为准；请只保留一个后重报。"
    first, second = (ReturnSource(path, one.sheet.title) for one in chosen[:2])
    why = second.diagnose("F18", message, also=first.place())
    rows = sum(row > one.header.end for one in chosen if one.header for row in one.sheet.rows)
    return Unreadable(second, why, rows)


def _grid(chosen: _Candidate, path: str, form: FormId | None, *, formats_unknown: bool) -> Grid | Unreadable:
    sheet, header = chosen
    if header is None:
        return _without_header(sheet, path)
    figures = {header.columns[column] for column in NUMBERS if column in header.columns}
    texts = {row: _texts(cells, figures, len(header.headers)) for row, cells in sheet.rows.items()}
    source = ReturnSource(path, sheet.title, header.columns, header.headers, SheetRows(texts))
    rows = _rows(sheet, header, texts)
    lines = {row.line for row in rows.rows}
    notes = [
        *_hidden(sheet, source, header, lines),
        *_beside_figures(sheet, source, header, lines, form),
        *_stray(sheet, source, header),
    ]
    if formats_unknown:
        notes.append(source.diagnose("F09", "旧版.xls已读取，但看不出百分比格式、批注和隐藏的行；建议改报.xlsx。"))
    return Grid(
        source,
        header,
        rows,
        [Row(row, tuple(texts[row])) for row in texts if row < header.line],
        notes,
        has_invisible=any(has_invisible("".join(cells)) for cells in texts.values()),
        odd=dict(_oddities(sheet, lines)),
        form=form,
        formats_unknown=formats_unknown,
    )


def _without_header(sheet: Sheet, path: str) -> Unreadable:
    first = min(sheet.rows)
    texts = {row: _texts(cells) for row, cells in sheet.rows.items()}
    source = ReturnSource(path, sheet.title, written=SheetRows(texts))
    wide = next((row for row in range(1, SEARCHED + 1) if max(sheet.rows.get(row, {0: 0})) > MOST_COLUMNS), None)
    if wide is not None:
        why = source.diagnose("F17", f"第{wide}行超过{MOST_COLUMNS}列；请使用下发的报表，删去多余的列后重报。", wide)
    else:
        why = source.diagnose("F02", NO_HEADER, first)
    return Unreadable(source, why, len(sheet.rows) - 1)


def _texts(cells: Mapping[int, SheetCell], figures: Collection[int] = (), width: int = 1) -> list[str]:
    """The row from column A on, as wide as the header, and as the cells beside it."""
    texts = [""] * min(max(width, *cells), MOST_COLUMNS)
    for column, cell in cells.items():
        if column <= len(texts):
            texts[column - 1] = cell.figure if column in figures else cell.text
    return texts


def _filled_down(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """The first rows, for the header; what is merged over several of them stands in each."""
    above = {row: dict(sheet.rows[row]) for row in sheet.rows if row <= SEARCHED}
    for merge in sheet.merges:
        if (top := sheet.rows.get(merge.top, {}).get(merge.left)) is not None:
            for row in range(merge.top + 1, min(merge.bottom, SEARCHED) + 1):
                above.setdefault(row, {}).setdefault(merge.left, top)
    for row in sorted(above):
        yield row, _texts(above[row])


def _rows(sheet: Sheet, header: Header, texts: Mapping[int, list[str]]) -> Rows:
    """The rows below the header that hold anything in its columns, merged labels filled down, and the blank ones."""
    end = max([header.end, *(merge.bottom for merge in sheet.merges if merge.top == header.line)])
    width = len(header.headers)
    below = [row for row in sorted(texts) if row > end and any(texts[row][:width])]
    cells = {row: list(texts[row]) for row in below}
    labels = {ordinal for column, ordinal in header.columns.items() if column in _FILLED_DOWN}
    for merge in sheet.merges:
        if merge.left in labels and merge.top in cells and merge.bottom > merge.top:
            for row in below:
                if merge.top < row <= merge.bottom and not cells[row][merge.left - 1]:
                    cells[row][merge.left - 1] = cells[merge.top][merge.left - 1]
    filled = set(below)
    blank = [row for row in range(end + 1, below[-1]) if row not in filled] if below else []
    return Rows([Row(row, tuple(cells[row])) for row in below], blank=blank)


def _hidden(sheet: Sheet, source: ReturnSource, header: Header, lines: set[int]) -> Iterator[Diagnostic]:
    """F06: what a reader of the sheet would not see."""
    if sheet.is_hidden:
        yield source.diagnose("F06", f"工作表“{sheet.title}”被隐藏，已读取；请确认。")
    rows = sorted(lines & sheet.hidden_rows)
    if sheet.is_filtered and not rows:
        yield source.diagnose("F06", "表头设有筛选，全部行均已读取；请确认。", header.line)
    for row in rows:
        yield source.diagnose("F06", f"第{row}行被{'筛选' if sheet.is_filtered else ''}隐藏，已读取；请确认。", row)
    for ordinal in sorted(header.columns.values()):
        if ordinal in sheet.hidden_columns:
            name = shown(header.headers[ordinal - 1])
            yield source.diagnose_cell("F06", f"“{name}”一列被隐藏，已读取；请确认。", header.line, ordinal)


def _beside_figures(
    sheet: Sheet, source: ReturnSource, header: Header, lines: set[int], form: FormId | None
) -> Iterator[Diagnostic]:
    """F06: comments on figures, and figures merged over several rows. A form's own comments are passed over.

    LibreOffice forgets who wrote a comment: one without an author may be the unit's, and a form of ours has none there.
    """
    figures = {header.columns[column] for column in FIGURES if column in header.columns}
    own = FORM_AUTHOR if form else None
    for (row, column), comment in sheet.comments.items():
        if row in lines and column in figures and comment.author != own:
            message = f"单元格有批注“{shown(comment.text)}”，批注没有读取；需要说明的，请写入“说明”列。"
            yield source.diagnose_cell("F06", message, row, column)
    for merge in sheet.merges:
        if merge.top in lines and merge.bottom > merge.top and merge.left in figures:
            message = f"第{merge.top}—{merge.bottom}行合并，数值只计入第{merge.top}行；请取消合并，逐行填写。"
            yield source.diagnose_cell("F06", message, merge.top, merge.left)


def _stray(sheet: Sheet, source: ReturnSource, header: Header) -> Iterator[Diagnostic]:
    """F16: cells beside the table, in columns that have no header; said once."""
    width = max([ordinal for ordinal, name in enumerate(header.headers, 1) if name.strip()], default=0)
    stray = [(row, column) for row in sheet.rows if row > header.end for column in sheet.rows[row] if column > width]
    if stray:
        row, column = stray[0]
        more = f"等{len(stray)}格" if len(stray) > 1 else ""
        cell = sheet.rows[row][column]
        message = f"“{shown(cell.text)}”{more}在表外，没有列名，未读取；需要说明的，请写入“说明”列。"
        yield source.diagnose_cell("F16", message, row, column, found=shown(cell.text))


def _oddities(sheet: Sheet, lines: set[int]) -> Iterator[tuple[tuple[int, int], Oddity]]:
    for row in lines:
        for column, cell in sheet.rows[row].items():
            if cell.odd is not None:
                yield (row, column), cell.odd
