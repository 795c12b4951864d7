"""``report``: a quarter of a workspace as a self-inspection summary (自查报告)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.errors import UsageError
from lianggang.model.self_inspection import EVERYTHING
from lianggang.outputs.self_inspection_report import NAME, self_inspection_report

from .papers import Paper
from .quarter_basis import quarter_basis

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from lianggang.model.quarter import Quarter
    from lianggang.model.self_inspection import Scope

    from .quarter_basis import QuarterBasis


def report(
    *,
    start: Path,
    on: date,
    scope: Scope = EVERYTHING,
    unit: str | None = None,
    period: Quarter | None = None,
    catalogue: Path | None = None,
    rules: str | None = None,
) -> Paper:
    """The self-inspection summary of a unit (its full name), or of the district.

    on: the date it bears, and as of which the rectification plans stand. scope: of which indicators.
    Raises as ``assess``, and UsageError for a unit that leads no indicator, or none of these.
    """
    basis = quarter_basis(start=start, period=period, catalogue=catalogue, rules=rules)
    if unit is not None and unit not in leading_units(basis):
        raise UsageError(f"目录中没有由“{unit}”牵头的指标，没有自查报告可写。")
    return report_of(basis, on, unit, scope)


def report_of(basis: QuarterBasis, on: date, unit: str | None = None, scope: Scope = EVERYTHING) -> Paper:
    """The same of a quarter that is known already."""
    inspection = basis.inspection(unit, basis.told(on)).narrowed(scope)
    if scope != EVERYTHING and not inspection.items:
        raise UsageError("没有符合所选条件的指标，没有自查报告可写；请核对 --unit、--outline、--field。")
    whose = "·".join((unit or basis.workspace.catalogue.district.name, *scope.words))
    return Paper(self_inspection_report(inspection, on), NAME, whose, basis.folder, basis.remarks)


def leading_units(basis: QuarterBasis) -> tuple[str, ...]:
    """The units that lead an indicator, in the catalogue's order."""
    catalogue = basis.workspace.catalogue
    leading = {indicator.lead_unit for indicator in catalogue.indicators.values()}
    return tuple(unit for unit in catalogue.member_units if unit in leading)
