"""What ``rules`` and its commands write for other programs: stable keys, numbers as numbers, absent as null."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lianggang.model.card_rules import Card

from .diagnostics_json import diagnostic_object
from .json_text import indented_json, json_number
from .rule_words import conditions_words
from .rules_compared import against, different
from .scenario_screen import field_text
from .totals import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.card_rules import Hysteresis, Rule
    from lianggang.model.rule_view import ComparedRow, ListedSet, MovedCut, RulesComparison
    from lianggang.model.scenario import ExpectationOutcome, FieldOutcome, ScenarioFileOutcome, ScenarioOutcome


def rules_document(sets: Sequence[ListedSet]) -> str:
    """All sets in short."""
    return indented_json({"command": "rules", "sets": [_head(one) for one in sets]})


def rule_set_document(listed: ListedSet) -> str:
    """One set in full."""
    rules = listed.rules
    return indented_json(
        {
            "command": "rules show",
            **_head(listed),
            "requires": list(rules.requires),
            "requires_without_number": list(rules.requires_without_number),
            "hysteresis": None if rules.hysteresis is None else _hysteresis(rules.hysteresis, listed.moved),
            "rules": [_rule(number, one) for number, one in enumerate(rules.rules, 1)],
        }
    )


def _head(listed: ListedSet) -> dict[str, Any]:
    rules = listed.rules
    return {
        "name": rules.name,
        "title": rules.title,
        "source": rules.source or None,
        "valid_from": str(rules.valid_from) if rules.valid_from else None,
        "count": len(rules.rules),
        "origin": listed.origin.value,
        "path": listed.path,
        "used": listed.is_used,
    }


def _hysteresis(hysteresis: Hysteresis, moved: Sequence[MovedCut]) -> dict[str, Any]:
    cuts = [
        {
            "card": cut.card.value,
            "number": json_number(cut.number),
            "after": {card.value: json_number(cut.after[card]) for card in (Card.RED, Card.YELLOW, Card.GREEN)},
        }
        for cut in moved
    ]
    return {"measure": hysteresis.measure, "by": json_number(hysteresis.by), "cuts": cuts}


def _rule(number: int, rule: Rule) -> dict[str, Any]:
    return {
        "order": number,
        "id": rule.id,
        "card": rule.card,
        "when": [str(one) for one in rule.when],
        "words": conditions_words(rule),
        "for": rule.for_,
        "label": rule.label,
        "compared_as": rule.compared_as,
    }


def comparison_document(found: RulesComparison, rows: Sequence[ComparedRow]) -> str:
    """The cards of every set for the rows that were asked for; ``against_first`` counts how they differ."""
    names = [*found.sets]
    return indented_json(
        {
            "command": "rules compare",
            "period": str(found.result.period),
            "sets": names,
            "used": found.used,
            "indicators": [_row(names, one) for one in rows],
            "different": len(different(rows)),
            "totals": {name: count(one.assessments[place] for one in rows) for place, name in enumerate(names)},
            "against_first": {name: against(rows, place)._asdict() for place, name in enumerate(names) if place},
        }
    )


def _row(names: Sequence[str], row: ComparedRow) -> dict[str, Any]:
    first = row.assessments[0]
    indicator = first.indicator
    return {
        "indicator": indicator.code,
        "name": indicator.name,
        "outline": indicator.outline,
        "field": indicator.field,
        "lead_unit": indicator.lead_unit,
        "area": first.area,
        "data_period": str(first.data_period) if first.data_period else None,
        "value": json_number(first.value),
        "different": row.is_different,
        "cards": {
            name: {
                "card": one.card.value if one.card else None,
                "rule": one.rule,
                "label": one.label,
                "not_assessed": one.not_assessed.value if one.not_assessed else None,
            }
            for name, one in zip(names, row.assessments, strict=True)
        },
    }


def scenarios_document(files: Sequence[ScenarioFileOutcome]) -> str:
    """What came of every scenario, field by field."""
    scenarios = [one for file in files for one in file.scenarios]
    return indented_json(
        {
            "command": "rules test",
            "files": [_file(one) for one in files],
            "totals": {
                "files": len(files),
                "files_with_errors": sum(bool(one.diagnostics) for one in files),
                "scenarios": len(scenarios),
                "failed": sum(not one.is_met for one in scenarios),
                "expectations": sum(len(one.expectations) for one in scenarios),
            },
        }
    )


def _file(file: ScenarioFileOutcome) -> dict[str, Any]:
    return {
        "path": file.path,
        "passed": file.is_met,
        "diagnostics": [diagnostic_object(one) for one in file.diagnostics],
        "scenarios": [_scenario(one) for one in file.scenarios],
    }


def _scenario(outcome: ScenarioOutcome) -> dict[str, Any]:
    return {
        "name": outcome.scenario.name,
        "line": outcome.scenario.place.line,
        "rules": outcome.scenario.rules.name,
        "passed": outcome.is_met,
        "expectations": [_expectation(one) for one in outcome.expectations],
    }


def _expectation(outcome: ExpectationOutcome) -> dict[str, Any]:
    expectation = outcome.expectation
    return {
        "line": expectation.place.line,
        "as_of": str(expectation.as_of),
        "indicator": expectation.indicator,
        "area": expectation.area,
        "passed": outcome.is_met,
        "fields": {one.name: _field(one) for one in outcome.fields},
    }


def _field(field: FieldOutcome) -> dict[str, Any]:
    return {
        "expected": _plain(field.expected),
        "got": _plain(field.got),
        "passed": field.is_met,
        "line": field.line,
    }


def _plain(value: Any) -> Any:
    """A field as JSON has it: numbers, true and false, lists, text; null for none."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float, Decimal, Fraction)):
        return json_number(value)
    if isinstance(value, (tuple, frozenset)):
        # A range is two numbers; everything else that comes in several is text, some of it without an order.
        return [_plain(one) for one in (sorted(value, key=field_text) if isinstance(value, frozenset) else value)]
    return field_text(value)
