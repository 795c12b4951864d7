"""What a rectification plan must fulfil beyond its form, as far as the file and the catalogue tell (Z01–Z11).

Not here: what only the reported figures show (``lianggang.engine.plans``). Source: docs/plans.md.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lianggang.model.indicator import Direction
from lianggang.model.quarter import Quarter

from .dates import chinese_date, chinese_quarter
from .model_faults import did_you_mean
from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator
    from lianggang.model.rectification import Effect, Milestone, Project, RectificationPlan

    from .yaml_nodes import KeyPath


def check_plan(plan: RectificationPlan, catalogue: Catalogue) -> Iterator[Fault]:
    """Everything that is wrong with a plan whose form is right."""
    yield from _names(plan, catalogue)
    yield from _numbers(plan)
    yield from _span(plan)
    for place, project in enumerate(plan.projects):
        yield from _project(plan, project, ("projects", place))
    indicator = catalogue.indicators.get(plan.indicator)
    yield from _nodes(plan, plan.sign(indicator.direction if indicator else Direction.NONE))
    if indicator is not None:
        yield from _possible(plan, indicator)
        yield from _effects(plan, indicator)


def _names(plan: RectificationPlan, catalogue: Catalogue) -> Iterator[Fault]:
    """Z09."""
    indicators = catalogue.indicators
    if plan.indicator not in indicators:
        yield _unknown("指标", plan.indicator, [*indicators], ("indicator",))
    places: list[tuple[str | None, KeyPath]] = [(plan.area, ("area",))]
    places += [(project.area, ("projects", place, "area")) for place, project in enumerate(plan.projects)]
    for area, path in places:
        if area is not None and area not in catalogue.area_names:
            yield _unknown("区域", area, [*catalogue.area_names], path)
    units = catalogue.unit_by_alias
    for place, project in enumerate(plan.projects):
        for number, unit in enumerate(project.partner_units):
            if unit not in units:
                yield _unknown("单位", unit, [*units], ("projects", place, "partner_units", number))


def _unknown(what: str, name: str, known: list[str], path: KeyPath) -> Fault:
    return Fault("Z09", path, f"目录中没有{what}“{name}”。{did_you_mean(name, known)}请改正。")


def _numbers(plan: RectificationPlan) -> Iterator[Fault]:
    """Z11: a project's number stands once."""
    first: dict[str, int] = {}
    for place, project in enumerate(plan.projects):
        other = first.setdefault(project.id, place)
        if other != place:
            message = f"项目编号“{project.id}”写了两次。请换一个编号。"
            yield Fault("Z11", ("projects", place, "id"), message, also=("projects", other, "id"))


def _span(plan: RectificationPlan) -> Iterator[Fault]:
    """Z02 for the plan itself."""
    if plan.ends < plan.starts:
        message = f"整改期止于{chinese_date(plan.ends)}，早于起始日{chinese_date(plan.starts)}。请核对。"
        yield Fault("Z02", ("ends",), message, also=("starts",))
    elif plan.current.period.quarter.index > plan.target.by.index:
        message = f"目标期限{plan.target.by}早于现值的数据期{plan.current.period}。请核对。"
        yield Fault("Z02", ("target", "by"), message, also=("current", "period"))


def _project(plan: RectificationPlan, project: Project, at: KeyPath) -> Iterator[Fault]:
    """Z01, Z02, and Z07 for its milestones."""
    missing = [
        word for word, written in (("责任人", project.responsible), ("完成日期", project.ends)) if written is None
    ]
    if missing:
        keys = "、".join({"责任人": "responsible", "完成日期": "ends"}[word] for word in missing)
        message = f"项目“{project.id}”没有{'和'.join(missing)}。每个项目都应责任到人、限定期限；请补上 {keys}。"
        yield Fault("Z01", (*at, "id"), message)
    starts, ends = project.starts or plan.starts, project.ends
    if ends is not None and ends > plan.ends:
        message = f"项目“{project.id}”止于{chinese_date(ends)}，晚于整改期末{chinese_date(plan.ends)}。请核对。"
        yield Fault("Z02", (*at, "ends"), message, also=("ends",))
    elif ends is not None and ends < starts:
        message = f"项目“{project.id}”止于{chinese_date(ends)}，早于起始日{chinese_date(starts)}。请核对。"
        yield Fault("Z02", (*at, "ends"), message)
    elif starts < plan.starts:
        message = f"项目“{project.id}”始于{chinese_date(starts)}，早于整改期初{chinese_date(plan.starts)}。请核对。"
        yield Fault("Z02", (*at, "starts"), message, also=("starts",))
    for number, milestone in enumerate(project.milestones):
        path: KeyPath = (*at, "milestones", number, "by")
        fault = _late(plan, milestone.by, path) or _outside(project, milestone, starts, path)
        if fault is not None:
            yield fault


def _late(plan: RectificationPlan, day: date, path: KeyPath) -> Fault | None:
    if day <= plan.target.by.last_day:
        return None
    message = f"里程碑定在{chinese_date(day)}，晚于目标期限{chinese_quarter(plan.target.by)}末。请提前。"
    return Fault("Z07", path, message, also=("target", "by"))


