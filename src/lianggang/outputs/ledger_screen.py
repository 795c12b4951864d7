"""The screens of ``ledger``: the list with what is overdue first, one item in full, and what an act has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.ledger import LEDGER_HEADERS, cell_texts

from .deadline_text import unknown_years_text
from .layout import INDENT, NARROW, Column, Line, Row, Span, paragraph, table
from .ledger_words import condition_texts, due_text, follower, next_text, standing_text, state_text
from .wording import by_day_text, date_text, district_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.journal import JournalEntry
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.ledger_standing import ClosingCheck, LedgerStanding

_BROAD = 100
"""From this width on the letter's number has a column of its own; below it stands under the row."""


def ledger_lines(
    catalogue: Catalogue,
    today: date,
    listed: Sequence[LedgerStanding],
    width: int,
    *,
    ended: int = 0,
    soon: int,
    unknown_years: Sequence[int] = (),
    faults: int = 0,
) -> list[Line]:
    """The list. ended: how many items that nothing more comes of are left out. faults: in the file, told elsewhere."""
    lines = paragraph(f"督办台账 · {district_text(catalogue.district)} · 截至{date_text(today)}", width, style="bold")
    overdue = sum(one.is_overdue for one in listed)
    near = sum(one.is_due_soon(soon) for one in listed)
    rest = f"，另有{ended}项已了结（--all 列出）" if ended else ""
    rest += f"；台账有{faults}处问题，读不懂的行没有列出" if faults else ""
    if not listed:
        return [*lines, *paragraph(f"没有符合条件的事项{rest}。", width)]
    lines += [*paragraph(f"{len(listed)}项：超期{overdue}项，{soon}天内到期{near}项{rest}。", width), ()]
    lines += _table(listed, width, soon)
    if said := unknown_years_text(unknown_years):
        lines += [(), *paragraph(said, width)]
    return [
        *lines,
        (),
        *paragraph(f"一项的全文和经过：lianggang ledger show {listed[0].item.number}", width, style="dim"),
    ]


def _table(listed: Sequence[LedgerStanding], width: int, soon: int) -> list[Line]:
    if width < NARROW:
        return [line for one in listed for line in _stacked(one, width, soon)]
    columns = [Column("编号"), Column("类别"), Column("指标", foldable=True), Column("责任单位", foldable=True)]
    columns += [Column("状态"), Column("超期", right=True), Column("等待", foldable=True)]
    if width >= _BROAD:
        columns.insert(1, Column("文号", foldable=True))
    return table(columns, [_row(one, soon, broad=width >= _BROAD) for one in listed], width, INDENT)


def _stacked(one: LedgerStanding, width: int, soon: int) -> list[Line]:
    """An item where the screen is too narrow for columns: what it is, whose, and what it waits for."""
    item = one.item
    lines = paragraph(f"{item.number} {item.kind.value} {item.indicator} {item.name}", width, style="bold")
    lines += paragraph(" · ".join(part for part in (item.letter, item.unit, state_text(item)) if part), width, INDENT)
    return [*lines, *paragraph(next_text(one), width, INDENT, _style(one, soon))] if next_text(one) else lines


def _style(one: LedgerStanding, soon: int) -> str:
    return "red" if one.is_overdue else "yellow" if one.is_due_soon(soon) else ""


def _row(one: LedgerStanding, soon: int, *, broad: bool) -> Row:
    item = one.item
    style = _style(one, soon)
    cells = [Span(item.number)]
    if broad:
        cells.append(Span(item.letter or "—"))
    cells += [
        Span(item.kind.value),
        Span(f"{item.indicator} {item.name}"),
        Span(item.unit),
        Span(state_text(item)),
        Span(f"{one.days_overdue}天" if one.days_overdue else "—", style if one.is_overdue else ""),
        Span(next_text(one), style),
    ]
    return Row(tuple(cells), below=(Span(item.letter, "dim"),) if item.letter and not broad else ())


class ItemShown(NamedTuple):
    """An item, and what is told of it beside its columns."""

    standing: LedgerStanding
    history: Sequence[JournalEntry]
    """The lines of the journal about it."""
    check: ClosingCheck | None
    """The conditions for closing; None where it has ended."""


