"""Tables of a yearly review: the scheme, every unit's points, and line by line the row that each point rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.appraisal import CheckedRow, Component, Filed, Followed, Scored
from lianggang.model.diagnostic import line_ranges

from .document import Column, ColumnKind, Table
from .indicator_tables import source_row
from .wording import as_written, date_text, number, percent, sign_note, signed_target, value_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from lianggang.model.appraisal import Appraisal, ComponentScore, UnitAppraisal
    from lianggang.model.appraisal_scheme import AppraisalScheme
    from lianggang.model.submission import Observation

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE
ROUNDED = "各数分别四舍五入，各行之和可能与合计略有出入；名次按未舍入的数排。"


def points_text(points: Fraction) -> str:
    """``12.35``: points at two decimals."""
    return number(points, 2)


def scheme_table(appraisal: Appraisal) -> Table:
    """The components, their points, how they are reckoned, and whether they count this time."""
    columns = (
        Column("项目", _SHORT, 5),
        Column("分值", _FIGURE, 3),
        Column("算法", _TEXT, 24),
        Column("计入", _SHORT, 3),
    )
    rows = []
    for component, points in zip(Component, appraisal.scheme.points.values(), strict=True):
        counts = "分值为0" if not points else "未计入" if component in appraisal.missing else "计入"
        rows.append((component.value, as_written(points), _method(component, appraisal.scheme), counts))
    return Table(columns, tuple(rows), caption="评分项目")


def _method(component: Component, scheme: AppraisalScheme) -> str:
    rule = scheme.components.attainment
    against = "当期应完成的进度" if rule.against == "path" else "目标"
    split = "全部归牵头单位"
    if rule.lead_share < 1:
        split = f"牵头单位占{percent(rule.lead_share)}，其余由配合单位平分"
    return {
        Component.ATTAINMENT: (
            f"各指标完成比例（与{against}比，0至{percent(rule.cap)}）按权重平均；已达标的不低于100%；"
            f"保持类、没有数值的目标，已达标或预期可达标计100%，否则计0。"
            f"重难点指标权重{as_written(rule.key_weight)}，其余1；{split}"
        ),
        Component.PUNCTUALITY: "按时÷应报（项）；填报日期不明的不计按时",
        Component.QUALITY: "没有被退回、后来也没有更正的行÷填报的行（含各区域）",
        Component.SUPERVISION: "按期办结÷应办结（件）",
        Component.RECTIFICATION: "达到的整改节点÷到期的整改节点",
    }[component]


def score_tables(units: Sequence[UnitAppraisal]) -> Iterator[Table]:
    """Every unit's points, a table for each kind of duties."""
    shown = [one for one in Component if any(score.component is one for unit in units for score in unit.scores)]
    columns = (
        Column("单位", _TEXT, 7),
        Column("计分\n指标", _FIGURE, 3),
        *(Column(one.value, _FIGURE, 6) for one in shown),
        Column("得分／\n满分", _FIGURE, 6),
        Column("折合\n百分制", _FIGURE, 4),
        Column("名次", _SHORT, 3),
        Column("结果建议", _SHORT, 6),
    )
    kinds: dict[str, list[UnitAppraisal]] = {}
    for unit in units:
        kinds.setdefault(unit.duties, []).append(unit)
    for duties, group in kinds.items():
        rows = tuple(_score_row(unit, shown) for unit in group)
        yield Table(columns, rows, caption=f"{duties}的单位", notes=(ROUNDED, "名次写作第几／同类中排名次的单位数。"))


def _score_row(unit: UnitAppraisal, shown: Sequence[Component]) -> tuple[str, ...]:
    of = {score.component: score for score in unit.scores}
    hundred = unit.of_hundred
    return (
        unit.unit,
        str(unit.indicators),
        *(points_text(of[one].points) if one in of else "—" for one in shown),
        f"{points_text(unit.points)}／{number(unit.most, 0)}" if unit.scores else "—",
        "—" if hundred is None else points_text(hundred),
        "—" if unit.place is None else f"{unit.place}／{unit.among}",
        unit.proposal.value.removeprefix("建议"),
    )


def scored_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """指标完成, indicator by indicator, with the row of its figure; None where nothing is scored."""
    columns = (
        Column("单位", _TEXT, 6),
        Column("编码", _SHORT, 6),
        Column("指标", _TEXT, 10),
        Column("现值", _FIGURE, 5),
        Column("目标", _TEXT, 7),
        Column("判定", _SHORT, 6),
        Column("完成\n比例", _FIGURE, 4),
        Column("权重", _FIGURE, 4),
        Column("得分", _FIGURE, 4),
        Column("出处", _SHORT, 9),
    )
    rows, assessments = [], []
    for unit, score, line in _lines(units, Component.ATTAINMENT):
        if isinstance(line, Scored):
            one = line.assessment
            assessments.append(one)
            row = source_row(one)
            rows.append(
                (
                    f"{unit.unit}{'' if line.is_lead else '（配合）'}",
                    one.indicator.code,
                    one.indicator.name,
                    value_text(one),
                    signed_target(one).replace(" ", "\n"),
                    line.attainment.value,
                    percent(line.completion),
                    number(line.weight, 2),
                    points_text(score.points_of(line)),
                    "—" if row is None else _place(row),
                )
            )
    if not rows:
        return None
    return Table(columns, tuple(rows), notes=tuple(text for text in (sign_note(assessments), ROUNDED) if text))


