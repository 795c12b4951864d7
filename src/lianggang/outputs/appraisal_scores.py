"""The points of a yearly review: the scheme, every unit's components, and its total with place and proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.appraisal_lines import Component
from lianggang.model.attainment import Attainment

from .amounts import as_written, number, percent
from .appraisal_words import adds_up, plain_points, points_text
from .document import Column, ColumnKind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.model.appraisal import Appraisal, UnitAppraisal
    from lianggang.model.appraisal_scheme import AppraisalScheme
    from lianggang.model.catalogue_terms import AttainmentTerms

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE


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
        method = _method(component, appraisal.scheme, appraisal.result.catalogue.attainment)
        rows.append((component.value, as_written(points), method, counts))
    return Table(columns, tuple(rows), caption="评分项目")


def _method(component: Component, scheme: AppraisalScheme, terms: AttainmentTerms) -> str:
    rule = scheme.components.attainment
    against = "当期应完成的进度" if rule.against == "path" else "目标"
    split = f"；牵头单位占{percent(rule.lead_share)}，其余由配合单位平分" if rule.lead_share < 1 else ""
    key = f"；重难点指标权重{as_written(rule.key_weight)}，其余1" if rule.key_weight != 1 else ""
    met, expected = (terms.word(of) for of in (Attainment.MET, Attainment.EXPECTED))
    how = "按权重平均" if split or key else "的平均数"
    return {
        Component.ATTAINMENT: (
            f"各指标完成比例（与{against}比，0至{percent(rule.cap)}）{how}；{met}的不低于100%；"
            f"保持类、没有数值的目标，例数少、到期以前只看例数的，{met}或{expected}计100%，否则计0{key}{split}"
        ),
        Component.PUNCTUALITY: "按时÷应报（项）；填报日期不明的不计按时",
        Component.QUALITY: "没有被退回、后来也没有更正的行÷填报的行（含各区域）",
        Component.SUPERVISION: "按期办结÷应办结（件）；已销号且按期反馈的为按期办结，已升级的不算",
        Component.RECTIFICATION: "达到的量化节点÷到期的量化节点；与节点同一期的填报数相比",
    }[component]


def adjustment_rule(scheme: AppraisalScheme) -> str:
    """How the total comes of the points: what is added, and what is taken away."""
    cards = ""
    if scheme.cards is not None:
        yellow, red = plain_points(scheme.cards.yellow), plain_points(scheme.cards.red)
        cards = f"本年新亮的黄牌每张扣{yellow}分，红牌每张扣{red}分，由黄牌升为红牌的补扣差数。"
    return f"总分＝折合百分制＋加分－扣分。加分合计最多计{plain_points(scheme.bonus_cap)}分，扣分照计。{cards}"


def component_table(units: Sequence[UnitAppraisal]) -> Table:
    """Every unit's points, component by component."""
    shown = [one for one in Component if any(score.component is one for unit in units for score in unit.scores)]
    columns = (
        Column("单位", _TEXT, 7),
        *(Column(f"{one.value[:2]}\n{one.value[2:]}", _FIGURE, 5) for one in shown),
        Column("得分", _FIGURE, 4),
        Column("满分", _FIGURE, 3),
        Column("折合\n百分制", _FIGURE, 4),
    )
    rows = tuple(_component_row(unit, shown) for unit in units)
    notes = ["折合百分制＝得分÷满分×100，按未舍入的数算。"]
    if not all(adds_up((score.points for score in unit.scores), unit.points) for unit in units):
        notes.insert(0, "各数分别四舍五入，有的行各项之和与得分略有出入。")
    return Table(columns, rows, caption="各项得分", notes=tuple(notes))


def _component_row(unit: UnitAppraisal, shown: Sequence[Component]) -> tuple[str, ...]:
    of = {score.component: score for score in unit.scores}
    hundred = unit.of_hundred
    return (
        unit.unit,
        *(points_text(of[one].points) if one in of else "—" for one in shown),
        points_text(unit.points) if unit.scores else "—",
        _most_text(unit) if unit.scores else "—",
        "—" if hundred is None else points_text(hundred),
    )


def _most_text(unit: UnitAppraisal) -> str:
    return number(unit.most, 0 if unit.most.denominator == 1 else 2)


def total_tables(units: Sequence[UnitAppraisal]) -> Iterator[Table]:
    """Every unit's total, a table for each kind of duties; with what is added and taken away where there is any."""
    is_adjusted = any(unit.adjustments for unit in units)
    columns = (
        Column("单位", _TEXT, 7),
        Column("计分\n指标", _FIGURE, 3),
        *((Column("折合\n百分制", _FIGURE, 4), Column("加分", _FIGURE, 4), Column("扣分", _FIGURE, 4)) * is_adjusted),
        Column("总分", _FIGURE, 4),
        Column("名次", _SHORT, 3),
        Column("结果建议", _SHORT, 6),
    )
    kinds: dict[str, list[UnitAppraisal]] = {}
    for unit in units:
        kinds.setdefault(unit.duties, []).append(unit)
    for duties, group in kinds.items():
        rows = tuple(_total_row(unit, is_adjusted=is_adjusted) for unit in group)
        yield Table(columns, rows, caption=f"{duties}的单位", notes=tuple(_total_notes(group)))


def _total_row(unit: UnitAppraisal, *, is_adjusted: bool) -> tuple[str, ...]:
    hundred, total = unit.of_hundred, unit.total
    adjusted = (
        "—" if hundred is None else points_text(hundred),
        *(points_text(points) if points else "—" for points in (unit.bonus, -unit.deducted)),
    )
    return (
        unit.unit,
        str(unit.indicators),
        *(adjusted if is_adjusted else ()),
        "—" if total is None else points_text(total),
        "—" if unit.place is None else f"{unit.place}／{unit.among}",
        unit.proposal.value.removeprefix("建议"),
    )


def _total_notes(units: Sequence[UnitAppraisal]) -> Iterator[str]:
    for unit in units:
        if unit.bonus < unit.bonus_decided:
            yield (
                f"{unit.unit}加分合计{points_text(unit.bonus_decided)}分，超过上限，按{points_text(unit.bonus)}分计。"
            )
    if not all(
        unit.total is None or adds_up((unit.of_hundred or unit.total, unit.bonus, unit.deducted), unit.total)
        for unit in units
    ):
        yield "各数分别四舍五入，有的行各数之和与总分略有出入。"
    yield "名次写作第几／同类中排名次的单位数，按未舍入的数排。"
