"""``appraise``: a year of a workspace as a proposal for the yearly review (年度考核评分建议)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.engine.appraisal import YearFiled
from lianggang.engine.appraisal import appraisal as appraisal_from
from lianggang.load.appraisal_scheme import load_scheme
from lianggang.model.errors import UsageError
from lianggang.outputs.appraisal_report import NAME, appraisal_report

from .history import all_tables
from .papers import Paper
from .quarter_basis import quarter_basis
from .workspace import open_workspace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from lianggang.engine.appraisal import FollowedBy
    from lianggang.model.appraisal import Appraisal


def appraisal(
    *,
    start: Path,
    year: int,
    catalogue: Path | None = None,
    rules: str | None = None,
    scheme: Path | None = None,
    followed: FollowedBy | None = None,
) -> tuple[Appraisal, Path, tuple[str, ...]]:
    """The year's points, the folder of its documents, and remarks.

    scheme: the office's own; None: the program's proposal. followed: what the ledger and the plans say; a component
    that is missing is left out and listed. Raises as ``quarter_basis``, UsageError for a year without returns,
    CatalogueError for a scheme with mistakes.
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
    made = appraisal_from(year, rule, basis.result, filed, followed or {}, uncollected=uncollected)
    return made, basis.workspace.folder / "out" / str(year), basis.remarks


def appraise(made: tuple[Appraisal, Path, tuple[str, ...]], on: date, unit: str | None = None) -> Paper:
    """The proposal, or a unit's own sheet (its full name). UsageError for a unit that is not scored."""
    known, place, remarks = made
    if unit is not None and all(one.unit != unit for one in known.units):
        raise UsageError(f"“{unit}”在 {known.year} 年没有可评分的内容。")
    whose = unit or known.result.catalogue.district.name
    return Paper(appraisal_report(known, on, unit), f"{known.year}年度{NAME}", whose, place, remarks)
