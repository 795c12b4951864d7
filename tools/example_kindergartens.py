"""The kindergartens of the example district: children by street and quarter, whole and adding up to the district.

Invented. The story of the founding case: both shares rise quickly until 2022, then hardly at all.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

STREETS = ("城东街道", "城西街道", "城南街道", "城北街道", "新港街道", "河口镇", "青山镇", "柳林镇")
_SIZE = (0.195, 0.165, 0.150, 0.135, 0.130, 0.095, 0.070, 0.060)
"""The streets' shares of all children in kindergarten."""
_INCLUSIVE_OFFSET = (2.6, -2.8, 6.9, 0.4, -13.4, 1.9, 8.2, 0.7)
"""Percentage points by which a street lies off the district's share; 新港街道 is new and mostly private."""
_PUBLIC_OFFSET = (2.4, -4.1, 5.9, -1.2, -13.2, 4.0, 9.6, 6.3)

_CHILDREN = {2020: 10120, 2021: 10064, 2022: 9873, 2023: 9486, 2024: 9027, 2025: 8649}
"""Children in kindergarten from September of the year on; falling with the births."""
_INCLUSIVE = (
    (72.16, 72.91, 74.22, 74.51),
    (74.97, 75.31, 76.72, 76.98),
    (77.12, 77.19, 77.86, 77.93),
    (77.95, 78.02, 78.31, 78.35),
    (78.41, 78.46, 78.70),
)
_PUBLIC = (
    (36.98, 37.62, 39.08, 39.31),
    (39.52, 39.66, 41.32, 41.46),
    (41.60, 41.64, 42.58, 42.66),
    (42.71, 42.74, 43.35, 43.41),
    (43.46, 43.52, 43.88),
)


class Kindergartens(NamedTuple):
    """Children in kindergarten: all, in inclusive ones (public and inclusive private), in public ones."""

    children: int
    inclusive: int
    public: int


def kindergartens(seed: str) -> dict[tuple[int, int], dict[str, Kindergartens]]:
    """(year, quarter) → street → children, for 2021Q1 to 2025Q3; the district is the sum of its streets."""
    chance = Random(f"{seed}:kindergartens")
    return {
        (2021 + year, quarter + 1): _quarter(chance, 2021 + year, quarter + 1, inclusive, _PUBLIC[year][quarter])
        for year, shares in enumerate(_INCLUSIVE)
        for quarter, inclusive in enumerate(shares)
    }


def _quarter(chance: Random, year: int, quarter: int, inclusive: float, public: float) -> dict[str, Kindergartens]:
    """One quarter: rough figures by street, then the first street takes up what rounding left over."""
    school_year = year if quarter >= 3 else year - 1
    total = _CHILDREN[school_year] + chance.randint(-12, 12)
    children = _split(total, [size * chance.uniform(0.99, 1.01) for size in _SIZE])
    return dict(
        zip(
            STREETS,
            map(
                Kindergartens,
                children,
                _shares(chance, children, inclusive, _INCLUSIVE_OFFSET),
                _shares(chance, children, public, _PUBLIC_OFFSET),
            ),
            strict=True,
        )
    )


def _split(total: int, weights: list[float]) -> list[int]:
    parts = [int(total * weight / sum(weights)) for weight in weights]
    parts[0] += total - sum(parts)
    return parts


def _shares(chance: Random, children: list[int], district: float, offsets: tuple[float, ...]) -> list[int]:
    """Children in such kindergartens by street, so that the district has its share to the second decimal."""
    parts = [
        round(count * (district + offset + chance.gauss(0, 0.25)) / 100)
        for count, offset in zip(children, offsets, strict=True)
    ]
    # What is over or short is spread by size, so that no single street jumps.
    short = round(sum(children) * district / 100) - sum(parts)
    extra = [int(short * count / sum(children)) for count in children]
    extra[0] += short - sum(extra)
    return [part + more for part, more in zip(parts, extra, strict=True)]
