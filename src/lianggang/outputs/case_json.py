"""One case of a backtest for other programs: the case, and every judgement of it with its measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .json_text import indented_json, json_number
from .to_json import assessment_object

if TYPE_CHECKING:
    from decimal import Decimal

    from lianggang.model.card_rules import Card, TriedRule
    from lianggang.model.case import Case
    from lianggang.model.opened_case import OpenedCase, OpenedYear


def case_document(opened: OpenedCase) -> str:
    """The whole of it: ``asof`` names the year that the screen would explain; every year is there."""
    document = {
        "command": "backtest",
        "source": "case",
        "place": opened.place,
        "hysteresis": opened.hysteresis,
        "case": _case(opened.case),
        "asof": str(opened.asof) if opened.asof else None,
        "sets": [
            {"rules": one.rules, "title": one.title, "score": one.measure, "years": [_year(year) for year in one.years]}
            for one in opened.sets
        ],
    }
    return indented_json(document)


def _case(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "family": case.family,
        "indicator": case.indicator,
        "country": case.country,
        "kind": case.kind.value,
        "direction": case.direction.value,
        "unit_of_measure": case.unit,
        "baseline": _point(case.baseline_year, case.baseline),
        "target": _point(case.target_year, case.target),
        "final": None if case.final is None else _point(*case.final),
        "met": case.is_met,
        "series": [_point(year, value) for year, value in case.series],
    }


def _point(year: int | None, value: Decimal) -> dict[str, Any]:
    return {"year": year, "value": json_number(value)}


def _year(year: OpenedYear) -> dict[str, Any]:
    return {
        "asof": str(year.asof),
        "compared_as": _card(year.forecast.card),
        "score": json_number(year.forecast.score),
        "tried": [_tried(one) for one in year.tried],
        "assessment": assessment_object(year.assessment),
    }


def _tried(tried: TriedRule) -> dict[str, Any]:
    conditions = [
        {"condition": str(one.condition), "value": json_number(one.value), "holds": one.holds}
        for one in tried.conditions
    ]
    return {"rule": tried.rule, "card": _card(tried.card), "fired": tried.fired, "conditions": conditions}


def _card(card: Card | None) -> str | None:
    return card.value if card else None
