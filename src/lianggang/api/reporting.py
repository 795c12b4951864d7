"""``report``: a quarter of a workspace as a self-inspection summary (自查报告); and any document as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.engine.self_inspection import self_inspection
from lianggang.load.workspace import PLANS_FOLDER
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import LianggangError, UsageError
from lianggang.model.journal import COLLECT
from lianggang.model.self_inspection import SILENT, Explanation, Measure
from lianggang.outputs.document_files import DocumentFormat, document_bytes, document_name
from lianggang.outputs.files import make_folder, write_whole
from lianggang.outputs.self_inspection_report import NAME, self_inspection_report
from lianggang.outputs.wording import date_text

from .judging import assess_in
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from lianggang.model.quarter import Quarter
    from lianggang.outputs.document import Document
    from lianggang.outputs.word_fonts import FontProfile

    from .workspace import Workspace


class Report(NamedTuple):
    """A report, not yet written."""

    document: Document
    place: Path
    """The folder of the quarter's documents: ``out/2025Q3`` in the workspace."""
    whose: str
    """The unit, or the district."""
    remarks: tuple[str, ...]


def report(
    *,
    start: Path,
    on: date,
    unit: str | None = None,
    period: Quarter | None = None,
    catalogue: Path | None = None,
    rules: str | None = None,
    explanations: Mapping[str, Explanation] | None = None,
) -> Report:
    """The self-inspection summary of a unit (its full name), or of the district.

    on: the date it bears. explanations: what the units have said of their indicators, by code; None: what their
    rectification plans say.
    Raises as ``assess``, and UsageError for a unit that leads no indicator.
    """
    workspace = open_workspace(start, catalogue)
    leading = {indicator.lead_unit for indicator in workspace.catalogue.indicators.values()}
    if unit is not None and unit not in leading:
        raise UsageError(f"目录中没有由“{unit}”牵头的指标，没有自查报告可写。")
    result = assess_in(workspace, workspace.rule_set(rules), period)
    told: tuple[str, ...] = ()
    if explanations is None:
        explanations, told = _from_plans(workspace)
    collected = is_collected(workspace, result.period)
    made = self_inspection_report(self_inspection(result, unit, explanations, collected=collected), on)
    place = workspace.folder / "out" / str(result.period)
    return Report(made, place, unit or workspace.catalogue.district.name, (*result.remarks, *told))


def _from_plans(workspace: Workspace) -> tuple[dict[str, Explanation], tuple[str, ...]]:
    """Causes and measures by indicator as the district's rectification plans have them; and which could not be used."""
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


def is_collected(workspace: Workspace, quarter: Quarter) -> bool:
    """Whether the journal has it that the quarter's returns were collected; not where it cannot be read."""
    if not workspace.journal.exists():
        return False
    from lianggang.load.journal import read_journal  # noqa: PLC0415  # most workspaces have no journal

    try:
        entries = read_journal(workspace.journal).entries
    except LianggangError:
        return False
    return any(one.action == COLLECT and one.quarter == quarter for one in entries)


def write_report(made: Report, kind: DocumentFormat, fonts: FontProfile, output: Path | None = None) -> str:
    """Write it, whole or not at all; the path as messages show it.

    output: a file, or a folder that is there; by default the quarter's folder in ``out``, which is made.
    Raises LianggangError where it cannot be written.
    """
    path = made.place if output is None else output
    content = document_bytes(made.document, kind, fonts)
    if output is None:
        make_folder(path)
    if path.is_dir():
        path /= document_name(NAME, made.whose, kind)
    write_whole(path, content)
    return shown_path(path)
