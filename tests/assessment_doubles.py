"""Assessments and results made by hand, for the tests of what is written out of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from doubles import make_catalogue, make_indicator
from judging import built_in
from lianggang.model.assessment import Assessment, QuarterResult, ResolvedTarget
from lianggang.model.card_history import CardStep
from lianggang.model.card_rules import Card, Condition
from lianggang.model.diagnostic import Place
from lianggang.model.indicator import Indicator
from lianggang.model.measures import MEASURES
from lianggang.model.pace import Pace, PaceFigure, Scale
from lianggang.model.quarter import Period, Quarter
from lianggang.model.submission import Disposition, Observation, Submission

NOW = Quarter(2025, 3)


def make_figures(*figures: tuple[str, str, float]) -> tuple[PaceFigure, ...]:
    """A window: periods, values and where they stand on the scale."""
    return tuple(
        PaceFigure(Period.parse(period), Decimal(value), level, in_window=True) for period, value, level in figures
    )


def make_pace(**changes: Any) -> Pace:
    """The founding case's pace: five years of window, 1.52 points a year, 1.20 expected."""
    values: dict[str, Any] = {
        "scale": Scale.LOGIT,
        "span": 1.0,
        "sign": 1,
        "years_gone": Fraction(19, 4),
        "years_left": Fraction(1, 4),
        "figures": make_figures(("2020Q4", "71.30", 0.91), ("2025Q3", "78.70", 1.3069)),
        "baseline_level": 0.91,
        "goal_level": 1.7346,
        "fitted": 1.3073,
        "level": 1.3071,
        "smoothed": 78.70,
        "recent": 0.0921,
        "whole": 0.0819,
        "expected": 0.0696,
        "need": 1.7124,
        "noise": 0.0312,
        "slack": 0.06,
        "z": -18.0132,
        "in_unit": {"recent": 1.52, "whole": 1.36, "expected": 1.2, "need": 16.63},
        "yearly": Fraction(152, 100),
        "back_on_path": 95.33,
        **changes,
    }
    return Pace(**values)


def make_assessment(indicator: Indicator | None = None, **changes: Any) -> Assessment:
    """The founding case, red a quarter before its deadline; ``changes`` replace fields, ``measures`` adds to them."""
    indicator = indicator or make_indicator()
    measures: dict[str, Any] = dict.fromkeys(MEASURES)
    measures |= {
        "met": 0,
        "improve": 1,
        "has_number": 1,
        "quarter": 3,
        "progress": Fraction(74, 137),
        "elapsed": Fraction(19, 20),
        "node": Decimal("84.315"),
        "z": -18.0132,
        "chance": 1,
        **changes.pop("measures", {}),
    }
    target = None
    if indicator.targets:
        first = indicator.targets[0]
        number = first.at_least if first.at_least is not None else first.at_most
        target = ResolvedTarget(first, indicator.baseline, number)
    values: dict[str, Any] = {
        "indicator": indicator,
        "area": None,
        "period": NOW,
        "data_period": Period(NOW),
        "value": Decimal("78.70"),
        "numerator": Decimal(9444),
        "denominator": Decimal(12000),
        "target": target,
        "met": False,
        "gap": Decimal("6.30"),
        "measures": measures,
        "card": Card.RED,
        "label": "按现有进度难以达标",
        "rule": "far-behind",
        "conditions": (Condition.parse("improve = 1"), Condition.parse("z < -0.50")),
        "since": Quarter(2024, 2),
        "returned": True,
        "pace": make_pace(),
        "steps": (make_step("2024Q1", Card.YELLOW), make_step("2024Q2", Card.RED)),
        "observations": (make_observation("2025Q2", "77.90"), make_observation("2025Q3", "78.70")),
        **changes,
    }
    return Assessment(**values)


def make_step(quarter: str, card: Card | None, **changes: Any) -> CardStep:
    at = Quarter.parse(quarter)
    values: dict[str, Any] = {
        "quarter": at,
        "data_period": Period(at),
        "value": Decimal("76.10"),
        "card": card,
        "rule": "far-behind" if card is Card.RED else "behind",
        "not_assessed": None,
        "target": None,
        "z": -1.25,
        **changes,
    }
    return CardStep(**values)


def make_observation(quarter: str, text: str, **changes: Any) -> Observation:
    at = Quarter.parse(quarter)
    values: dict[str, Any] = {
        "indicator": "C-EDU-02",
        "area": None,
        "period": Period(at),
        "filed": at,
        "disposition": Disposition.USED,
        "value": Decimal(text),
        "numerator": Decimal(9444),
        "denominator": Decimal(12000),
        "missing": None,
        "status": None,
        "note": "",
        "text": text,
        "place": Place(f"data/{quarter}.csv", None, 17, 4, "本期值"),
        **changes,
    }
    return Observation(**values)


def make_submission(path: str = "data/2025Q3.csv", **changes: Any) -> Submission:
    values: dict[str, Any] = {
        "path": path,
        "quarter": NOW,
        "reporting_units": ("区教育局",),
        "rows_read": 63,
        "rows_used": 60,
        "rows_held": 2,
        "rows_rejected": 1,
        "observations": (),
        **changes,
    }
    return Submission(**values)


def make_result(*assessments: Assessment, **changes: Any) -> QuarterResult:
    """A result of these assessments, with the catalogue that holds their indicators."""
    indicators = {item.indicator.code: item.indicator for item in assessments}
    catalogue = make_catalogue(*indicators.values(), **changes)
    small = built_in("small-numbers")
    return QuarterResult(NOW, built_in("default"), catalogue, tuple(assessments), small_numbers=small)
