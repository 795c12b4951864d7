"""What is added to and taken from the points of a yearly review, and the units' own scores beside the program's."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.appraisal import CardDeduction
from lianggang.model.appraisal_lines import Component

from .appraisal_words import adds_up, file_name, plain_points, points_text, rounded_points
from .document import Column, ColumnKind, Table
from .wording import card_name, date_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.model.appraisal import Adjustment, UnitAppraisal

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE


def adjustment_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """加分 and 扣分, one by one, each with what it rests on; None where there are none."""
    columns = (
        Column("单位", _TEXT, 6),
        Column("分数", _SHORT, 4),
        Column("事项", _TEXT, 14),
        Column("依据", _TEXT, 14),
        Column("由谁、何时决定", _TEXT, 8),
        Column("出处", _SHORT, 7),
    )
    rows = tuple((unit.unit, *_adjustment_row(one)) for unit in units for one in unit.adjustments)
    return Table(columns, rows) if rows else None


def _adjustment_row(one: Adjustment) -> tuple[str, ...]:
    points = f"{'加' if one.points > 0 else '扣'}{plain_points(abs(one.points))}分"
    if isinstance(one, CardDeduction):
        indicator, event = one.assessment.indicator, one.event
        what = f"{indicator.code}{indicator.name}{card_name(event.after)}（{event.kind.value}）"
        return (points, what, "评分办法的亮牌扣分", "按评分办法", f"{quarter_text(event.quarter)}的判定")
    item = one.item
    place = f"{file_name(one.file)}{'' if one.line is None else f'第{one.line}行'}"
    return (points, item.item, "；".join(item.evidence), f"{item.decided_by}，{date_text(item.decided_on)}", place)


def self_score_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """自评 beside the score, component by component; None where no unit has scored itself."""
    columns = (
        Column("单位", _TEXT, 8),
        Column("项目", _SHORT, 7),
        Column("自评", _FIGURE, 5),
        Column("评分", _FIGURE, 5),
        Column("评分比自评", _SHORT, 6),
    )
    own = [unit for unit in units if unit.self_score is not None]
    rows = tuple((unit.unit, *row) for unit in own for row in _self_rows(unit))
    if not rows:
        return None
    notes = ["合计只算自评和评分都有的项目。"]
    if not all(adds_up(column, sum(column, Fraction(0))) for unit in own for column in zip(*_both(unit), strict=True)):
        notes.append("各数分别四舍五入，有的单位各项之和与合计略有出入。")
    return Table(columns, rows, notes=tuple(notes))


def _self_rows(unit: UnitAppraisal) -> Iterator[tuple[str, ...]]:
    for component, own, score in _self_scores(unit):
        if own is not None or score is not None:
            yield component.value, *_compared(own, score)
    if both := _both(unit):
        first, second = (sum(column, Fraction(0)) for column in zip(*both, strict=True))
        yield "合计", *_compared(first, second)


def _self_scores(unit: UnitAppraisal) -> Iterator[tuple[Component, Fraction | None, Fraction | None]]:
    """Each component, with the unit's own points and the program's; None where there are none."""
    scores = {one.component: one.points for one in unit.scores}
    for component in Component:
        own = None if unit.self_score is None else unit.self_score.points(component)
        yield component, None if own is None else Fraction(own), scores.get(component)


def _both(unit: UnitAppraisal) -> list[tuple[Fraction, Fraction]]:
    """Of the components that both have scored."""
    return [(own, score) for _, own, score in _self_scores(unit) if own is not None and score is not None]


def _compared(own: Fraction | None, score: Fraction | None) -> tuple[str, str, str]:
    """Both, and by how much the score is higher or lower: the difference of the two as they are printed."""
    texts = ["—" if one is None else points_text(one) for one in (own, score)]
    if own is None or score is None:
        return texts[0], texts[1], "—"
    apart = rounded_points(score) - rounded_points(own)
    return texts[0], texts[1], f"{'高' if apart > 0 else '低'}{points_text(abs(apart))}" if apart else "相同"
