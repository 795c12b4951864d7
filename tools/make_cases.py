"""Writes tests/data/cases_small.csv: made-up cases in the format of a case file; no figure of any real place.

Usage: python tools/make_cases.py

Each figure moves by its family's pace with noise of its own; the outcome is what its last value says. Families are
filled until they have the numbers of met and missed cases that the tests of the backtest want.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from random import Random

PLACE = Path(__file__).resolve().parent.parent / "tests" / "data" / "cases_small.csv"
HEADER = (
    "id,family,indicator,country,kind,direction,unit,baseline_year,baseline,target_year,target,"
    "bound_lo,bound_hi,final_year,final_value,outcome,series"
)


@dataclass(frozen=True)
class Family:
    """How the cases of one family and indicator are made. Percentages move on the logit scale, others on the log."""

    name: str
    indicator: str
    kind: str
    direction: str
    unit: str
    bounds: tuple[str, str]
    years: tuple[int, int]
    target: float
    """Percentages: the target itself; others: as a share of the baseline."""
    start: tuple[float, float]
    pace: tuple[float, float]
    """Per year on the scale, improvement positive: mean and spread."""
    noise: float
    met: int
    missed: int
    every: int = 1
    """One figure every so many years."""


PER_1000 = ("down", "per 1000", ("0", "1000"))
PER_100000 = ("down", "per 100000", ("0", ""))
PERCENT = ("up", "%", ("0", "100"))

FAMILIES = (
    Family("甲", "死亡率", "reach", *PER_1000, (2000, 2010), 0.667, (20, 90), (0.04, 0.015), 0.07, 8, 8),
    Family("甲", "覆盖率", "reach", *PERCENT, (2010, 2015), 80, (55, 75), (0.15, 0.1), 0.2, 7, 7),
    Family("乙", "死亡率", "reach", *PER_1000, (1990, 2015), 0.45, (30, 120), (0.032, 0.008), 0.1, 6, 6),
    Family("乙", "发生数", "reach", *PER_100000, (2012, 2020), 0.9, (5, 20), (0.01, 0.02), 0.08, 3, 5, 2),
    Family("revision", "死亡率", "reach", *PER_1000, (2000, 2010), 0.667, (20, 90), (0.04, 0.02), 0.02, 1, 1),
    Family("丙", "覆盖率", "keep", *PERCENT, (2010, 2015), 90, (91, 96), (0.0, 0.08), 0.1, 4, 2),
)


def main() -> None:
    """Write the file."""
    chance = Random(20251123)
    lines = [HEADER]
    for family in FAMILIES:
        lines += cases_of(family, chance)
    PLACE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{PLACE}: {len(lines) - 1} cases")


def cases_of(family: Family, chance: Random) -> list[str]:
    """As many of each outcome as the family wants."""
    wanted = {"met": family.met, "missed": family.missed}
    lines: list[str] = []
    while any(wanted.values()):
        cells, outcome = case(family, chance, f"X{len(lines) + 1:02}")
        if wanted[outcome]:
            wanted[outcome] -= 1
            lines.append(",".join(cells))
    return lines


def case(family: Family, chance: Random, country: str) -> tuple[list[str], str]:
    """One case as its cells, and its outcome."""
    percent = family.unit == "%"
    first, last = family.years
    start = chance.uniform(*family.start)
    pace = chance.gauss(*family.pace) * (1 if family.direction == "up" else -1)
    level = log(start / (100 - start)) if percent else log(start)
    series = {}
    for year in range(first - 4, last + 1):
        moved = level + pace * (year - first) + chance.gauss(0, family.noise)
        series[year] = round(100 / (1 + exp(-moved)) if percent else exp(moved), 2)
    kept = {year: value for year, value in series.items() if (year - first) % family.every == 0}
    target = family.target if percent else round(series[first] * family.target, 3)
    reached = series[last] >= target if family.direction == "up" else series[last] <= target
    outcome = "met" if reached else "missed"
    cells = [
        f"{family.name}:{family.indicator}:{country}", family.name, family.indicator, country, family.kind,
        family.direction, family.unit, str(first), str(series[first]), str(last), str(target), *family.bounds,
        str(last), str(series[last]), outcome, ";".join(f"{year}:{value}" for year, value in kept.items()),
    ]  # fmt: skip
    return cells, outcome


if __name__ == "__main__":
    main()
