"""What units have said of their indicators: causes and measures, as their rectification plans have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.load.workspace import PLANS_FOLDER
from lianggang.model.self_inspection import SILENT, Explanation, Measure
from lianggang.outputs.wording import date_text

if TYPE_CHECKING:
    from .workspace import Workspace


def explanations_from_plans(workspace: Workspace) -> tuple[dict[str, Explanation], tuple[str, ...]]:
    """By the indicator's code, of the district's plans; and a remark on each plan that could not be used."""
    from lianggang.load.plans import plan_files, read_plans  # noqa: PLC0415  # most workspaces have no plans

    read = read_plans(plan_files(workspace.folder / "data" / PLANS_FOLDER), workspace.catalogue)
    refused = tuple(
        f"{one.path}：方案有错误，未用于报告；用 lianggang plan check 查看。" for one in read if one.is_refused
    )
    found: dict[str, Explanation] = {}
    for plan in (one.plan for one in read if not one.is_refused):
        if plan is None or plan.area is not None:
            continue
        before = found.get(plan.indicator, SILENT)
        causes = (*before.causes, *(project.cause for project in plan.projects))
        measures = tuple(
            Measure(project.measure, project.responsible or "", date_text(project.ends) if project.ends else "")
            for project in plan.projects
        )
        found[plan.indicator] = Explanation(
            before.practices, tuple(dict.fromkeys(causes)), (*before.measures, *measures)
        )  # fmt: skip
    return found, refused
