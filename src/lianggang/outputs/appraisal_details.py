"""The lines that the points of a yearly review rest on: indicators, returns, rows, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.appraisal_lines import CheckedRow, Component, Filed, Scored

from .amounts import number, percent
from .appraisal_words import file_of, groups_table, lines_of, lines_table, place_of, places_of, points_text
from .attainment_text import few_note
from .document import Column, ColumnKind, Table
from .indicator_tables import source_row
from .target_words import sign_note, signed_target
from .wording import date_text, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.appraisal import ComponentScore, UnitAppraisal
    from lianggang.model.catalogue_terms import AttainmentTerms

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE


def scored_table(units: Sequence[UnitAppraisal], terms: AttainmentTerms) -> Table | None:
    """指标完成, indicator by indicator, with the row of its figure; None where nothing is scored."""
    columns = (
        Column("单位", _TEXT, 6),
        Column("编码", _SHORT, 6),
        Column("指标", _TEXT, 10),
        Column("现值", _FIGURE, 5),
        Column("目标", _TEXT, 7),
        Column("判定", _SHORT, 6),
        Column("完成\n比例", _FIGURE, 4),
        Column("权重", _FIGURE, 4),
        Column("得分", _FIGURE, 4),
        Column("出处", _SHORT, 9),
    )
    told = [line for _, _, lines in lines_of(units, Component.ATTAINMENT, Scored) for line in lines]
    notes = tuple(text for text in (sign_note([line.assessment for line in told]), few_note(told, terms)) if text)

    def row(unit: UnitAppraisal, score: ComponentScore, line: Scored) -> tuple[str, ...]:
        return _scored_row(unit, score, line, terms)

    return lines_table(units, Component.ATTAINMENT, Scored, columns, row, notes)


def _scored_row(unit: UnitAppraisal, score: ComponentScore, line: Scored, terms: AttainmentTerms) -> tuple[str, ...]:
    one = line.assessment
    row = source_row(one)
    return (
        f"{unit.unit}{'' if line.is_lead else '（配合）'}",
        one.indicator.code,
        one.indicator.name,
        value_text(one),
        signed_target(one).replace(" ", "\n"),
        terms.word(line.attainment),
        percent(line.completion),
        number(line.weight, 2),
        points_text(score.points_of(line)),
        "—" if row is None else place_of(row),
    )


def filed_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """报送按时率, quarter by quarter: the rows in time, and by name what was not."""
    columns = (
        Column("单位", _TEXT, 6),
        Column("季度", _SHORT, 4),
        Column("应报", _FIGURE, 3),
        Column("按时", _FIGURE, 3),
        Column("得分", _FIGURE, 4),
        Column("按时的行", _TEXT, 14),
        Column("没有按时的", _TEXT, 16),
    )
    return groups_table(units, Component.PUNCTUALITY, Filed, columns, lambda line: str(line.quarter), _filed_row)


def _filed_row(unit: UnitAppraisal, score: ComponentScore, quarter: str, lines: Sequence[Filed]) -> tuple[str, ...]:
    in_time = [line for line in lines if line.in_time]
    return (
        unit.unit,
        quarter,
        str(len(lines)),
        str(len(in_time)),
        points_text(score.points_of(*lines)),
        places_of(line.row for line in in_time),
        "；".join(_not_in_time(line) for line in lines if not line.in_time) or "—",
    )


def _not_in_time(line: Filed) -> str:
    owed = line.owed
    why = owed.state.value
    if line.row is not None:
        day = owed.filled_on
        why = "填报日期不明" if day is None else f"{date_text(day)}填报"
        why += f"，{place_of(line.row)}"
    return f"{owed.indicator.code}{owed.indicator.name}（{why}）"


def checked_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """数据质量, file by file: how many rows, and each that was rejected or corrected later."""
    columns = (
        Column("单位", _TEXT, 6),
        Column("文件", _SHORT, 7),
        Column("填报\n（行）", _FIGURE, 4),
        Column("没有错误\n（行）", _FIGURE, 5),
        Column("得分", _FIGURE, 4),
        Column("没有错误的行", _TEXT, 14),
        Column("退回或后来更正的", _TEXT, 14),
    )
    return groups_table(units, Component.QUALITY, CheckedRow, columns, lambda line: file_of(line.row), _checked_row)


def _checked_row(unit: UnitAppraisal, score: ComponentScore, file: str, lines: Sequence[CheckedRow]) -> tuple[str, ...]:
    right = [line for line in lines if line.fault is None]
    return (
        unit.unit,
        file,
        str(len(lines)),
        str(len(right)),
        points_text(score.points_of(*lines)),
        places_of((line.row for line in right), named=False),
        "；".join(_faulty(line) for line in lines if line.fault is not None) or "—",
    )


def _faulty(line: CheckedRow) -> str:
    area = f"（{line.row.area}）" if line.row.area else ""
    fault = line.fault.value if line.fault is not None else ""
    return f"第{line.row.place.line}行{line.indicator.code}{line.indicator.name}{area}{fault}"
