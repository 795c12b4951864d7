"""The screen of ``rules test``: what came out as expected in one line a file, what did not in full."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lianggang.model.scenario import NOTHING

from .amounts import MOST_DECIMALS, number
from .cards_table import style_of
from .diagnostics_text import to_lines as diagnostics_lines
from .layout import Column, Line, Row, Span, paragraph, table
from .reasons import reason
from .wording import card_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.scenario import (
        Expectation,
        ExpectationOutcome,
        FieldOutcome,
        ScenarioFileOutcome,
        ScenarioOutcome,
    )

_DIFFERENT = "≠"
_INDENT = 2


def scenario_lines(files: Sequence[ScenarioFileOutcome], width: int) -> list[Line]:
    """The whole screen."""
    lines: list[Line] = []
    for file in files:
        lines += _file(file, width)
    return [*lines, *_totals(files, width)]


def _file(file: ScenarioFileOutcome, width: int) -> list[Line]:
    if file.diagnostics:
        found = diagnostics_lines(file.diagnostics, width=width, names={}, limit=None, full=len(file.diagnostics))
        return [*found, *paragraph(f"{file.path}：有错误，没有运行。", width, style="red"), ()]
    failed = [one for one in file.scenarios if not one.is_met]
    count = f"{len(file.scenarios)} 个情景，{_expectations(file.scenarios)} 条预期"
    if not failed:
        return paragraph(f"{file.path}：{count}，全部符合。", width)
    lines = paragraph(f"{file.path}：{count}，不符的情景 {len(failed)} 个：", width)
    for one in failed:
        lines += [(), *_scenario(one, width)]
    return [*lines, ()]


def _scenario(outcome: ScenarioOutcome, width: int) -> list[Line]:
    scenario = outcome.scenario
    head = f"不符：{scenario.name}  {scenario.place.path}:{scenario.place.line}（规则 {scenario.rules.name}）"
    lines = paragraph(head, width, style="red")
    for one in outcome.expectations:
        if not one.is_met:
            lines += _expectation(one, width)
    met = sum(one.is_met for one in outcome.expectations)
    return [*lines, *paragraph(f"这个情景的其余 {met} 条预期相符。", width, _INDENT, "dim")] if met else lines


def _expectation(outcome: ExpectationOutcome, width: int) -> list[Line]:
    """Every field that is written, those that differ marked; then what the program says."""
    expectation = outcome.expectation
    lines = paragraph(f"{subject_text(expectation)}  {expectation.place.path}:{expectation.place.line}", width, _INDENT)
    columns = [Column(" " * _INDENT), Column("项目", gap=0), Column("预期", foldable=True)]
    columns += [Column("实得", foldable=True), Column("行", right=True)]
    rows = [_field(field) for field in outcome.fields]
    lines += table(columns, rows, width)
    return [*lines, *_found(outcome, width)]


def _field(field: FieldOutcome) -> Row:
    mark = Span("" if field.is_met else _DIFFERENT, "red")
    style = "" if field.is_met else "bold"
    expected, got = field_text(field.expected), field_text(field.got, like=field.expected)
    texts = (Span(field.name, style), Span(expected, style), Span(got, "" if field.is_met else "red"))
    return Row((mark, *texts, Span(str(field.line), "dim")))


def _found(outcome: ExpectationOutcome, width: int) -> list[Line]:
    item = outcome.assessment
    if item is None:
        text = f"到 {outcome.expectation.as_of} 为止，这个区域还没有填报过，不作判定。"
        return paragraph(text, width, _INDENT)
    rule = f"（规则 {item.rule}）" if item.rule else ""
    text = f"程序判定：{card_name(item.card)}{rule}：{reason(item)}"
    return paragraph(text, width, _INDENT, style_of(item.card))


def subject_text(expectation: Expectation) -> str:
    """``2025Q3 C-EDU-02 城东街道``."""
    parts = (str(expectation.as_of), expectation.indicator, expectation.area)
    return " ".join(part for part in parts if part)


def field_text(value: Any, *, like: Any = None) -> str:
    """A field as it would be written in the file. like: the expected value, whose digits a number gets."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal, Fraction)):
        return _number(value, like)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (tuple, frozenset)):
        return f"[{', '.join(_in_order(field_text(one) for one in value))}]"
    return str(value)


def _in_order(texts: Iterable[str]) -> list[str]:
    return sorted(texts)


def _number(value: Decimal | Fraction | float, like: Any) -> str:
    if isinstance(value, Decimal) and like is None:
        return f"{value:f}"
    exponent = like.as_tuple().exponent if isinstance(like, Decimal) else None
    if isinstance(exponent, int):
        return number(value, -exponent)
    text = number(value, MOST_DECIMALS)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _expectations(scenarios: Iterable[ScenarioOutcome]) -> int:
    return sum(len(one.expectations) for one in scenarios)


def _totals(files: Sequence[ScenarioFileOutcome], width: int) -> list[Line]:
    scenarios = [one for file in files for one in file.scenarios]
    failed = sum(not one.is_met for one in scenarios)
    unusable = sum(bool(file.diagnostics) for file in files)
    text = f"{len(files)} 个文件，{len(scenarios)} 个情景，{_expectations(scenarios)} 条预期"
    said = [f"不符的情景 {failed} 个"] if failed else []
    said += [f"有错误的文件 {unusable} 个"] if unusable else []
    text += f"：{'，'.join(said)}。" if said else "，全部符合。"
    return paragraph(text, width, style="red" if said else "green")
