"""Relations between figures that the catalogue lists: totals, parts, nesting, pairs, the same quantity twice.

They hold for each area and period among the returns of one quarter. Not here: whether a relation is written soundly
(``lianggang.load.catalogue_checks``). Source: docs/diagnostics.md.
"""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.diagnostic import CODES, Severity
from lianggang.model.submission import Column, DataStatus, Missing
from lianggang.model.visible import visible

from .repetition import in_order_of_filing
from .subject import Finding
from .words import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lianggang.model.catalogue import Catalogue, Relation
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Period
    from lianggang.model.submission import ReturnRow, ReturnTable

    from .context import QuarterContext

    Key = tuple[str | None, Period]
    """Area and period."""
    Placed = tuple[ReturnTable, ReturnRow]

_NOT = {"=": "不等于", "!=": "等于", "≠": "等于", ">": "不大于", "<": "不小于",
        ">=": "小于", "≥": "小于", "<=": "大于", "≤": "大于"}  # fmt: skip
_REMEDY = {
    Severity.ERROR: "；请核对各数后重报",
    Severity.QUERY: "；请核对，如属实请在“说明”中写明",
    Severity.NOTE: "",
}
_WEIGHT = (Severity.ERROR, Severity.QUERY, Severity.NOTE)


class Operand(NamedTuple):
    """A figure of an indicator, as a relation names it."""

    indicator: Indicator
    column: Column

    @property
    def name(self) -> str:
        """What the figure is called on the form."""
        own = {Column.NUMERATOR: self.indicator.numerator, Column.DENOMINATOR: self.indicator.denominator}
        return own.get(self.column) or self.indicator.name


class Sided(NamedTuple):
    """A relation, and the figures on its two sides."""

    relation: Relation
    severity: Severity
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]


class Reading(NamedTuple):
    """What the returns hold for an operand."""

    operand: Operand
    at: Placed | None
    """None where no row speaks of it."""
    number: Decimal | None
    failed: bool
    """The cell was found fault with already."""


def broken_relations(context: QuarterContext) -> Iterator[Finding]:
    """L07–L11. Errors go first, and a figure in a broken relation takes part in no other: one cause, one diagnostic."""
    relations = context.standards.relations
    if not relations:
        return
    rows = _rows(context, {one.indicator.code for sides in relations for one in (*sides.left, *sides.right)})
    broken: set[tuple[str, Column, Key]] = set()
    for relation, severity, *sides in relations:
        operands = [operand for side in sides for operand in side]
        keys = dict.fromkeys(key for operand in operands for key in rows.get(operand.indicator.code, ()))
        for key in keys:
            if not _is_valid(relation, key[1]):
                continue
            if broken and any((one.indicator.code, one.column, key) in broken for one in operands):
                continue
            left, right = ([_read(one, rows, key, context) for one in side] for side in sides)
            if (found := _judge(relation, left, right, context)) is not None:
                yield found
                if severity is not Severity.NOTE:
                    broken |= {(one.indicator.code, one.column, key) for one in operands}


def sided(catalogue: Catalogue) -> tuple[Sided, ...]:
    """The catalogue's relations, errors first."""
    relations = sorted(catalogue.relations, key=lambda one: _WEIGHT.index(_severity(one)))
    return tuple(Sided(one, _severity(one), *_sides(one, catalogue)) for one in relations)


def _severity(relation: Relation) -> Severity:
    return Severity(relation.severity) if relation.severity else CODES[relation.code].severity


def _sides(relation: Relation, catalogue: Catalogue) -> tuple[tuple[Operand, ...], tuple[Operand, ...]]:
    left, right = relation.both or relation.not_both or (relation.left or "", relation.right or "")
    return _operands(left, catalogue), _operands(right, catalogue)


