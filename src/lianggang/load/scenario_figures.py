"""The figures of a scenario, compactly written, as the rows of the returns they stand for; judges nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lianggang.model.catalogue import DISTRICT_WORD
from lianggang.model.diagnostic import Place
from lianggang.model.quarter import Period
from lianggang.model.scenario import FiguresRow, ScenarioFigure
from lianggang.model.submission import DataStatus, Disposition
from lianggang.model.visible import visible

from .catalogue_parts import validated
from .yaml_nodes import EMPTY, locate
from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lianggang.model.quarter import Quarter
    from lianggang.model.scenario import ScenarioParts

    from .yaml_nodes import KeyPath
    from .yaml_source import YamlSource

_NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?"
_FIGURE = re.compile(rf"({_NUMBER})(?:\s*/\s*({_NUMBER}))?")
_STATES = {
    "待核": {"held": "true"},
    "退回": {"rejected": "true"},
    **{status.value: {"status": status.value} for status in DataStatus if status is not DataStatus.NORMAL},
}
"""What may stand for a figure that is none, and the row it is short for."""


class Known(NamedTuple):
    """What figures may speak of."""

    codes: Sequence[str]
    areas: Sequence[str]
    only: str | None
    """The indicator meant where none is named."""


def read_figures(
    scenario: ScenarioParts, known: Known, source: YamlSource, at: KeyPath, faults: list[Fault]
) -> list[ScenarioFigure]:
    """The rows, in the order of the file, and what is wrong with them (K04, K05, K06).

    ``{2021Q1: 72.16}`` for the only indicator, ``{C-EDU-02: {2021Q1: 72.16}}`` for one of several, and
    ``{C-EDU-02: {城东街道: {2021Q1: 72.16}}}`` for areas. at: where the scenario stands in the file.
    """
    reader = _Reader(known, source, scenario.filed, faults)
    return [*reader.by_indicator(scenario.figures, (*at, "figures"))]


class _Reader:
    """Walks down to the single figures, keeping where each stands."""

    def __init__(self, known: Known, source: YamlSource, filed: Quarter | None, faults: list[Fault]) -> None:
        self._known = known
        self._source = source
        self._filed = filed
        self._faults = faults

    def by_indicator(self, written: Mapping[str, Any], at: KeyPath) -> Iterator[ScenarioFigure]:
        """The figures of all indicators."""
        if self._known.only is not None and not any(key in self._known.codes for key in written):
            yield from self._by_area(self._known.only, written, at)
            return
        for code, series in written.items():
            if code not in self._known.codes:
                self._unknown(code, self._known.codes, "指标", (*at, code))
            elif isinstance(series, dict):
                yield from self._by_area(code, series, (*at, code))
            else:
                self._not_a_mapping(code, series, (*at, code))

    def _by_area(self, code: str, written: Mapping[str, Any], at: KeyPath) -> Iterator[ScenarioFigure]:
        """The district's figures by period, and those of areas under their names."""
        areas = (DISTRICT_WORD, *self._known.areas)
        for key, part in written.items():
            path = (*at, key)
            if (period := _period(key)) is not None:
                yield from self._rows(code, None, period, part, path)
            elif key not in areas:
                self._not_a_period(key, path)
            elif not isinstance(part, dict):
                self._not_a_mapping(key, part, path)
            else:
                area = None if key == DISTRICT_WORD else key
                yield from self._by_period(code, area, part, path)

    def _by_period(
        self, code: str, area: str | None, written: Mapping[str, Any], at: KeyPath
    ) -> Iterator[ScenarioFigure]:
        for key, part in written.items():
            period = _period(key)
            if period is None:
                self._not_a_period(key, (*at, key))
            else:
                yield from self._rows(code, area, period, part, (*at, key))

    def _rows(self, code: str, area: str | None, period: Period, written: Any, at: KeyPath) -> Iterator[ScenarioFigure]:
        """One row, or several that were filed one after the other."""
        parts = enumerate(written) if isinstance(written, list) else [(None, written)]
        for number, part in parts:
            path = at if number is None else (*at, number)
            row = self._row(part, path)
            if row is None:
                continue
            filed = row.filed or self._filed
            # School and health years are complete a quarter before the end of the year they are named after.
            if filed is not None and filed.index < period.index - (1 if period.whole_year else 0):
                message = f"报送季 {filed} 早于数据期 {period}。请核对。"
                self._faults.append(Fault("K05", path if row.filed is None else (*path, "filed"), message))
                continue
            yield self._figure(code, area, period, row.model_copy(update={"filed": filed}), part, path)

    def _row(self, written: Any, at: KeyPath) -> FiguresRow | None:
        """The row as a model; None and a fault where it is none."""
        if isinstance(written, dict):
            row = validated(FiguresRow, written, at, self._faults)
            fault = None if row is None else _row_fault(row, at)
            if fault is not None:
                self._faults.append(fault)
            return None if fault is not None else row
        if isinstance(written, str) and written in _STATES:
            return FiguresRow.model_validate(_STATES[written])
        match = _FIGURE.fullmatch(written.strip()) if isinstance(written, str) else None
        if match is None:
            self._faults.append(Fault("K05", at, _not_a_figure(written, at)))
            return None
        numbers = {"value": match[1]} if match[2] is None else {"numerator": match[1], "denominator": match[2]}
        row = FiguresRow.model_validate(numbers)
        fault = _row_fault(row, at)
        if fault is not None:
            self._faults.append(fault)
        return None if fault is not None else row

    def _figure(
        self, code: str, area: str | None, period: Period, row: FiguresRow, written: Any, at: KeyPath
    ) -> ScenarioFigure:
        mark = locate(self._source.root, at).start_mark
        disposition = Disposition.HELD if row.held else Disposition.REJECTED if row.rejected else Disposition.USED
        return ScenarioFigure(
            indicator=code,
            area=area,
            period=period,
            filed=row.filed,
            value=row.value,
            numerator=row.numerator,
            denominator=row.denominator,
            status=None if row.status is None else DataStatus(row.status),
            disposition=disposition,
            text=written if isinstance(written, str) else "" if row.value is None else str(row.value),
            place=Place(self._source.path, line=mark.line + 1, column=mark.column + 1),
        )

    def _unknown(self, name: str, names: Sequence[str], what: str, at: KeyPath) -> None:
        self._faults.append(unknown(name, names, what, at, on_key=True))

    def _not_a_period(self, key: str, at: KeyPath) -> None:
        from .model_faults import did_you_mean  # noqa: PLC0415  # only where there is something to report

        near = did_you_mean(key, self._known.areas)
        message = (
            f"“{visible(key)}”既不是年份、季度（如 2021、2021Q1），也不是“areas”里的区域。{near}"
            "请改正；区域请先写进“areas”。"
        )
        self._faults.append(Fault("K05", at, message, on_key=True))

    def _not_a_mapping(self, key: str, written: Any, at: KeyPath) -> None:
        what = "后面没有内容" if written is EMPTY else "后面应为各期的数"
        message = f"“{visible(key)}”{what}。请按 {{2021Q1: 72.16, 2021Q2: 72.40}} 的样式填写。"
        self._faults.append(Fault("K05", at, message, on_key=True))


