"""Tables of units: how each stands and which place it has, and what is still owed; ranks nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.attainment import Attainment
from lianggang.model.returns_status import ReturnState
from lianggang.model.unit_standing import FEWEST

from .amounts import shares
from .attainment_text import folded_word
from .document import Column, ColumnKind, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lianggang.model.catalogue_terms import AttainmentTerms
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.unit_standing import Rank, UnitStanding

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE
_OWED_COLUMNS = (
    Column("序号", _SHORT, 2),
    Column("单位", _TEXT, 5),
    Column("编码", _SHORT, 5),
    Column("指标", _TEXT, 12),
    Column("情况", _SHORT, 3),
    Column("自何时起", _SHORT, 5),
)


def standing_tables(standings: Sequence[UnitStanding], terms: AttainmentTerms, few: str = "") -> tuple[Table, ...]:
    """One table for each kind of duties: units are compared with their like only. few: what is to be said of 例数少."""
    kinds: dict[str, list[UnitStanding]] = {}
    for one in standings:
        kinds.setdefault(one.duties, []).append(one)
    last = next(reversed(kinds), "")
    return tuple(
        Table(
            _standing_columns(terms),
            tuple(map(_standing_row, group)),
            caption=f"{duties}的单位（项）",
            notes=tuple(_standing_notes(standings, terms, few)) if duties == last else (),
            laid_out_for=tuple(map(_standing_row, standings)),
        )
        for duties, group in kinds.items()
    )


def _standing_columns(terms: AttainmentTerms) -> tuple[Column, ...]:
    return (
        Column("单位", _TEXT, 7),
        Column("应报", _FIGURE, 3),
        Column("已报", _FIGURE, 3),
        Column("按时", _FIGURE, 3),
        Column("按时率", _FIGURE, 5),
        Column("按时率\n名次", _SHORT, 5),
        Column("可监测", _FIGURE, 4),
        Column(terms.word(Attainment.MET), _FIGURE, 4),
        Column(folded_word(terms, Attainment.EXPECTED), _FIGURE, 4),
        Column("达标和\n预期占比", _FIGURE, 5),
        Column("占比\n名次", _SHORT, 5),
        Column("红牌", _FIGURE, 3),
        Column("黄牌", _FIGURE, 3),
    )


def _standing_notes(standings: Sequence[UnitStanding], terms: AttainmentTerms, few: str) -> Iterator[str]:
    met, expected, awaiting = map(terms.word, (Attainment.MET, Attainment.EXPECTED, Attainment.AWAITING))
    yield (
        "只在职责同类的单位之间排名，并列的名次相同；"
        f"应报或可监测指标不足{FEWEST}项的、同类只有一个单位可排的不排名次。"
    )
    yield "名次后的括号内为与上季度名次相比。"
    yield f"按时率=按时÷应报；占比=（{met}＋{expected}）÷可监测。"
    if any(one.tally.awaiting for one in standings):
        yield f"可监测的不含期限已到、到期的数尚未报送（{awaiting}）的指标。"
    if few:
        yield few


def _standing_row(one: UnitStanding) -> tuple[str, ...]:
    tally = one.tally
    return (
        one.unit,
        *map(str, (one.owed, one.reported, one.on_time)),
        _share(one.punctuality),
        rank_text(one.punctuality),
        *map(str, (tally.monitorable, tally.met, tally.expected)),
        _share(one.progress),
        rank_text(one.progress),
        str(one.red),
        str(one.yellow),
    )


def _share(rank: Rank | None) -> str:
    return "—" if rank is None else shares([rank.part], rank.whole)[0]


def rank_text(rank: Rank | None) -> str:
    """``2（升1）``, ``1（平）``, ``3`` where there was no place before; ``—`` without a place."""
    if rank is None or rank.place is None:
        return "—"
    if rank.before is None:
        return str(rank.place)
    moved = rank.before - rank.place
    return f"{rank.place}（{f'升{moved}' if moved > 0 else f'降{-moved}' if moved else '平'}）"


def owed_table(status: ReturnsStatus) -> Table | None:
    """What is not accepted yet, unit by unit; None where nothing is."""
    rows: list[tuple[str, ...]] = []
    for unit in status.units:
        for one in unit.open:
            since = "本季度" if one.since in {None, status.quarter} else str(one.since)
            place = str(len(rows) + 1)
            rows.append((place, unit.unit, one.indicator.code, one.indicator.name, one.state.value, since))
    return Table(_OWED_COLUMNS, tuple(rows), notes=(_owed_note(row[4] for row in rows),)) if rows else None


def _owed_note(states: Iterable[str]) -> str:
    told = {
        ReturnState.MISSING.value: "缺报：没有收到",
        ReturnState.RETURNED.value: "退回：有错误，请按退回单更正后重报",
        ReturnState.HELD.value: "待核：请说明原因或更正",
    }
    listed = set(states)
    return "；".join(text for word, text in told.items() if word in listed) + "。"
