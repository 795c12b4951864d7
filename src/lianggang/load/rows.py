"""Cells → rows of a return, column by column: each cell read by its column's grammar, each fault said once.

Not here: which period the whole file speaks of (``periods``), and checks across cells and rows (the engine).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Severity
from lianggang.model.submission import BLANK, FIGURES, Column, DataStatus, Figure, ReturnRow

from .cells import shown, without_invisible
from .dates import read_period
from .measure_units import canonical_unit
from .numbers import invisible_note, read_figure
from .periods import period_of_row, too_late, why_no_date, why_no_period
from .plain import proved
from .vocabulary import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Period, Quarter
    from lianggang.model.submission import ReturnSource

    from .table import Row
    from .vocabulary import Vocabulary

HEALTH_FIELD = "健康"
"""The field in whose figures -1 and -2 are reasons for a missing figure."""

_NOTHING: frozenset[Column] = frozenset()
_STATUS = {status.value: status for status in DataStatus}

# A column repeats a handful of spellings.
_written_period = lru_cache(maxsize=1024)(read_period)
_why_no_date = lru_cache(maxsize=1024)(why_no_date)


class RowReader:
    """Reads the rows of one file; ``found`` grows with what is wrong in their cells.

    invisible: whether the file holds invisible characters at all, so that cells need be searched for them.
    """

    def __init__(self, source: ReturnSource, rows: Sequence[Row], vocabulary: Vocabulary, *, invisible: bool) -> None:
        self.source, self.rows, self.vocabulary = source, rows, vocabulary
        self.found: list[Diagnostic] = []
        self.failed: dict[int, set[Column]] = {}
        self.texts = {column: self._column(column) for column in Column}
        marks = self._without_invisible() if invisible else []
        self.problems: dict[int, Problem] = {}
        self.indicators = self._indicators()
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

        Finds R01, R06–R08, P01–P04, P06, P07, U01, and F04 on a row. A row whose indicator is not known has R01
        and nothing else, since nothing else in it can be judged.
        """
        texts = self.texts
        columns = zip(
            self.rows,
            self.indicators,
            self._areas(),
            self._periods(quarter),
            self._values(),
            self._figures(Column.NUMERATOR),
            self._figures(Column.DENOMINATOR),
            self._statuses(),
            texts[Column.NOTE],
            self._reporting_units(),
            texts[Column.FILLED_BY],
            self._dates(),
            strict=True,
        )
        failed = {index: frozenset(columns) for index, columns in self.failed.items()}
        return tuple(
            ReturnRow(
                row.line, tuple(row.cells), indicator, area, period, value, numerator, denominator,
                status, note, unit, filled_by, filled_on, failed.get(index, _NOTHING),
            )
            for index, (
                row, indicator, area, period, value, numerator, denominator,
                status, note, unit, filled_by, filled_on,
            ) in enumerate(columns)
        )  # fmt: skip

    def _column(self, column: Column) -> list[str]:
        """The column's texts without spaces at their ends."""
        ordinal = self.source.columns.get(column)
        if ordinal is None:
            return [""] * len(self.rows)
        return [row.cells[ordinal - 1].strip() for row in self.rows]

    def _without_invisible(self) -> list[tuple[int, Column, tuple[str, ...]]]:
        """Take invisible characters out of all texts but figures, whose grammar does it; where, and which ones."""
        marks: list[tuple[int, Column, tuple[str, ...]]] = []
        for column in Column:
            if column in FIGURES:
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
        """Each row's indicator; R01 and None where it is not known."""
        indicators: list[Indicator | None] = []
        for index, named in enumerate(zip(self.texts[Column.CODE], self.texts[Column.NAME], strict=True)):
            indicator = self.vocabulary.indicator(*named)
            if isinstance(indicator, Problem):
                self.problems[index] = indicator
                column = Column.NAME if indicator.in_name or Column.CODE not in self.source.columns else Column.CODE
                self._fail("R01", indicator.message, index, column, indicator.indicator)
                indicators.append(None)
            else:
                indicators.append(indicator)
        return indicators

    def _areas(self) -> list[str | None]:
        areas = []
        for index, text in enumerate(self.texts[Column.AREA]):
            area, problem = self.vocabulary.area(text)
            if problem:
                self._fail("R06", problem, index, Column.AREA)
            areas.append(area)
        return areas

    def _periods(self, quarter: Quarter | None) -> list[Period | None]:
        """What each row speaks of. Rows of one frequency and one spelling share the answer."""
        answers: dict[tuple[str, str], tuple[Period | None, str, str]] = {}
        periods: list[Period | None] = []
        for index, (indicator, text) in enumerate(zip(self.indicators, self.texts[Column.PERIOD], strict=True)):
            if indicator is None:
                periods.append(None)
                continue
            key = (indicator.frequency.value, text)
            if key not in answers:
                answers[key] = _period_or_problem(indicator, text, quarter)
            period, code, problem = answers[key]
            if problem:
                self._fail(code, problem, index, Column.PERIOD)
            periods.append(period)
        return periods

    def _values(self) -> list[Figure]:
        """本期值; failed too where 计量单位 names another unit than the indicator's, as it is no figure of it then."""
        values = self._figures(Column.VALUE)
        units = self.texts[Column.UNIT_OF_MEASURE]
        for index, (indicator, written) in enumerate(zip(self.indicators, units, strict=True)):
            if not written or indicator is None or written == indicator.unit_of_measure or values[index].failed:
                continue
            expected = indicator.unit_of_measure
            if canonical_unit(written) != canonical_unit(expected):
                message = f"计量单位写作“{shown(written)}”，本指标单位为{expected}；请按{expected}核对数值并改正单位。"
                self._fail("U01", message, index, Column.UNIT_OF_MEASURE)
                if values[index].number is not None:
                    self.failed[index].add(Column.VALUE)
                    values[index] = Figure(values[index].text, failed=True)
        return values

    def _figures(self, column: Column) -> list[Figure]:
        """A column of figures: plain numbers as pydantic proves them, the others by the cell grammar."""
        texts = self.texts[column]
        return [
            (self._suspect(index, column, text) if text else BLANK) if isinstance(number, str) else Figure(text, number)
            for index, (text, number) in enumerate(zip(texts, proved(texts), strict=True))
        ]

    def _suspect(self, index: int, column: Column, text: str) -> Figure:
        indicator = self.indicators[index]
        if indicator is None:
            return Figure(text, failed=True)
        unit = indicator.unit_of_measure if column is Column.VALUE else None
        figure, findings = read_figure(text, unit, health=indicator.field == HEALTH_FIELD)
        for code, message in findings:
            self._report(code, message, index, column)
        if figure.failed:
            self.failed.setdefault(index, set()).add(column)
        return figure

    def _statuses(self) -> list[DataStatus | None]:
        texts = self.texts[Column.STATUS]
        for text in set(texts) - _STATUS.keys() - {""}:
            message = f"数据状态“{shown(text)}”不在可选范围内；请从{'、'.join(_STATUS)}中选择，其他情况写入“说明”列。"
            self._fail_all("R08", message, Column.STATUS, text)
        return [_STATUS.get(text) for text in texts]

    def _reporting_units(self) -> list[str | None]:
        units: list[str | None] = []
        texts = self.texts[Column.REPORTING_UNIT]
        for index, (indicator, text) in enumerate(zip(self.indicators, texts, strict=True)):
            unit, problem = self.vocabulary.reporting_unit(text)
            if indicator and unit and unit != indicator.lead_unit:
                unit = None
                problem = (
                    f"填报单位“{shown(text)}”不负责该指标（牵头单位：{indicator.lead_unit}）；"
                    "请核对填报单位和指标编码。"
                )
            if problem:
                self._fail("R07", problem, index, Column.REPORTING_UNIT)
            units.append(unit)
        return units

    def _dates(self) -> list[str]:
        """填报日期 as written: a wrong one is worth a note, not a figure."""
        texts = self.texts[Column.FILLED_ON]
        for written in set(texts) - {""}:
            if why := _why_no_date(written):
                for index, text in enumerate(texts):
                    if text == written and index not in self.problems:
                        message = f"填报日期“{shown(text)}”{why}"
                        self._report("P04", message, index, Column.FILLED_ON, severity=Severity.NOTE)
        return texts

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
        more = {"severity": severity} if severity else {}
        self.found.append(
            self.source.diagnose(
                code,
                message,
                row.line,
                column,
                indicator=indicator.code if indicator else code_of_indicator,
                area=self.vocabulary.area(self.texts[Column.AREA][index])[0],
                found=shown(row.cells[ordinal - 1]) if ordinal else None,
                **more,
            )
        )


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
