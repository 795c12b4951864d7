"""The table of all indicators as a bulletin prints it: a line or two each; sources and remarks stand elsewhere.

The whole table, with sources and remarks, is in ``indicator_tables``. Source: docs/documents.md, section 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .amounts import figure_text
from .attainment_text import judgement_words, marks_note
from .document import Column, ColumnKind
from .indicator_tables import by_outline, of_period, yearly_change
from .target_words import sign_note, signed_target
from .wording import card_text, share_gone, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Quarter
    from lianggang.model.self_inspection import Inspected

    from .document import Table

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE
_COLUMNS = (
    Column("序号", _SHORT, 2),
    Column("领域", _SHORT, 4),
    Column("指标", _TEXT, 13),
    Column("目标值", _TEXT, 9),
    Column("本期值", _FIGURE, 8),
    Column("同比", _SHORT, 8),
    Column("完成率", _FIGURE, 3),
    Column("判定", _TEXT, 9),
    Column("牌", _SHORT, 3),
    Column("牵头单位", _TEXT, 6),
)
_NOTES = (
    "本期值不是本季数的，括号内为数据期；完成率=（本期值－基期值）÷（目标值－基期值）；同比为与上年同期之差，例数少的不比。",
    "基期值、节点目标、数据来源、口径和说明见自查报告。",
)


def brief_indicator_tables(items: Sequence[Inspected], catalogue: Catalogue, quarter: Quarter) -> tuple[Table, ...]:
    """Every indicator with its target, figure and class, a table for each outline."""
    signs = sign_note([item.assessment for item in items])
    notes = tuple(text for text in (signs, *_NOTES, marks_note(items)) if text)
    rows = [_row(place, item, quarter) for place, item in enumerate(items, 1)]
    return by_outline(items, catalogue, _COLUMNS, rows, notes)


def _row(place: int, item: Inspected, quarter: Quarter) -> tuple[str, ...]:
    assessment = item.assessment
    indicator, progress = assessment.indicator, assessment.measures.get("progress")
    value = value_text(assessment) if assessment.value is None else figure_text(value_text(assessment), indicator)
    return (
        str(place),
        indicator.field,
        indicator.name,
        signed_target(assessment),
        value + of_period(assessment.data_period, quarter),
        yearly_change(item),
        "—" if progress is None else share_gone(progress),
        judgement_words(item),
        "—" if assessment.card is None else card_text(assessment.card),
        indicator.lead_unit,
    )
