"""口径说明: what each indicator measures, how it is made, how often it is filed; a table for annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .amounts import as_written, figure_unit
from .document import Column, ColumnKind, Table
from .wording import DIRECTION_NAMES, FREQUENCY_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.indicator import Indicator
    from lianggang.model.self_inspection import Inspected

_TEXT, _SHORT = ColumnKind.TEXT, ColumnKind.SHORT
_COLUMNS = (
    Column("序号", _SHORT, 3),
    Column("编码", _SHORT, 6),
    Column("指标", _TEXT, 10),
    Column("单位", _SHORT, 3),
    Column("口径", _TEXT, 14),
    Column("计算方法", _TEXT, 13),
    Column("方向", _SHORT, 4),
    Column("报送频率", _SHORT, 5),
    Column("牵头单位", _TEXT, 5),
)


def definition_table(items: Sequence[Inspected]) -> Table:
    """Every indicator, in the order given."""
    return Table(_COLUMNS, tuple(_row(place, item.assessment.indicator) for place, item in enumerate(items, 1)))


def _row(place: int, indicator: Indicator) -> tuple[str, ...]:
    made = "—"
    if indicator.numerator and indicator.denominator:
        factor = "" if indicator.ratio_factor == 1 else f"×{as_written(indicator.ratio_factor)}"
        made = f"{indicator.numerator}÷{indicator.denominator}{factor}"
    return (
        str(place),
        indicator.code,
        indicator.name,
        figure_unit(indicator) or "—",
        indicator.definition.rstrip("。") or "—",
        made,
        DIRECTION_NAMES[indicator.direction],
        FREQUENCY_NAMES[indicator.frequency],
        indicator.lead_unit,
    )