def unknown(name: str, names: Sequence[str], what: str, at: KeyPath, *, on_key: bool = False) -> Fault:
    """K06: a name that is not in the scenario's own catalogue extract."""
    from .model_faults import did_you_mean  # noqa: PLC0415  # only where there is something to report

    where = "areas" if what == "区域" else "indicators"
    near = did_you_mean(name, names)
    message = f"情景里没有{what}“{visible(name)}”。{near}请改正，或先写进“{where}”。"
    return Fault("K06", at, message, on_key=on_key)


def _period(key: str) -> Period | None:
    try:
        return Period.parse(key)
    except ValueError:
        return None


def _row_fault(row: FiguresRow, at: KeyPath) -> Fault | None:
    if row.held and row.rejected:
        return Fault("K05", (*at, "rejected"), "一行不能既待核又退回。请只留一项。", on_key=True)
    if (row.numerator is None) != (row.denominator is None):
        return Fault("K04", at, "分子、分母应同时填写。请补上另一项，或都删去。")
    if row.denominator is not None and row.denominator <= 0:
        return Fault("K05", at, f"分母应大于 0，这里是 {row.denominator}。请改正。")
    says_something = row.value is not None or row.numerator is not None or row.status or row.held or row.rejected
    if not says_something:
        return Fault("K04", at, "这一行没有数。请写 value，或分子和分母，或 status；未报的请删去这一期。")
    return None


def _not_a_figure(written: Any, at: KeyPath) -> str:
    if written is EMPTY or written == "":
        return f"“{at[-1]}”后面没有内容。请填写数值；未报的请删去这一期。"
    shown = visible(str(written)) if isinstance(written, str) else "（列表）"
    return f"“{shown}”不是数值。请写数值（78.70）、分子/分母（787/1000），或 {'、'.join(_STATES)}。"
