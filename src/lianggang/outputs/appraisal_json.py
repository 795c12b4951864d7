"""The proposal for a yearly review for other programs: every unit's points; the rows they rest on are in the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianggang.model.appraisal import CardDeduction
from lianggang.model.appraisal_lines import Scored

from .json_text import indented_json, json_number

if TYPE_CHECKING:
    from lianggang.model.appraisal import Adjustment, Appraisal, ComponentScore, UnitAppraisal


def appraisal_document(appraisal: Appraisal, unit: str | None = None) -> str:
    """unit: whose points; None: those of all units, in the catalogue's order."""
    document = {
        "command": "appraise",
        "year": appraisal.year,
        "quarters": [str(one) for one in appraisal.quarters],
        "rules": appraisal.result.rules,
        "missing": [one.key for one in appraisal.missing],
        "objections_by": appraisal.objections_by.day.isoformat(),
        "units": [_unit(one) for one in appraisal.units if unit in {None, one.unit}],
    }
    return indented_json(document)


def _unit(unit: UnitAppraisal) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "duties": unit.duties or None,
        "components": [_component(one) for one in unit.scores],
        "left_out": [one.key for one in unit.left_out],
        "indicators": [_scored(line) for score in unit.scores for line in score.lines if isinstance(line, Scored)],
        "unscored": [one.indicator.code for one in unit.unscored],
        "adjustments": [_adjustment(one) for one in unit.adjustments],
        "points": json_number(unit.points),
        "most": json_number(unit.most),
        "of_hundred": json_number(unit.of_hundred),
        "bonus": json_number(unit.bonus),
        "deducted": json_number(unit.deducted),
        "total": json_number(unit.total),
        "place": unit.place,
        "among": unit.among or None,
        "proposal": unit.proposal.name.lower(),
    }


def _component(score: ComponentScore) -> dict[str, Any]:
    """lines: how many rows it rests on."""
    return {
        "component": score.component.key,
        "name": score.component.value,
        "points": json_number(score.points),
        "most": json_number(score.most),
        "lines": len(score.lines),
    }


def _scored(line: Scored) -> dict[str, Any]:
    one = line.assessment
    return {
        "indicator": one.indicator.code,
        "name": one.indicator.name,
        "lead": line.is_lead,
        "attainment": line.attainment.name.lower(),
        "data_period": str(one.data_period) if one.data_period else None,
        "value": json_number(one.value),
        "completion": json_number(line.completion),
        "weight": json_number(line.weight),
    }


def _adjustment(one: Adjustment) -> dict[str, Any]:
    if isinstance(one, CardDeduction):
        card = one.event.after.value if one.event.after else None
        return {
            "points": json_number(one.points),
            "item": None,
            "indicator": one.assessment.indicator.code,
            "card": card,
            "quarter": str(one.event.quarter),
            "decided_by": None,
            "decided_on": None,
        }
    return {
        "points": json_number(one.points),
        "item": one.item.item,
        "indicator": None,
        "card": None,
        "quarter": None,
        "decided_by": one.item.decided_by,
        "decided_on": one.item.decided_on.isoformat(),
    }
