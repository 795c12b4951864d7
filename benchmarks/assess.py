"""How many indicator-areas the judging gets through in a second on one core; reading and writing are not measured.

The times are also given as multiples of a fixed loop of plain Python, which compares machines and days. Usage:

    python benchmarks/assess.py [--indicators 120] [--areas 15] [--quarters 20] [--rounds 5]

The catalogue and the returns are made up from a fixed seed: quarterly figures of five years that wander towards
their targets, a few of them not filed, for the district and each area. Two ways of asking are measured: the cards
alone, as ``warn`` counts them, and everything that ``status --format json`` writes, the history of each card included.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lianggang.engine.assess import assess_quarter
from lianggang.engine.history import History
from lianggang.load.rule_sets import engine_sets, load_rule_set
from lianggang.model.catalogue import Catalogue
from lianggang.model.diagnostic import Place
from lianggang.model.indicator import Indicator
from lianggang.model.quarter import Period, Quarter
from lianggang.model.submission import CheckedQuarter, Disposition, Observation, Submission

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianggang.model.assessment import QuarterResult

SEED = 20210908
FIRST = Quarter(2021, 1)
WANTED = 20_000
"""Indicator-areas a second on one core."""
UNITS = ("%", "‰", "万元", "1/10万")


def made_up(indicators: int, areas: int, quarters: int) -> tuple[Catalogue, History]:
    """A catalogue, and the returns of so many quarters from 2021Q1 on."""
    chance = random.Random(SEED)  # noqa: S311  # made-up figures
    names = tuple(f"街道{number}" for number in range(1, areas + 1))
    chosen = [_indicator(number, chance) for number in range(1, indicators + 1)]
    rows: dict[Quarter, list[Observation]] = {FIRST + place: [] for place in range(quarters)}
    for indicator in chosen:
        for area in (None, *names):
            for row in _figures(indicator, area, quarters, chance):
                rows[row.filed].append(row)
    catalogue = Catalogue.model_validate({
        "version": "1",
        "title": "指标目录",
        "district": {"name": "某区"},
        "office": {"committee": "某区妇女儿童工作委员会", "name": "某区妇儿工委办公室"},
        "outlines": {"妇纲": {"name": "中国妇女发展纲要（2021—2030年）", "starts": "2021", "ends": "2030"}},
        "member_units": {"区卫健局": {}},
        "areas": list(names),
        "indicators": {one.code: one for one in chosen},
    })  # fmt: skip
    checked = (
        CheckedQuarter(quarter, (Submission(f"{quarter}.csv", quarter, (), 0, 0, 0, 0, tuple(filed)),), ())
        for quarter, filed in rows.items()
    )
    return catalogue, History.of(checked)


def _indicator(number: int, chance: random.Random) -> Indicator:
    unit = UNITS[number % len(UNITS)]
    upwards = unit in {"%", "万元"}
    baseline = Decimal(chance.randint(300, 800)) / 10
    goal = baseline * Decimal(chance.randint(105, 140) if upwards else chance.randint(60, 95)) / 100
    if unit == "%":
        goal = min(goal, Decimal(95))
    return Indicator.model_validate({
        "code": f"W-H-{number:03}",
        "name": f"指标{number}",
        "outline": "妇纲",
        "field": "健康",
        "lead_unit": "区卫健局",
        "unit_of_measure": unit,
        "direction": "up" if upwards else "down",
        "frequency": "quarterly",
        "baseline": {"period": "2020Q4", "value": str(baseline)},
        "targets": [
            {"by": "2030Q4", "at_least" if upwards else "at_most": f"{goal:.2f}", "level": "国家", "source": "某规划"}
        ],
    })  # fmt: skip


def _figures(indicator: Indicator, area: str | None, quarters: int, chance: random.Random) -> list[Observation]:
    """Figures that move from the baseline towards the target at a pace of their own, with noise; 2 % are not filed."""
    target, baseline = indicator.targets[0], indicator.baseline
    goal = target.at_least if target.at_least is not None else target.at_most
    if baseline is None or goal is None:
        raise ValueError(indicator.code)
    pace = float(goal - baseline.value) / 40 * chance.uniform(-0.2, 1.8)
    noise = abs(float(goal - baseline.value)) * 0.02
    found = []
    for place in range(quarters):
        quarter = FIRST + place
        value = Decimal(f"{float(baseline.value) + pace * (place + 1) + chance.gauss(0, noise):.2f}")
        if place + 1 < quarters and chance.random() < 0.02:
            continue
        found.append(
            Observation(
                indicator=indicator.code,
                area=area,
                period=Period(quarter),
                filed=quarter,
                disposition=Disposition.USED,
                value=value,
                numerator=None,
                denominator=None,
                missing=None,
                status=None,
                note="",
                text=str(value),
                place=Place("made-up.csv"),
            )
        )
    return found


def reference() -> float:
    """A fixed piece of plain Python: sums of products over twenty figures, a thousand times over."""
    figures = [float(number) for number in range(20)]
    total = 0.0
    for _ in range(1000):
        for one in figures:
            total += one * 0.5
    return total


def cards_only(result: QuarterResult) -> Any:
    """What a count of the cards looks at."""
    return [item.card for item in result.assessments]


def everything(result: QuarterResult) -> Any:
    """What is written about an assessment."""
    return [
        (item.card, item.measures["z"], len(dict(item.measures)), item.pace, item.marks, item.conditions,
         item.since, item.lifted, item.steps, item.events)
        for item in result.assessments
    ]  # fmt: skip


def best(work: Callable[[], Any], rounds: int, *, collector: bool = False) -> float:
    """The shortest processor time of so many rounds, in seconds: what the machine does besides only adds to it."""
    found = []
    for _ in range(rounds):
        gc.collect()
        if not collector:
            gc.disable()
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
        gc.enable()
    return min(found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("indicators", 120), ("areas", 15), ("quarters", 20), ("rounds", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    catalogue, history = made_up(asked.indicators, asked.areas, asked.quarters)
    rules, own = load_rule_set("default", Path()), engine_sets(catalogue)
    quarter = FIRST + (asked.quarters - 1)

    def judged() -> QuarterResult:
        return assess_quarter(catalogue, history, rules, quarter, own)

    count = len(judged().assessments)
    unit = best(reference, 50)
    print(f"{count} indicator-areas of {asked.quarters} quarters; reference loop {unit * 1e6:.0f} µs")
    print(f"{'':26}{'a second':>10}{'µs each':>10}{'reference loops':>18}")
    ways = (
        ("cards only", cards_only, False),
        ("cards only, collector on", cards_only, True),
        ("with all that is shown", everything, False),
    )
    for name, look, collector in ways:
        each = best(lambda look=look: look(judged()), asked.rounds, collector=collector) / count
        print(f"{name:26}{1 / each:10.0f}{each * 1e6:10.1f}{each / unit:18.3f}")
    print(f"wanted of the first: {WANTED} a second")


if __name__ == "__main__":
    main()
