"""The screen of ``collect``: what the returns held, what was left out, what was written or would change."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lianggang.model.catalogue import DISTRICT_WORD
from lianggang.model.collected import ChangeKind, CollectOutcome
from lianggang.model.slip import UNKNOWN_UNIT
from lianggang.model.submission import Disposition
from lianggang.model.visible import visible

from .check_screen import row_accounts
from .diagnostics_text import place_text
from .layout import Column, Line, Row, Span, paragraph, table
from .wording import date_text, district_text, period_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.collected import Change, CollectedRow, Collection, LeftOut

MOST_ROWS = 40
"""How many rows of a list are shown unless all are asked for; the counts are always of all."""
_DISPOSITIONS = {Disposition.HELD: "待核", Disposition.REJECTED: "退回"}
_STYLES = {
    ChangeKind.ADDED: "green",
    ChangeKind.CORRECTED: "yellow",
    ChangeKind.REMOVED: "red",
    ChangeKind.RETOLD: "dim",
}


def collect_lines(done: Collection, width: int, *, every: bool = False) -> list[Line]:
    """The whole screen. every: all changed rows and all that were left out, however many."""
    plan = done.plan
    head = f"{quarter_text(plan.quarter)} · {district_text(plan.catalogue.district)} · 收齐"
    lines = paragraph(head, width, style="bold")
    for text in row_accounts([source.submission for source in done.sources]):
        lines += paragraph(text, width)
    lines += [(), *_left_out(done, width, every=every)]
    if done.earlier and done.outcome is not CollectOutcome.UNCHANGED:
        lines += [*_changes(done, width, every=every), ()]
    for text, style in _outcome(done):
        lines += paragraph(text, width, style=style)
    return lines


def _left_out(done: Collection, width: int, *, every: bool) -> list[Line]:
    """The rows that were not collected, by unit."""
    if not done.left_out:
        return []
    units = (*done.plan.catalogue.member_units, None)
    ordered = sorted(done.left_out, key=lambda one: units.index(one.unit))
    lines: list[Line] = [(Span(f"未收 {len(ordered)} 行：", "bold"),)]
    shown = len(ordered) if every else MOST_ROWS
    for unit, group in groupby(ordered, lambda one: one.unit):
        rows = list(group)
        counts = "，".join(
            f"{word} {number} 行"
            for disposition, word in _DISPOSITIONS.items()
            if (number := sum(one.disposition is disposition for one in rows))
        )
        lines += paragraph(f"{unit or UNKNOWN_UNIT}：{counts}", width, 2)
        for one in [row for row in rows if row.indicator][:shown]:
            lines += paragraph(_left_out_text(one), width, 4)
            shown -= 1
    if all(one.mended for one in ordered):
        return [*lines, ()]
    hint = "原因和怎样改：lianggang check，或加 --slips 文件夹 写退回单。"
    return [*lines, *paragraph(hint, width, style="dim"), ()]


def _left_out_text(one: LeftOut) -> str:
    indicator = f"{one.indicator.code} {one.indicator.name}" if one.indicator else ""
    codes = f"（{'、'.join(dict.fromkeys(one.codes))}）" if one.codes else ""
    parts = (_DISPOSITIONS[one.disposition], indicator, one.area or "", place_text(one.place))
    mended = f"，已由“{visible(one.mended)}”更正" if one.mended else ""
    return " ".join(part for part in parts if part) + codes + mended


def _changes(done: Collection, width: int, *, every: bool) -> list[Line]:
    """Against the file that is there: counts of each kind, then the rows."""
    changes = done.plan.changes
    unchanged = len(done.plan.rows) - sum(change.kind is not ChangeKind.REMOVED for change in changes)
    counts = "，".join(f"{kind.value} {sum(one.kind is kind for one in changes)} 行" for kind in ChangeKind)
    was = "所收的文件收齐后被手工改动过；" if done.edited else ""
    head = f"{was}与已收齐的（{done.earlier}）相比：{counts}，不变 {unchanged} 行。"
    lines = paragraph(head, width, style="bold")
    told = [change for change in changes if change.kind is not ChangeKind.RETOLD]
    shown = told if every else told[:MOST_ROWS]
    if shown:
        columns = [Column(""), Column("指标", foldable=True), Column("数据期"), Column("原收", foldable=True)]
        columns += [Column("现报", foldable=True), Column("更正说明", foldable=True)]
        lines += table(columns, [_change_row(change) for change in shown], width)
    if len(shown) < len(told):
        lines += paragraph(
            f"以上列出 {len(shown)} 行，其余 {len(told) - len(shown)} 行加 --all 全部列出。", width, style="dim"
        )
    if done.plan.kept:
        kept = "、".join(dict.fromkeys(_subject(row) for row in done.plan.kept[:5]))
        rest = "等" if len(done.plan.kept) > 5 else ""
        lines += paragraph(
            f"另有 {len(done.plan.kept)} 行仍按已收的保留（填报中待核、退回或这次没有读到）：{kept}{rest}。", width
        )
    return lines


def _change_row(change: Change) -> Row:
    row = change.row
    texts = (
        _subject(row),
        period_text(row.period),
        change.was,
        change.becomes,
        row.correction if change.kind is ChangeKind.CORRECTED else "",
    )
    return Row((Span(change.kind.value, _STYLES[change.kind]), *map(Span, texts)))


def _subject(row: CollectedRow) -> str:
    return f"{row.indicator.code} {row.indicator.name} {row.area or DISTRICT_WORD}"


def _outcome(done: Collection) -> Sequence[tuple[str, str]]:
    """What became of the file, and what to do; each with its style."""
    plan, path = done.plan, done.path
    match done.outcome:
        case CollectOutcome.WRITTEN:
            first, last = done.numbers or (0, 0)
            repeated = f"（另有 {plan.repeated} 行已并入所收的行，来源、原值一并注明）" if plan.repeated else ""
            blank = f"，另有 {plan.blank} 行本季不报、没有填，未收" if plan.blank else ""
            return [(f"已写入“{path}”：{len(plan.rows)} 行{repeated}{blank}；日志 {first}—{last}。", "green")]
        case CollectOutcome.UNCHANGED:
            return [(f"与已收齐的（{done.earlier}）相同，没有变化，没有写入；“{path}”共 {len(plan.rows)} 行。", "")]
        case CollectOutcome.NOTHING:
            return [("没有可收的行，没有写入。", "yellow")]
        case CollectOutcome.NEEDS_REPLACE:
            return [(f"没有写入。核对以上变化，确认后加 --replace 改写“{path}”；原值会保留在文件和日志中。", "yellow")]
        case CollectOutcome.NEEDS_EXCEPTION:
            lock = date_text(plan.catalogue.returns.lock_on(plan.quarter))
            return [(f"没有写入：{lock}以后数据已锁定。确需改写的，用 --exception 写明原因，一并记入日志。", "yellow")]
        case CollectOutcome.NEEDS_REASON:
            bare = [change for change in plan.changes if change.is_unexplained]
            subjects = "、".join(_subject(change.row) for change in bare[:5]) + ("等" if len(bare) > 5 else "")
            ask = "请填报单位在“说明”写明，或用 --note 写明更正说明。"
            return [(f"没有写入：{len(bare)} 行更正、撤回没有说明（{subjects}）。{ask}", "yellow")]
