"""``evaluate``: a mid-term or end-term evaluation (中期评估报告, 终期评估报告) as of a quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.engine.evaluation import evaluation as evaluation_from
from lianggang.model.errors import UsageError
from lianggang.outputs.evaluation_report import evaluation_report

from .papers import Paper

if TYPE_CHECKING:
    from datetime import date

    from lianggang.model.evaluation import EvaluationKind

    from .quarter_basis import QuarterBasis


def evaluate(basis: QuarterBasis, on: date, kind: EvaluationKind, outline: str | None = None) -> Paper:
    """The report. on: the date it bears. outline: the key of the one to evaluate; None: all.

    Raises UsageError where there is nothing to evaluate: no indicators, or no outline that has begun.
    """
    made = evaluation_from(basis.inspection(told=basis.told(on)), kind, outline)
    catalogue = basis.workspace.catalogue
    if not made.inspection.items:
        which = f"属于《{catalogue.outlines[outline].name}》" if outline else f"{basis.quarter.year}年已开始的规划"
        raise UsageError(f"目录中没有{which}的指标，没有评估报告可写。")
    whose = catalogue.district.name if outline is None else f"{catalogue.district.name}·{outline}"
    return Paper(evaluation_report(made, on), f"{kind.value}报告", whose, basis.folder, basis.remarks_with_words)
