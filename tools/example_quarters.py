"""The invented figures that the example district's units return each quarter or half-year, for the wider catalogue.

The kindergartens have a module of their own; loans, marriages, vaccinations and the like stand in ``example_series``.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from example_figures import SAME, SEED, Figure, part_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Quarter = tuple[int, int]

YEAR_TO_DATE: dict[str, tuple[tuple[int, ...], ...]] = {
    "W-LAW-02": ((6, 14, 22, 31), (8, 17, 27, 38), (9, 20, 33, 45), (11, 24, 37, 52), (12, 26, 39)),
    "W-LAW-03": ((2, 4, 7, 9), (2, 5, 8, 11), (3, 6, 10, 13), (3, 7, 11, 15), (4, 8)),
    "W-LAW-04": ((0, 1, 1, 1), (0, 0, 1, 1), (0, 0, 0, 1), (0, 1, 1, 1), (0, 0, 0)),
    "C-WEL-08": ((38, 71, 104, 142), (41, 79, 112, 151), (44, 83, 121, 163), (47, 90, 131, 172), (49, 95, 139)),
    "C-LAW-02": ((3, 7, 11, 15), (4, 9, 13, 18), (4, 8, 14, 19), (5, 11, 16, 22), (5, 10, 15)),
    "C-LAW-03": ((4, 9, 13, 18), (5, 10, 16, 21), (5, 11, 17, 24), (6, 13, 19, 26), (6, 12, 18)),
    "C-LAW-04": ((2, 5, 8, 11), (3, 6, 9, 13), (2, 5, 9, 12), (3, 7, 10, 14), (3, 6)),
}
"""Counts that accumulate within the year, by year from 2021 on; the court has returned nothing for 2025Q3."""

UNEXPLAINED: dict[Quarter, dict[str, Figure]] = {
    (2025, 3): {"W-LAW-02": Figure(value="390"), "W-SS-05": Figure(status="")},
}
"""What was returned instead, without a word: ten times the figure, and none at all. Held until it is explained."""

HALF_YEARS_TO_DATE: dict[str, tuple[tuple[int, ...], ...]] = {
    "W-LAW-05": ((9, 19), (8, 17), (10, 21), (9, 18), (8,)),
}

STOCKS: dict[str, tuple[int, ...]] = {
    "W-SS-05": (
        24402, 24477, 24561, 24690, 24733, 24802, 24910, 24987, 25061, 25180, 25233, 25354, 25421, 25503, 25630, 25698,
        25760, 25871, 25940,
    ),
    "C-WEL-06": (44, 43, 42, 41, 43, 42, 41, 40, 41, 39, 40, 38, 39, 37, 38, 36, 37, 35, 34),
    "C-WEL-07": (96, 98, 101, 103, 104, 107, 106, 109, 112, 111, 114, 116, 115, 118, 121, 120, 123, 125, 124),
}  # fmt: skip
"""People at the end of each quarter from 2021Q1 on."""

HALF_YEARLY_STOCKS: dict[str, tuple[int, ...]] = {
    "W-SS-06": (23110, 23402, 23655, 23918, 24260, 24377, 24733, 24905, 25118),
    "W-SS-07": (26035, 26420, 26801, 27144, 27562, 27840, 28233, 28471, 28790),
}
"""Women insured at the end of 2021Q2, 2021Q4, 2022Q2 …"""

INSURED = (
    (96.78, 299310), (96.70, 299040), (96.55, 298860), (96.43, 298420), (96.32, 298110), (96.24, 297630),
    (96.11, 297280), (96.02, 296710), (95.94, 296250),
)  # fmt: skip
"""基本医疗保险参保率 and those who should be insured, half-year by half-year from 2021Q2 on."""

HEALTH_YEAR_SHARES: dict[str, tuple[float, tuple[float, ...]]] = {
    "W-H-05": (1.0, (93.4, 93.9, 94.3, 94.6, 95.1)),
    "C-H-07": (0.988, (82.9, 84.6, 86.1, 87.3, 88.4)),
    "C-H-19": (1.0, (97.3, 97.5, 97.9, 97.9, 98.2)),
}
"""Indicator → mothers for each live birth (or 1), and the percentage by health year from 2021 on."""


def quarterly(quarter: Quarter, births: Mapping[Quarter, int]) -> dict[str, Figure]:
    """Indicator → the figure of a quarter. births: live births within the health year so far."""
    year, number = quarter
    place = 4 * (year - 2021) + number - 1
    found = {code: _so_far(counts[year - 2021], number) for code, counts in YEAR_TO_DATE.items()}
    found |= {code: _stock(numbers, place) for code, numbers in STOCKS.items()}
    return found | {code: _of_the_health_year(code, quarter, births) for code in HEALTH_YEAR_SHARES}


def half_yearly(quarter: Quarter) -> dict[str, Figure]:
    """Indicator → the figure of a half-year; nothing in the first and third quarter."""
    year, number = quarter
    if number % 2:
        return {}
    place = 2 * (year - 2021) + number // 2 - 1
    orphans = STOCKS["C-WEL-06"][2 * place + 1]
    note = "逐人核对，符合条件的均已纳入" if place == 0 else ""
    return {
        "W-SS-04": part_of(*INSURED[place]),
        "C-WEL-09": Figure(orphans, orphans, note=note),
        **{code: Figure(value=str(numbers[place])) for code, numbers in HALF_YEARLY_STOCKS.items()},
        **{code: _so_far(counts[year - 2021], number // 2) for code, counts in HALF_YEARS_TO_DATE.items()},
    }


def _so_far(counts: tuple[int, ...], number: int) -> Figure:
    """The count up to the quarter (or half-year) of that number; a note where nothing was added."""
    if number > len(counts):
        return Figure()
    same = number > 1 and counts[number - 1] == counts[number - 2]
    return Figure(value=str(counts[number - 1]), note="本期无新增" if same else "")


def _stock(numbers: tuple[int, ...], place: int) -> Figure:
    same = place > 0 and numbers[place] == numbers[place - 1]
    return Figure(value=str(numbers[place]), note=SAME if same else "")


def _of_the_health_year(code: str, quarter: Quarter, births: Mapping[Quarter, int]) -> Figure:
    """Counted quarter by quarter, so that the numerator never falls within the health year."""
    each, percents = HEALTH_YEAR_SHARES[code]
    year, number = quarter
    health_year = year + number // 4
    first = (health_year - 1, 4)
    quarters = [
        one for one in (first, *((health_year, step) for step in (1, 2, 3))) if one in births and one <= quarter
    ]
    chance = Random(f"{SEED}:{code}:{health_year}")
    reached = whole_before = 0
    for one in quarters:
        whole = round(births[one] * each)
        reached += round((whole - whole_before) * chance.gauss(percents[health_year - 2021], 0.4) / 100)
        whole_before = whole
    return Figure(reached, whole_before)
