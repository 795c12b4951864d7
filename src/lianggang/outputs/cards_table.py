"""A row for each assessment: the columns that status, warn and check share, and what goes below for want of room.

Value, target and gap are never cut: names and units fold; on the narrowest screens the figures stand below the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period

from .amounts import figure_unit, number
from .history_text import change_word, since_word
from .layout import Column, Line, Row, Span, packed, table
from .target_words import signed_target
from .wording import card_text, gap_text, period_text, progress_text, value_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lianggang.model.assessment import Assessment

INDENT = 6
"""What stands below a row begins under the indicator's column."""
NARROW, NODE, MIDDLE, BROAD, BROADER, WIDE = 60, 70, 100, 116, 134, 150
"""From these widths on more columns are shown."""


class Shape(NamedTuple):
    """What a table of assessments shows beside card, name, value, target and gap; its width decides on the rest."""

    width: int
    units_above: bool = False
    """The lead units stand over their rows; the reasons below say how old the figure is. Else the rows say both."""
    node: bool = False

    @property
    def is_broad(self) -> bool:
        """Whether code, lead unit, progress and the age of the figure have columns of their own."""
        return self.width >= (MIDDLE if self.units_above else BROAD)

    @property
    def has_since(self) -> bool:
        """Whether there is also a column for since when a card is out."""
        return self.width >= (MIDDLE if self.units_above else BROADER)


class Part(NamedTuple):
    """A column and what it says of an assessment."""

    column: Column
    cell: Callable[[Assessment], Span]


def style_of(card: Card | None) -> str:
    """The style of a card's colour."""
    return card.value if card else "dim"


def at_or_above(level: Card, assessments: Iterable[Assessment]) -> list[Assessment]:
    """Those with a card of ``level`` or worse, the worst first, then the nearest deadline, then the weakest pace."""
    return sorted((item for item in assessments if item.card and item.card.rank >= level.rank), key=_urgency)


def _urgency(item: Assessment) -> tuple[int, int, float]:
    z = item.measures.get("z")
    by = item.target.target.by.index if item.target else 0
    return (-item.card.rank if item.card else 1, by or 10**6, 0.0 if z is None else float(z))


def split(items: Iterable[Assessment]) -> tuple[list[Assessment], list[Assessment]]:
    """The district's own assessments, and those of its areas."""
    listed = list(items)
    return [item for item in listed if item.area is None], [item for item in listed if item.area is not None]


def cards_table(
    items: Sequence[Assessment],
    shape: Shape,
    below: Callable[[Assessment], Sequence[Span]] = lambda _: (),
    above: Callable[[Assessment], Sequence[Span]] = lambda _: (),
) -> list[Line]:
    """The table. below, above: what is to be said under and over a row in the table's full width."""
    parts = _parts(shape)
    rows = [
        Row(tuple(part.cell(item) for part in parts), (*_meta(item, shape), *below(item)), tuple(above(item)))
        for item in items
    ]
    return table([part.column for part in parts], rows, shape.width, INDENT)


def name_text(item: Assessment) -> str:
    """The indicator's name, with the area where it is not the whole district."""
    return item.indicator.name if item.area is None else f"{item.indicator.name}（{item.area}）"


def _parts(shape: Shape) -> list[Part]:
    width, broad = shape.width, shape.is_broad
    own_unit = not shape.units_above
    parts = [
        (True, Column(""), lambda item: Span(card_text(item.card), style_of(item.card))),
        (broad, Column("编码"), lambda item: Span(item.indicator.code)),
        (True, Column("指标", foldable=True), _name),
        (broad and own_unit, Column("牵头单位", foldable=True), lambda item: Span(item.indicator.lead_unit)),
        (width >= NARROW, Column("现值", right=True), lambda item: Span(value_text(item))),
        (width >= NARROW, Column("", gap=1), lambda item: Span(_unit_of_value(item))),
        (broad and own_unit, Column("数据期"), lambda item: Span(str(item.data_period or "—"))),
        (width >= NODE and shape.node, Column("节点", right=True), lambda item: Span(node_text(item))),
        (width >= NARROW, Column("目标", foldable=True), lambda item: Span(signed_target(item))),
        (width >= NARROW, Column("差距", right=True), lambda item: Span(gap_text(item))),
        (broad, Column("走完／应走", right=True), lambda item: Span(progress_text(item))),
        (width >= WIDE, Column("同类达标", right=True), lambda item: Span(_chance_text(item))),
        (shape.has_since, Column("亮牌"), lambda item: Span(since_word(item), "bold" if change_word(item) else "")),
    ]
    return [Part(column, cell) for shown, column, cell in parts if shown]


def _name(item: Assessment) -> Span:
    return Span(name_text(item), "bold" if item.card in {Card.RED, Card.YELLOW} else "")


def _unit_of_value(item: Assessment) -> str:
    return figure_unit(item.indicator) if item.value is not None else ""


def node_text(item: Assessment) -> str:
    """What the path asks for at the figure's own period; ``—`` where there is no path."""
    node = item.measures.get("node")
    return "—" if node is None else number(node, item.indicator.decimals)


def _chance_text(item: Assessment) -> str:
    """``1/100``; ``—`` where history offers no comparison."""
    chance = item.measures.get("chance")
    return "—" if chance is None else f"{number(chance, 0)}/100"


def _meta(item: Assessment, shape: Shape) -> list[Span]:
    """What the screen has no columns for."""
    lines = []
    if shape.width < NARROW:
        value = f"{value_text(item)} {_unit_of_value(item)}".rstrip()
        node = f"  节点 {node_text(item)}" if shape.node else ""
        lines += [Span(f"现值 {value}{node}"), Span(f"目标 {signed_target(item)}"), Span(f"差距 {gap_text(item)}")]
    texts = [] if shape.is_broad else _without_columns(item, shape)
    if not shape.has_since and (change_word(item) or not shape.is_broad):
        texts.append(since_word(item))
    style = "" if change_word(item) else "dim"
    lines += [Span(text, style) for text in packed(filter(None, texts), shape.width - INDENT)]
    return lines


def _without_columns(item: Assessment, shape: Shape) -> list[str]:
    """Code, progress, and what is neither over the rows nor in the reasons: lead unit and age of the figure."""
    unit, age = ("", "") if shape.units_above else (item.indicator.lead_unit, age_text(item))
    progress = progress_text(item)
    return [item.indicator.code, unit, f"走完／应走 {progress}" if "／" in progress else "", age]


def age_text(item: Assessment) -> str:
    """``2024年数据``: of when the figure is, where that is not the quarter judged; else empty."""
    if item.data_period is None or item.data_period == Period(item.period):
        return ""
    return f"{period_text(item.data_period)}数据"
