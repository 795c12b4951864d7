"""A scenario judged as the program judges returns, and held against what is expected of it; reads no file."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lianggang.model.measures import MEASURES
from lianggang.model.quarter import Quarter
from lianggang.model.scenario import ExpectationOutcome, FieldOutcome, ScenarioOutcome
from lianggang.model.submission import CheckedQuarter, Missing, Observation, Submission

from .assess import assess_quarter
from .checks.subject import ratio
from .history import History
from .verdict import due_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianggang.model.assessment import Assessment
    from lianggang.model.card_rules import Card, EngineSets
    from lianggang.model.indicator import Indicator
    from lianggang.model.scenario import Expectation, Scenario, ScenarioFigure

NO_CARD = "none"


def judge_scenario(scenario: Scenario, own: EngineSets) -> ScenarioOutcome:
    """Every expectation of the scenario beside what the program finds. own: the sets that the engine itself uses."""
    history = history_of(scenario)
    found: dict[Quarter, dict[tuple[str, str | None], Assessment]] = {}
    for quarter in sorted({one.as_of for one in scenario.expectations}):
        result = assess_quarter(scenario.catalogue, history, scenario.rules, quarter, own)
        found[quarter] = {(one.indicator.code, one.area): one for one in result.assessments}
    return ScenarioOutcome(
        scenario,
        tuple(_compared(one, found[one.as_of].get((one.indicator, one.area))) for one in scenario.expectations),
    )


def history_of(scenario: Scenario) -> History:
    """The figures as they would stand in the returns: each in the quarter in which it is due, unless it says another.

    Due is a figure of a quarter in its own, that of a year in the first return of ``due`` from the year's end on; what
    is never due, in the year's last quarter. Within a quarter the order is that of the file.
    """
    by_quarter: dict[Quarter, list[Observation]] = {}
    for figure in scenario.figures:
        one = _observation(figure, scenario.catalogue.indicators[figure.indicator])
        by_quarter.setdefault(one.filed, []).append(one)
    return History.of(
        CheckedQuarter(quarter, (Submission(str(quarter), quarter, (), 0, 0, 0, 0, tuple(rows)),), ())
        for quarter, rows in by_quarter.items()
    )


def _observation(figure: ScenarioFigure, indicator: Indicator) -> Observation:
    value = figure.value
    if value is None and figure.numerator is not None and figure.denominator is not None:
        value = ratio(figure.numerator, figure.denominator, indicator.ratio_factor)
    return Observation(
        indicator=figure.indicator,
        area=figure.area,
        period=figure.period,
        filed=figure.filed or _due(figure, indicator),
        disposition=figure.disposition,
        value=value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        missing=Missing.BLANK if value is None else None,
        status=figure.status,
        note="",
        text=figure.text,
        place=figure.place,
    )


def _due(figure: ScenarioFigure, indicator: Indicator) -> Quarter:
    if not figure.period.whole_year:
        return figure.period.quarter
    due = due_index(indicator, figure.period.index)
    return figure.period.quarter if due is None else Quarter.at(due)


def _compared(expectation: Expectation, assessment: Assessment | None) -> ExpectationOutcome:
    fields = []
    for name, expected in expectation.fields.items():
        got = None if assessment is None else _got(name, assessment)
        is_met = assessment is not None and agrees(expected, got)
        fields.append(FieldOutcome(name, expected, got, is_met, expectation.lines[name]))
    return ExpectationOutcome(expectation, tuple(fields), assessment)


def _got(name: str, assessment: Assessment) -> Any:
    read = _FIELDS.get(name)
    return read(assessment) if read is not None else assessment.measures.get(name)


def agrees(expected: Any, got: Any) -> bool:
    """Whether a field came out as expected.

    A number: whether the one found, rounded half away from zero to the digits that were written, is the expected one.
    None: there is none. What has no order is compared without.
    """
    if expected is None or got is None:
        return expected is got
    if isinstance(expected, Decimal):
        return _rounds_to(expected, got)
    if isinstance(got, frozenset):
        return frozenset(expected) == got
    return bool(expected == got)


def _rounds_to(expected: Decimal, got: Any) -> bool:
    if isinstance(got, tuple):
        return False
    # A float is taken at its shortest decimal form, as it is printed.
    exact = Fraction(Decimal(repr(got)) if isinstance(got, float) else got)
    distance, step = abs(exact - Fraction(expected)), Fraction(1, 10 ** _digits(expected))
    return 2 * distance < step or (2 * distance == step and abs(exact) < abs(expected))


def _digits(written: Decimal) -> int:
    exponent = written.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _card(card: Card | None) -> str:
    return NO_CARD if card is None else card.value


def _target(one: Assessment) -> Any:
    return one.target.value if one.target else None


def _laggards(one: Assessment) -> tuple[str, ...] | None:
    standing = one.target.areas if one.target else None
    return None if standing is None else tuple(area for area, _ in standing.short)


_FIELDS: dict[str, Callable[[Assessment], Any]] = {
    "card": lambda one: _card(one.card),
    "rule": lambda one: one.rule,
    "label": lambda one: one.label or None,
    "not_assessed": lambda one: one.not_assessed,
    "met": lambda one: one.met,
    "value": lambda one: one.value,
    "gap": lambda one: one.gap,
    "data_period": lambda one: one.data_period,
    "target": _target,
    "by": lambda one: one.target.target.by if one.target else None,
    "since": lambda one: one.since,
    "lifted": lambda one: one.lifted,
    "marks": lambda one: frozenset(one.marks),
    "changes": lambda one: frozenset(event.kind for event in one.events if event.quarter == one.period),
    "returned": lambda one: one.returned,
    "scale": lambda one: one.pace.scale if one.pace else None,
    "smoothed": lambda one: one.pace.level if one.pace else None,
    "year_card": lambda one: _card(one.year_card.card if one.year_card else None),
    "year_rule": lambda one: one.year_card.rule if one.year_card else None,
    "years_held": lambda one: one.target.years_held if one.target else None,
    "laggards": _laggards,
}
"""How the fields of an expectation that are no measures are read from an assessment."""
COMPARED = (*_FIELDS, *(name for name in MEASURES if name not in _FIELDS))
"""Every field that can be expected; ``lianggang.model.scenario`` says what each may hold."""
