"""The attachments of letters: the figures of each indicator, what has not been handed in, and the receipt slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.quarter import Period
from lianggang.model.small_count import SmallCount

from .amounts import figure_unit
from .cards_table import node_text
from .count_reasons import counts_note
from .document import Attachment, Column, ColumnKind, Table
from .indicator_tables import previous_text
from .reports_frame import UNROUNDED
from .rules_annex import rules_notes
from .target_words import sign_note, signed_target
from .wording import card_name, gap_text, node_gap_text, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.letter import Letter
    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import UnitReturns

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE
_COLUMNS = (
    Column("序号", _SHORT, 3),
    Column("指标编码", _SHORT, 6),
    Column("指标名称", _TEXT, 13),
    Column("单位", _SHORT, 4),
    Column("目标值", _TEXT, 8),
    Column("节点目标", _FIGURE, 5),
    Column("本期值", _FIGURE, 5),
    Column("距节点", _FIGURE, 5),
    Column("距目标", _FIGURE, 5),
    Column("上期值", _FIGURE, 6),
    Column("预警", _SHORT, 7),
    Column("数据期", _SHORT, 5),
)
_MOST_UPRIGHT = 3
"""So many indicators stand side by side on an upright page, the fields below one another; more lie across, in rows."""
_NOTES = (
    "节点目标为本期值的数据期所应达到的值；距节点、距目标为本期值与节点目标、目标值之差。",
    UNROUNDED,
)
_RETURN_COLUMNS = (
    Column("序号", _SHORT, 3),
    Column("指标编码", _SHORT, 6),
    Column("指标名称", _TEXT, 13),
    Column("单位", _SHORT, 4),
    Column("情况", _SHORT, 4),
    Column("自何季起", _SHORT, 5),
)
_SLIP_COLUMNS = (Column("项目", _SHORT, 8), Column("内容", _TEXT, 20))
_SLIP_BLANKS = ("收函日期", "承办科室", "承办人及电话", "签收人", "单位（盖章）")


def figures_attachment(letter: Letter, result: QuarterResult) -> Attachment:
    """明细表 of the indicators of a letter, and below it the rules that gave their cards."""
    assessments = [case.assessment for case in letter.cases]
    rows = tuple(_row(place, one) for place, one in enumerate(assessments, 1))
    counts = [f"{counts_note(one, one.counts)}。" for one in assessments if isinstance(one.counts, SmallCount)]
    told = (sign_note(assessments), *counts, "".join(_NOTES), *rules_notes(result, assessments))
    notes = tuple(text for text in told if text)
    is_upright = len(rows) <= _MOST_UPRIGHT
    table = _upright(rows, notes) if is_upright else Table(_COLUMNS, rows, notes=notes)
    return Attachment("指标明细表和判定规则", (table,), landscape=not is_upright)


def _upright(rows: Sequence[tuple[str, ...]], notes: tuple[str, ...]) -> Table:
    """A column for each indicator, its number at the head."""
    names = (column.header for column in _COLUMNS)
    head, *fields = zip(names, *rows, strict=True)
    columns = (Column(head[0], _SHORT, 5), *(Column(number, _SHORT, 12) for number in head[1:]))
    return Table(columns, tuple(fields), notes=notes)


def _row(place: int, one: Assessment) -> tuple[str, ...]:
    return (
        str(place),
        one.indicator.code,
        one.indicator.name,
        figure_unit(one.indicator) or "—",
        signed_target(one).replace(" ", "\n"),
        node_text(one),
        value_text(one),
        node_gap_text(one),
        gap_text(one),
        previous_text(one),
        f"{card_name(one.card)}\n{one.rule}",
        str(one.data_period or Period(one.period)),
    )


def returns_table(unit: UnitReturns, quarter: Quarter) -> Table:
    """明细表 of what a unit still has to hand in or see to."""
    rows = tuple(
        (
            str(place),
            owed.indicator.code,
            owed.indicator.name,
            figure_unit(owed.indicator) or "—",
            owed.state.value,
            str(owed.since or quarter),
        )
        for place, owed in enumerate(unit.open, 1)
    )
    return Table(_RETURN_COLUMNS, rows)


def receipt_slip(number: str, unit: str) -> Table:
    """签收回执, to be filled in by hand."""
    rows = (("函号", number), ("收函单位", unit), *((name, "") for name in _SLIP_BLANKS))
    return Table(_SLIP_COLUMNS, rows, by_hand=True)
