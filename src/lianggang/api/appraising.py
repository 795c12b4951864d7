"""``appraise``: a year of a workspace as a proposal for the yearly review (年度考核评分建议)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lianggang.engine.appraisal import YearFollowed
from lianggang.engine.appraisal import appraisal as appraisal_from
from lianggang.engine.appraisal_followed import matters_of, nodes_of, refused_plans
from lianggang.engine.appraisal_returns import YearFiled
from lianggang.engine.deadlines import working_days_after
from lianggang.engine.history import History
from lianggang.load.appraisal_record import load_record
from lianggang.load.appraisal_scheme import load_scheme
from lianggang.load.plans import plan_files, read_plans
from lianggang.load.workspace import APPRAISAL_FOLDER, PLANS_FOLDER
from lianggang.model.errors import UsageError
from lianggang.outputs.appraisal_report import NAME, appraisal_report
from lianggang.outputs.deadline_text import unknown_years_text

from .history import all_tables
from .ledger import shown_ledger, sound_ledger, work_calendar
from .papers import Paper
from .quarter_basis import quarter_basis
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from lianggang.model.appraisal import Appraisal
    from lianggang.model.appraisal_scheme import AppraisalScheme

    from .quarter_basis import QuarterBasis
    from .workspace import Workspace


class YearAppraised(NamedTuple):
    """A year, and what its documents need beside it."""

    appraisal: Appraisal
    today: date
    place: Path
    """The folder of its documents: ``out/2025`` in the workspace."""
    remarks: tuple[str, ...]


def appraisal(
    *,
    start: Path,
    year: int,
    today: date,
    catalogue: Path | None = None,
    rules: str | None = None,
    scheme: Path | None = None,
) -> YearAppraised:
    """The year's points, as the ledger, the plans and the record of the year stand on that day.

    scheme: the office's own; None: the program's proposal. Raises as ``quarter_basis``, UsageError for a year without
    returns, CatalogueError for a scheme with mistakes, LedgerError, HolidaysError and AppraisalError for a ledger, a
    table of holidays and a record that are faulty.
    """
    rule = load_scheme(scheme)
    tables = all_tables(open_workspace(start, catalogue))
    quarters = [one for one in tables if one.year == year]
    if not quarters:
        first, last = min(tables), max(tables)
        raise UsageError(f"没有 {year} 年的填报；现有 {first} 至 {last}。")
    basis = quarter_basis(start=start, period=quarters[-1], catalogue=catalogue, rules=rules)
    bases = [replace(basis, quarter=one) for one in quarters]
    filed = YearFiled(tuple(one.returns for one in bases), basis.history)
    uncollected = tuple(one.quarter for one in bases if not one.is_collected)
    by = working_days_after(today, rule.objection_days, work_calendar(basis.workspace))
    followed = _followed(basis, rule, today)
    made = appraisal_from(rule, basis.result, filed, followed, today=today, objections_by=by, uncollected=uncollected)
    strangers = tuple(_not_in_catalogue(followed, basis.workspace))
    years = (unknown_years_text(by.unknown),) if by.unknown else ()
    return YearAppraised(made, today, basis.workspace.folder / "out" / str(year), (*basis.remarks, *strangers, *years))


def _followed(basis: QuarterBasis, scheme: AppraisalScheme, today: date) -> YearFollowed:
    """What the ledger, the plans and the record of the year say, as far as there are any."""
    workspace, year = basis.workspace, basis.quarter.year
    data, known = workspace.folder / "data", workspace.catalogue
    ledger = sound_ledger(workspace, otherwise="督办办结率无从计算；请先改正。")
    plans = read_plans(plan_files(data / PLANS_FOLDER), known)
    return YearFollowed(
        None if ledger is None else matters_of(ledger, known, year, today),
        nodes_of(plans, known, History.of(basis.history), basis.quarter) if plans else None,
        load_record(data / APPRAISAL_FOLDER / f"{year}.yaml", year, known, scheme, today),
        refused_plans(plans, known),
    )


def _not_in_catalogue(followed: YearFollowed, workspace: Workspace) -> Iterator[str]:
    """A remark on each matter of a unit that the catalogue does not have: nobody is scored by it."""
    for unit, matters in (followed.matters or {}).items():
        if unit not in workspace.catalogue.member_units:
            lines = "、".join(str(one.line) for one in matters)
            yield f"{shown_ledger(workspace)}第{lines}行：目录中没有单位“{unit}”，没有计入考核。"


def appraise(known: YearAppraised, unit: str | None = None) -> Paper:
    """The proposal, or a unit's own sheet (its full name). UsageError for a unit that is not scored."""
    made = known.appraisal
    if unit is not None and all(one.unit != unit for one in made.units):
        raise UsageError(f"“{unit}”在 {made.year} 年没有可评分的内容。")
    whose = unit or made.result.catalogue.district.name
    return Paper(appraisal_report(made, known.today, unit), f"{made.year}年度{NAME}", whose, known.place, known.remarks)
