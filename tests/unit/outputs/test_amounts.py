from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lianggang.outputs.amounts import (
    decimals_to_tell,
    difference,
    moved,
    number,
    percent,
    shares,
    shares_note,
    with_unit,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("78.7"), 2, "78.70"),
        (Decimal("84.315"), 2, "84.32"),
        (Decimal("-84.315"), 2, "-84.32"),
        (Decimal("-0.001"), 2, "0.00"),
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (3, 1, "3.0"),
        (-3, 0, "-3"),
        (2.675, 2, "2.68"),
        (1e-7, 2, "0.00"),
        (Decimal("1E+3"), 0, "1000"),
        (Decimal(0), 0, "0"),
    ],
)
def test_numbers_are_rounded_half_away_from_zero(value: Decimal, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(Fraction(74, 137), "54%"), (Fraction(19, 20), "95%"), (1, "100%"), (Decimal("0.996"), "99.6%"), (-0.47, "-47%")],
)
def test_not_quite_the_whole_way_never_prints_as_the_whole(share: Fraction, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("amount", "unit", "decimals", "text"),
    [
        ("6.3", "%", 2, "6.30个百分点"),
        ("-1.2", "‰", 1, "1.2个千分点"),
        ("8.5", "1/10万", 2, "8.50/10万"),
        ("12", "人", 0, "12人"),
        ("0.004", "%", 2, "0.004个百分点"),
    ],
)
def test_differences_carry_their_own_unit(amount: str, unit: str, decimals: int, text: str) -> None:
    assert difference(Decimal(amount), unit, decimals) == text


def test_rates_rise_and_things_grow_in_number() -> None:
    assert [moved(True, "%"), moved(False, "1/10万"), moved(True, "人"), moved(False, "个")] == [
        "提高",
        "下降",
        "增加",
        "减少",
    ]
    assert [with_unit("8.50", "1/10万"), with_unit("78.70", "%"), with_unit("12", "人")] == [
        "8.50/10万",
        "78.70%",
        "12人",
    ]


@pytest.mark.parametrize(
    ("parts", "printed", "has_note"),
    [
        ((1, 1, 1), ("33.3%", "33.3%", "33.3%"), True),
        ((4, 8, 6, 1), ("21.1%", "42.1%", "31.6%", "5.3%"), True),
        ((1, 3), ("25.0%", "75.0%"), False),
        ((5,), ("100.0%",), False),
    ],
)
def test_shares_say_where_they_do_not_add_up(parts: tuple[int, ...], printed: tuple[str, ...], has_note: bool) -> None:
    assert shares(parts, sum(parts)) == printed
    assert shares_note(parts) == ("因四舍五入，各项占比之和可能不等于100%。" if has_note else "")


@pytest.mark.parametrize(
    ("value", "decimals"), [("84.9", 1), ("84.95", 2), ("84.9996", 4), ("84.99999999", 6), ("86", 1)]
)
def test_a_figure_gets_as_many_decimals_as_it_takes_not_to_mislead_but_six_at_most(value: str, decimals: int) -> None:
    assert decimals_to_tell(Decimal(value), 1, lambda shown: shown == 85) == decimals
