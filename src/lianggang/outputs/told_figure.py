"""Which figure the words of an item of the ledger speak of: what it was closed on, or what its letter said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianggang.model.ledger import LedgerState
from lianggang.model.letter import ToldFigure

from .amounts import figure_text, number
from .figures_text import value_clause
from .ledger_words import ground_parts
from .wording import period_text

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment
    from lianggang.model.ledger import LedgerItem

_FIRST_CLAUSE = re.compile("[，；（]")


def told_figure(item: LedgerItem, one: Assessment) -> ToldFigure | None:
    """The figure of a letter that was closed or withdrawn; None where its words, written by hand, name none.

    A closed one names it in the first of its closing conditions, another one at the head of its 问题描述. one: the
    indicator's assessment, of which the words may name any figure that was ever filed.
    """
    said = _closing_figure(item) if item.state is LedgerState.CLOSED else _FIRST_CLAUSE.split(item.problem)[0]
    periods = {row.period for row in one.observations} | ({one.data_period} if one.data_period else set())
    # “2024年” begins “2024年第四季度” too: the longest is the one named.
    named = max(
        (period for period in periods if said.startswith(period_text(period))),
        key=lambda period: len(period_text(period)),
        default=None,
    )
    if named is None:
        return None
    return ToldFigure(named, is_latest=named == one.data_period and said in {value_clause(one), figure_named(one)})


def figure_named(one: Assessment) -> str:
    """``2024年第四季度98.12%``, as a closing condition says it."""
    if one.value is None or one.data_period is None:
        return ""
    return f"{period_text(one.data_period)}{figure_text(number(one.value, one.indicator.decimals), one.indicator)}"


def _closing_figure(item: LedgerItem) -> str:
    conditions = ground_parts(item.ground).conditions
    said = conditions[0][1].partition("：")[2] if conditions else ""
    return said.partition("，")[0]