def _operands(side: str, catalogue: Catalogue) -> tuple[Operand, ...]:
    """``CODE``, ``CODE.numerator`` or ``CODE.denominator``, or a sum of such; a code may hold a full stop itself."""
    operands = []
    for text in side.split("+"):
        code, column = text.strip(), Column.VALUE
        if code not in catalogue.indicators:
            code, _, figure = code.rpartition(".")
            column = Column(figure)
        operands.append(Operand(catalogue.indicators[code], column))
    return tuple(operands)


def _rows(context: QuarterContext, codes: set[str]) -> Mapping[str, Mapping[Key, Placed]]:
    """The rows of these indicators by area and period; of a repeated one the first, or what corrects it."""
    rows: dict[str, dict[Key, Placed]] = {code: {} for code in codes}
    for table in in_order_of_filing(context.sound):
        for row in table.rows:
            if row.indicator is None or row.period is None or row.indicator.code not in codes:
                continue
            if row.failed and Column.AREA in row.failed:
                continue
            of_code, key = rows[row.indicator.code], (row.area, row.period)
            if key not in of_code or id(row) in context.corrections:
                of_code[key] = (table, row)
    return rows


def _read(
    operand: Operand, rows: Mapping[str, Mapping[Key, Placed]], key: Key, context: QuarterContext
) -> Reading:  # fmt: skip
    at = rows[operand.indicator.code].get(key)
    if at is None:
        return Reading(operand, None, None, failed=False)
    row = at[1]
    failed = bool(row.failed) or operand.column in context.faulted.get(id(row), ())
    number = context.value_of(row)[0] if operand.column is Column.VALUE else getattr(row, operand.column.value).number
    return Reading(operand, at, number, failed or getattr(row, operand.column.value).failed)


def _is_valid(relation: Relation, period: Period) -> bool:
    quarter = period.quarter
    if relation.valid_from is not None and quarter < relation.valid_from:
        return False
    return relation.valid_to is None or quarter <= relation.valid_to


def _judge(
    relation: Relation, left: Sequence[Reading], right: Sequence[Reading], context: QuarterContext
) -> Finding | None:  # fmt: skip
    if any(one.failed for one in (*left, *right)):
        return None
    if relation.both is not None:
        return _half_filled(relation, left, right, context)
    if relation.not_both is not None:
        return _both_filled(relation, left, right)
    return _compared(relation, left, right)


def _compared(relation: Relation, left: Sequence[Reading], right: Sequence[Reading]) -> Finding | None:
    readings = (*left, *right)
    absent = sum(one.number is None for one in readings)
    skipped = absent if relation.missing == "skip_any" else absent == len(readings) and relation.missing == "skip_all"
    if skipped or all(one.at is None for one in readings):
        return None
    one, other = _total(left), _total(right)
    if _holds(one, relation.op or "=", other, relation.tolerance or Decimal(0)):
        return None
    tolerance = f"，允许相差{relation.tolerance:f}" if relation.tolerance else ""
    if relation.code == "L11" and len(left) == len(right) == 1:
        units = "与".join(dict.fromkeys((left[0].operand.indicator.lead_unit, right[0].operand.indicator.lead_unit)))
        figures = f"{_number(left[0])}、{_number(right[0])}"
        return _finding(relation, left, right, f"{units}报送的{left[0].operand.name}不同（{figures}）{tolerance}")
    said_left, said_right = _in_words(left, one), _in_words(right, other)
    return _finding(relation, left, right, f"{said_left}{_NOT[relation.op or '=']}{said_right}{tolerance}")


def _holds(left: Decimal, op: str, right: Decimal, tolerance: Decimal) -> bool:
    """Whether the relation holds, give or take the tolerance; ``≠`` asks for a difference of more than it."""
    difference = left - right
    if op in {"=", "!=", "≠"}:
        return (abs(difference) <= tolerance) == (op == "=")
    if op in {">", "<"}:
        return difference + tolerance > 0 if op == ">" else difference - tolerance < 0
    return difference + tolerance >= 0 if op in {">=", "≥"} else difference - tolerance <= 0


