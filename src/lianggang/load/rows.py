"""Cells → rows of a return, column by column: each cell read by its column's grammar, each fault said once.

Not here: which period the whole file speaks of (``periods``), and checks across cells and rows (the engine).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.diagnostic import Severity
from lianggang.model.submission import BLANK, NUMBERS, Column, DataStatus, Figure, ReturnRow
from lianggang.model.tuples import from_columns

from .cells import shown, without_invisible
from .dates import read_date, read_period
from .grid import Oddity
from .measure_units import canonical_unit
from .numbers import invisible_note, is_formula_error, read_figure
from .periods import period_of_row, too_late, why_no_date, why_no_period
from .plain import proved
from .spellings import Kinds, each
from .vocabulary import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Period, Quarter
    from lianggang.model.submission import ReturnSource

    from .grid import Oddities
    from .table import Rows
    from .vocabulary import Vocabulary

HEALTH_FIELD = "健康"
"""The field in whose figures -1 and -2 are reasons for a missing figure."""

_NOTHING: frozenset[Column] = frozenset()
_OF_A_KIND = (Column.CODE, Column.NAME, Column.PERIOD, Column.UNIT_OF_MEASURE, Column.REPORTING_UNIT)
_FREE_TEXTS = {Column.NOTE: "说明", Column.FILLED_BY: "填报人"}
_NOT_CALCULATED = "是公式，文件中没有存下它的结果；请在Excel中打开并保存后重报，或粘贴为数值。"
_STATUS = {status.value: status for status in DataStatus}

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "#")

# A column repeats a handful of spellings.
_written_period = lru_cache(maxsize=1024)(read_period)
_why_no_date = lru_cache(maxsize=1024)(why_no_date)


class _Kind(NamedTuple):
    """What a row says apart from its area and its figures: rows of one kind are read alike."""

    code: str
    name: str
    period: str
    unit_of_measure: str
    reporting_unit: str


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
        self.source, self.rows, self.vocabulary, self.unit = source, rows.rows, vocabulary, unit
        self.odd, self.formats_unknown, self.foot = odd or {}, formats_unknown, foot or {}
        self.is_stripped = rows.is_stripped
        self.found: list[Diagnostic] = []
        self.failed: dict[int, set[Column]] = {}
        self.cells = [row.cells for row in rows.rows]
        self.texts = {column: self._column(column) for column in Column}
        marks = self._without_invisible() if invisible else []
        self.problems: dict[int, Problem] = {}
        self._area, self._read_figure = cache(vocabulary.area), cache(read_figure)
        self.kinds = Kinds(zip(*(self.texts[column] for column in _OF_A_KIND), strict=True))
        self.indicators: list[Indicator | None] = []
        self.of_kind = self._indicators()
        self.indicators = self.kinds.of_rows(self.of_kind)
        for index, column, characters in marks:
            if index not in self.problems:
                self._report(*invisible_note(characters), index, column)

    def written_periods(self) -> list[tuple[Indicator, Period]]:
        """Indicator and 数据期 of the rows that have both, to find the quarter of a file whose name gives none."""
        return [
            (indicator, period)
            for indicator, text in zip(self.indicators, self.texts[Column.PERIOD], strict=True)
            if indicator and text and (period := _written_period(text, None))
        ]

    def read(self, quarter: Quarter | None) -> tuple[ReturnRow, ...]:
        """All rows, in the file's order; to be called once.

        Finds R01, R06–R08, P01–P07, U01, and F04 and F09 on a row. A row whose indicator is not known has R01
        and nothing else, since nothing else in it can be judged.
        """
        columns = (
            self.indicators,
            self._areas(),
            self._periods(quarter),
            self._values(),
            self._figures(Column.NUMERATOR),
            self._figures(Column.DENOMINATOR),
            self._statuses(),
            self._free_texts(Column.NOTE),
            self._reporting_units(),
            self._signed(self._free_texts(Column.FILLED_BY), Column.FILLED_BY),
            self._signed(self.texts[Column.FILLED_ON], Column.FILLED_ON),
        )
        previous, dates = self._previous_values(), self._dates()
        failed = {index: frozenset(columns) for index, columns in self.failed.items()}
        faults = [failed.get(index, _NOTHING) for index in range(len(self.rows))] if failed else repeat(_NOTHING)
        lines = (row.line for row in self.rows)
        return tuple(from_columns(ReturnRow, lines, self.cells, *columns, faults, previous, dates))

    def _column(self, column: Column) -> list[str]:
        """The column's texts without spaces at their ends."""
        ordinal = self.source.columns.get(column)
        if ordinal is None:
            return [""] * len(self.rows)
        texts = list(map(itemgetter(ordinal - 1), self.cells))
        return texts if self.is_stripped else each(texts, str.strip)

    def _without_invisible(self) -> list[tuple[int, Column, tuple[str, ...]]]:
        """Take invisible characters out of all texts but figures, whose grammar does it; where, and which ones."""
        marks: list[tuple[int, Column, tuple[str, ...]]] = []
        for column in Column:
            if column in NUMBERS:
                continue
            texts = self.texts[column]
            for index, text in enumerate(texts):
                clean, characters = without_invisible(text)
                if characters:
                    texts[index] = clean.strip()
                    # In running text they do no harm.
                    if column is not Column.NOTE:
                        marks.append((index, column, characters))
        return marks

    def _indicators(self) -> list[Indicator | None]:
        """Each kind's indicator; R01 on its rows and None where it is not known."""
        answers = [self.vocabulary.indicator(code, name) for code, name, *_ in self.kinds.different]
        problems = [answer if isinstance(answer, Problem) else None for answer in answers]
        for index, problem in self.kinds.where(problems):
            if problem:
                self.problems[index] = problem
                column = Column.NAME if problem.in_name or Column.CODE not in self.source.columns else Column.CODE
                self._fail("R01", problem.message, index, column, problem.indicator)
        return [None if isinstance(answer, Problem) else answer for answer in answers]

    def _kinds(self) -> Iterator[tuple[_Kind, Indicator | None]]:
        """Each kind of rows with its indicator."""
        return zip(map(_Kind._make, self.kinds.different), self.of_kind, strict=True)

    def _areas(self) -> list[str | None]:
        answers = each(self.texts[Column.AREA], self._area)
        for index, (_, problem) in enumerate(answers):
            if problem:
                self._fail("R06", problem, index, Column.AREA)
        return [area for area, _ in answers]

    def _periods(self, quarter: Quarter | None) -> list[Period | None]:
        """What each row speaks of."""
        answers = [
            _period_or_problem(indicator, kind.period, quarter) if indicator else (None, "", "")
            for kind, indicator in self._kinds()
        ]
        for index, answer in self.kinds.where([answer[1:] if answer[2] else None for answer in answers]):
            if answer:
                self._fail(*answer, index, Column.PERIOD)
        return self.kinds.of_rows([period for period, *_ in answers])

    def _values(self) -> list[Figure]:
        """本期值; failed too where 计量单位 names another unit than the indicator's, as it is no figure of it then."""
        values = self._figures(Column.VALUE)
        if self.formats_unknown:
            self._query_small_percents(values)
        wrong = [indicator and _why_other_unit(indicator, kind.unit_of_measure) for kind, indicator in self._kinds()]
        for index, message in self.kinds.where(wrong):
            if message and not values[index].failed:
                self._fail("U01", message, index, Column.UNIT_OF_MEASURE)
                if values[index].number is not None:
                    self.failed[index].add(Column.VALUE)
                    values[index] = Figure(values[index].text, failed=True)
        return values

    def _figures(self, column: Column) -> list[Figure]:
        """A column of figures: plain numbers as pydantic proves them, the others by the cell grammar."""
        texts = self.texts[column]
        different = list(dict.fromkeys(texts))
        plain = {
            text: Figure(text, number)
            for text, number in zip(different, proved(different), strict=True)
            if not isinstance(number, str)
        }
        figures = list(map(plain.get, texts, repeat(BLANK)))
        if len(plain) < len(different) - ("" in different):
            for index, text in enumerate(texts):
                if text and text not in plain:
                    figures[index] = self._suspect(index, column, text)
        return figures

    def _suspect(self, index: int, column: Column, text: str) -> Figure:
        indicator = self.indicators[index]
        if indicator is None:
            return Figure(text, failed=True)
        oddity = self._oddity(index, column)
        if oddity is Oddity.NOT_CALCULATED:
            self._fail("P02", f"“{shown(text)}”{_NOT_CALCULATED}", index, column)
            return Figure(text, failed=True)
        unit = indicator.unit_of_measure if column is Column.VALUE else None
        figure, findings = self._read_figure(text, unit, health=indicator.field == HEALTH_FIELD)
        for code, message in findings:
            self._report(code, message, index, column)
        if figure.failed:
            self.failed.setdefault(index, set()).add(column)
        elif oddity is Oddity.PERCENT:
            message = f"单元格为百分比格式，已按{figure.number}读取；请改为数值格式，直接填写百分数。"
            self._report("P03", message, index, column)
        return figure

    def _oddity(self, index: int, column: Column) -> Oddity | None:
        ordinal = self.source.columns.get(column)
        return self.odd.get((self.rows[index].line, ordinal)) if self.odd and ordinal else None

    def _query_small_percents(self, values: Sequence[Figure]) -> None:
        """F09 as 核实: in a file without formats 0.92 of a % row may be 92 % in percent format."""
        for index, (indicator, figure) in enumerate(zip(self.indicators, values, strict=True)):
            number = figure.number
            if (
                indicator
                and number is not None
                and 0 < number <= 1
                and canonical_unit(indicator.unit_of_measure) == "%"
            ):
                message = (
                    f"旧版.xls看不出是否为百分比格式：填报{number}，也可能是{(number * 100).normalize():f}%；"
                    "请改报.xlsx，如属实请在“说明”中写明。"
                )
                self._report("F09", message, index, Column.VALUE, severity=Severity.QUERY)

    def _statuses(self) -> list[DataStatus | None]:
        texts = self.texts[Column.STATUS]
        for text in set(texts) - _STATUS.keys() - {""}:
            message = f"数据状态“{shown(text)}”不在可选范围内；请从{'、'.join(_STATUS)}中选择，其他情况写入“说明”列。"
            self._fail_all("R08", message, Column.STATUS, text)
        return [_STATUS.get(text) for text in texts]

    def named_units(self) -> list[str | None]:
        """The member unit that each row's 填报单位 names."""
        return [unit for unit, _ in each(self.texts[Column.REPORTING_UNIT], self.vocabulary.reporting_unit)]

    def _reporting_units(self) -> list[str | None]:
        """Each row's unit: the one named, else the one whose return it is; R07 where it does not lead the indicator."""
        answers = [self._reporter(indicator, kind.reporting_unit) for kind, indicator in self._kinds()]
        for index, problem in self.kinds.where([problem for _, problem in answers]):
            if problem:
                column = Column.REPORTING_UNIT if self.texts[Column.REPORTING_UNIT][index] else Column.CODE
                self._fail("R07", problem, index, column)
                self.failed[index].add(Column.REPORTING_UNIT)
        return self.kinds.of_rows([None if problem else unit for unit, problem in answers])

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

    def _previous_values(self) -> Iterable[Figure]:
        """上期值 as far as it can be read: what is wrong in a cell that is not used is not said."""
        texts = self.texts[Column.PREVIOUS_VALUE]
        if Column.PREVIOUS_VALUE not in self.source.columns:
            return repeat(BLANK, len(texts))
        return [
            read_figure(text, indicator.unit_of_measure)[0] if text and indicator else BLANK
            for text, indicator in zip(texts, self.indicators, strict=True)
        ]

    def _free_texts(self, column: Column) -> list[str]:
        """说明 or 填报人; P05 where a spreadsheet would run the text, and such a 说明 explains nothing."""
        texts = self.texts[column]
        if not any(text.startswith(_RUN_BY_SPREADSHEETS) for text in set(texts)):
            return texts
        for index, text in enumerate(texts):
            if text.startswith(_RUN_BY_SPREADSHEETS) and index not in self.problems:
                if self._oddity(index, column) is Oddity.NOT_CALCULATED:
                    what = "是公式，文件中没有存下它的结果"
                elif _is_run(text):
                    what = "是公式的错误结果" if text[0] == "#" else f"以“{text[0]}”开头，可能是公式"
                else:
                    continue
                self._fail("P05", f"{_FREE_TEXTS[column]}{what}；请改为文字。", index, column)
        return texts

    def _signed(self, texts: list[str], column: Column) -> list[str]:
        """The texts, and where they are blank what stands at the foot of the form."""
        signed = self.foot.get(column)
        return [text or signed for text in texts] if signed else texts

    def _dates(self) -> list[date | None]:
        """填报日期, the row's own or the foot's: a wrong one in a row is worth a note, not a figure."""
        texts = self.texts[Column.FILLED_ON]
        dates = {written: read_date(written) if written else None for written in set(texts)}
        for written, day in dates.items():
            if written and day is None:
                for index, text in enumerate(texts):
                    if text == written and index not in self.problems:
                        message = f"填报日期“{shown(text)}”{_why_no_date(written)}"
                        self._report("P04", message, index, Column.FILLED_ON, severity=Severity.NOTE)
        signed = self._signed(texts, Column.FILLED_ON)
        return each(signed, lambda text: dates[text] if text in dates else read_date(text))

    def _fail_all(self, code: str, message: str, column: Column, written: str) -> None:
        for index, text in enumerate(self.texts[column]):
            if text == written:
                self._fail(code, message, index, column)

    def _fail(self, code: str, message: str, index: int, column: Column, indicator: str | None = None) -> None:
        """Report a cell's fault, unless the row has failed already for want of a known indicator."""
        if index in self.problems and code != "R01":
            return
        self.failed.setdefault(index, set()).add(column)
        self._report(code, message, index, column, indicator)

    def _report(
        self,
        code: str,
        message: str,
        index: int,
        column: Column,
        code_of_indicator: str | None = None,
        severity: Severity | None = None,
    ) -> None:
        row = self.rows[index]
        ordinal = self.source.columns.get(column)
        indicator = self.indicators[index] if code != "R01" else None
        self.found.append(
            self.source.diagnose_cell(
                code,
                message,
                row.line,
                ordinal,
                severity=severity,
                indicator=indicator.code if indicator else code_of_indicator,
                area=self._area(self.texts[Column.AREA][index])[0],
                found=shown(row.cells[ordinal - 1]) if ordinal else None,
            )
        )


def _why_other_unit(indicator: Indicator, written: str) -> str | None:
    """Why 计量单位 makes the row's figure none of the indicator's (U01); None where it is its own."""
    expected = indicator.unit_of_measure
    if not written or written == expected or canonical_unit(written) == canonical_unit(expected):
        return None
    return f"计量单位写作“{shown(written)}”，本指标单位为{expected}；请按{expected}核对数值并改正单位。"


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