def _outside(project: Project, milestone: Milestone, starts: date, path: KeyPath) -> Fault | None:
    if milestone.by < starts or (project.ends is not None and milestone.by > project.ends):
        side = "早于项目起始日" if milestone.by < starts else "晚于项目完成日期"
        day = starts if milestone.by < starts or project.ends is None else project.ends
        message = f"里程碑定在{chinese_date(milestone.by)}，{side}{chinese_date(day)}。请核对。"
        return Fault("Z02", path, message)
    return None


def _nodes(plan: RectificationPlan, sign: int) -> Iterator[Fault]:
    """Z03 to Z07 for the nodes."""
    at: KeyPath = ("nodes",)
    nodes = list(plan.nodes.items())
    for (earlier, _), (later, _) in pairwise(nodes):
        if later < earlier:
            message = f"节点{later}写在{earlier}后面。请按时间先后排列。"
            yield Fault("Z03", (*at, str(later)), message, on_key=True, also=(*at, str(earlier)))
    yield from _falls(sorted(nodes), plan, sign)
    for quarter in plan.nodes:
        if quarter > plan.target.by:
            message = f"节点{quarter}晚于目标期限{plan.target.by}。请提前，或核对期限。"
            yield Fault("Z07", (*at, str(quarter)), message, on_key=True, also=("target", "by"))
    missing = [str(quarter) for quarter in _quarters(plan) if quarter not in plan.nodes]
    if missing:
        message = f"整改期内{'、'.join(missing)}没有量化节点。每个季度至少一个；请补上应达到的值。"
        yield Fault("Z06", at, message, on_key=True)
    if not nodes:
        return
    last, value = max(nodes)
    if sign * (plan.target.value - value) > 0:
        message = f"最后一个节点{last}为{value}，没有到承诺的目标值{plan.target.value}。请核对节点或目标值。"
        yield Fault("Z05", (*at, str(last)), message, also=("target", "value"))


def _falls(nodes: list[tuple[Quarter, Decimal]], plan: RectificationPlan, sign: int) -> Iterator[Fault]:
    """Z04: in the order of time, beginning with the current figure."""
    word = "低" if sign > 0 else "高"
    before, said = plan.current.value, "现值"
    for quarter, value in nodes:
        if sign * (value - before) < 0:
            message = f"节点{quarter}为{value}，{word}于{said}{before}，是倒退。请核对。"
            yield Fault("Z04", ("nodes", str(quarter)), message)
        before, said = value, f"节点{quarter}的"


def _quarters(plan: RectificationPlan) -> Iterator[Quarter]:
    """The quarters of the plan: those in which a day of it lies, up to the promised one."""
    first, last = (Quarter.of(day) for day in (plan.starts, plan.ends))
    for index in range(first.index, min(last, plan.target.by).index + 1):
        yield Quarter.at(index)


def _possible(plan: RectificationPlan, indicator: Indicator) -> Iterator[Fault]:
    """Z08: the target and the nodes lie within what is possible at all."""
    if indicator.hard_range is None:
        return
    low, high = indicator.hard_range
    written: list[tuple[str, Decimal, KeyPath]] = [("目标值", plan.target.value, ("target", "value"))]
    written += [(f"节点{quarter}", value, ("nodes", str(quarter))) for quarter, value in plan.nodes.items()]
    for what, value, path in written:
        if not low <= value <= high:
            bound = f"不大于{high}" if value > high else f"不小于{low}"
            unit = indicator.unit_of_measure
            message = f"{what}为{value}{unit}，“{indicator.name}”只能{bound}{unit}。请核对。"
            yield Fault("Z08", path, message)


def _effects(plan: RectificationPlan, indicator: Indicator) -> Iterator[Fault]:
    """Z10: all effects in counts where the indicator has them, or all in the figure itself; never both."""
    kinds: dict[bool, KeyPath] = {}
    for (first, second), _, milestone in plan.milestones():
        if milestone.effect is None:
            continue
        path: KeyPath = ("projects", first, "milestones", second, "effect")
        fault = _effect(milestone.effect, indicator, path)
        if fault is not None:
            yield fault
            continue
        in_counts = milestone.effect.in_counts
        kinds.setdefault(in_counts, path)
        if (not in_counts) in kinds:
            message = "同一方案里有的里程碑写人数（分子、分母），有的写指标数值，合不到一起。请用同一种写法。"
            yield Fault("Z10", path, message, also=kinds[not in_counts])
            return


def _effect(effect: Effect, indicator: Indicator, path: KeyPath) -> Fault | None:
    if effect.in_counts == (effect.value is not None):
        message = "影响请写分子、分母的变化（numerator、denominator），或指标数值的变化（value），两种之一。"
        return Fault("Z10", path, message, on_key=True)
    if effect.in_counts and (indicator.numerator is None or indicator.denominator is None):
        message = f"“{indicator.name}”在目录中没有分子、分母，不能写人数。请改写 value（指标数值的变化）。"
        return Fault("Z10", path, message, on_key=True)
    return None
