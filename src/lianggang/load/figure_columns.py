"""The columns of figures of a return: 本期值, 分子, 分母 and 上期值, each cell by its column's grammar.

Not here: the grammar itself (``numbers``), and whether a figure can be right (the engine).
"""

from __future__ import annotations

from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Severity
from lianggang.model.submission import BLANK, Column, Figure

from .cells import shown
from .grid import Oddity
from .measure_units import canonical_unit
from .numbers import read_figure
from .plain import proved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.indicator import Indicator

    from .return_cells import ReturnCells

HEALTH_FIELD = "健康"
"""The field in whose figures -1 and -2 are reasons for a missing figure."""

_NOT_CALCULATED = "是公式，文件中没有存下它的结果；请在Excel中打开并保存后重报，或粘贴为数值。"


class FigureColumns:
    """Reads the figures of one file; finds P01–P03, P06, P07, U01 and F09 on a row, and reports them to ``cells``.

    formats_unknown: the file's percent formats are not known.
    """

    def __init__(self, cells: ReturnCells, *, formats_unknown: bool) -> None:
        self.cells, self.formats_unknown = cells, formats_unknown
        self._read_figure = cache(read_figure)

    def values(self) -> list[Figure]:
        """本期值; failed too where 计量单位 names another unit than the indicator's, as it is no figure of it then."""
        values = self.of(Column.VALUE)
        if self.formats_unknown:
            self._query_small_percents(values)
        wrong = [
            indicator and _why_other_unit(indicator, kind.unit_of_measure) for kind, indicator in self.cells.each_kind()
        ]
        for index, message in self.cells.kinds.where(wrong):
            if message and not values[index].failed:
                self.cells.fail("U01", message, index, Column.UNIT_OF_MEASURE)
                if values[index].number is not None:
                    self.cells.give_up(index, Column.VALUE)
                    values[index] = Figure(values[index].text, failed=True)
        return values

    def of(self, column: Column) -> list[Figure]:
        """A column of figures: plain numbers as pydantic proves them, the others by the cell grammar."""
        texts = self.cells.texts[column]
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
        indicator = self.cells.indicators[index]
        if indicator is None:
            return Figure(text, failed=True)
        oddity = self.cells.oddity(index, column)
        if oddity is Oddity.NOT_CALCULATED:
            self.cells.fail("P02", f"“{shown(text)}”{_NOT_CALCULATED}", index, column)
            return Figure(text, failed=True)
        unit = indicator.unit_of_measure if column is Column.VALUE else None
        figure, findings = self._read_figure(text, unit, health=indicator.field == HEALTH_FIELD)
        for code, message in findings:
            self.cells.report(code, message, index, column)
        if figure.failed:
            self.cells.give_up(index, column)
        elif oddity is Oddity.PERCENT:
            message = f"单元格为百分比格式，已按{figure.number}读取；请改为数值格式，直接填写百分数。"
            self.cells.report("P03", message, index, column)
        return figure

    def previous_values(self) -> Iterable[Figure]:
        """上期值 as far as it can be read: what is wrong in a cell that is not used is not said."""
        texts = self.cells.texts[Column.PREVIOUS_VALUE]
        if Column.PREVIOUS_VALUE not in self.cells.source.columns:
            return repeat(BLANK, len(texts))
        return [
            read_figure(text, indicator.unit_of_measure)[0] if text and indicator else BLANK
            for text, indicator in zip(texts, self.cells.indicators, strict=True)
        ]

    def _query_small_percents(self, values: Sequence[Figure]) -> None:
        """F09 as 核实: in a file without formats 0.92 of a % row may be 92 % in percent format."""
        for index, (indicator, figure) in enumerate(zip(self.cells.indicators, values, strict=True)):
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
                self.cells.report("F09", message, index, Column.VALUE, severity=Severity.QUERY)


def _why_other_unit(indicator: Indicator, written: str) -> str | None:
    """Why 计量单位 makes the row's figure none of the indicator's (U01); None where it is its own."""
    expected = indicator.unit_of_measure
    if not written or written == expected or canonical_unit(written) == canonical_unit(expected):
        return None
    return f"计量单位写作“{shown(written)}”，本指标单位为{expected}；请按{expected}核对数值并改正单位。"
