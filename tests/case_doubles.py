"""Cases made by hand, for the tests of the backtest."""

from __future__ import annotations

from decimal import Decimal

from lianggang.model.case import Case, CaseKind
from lianggang.model.indicator import Direction


def make_case(points: dict[int, str], **changes: object) -> Case:
    """The founding vector of docs/methods.md, section 12: 10 in 2020, 5 wanted in 2030; ``changes`` replace fields."""
    known: dict[str, object] = {
        "id": "甲:死亡率:X01",
        "family": "甲",
        "indicator": "死亡率",
        "country": "X01",
        "kind": CaseKind.REACH,
        "direction": Direction.DOWN,
        "unit": "per 1000",
        "baseline_year": 2020,
        "baseline": Decimal(10),
        "target_year": 2030,
        "target": Decimal(5),
        "bounds": (Decimal(0), None),
        "is_met": False,
        "series": tuple((year, Decimal(value)) for year, value in points.items()),
        **changes,
    }
    return Case(**known)  # type: ignore[arg-type]
