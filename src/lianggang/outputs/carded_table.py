"""The table of indicators with a yellow or red card, for documents; the screen's is in ``cards_table``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .amounts import figure_unit
from .cards_table import node_text
from .document import Column, ColumnKind, Table
from .history_text import since_word
from .indicator_tables import previous_text
from .rules_annex import TITLE as RULES_TITLE
from .target_words import sign_note, signed_target
from .wording import card_text, gap_text, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE
_COLUMNS = (
    Column("序号", _SHORT, 2),
    Column("编码", _SHORT, 5),
    Column("指标", _TEXT, 9),
    Column("单位", _SHORT, 3),
    Column("目标值", _TEXT, 7),
    Column("节点\n目标", _FIGURE, 4),
    Column("本期值", _FIGURE, 4),
    Column("差距", _FIGURE, 4),
    Column("上期值", _FIGURE, 6),
    Column("预警", _SHORT, 3),
    Column("自何时起", _SHORT, 5),
    Column("数据期", _SHORT, 4),
    Column("规则", _SHORT, 6),
    Column("牵头\n单位", _TEXT, 5),
)


def card_table(cards: Sequence[Assessment]) -> Table:
    """The indicators with a yellow or red card; the rules stand in an attachment of their own."""
    rows = tuple(
        (
            str(place),
            one.indicator.code,
            one.indicator.name,
            figure_unit(one.indicator) or "—",
            signed_target(one).replace(" ", "\n"),
            node_text(one),
            value_text(one),
            gap_text(one),
            previous_text(one),
            card_text(one.card),
            since_word(one),
            str(one.data_period) if one.data_period else "—",
            one.rule or "—",
            one.indicator.lead_unit,
        )
        for place, one in enumerate(cards, 1)
    )
    notes = (sign_note(cards), f"差距为与目标值之差。规则各条见附件“{RULES_TITLE}”。")
    return Table(_COLUMNS, rows, notes=tuple(text for text in notes if text))
