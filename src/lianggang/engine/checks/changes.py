"""Figures against those on file: revised, not updated, of another denominator, less exact, equal for the first time.

Each takes a row and its past and gives the ``Fault`` it finds, else None. What looks like another scale is in
``scales``, what changed too much in ``swings``, what grows within its year in ``cumulative``.
Source: docs/diagnostics.md.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lianggang.model.submission import FIGURES, Column

from .scales import FEW
from .subject import EXACT, Fault
from .swings import CHANCE
from .words import decimals_of, figure_said, percent_said, rounded, said, written

if TYPE_CHECKING:
    from lianggang.model.submission import Observation

    from .past import Past
    from .subject import Subject

_FEWEST_UPDATED = 100
"""Denominators below this (institutions, villages) often stand still."""
_LAST_FIGURES = 5
_EXPLAIN = "如属实请在“说明”中写明"


def revised(subject: Subject, past: Past) -> Fault | None:
    """T10: the row's period is on file with another figure; the row replaces it once the 说明 says why."""
    known = past.on_file
    figure = subject.figure if known is not None else None
    if known is None or known.value is None or figure is None:
        return None
    indicator, period = subject.expected.indicator, subject.row.period
    for column, old, new in (
        (Column.VALUE, known.value, figure),
        (Column.NUMERATOR, known.numerator, subject.numerator),
        (Column.DENOMINATOR, known.denominator, subject.denominator),
    ):
        if old is None or new is None or old == new:
            continue
        if column is Column.VALUE:
            what, before, after = "", said(old, indicator), figure_said(subject)
            # The same figure with another number of decimals; if it is not, its counts say so.
            if Decimal(before) == Decimal(after) or rounded(old, decimals_of(new)) == after:
                continue
        else:
            what, before, after = "的分子" if column is Column.NUMERATOR else "的分母", f"{old:f}", f"{new:f}"
        message = f"{period}{what}数据由{before}改为{after}；将重新计算预警，请核对并在“说明”中写明更正原因。"
        return Fault("T10", column, message, FIGURES, known)
    return None


def other_previous_value(subject: Subject, past: Past) -> Fault | None:
    """T06: 上期值 in the form is not what is on file: of the period before or, of what accumulates, a year before."""
    cell, indicator = subject.row.previous_value, subject.expected.indicator
    if past.last is None or cell.missing is not None or not cell.text:
        return None
    on_file = [one for one in (past.last, past.before) if one is not None and one.value is not None]
    if cell.number is not None:
        decimals = decimals_of(cell.number)
        if any(
            rounded(one.value, decimals) == rounded(cell.number, decimals) for one in on_file if one.value is not None
        ):
            return None
    value = past.last.value
    if value is None:
        return None
    message = (
        f"表内上期值{written(subject, Column.PREVIOUS_VALUE)}，台账为{said(value, indicator)}（{past.last.period}）；"
        "请核对，如为更正请附说明。"
    )
    return Fault("T06", Column.PREVIOUS_VALUE, message, (), past.last)


def denominator_changed(subject: Subject, past: Past) -> Fault | None:
    """T07: the denominator is over 20 % away from that of the figure before, and further than chance moves counts."""
    new, before = subject.denominator, past.before
    if new is None or before is None or not past.is_next:
        return None
    old = before.denominator
    if not old or old < 0:
        return None
    difference = abs(new - old)
    if difference * 5 <= old or difference * difference <= CHANCE * CHANCE * old:
        return None
    way = "增加" if new > old else "减少"
    message = (
        f"分母{written(subject, Column.DENOMINATOR)}，较{past.label}的{old:f}{way}{percent_said(difference / old)}；"
        f"请核对是否口径变化，{_EXPLAIN}。"
    )
    return Fault("T07", Column.DENOMINATOR, message, FIGURES, before)


def first_full_share(subject: Subject, past: Past) -> Fault | None:
    """L05: numerator and denominator are equal and never were in the figures on file."""
    numerator, denominator = subject.numerator, subject.denominator
    if numerator is None or numerator != denominator or numerator < FEW or not past.figures:
        return None
    if not subject.expected.is_share:
        return None
    full = subject.expected.factor
    if any(
        one.value == full or (one.numerator is not None and one.numerator == one.denominator) for one in past.figures
    ):
        return None
    return Fault(
        "L05",
        Column.NUMERATOR,
        f"分子等于分母（{written(subject, Column.NUMERATOR)}），完成率100%，以往从未达到；请核实口径，{_EXPLAIN}。",
        FIGURES,
        past.figures[-1],
    )


def not_updated(subject: Subject, past: Past) -> Fault | None:
    """T04: value, numerator and denominator are those of the period before.

    Not where nothing or everything is counted, and not for denominators below 100: those often stand still.
    """
    numerator, denominator = subject.numerator, subject.denominator
    if numerator is None or denominator is None or not past.figures:
        return None
    last = past.figures[-1]
    if denominator != last.denominator or numerator != last.numerator or subject.figure != last.value:
        return None
    if denominator < _FEWEST_UPDATED or numerator in {0, denominator}:
        return None
    message = (
        f"本期值、分子、分母与{last.period}完全一致（{written(subject, Column.NUMERATOR)}÷"
        f"{written(subject, Column.DENOMINATOR)}），疑似未更新；请核对，{_EXPLAIN}。"
    )
    return Fault("T04", Column.VALUE, message, FIGURES, last)


def fewer_decimals(subject: Subject, past: Past) -> Fault | None:
    """T08: the value has fewer decimals than the last figures had and the indicator asks for.

    A spreadsheet drops zeros at the end, and one decimal less may be just that: it is only said where numerator and
    denominator show that a digit is missing, or where all decimals of a figure that is not 0 or 100 are gone.
    """
    value, indicator = subject.value, subject.expected.indicator
    if value is None or len(past.figures) < 2 or not indicator.decimals:
        return None
    given = decimals_of(value)
    if given >= indicator.decimals:
        return None
    usual = min(_written_decimals(one) for one in past.figures[-_LAST_FIGURES:])
    usual = min(usual, indicator.decimals)
    if given >= usual or not _digit_is_missing(subject, value, given, usual):
        return None
    asked = f"数据照用，下次请按{indicator.decimals}位小数填报"
    message = f"本期填报{written(subject, Column.VALUE)}，以往{usual}位小数；{asked}。"
    return Fault("T08", Column.VALUE, message)


def _written_decimals(one: Observation) -> int:
    """Of 本期值 as it was written; of a figure made of numerator and denominator as many as can be."""
    text = one.text.strip().rstrip("%％‰")
    return len(text.partition(".")[2]) if text else len(str(EXACT.prec))


def _digit_is_missing(subject: Subject, value: Decimal, given: int, usual: int) -> bool:
    numerator, denominator = subject.row.numerator.number, subject.row.denominator.number
    expected = subject.expected
    if expected.is_ratio and numerator is not None and denominator:
        exact = EXACT.divide(EXACT.multiply(numerator, expected.factor), denominator)
        return rounded(exact, usual) != rounded(value, usual)
    return usual - given >= 2 and value not in {0, expected.low, expected.high}
