"""``plan``: the rectification plans of a workspace, as they stand on a day, reckoned from the latest figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianggang.engine.history import History
from lianggang.engine.plans import plan_standing, urgency
from lianggang.load.plans import plan_files, read_plans
from lianggang.load.workspace import PLANS_FOLDER
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import UsageError
from lianggang.model.quarter import Quarter

from .history import checked_history, remarks_on
from .near_names import near_matches
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from lianggang.engine.points import Point
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.plan_standing import PlanStanding
    from lianggang.model.rectification import PlanFile

    from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class PlansResult:
    """The plans on a day, the most urgent first."""

    catalogue: Catalogue
    folder: str
    """Where plans are looked for, as messages show it."""
    quarter: Quarter
    """The quarter whose returns are the latest that count."""
    today: date
    plans: tuple[PlanStanding, ...]
    remarks: tuple[str, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them, in their total order."""
        found = (one for plan in self.plans for one in plan.diagnostics)
        return tuple(sorted(found, key=lambda one: one.sort_key))

    def plan(self, number: str) -> PlanStanding:
        """The plan of that number, or in that file; UsageError with near matches where there is none."""
        names = {one.file.path.rpartition("/")[2]: one for one in self.plans}
        names |= {one.file.plan.id: one for one in self.plans if one.file.plan is not None}
        found = names.get(number.strip())
        if found is None:
            raise UsageError(f"“{self.folder}”中没有方案“{number}”{near_matches(number, list(names))}。")
        return found


def plans(
    *,
    start: Path,
    today: date,
    catalogue: Path | None = None,
    period: Quarter | None = None,
    files: Sequence[Path] = (),
) -> PlansResult:
    """The plans of the workspace that ``start`` lies in, or those of ``files``.

    Raises as ``open_workspace``; UsageError where a file does not exist or ``period`` has no returns.
    """
    return plans_in(open_workspace(start, catalogue), today=today, period=period, files=files)


def plans_in(
    workspace: Workspace, *, today: date, period: Quarter | None = None, files: Sequence[Path] = ()
) -> PlansResult:
    """As ``plans``, of a workspace that is open."""
    folder = workspace.folder / "data" / PLANS_FOLDER
    read = read_plans(tuple(files) or plan_files(folder), workspace.catalogue)
    history, quarter, remarks = _history(workspace, period, today, wanted=bool(read))
    standings = [_standing(one, workspace.catalogue, history, quarter, today) for one in read]
    listed = tuple(sorted(standings, key=urgency))
    return PlansResult(workspace.catalogue, shown_path(folder), quarter, today, listed, remarks)


def _history(
    workspace: Workspace, period: Quarter | None, today: date, *, wanted: bool
) -> tuple[History, Quarter, tuple[str, ...]]:
    """What was filed, the quarter to reckon from, and remarks; a workspace may have plans before it has returns."""
    if not wanted or (period is None and not workspace.returns()):
        return History.of(()), period or Quarter(today.year, (today.month + 2) // 3), ()
    checked, quarter = checked_history(workspace, period)
    remarks = tuple(remark for one in checked for submission in one.submissions for remark in remarks_on(submission))
    return History.of(checked), quarter, remarks


def _standing(file: PlanFile, catalogue: Catalogue, history: History, quarter: Quarter, today: date) -> PlanStanding:
    plan = file.plan
    indicator = catalogue.indicators.get(plan.indicator) if plan else None
    points: tuple[Point, ...] = ()
    if plan is not None and indicator is not None:
        points = history.series(indicator, plan.area).known(quarter.index)
    return plan_standing(file, indicator, points, quarter, today)
