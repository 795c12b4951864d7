"""What units and the office have said in words for a quarter: their plans as they stand, and what they have written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.self_inspection import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianggang.model.plan_standing import PlanStanding
    from lianggang.model.quarter_texts import TextsFile
    from lianggang.model.rectification import PlanFile


def told_by(standings: Iterable[PlanStanding], texts: TextsFile) -> Told:
    """Of the plans those for the district that may be used; of the texts what is sound."""
    plans: dict[str, tuple[PlanStanding, ...]] = {}
    for standing in standings:
        plan = standing.file.plan
        if plan is not None and plan.area is None and not standing.file.is_refused:
            plans[plan.indicator] = (*plans.get(plan.indicator, ()), standing)
    return Told(plans, texts.texts)


def words_remarks(plans: Iterable[PlanFile], texts: TextsFile) -> Iterator[str]:
    """A remark on each plan that could not be used, and on what of the texts could not be, or is not there yet."""
    for one in plans:
        if one.is_refused:
            yield f"{one.path}：方案有错误，未用于报告；用 lianggang plan check 查看。"
    see = "用 lianggang texts check 查看"
    if texts.errors:
        which = "其余照用" if texts.texts is not None else "整个文件没有用"
        yield f"{texts.path}：有{texts.errors}处错误没有用于报告，{which}；{see}。"
    if texts.blanks:
        yield f"{texts.path}：还有{len(texts.blanks)}处没有填写；{see}。"
