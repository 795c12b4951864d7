"""What only the reported figures and the day show about a plan: Z08, Z12, Z13 and Z14."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES, Diagnostic
from lianggang.model.plan_standing import PlanOutlook
from lianggang.model.written import OneLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lianggang.model.indicator import Indicator
    from lianggang.model.plan_standing import NotReckoned, PlanStep
    from lianggang.model.quarter import Quarter
    from lianggang.model.rectification import PlanFile, RectificationPlan

    from .points import Point


def findings(
    file: PlanFile,
    indicator: Indicator,
    points: Sequence[Point],
    quarter: Quarter,
    outlook: PlanOutlook | NotReckoned,
    today: date,
) -> Iterator[Diagnostic]:
    """In no order."""
    plan = file.plan
    if plan is None:
        return
    yield from _other_value(file, plan, indicator, points, quarter)
    yield from _completions(file, plan, today)
    if isinstance(outlook, PlanOutlook):
        yield from _below_target(file, plan, outlook)
        yield from _impossible(file, indicator, outlook)


def _found(file: PlanFile, code: str, path: tuple[str | int, ...], message: str) -> Diagnostic:
    """At the part of the file, or the part it lies in."""
    written = file.written[path]
    about = file.plan.indicator if file.plan else None
    return Diagnostic(
        code, message, written.place, CODES[code].severity, about, written=OneLine(written.excerpt), marked=written.span
    )


def _other_value(
    file: PlanFile, plan: RectificationPlan, indicator: Indicator, points: Sequence[Point], quarter: Quarter
) -> Iterator[Diagnostic]:
    """Z12."""
    if plan.current.period.quarter > quarter:
        return
    known = next((point.value for point in points if point.time == plan.current.period.index), None)
    if known == plan.current.value:
        return
    unit = indicator.unit_of_measure
    if known is None:
        said = f"现值的数据期{plan.current.period}没有可用的填报数"
    else:
        said = f"方案的现值{plan.current.period}为{plan.current.value}{unit}，填报数为{known}{unit}"
    yield _found(file, "Z12", ("current", "value"), f"{said}；推算从填报数算起。请核对方案。")


def _completions(file: PlanFile, plan: RectificationPlan, today: date) -> Iterator[Diagnostic]:
    """Z14."""
    for (first, second), _, milestone in plan.milestones():
        if milestone.done is None:
            continue
        path = ("projects", first, "milestones", second, "done")
        if milestone.done.on > today:
            message = f"完成日期{milestone.done.on}晚于今天{today}。尚未完成的请不要写 done。"
            yield _found(file, "Z14", path, message)
        elif not milestone.done.evidence:
            yield _found(file, "Z14", path, "写明已完成，没有列佐证材料。请在 evidence 列出。")


def _below_target(file: PlanFile, plan: RectificationPlan, outlook: PlanOutlook) -> Iterator[Diagnostic]:
    """Z13: the promise, held against the catalogue's target of the same deadline."""
    target = outlook.target
    if target is None or target.target.by != plan.target.by or outlook.full.target is None:
        return
    value, promise = outlook.full.target.value, Fraction(plan.target.value)
    if isinstance(target.value, tuple):
        low, high = target.value
        short = not Fraction(low) <= promise <= Fraction(high)
    else:
        short = outlook.sign * (Fraction(value) - promise) > 0
    if short:
        message = f"承诺{plan.target.by}达到{plan.target.value}，目录的目标是{value}。请按目标承诺，或说明理由。"
        yield _found(file, "Z13", ("target", "value"), message)


def _impossible(file: PlanFile, indicator: Indicator, outlook: PlanOutlook) -> Iterator[Diagnostic]:
    """Z08: the milestones together lead beyond what is possible. At the first milestone that does."""
    for step in outlook.full.steps[1:]:
        why = _why_impossible(step, indicator)
        if why:
            yield _found(file, "Z08", ("projects",), f"各里程碑相加，到{step.period}{why}。请核对各里程碑的影响。")
            return


def _why_impossible(step: PlanStep, indicator: Indicator) -> str:
    if step.numerator is not None and step.denominator is not None:
        if step.denominator <= 0 or step.numerator < 0:
            return f"分子为{step.numerator}、分母为{step.denominator}"
        if indicator.is_bounded_percent and step.numerator > step.denominator:
            return f"分子{step.numerator}大于分母{step.denominator}，超过100%"
    limits = indicator.hard_range
    if limits is None:
        return ""
    low, high = limits
    if step.value > Fraction(high):
        return f"超过{high}{indicator.unit_of_measure}"
    return f"低于{low}{indicator.unit_of_measure}" if step.value < Fraction(low) else ""