def items_lines(catalogue: Catalogue, today: date, shown: Sequence[ItemShown], width: int) -> list[Line]:
    """Items one below the other, a blank line between them."""
    lines: list[Line] = []
    for one in shown:
        lines += [(), *_item_lines(catalogue, today, one, width)]
    return lines[1:]


def _item_lines(catalogue: Catalogue, today: date, shown: ItemShown, width: int) -> list[Line]:
    """What it waits for, every column that is filled in, the conditions for closing, and how it came."""
    item = shown.standing.item
    head = f"{item.number} {item.kind.value} · {item.unit} · {standing_text(item)}"
    lines = paragraph(f"{head} · {district_text(catalogue.district)} · 截至{date_text(today)}", width, style="bold")
    for due in shown.standing.dues:
        lines += paragraph(f"{due_text(due)}。", width, style="red" if due.days_late > 0 else "")
    texts = cell_texts(item)
    rows = [Row((Span(name, "dim"), Span(texts[name]))) for name in LEDGER_HEADERS if texts[name] not in {"", "0"}]
    lines += [(), *table([Column(""), Column("", foldable=True)], rows, width)]
    if shown.check is not None:
        lines += [(), (Span("销号条件", "bold"),), *condition_lines(shown.check, width)]
    if shown.history:
        lines += [(), (Span("经过", "bold"),), *_history(shown.history, width)]
    return lines


def checks_lines(checks: Sequence[tuple[LedgerItem, ClosingCheck]], width: int) -> list[Line]:
    """The conditions of one item, or of several, each under its own name."""
    lines: list[Line] = []
    for item, check in checks:
        if len(checks) > 1:
            lines += paragraph(f"{item.number} {item.indicator} {item.name}", width, style="bold")
        lines += condition_lines(check, width)
    return lines


def condition_lines(check: ClosingCheck, width: int) -> list[Line]:
    """Each condition, met or not, and on what that rests."""
    lines: list[Line] = []
    for met, text in condition_texts(check):
        lines += paragraph(f"{'● 满足' if met else '▲ 未满足'} {text}", width, style="green" if met else "yellow")
    return lines


def changed_lines(items: Sequence[LedgerItem], shown: str, width: int) -> list[Line]:
    """What was put down. shown: the path of the ledger."""
    lines: list[Line] = []
    for item in items:
        if (new := follower(item, items)) is not None:
            lines += paragraph(f"{item.number} 仍为已销号，备注写明反弹、另立 {new}。", width)
            continue
        said = f"已记入“{shown}”：{_whose(item)}，{standing_text(item)}"
        due = f"，方案{by_day_text(item.plan_due)}报" if item.plan_due and not item.plan_filed else ""
        due += f"，结果{by_day_text(item.due)}报" if item.due and not item.answered else ""
        lines += paragraph(f"{said}{'' if item.state.is_ended else due}。", width)
    return lines


def amended_lines(items: Sequence[LedgerItem], column: str, shown: str, width: int) -> list[Line]:
    """What stands now in a column of items. shown: the path of the ledger."""
    lines: list[Line] = []
    for item in items:
        lines += paragraph(f"已更正“{shown}”：{_whose(item)}，{column}改为“{cell_texts(item)[column]}”。", width)
    return [*lines, *paragraph("原值和理由记入备注和日志；已写出的公文不会随着改。", width, style="dim")]


def _whose(item: LedgerItem) -> str:
    letter = f"（{item.letter}）" if item.letter else ""
    return f"{item.number}{letter} {item.unit} {item.indicator} {item.name}"


def _history(history: Sequence[JournalEntry], width: int) -> list[Line]:
    if width < NARROW:
        return [line for entry in history for line in _stacked_entry(entry, width)]
    columns = [
        Column("日期"),
        Column("经办人", foldable=True),
        Column("动作", foldable=True),
        Column("改为", foldable=True),
    ]
    rows = [Row(tuple(map(Span, (entry.on, entry.by, entry.action, entry.after)))) for entry in history]
    return table(columns, rows, width)


def _stacked_entry(entry: JournalEntry, width: int) -> list[Line]:
    head = paragraph(f"{entry.on} {entry.action}（{entry.by}）", width)
    return [*head, *paragraph(entry.after, width, INDENT, "dim")]
