"""Assessments as a table for a spreadsheet: one line each, Chinese headers, nothing that a spreadsheet would run.

The byte-order mark that Excel needs is the business of whoever writes the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.visible import visible

from .amounts import as_written, number
from .cards_table import node_text
from .reasons import reason
from .spreadsheet_text import csv_line, defused
from .target_words import target_text
from .wording import card_name, deadline_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from fractions import Fraction

    from lianggang.model.assessment import Assessment

HEADERS = (
    "季度", "规划", "领域", "指标编码", "指标名称", "牵头单位", "区域", "数据期", "现值", "分子", "分母", "计量单位",
    "节点", "目标", "目标期限", "目标级别", "目标已核", "差距", "走完", "应走", "牌", "未判原因", "判定", "规则",
    "亮牌自", "解除", "年内牌", "备注", "原因",
)  # fmt: skip
_DISTRICT = "全区"


def to_csv(assessments: Iterable[Assessment]) -> str:
    """All of them, in the order given, as comma-separated text under a header; lines end with a line feed.

    现值, 分子 and 分母 have the digits they came with; 差距 is in the unit of measure, ≤ 0 once the target is met;
    走完 and 应走 are in percent.
    """
    lines = [HEADERS, *(_cells(item) for item in assessments)]
    return "".join(csv_line(line) + "\n" for line in lines)


def _cells(item: Assessment) -> tuple[str, ...]:
    indicator = item.indicator
    node = node_text(item)
    return (
        str(item.period),
        *map(_text, (indicator.outline, indicator.field, indicator.code, indicator.name, indicator.lead_unit)),
        _text(item.area or _DISTRICT),
        str(item.data_period or ""),
        *map(_figure, (item.value, item.numerator, item.denominator)),
        _text(indicator.unit_of_measure),
        "" if node == "—" else node,
        *_target(item),
        "" if item.gap is None else number(item.gap, max(indicator.decimals, _decimals(item.value))),
        *(_percent(item.measures.get(name)) for name in ("progress", "elapsed")),
        card_name(item.card),
        item.not_assessed.value if item.not_assessed else "",
        _text(item.label),
        _text(item.rule or ""),
        *(str(quarter or "") for quarter in (item.since, item.lifted)),
        card_name(item.year_card.card) if item.year_card else "",
        "、".join(mark.value for mark in item.marks),
        _text(reason(item)),
    )


def _target(item: Assessment) -> tuple[str, str, str, str]:
    """What is asked, until when, by whom, and whether somebody has checked it against the official text."""
    if item.target is None:
        return ("", "", "", "")
    target = item.target.target
    asked = target_text(target, item.target, item.indicator.decimals)
    return (_text(asked), deadline_text(target.by), _text(target.level), "是" if target.verified else "否")


def _text(text: str) -> str:
    return defused(visible(text))


def _figure(value: Decimal | None) -> str:
    return "" if value is None else as_written(value)


def _decimals(value: Decimal | None) -> int:
    """How many decimals the figure has, at most six: its gap is not rounded away."""
    exponent = value.as_tuple().exponent if value is not None else 0
    return min(max(-exponent, 0), 6) if isinstance(exponent, int) else 0


def _percent(share: Decimal | Fraction | float | None) -> str:
    return "" if share is None else number(share * 100, 1)
