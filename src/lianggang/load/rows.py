"""Cells → rows of a return, column by column: each cell read by its column's grammar, each fault said once.

Not here: the columns of figures (``figure_columns``), which period the whole file speaks of (``periods``), and
checks across cells and rows (the engine).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Severity
from lianggang.model.submission import Column, DataStatus, ReturnRow
from lianggang.model.tuples import from_columns

from .cells import shown
from .dates import read_date, read_period
from .figure_columns import FigureColumns
from .grid import Oddity
from .numbers import is_formula_error
from .periods import period_of_row, too_late, why_no_date, why_no_period
from .return_cells import ReturnCells
from .spellings import each

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Period, Quarter
    from lianggang.model.submission import ReturnSource

    from .grid import Oddities
    from .table import Rows
    from .vocabulary import Vocabulary

_NOTHING: frozenset[Column] = frozenset()
_FREE_TEXTS = {Column.NOTE: "说明", Column.FILLED_BY: "填报人"}
_STATUS = {status.value: status for status in DataStatus}

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "#")

# A column repeats a handful of spellings.
_written_period = lru_cache(maxsize=1024)(read_period)
_why_no_date = lru_cache(maxsize=1024)(why_no_date)


class RowReader:
    """Reads the rows of one file; ``found`` grows with what is wrong in their cells.

    invisible: whether the file holds invisible characters at all, so that cells need be searched for them.
    odd: what a sheet's cells are beside their text. formats_unknown: the file's percent formats are not known.
    unit: the member unit whose return it is, where that is known. foot: 填报人 and 填报日期 for rows without.
    """

    def __init__(
        self,
        source: ReturnSource,
        rows: Rows,
        vocabulary: Vocabulary,
        *,
        invisible: bool = False,
        odd: Oddities | None = None,
        formats_unknown: bool = False,
        unit: str | None = None,
        foot: Mapping[Column, str] | None = None,
    ) -> None:
        self.cells = ReturnCells(source, rows, vocabulary, invisible=invisible, odd=odd or {})
        self.figures = FigureColumns(self.cells, formats_unknown=formats_unknown)
        self.vocabulary, self.unit, self.foot = vocabulary, unit, foot or {}

    @property
    def found(self) -> Sequence[Diagnostic]:
        """What was found in the cells so far."""
        return self.cells.found

    def written_periods(self) -> list[tuple[Indicator, Period]]:
        """Indicator and 数据期 of the rows that have both, to find the quarter of a file whose name gives none."""
        return [
            (indicator, period)
            for indicator, text in zip(self.cells.indicators, self.cells.texts[Column.PERIOD], strict=True)
            if indicator and text and (period := _written_period(text, None))
        ]

    def read(self, quarter: Quarter | None) -> tuple[ReturnRow, ...]:
        """All rows, in the file's order; to be called once.

        Finds R01, R06–R08, P01–P07, U01, and F04 and F09 on a row. A row whose indicator is not known has R01
        and nothing else, since nothing else in it can be judged.
        """
        columns = (
            self.cells.indicators,
            self._areas(),
            self._periods(quarter),
            self.figures.values(),
            self.figures.of(Column.NUMERATOR),
            self.figures.of(Column.DENOMINATOR),
            self._statuses(),
            self._free_texts(Column.NOTE),
            self._reporting_units(),
            self._signed(self._free_texts(Column.FILLED_BY), Column.FILLED_BY),
            self._signed(self.cells.texts[Column.FILLED_ON], Column.FILLED_ON),
        )
        previous, dates = self.figures.previous_values(), self._dates()
        failed = {index: frozenset(columns) for index, columns in self.cells.failed.items()}
        faults = [failed.get(index, _NOTHING) for index in range(len(self.cells.rows))] if failed else repeat(_NOTHING)
        lines = (row.line for row in self.cells.rows)
        return tuple(from_columns(ReturnRow, lines, self.cells.of_rows, *columns, faults, previous, dates))

    def _areas(self) -> list[str | None]:
        answers = each(self.cells.texts[Column.AREA], self.cells.area)
        for index, (_, problem) in enumerate(answers):
            if problem:
                self.cells.fail("R06", problem, index, Column.AREA)
        return [area for area, _ in answers]

    def _periods(self, quarter: Quarter | None) -> list[Period | None]:
        """What each row speaks of."""
        answers = [
            _period_or_problem(indicator, kind.period, quarter) if indicator else (None, "", "")
            for kind, indicator in self.cells.each_kind()
        ]
        for index, answer in self.cells.kinds.where([answer[1:] if answer[2] else None for answer in answers]):
            if answer:
                self.cells.fail(*answer, index, Column.PERIOD)
        return self.cells.kinds.of_rows([period for period, *_ in answers])

    def _statuses(self) -> list[DataStatus | None]:
        texts = self.cells.texts[Column.STATUS]
        for text in set(texts) - _STATUS.keys() - {""}:
            message = f"数据状态“{shown(text)}”不在可选范围内；请从{'、'.join(_STATUS)}中选择，其他情况写入“说明”列。"
            self.cells.fail_all("R08", message, Column.STATUS, text)
        return [_STATUS.get(text) for text in texts]

    def named_units(self) -> list[str | None]:
        """The member unit that each row's 填报单位 names."""
        return [unit for unit, _ in each(self.cells.texts[Column.REPORTING_UNIT], self.vocabulary.reporting_unit)]

    def _reporting_units(self) -> list[str | None]:
        """Each row's unit: the one named, else the one whose return it is; R07 where it does not lead the indicator."""
        answers = [self._reporter(indicator, kind.reporting_unit) for kind, indicator in self.cells.each_kind()]
        for index, problem in self.cells.kinds.where([problem for _, problem in answers]):
            if problem:
                column = Column.REPORTING_UNIT if self.cells.texts[Column.REPORTING_UNIT][index] else Column.CODE
                self.cells.fail("R07", problem, index, column)
                self.cells.give_up(index, Column.REPORTING_UNIT)
        return self.cells.kinds.of_rows([None if problem else unit for unit, problem in answers])

    def _reporter(self, indicator: Indicator | None, text: str) -> tuple[str | None, str | None]:
        """The unit that a row speaks for, and why it cannot be."""
        unit, problem = self.vocabulary.reporting_unit(text)
        if unit is None and not text:
            unit = self.unit
        if indicator and unit and unit != indicator.lead_unit:
            problem = (
                f"填报单位“{shown(text) or unit}”不负责该指标（牵头单位：{indicator.lead_unit}）；"
                "请核对填报单位和指标编码。"
            )
        elif unit and self.unit and unit != self.unit:
            problem = f"本表由{self.unit}报送，该行填报单位为“{shown(text)}”；请由{unit}另行报送，或改正填报单位。"
        return unit, problem

    def _free_texts(self, column: Column) -> list[str]:
        """说明 or 填报人; P05 where a spreadsheet would run the text, and such a 说明 explains nothing."""
        texts = self.cells.texts[column]
        if not any(text.startswith(_RUN_BY_SPREADSHEETS) for text in set(texts)):
            return texts
        for index, text in enumerate(texts):
            if text.startswith(_RUN_BY_SPREADSHEETS) and index not in self.cells.problems:
                if self.cells.oddity(index, column) is Oddity.NOT_CALCULATED:
                    what = "是公式，文件中没有存下它的结果"
                elif _is_run(text):
                    what = "是公式的错误结果" if text[0] == "#" else f"以“{text[0]}”开头，可能是公式"
                else:
                    continue
                self.cells.fail("P05", f"{_FREE_TEXTS[column]}{what}；请改为文字。", index, column)
        return texts

    def _signed(self, texts: list[str], column: Column) -> list[str]:
        """The texts, and where they are blank what stands at the foot of the form."""
        signed = self.foot.get(column)
        return [text or signed for text in texts] if signed else texts

    def _dates(self) -> list[date | None]:
        """填报日期, the row's own or the foot's: a wrong one in a row is worth a note, not a figure."""
        texts = self.cells.texts[Column.FILLED_ON]
        dates = {written: read_date(written) if written else None for written in set(texts)}
        for written, day in dates.items():
            if written and day is None:
                for index, text in enumerate(texts):
                    if text == written and index not in self.cells.problems:
                        message = f"填报日期“{shown(text)}”{_why_no_date(written)}"
                        self.cells.report("P04", message, index, Column.FILLED_ON, severity=Severity.NOTE)
        signed = self._signed(texts, Column.FILLED_ON)
        return each(signed, lambda text: dates[text] if text in dates else read_date(text))


def _is_run(text: str) -> bool:
    """Whether a spreadsheet would run the text, or did: no number, no dashes and signs alone, no word behind #."""
    if text.startswith("#"):
        return is_formula_error(text)
    return text[0] in "=@" or re.fullmatch(r"[-+]+|[-+][0-9.,]+%?", text) is None


def _period_or_problem(indicator: Indicator, text: str, quarter: Quarter | None) -> tuple[Period | None, str, str]:
    """The period of a row whose 数据期 reads ``text``; else, or beside it, the code and message of what is wrong."""
    if not text:
        return (period_of_row(indicator, None, quarter) if quarter else None), "", ""
    written = _written_period(text, quarter.year if quarter else None)
    if written is None:
        return None, "P04", f"数据期“{shown(text)}”{why_no_period(text)}"
    if quarter is None:
        return None, "", ""
    period = period_of_row(indicator, written, quarter)
    late = too_late(indicator, period, quarter)
    return (period, "F04", f"数据期“{shown(text)}”{late}") if late else (period, "", "")
