"""How many indicators of each class there are, and both 达标率, by outline and field; decides nothing.

Source: docs/documents.md, section 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from lianggang.model.attainment import UNDECIDED, Attainment, Tally

from .amounts import shares
from .attainment_text import folded_word
from .document import Column, ColumnKind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.catalogue_terms import AttainmentTerms
    from lianggang.model.self_inspection import Inspected

Cell = TypeVar("Cell")

_TEXT, _FIGURE = ColumnKind.TEXT, ColumnKind.FIGURE


def field_table(items: Sequence[Inspected], catalogue: Catalogue) -> Table:
    """How many of each class and both 达标率, by outline and field, and all together."""
    outlines: dict[str, dict[str, list[Inspected]]] = {}
    for item in items:
        indicator = item.assessment.indicator
        outlines.setdefault(indicator.outline, {}).setdefault(indicator.field, []).append(item)
    rows = []
    for key, fields in outlines.items():
        rows.append(_tally_row(catalogue.outlines[key].name, [one for group in fields.values() for one in group]))
        rows += [_tally_row(f"　{field}", group) for field, group in fields.items()]
    if len(outlines) > 1:
        rows.append(_tally_row("合计", items))
    terms, awaiting = catalogue.attainment, Tally.of(item.attainment for item in items).awaiting
    columns = tuple(_field_columns(terms))
    notes = (_field_note(terms, awaiting=bool(awaiting)),)
    if not awaiting:
        columns, rows = _without(_AWAITING_AT, columns), [_without(_AWAITING_AT, row) for row in rows]
    return Table(columns, tuple(rows), caption="各领域指标达标情况（项）", notes=notes)


_AWAITING_AT = 6
"""The column of those that wait for the figure of their deadline: there only where there are any."""


def _without(place: int, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row but for one cell."""
    return cells[:place] + cells[place + 1 :]


def _field_columns(terms: AttainmentTerms) -> Iterator[Column]:
    yield Column("规划、领域", _TEXT, 10)
    yield Column("指标\n数", _FIGURE, 3)
    yield Column(folded_word(terms, Attainment.MET), _FIGURE, 3)
    yield Column(folded_word(terms, Attainment.EXPECTED), _FIGURE, 4)
    yield Column(folded_word(terms, Attainment.HARD), _FIGURE, 3)
    yield Column(f"到期\n{terms.word(Attainment.MISSED)}", _FIGURE, 4)
    yield Column(folded_word(terms, Attainment.AWAITING), _FIGURE, 3)
    yield Column(folded_word(terms, Attainment.NO_DATA), _FIGURE, 3)
    yield Column("达标率\n（全部）", _FIGURE, 5)
    yield Column("达标率\n（可监测）", _FIGURE, 6)
    yield Column("未设\n目标", _FIGURE, 3)


def _field_note(terms: AttainmentTerms, *, awaiting: bool) -> str:
    no_data = terms.word(Attainment.NO_DATA)
    waits = f"{terms.word(Attainment.AWAITING)}为期限已到、到期的数尚未报送的，与{no_data}分列；" if awaiting else ""
    return (
        f"指标数、达标率只计设有目标的指标；{no_data}包括{UNDECIDED}的；{waits}"
        "达标率分母分别为全部指标和可监测（有数据可判断）的指标。"
    )


def _tally_row(name: str, items: Sequence[Inspected]) -> tuple[str, ...]:
    tally = Tally.of(item.attainment for item in items)
    counted = (tally.total, tally.met, tally.expected, tally.hard, tally.missed, tally.awaiting, tally.no_data)
    wholes = (tally.total, tally.monitorable)
    rates = (shares([tally.met], whole)[0] if whole else "—" for whole in wholes)
    return (name, *map(str, counted), *rates, str(tally.no_target))