def _half_filled(
    relation: Relation, left: Sequence[Reading], right: Sequence[Reading], context: QuarterContext
) -> Finding | None:
    """One side has figures and the other neither a figure nor a reason. What is owed and not there at all is R03."""
    filled = [all(one.number is not None for one in side) for side in (left, right)]
    if filled[0] == filled[1]:
        return None
    there, absent = (left, right) if filled[0] else (right, left)
    empty = [one for one in absent if one.number is None]
    if any(_is_answered(one, there, context) for one in empty):
        return None
    names = "、".join(one.operand.name for one in empty)
    what = f"填了{_joined(there)}，未填{names}；两项请都填写，或都不填"
    return _finding(relation, absent, there, what, ask=False)


def _is_answered(one: Reading, there: Sequence[Reading], context: QuarterContext) -> bool:
    indicator = one.operand.indicator
    if one.at is not None:
        row = one.at[1]
        figure = getattr(row, one.operand.column.value)
        return figure.missing is not Missing.BLANK or row.status not in {None, DataStatus.NORMAL}
    area = there[0].at[1].area if there[0].at else None
    owed = area is None and context.quarter is not None and indicator.is_due(context.quarter)
    return owed or indicator.lead_unit not in context.units


def _both_filled(relation: Relation, left: Sequence[Reading], right: Sequence[Reading]) -> Finding | None:
    if any(one.number is None for one in (*left, *right)):
        return None
    what = f"{_joined(left)}与{_joined(right)}不应同时填写；请核对后只填一项"
    return _finding(relation, left, right, what, ask=False)


def _finding(
    relation: Relation, left: Sequence[Reading], right: Sequence[Reading], what: str, *, ask: bool = True
) -> Finding:
    """At the first cell of the left side that is there; all rows of the relation share what becomes of it."""
    cells = [(one.operand, *one.at) for one in (*left, *right) if one.at is not None]
    operand, table, row = cells[0]
    fellows = {id(other): (source, other) for _, source, other in cells if other is not row}
    second = next(((one.operand, *one.at) for one in right if one.at is not None), None)
    severity = _severity(relation)
    reason = f"关系{relation.id}：{relation.say.rstrip('。')}" if relation.say else f"关系{relation.id}"
    column = _pointed(table, operand.column)
    ordinal = table.source.columns.get(column)
    diagnostic = table.source.diagnose(
        relation.code,
        f"{what}（{reason}）{_REMEDY[severity] if ask else ''}。",
        row.line,
        column,
        severity=severity,
        indicator=operand.indicator.code,
        area=row.area,
        found=visible(row.cells[ordinal - 1]) if ordinal and ordinal <= len(row.cells) else None,
        also=second[1].source.place(second[2].line, _pointed(second[1], second[0].column)) if second else None,
        explained=severity is Severity.QUERY and any(other.is_explained for _, _, other in cells),
    )
    return Finding(table, diagnostic, tuple(fellows.values()))


def _pointed(table: ReturnTable, column: Column) -> Column:
    """The column to point at: the numerator where a file has no 本期值."""
    return column if column in table.source.columns else Column.NUMERATOR


_number_of = attrgetter("number")


def _total(side: Sequence[Reading]) -> Decimal:
    return sum((number for number in map(_number_of, side) if number is not None), Decimal(0))


def _number(one: Reading) -> str:
    """The figure; — where there is none."""
    if one.number is None:
        return "—"
    return said(one.number, one.operand.indicator) if one.operand.column is Column.VALUE else f"{one.number:f}"


def _in_words(side: Sequence[Reading], total: Decimal) -> str:
    """``甲（144）``; of a sum ``甲（160）、乙（144）之和304``."""
    names = "、".join(f"{one.operand.name}（{_number(one)}）" for one in side)
    return names if len(side) == 1 else f"{names}之和（{total:f}）"


def _joined(side: Sequence[Reading]) -> str:
    return "、".join(one.operand.name for one in side)
