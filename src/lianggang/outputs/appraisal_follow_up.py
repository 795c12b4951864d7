"""What the ledger and the plans give in a yearly review: matters closed in time, nodes reached, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.appraisal_lines import Component, HeldNode, Matter, MatterEnd

from .amounts import as_written, decimals_to_tell, number
from .appraisal_words import file_name, lines_table, place_of, points_text
from .document import Column, ColumnKind, Table
from .ledger_file import LEDGER_FILE
from .wording import date_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lianggang.model.appraisal import ComponentScore, UnitAppraisal

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE


def matter_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """督办办结率, matter by matter; None where nothing was to be closed."""
    columns = (
        Column("单位", _TEXT, 6),
        Column("编号", _SHORT, 6),
        Column("事项", _TEXT, 14),
        Column("期限", _SHORT, 6),
        Column("反馈", _SHORT, 6),
        Column("销号", _SHORT, 6),
        Column("办结情况", _SHORT, 6),
        Column("得分", _FIGURE, 4),
        Column("出处", _SHORT, 8),
    )
    note = "反馈为最近一次；销号由委员会办公室办理，是否按期看反馈。"
    return lines_table(units, Component.SUPERVISION, Matter, columns, _matter_row, (note,))


def _matter_row(unit: UnitAppraisal, score: ComponentScore, line: Matter) -> tuple[str, ...]:
    item = line.item
    return (
        unit.unit,
        item.number,
        matter_text(line),
        f"{_day(item.due)}{'（延期）' if item.extended_to else ''}",
        _day(item.answered),
        _day(item.closed),
        line.end.value,
        points_text(score.points_of(line)),
        matter_place(line),
    )


def matter_text(line: Matter) -> str:
    """``督办：C-EDU-02普惠性幼儿园覆盖率（示妇儿工委办〔2025〕1号）``."""
    item = line.item
    return f"{item.kind.value}：{item.indicator}{item.name}{f'（{item.letter}）' if item.letter else ''}"


def matter_place(line: Matter) -> str:
    """``ledger.csv第3行``."""
    return f"{file_name(LEDGER_FILE)}第{line.line}行"


def steps_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """方案 and 反馈 in time, for information: no points rest on it."""
    columns = (
        Column("单位", _TEXT, 10),
        Column("应报方案\n（件）", _FIGURE, 6),
        Column("按时\n（件）", _FIGURE, 6),
        Column("应反馈\n（件）", _FIGURE, 6),
        Column("按时\n（件）", _FIGURE, 6),
    )
    rows = tuple((unit.unit, *map(str, unit.steps)) for unit in units if unit.steps.plans_due or unit.steps.answers_due)
    return Table(columns, rows, caption="方案和反馈是否按时（供参考，不计分）") if rows else None


def node_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """整改成效, node by node, with the figure that it is held against; None where no node was due."""
    columns = (
        Column("单位", _TEXT, 6),
        Column("方案", _SHORT, 6),
        Column("指标", _TEXT, 9),
        Column("节点", _SHORT, 4),
        Column("节点值", _FIGURE, 4),
        Column("填报数", _FIGURE, 4),
        Column("是否\n达到", _SHORT, 4),
        Column("得分", _FIGURE, 4),
        Column("项目", _TEXT, 6),
        Column("节点出处", _TEXT, 9),
        Column("数的出处", _SHORT, 7),
    )
    note = "项目后的括号为到该季末已完成的里程碑／应完成的里程碑。"
    return lines_table(units, Component.RECTIFICATION, HeldNode, columns, _node_row, (note,))


def _node_row(unit: UnitAppraisal, score: ComponentScore, line: HeldNode) -> tuple[str, ...]:
    area = f"（{line.plan.area}）" if line.plan.area else ""
    return (
        unit.unit,
        line.plan.id,
        f"{line.indicator.code}{line.indicator.name}{area}",
        str(line.quarter),
        as_written(line.node),
        _value_text(line),
        line.end.value,
        points_text(score.points_of(line)),
        "\n".join(f"{one.project}（{one.done}／{one.due}）" for one in line.projects) or "—",
        node_place(line),
        "—" if line.row is None else place_of(line.row),
    )


def _value_text(line: HeldNode) -> str:
    """The figure; with more decimals where rounding would put it on the node's other side."""
    value, node = line.value, line.node
    if value is None:
        return "—"
    decimals = decimals_to_tell(value, line.indicator.decimals, lambda shown: (value < node) != (shown < node))
    return number(value, decimals)


def node_place(line: HeldNode) -> str:
    """``ZG-2025-01.yaml第17行``."""
    return f"{file_name(line.file)}{'' if line.line is None else f'第{line.line}行'}"


def passed_over_text(line: Matter | HeldNode) -> str:
    """A matter or a node that is not scored, why, and where it stands."""
    if isinstance(line, HeldNode):
        area = f"（{line.plan.area}）" if line.plan.area else ""
        return (
            f"{line.plan.id}的{line.quarter}节点（{line.indicator.name}{area}，{line.end.value}，{node_place(line)}）"
        )
    why = line.end.value
    if line.end is MatterEnd.WITHDRAWN and line.item.note:
        why = f"{why}，备注“{line.item.note.rstrip('。')}”"
    elif line.end in {MatterEnd.NOT_DUE, MatterEnd.LATER} and line.item.due is not None:
        why = f"{why}：{date_text(line.item.due)}"
    return f"{line.item.number}{line.item.name}（{why}，{matter_place(line)}）"


def _day(day: date | None) -> str:
    return "—" if day is None else date_text(day)
