"""Results as JSON documents: stable keys in a fixed order, numbers as numbers, what is absent as null.

The keys are a contract with other programs; ``tests/unit/outputs/test_to_json.py`` holds them all.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lianggang.model.measures import MEASURES

from .diagnostics_json import diagnostic_object
from .json_text import indented_json, json_number, json_text
from .reasons import reason
from .totals import count, count_by
from .year_reasons import year_reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lianggang.model.assessment import Assessment, CheckResult, QuarterResult, ResolvedTarget
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.indicator import Baseline, Indicator, Target
    from lianggang.model.submission import Submission


def check_document(result: CheckResult, assessments: Sequence[Assessment] | None = None) -> str:
    """What ``check`` found: files, diagnostics, and the assessments of what was checked.

    assessments: those to list; all of the checked indicators where None.
    """
    if assessments is None:
        assessments = result.result.assessments if result.result else ()
        assessments = [item for item in assessments if item.indicator.code in result.checked]
    return json_text(
        {
            "command": "check",
            "files": [_file(submission) for submission in result.submissions],
            "diagnostics": [diagnostic_object(diagnostic) for diagnostic in result.diagnostics],
            "assessments": [assessment_object(item) for item in assessments],
        }
    )


def quarter_document(command: str, result: QuarterResult, assessments: Sequence[Assessment] | None = None) -> str:
    """The assessments of a quarter and their totals, which count exactly what is listed.

    assessments: those to list; all of the result's where None.
    """
    listed = result.assessments if assessments is None else assessments
    return json_text(
        {
            "command": command,
            "period": str(result.period),
            "rules": result.rules,
            "assessments": [assessment_object(item) for item in listed],
            "totals": {
                "card": count(listed),
                "outline": count_by(listed, lambda item: item.indicator.outline),
                "field": count_by(listed, lambda item: item.indicator.field),
                "lead_unit": count_by(listed, lambda item: item.indicator.lead_unit),
            },
        }
    )


def indicators_document(catalogue: Catalogue, indicators: Sequence[Indicator]) -> str:
    """The catalogue's indicators as they stand."""
    return json_text(
        {"command": "indicators", "title": catalogue.title, "indicators": [_indicator(i) for i in indicators]}
    )


def catalogue_check_document(diagnostics: Sequence[Diagnostic]) -> str:
    """What is wrong with the catalogue."""
    return json_text({"command": "indicators", "diagnostics": [diagnostic_object(found) for found in diagnostics]})


def schema_document(schema: Mapping[str, Any]) -> str:
    """A JSON Schema, indented: it is read and compared by people too."""
    return indented_json(schema)


def _file(submission: Submission) -> dict[str, Any]:
    """reporting_unit: null where the file speaks for several units, or none is known."""
    units = submission.reporting_units
    return {
        "path": submission.path,
        "period": str(submission.quarter) if submission.quarter else None,
        "reporting_unit": units[0] if len(units) == 1 else None,
        "rows_read": submission.rows_read,
        "rows_used": submission.rows_used,
        "rows_held": submission.rows_held,
        "rows_rejected": submission.rows_rejected,
    }


def assessment_object(item: Assessment) -> dict[str, Any]:
    """One assessment as every command writes it."""
    indicator = item.indicator
    baseline = item.target.baseline if item.target and item.target.baseline else indicator.baseline
    return {
        "indicator": indicator.code,
        "name": indicator.name,
        "outline": indicator.outline,
        "field": indicator.field,
        "lead_unit": indicator.lead_unit,
        "area": item.area,
        "period": str(item.period),
        "data_period": str(item.data_period) if item.data_period else None,
        "value": json_number(item.value),
        "numerator": json_number(item.numerator),
        "denominator": json_number(item.denominator),
        "unit_of_measure": indicator.unit_of_measure,
        "baseline": _baseline(baseline),
        "target": _counting_target(item.target),
        "met": item.met,
        "gap": json_number(item.gap),
        "measures": {name: json_number(item.measures.get(name)) for name in MEASURES},
        "card": item.card.value if item.card else None,
        "label": item.label,
        "rule": item.rule,
        "reason": reason(item),
        "since": str(item.since) if item.since else None,
        "lifted": str(item.lifted) if item.lifted else None,
        "marks": [mark.value for mark in item.marks],
        "year_card": _year_card(item),
        "returned": item.returned,
        "not_assessed": item.not_assessed.value if item.not_assessed else None,
    }


def _year_card(item: Assessment) -> dict[str, Any] | None:
    beside = item.year_card
    if beside is None:
        return None
    card = beside.card.value if beside.card else None
    return {"card": card, "rule": beside.rule, "reason": year_reason(item, beside)}


def _baseline(baseline: Baseline | None) -> dict[str, Any] | None:
    if baseline is None:
        return None
    return {"period": str(baseline.period), "value": json_number(baseline.value)}


def _counting_target(resolved: ResolvedTarget | None) -> dict[str, Any] | None:
    if resolved is None:
        return None
    target, value = resolved.target, resolved.value
    return {
        "by": str(target.by),
        "op": target.op,
        "value": [json_number(end) for end in value] if isinstance(value, tuple) else json_number(value),
        "level": target.level,
        "verified": target.verified,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "indicator": indicator.code,
        "name": indicator.name,
        "outline": indicator.outline,
        "field": indicator.field,
        "lead_unit": indicator.lead_unit,
        "partner_units": list(indicator.partner_units),
        "unit_of_measure": indicator.unit_of_measure,
        "direction": indicator.direction.value,
        "frequency": indicator.frequency.value,
        "definition": indicator.definition or None,
        "baseline": _baseline(indicator.baseline),
        "targets": [target_object(target) for target in indicator.targets],
    }


def target_object(target: Target) -> dict[str, Any]:
    """A target as the catalogue has it: ``value`` is what is written behind its operator."""
    written = getattr(target, target.op)
    if isinstance(written, tuple):
        written = [json_number(end) for end in written]
    elif isinstance(written, Decimal):
        written = json_number(written)
    return {
        "by": str(target.by),
        "op": target.op,
        "value": None if written is True else written,
        "level": target.level,
        "source": target.source,
        "verified": target.verified,
    }
