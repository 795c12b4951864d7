"""Short ways to a history and a judgement, for the tests of the engine: figures in, assessments out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from doubles import make_catalogue
from lianggang.engine.assess import assess_quarter
from lianggang.engine.history import History
from lianggang.load.rule_sets import engine_sets, load_rule_set
from lianggang.model.assessment import Assessment
from lianggang.model.card_rules import RuleSet
from lianggang.model.diagnostic import Place
from lianggang.model.indicator import Indicator
from lianggang.model.quarter import Period, Quarter
from lianggang.model.submission import CheckedQuarter, DataStatus, Disposition, Missing, Observation, Submission


@cache
def built_in(name: str) -> RuleSet:
    """A rule set of the package."""
    return load_rule_set(name, Path())


def filed(code: str, period: str, value: str | None, in_return: str | None = None, **more: Any) -> Observation:
    """One row. ``in_return``: the quarter of its file, by default the quarter it speaks of."""
    known = {
        "area": None,
        "numerator": None,
        "denominator": None,
        "missing": Missing.BLANK if value is None else None,
        "status": None,
        "note": "",
        "text": value or "",
        "disposition": Disposition.USED,
        **more,
    }
    for name in ("numerator", "denominator"):
        known[name] = None if known[name] is None else Decimal(known[name])
    return Observation(
        indicator=code,
        period=Period.parse(period),
        filed=Quarter.parse(in_return or period),
        value=None if value is None else Decimal(value),
        place=Place("data.csv"),
        **known,
    )


def not_used(code: str, period: str, *, held: bool, in_return: str | None = None) -> Observation:
    """A row that is held, or was rejected."""
    disposition = Disposition.HELD if held else Disposition.REJECTED
    return filed(code, period, "1", in_return, disposition=disposition)


def stated(code: str, quarter: str, status: DataStatus) -> Observation:
    """A row without a value, with its status."""
    return filed(code, quarter, None, status=status)


def history_of(rows: Iterable[Observation], *, also: Iterable[str] = ()) -> History:
    """The history of these rows, one return a quarter; ``also``: quarters whose returns speak of other things."""
    by_quarter: dict[Quarter, list[Observation]] = {Quarter.parse(text): [] for text in also}
    for row in rows:
        by_quarter.setdefault(row.filed, []).append(row)
    return History.of(
        CheckedQuarter(quarter, (Submission(f"{quarter}.csv", quarter, (), 0, 0, 0, 0, tuple(rows)),), ())
        for quarter, rows in by_quarter.items()
    )


def series(code: str, figures: Mapping[str, str | float]) -> list[Observation]:
    """One row a period, filed in the return of that quarter."""
    return [filed(code, period, str(value)) for period, value in figures.items()]


def judge(
    indicator: Indicator,
    rows: Iterable[Observation],
    quarter: str,
    *,
    rules: str | RuleSet = "default",
    also: Iterable[str] = (),
) -> Assessment:
    """The district's assessment of the indicator at the quarter."""
    return judge_all(indicator, rows, quarter, rules=rules, also=also)[0]


def judge_all(
    indicator: Indicator,
    rows: Iterable[Observation],
    quarter: str,
    *,
    rules: str | RuleSet = "default",
    also: Iterable[str] = (),
) -> tuple[Assessment, ...]:
    """The assessments of the district and its areas."""
    chosen = built_in(rules) if isinstance(rules, str) else rules
    catalogue = make_catalogue(indicator)
    history = history_of(rows, also=also)
    return assess_quarter(catalogue, history, chosen, Quarter.parse(quarter), engine_sets(catalogue)).assessments