def filed_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """报送按时率, quarter by quarter: the rows in time, and by name what was not."""
    columns = (
        Column("单位", _TEXT, 6),
        Column("季度", _SHORT, 4),
        Column("应报", _FIGURE, 3),
        Column("按时", _FIGURE, 3),
        Column("得分", _FIGURE, 4),
        Column("按时的行", _TEXT, 14),
        Column("没有按时的", _TEXT, 16),
    )
    rows = []
    for unit in units:
        for score in unit.scores:
            quarters: dict[str, list[Filed]] = {}
            for line in score.lines:
                if isinstance(line, Filed):
                    quarters.setdefault(str(line.quarter), []).append(line)
            for quarter, lines in quarters.items():
                in_time = [line for line in lines if line.in_time]
                points = sum(map(score.points_of, lines), start=score.points_of(lines[0]) * 0)
                rows.append(
                    (
                        unit.unit,
                        quarter,
                        str(len(lines)),
                        str(len(in_time)),
                        points_text(points),
                        _places(line.row for line in in_time),
                        "；".join(_not_in_time(line) for line in lines if not line.in_time) or "—",
                    )
                )
    return Table(columns, tuple(rows), notes=(ROUNDED,)) if rows else None


def _not_in_time(line: Filed) -> str:
    owed = line.owed
    why = owed.state.value
    if line.row is not None:
        day = owed.filled_on
        why = "填报日期不明" if day is None else f"{date_text(day)}填报"
        why += f"，{_place(line.row)}"
    return f"{owed.indicator.code}{owed.indicator.name}（{why}）"


def checked_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """数据质量, file by file: how many rows, and each that was rejected or corrected later."""
    columns = (
        Column("单位", _TEXT, 6),
        Column("文件", _SHORT, 7),
        Column("填报\n（行）", _FIGURE, 4),
        Column("没有错误\n（行）", _FIGURE, 5),
        Column("得分", _FIGURE, 4),
        Column("没有错误的行", _TEXT, 14),
        Column("退回或后来更正的", _TEXT, 14),
    )
    rows = []
    for unit in units:
        for score in unit.scores:
            files: dict[str, list[CheckedRow]] = {}
            for line in score.lines:
                if isinstance(line, CheckedRow):
                    files.setdefault(_file(line.row), []).append(line)
            for file, lines in files.items():
                right = [line for line in lines if line.fault is None]
                points = sum(map(score.points_of, lines), start=score.points_of(lines[0]) * 0)
                rows.append(
                    (
                        unit.unit,
                        file,
                        str(len(lines)),
                        str(len(right)),
                        points_text(points),
                        _places((line.row for line in right), named=False),
                        "；".join(_faulty(line) for line in lines if line.fault is not None) or "—",
                    )
                )
    return Table(columns, tuple(rows), notes=(ROUNDED,)) if rows else None


def _faulty(line: CheckedRow) -> str:
    area = f"（{line.row.area}）" if line.row.area else ""
    fault = line.fault.value if line.fault is not None else ""
    return f"第{line.row.place.line}行{line.indicator.code}{line.indicator.name}{area}{fault}"


def followed_table(units: Sequence[UnitAppraisal]) -> Table | None:
    """督办办结率 and 整改成效, one by one."""
    columns = (
        Column("单位", _TEXT, 6),
        Column("项目", _SHORT, 5),
        Column("事项", _TEXT, 14),
        Column("完成", _SHORT, 3),
        Column("得分", _FIGURE, 4),
        Column("出处", _TEXT, 8),
    )
    rows = [
        (
            unit.unit,
            score.component.value,
            line.what,
            "是" if line.done else "否",
            points_text(score.points_of(line)),
            line.where,
        )
        for component in (Component.SUPERVISION, Component.RECTIFICATION)
        for unit, score, line in _lines(units, component)
        if isinstance(line, Followed)
    ]
    return Table(columns, tuple(rows), notes=(ROUNDED,)) if rows else None


def _lines(
    units: Iterable[UnitAppraisal], component: Component
) -> Iterator[tuple[UnitAppraisal, ComponentScore, object]]:
    for unit in units:
        for score in unit.scores:
            if score.component is component:
                yield from ((unit, score, line) for line in score.lines)


def _file(row: Observation) -> str:
    return row.place.path.rpartition("/")[2]


def _place(row: Observation) -> str:
    return f"{_file(row)}第{row.place.line}行"


def _places(rows: Iterable[Observation | None], *, named: bool = True) -> str:
    """``2025Q3.csv第3—5、9行``; ``—`` for none. named: with the file before the lines."""
    files: dict[str, set[int]] = {}
    for row in rows:
        if row is not None and row.place.line is not None:
            files.setdefault(_file(row), set()).add(row.place.line)
    told = []
    for file, lines in files.items():
        ranges = "、".join(
            str(first) if first == last else f"{first}—{last}" for first, last in line_ranges(sorted(lines))
        )
        told.append(f"{file if named else ''}第{ranges}行")
    return "；".join(told) or "—"
