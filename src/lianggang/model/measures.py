"""The closed list of measures that card rules may speak of; the formulas stand in ``docs/methods.md``.

Not here: how they are reckoned (``lianggang.engine``).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

MeasureValue = int | float | Decimal | Fraction
"""Exact where it rests on reported figures alone (int, Decimal, Fraction); a float on a working scale."""

Measures = Mapping[str, MeasureValue | None]
"""Every measure of ``MEASURES`` by name, in that order; None where it is not defined."""

MEASURES: tuple[str, ...] = (
    "met",
    "improve",
    "has_number",
    "quarter",
    "progress",
    "elapsed",
    "completion_gap",
    "pace_ratio",
    "node",
    "value_gap",
    "relative_gap",
    "need",
    "expected",
    "recent",
    "whole",
    "noise",
    "z",
    "chance",
    "annual_growth",
    "cagr_ratio",
    "un_share",
    "eurostat_ratio",
    "trend_ratio",
    "escap_share",
    "five_year_change",
    "five_year_share",
    "years_left",
    "worse_than_baseline",
    "periods_worsening",
    "events",
    "expected_events",
    "tail_p",
    "year_ratio",
    "year_shortfall",
    "year_spread",
    "shortfall_per_spread",
    "data_age",
)
